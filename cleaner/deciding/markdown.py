"""Spans of what is shown of a text in Markdown as spans of its source.

Each takes the marks along that belong to it, so that what is kept is Markdown still, and spans and
white space make up the whole text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.deciding.evidence import SECTIONS
from cleaner.deciding.spans import ALTERNATIVE, CODE, FRONT_MATTER, TABLE, SpanColumns
from cleaner.labels import CODES, LABELS, Label
from cleaner.reading.front_matter import Field
from cleaner.reading.markdown import Shown
from cleaner.scoring.sequence import ARTICLE_CODES

IN_CELLS: Final = np.isin(LABELS, (Label.BYLINE, Label.DATE))
"""For each label code: is it what cells of tables hold as well?"""

SECTION: Final = 0.2
"""The least chance of a heading that rules drop and that stays for what it heads. Chosen on pages
of our own: the names of sections have .3 to .4, "Share this" .01."""


def in_markdown(columns: SpanColumns, shown: Shown) -> SpanColumns:
    """The spans of a text's source, by those of what is shown of it.

    What a picture says that stands alone is its caption, as in HTML, and what has a ``#`` before
    it a heading or the title, if it is the article's.
    """
    if not columns.starts.size:
        return _below(shown.front, columns)
    columns = _with_captions(columns, _within(columns, shown.pictures))
    columns = _with_headings(columns, _within(columns, shown.headings), shown.first)
    columns = _whole(columns, shown)
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
    return _below(shown.front, replace(columns, starts=starts, ends=ends))


def _within(columns: SpanColumns, ranges: Sequence[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    """Which spans begin in one of these ranges."""
    low, high = np.array(ranges, np.int64).reshape(-1, 2).T
    line = np.searchsorted(low, columns.starts, side="right") - 1
    found: npt.NDArray[np.bool_] = (line >= 0) & (columns.starts < np.append(high, 0)[line])
    return found


def _with_headings(
    columns: SpanColumns, marked: npt.NDArray[np.bool_], first: int | None
) -> SpanColumns:
    """Headings are what is marked so; titles too, if one of them is, or can be. What rules take for
    a date or a menu is one if it stands above what stays: "Changed", "Tags"."""
    title, heading, body = (CODES[label] for label in (Label.TITLE, Label.HEADING, Label.BODY))
    labels = columns.labels.copy()
    labels[marked & (labels == body)] = heading
    above = np.append(ARTICLE_CODES[labels[1:]], False) & (columns.scores >= SECTION)
    labels[marked & ~ARTICLE_CODES[labels] & SECTIONS[labels] & above] = heading
    at = labels.size if first is None else int(np.searchsorted(columns.ends, first, side="right"))
    if at < labels.size and marked[at]:
        if labels[at] == heading and not (marked & (labels == title)).any():
            labels[at] = title
        elif labels[at] == title:
            labels[marked & (labels == title)] = heading
            labels[at] = title
    if (marked & (labels == title)).any():
        labels[~marked & (labels == title)] = body
    changed = (labels != columns.labels).tolist()
    named = zip(columns.rules, changed, strict=True)
    return replace(columns, labels=labels, rules=tuple(None if new else r for r, new in named))


def _whole(columns: SpanColumns, shown: Shown) -> SpanColumns:
    """Code stays as a whole beside what stays, and so does a table of which most stays, or
    is names and dates."""
    article, sizes = ARTICLE_CODES[columns.labels], columns.ends - columns.starts
    names = np.full(article.size, None, object)
    for name, ranges in ((CODE, shown.code), (TABLE, shown.tables)):
        bounds = np.searchsorted(columns.starts, np.array(ranges, np.int64).reshape(-1, 2))
        for first, behind in bounds.tolist():
            inside = slice(first, behind)
            beside = [*article[max(first - 1, 0) : first], *article[behind : behind + 1]]
            told = article[inside] | IN_CELLS[columns.labels[inside]]
            most = article[inside].any() and 2 * sizes[inside][told].sum() > sizes[inside].sum()
            if any(beside) if name == CODE else most:
                names[inside] = name
    new = (names != None) & (columns.labels != CODES[Label.BODY])  # noqa: E711
    return replace(
        columns,
        labels=np.where(new, CODES[Label.BODY], columns.labels).astype(np.uint8),
        rules=tuple(np.where(new, names, np.array(columns.rules, object)).tolist()),
    )


def _below(front: Sequence[Field], columns: SpanColumns) -> SpanColumns:
    """The spans with those of what stands before the text: its title is the text's, if that has
    none of its own."""
    if not front:
        return columns
    starts, ends, told = zip(*front, strict=True)
    titled = (columns.labels == CODES[Label.TITLE]).any()
    labels = [Label.OTHER if titled and label is Label.TITLE else label for label in told]
    codes = np.array([CODES[label] for label in labels], np.uint8)
    return SpanColumns(
        np.append(starts, columns.starts),
        np.append(ends, columns.ends),
        np.append(codes, columns.labels),
        np.append(ARTICLE_CODES[codes].astype(np.float64), columns.scores),
        (*(FRONT_MATTER for _ in front), *columns.rules),
    )


def _with_captions(columns: SpanColumns, which: npt.NDArray[np.bool_]) -> SpanColumns:
    named = zip(columns.rules, which.tolist(), strict=True)
    return replace(
        columns,
        labels=np.where(which, CODES[Label.CAPTION], columns.labels).astype(np.uint8),
        scores=np.where(which, 0.0, columns.scores),
        rules=tuple(ALTERNATIVE if caption else rule for rule, caption in named),
    )
