"""HTML to blocks: one pass over the tokens of a page, every character with its place.

A page becomes a `Markup`: its visible text, a line for each unit (the text between
two block boundaries), runs that say where in the source each piece of it stands, and
a table of the elements around it. Everything behind this works on the visible text,
as in plain text, and looks structure up by unit.

turbohtml's tokenizer splits the page as browsers do and gives each token's source;
as the tokens tile the page, adding up their lengths gives exact offsets. Only the
few rules of tree construction that matter for nesting are followed here: implied
ends of p, li, dt, dd, option, table rows and cells, and misnested ends.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from typing import Final, NamedTuple, TypeAlias

from turbohtml import TokenType, tokenize

SKIPPED: Final = frozenset({
    "script", "style", "template", "svg", "math", "iframx", "noframes", "noembed", "canvas",
    "datalist", "textarea", "object", "audio", "video", "title", "applet",
})  # fmt: skip
"""Elements whose text is not shown, or not as text."""

BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "html",
    "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
    "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
})  # fmt: skip
"""Elements that begin and end a unit."""

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
    "li", "tr", "dt", "dd", "br", "option", "select", "button", "summary", "legend", "caption",
})  # fmt: skip
"""Boundaries that are a line break; others but those of cells are a blank line."""

NAMING: Final = (
    "class", "id", "role", "itemprop", "rel", "data-testid", "data-component", "data-type",
)  # fmt: skip
"""Attributes whose words name what an element is."""

DEEPEST_MATCH: Final = 256
"""An end tag whose start is further up the stack than this is ignored: it keeps hostile
nesting linear, and no page nests like that."""

GAP_CELL, GAP_LINE, GAP_PARAGRAPH = 0, 1, 2
_PARTS: Final = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot", "caption"})
_TABLES: Final = _PARTS | {"table"}
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_PREFORMATTED: Final = frozenset({"pre", "listing", "xmp"})
_NEVER_ENDED: Final = frozenset({"body", "html"})  # what follows their end tags is still in them
_IN_TABLE: Final = frozenset({"table"})
_PARAGRAPH_STOPS: Final = _TABLES | {"button"}
_STOPS: Final = {
    **dict.fromkeys(BLOCKS, _TABLES), **dict.fromkeys(_PARTS, _IN_TABLE), "table": frozenset[str](),
}  # fmt: skip
"""What an end tag does not reach across; that of an inline element no block."""
_ENDED_BY: Final = {
    "li": (("li",), frozenset({"ul", "ol", "menu", "dir", "table", "td", "th"})),
    **dict.fromkeys(("dt", "dd"), (("dt", "dd"), frozenset({"dl", "table", "td", "th"}))),
    **dict.fromkeys(("td", "th"), (("td", "th"), frozenset({"table", "tr"}))),
    "tr": (("tr",), _IN_TABLE),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (("tbody", "thead", "tfoot"), _IN_TABLE)),
}
"""Elements that a start tag ends, and what it does not reach across."""
_INLINE, _LOOKED_THROUGH, _NOTHING_INSIDE, _HIDES, _BREAKS = range(5)
_BEHAVIOUR: Final = {
    **dict.fromkeys(FORMATTING, _LOOKED_THROUGH),
    **dict.fromkeys(VOID, _NOTHING_INSIDE),
    **dict.fromkeys(SKIPPED, _HIDES),
    **dict.fromkeys(BLOCKS | {"hr"}, _BREAKS + GAP_PARAGRAPH),
    **dict.fromkeys(TIGHT - {"option"}, _BREAKS + GAP_LINE),
    **dict.fromkeys(CELLS, _BREAKS + GAP_CELL),
}
_NAMES: Final = re.compile(r"[\s\"'](?:class|id|role|itemprop|rel|data-|hidden|style|aria-hidden)")
_BREAKOUT: Final = BLOCKS - {"head", "body", "html"}
_HIDDEN: Final = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", re.IGNORECASE)
_RAW: Final = re.compile(r"(</?)(noscrip|ifram)[te](?=[\s/>])", re.IGNORECASE)
_ALT: Final = re.compile(
    r"""[\s"'/]alt\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+))""", re.IGNORECASE
)
_TO_THE_END: Final = frozenset({"script", "style", "title", "textarea", "noframes", "noembed"})
_TEXT, _START, _END, _REFERENCE = (
    TokenType.TEXT, TokenType.START_TAG, TokenType.END_TAG, TokenType.CHARACTER_REFERENCE,
)  # fmt: skip

Column: TypeAlias = "array[int]"
"""Signed 64-bit numbers."""


class Elements(NamedTuple):
    """The elements of a page in document order, as columns. Parents stand before children."""

    tag: list[str]
    key: Column
    """Place of its tag and names in ``keys``."""
    parent: Column
    """-1: there is none."""
    hidden: Column
    """Not shown, by its own or an ancestor's attribute?"""
    start: Column
    """Source offset of its start tag."""
    close: Column
    """Source offset of its end tag, or where its content ends without one."""
    end: Column
    """Source offset behind its end tag."""
    first_unit: Column
    """The first unit that begins in it."""
    end_unit: Column
    """One past the last unit that begins in it."""
    keys: list[tuple[str, str]]
    """Distinct tags with the values of the attributes that name an element, joined by ``|``."""


class Head(NamedTuple):
    """What a page says of itself outside of its visible text."""

    titles: list[str]
    """Of <title> and of the meta elements for previews."""
    descriptions: list[str]
    linked_data: list[str]
    """The JSON-LD scripts, as they are."""


class Markup(NamedTuple):
    """A page's visible text, where it stands in the source, and what stands around it."""

    text: str
    """A line per unit, less in preformatted text; a blank line where paragraphs part."""
    run_text: Column
    """Where each run starts in ``text``."""
    run_source: Column
    """Where it starts in the source."""
    run_length: Column
    """Its length in the source: equal to that in the text if it was copied as it is."""
    unit_start: Column
    """Where each unit starts in ``text``."""
    unit_element: Column
    """The element that each unit begins in."""
    unit_gap: Column
    """What stands before each unit: `GAP_CELL`, `GAP_LINE` or `GAP_PARAGRAPH`."""
    unit_pre: Column
    """Is the unit's white space part of what it says?"""
    link_start: Column
    """Where in ``text`` each link starts."""
    link_end: Column
    alt_start: Column
    """Source offsets of the alternative texts of pictures that stand alone in their block."""
    alt_end: Column
    alt_unit: Column
    """The unit that comes behind each of them."""
    alt_element: Column
    elements: Elements
    head: Head


def segment_page(source: str) -> Markup:
    """Read a page.

    >>> markup = segment_page("<p>One <b>two</b> &amp; three<ul><li>four</ul>")
    >>> markup.text, markup.unit_start
    ('One two & three\\n\\nfour', [0, 17])
    >>> [markup.elements.tag[e] for e in markup.unit_element]
    ['p', 'li']
    """
    whole: set[str] = set()
    while True:
        reader = _Reader(source, SKIPPED - whole)
        unclosed = reader.read()
        if unclosed is None:
            return reader.markup()
        # Nothing closes it: better its text than to lose the rest of the page.
        whole.add(unclosed)


class _Reader:
    """One pass over a page's tokens; the columns grow as it goes."""

    def __init__(self, source: str, skipped: frozenset[str]) -> None:
        # "</>" is the one thing that the tokenizer leaves out without a token.
        plain = source.replace("\r", " ").replace("\0", "\ufffd").replace("</>", "<!>")
        # The tokenizer takes the content of these two for raw text, to the end of the page if
        # nothing closes them: under another name of the same length it does not.
        plain = _RAW.sub(r"\1\2x", plain)
        self.source = plain
        self.skipped = skipped
        self.elements = Elements([], *(array("q") for _ in range(8)), [])
        self.parts: list[str] = []
        self.runs = (array("q"), array("q"), array("q"))
        self.units = (array("q"), array("q"), array("q"), array("q"))
        self.links = (array("q"), array("q"))
        self.alts: list[tuple[int, int, int, int]] = []
        self.head = Head([], [], [])

    def markup(self) -> Markup:
        alts = (array("q", column) for column in zip(*self.alts, strict=True))
        none = (array("q") for _ in range(4))
        return Markup(
            "".join(self.parts), *self.runs, *self.units, *self.links,
            *(alts if self.alts else none), self.elements, self.head,
        )  # fmt: skip

    def read(self) -> str | None:
        """Read the page; returns the name of an element that hides its end without a close."""
        skipped, head = self.skipped, self.head
        parts = self.parts
        run_text, run_source, run_length = self.runs
        unit_start, unit_element, unit_gap, unit_pre = self.units
        link_start, link_end = self.links
        tags, element_keys, parents, hiddens, starts, closes, ends, firsts, end_units, keys = (
            self.elements
        )
        stack: list[str] = []  # tags of what is open
        owners: list[int] = []  # the element of each, or -1 where there is none
        opened: defaultdict[str, int] = defaultdict(int)
        known: dict[str, tuple[int, bool]] = {}  # start tags seen before
        numbers: dict[tuple[str, str], int] = {}
        current = -1  # the innermost open element
        position = length = 0  # in the source; of the text
        in_unit = False
        gap = GAP_PARAGRAPH
        pending, pending_length = -1, 0  # white space, kept if text follows in its unit
        link = -1  # where in the text the open link begins
        pre = 0
        skip, skip_depth, foreign = "", 0, False
        collect: list[str] | None = None
        waiting: list[tuple[int, int, int, int]] = []  # alternative texts of this unit

        for token in tokenize(self.source, resolve_references=False, capture_source=True):
            kind = token.type
            if kind is _TEXT or kind is _REFERENCE:
                data = token.data or ""
                size = len(data) if kind is _TEXT else len(token.source)
                at = position
                position += size
                if skip:
                    if collect is not None:
                        collect.append(data)
                    continue
                if data.isspace() and not (pre and in_unit):
                    if in_unit:
                        if kind is _TEXT:
                            pending, pending_length = at, size
                            continue
                    else:
                        continue
                elif not data:
                    continue
                if not in_unit:
                    in_unit, pending = True, -1
                    if kind is _TEXT:
                        data = data.lstrip()
                        at += size - len(data)
                        size = len(data)
                    if parts:
                        between = "\n\n" if gap == GAP_PARAGRAPH else "\n"
                        if 0 <= link < length:
                            # A link that holds several units is one link in each.
                            link_start.append(link)
                            link_end.append(length)
                        run_text.append(length)
                        run_source.append(run_source[-1] + run_length[-1])
                        run_length.append(0)
                        parts.append(between)
                        length += len(between)
                    if link >= 0:
                        link = length
                    unit_start.append(length)
                    unit_element.append(current)
                    unit_gap.append(gap)
                    unit_pre.append(pre > 0)
                elif pending >= 0:
                    run_text.append(length)
                    run_source.append(pending)
                    run_length.append(pending_length)
                    parts.append(" ")
                    length += 1
                    pending = -1
                if not pre and "\n" in data:
                    data = data.replace("\n", " ")
                run_text.append(length)
                run_source.append(at)
                run_length.append(size)
                parts.append(data)
                length += len(data)
                continue

            here = position
            written = token.source
            position += len(written)
            if kind is not _START and kind is not _END:
                continue
            tag = token.tag
            if skip:
                if kind is _END:
                    if tag == skip:
                        skip_depth -= 1
                        if not skip_depth:
                            skip, collect = "", None
                    continue
                if tag == skip:
                    if not token.self_closing:
                        skip_depth += 1
                    continue
                if skip != "svg" and skip != "math":
                    continue
                if foreign or tag not in _BREAKOUT:
                    foreign = foreign or tag == "foreignobject"
                    continue
                skip = ""
            behaviour = _BEHAVIOUR.get(tag, _INLINE)
            if behaviour == _LOOKED_THROUGH:
                continue
            if behaviour >= _BREAKS:
                # The unit ends here, and with it what waits for it.
                if waiting:
                    if not in_unit:
                        self.alts += waiting
                    waiting = []
                if in_unit:
                    in_unit, gap = False, GAP_CELL
                gap = max(gap, behaviour - _BREAKS)

            depth = -1  # of the stack, behind which everything ends
            if kind is _END:
                if behaviour == _NOTHING_INSIDE or tag in _NEVER_ENDED:
                    continue
                if stack and stack[-1] == tag:
                    depth = len(stack) - 1
                elif opened[tag]:
                    depth = _find(stack, tag, _STOPS.get(tag, BLOCKS))
                elif tag in _HEADINGS:
                    depth = max(_find(stack, level, _TABLES) for level in _HEADINGS)
            elif behaviour == _NOTHING_INSIDE or tag == "br" or tag == "hr":
                if tag == "img":
                    found = _ALT.search(written)
                    if found:
                        low, high = found.span(found.lastindex or 0)
                        bare = written[low:high].strip()
                        if bare:
                            low = here + written.index(bare, low)
                            waiting.append((low, low + len(bare), len(unit_start), current))
                elif tag == "meta":
                    _read_meta(token.attrs, head)
                continue
            elif behaviour == _HIDES:
                if tag not in skipped or (tag == "template" and "shadowrootmode" in written):
                    continue
                if not (token.self_closing and (tag == "svg" or tag == "math")):
                    skip, skip_depth, foreign = tag, 1, False
                    if tag == "title" and not head.titles:
                        collect = head.titles
                    elif tag == "script" and "ld+json" in written:
                        collect = head.linked_data
                continue
            elif behaviour >= _BREAKS:
                if opened["p"] and tag != "button" and tag != "select":
                    depth = _find(stack, "p", _PARAGRAPH_STOPS)
                ended = _ENDED_BY.get(tag)
                if ended is not None:
                    names, stops = ended
                    # An open paragraph stands further in than what ends with it.
                    for name in names:
                        if opened[name]:
                            place = _find(stack, name, stops)
                            if place >= 0:
                                depth = place if depth < 0 else min(depth, place)
                elif tag == "body" and not unit_start and stack and stack[-1] == "head":
                    depth = len(stack) - 1
            elif tag == "a":
                if opened["a"]:
                    depth = _find(stack, "a", BLOCKS)
            elif tag == "option" and in_unit:
                # One unit for a whole list of choices: a space between two of them.
                pending, pending_length = position, 0

            if depth >= 0:
                close = here
                while len(stack) > depth:
                    name, owner = stack.pop(), owners.pop()
                    opened[name] -= 1
                    if owner >= 0:
                        closes[owner] = close
                        ends[owner] = position if kind is _END and len(stack) == depth else close
                        end_units[owner] = len(unit_start)
                        current = parents[owner]
                        if name in _PREFORMATTED:
                            pre -= 1
                    if name == "a" and link >= 0:
                        if link < length:
                            link_start.append(link)
                            link_end.append(length)
                        link = -1
            if kind is _END:
                continue

            if tag == "a":
                link = length
            seen = known.get(written)
            if seen is None:
                names_of, hides = "", False
                if len(written) > len(tag) + 2 and (tag != "a" or _NAMES.search(written)):
                    names_of, hides = _named(token.attrs)
                pair = (tag, names_of)
                number = numbers.get(pair)
                if number is None:
                    number = numbers[pair] = len(keys)
                    keys.append(pair)
                seen = known[written] = (number, hides)
            number, hides = seen
            owner = -1
            if behaviour >= _BREAKS or keys[number][1]:
                owner = len(tags)
                tags.append(tag)
                element_keys.append(number)
                parents.append(current)
                hiddens.append(hides or (current >= 0 and hiddens[current]))
                starts.append(here)
                closes.append(position)
                ends.append(position)
                firsts.append(len(unit_start))
                end_units.append(len(unit_start))
                current = owner
                if tag in _PREFORMATTED:
                    pre += 1
            stack.append(tag)
            owners.append(owner)
            opened[tag] += 1

        if waiting and not in_unit:
            self.alts += waiting
        for owner in owners:
            if owner >= 0:
                closes[owner] = ends[owner] = position
                end_units[owner] = len(unit_start)
        if 0 <= link < length:
            link_start.append(link)
            link_end.append(length)
        return skip if skip and skip not in _TO_THE_END else None


def _find(stack: list[str], tag: str, stop: frozenset[str]) -> int:
    """The depth at which the innermost open element of this name is, or -1."""
    for depth in range(len(stack) - 1, max(len(stack) - DEEPEST_MATCH, 0) - 1, -1):
        if stack[depth] == tag:
            return depth
        if stack[depth] in stop:
            return -1
    return -1


def _named(attributes: list[tuple[str, str]] | None) -> tuple[str, bool]:
    """The names that a start tag gives its element, and whether it hides it."""
    if not attributes:
        return "", False
    values = dict(attributes)
    found = [values[name] for name in NAMING if name in values]
    hidden = "hidden" in values or values.get("aria-hidden") == "true"
    style = values.get("style")
    if style and not hidden:
        hidden = _HIDDEN.search(style) is not None
    return "|".join(value for value in found if value), hidden


def _read_meta(attributes: list[tuple[str, str]] | None, head: Head) -> None:
    values = dict(attributes or ())
    name = (values.get("property") or values.get("name") or "").lower()
    text = values.get("content")
    if not text:
        return
    if name in ("og:title", "twitter:title"):
        head.titles.append(text)
    elif name in ("og:description", "twitter:description", "description"):
        head.descriptions.append(text)
