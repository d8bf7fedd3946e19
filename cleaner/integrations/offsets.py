"""Offsets that survive in other tools' metadata, as plain numbers.

A cleaned page goes on as text alone, and is cut again by others. What takes it back
to the page are the *rows* of `AlignedText.rows`: start and end in the clean text, start
and end in the page, all in code points. They are written as JSON or msgpack by whoever
holds them, and looked up here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

Rows = Sequence[Sequence[int]]

_IN_TEXT: Final = (0, 1)
_IN_PAGE: Final = (2, 3)


def page_range(rows: Rows, start: int, end: int) -> tuple[int, int]:
    """Return the range of the page that a range of the clean text was made of.

    An empty range, and white space that the page lacks, give the empty range of
    the page where they stand.

    >>> rows = [[0, 3, 5, 8], [3, 4, 8, 8], [4, 7, 20, 23]]
    >>> page_range(rows, 1, 6), page_range(rows, 3, 4)
    ((6, 22), (8, 8))
    """
    found = _across(rows, start, end, _IN_TEXT, _IN_PAGE)
    if found is None:  # behind the text
        edge = rows[-1][3] if rows else 0
        return edge, edge
    return found if start < end else (found[0], found[0])


def text_range(rows: Rows, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of the clean text that a range of the page became; None if it was dropped.

    >>> text_range([[0, 3, 5, 8], [3, 4, 8, 8], [4, 7, 20, 23]], 21, 30)
    (5, 7)
    >>> text_range([[0, 3, 5, 8]], 9, 12) is None
    True
    """
    return _across(rows, start, end, _IN_PAGE, _IN_TEXT)


def _across(
    rows: Rows, start: int, end: int, here: tuple[int, int], there: tuple[int, int]
) -> tuple[int, int] | None:
    """Take a range from one side of the rows to the other."""
    first = bisect_right(rows, start, key=itemgetter(here[1]))
    last = bisect_left(rows, max(end, start + 1), key=itemgetter(here[0])) - 1
    if last < first:
        return None
    low, _ = _within(rows[first], max(start, rows[first][here[0]]), here, there)
    _, high = _within(rows[last], min(end, rows[last][here[1]]) - 1, here, there)
    return low, max(low, high)


def _within(
    row: Sequence[int], place: int, here: tuple[int, int], there: tuple[int, int]
) -> tuple[int, int]:
    """Return what stands for one character: all of the row if it was not copied."""
    (begin, end), (low, high) = (row[here[0]], row[here[1]]), (row[there[0]], row[there[1]])
    if end - begin != high - low:
        return low, high
    at = low + place - begin
    return at, at + 1
