"""HTML to blocks: one pass over the tokens of a page, every character with its place.

A page becomes a `Markup`: its visible text, a line for each unit (the text between
two block boundaries), runs that say where in the source each piece of it stands, and
a table of the elements around it. Everything behind this works on the visible text,
as in plain text, and looks structure up by unit.

turbohtml's tokenizer splits the page as browsers do and gives each token's source;
as the tokens tile the page, adding up their lengths gives exact offsets. Only the
few rules of tree construction that matter for nesting are followed here: implied
ends of p, li, dt, dd, option, headings, table rows and cells, and misnested ends.

The pass is the slowest part of reading a page, so its loop is long and flat, and a tag
that was met before is looked up by its source: what follows from it is worked out once.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple, TypeAlias

from turbohtml import Token, TokenType, tokenize

from cleaner.segment.elements import (
    BLOCKS,
    BREAKOUT,
    FORMATTING,
    GAP_NONE,
    GAP_PARAGRAPH,
    GAPS,
    HEADING_STOPS,
    HEADINGS,
    NAMING,
    NEVER_ENDED,
    OPENINGS,
    PARAGRAPH_STOPS,
    PREFORMATTED,
    SKIPPED,
    STOPS,
    TO_THE_END,
    VOID,
    Opening,
)

DEEPEST_MATCH: Final = 256
"""An end tag whose start is further up the stack than this is ignored: it keeps hostile
nesting linear, and no page nests like that."""

_PLAINTEXT: Final = re.compile(r"<(?:xmp|plaintext)", re.IGNORECASE)
_MISREAD: Final = re.compile(
    r"<(?:/?([nN][oO][sS][cC][rR][iI][pP][tT]|[iI][fF][rR][aA][mM][eE])(?=[\s/>])|(/)>"
    r"|([sS][tT][yY][lL][eE]|[tT][iI][tT][lL][eE]|[sS][cC][rR][iI][pP][tT])(?:\s[^<>]*+(?<=/)|/)>)"
)
_DRAWING: Final = re.compile(r"<(/?)svg(?=[\s>])", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", re.IGNORECASE)
_ALT: Final = re.compile(
    r"""[\s"'/]alt\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+))""", re.IGNORECASE
)
_TELLING: Final = frozenset({*NAMING, "hidden", "aria-hidden", "style"})
_META: Final = {
    **dict.fromkeys(("og:title", "twitter:title"), 0),
    **dict.fromkeys(("og:description", "twitter:description", "description"), 1),
}
"""Meta elements, and which column of `Head` they go to."""

_QUOTE: Final = '"'
_START, _END, _REFERENCE = TokenType.START_TAG, TokenType.END_TAG, TokenType.CHARACTER_REFERENCE

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


def tokenizable(source: str) -> str:
    """A page of the same length that the tokenizer splits into tokens that tile it.

    The tokenizer folds CRLF, leaves "</>" out without a token, and takes the content of
    noscript and iframe for raw text, to the end of the page if nothing closes them: a CR
    becomes a space, "</>" an empty comment, and the two get other names. In an svg
    a style, title or script that ends with its own tag would swallow what follows.

    >>> tokenizable("<NoScript>a</></noscript>\\r\\n")
    '<NoScripx>a<!></noscripx> \\n'
    """
    if "\r" in source:
        source = source.replace("\r", " ")
    parts: list[str] = []
    done = 0
    drawings: list[int] | None = None
    for found in _MISREAD.finditer(source):
        which = found.lastindex or 0
        if which == 3:
            drawings = _drawings(source) if drawings is None else drawings
            if not bisect(drawings, found.start()) % 2:
                continue
        end = found.end(which)
        parts += source[done : end - 1], "!" if which == 2 else "x"
        done = end
    return "".join(parts) + source[done:] if parts else source


def _drawings(source: str) -> list[int]:
    """Where the outermost svg elements of a page start and end."""
    bounds: list[int] = []
    depth = 0
    for found in _DRAWING.finditer(source):
        closes = bool(found[1])
        if depth == closes:  # the first start tag, or the last end tag
            bounds.append(found.start())
        depth += -1 if closes and depth else not closes
    return bounds


def segment_page(source: str) -> Markup:
    """Read a page.

    >>> markup = segment_page("<p>One <b>two</b> &amp; three<ul><li>four</ul>")
    >>> markup.text, markup.unit_start
    ('One two & three\\n\\nfour', array('q', [0, 17]))
    >>> [markup.elements.tag[e] for e in markup.unit_element]
    ['p', 'li']
    """
    whole: set[str] = set()
    plain = tokenizable(source)
    while True:
        reader = _Reader(source, plain, SKIPPED - whole)
        unclosed = reader.read()
        if unclosed is None:
            return reader.markup()
        # Nothing closes it: better its text than to lose the rest of the page.
        whole.add(unclosed)


_PASS, _DATA, _CLOSES, _OPENS, _VOID, _HIDES = range(6)
_HIDDEN_MARK, _PRE_MARK = 1, 2


_Tag: TypeAlias = tuple[int, str, int, int, Opening | None, int]
"""What follows from the source of a tag or an entity: its role, its name (of an entity what it
stands for), the gap that it puts between units, the key of the element that it makes or -1,
what it ends, and its marks."""

_NOTHING: Final[_Tag] = (_PASS, "", GAP_NONE, -1, None, 0)
_ALWAYS: Final[dict[str, _Tag]] = {
    **dict.fromkeys(FORMATTING | VOID, _NOTHING),
    **{name: (_VOID, name, GAPS.get(name, GAP_NONE), -1, None, 0)
       for name in ("br", "hr", "img", "meta")},
}  # fmt: skip
"""Start tags whose attributes change nothing."""

_ROW, _PARENT, _CLOSE, _BEHIND = 7, 1, 4, 5
"""The length of an element's row (key, parent, start, first unit, close, end, end unit), and
places in it."""


class _Reader:
    """One pass over a page's tokens; the columns grow as it goes."""

    def __init__(self, source: str, plain: str, skipped: frozenset[str]) -> None:
        self.source = source
        self.plain = plain
        self.skipped = skipped
        self.known: dict[str, _Tag] = {}
        """Tags and entities seen before, by their source."""
        self.short: dict[str, _Tag] = {}
        """The same for links without their addresses."""
        self.made: dict[tuple[str, str, int], _Tag] = {}
        """Start tags seen before, by what they say."""
        self.numbers: dict[tuple[str, str], int] = {}
        self.opened = dict.fromkeys((*HEADINGS, "p", "a", *OPENINGS), 0)
        """How many elements of each name are open; all names that were met are in it."""
        self.rows: list[int] = []
        """The rows of the elements, one behind the other."""
        self.hiding: list[int] = []
        """Elements that hide what is in them."""
        self.parts: list[str] = []
        self.places: list[int] = []
        self.sizes: list[int] = []
        self.units: list[tuple[int, int, int, int]] = []
        self.links: list[tuple[int, int]] = []
        self.alts: list[tuple[int, int, int, int]] = []
        self.head = Head([], [], [])

    def markup(self) -> Markup:
        at = list(accumulate(map(len, self.parts), initial=0))
        first, element, gap, pre = _columns(self.units, 4)
        link, link_end = _columns(self.links, 2)
        rows = array("q", self.rows)
        key, parent, start, first_unit, close, end, end_unit = (
            rows[place::_ROW] for place in range(_ROW)
        )
        hidden = array("q", bytes(8 * len(key)))
        if self.hiding:
            for place in self.hiding:
                hidden[place] = 1
            for place, above in enumerate(parent):
                if above >= 0 and hidden[above]:
                    hidden[place] = 1
        keys = list(self.numbers)
        return Markup(
            "".join(self.parts),
            *(array("q", column) for column in (at[:-1], self.places, self.sizes)),
            array("q", [at[run] for run in first]), element, gap, pre,
            array("q", [at[run] for run in link]), array("q", [at[run] for run in link_end]),
            *_columns(self.alts, 4),
            Elements(
                [keys[number][0] for number in key],
                key, parent, hidden, start, close, end, first_unit, end_unit, keys,
            ),
            self.head,
        )  # fmt: skip

    def read(self) -> str | None:
        """Read the page; returns the name of an element that hides its end without a close."""
        known, rows, parts, places = self.known, self.rows, self.parts, self.places
        sizes, units, links = self.sizes, self.units, self.links
        as_written = _PLAINTEXT.search(self.source) is not None
        stack = [""]  # tags of what is open, above one that nothing closes
        owners = [-1]  # where the row of the element of each begins, or -1
        opened = self.opened
        current = -1  # the innermost open element
        position = 0  # in the source
        unit = elements = 0  # how many there are
        in_unit = False
        gap = GAP_PARAGRAPH
        pending, pending_size = -1, 0  # white space, kept if text follows in its unit
        link = -1  # the run that the open link begins with
        pre = 0
        skip, skip_depth, foreign = "", 0, False
        collect: list[str] | None = None
        waiting: list[tuple[int, int, int, int]] = []  # alternative texts of this unit

        for token in tokenize(self.plain, resolve_references=False, capture_source=True):
            written = token.source
            here = position
            if written is None:
                data = token.data or ""
                size = len(data)
                position += size
                entity = False
            else:
                size = len(written)
                position += size
                role, name, tag_gap, key, opening, marks = (
                    known.get(written) or self._learn(token, written, skip)
                )
                if role == _PASS:
                    continue
                entity = role == _DATA
                data = name

            if written is None or entity:
                if skip:
                    if collect is not None:
                        collect.append(data if entity else self._shown(here, position))
                    continue
                if data.isspace():
                    if not in_unit:
                        continue
                    if not (pre or entity):
                        pending, pending_size = here, size
                        continue
                elif not data:
                    continue
                if as_written and not entity:
                    data = self._shown(here, position)
                if not in_unit:
                    in_unit, pending = True, -1
                    if not entity:
                        data = data.lstrip()
                        here += size - len(data)
                        size = len(data)
                    if stack[-1] == "head":
                        stack.pop()
                        owner = owners.pop()
                        opened["head"] -= 1
                        rows[owner + _CLOSE : owner + _ROW] = here, here, unit
                        current = rows[owner + _PARENT]
                    run = len(parts)
                    if run:
                        if 0 <= link < run:
                            # A link that holds several units is one link in each.
                            links.append((link, run))
                        places.append(places[-1] + sizes[-1])
                        sizes.append(0)
                        parts.append("\n\n" if gap == GAP_PARAGRAPH else "\n")
                        run += 1
                    if link >= 0:
                        link = run
                    units.append((run, current, gap, pre > 0))
                    unit += 1
                elif pending >= 0:
                    places.append(pending)
                    sizes.append(pending_size)
                    parts.append(" ")
                    pending = -1
                places.append(here)
                sizes.append(size)
                parts.append(data.replace("\n", " ") if "\n" in data and not pre else data)
                continue

            if skip:
                if role == _CLOSES:
                    if name == skip:
                        skip_depth -= 1
                        if not skip_depth:
                            skip, collect = "", None
                    continue
                if name == skip:
                    skip_depth += not token.self_closing
                    continue
                if skip != "svg" and skip != "math":
                    continue
                if foreign or name not in BREAKOUT:
                    foreign = foreign or name == "foreignobject"
                    continue
                skip = ""

            if tag_gap >= 0:
                # The unit ends here, and with it what waits for it.
                if waiting:
                    if not in_unit:
                        self.alts += waiting
                    waiting = []
                if in_unit:
                    in_unit, gap = False, tag_gap
                elif tag_gap > gap:
                    gap = tag_gap

            depth = 0  # of the stack, from which on everything ends
            if role == _CLOSES:
                if stack[-1] == name and name != "a":
                    # What most end tags do: the loop below without its questions.
                    stack.pop()
                    owner = owners.pop()
                    opened[name] -= 1
                    if owner >= 0:
                        current = rows[owner + _PARENT]
                        rows[owner + _CLOSE : owner + _ROW] = here, position, unit
                        if pre and name in PREFORMATTED:
                            pre -= 1
                    continue
                if name in HEADINGS:
                    depth = max(_find(stack, level, HEADING_STOPS) for level in HEADINGS)
                elif opened[name]:
                    depth = _find(stack, name, STOPS.get(name, BLOCKS))
            elif role == _OPENS:
                if opening is not None:
                    if opening.paragraph and opened["p"]:
                        depth = _find(stack, "p", PARAGRAPH_STOPS)
                    for ended in opening.names:
                        if opened[ended]:
                            # An open paragraph stands further in than what ends with it.
                            place = _find(stack, ended, opening.stops)
                            if place and (not depth or place < depth):
                                depth = place
                    if opening.heading and stack[depth - 1] in HEADINGS:
                        depth = (depth or len(stack)) - 1
                    if name == "option" and in_unit:
                        # One unit for a whole list of choices: a space between two of them.
                        pending, pending_size = position, 0
                elif name == "a" and opened["a"]:
                    depth = _find(stack, "a", BLOCKS)
                if stack[-1] == "head":
                    depth = len(stack) - 1
            elif role == _HIDES:
                if not (token.self_closing and (name == "svg" or name == "math")):
                    skip, skip_depth, foreign = name, 1, False
                    if name == "title" and not self.head.titles:
                        collect = self.head.titles
                    elif name == "script" and "ld+json" in written:
                        collect = self.head.linked_data
                continue
            elif name == "img":
                waiting += _alternative(token, written, here, unit, current)
            elif name == "meta":
                _read_meta(token, self.head)
            elif name == "hr" and opened["p"]:
                depth = _find(stack, "p", PARAGRAPH_STOPS)

            if depth:
                while True:
                    ended, owner = stack.pop(), owners.pop()
                    opened[ended] -= 1
                    if owner >= 0:
                        rows[owner + _CLOSE : owner + _ROW] = here, here, unit
                        current = rows[owner + _PARENT]
                        if pre and ended in PREFORMATTED:
                            pre -= 1
                    if len(stack) == depth:
                        break
                if role == _CLOSES and owner >= 0:
                    rows[owner + _BEHIND] = position
            if link >= 0 and (name == "a" or (depth and not opened["a"])):
                if link < len(parts):
                    links.append((link, len(parts)))
                link = -1
            if role != _OPENS:
                continue

            if key >= 0:
                owners.append(len(rows))
                rows += key, current, here, unit, 0, 0, 0
                current = elements
                elements += 1
                if marks:
                    if marks & _HIDDEN_MARK:
                        self.hiding.append(current)
                    if marks & _PRE_MARK:
                        pre += 1
            else:
                owners.append(-1)
            stack.append(name)
            opened[name] += 1
            if name == "a":
                link = len(parts)

        if waiting and not in_unit:
            self.alts += waiting
        for owner in owners:
            if owner >= 0:
                rows[owner + _CLOSE : owner + _ROW] = position, position, unit
        if 0 <= link < len(parts):
            links.append((link, len(parts)))
        return skip if skip and skip not in TO_THE_END else None

    def _shown(self, start: int, end: int) -> str:
        """A text as it is in the source, not as `tokenizable` wrote it."""
        return self.source[start:end].replace("\r", " ")

    def _learn(self, token: Token, written: str, skip: str) -> _Tag:
        """What follows from a tag or an entity that was not met before."""
        kind = token.type
        name = token.tag or ""
        if kind is _START:
            learnt = _ALWAYS.get(name)
            if learnt is not None:
                pass
            elif skip and name not in BREAKOUT:
                return _OPENS, name, GAP_NONE, -1, None, 0  # its name is all that counts
            elif name == "a":
                # Most links differ in where they lead to alone.
                before, _, behind = written.partition('href="')
                short = f"{before} {behind.partition(_QUOTE)[2]}"
                learnt = self.short.get(short)
                if learnt is not None:
                    return learnt
                learnt = self.short[short] = self._start(token, name, written)
            else:
                learnt = self._start(token, name, written)
        elif kind is _END:
            self.opened.setdefault(name, 0)
            learnt = _end(name)
        elif kind is _REFERENCE:
            learnt = (_DATA, token.data or "", GAP_NONE, -1, None, 0)
        else:
            return _NOTHING
        self.known[written] = learnt
        return learnt

    def _start(self, token: Token, name: str, written: str) -> _Tag:
        if name in SKIPPED:
            shown = name not in self.skipped
            if shown or (name == "template" and "shadowrootmode" in written):
                return _NOTHING
            return _HIDES, name, GAP_NONE, -1, None, 0
        short = len(written) == len(name) + 2
        names, marks = ("", 0) if short else _named(token.attrs or ())
        told = (name, names, marks)
        made = self.made.get(told)
        if made is None:
            gap, key = GAPS.get(name, GAP_NONE), -1
            if gap >= 0 or names:
                key = self.numbers.setdefault((name, names), len(self.numbers))
            if name in PREFORMATTED:
                marks |= _PRE_MARK
            self.opened.setdefault(name, 0)
            made = self.made[told] = (_OPENS, name, gap, key, OPENINGS.get(name), marks)
        return made


def _end(name: str) -> _Tag:
    gap = GAPS.get(name, GAP_NONE)
    if name in FORMATTING or (name in VOID and gap < 0):
        return _NOTHING
    ends_nothing = name in VOID or name in NEVER_ENDED
    return _VOID if ends_nothing else _CLOSES, name, gap, -1, None, 0


def _find(stack: list[str], tag: str, stop: frozenset[str]) -> int:
    """The depth at which the innermost open element of this name is, or 0."""
    for depth in range(len(stack) - 1, max(len(stack) - 1 - DEEPEST_MATCH, 0), -1):
        if stack[depth] == tag:
            return depth
        if stack[depth] in stop:
            return 0
    return 0


def _columns(rows: Sequence[Sequence[int]], count: int) -> list[Column]:
    """Rows of numbers as columns."""
    if not rows:
        return [array("q") for _ in range(count)]
    return [array("q", column) for column in zip(*rows, strict=True)]


def _named(attributes: Sequence[tuple[str, str]]) -> tuple[str, int]:
    """The names that a start tag gives its element, and whether it hides it."""
    telling = [pair for pair in attributes if pair[0] in _TELLING]
    if not telling:
        return "", 0
    if len(telling) == 1 and telling[0][0] == "class":
        return telling[0][1], 0
    values = dict(telling)
    hidden = "hidden" in values or values.get("aria-hidden") == "true"
    if not hidden and "style" in values:
        hidden = _HIDDEN.search(values["style"]) is not None
    names = [values[name] for name in NAMING if values.get(name)]
    return "|".join(names), _HIDDEN_MARK * hidden


def _alternative(
    token: Token, written: str, start: int, unit: int, element: int
) -> Iterator[tuple[int, int, int, int]]:
    """Where the alternative text of a picture stands, if it has one, and what it stands in."""
    if token.attr("alt"):
        found = _ALT.search(written)
        if found:
            low, high = found.span(found.lastindex or 0)
            bare = written[low:high].strip()
            if bare:
                low = start + written.index(bare, low)
                yield low, low + len(bare), unit, element


def _read_meta(token: Token, head: Head) -> None:
    found = _META.get((token.attr("property") or token.attr("name") or "").lower())
    text = token.attr("content")
    if found is not None and text:
        head[found].append(text)
