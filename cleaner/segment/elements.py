"""What the names of HTML elements tell: which show text, which part it, which end which."""

from __future__ import annotations

from typing import Final, NamedTuple

SKIPPED: Final = frozenset({
    "script", "style", "template", "svg", "math", "iframx", "noframes", "noembed", "canvas",
    "datalist", "textarea", "object", "audio", "video", "title", "applet",
})  # fmt: skip
"""Elements whose text is not shown, or not as text; as `tokenizable` names them."""

TO_THE_END: Final = frozenset({"script", "style", "title", "textarea", "noframes", "noembed"})
"""Those of them that hide the rest of the page if nothing closes them."""

BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "html",
    "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
    "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
})  # fmt: skip
"""Elements that begin and end a unit."""

BREAKOUT: Final = BLOCKS - {"head", "body", "html"}
"""Elements that end an open svg or math."""

VOID: Final = frozenset({
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
"""Elements that have no content."""

FORMATTING: Final = frozenset({
    "b", "i", "em", "strong", "u", "font", "small", "big", "sub", "sup", "code", "tt", "s",
    "strike", "kbd", "var", "samp", "nobr", "bdi", "bdo", "ruby", "rt", "rb", "rp", "optgroup",
    "noscripx", "picture",
})  # fmt: skip
"""Elements that say nothing of what their text is: looked through."""

CELLS: Final = frozenset({"td", "th"})
TIGHT: Final = frozenset({
    "li", "tr", "dt", "dd", "br", "select", "button", "summary", "legend", "caption",
})  # fmt: skip
"""Boundaries that are a line break; others but those of cells are a blank line."""

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
PREFORMATTED: Final = frozenset({"pre", "listing", "xmp"})
NEVER_ENDED: Final = frozenset({"body", "html"})
"""What follows their end tags is still in them."""

GAP_NONE, GAP_CELL, GAP_LINE, GAP_PARAGRAPH = -1, 0, 1, 2
"""What stands between two units; `GAP_NONE`: the element parts none."""

NAMING: Final = (
    "class", "id", "role", "itemprop", "rel", "data-testid", "data-component", "data-type",
)  # fmt: skip
"""Attributes whose words name what an element is."""

_PARTS: Final = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot", "caption"})
_TABLES: Final = _PARTS | {"table"}
_IN_TABLE: Final = frozenset({"table"})
_ROW_GROUPS: Final = ("tbody", "thead", "tfoot", "caption")
_ITEM_STOPS: Final = (BLOCKS | {"marquee"}) - {"address", "div", "p", "dialog", "legend"}
_NO_PARAGRAPH_ENDS: Final = frozenset({
    "button", "select", "legend", "body", "html", "head", "frameset",
})  # fmt: skip

PARAGRAPH_STOPS: Final = _TABLES | {"button"}
"""What the end of a paragraph does not reach across."""

STOPS: Final = {
    **dict.fromkeys(BLOCKS, _TABLES), **dict.fromkeys(_PARTS, _IN_TABLE), "table": frozenset[str](),
    "li": _TABLES | {"ul", "ol", "menu", "dir"}, "p": PARAGRAPH_STOPS,
}  # fmt: skip
"""What an end tag does not reach across; that of an inline element no block."""

HEADING_STOPS: Final = _TABLES


class Opening(NamedTuple):
    """What the start tag of a block ends."""

    paragraph: bool
    """An open paragraph?"""
    names: tuple[str, ...]
    """Other open elements."""
    stops: frozenset[str]
    """What it does not reach across for them."""
    heading: bool
    """A heading that it stands right in?"""


_ENDED_BY: Final[dict[str, tuple[tuple[str, ...], frozenset[str]]]] = {
    "li": (("li",), _ITEM_STOPS),
    **dict.fromkeys(("dt", "dd"), (("dt", "dd"), _ITEM_STOPS)),
    **dict.fromkeys(CELLS, (("td", "th", "caption"), frozenset({"table", "tr"}))),
    "tr": (("tr", "caption"), _IN_TABLE),
    **dict.fromkeys(_ROW_GROUPS, (_ROW_GROUPS, _IN_TABLE)),
    "button": (("button",), _TABLES),
}

OPENINGS: Final = {
    tag: Opening(
        tag not in _NO_PARAGRAPH_ENDS, *_ENDED_BY.get(tag, ((), frozenset())), tag in HEADINGS
    )
    for tag in BLOCKS
} | {"option": Opening(False, ("option",), _TABLES | {"select"}, False)}

GAPS: Final = {
    **dict.fromkeys(BLOCKS | {"hr"}, GAP_PARAGRAPH),
    **dict.fromkeys(TIGHT, GAP_LINE),
    **dict.fromkeys(CELLS, GAP_CELL),
}
"""What stands between units that an element parts."""
