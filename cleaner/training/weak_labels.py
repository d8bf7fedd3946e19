"""Names text by the structure around it: class, id, role and tag of ancestors.

The names are weak: a site may call anything "caption". So a name is believed
only where it says one thing clearly, and only for text that the gold does not
hold; where names are known to be loose the answer is a set of labels.

Every element gives at most one piece of evidence per tier:

- ``OUTER``: containers whose whole content has one label whatever is inside (a
  related list with its dates and by-lines). The outermost one decides.
- ``MENUS``: navigation; loses to an outer container.
- ``INNER``: what a small element is by itself. The innermost one decides.
- ``ZONES``: header, footer, aside: they only narrow the set.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cleaner.labels import Label
from cleaner.training.flatten import Element
from cleaner.training.weak_names import (
    ADVERTISEMENT_LINE,
    BY_LINE,
    COPYRIGHT_LINE,
    CREDIT_LINE,
    DATE_LINE,
    DROPPED,
    GENERAL,
    INNER,
    LEGAL_LINE,
    MENUS,
    NOT_ITSELF,
    OPENERS,
    OUTER,
    YEAR,
    ZONES,
    Labels,
    Name,
)

LONGEST_BYLINE: Final = 10
"""Spaces in a by-line or a date; with more it may hold something else too."""

TRANSPARENT: Final = frozenset({"html", "body", "main"})
"""Elements whose names speak of the page, not of their content."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one element says, one answer per tier."""

    outer: Labels | None
    menu: Labels | None
    inner: Labels | None
    zone: Labels | None


def _value(name: Name) -> re.Pattern[str]:
    """A pattern for a whole attribute value: the name, words in front, general words behind."""
    return re.compile(
        rf"(?:^|\|)(?!{NOT_ITSELF})(?:[^|]* )??(?:{name.words})(?: (?:{GENERAL}))*+(?=$|\|)"
    )


_PATTERNS: Final = {
    tier: tuple((name, _value(name)) for name in names)
    for tier, names in (("outer", OUTER), ("menu", MENUS), ("inner", INNER), ("zone", ZONES))
}


_OPENERS: Final = tuple((labels, re.compile(pattern)) for labels, pattern in OPENERS)


@lru_cache(maxsize=100_000)
def evidence(tag: str, names: str) -> Evidence:
    """What an element with this tag and these names says.

    >>> evidence("div", "related posts").outer
    (<Label.RELATED: 'related'>,)
    """
    found: dict[str, Labels | None] = {}
    for tier, table in _PATTERNS.items():
        found[tier] = next(
            (
                name.labels
                for name, pattern in table
                if tag in name.tags or (names and pattern.search(names))
            ),
            None,
        )
    return Evidence(found["outer"], found["menu"], found["inner"], found["zone"])


def by_structure(
    elements: Sequence[Element],
    element: int,
    is_trusted: Callable[[int, str], bool],
    openers: Mapping[int, Labels],
) -> Labels | None:
    """What the element and its ancestors say of the text in it, or None.

    ``is_trusted`` says of an ancestor whether its names may be believed on a
    tier: not if much of its text is the article. ``openers`` holds what the
    first words of a container say of it ("Related articles").
    """
    outer = menu = inner = zone = None
    while element >= 0:
        node = elements[element]
        if node.tag not in TRANSPARENT:
            says = evidence(node.tag, node.names)
            if says.outer and is_trusted(element, "outer"):
                outer = says.outer
            if element in openers and is_trusted(element, "opener"):
                outer = openers[element]
            if says.menu and is_trusted(element, "menu"):
                menu = says.menu
            if says.inner and not inner and is_trusted(element, says.inner[0]):
                inner = says.inner
            if says.zone and not zone and is_trusted(element, "zone"):
                zone = says.zone
        element = node.parent
    return outer or menu or inner or zone


def by_opener(text: str) -> Labels | None:
    """What a short line says of the block that it opens.

    >>> by_opener("Related articles:"), by_opener("Results")
    ((<Label.RELATED: 'related'>,), None)
    """
    if len(text) > 60:
        return None
    line = text.strip(" :.…»›>→–-!?").lower()
    return next((labels for labels, pattern in _OPENERS if pattern.fullmatch(line)), None)


def by_words(text: str, labels: Labels, *, is_near: bool = True) -> Labels:
    """Narrow the labels of a dropped line by what it says.

    ``is_near``: it stands near the article, so a date is the article's.

    >>> by_words("© 2024 Example Ltd", DROPPED)
    (<Label.COPYRIGHT: 'copyright'>,)
    """
    if len(text) > 300:
        return labels
    if not {Label.COPYRIGHT, Label.NAVIGATION, Label.LEGAL}.isdisjoint(
        labels
    ) and COPYRIGHT_LINE.search(text):
        if COPYRIGHT_LINE.match(text) or len(text) < 150:
            return (Label.COPYRIGHT,)
        return labels if len(labels) > 1 else (Label.COPYRIGHT, *labels)
    if ADVERTISEMENT_LINE.match(text.strip()):
        return (Label.PROMO,)
    if (Label.LEGAL in labels or labels == (Label.NAVIGATION,)) and LEGAL_LINE.match(text.strip()):
        return (Label.LEGAL, Label.NAVIGATION)
    if is_near and len(labels) > 1 and (labels == DROPPED or Label.RELATED not in labels):
        if Label.DATE in labels and DATE_LINE.fullmatch(text.strip()):
            return (Label.DATE,)
        if Label.CAPTION in labels and CREDIT_LINE.search(text):
            return (Label.CAPTION,)
        if Label.BYLINE in labels and BY_LINE.fullmatch(text.strip()):
            return (Label.BYLINE,)
    if labels == (Label.BYLINE,):
        if YEAR.search(text):
            return (Label.BYLINE, Label.DATE)
        if text.count(" ") > LONGEST_BYLINE:
            return (Label.BYLINE, Label.BIO)
    if labels == (Label.DATE,) and text.count(" ") > LONGEST_BYLINE:
        return (Label.BYLINE, Label.DATE)
    return labels
