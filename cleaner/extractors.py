"""Another extractor's word on what the article is, brought back to the page.

The extractor gives a text without offsets. That text is cleaned as any text is, and
its words are then found among the page's visible words by alignment: what both have
gets the text's label, what the extractor left out is dropped and keeps the label that
the page's own model gave it. A word of the extract that has no partner in the page is
never guessed at; `unplaced` tells which these are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.alignment import Tokens, align, tokenize
from cleaner.deciding.spans import EXTRACTOR, SpanColumns
from cleaner.labels import LABELS
from cleaner.metadata import readable
from cleaner.reading.page import Read
from cleaner.segment.characters import Character, character_tables, code_points
from cleaner.segment.markup import Markup
from cleaner.segment.runs import begins_run
from cleaner.source import decode

if TYPE_CHECKING:
    from cleaner.result import Result

REWRITTEN: Final = 8
"""Words between two that were found, up to which they are compared letter by letter."""

_SPACE: Final = re.compile(r"\s")
_OPENING: Final = "([{<«‹“‘„‚¿¡#@$€£「『（【《"
"""Signs that belong to the word behind them."""


def _trafilatura(html: str) -> str:
    try:
        from trafilatura import extract
    except ImportError as error:
        raise ImportError(
            'extractor="trafilatura" needs trafilatura: pip install "cleaner[metadata]"',
            name=error.name,
        ) from error
    try:
        found = extract(readable(html), include_comments=False, include_tables=True)
    except Exception:  # on broken pages the parser and trafilatura raise whatever they like
        return ""
    return found if isinstance(found, str) else ""


EXTRACTORS: Final[dict[str, Callable[[str], str]]] = {"trafilatura": _trafilatura}
"""The extractors that there are: from a page's HTML to its text."""


def checked(extractor: str) -> str:
    """The name of an extractor; raises ValueError if there is none of that name."""
    if extractor not in EXTRACTORS:
        known = ", ".join(map(repr, EXTRACTORS))
        raise ValueError(f"unknown extractor {extractor!r}: expected {known} or None")
    return extractor


def extract(html: str, extractor: str) -> str:
    """What an extractor takes a page's text for; nothing if it finds none or fails.

    Raises:
        ValueError: if there is no extractor of that name.
        ImportError: if it is not installed.
    """
    return EXTRACTORS[checked(extractor)](html)


def unplaced(result: Result, extractor: str = "trafilatura") -> tuple[str, ...]:
    """What of the text that an extractor takes from a result's page is not in the page.

    The words that it made up, changed or gave twice, each run of them on a line as one
    piece. They are in no span. Worked out from the source when asked for: it costs as
    much as extracting again.

    Raises:
        ValueError: for plain text, and if there is no extractor of that name.
        ImportError: if it is not installed.
    """
    if result.visible is None:
        raise ValueError("expected the result of an HTML page, got that of plain text")
    return place(result.visible.markup, extract(result.source, extractor)).unplaced


class Placement(NamedTuple):
    """Which of an extract's words stand where in a page's visible text."""

    origin: npt.NDArray[np.int64]
    """For each character of the visible text its place in the extract; -1 if it was left out."""
    unplaced: tuple[str, ...]
    """The pieces of the extract that are not in the page."""


def place(markup: Markup, extract: str) -> Placement:
    """Find the words of an extract in the page; signs go with the word that they touch.

    >>> from cleaner.segment.html import segment_page
    >>> page = segment_page("<p>Home<p>It was a dark and (very) stormy night.")
    >>> found = place(page, "It was a dark and very stormy night.\\nSubscribe now!")
    >>> "".join(c for c, at in zip(page.text, found.origin.tolist()) if at >= 0), found.unplaced
    ('It was a dark and (very) stormy night.', ('Subscribe now',))
    """
    words, reference = tokenize(markup.text), tokenize(extract)
    partner = align(words, reference)
    used = bytearray(len(reference))
    for found in partner:
        if found >= 0:
            used[found] = 1
    _place_rewritten(words.words, reference.words, partner, used)
    origin = [-1] * len(markup.text)
    for start, end, found in zip(words.starts, words.ends, partner, strict=True):
        if found >= 0:
            first, size = reference.starts[found], end - start
            same = reference.ends[found] - first == size
            origin[start:end] = range(first, first + size) if same else [first] * size
    _place_signs(markup, words, origin)
    return Placement(np.array(origin, np.int64), tuple(_pieces(extract, reference, used)))


def _place_rewritten(
    words: Sequence[str], reference: Sequence[str], partner: list[int], used: bytearray
) -> None:
    """Between two words that were found: place what differs in white space and signs alone."""
    found = [-1, *(word for word, at in enumerate(partner) if at >= 0), len(words)]
    places = [-1, *(at for at in partner if at >= 0), len(reference)]
    for (word, end), (at, until) in zip(pairwise(found), pairwise(places), strict=True):
        if not (1 < end - word <= REWRITTEN and 1 < until - at <= REWRITTEN):
            continue
        if any(used[at + 1 : until]):
            continue
        if "".join(words[word + 1 : end]) == "".join(reference[at + 1 : until]):
            partner[word + 1 : end] = [at + 1] * (end - word - 1)
            used[at + 1 : until] = b"\1" * (until - at - 1)


def _place_signs(markup: Markup, words: Tokens, origin: list[int]) -> None:
    """Give the signs around a word its place, within its unit and up to white space."""
    text = markup.text
    bounds = [*markup.unit_start, len(text)]
    unit = np.searchsorted(np.array(bounds), words.starts, side="right").tolist()
    for k, (start, end) in enumerate(zip(words.starts, words.ends, strict=True)):
        if origin[start] < 0:
            continue
        if k and unit[k - 1] == unit[k]:
            low = words.ends[k - 1]
            low += _parting(text[low:start])
        else:
            low = bounds[unit[k] - 1]
        if k + 1 < len(words) and unit[k + 1] == unit[k]:
            high = end + _parting(text[end : words.starts[k + 1]])
        else:
            high = bounds[unit[k]]
        origin[low:start] = [origin[start]] * (start - low)
        origin[end:high] = [origin[end - 1]] * (high - end)


def _parting(signs: str) -> int:
    """How many of the signs between two words go with the first of them."""
    space = _SPACE.search(signs)
    return space.start() if space else len(signs.rstrip(_OPENING))


def _pieces(extract: str, words: Tokens, used: bytearray) -> list[str]:
    """The runs of an extract's words that have no place in the page, cut at line ends."""
    pieces: list[str] = []
    k = 0
    while k < len(words):
        first = k
        while k < len(words) and not used[k] and words.lines[k] == words.lines[first]:
            k += 1
        if k > first:
            pieces.append(extract[words.starts[first] : words.ends[k - 1]])
        else:
            k += 1
    return pieces


def ask(
    extractor: str,
    pages: Sequence[Read],
    decided: Callable[..., Iterator[SpanColumns]],
) -> Iterator[SpanColumns]:
    """The spans of HTML pages as an extractor has them; ``decided`` gives those of pages, and with
    ``extracted=True`` of extracts."""
    extracts = [
        Read(decode(extract(page.source.text, extractor)), page.url, None, site=page.site)
        for page in pages
    ]
    both = zip(pages, extracts, decided(pages), decided(extracts, extracted=True), strict=True)
    for page, extracted, own, taken in both:
        if page.visible:
            yield project(page.visible.markup, own, extracted.text, taken, extractor)


def project(
    markup: Markup, own: SpanColumns, extract: str, taken: SpanColumns, extractor: str
) -> SpanColumns:
    """The spans of an extract as spans of the page's visible text.

    Arguments:
        markup: the page.
        own: its spans as its own model has them; they label what was left out.
        extract: what the extractor took.
        taken: the spans of that text.
        extractor: whose it is.
    """
    text = markup.text
    shown = np.flatnonzero(character_tables().kind[code_points(text)] > Character.NEWLINE)
    if not shown.size:
        return own
    mine = np.searchsorted(own.starts, shown, side="right") - 1
    labels, scores = own.labels[mine], own.scores[mine]
    origin = place(markup, extract).origin[shown]
    placed = np.flatnonzero(origin >= 0)
    theirs = np.maximum(np.searchsorted(taken.starts, origin, side="right") - 1, 0)
    labels[placed], scores[placed] = taken.labels[theirs[placed]], taken.scores[theirs[placed]]
    group = len(LABELS) + mine
    group[placed] = labels[placed]
    unit = np.searchsorted(np.array(markup.unit_start), shown, side="right")
    first = np.flatnonzero(begins_run(group, unit))
    size = np.diff(first, append=shown.size)
    left_out, rules = EXTRACTOR + extractor, list[str | None]()
    for low, high in zip(first.tolist(), (first + size).tolist(), strict=True):
        if origin[low] < 0:
            rules.append(left_out)
        else:
            named = (taken.rules[span] for span in np.unique(theirs[low:high]).tolist())
            rules.append(next(filter(None, named), None))
    return SpanColumns(
        shown[first],
        shown[first + size - 1] + 1,
        labels[first],
        np.add.reduceat(scores, first) / size,
        tuple(rules),
    )
