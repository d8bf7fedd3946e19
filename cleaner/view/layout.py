"""The clean text and where each of its characters comes from.

Text and alignment are written together: the text is a row of runs (place in the
text, place in the source, length in the source), and an offset is found by
bisection, never by a search. The two spaces have names: *text* offsets count in
the clean text, *source* offsets in the page that came in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from operator import index
from typing import Final

BREAKS: Final = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""The characters that end a line (those of ``str.splitlines``); CRLF is one line break."""

BLANKS: Final = (
    "\t\x1f \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000"
)
"""The other white space: together with `BREAKS` what ``str.isspace`` knows."""

Slice = tuple[int, int]
"""Start and end in the source; an empty one stands for a space that the source lacks."""


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A text made of runs of a source.

    Run k covers the text from ``text_starts[k]`` to the next run's start. If it
    is as long in the source as in the text, it was copied character by character;
    else all of it stands for the source from its start on (a space that was put
    in has no length in the source, an entity has more than one character).

    >>> aligned = AlignedText("one two", (0, 3, 4), (5, 8, 20), (3, 0, 3))
    >>> [aligned.to_source(i) for i in (0, 2, 3, 4, 7)]
    [5, 7, 8, 20, 23]
    >>> [aligned.to_text(j) for j in (5, 7, 8, 21)]
    [0, 2, None, 5]
    """

    text: str
    text_starts: tuple[int, ...] = ()
    source_starts: tuple[int, ...] = ()
    source_lengths: tuple[int, ...] = ()

    def to_source(self, text_offset: int) -> int:
        """Return the source offset of a text offset, from 0 to the text's length.

        The text's length gives the end of its last run. Raises IndexError outside.
        """
        offset = index(text_offset)
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"expected a text offset from 0 to {len(self.text)}, got {offset}")
        if not self.text:
            return 0
        if offset == len(self.text):
            return self.source_starts[-1] + self.source_lengths[-1]
        run = bisect_right(self.text_starts, offset) - 1
        copied = self._text_length(run) == self.source_lengths[run]
        return self.source_starts[run] + (offset - self.text_starts[run] if copied else 0)

    def to_text(self, source_offset: int) -> int | None:
        """Return the text offset of a source offset, or None where the source was dropped."""
        run = bisect_right(self.source_starts, index(source_offset)) - 1
        if run < 0:
            return None
        into = source_offset - self.source_starts[run]
        if into >= self.source_lengths[run]:
            return None
        copied = self._text_length(run) == self.source_lengths[run]
        return self.text_starts[run] + (into if copied else 0)

    def rows(self) -> list[list[int]]:
        """Return the runs as plain data: start and end in the text, start and end in the source.

        >>> AlignedText("one two", (0, 3, 4), (5, 8, 20), (3, 0, 3)).rows()
        [[0, 3, 5, 8], [3, 4, 8, 8], [4, 7, 20, 23]]
        """
        return [
            [text_start, text_start + self._text_length(run), source_start, source_start + length]
            for run, (text_start, source_start, length) in enumerate(
                zip(self.text_starts, self.source_starts, self.source_lengths, strict=True)
            )
        ]

    def _text_length(self, run: int) -> int:
        last = run + 1 == len(self.text_starts)
        return (len(self.text) if last else self.text_starts[run + 1]) - self.text_starts[run]


def lay_out(source: str, spans: Iterable[tuple[int, int, bool]]) -> AlignedText:
    """Join the kept spans of a plain text, separated as they are in the source.

    ``spans`` are source offsets and whether the span is kept; they are in order,
    with white space alone between them and none at their own ends. At most one
    blank line stands between two kept spans. Where something was dropped between
    them, the strongest of the gaps separates them: a blank line, a line break, a
    space, or, if all was glued together, a space that the source lacks.

    >>> lay_out("One.\\n\\n\\nAd\\n  Two.", [(0, 4, True), (7, 9, False), (12, 16, True)]).text
    'One.\\n\\n  Two.'
    """
    runs: list[Slice] = []
    gaps: list[Slice] = []
    done = 0
    for start, end, kept in spans:
        if not kept:
            gaps.append((done, start))
        else:
            if not runs:
                runs.append((start, end))
            elif source[done:start] == "\n\n":  # none is stronger
                _append(runs, (done, end))
            else:
                gap = (done, start)
                between = _strongest(source, [*gaps, gap]) if gaps else _shortened(source, *gap)
                for piece in between:
                    _append(runs, piece)
                _append(runs, (start, end))
            gaps.clear()
        done = end
    pieces = [source[start:end] or " " for start, end in runs]
    return AlignedText(
        "".join(pieces),
        tuple(accumulate(map(len, pieces[:-1]), initial=0)) if runs else (),
        tuple(start for start, _ in runs),
        tuple(end - start for start, end in runs),
    )


def _append(runs: list[Slice], piece: Slice) -> None:
    """Add a slice; one that adjoins the last makes it longer."""
    start, end = runs[-1]
    if start < end == piece[0] < piece[1]:
        runs[-1] = (start, piece[1])
    else:
        runs.append(piece)


def _shortened(source: str, start: int, end: int) -> list[Slice]:
    """Return a gap with at most one blank line in it."""
    if start == end:
        return []
    breaks = _last_breaks(source[start:end])
    if len(breaks) < 2:
        return [(start, end)]
    (a, b), (c, d) = breaks
    kept = [(start + a, start + b), (start + c, start + d)]
    return [*kept, (start + d, end)] if start + d < end else kept


def _strongest(source: str, gaps: list[Slice]) -> list[Slice]:
    """Return what separates two kept spans, given the gaps around what was dropped between.

    The line breaks are the strongest gap's; the indentation is that of the line
    on which the second span stands.
    """
    strongest: list[Slice] = []
    indentation = blanks = (gaps[0][0], gaps[0][0])
    for start, end in gaps:
        if start == end:
            continue
        breaks = _last_breaks(source[start:end])
        if breaks:
            indentation = (start + breaks[-1][1], end)
            if len(breaks) >= len(strongest):
                strongest = [(start + a, start + b) for a, b in breaks]
        else:
            blanks = (start, end)
    if not strongest:
        return [blanks]
    return [*strongest, indentation] if indentation[0] < indentation[1] else strongest


_COMMON: Final[dict[str, tuple[Slice, ...]]] = {
    "\n\n": ((0, 1), (1, 2)),
    "\n": ((0, 1),),
    " ": (),
    "": (),
}


def _last_breaks(gap: str) -> tuple[Slice, ...]:
    """Return the places of the last two line breaks in a gap, or of as many as there are."""
    if gap in _COMMON:
        return _COMMON[gap]
    found: list[Slice] = []
    while gap and len(found) < 2:
        gap = gap.rstrip(BLANKS)
        if not gap or gap[-1] not in BREAKS:
            break
        start = len(gap) - (2 if gap.endswith("\r\n") else 1)
        # A lone CR keeps the blanks behind it from an LF: side by side they were one break.
        lone = found and gap[start:] == "\r"
        found.insert(0, (start, found[0][0] if lone else len(gap)))
        gap = gap[:start]
    return tuple(found)
