"""Spans of what is shown of a text in Markdown as spans of its source.

Each takes the marks along that belong to it, so that what is kept is Markdown still, and spans and
white space make up the whole text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from cleaner.deciding.spans import ALTERNATIVE, SpanColumns
from cleaner.labels import CODES, Label
from cleaner.reading.markdown import Shown


def in_markdown(columns: SpanColumns, shown: Shown) -> SpanColumns:
    """The spans of a text's source, by those of what is shown of it.

    What a picture says that stands alone is its caption, as in HTML, and what has a ``#`` before
    it a heading or the title, if it is the article's.
    """
    if not columns.starts.size:
        return columns
    columns = _with_captions(columns, _within(columns, shown.pictures))
    columns = _with_headings(columns, _within(columns, shown.headings), shown.first)
    first, last = (
        np.searchsorted(shown.starts, offsets, side="right") - 1
        for offsets in (columns.starts, columns.ends - 1)
    )
    starts = shown.sources[first] + columns.starts - shown.starts[first]
    ends = shown.sources[last] + columns.ends - shown.starts[last]
    for mark in shown.marks:
        span = int(np.searchsorted(starts, mark.start, side="right")) - 1
        if span >= 0 and mark.start < ends[span]:
            continue
        if span == starts.size - 1 or (span >= 0 and not mark.begins):
            ends[span] = mark.end
        else:
            starts[span + 1] = mark.start
    return replace(columns, starts=starts, ends=ends)


def _within(columns: SpanColumns, ranges: Sequence[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    """Which spans begin in one of these ranges."""
    low, high = np.array(ranges, np.int64).reshape(-1, 2).T
    line = np.searchsorted(low, columns.starts, side="right") - 1
    found: npt.NDArray[np.bool_] = (line >= 0) & (columns.starts < np.append(high, 0)[line])
    return found


def _with_headings(
    columns: SpanColumns, marked: npt.NDArray[np.bool_], first: int | None
) -> SpanColumns:
    """Headings are what is marked so; titles too, if one of them is, or can be."""
    title, heading, body = (CODES[label] for label in (Label.TITLE, Label.HEADING, Label.BODY))
    labels = columns.labels.copy()
    labels[marked & (labels == body)] = heading
    if first is not None and not (marked & (labels == title)).any():
        at = int(np.searchsorted(columns.ends, first, side="right"))
        if at < labels.size and marked[at] and labels[at] == heading:
            labels[at] = title
    if (marked & (labels == title)).any():
        labels[~marked & (labels == title)] = body
    changed = (labels != columns.labels).tolist()
    named = zip(columns.rules, changed, strict=True)
    return replace(columns, labels=labels, rules=tuple(None if new else r for r, new in named))


def _with_captions(columns: SpanColumns, which: npt.NDArray[np.bool_]) -> SpanColumns:
    named = zip(columns.rules, which.tolist(), strict=True)
    return replace(
        columns,
        labels=np.where(which, CODES[Label.CAPTION], columns.labels).astype(np.uint8),
        scores=np.where(which, 0.0, columns.scores),
        rules=tuple(ALTERNATIVE if caption else rule for rule, caption in named),
    )
