"""The label set: what a piece of a page can be, and what is kept by default.

Every piece of visible text gets exactly one label. The first three are the
article; the rest is what stands around it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Label(StrEnum):
    """What a piece of a page is.

    >>> Label("caption")
    <Label.CAPTION: 'caption'>
    >>> Label.BODY in ARTICLE
    True
    """

    TITLE = "title"
    """The article's headline, each time it stands on a line of its own."""
    HEADING = "heading"
    """A section heading inside the article, a question of an FAQ."""
    BODY = "body"
    """The article's paragraphs, standfirst, lists, quotes, tables, code, footnotes."""
    BYLINE = "byline"
    """Who wrote it: names, roles, agency, address or handle beside the name."""
    DATE = "date"
    """Published and updated lines, reading time."""
    CAPTION = "caption"
    """Captions of pictures and videos with their credits, alt texts, gallery counters."""
    COPYRIGHT = "copyright"
    """Copyright, rights, licence, republication and source notices."""
    RELATED = "related"
    """Pointers to other content with their headings, dates, by-lines and teasers."""
    PROMO = "promo"
    """Newsletter, subscribe, donate, app, follow us, paywall, advertisement."""
    SHARE = "share"
    """Share, print, save, like and rate buttons and their counts."""
    NAVIGATION = "navigation"
    """Menus, breadcrumbs, tags, pagination, search, login, strings of the interface."""
    COMMENTS = "comments"
    """Readers' comments and the comment form."""
    BIO = "bio"
    """About the author, about the publisher."""
    LEGAL = "legal"
    """Cookie, privacy, terms, disclaimers, affiliate disclosures, risk warnings."""
    OTHER = "other"
    """Whatever else is not the article: left-over code, addresses, weather, tickers."""


ARTICLE: Final = frozenset({Label.TITLE, Label.HEADING, Label.BODY})
"""The labels that are kept unless the caller says otherwise."""

LABELS: Final = tuple(Label)
"""All labels in a fixed order: a label's place here is its code in arrays."""

CODES: Final = {label: code for code, label in enumerate(LABELS)}
"""Label → its place in ``LABELS``."""
