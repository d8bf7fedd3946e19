"""Texts in Markdown: what a reader sees of them, and the way back to the source.

Many tools give pages as Markdown. Its marks say nothing to a model of text, and the address of a
link hides what it says: so the text is judged as it is shown. Spans are given back with the marks
that belong to them, so that what is kept is Markdown still.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.reading.front_matter import Field, front_matter
from cleaner.reading.markdown_marks import TARGET, Mark, find_marks

_ADDRESS: Final = re.compile(
    r"!?\[[^\[\]]{0,300}+\]\((?:<?(?:[a-z][a-z+.-]{1,10}+:|/|#|\./|\.\./)"
    r"|[^\s()]{1,300}\.[a-z]{2,5}(?:\)|[ \t]++[\"']))",
    re.IGNORECASE,
)
"""A link or a picture as no text has it that is not Markdown."""

_SECTION: Final = re.compile(r"^#{2,6}[ \t]+\S", re.MULTILINE)
"""A heading as Markdown has it. Two of them tell it: with a single ``#`` comments begin as well. Of
1,358 WCXB pages four show two such lines, and two of these are written in Markdown."""

_PICTURE: Final = rf"!\[[^\[\]\n]*+{TARGET}"
_PICTURES: Final = re.compile(
    rf"^[ \t]*+(?:(?:{_PICTURE}|\[{_PICTURE}{TARGET})[ \t]*+)++$", re.MULTILINE
)
"""Lines of nothing but pictures, or links around them."""

_ROWS: Final = re.compile(r"(?:[^\n]*+\n[^|\n]*+\|[^\n]*+)*+")
"""Lines with a bar, behind the one that is left."""


_WIDEST: Final = 300
"""Characters above a line that underlines a heading, which has a line to itself."""


class Shown(NamedTuple):
    """A text in Markdown as it is shown."""

    text: str
    starts: npt.NDArray[np.int64]
    """Where in the text each piece of the source starts that is shown."""
    sources: npt.NDArray[np.int64]
    """Where in the source."""
    marks: tuple[Mark, ...]
    """What is not shown."""
    pictures: tuple[tuple[int, int], ...]
    """Where in the text the words stand of pictures that have a line to themselves."""
    headings: tuple[tuple[int, int], ...]
    """Where in the text headings stand that have a ``#`` or are underlined."""
    first: int | None
    """Where the first of them stands that is of the first level."""
    code: tuple[tuple[int, int], ...]
    """Where in the text code stands that has fences."""
    tables: tuple[tuple[int, int], ...]
    """Where in the text tables stand that have a line below their head."""
    front: tuple[Field, ...]
    """What stands before the text and tells of it, in the source."""

    def to_source(self, offset: int, *, behind: bool = False) -> int:
        """Where a character of the text stands in the source, or where it ends."""
        piece = bisect_right(self.starts, offset) - 1
        return int(self.sources[piece] + offset - self.starts[piece] + behind)

    def to_text(self, offset: int) -> int:
        """Where a character of the source stands in the text; of a mark, what follows it."""
        piece = max(bisect_right(self.sources, offset) - 1, 0)
        end = self.starts[piece + 1] if piece + 1 < self.starts.size else len(self.text)
        return int(min(self.starts[piece] + max(offset - self.sources[piece], 0), end))

    def ranges(self, places: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Where places of the source stand in the text."""
        return tuple((self.to_text(low), self.to_text(high)) for low, high in places)


def shown(source: str) -> Shown | None:
    """A text as it is shown, if it is Markdown.

    >>> page = shown("# News\\n\\nSee [the **report**](https://a.example/x) of May.")
    >>> page.text, page.to_source(6), shown("Item [1] (see p. 3)")
    ('News\\n\\nSee the report of May.', 8, None)
    """
    front = front_matter(source)
    sections = islice(_SECTION.finditer(source), 2)
    if not front and not _ADDRESS.search(source) and len([*sections]) < 2:
        return None
    low = front.end if front else 0
    marks = find_marks(source, low)
    bounds = np.array([(mark.start, mark.end) for mark in marks], np.int64).reshape(-1, 2)
    begins = np.append(low, bounds[:, 1])
    ends = np.append(bounds[:, 0], len(source))
    some = np.flatnonzero(begins < ends)
    begins, ends = begins[some], ends[some]
    text = "".join(
        source[low:high] for low, high in zip(begins.tolist(), ends.tolist(), strict=True)
    )
    if not text or text.isspace():
        return None
    sizes = ends - begins
    found = Shown(text, np.cumsum(sizes) - sizes, begins, tuple(marks), (), (), None, (), (), ())
    headings = [*_headings(source, marks)]
    return found._replace(
        pictures=found.ranges(line.span() for line in _PICTURES.finditer(source, low)),
        headings=found.ranges((heading.start, heading.end) for heading in headings),
        first=next((found.to_text(start) for start, _, level in headings if level == 1), None),
        code=found.ranges(_code(source, marks)),
        tables=found.ranges(_tables(source, marks)),
        front=front.fields if front else (),
    )


class _Heading(NamedTuple):
    start: int
    end: int
    level: int


def _headings(source: str, marks: list[Mark]) -> Iterator[_Heading]:
    """What has a ``#`` before it, and lines that stand alone above a line of ``=`` or ``-``."""
    for mark in marks:
        if mark.begins and source[mark.start] not in "<`~\\":
            level = source.count("#", mark.start, mark.end)
            if level:
                yield _Heading(mark.end, _line_end(source, mark.end), level)
        elif len({*source[mark.start : mark.end]}) == 1 and source[mark.start] in "=-":
            *before, line, _ = [
                "",
                "",
                *source[max(mark.start - _WIDEST, 0) : mark.start].split("\n"),
            ]
            if line.strip() and not before[-1].strip():
                start = source.rindex(line, 0, mark.start)
                yield _Heading(start, start + len(line), 1 + (source[mark.start] == "-"))


def _line_end(source: str, start: int) -> int:
    found = source.find("\n", start)
    return found if found >= 0 else len(source)


def _code(source: str, marks: list[Mark]) -> Iterator[tuple[int, int]]:
    """What stands between two fences."""
    fences = (mark for mark in marks if source.startswith(("```", "~~~"), mark.start))
    for opening, closing in pairwise(fences):
        if opening.begins and not closing.begins:
            yield opening.end, closing.start


def _tables(source: str, marks: list[Mark]) -> Iterator[tuple[int, int]]:
    """The line above each line that parts a table's head from its rows, and the rows below it."""
    end = 0
    for mark in marks:
        written = source[mark.start : min(mark.end, mark.start + 200)]
        if mark.start >= end and "|" in written and "--" in written and not written.strip("|:- \t"):
            head = source.rfind("\n", 0, mark.start)
            rows = _ROWS.match(source, mark.end)
            end = rows.end() if rows else mark.end
            yield source.rfind("\n", 0, max(head, 0)) + 1, end
