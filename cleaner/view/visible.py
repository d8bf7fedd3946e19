"""The visible text of an HTML page, as a result needs it: what a range says, where it
stands among the elements, and the clean text with the source of each character.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from html import unescape
from itertools import accumulate
from typing import Any, Final

from cleaner.segment.elements import BLOCKS
from cleaner.segment.html import segment_page
from cleaner.segment.markup import Column, Markup
from cleaner.view.gaps import gaps_of
from cleaner.view.indentation import indentation
from cleaner.view.layout import AlignedText
from cleaner.view.tables import Cells, cells_of
from cleaner.view.tree import Tree

_PIECE: Final = re.compile(r"\s++|\S++")
_UNFOLDED: Final = re.compile(r"\s\s|[^\S ]")
"""White space that is more than a space between words."""

_GAPS: Final = ("\t", "\n", "\n\n")
"""What stands between two kept units: cells of a row, lines, paragraphs."""


class Visible:
    """A page's visible text and the way from and to its source.

    >>> page = Visible.of("<div><p>One &amp;\\n <b>two</b></p> <p>Three</div>")
    >>> page.piece(8, 25), page.path(8), page.element(8, 25)
    ('One & two', 'html > body > div > p:nth-of-type(1)', (5, 33))
    """

    __slots__ = ("_gaps", "_nodes", "_tree", "markup", "source")

    def __init__(self, source: str, markup: Markup) -> None:
        self.source = source
        self.markup = markup
        self._gaps: Column | None = None
        self._tree: Tree | None = None
        self._nodes: dict[int, Any] | None = None

    @classmethod
    def of(cls, source: str) -> Visible:
        """The visible text of a page that was not read yet."""
        return cls(source, segment_page(source))

    @property
    def tree(self) -> Tree:
        """The page's tree, parsed when it is first asked for."""
        if self._tree is None:
            self._tree = Tree.of(self.source)
        return self._tree

    def range(self, start: int, end: int) -> tuple[int, int] | None:
        """The range of the visible text that a source range covers; None if it has none."""
        markup = self.markup
        sources, lengths, count = markup.run_source, markup.run_length, len(markup.run_source)
        first = bisect_right(sources, start) - 1
        while first >= 0 and lengths[first] == 0:
            first -= 1
        if first < 0 or start >= sources[first] + lengths[first]:
            first = bisect_left(sources, start, max(first, 0))
            while first < count and lengths[first] == 0:
                first += 1
        if first >= count or sources[first] >= end:
            return None
        last = first
        if end > sources[first] + lengths[first]:
            last = bisect_left(sources, end, first) - 1
            while lengths[last] == 0:
                last -= 1
        low = self._text_of(first, max(start, sources[first]))
        return low, self._text_of(last, min(end, sources[last] + lengths[last]), behind=True)

    def _text_of(self, run: int, source_offset: int, *, behind: bool = False) -> int:
        start, size = self.markup.run_text[run], self._size(run)
        if size == self.markup.run_length[run]:
            return start + source_offset - self.markup.run_source[run]
        return start + size if behind else start

    def to_source(self, text_offset: int, *, behind: bool = False) -> int:
        """Where a character of the visible text stands in the source, or where it ends."""
        markup = self.markup
        run = bisect_right(markup.run_text, text_offset) - 1
        if self._size(run) == markup.run_length[run]:
            return markup.run_source[run] + text_offset - markup.run_text[run] + behind
        return markup.run_source[run] + behind * markup.run_length[run]

    def _size(self, run: int) -> int:
        """The length of a run in the visible text."""
        starts = self.markup.run_text
        return (starts[run + 1] if run + 1 < len(starts) else len(self.markup.text)) - starts[run]

    def unit(self, text_offset: int) -> int:
        """The unit that an offset of the visible text is in."""
        return bisect_right(self.markup.unit_start, text_offset) - 1

    def bounds(self, unit: int) -> tuple[int, int]:
        """Where a unit starts in the visible text, and where the next one does."""
        starts = self.markup.unit_start
        return starts[unit], starts[unit + 1] if unit + 1 < len(starts) else len(self.markup.text)

    def gap(self, last: int, unit: int) -> int:
        """The widest gap between two units, as a reader sees it; of a unit and itself 0."""
        if self._gaps is None:
            self._gaps = gaps_of(self.source, self.markup)
        return max(self._gaps[last + 1 : unit + 1], default=0)

    def piece(self, start: int, end: int) -> str:
        """What a source range says, white space folded; of an attribute its value."""
        found = self.range(start, end)
        if found is None:
            return " ".join(unescape(self.source[start:end]).split())
        return self._folded(*found)

    def _folded(self, low: int, high: int) -> str:
        text = self.markup.text[low:high]
        if text.isprintable() and "  " not in text and " " not in (text[:1], text[-1:]):
            return text  # of all white space a space alone is printable
        if self.markup.unit_pre[self.unit(low)]:
            return text
        return " ".join(text.split())

    def path(self, start: int) -> str | None:
        """The CSS path of the block element in which a source offset stands."""
        element = self._element(start)
        while element >= 0 and self.markup.elements.tag[element] not in BLOCKS:
            element = self.markup.elements.parent[element]
        return self._path(element)

    def element(self, start: int, end: int) -> tuple[int, int] | None:
        """The source range of the block element whose whole text a source range is."""
        elements, found = self.markup.elements, self.range(start, end)
        if found is None:
            return None
        unit = self.unit(found[0])
        element = self.markup.unit_element[unit]
        while element >= 0 and elements.tag[element] not in BLOCKS:
            element = elements.parent[element]
        if element < 0:
            return None
        low, high = self.bounds(unit)
        whole = low, low + len(self.markup.text[low:high].rstrip())
        alone = (elements.first_unit[element], elements.end_unit[element]) == (unit, unit + 1)
        if not alone or whole != found:
            return None
        return elements.start[element], elements.end[element]

    def _element(self, start: int) -> int:
        found = self.range(start, start + 1)
        if found is not None:
            return self.markup.unit_element[self.unit(found[0])]
        alt = bisect_left(self.markup.alt_start, start)
        return self.markup.alt_element[alt] if alt < len(self.markup.alt_start) else -1

    def _path(self, element: int) -> str | None:
        elements = self.markup.elements
        if self._nodes is None:
            self._nodes = self.tree.by_start()
        passed: list[int] = []
        node = None
        while element >= 0 and node is None:
            passed.append(elements.start[element])
            node = self._nodes.get(passed[-1])
            element = elements.parent[element]  # the tree has no such element: it was misplaced
        if node is None:
            return None
        # Thousands of misplaced elements may nest: the next of them finds this one at once.
        self._nodes.update(dict.fromkeys(passed, node))
        return str(node.css_path())

    def lay_out(self, spans: Iterable[tuple[int, int, bool]]) -> AlignedText:
        """Join the kept spans: cells by tabs, lines by line breaks, paragraphs by blank lines.

        Cells that are empty, or dropped, keep their tabs. ``spans`` are source offsets, in order,
        and whether the span is kept.
        """
        parts: list[str] = []
        places: list[int] = []
        sizes: list[int] = []
        markup, unit = self.markup, -1
        unit_start, cells = markup.unit_start, cells_of(markup)
        done = -1  # the end of the kept span before, in the visible text
        source_end = 0
        for start, end, kept in spans:
            if not kept:
                continue
            found = self.range(start, end)
            last = unit
            if found is not None:
                unit = bisect_right(unit_start, found[0]) - 1
            if found is None or done < 0:
                between = "\n" if parts else self._parting(cells, -1, unit)
            elif unit == last:
                between = " " if done < found[0] else ""
            else:
                between = self._parting(cells, last, unit)
            if between:
                parts.append(between)
                places.append(source_end)
                sizes.append(0)
            if found is None:
                parts.append(self.piece(start, end))
                places.append(start)
                sizes.append(end - start)
            else:
                pre = markup.unit_pre[unit] > 0
                if pre and found[0] == unit_start[unit]:
                    for place, size in self._indentation(found[0]):
                        parts.append(self.source[place : place + size])
                        places.append(place)
                        sizes.append(size)
                done = found[1]
                self._write(*found, pre, (parts, places, sizes))
                if unit + 1 < len(unit_start) and unit_start[unit + 1] < done:
                    unit = self.unit(done - 1)
            source_end = end
        starts = accumulate(map(len, parts[:-1]), initial=0) if parts else ()
        return AlignedText("".join(parts), tuple(starts), tuple(places), tuple(sizes))

    def _parting(self, cells: Cells, last: int, unit: int) -> str:
        """What stands between two kept units, or before the first one if ``last`` is -1."""
        parting = _GAPS[self.gap(last, unit)] if last >= 0 else ""
        here, before = cells.of_unit.get(unit), cells.of_unit.get(last)
        if here is None or here == before:
            return parting
        is_data = here.table in cells.data
        if before and before.row == here.row:
            tabs = here.column - before.column
            return "\t" * tabs if is_data or parting == "\t" else parting
        if not is_data:
            return parting
        if before and before.table == here.table:
            parting = "\n"
        return parting + "\t" * here.column

    def _indentation(self, unit_start: int) -> list[tuple[int, int]]:
        """The white space before a unit, on its line: places and lengths in the source."""
        sources, run = self.markup.run_source, bisect_left(self.markup.run_text, unit_start)
        before = sources[run - 1] + self.markup.run_length[run - 1] if run else 0
        return indentation(self.source, before, sources[run])

    def _write(
        self, low: int, high: int, pre: bool, out: tuple[list[str], list[int], list[int]]
    ) -> None:
        """Write the runs of a range, white space folded: text, source offset, source length."""
        markup = self.markup
        run_text, text = markup.run_text, markup.text
        parts, places, sizes = out
        spaced = False  # did the last piece end in a space?
        run = bisect_right(run_text, low) - 1
        at = low
        while at < high:
            run_start = run_text[run]
            run_end = run_text[run + 1] if run + 1 < len(run_text) else len(text)
            end = run_end if run_end < high else high
            chunk = text[at:end]
            place, size = markup.run_source[run], markup.run_length[run]
            copied = run_end - run_start == size
            if copied:
                place, size = place + at - run_start, end - at
            blank = not pre and chunk.isspace()
            if pre or (not blank and not (copied and _unfolded(chunk, spaced))):
                parts.append(chunk)
                places.append(place)
                sizes.append(size)
                spaced = chunk[-1] == " "
            elif not blank:
                for piece in _PIECE.finditer(chunk):
                    word = piece.group()
                    blank = word.isspace()
                    if not (blank and spaced):
                        parts.append(" " if blank else word)
                        places.append(place + piece.start())
                        sizes.append(len(word))
                    spaced = blank
            elif not spaced:
                parts.append(" ")
                places.append(place)
                sizes.append(size)
                spaced = True
            at, run = end, run + 1


def _unfolded(text: str, spaced: bool) -> bool:
    """Does a text have white space that is more than a space between words?"""
    if spaced and text[0] == " ":
        return True
    plain = text.isprintable() and "  " not in text  # of all white space a space alone is printable
    return not plain and _UNFOLDED.search(text) is not None
