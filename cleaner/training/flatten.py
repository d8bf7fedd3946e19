"""A parsed page as a flat list of text units, ready for many converters.

A unit is the text between two block boundaries (a paragraph, a menu item, a
table cell) as a list of pieces, one per text node. ``Style`` says how units are
joined: a converter is a style, and every character of its output still knows
the element it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

import turbohtml

from cleaner.segment.elements import CELLS, NAMING, PREFORMATTED

SKIPPED: Final = frozenset({
    "script", "style", "template", "svg", "iframe", "noframes", "noembed", "canvas", "datalist",
    "textarea", "object", "audio", "video", "head", "applet", "map", "math", "title", "meta",
    "link",
})  # fmt: skip
"""Elements whose text no converter shows."""
BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre",
    "search", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul", "xmp",
})  # fmt: skip
"""Elements that begin and end a line."""
HARD: Final = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "ul", "ol", "dl", "pre", "blockquote",
    "section", "article", "header", "footer", "nav", "main", "aside", "form", "hr",
})  # fmt: skip
"""Blocks at which also a poor converter breaks the line."""
SPACED: Final = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "pre", "blockquote",
    "section", "article",
})  # fmt: skip
"""Blocks around which some converters leave a blank line."""

_SPACE: Final = re.compile(r"[\s\u200b]+")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Element:
    """What the labels need to know of an element."""

    tag: str
    parent: int
    """Place of the parent; -1 for the root."""
    names: str
    """The words of its class, id, role …: lower case, ``|`` between values."""
    hidden: bool
    """Not shown, by its own or an ancestor's attribute."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The folded text of one text node, inside a unit."""

    text: str
    element: int
    number: int
    """Unique in its page; in order, with holes."""


@dataclass(slots=True)
class Unit:
    """A line's worth of text and the block boundaries in front of it."""

    pieces: list[Piece] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)

    @property
    def words(self) -> int:
        """White-space separated words, Han characters counted two to a word."""
        text = "".join(piece.text for piece in self.pieces)
        return max(text.count(" ") + 1, len(text) // 8)


@dataclass(slots=True)
class Page:
    """A flattened page."""

    elements: list[Element] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    numbers: int = 0
    """More than any piece's number."""
    titles: list[str] = field(default_factory=list)
    """What the head says is the title."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a converter writes units."""

    breaks: Literal["all", "close", "open", "both", "node"] = "all"
    """Where lines break: at every block; only at the end, the start or both of
    ``HARD`` blocks; after every text node."""
    glue: str = " "
    """Between blocks that stay on one line."""
    cell: str = "\n"
    """Between the cells of a table row."""
    blank: bool = False
    """Whether blank lines set blocks apart."""
    options: bool = False
    """Whether the options of a <select> are written."""
    hidden: bool = True
    """Whether text with ``hidden`` or ``display: none`` is written."""
    bullet: str = ""
    """Written in front of a list item."""
    items_break: bool = True
    """Whether also <li> breaks a line where only hard blocks do."""
    longest: int = 60
    """A line with more words than this is not glued further."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters ``start`` to ``end`` of a converter's text come from a piece."""

    start: int
    end: int
    piece: int


EVERYTHING: Final = Style(options=True)
"""The style of the reference text: all that any converter may show."""


def flatten(html: str) -> Page:
    """Parse a page and list its units.

    >>> page = flatten("<p>One <b>two</b></p><ul><li>three<li>four</ul>")
    >>> [[piece.text for piece in unit.pieces] for unit in page.units]
    [['One ', 'two'], ['three'], ['four']]
    """
    page = Page()
    unit = Unit()
    opened: set[str] = set()
    closed: set[str] = set()
    document = turbohtml.parse(html, positions=False)
    _read_head(document, page)
    stack: list[tuple[turbohtml.Node, int] | str] = [(document, -1)]

    def end_unit() -> None:
        nonlocal unit, opened, closed
        if unit.pieces:
            last = unit.pieces[-1]
            unit.pieces[-1] = Piece(last.text.rstrip(), last.element, last.number)
            if not unit.pieces[-1].text:
                unit.pieces.pop()
            page.units.append(unit)
            unit, opened, closed = Unit(), set(), set()

    while stack:
        item = stack.pop()
        if isinstance(item, str):
            end_unit()
            closed.add(item)
            continue
        node, parent = item
        if isinstance(node, turbohtml.Text):
            if not unit.pieces:
                unit.opened, unit.closed = opened, closed
            lines = node.data.split("\n") if _in_pre(page, parent) else [node.data]
            for number, line in enumerate(lines):
                if number:
                    end_unit()
                    opened.add("br")
                    unit.opened, unit.closed = opened, closed
                _add(page, unit, line, parent)
            continue
        if isinstance(node, turbohtml.Element):
            tag = node.tag
            if tag in SKIPPED:
                continue
            if tag in BLOCKS or tag == "br":
                end_unit()
                opened.add(tag)
                if tag != "br":
                    stack.append(tag)
            page.elements.append(_element(node, tag, parent, page))
            parent = len(page.elements) - 1
        elif not isinstance(node, turbohtml.Document):
            continue
        stack.extend((child, parent) for child in reversed(list(node.children)))
    end_unit()
    return page


def _read_head(document: turbohtml.Document, page: Page) -> None:
    for meta in document.select('meta[property="og:title"], meta[name="twitter:title"]'):
        content = meta.attrs.get("content")
        if isinstance(content, str) and content.strip():
            page.titles.append(content)
    title = document.find("title")
    if title is not None and title.text.strip():
        page.titles.append(title.text)


def _in_pre(page: Page, element: int) -> bool:
    depth = 0
    while element >= 0 and depth < 4:
        if page.elements[element].tag in PREFORMATTED:
            return True
        element, depth = page.elements[element].parent, depth + 1
    return False


def _add(page: Page, unit: Unit, text: str, element: int) -> None:
    folded = _SPACE.sub(" ", text)
    if not unit.pieces or unit.pieces[-1].text.endswith(" "):
        folded = folded.lstrip(" ")
    if folded:
        unit.pieces.append(Piece(folded, element, page.numbers))
        page.numbers += 1


def _element(node: turbohtml.Element, tag: str, parent: int, page: Page) -> Element:
    attributes = node.attrs
    values: list[str] = []
    hidden = parent >= 0 and page.elements[parent].hidden
    if attributes:
        for name in NAMING:
            value = attributes.get(name)
            if isinstance(value, str):
                values.append(value)
            elif value:
                values.extend(value)
        style = attributes.get("style")
        hidden = (
            hidden
            or "hidden" in attributes
            or bool(isinstance(style, str) and _HIDDEN.search(style))
        )
    return Element(tag, parent, "|".join(split_words(value) for value in values), hidden)


def split_words(name: str) -> str:
    """The words of a class or an id.

    >>> split_words("wp-caption-text"), split_words("relatedPosts2")
    ('wp caption text', 'related posts 2')
    """
    return " ".join(_WORDS.findall(name)).lower()


def render(page: Page, style: Style) -> tuple[str, list[Segment]]:
    """Write a page as text; no segment crosses a newline."""
    parts: list[str] = []
    segments: list[Segment] = []
    size = line_words = 0
    before = 0
    for unit in page.units:
        pieces = list(_shown(page, unit, style))
        if not pieces:
            continue
        join = _joint(unit, style, before, line_words) if parts else ""
        line_words = unit.words if "\n" in join else line_words + unit.words
        before = unit.words
        if style.bullet and "li" in unit.opened and (not parts or "\n" in join):
            join += style.bullet
        parts.append(join)
        size += len(join)
        start = size - len(style.bullet) if join.endswith(style.bullet) else size
        for number, piece in enumerate(pieces):
            text = piece.text
            if style.breaks == "node":
                text = text.strip() + ("\n" if number + 1 < len(pieces) else "")
            parts.append(text)
            size += len(text)
            segments.append(Segment(start, size - text.endswith("\n"), piece.number))
            start = size
    return "".join(parts), segments


def _shown(page: Page, unit: Unit, style: Style) -> Iterator[Piece]:
    for piece in unit.pieces:
        element = page.elements[piece.element]
        if (style.hidden or not element.hidden) and (style.options or element.tag != "option"):
            yield piece


def _joint(unit: Unit, style: Style, before: int, line_words: int) -> str:
    """What stands between a unit and the one before it."""
    opened, closed = unit.opened, unit.closed
    if style.cell != "\n" and opened & CELLS and closed & CELLS and "tr" not in opened:
        return style.cell
    if style.breaks in ("all", "node"):
        line_break = True
    else:
        line_break = (
            "br" in opened or line_words > style.longest or (before >= 20 and unit.words >= 20)
        )
        if style.breaks != "open":
            line_break = line_break or bool(closed & HARD)
        if style.breaks != "close":
            line_break = line_break or bool(opened & HARD)
        if style.items_break:
            line_break = line_break or "li" in opened or "li" in closed
    if not line_break:
        return style.glue
    return "\n\n" if style.blank and (opened | closed) & SPACED else "\n"
