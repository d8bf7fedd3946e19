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

from array import array
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

from turbohtml import tokenize

from cleaner.segment.elements import (
    BLOCKS,
    GAP_PARAGRAPH,
    HEADING_STOPS,
    HEADINGS,
    PARAGRAPH_STOPS,
    PREFORMATTED,
    SKIPPED,
    STOPS,
    TO_THE_END,
)  # fmt: skip
from cleaner.segment.hyphens import inside_words, without
from cleaner.segment.markup import Elements, Head, Markup, columns
from cleaner.segment.skipped import Skipped
from cleaner.segment.tags import (
    CLOSES,
    DATA,
    HIDDEN_MARK,
    HIDES,
    OPENS,
    PASS,
    PRE_MARK,
    Tags,
    alternative_text,
    read_meta,
)  # fmt: skip
from cleaner.segment.tokenizable import tokenizable
from cleaner.segment.tokens import SOFT_HYPHEN

DEEPEST_MATCH: Final = 256
"""An end tag whose start is further up the stack than this is ignored: it keeps hostile
nesting linear, and no page nests like that."""


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


_ROW: Final = 7
_PARENT, _START, _FIRST, _CLOSE, _BEHIND, _UNITS = range(1, _ROW)
"""The length of an element's row, and what is where in it behind its key: parent, start, first
unit, close, end, end unit."""
_EMPTY_ROW: Final = array("q", bytes(8 * _ROW))


class _Reader:
    """One pass over a page's tokens; the columns grow as it goes."""

    def __init__(self, source: str, plain: str, skipped: frozenset[str]) -> None:
        self.source = source
        self.plain = plain
        self.tags = Tags(skipped)
        self.rows = array("q")
        """The rows of the elements, one behind the other."""
        self.hiding: list[int] = []
        """Elements that hide what is in them."""
        self.parts: list[str] = []
        self.places = array("q")
        self.sizes = array("q")
        self.units = tuple(array("q") for _ in range(4))
        """First run, element, gap and whether it is preformatted, of each unit."""
        self.links: list[tuple[int, int]] = []
        self.alts: list[tuple[int, int, int]] = []
        self.head = Head([], [], [])

    def markup(self) -> Markup:
        text = "".join(self.parts)
        if SOFT_HYPHEN in text:
            self._leave_out(inside_words(text))
            text = "".join(self.parts)
        at = array("q", accumulate(map(len, self.parts), initial=0))
        first, element, gap, pre = self.units
        link, link_end = columns(self.links, 2)
        key, parent, start, first_unit, close, end, end_unit = (
            self.rows[place::_ROW] for place in range(_ROW)
        )
        hidden = array("q", bytes(8 * len(key)))
        if self.hiding:
            for place in self.hiding:
                hidden[place] = 1
            for place, above in enumerate(parent):
                if above >= 0 and hidden[above]:
                    hidden[place] = 1
        keys = list(self.tags.numbers)
        alt_start, alt_end, alt_element = columns(self.alts, 3)
        return Markup(
            text,
            at[:-1], self.places, self.sizes,
            array("q", [at[run] for run in first]), element, gap, pre,
            array("q", [at[run] for run in link]), array("q", [at[run] for run in link_end]),
            alt_start, alt_end, alt_element,
            Elements(
                [keys[number][0] for number in key],
                key, parent, hidden, start, close, end, first_unit, end_unit, keys,
            ),
            self.head,
        )  # fmt: skip

    def read(self) -> str | None:
        """Read the page; returns the name of the element that hides the rest, if nothing closes
        it."""
        known, rows, parts, places = self.tags.known, self.rows, self.parts, self.places
        sizes, links = self.sizes, self.links
        unit_first, unit_element, unit_gap, unit_pre = self.units
        tags = self.tags
        stack = [""]  # tags of what is open, above one that nothing closes
        owners = [-1]  # where the row of the element of each begins, or -1
        opened = self.tags.opened
        current = -1  # the innermost open element
        position = 0  # in the source
        unit = elements = 0  # how many there are
        in_unit = False
        gap = GAP_PARAGRAPH
        pending, pending_size = -1, 0  # white space, kept if text follows in its unit
        link = -1  # the run that the open link begins with
        pre = 0
        skip: Skipped | None = None  # the element that hides what is read
        collect: list[str] | None = None
        title: list[str] = []
        waiting: list[tuple[int, int, int]] = []  # alternative texts of this unit

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
                role, name, tag_gap, key, opening, marks = known.get(written) or tags.learn(
                    token, written, skip is not None
                )
                if role == PASS:
                    continue
                entity = role == DATA
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
                if tags.as_written and not entity:
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
                        rows[owner + _CLOSE] = rows[owner + _BEHIND] = here
                        rows[owner + _UNITS] = unit
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
                    unit_first.append(run)
                    unit_element.append(current)
                    unit_gap.append(gap)
                    unit_pre.append(pre > 0)
                    unit += 1
                elif pending >= 0:
                    places.append(pending)
                    sizes.append(pending_size)
                    parts.append(" ")
                    pending = -1
                if entity and marks:  # what trails an entity stands for itself
                    places.append(here)
                    sizes.append(size - marks)
                    parts.append(data[:-marks])
                    here, size, data = position - marks, marks, data[-marks:]
                places.append(here)
                sizes.append(size)
                parts.append(data.replace("\n", " ") if "\n" in data and not pre else data)
                continue

            if skip:
                if role == CLOSES:
                    skip = skip.behind_end(name)
                    if skip is None:
                        if name == "title":
                            # One text, however many entities it is written with.
                            self.head.titles.append("".join(title))
                        collect = None
                    continue
                skip = skip.behind_start(name, token.self_closing)
                if skip:
                    continue

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
            if role == CLOSES:
                if stack[-1] == name and name != "a":
                    # What most end tags do: the loop below without its questions.
                    stack.pop()
                    owner = owners.pop()
                    opened[name] -= 1
                    if owner >= 0:
                        current = rows[owner + _PARENT]
                        rows[owner + _CLOSE], rows[owner + _BEHIND] = here, position
                        rows[owner + _UNITS] = unit
                        if pre and name in PREFORMATTED:
                            pre -= 1
                    continue
                if name in HEADINGS:
                    open_levels = [level for level in HEADINGS if opened[level]]
                    places_of = [_find(stack, level, HEADING_STOPS) for level in open_levels]
                    depth = max(places_of, default=0)
                elif opened[name]:
                    depth = _find(stack, name, STOPS.get(name, BLOCKS))
            elif role == OPENS:
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
            elif role == HIDES:
                skip = Skipped.begun_by(name, token.self_closing)
                if skip:
                    if name == "title" and not title:
                        collect = title
                    elif name == "script" and "ld+json" in written:
                        collect = self.head.linked_data
                continue
            elif name == "img":
                waiting += alternative_text(token, written, here, current)
            elif name == "meta":
                read_meta(token, self.head)
            elif name == "hr" and opened["p"]:
                depth = _find(stack, "p", PARAGRAPH_STOPS)

            if depth:
                while True:
                    ended, owner = stack.pop(), owners.pop()
                    opened[ended] -= 1
                    if owner >= 0:
                        rows[owner + _CLOSE] = rows[owner + _BEHIND] = here
                        rows[owner + _UNITS] = unit
                        current = rows[owner + _PARENT]
                        if pre and ended in PREFORMATTED:
                            pre -= 1
                    if len(stack) == depth:
                        break
                if role == CLOSES and owner >= 0:
                    rows[owner + _BEHIND] = position
            if link >= 0 and (name == "a" or (depth and not opened["a"])):
                if link < len(parts):
                    links.append((link, len(parts)))
                link = -1
            if role != OPENS:
                continue

            if key >= 0:
                owner = elements * _ROW
                owners.append(owner)
                rows.extend(_EMPTY_ROW)
                rows[owner], rows[owner + _PARENT] = key, current
                rows[owner + _START], rows[owner + _FIRST] = here, unit
                current = elements
                elements += 1
                if marks:
                    if marks & HIDDEN_MARK:
                        self.hiding.append(current)
                    if marks & PRE_MARK:
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
                rows[owner + _CLOSE] = rows[owner + _BEHIND] = position
                rows[owner + _UNITS] = unit
        if 0 <= link < len(parts):
            links.append((link, len(parts)))
        return skip.name if skip and skip.name not in TO_THE_END else None

    def _leave_out(self, ranges: Iterable[tuple[int, int]]) -> None:
        kept = without(self.parts, self.places, self.sizes, ranges)
        self.parts, self.places, self.sizes, moved = kept
        self.units = (array("q", [moved[run] for run in self.units[0]]), *self.units[1:])
        self.links = [(moved[run], moved[end]) for run, end in self.links]

    def _shown(self, start: int, end: int) -> str:
        """A text as it is in the source, not as `tokenizable` wrote it."""
        return self.source[start:end].replace("\r", " ")


def _find(stack: list[str], tag: str, stop: frozenset[str]) -> int:
    """The depth at which the innermost open element of this name is, or 0."""
    for depth in range(len(stack) - 1, max(len(stack) - 1 - DEEPEST_MATCH, 0), -1):
        if stack[depth] == tag:
            return depth
        if stack[depth] in stop:
            return 0
    return 0
