"""What stands between the units of a page for a reader.

The model knows a page by the gaps that its tags make, so these stay as they are. To a reader
two line breaks are a blank line, and a list in a list begins on the next line.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from typing import Final

from cleaner.segment.elements import GAP_LINE, GAP_PARAGRAPH, GAPS
from cleaner.segment.markup import Column, Elements, Markup

_BLANK_LINE: Final = re.compile(
    r"<br\b(?:[^<]++|<(?!/?+(?:br|li|d[dt]|t[dhr])\b))*+<br\b", re.IGNORECASE
)
"""Two line breaks in one line's markup: what is between units shows no text."""

_LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
_AROUND: Final = _LISTS | {"li"}


def gaps_of(source: str, markup: Markup) -> Column:
    """Return what a reader sees before each unit: `GAP_CELL`, `GAP_LINE` or `GAP_PARAGRAPH`.

    >>> from cleaner.segment.html import segment_page
    >>> page = "One<br> <br>two<br>three<ul><li>four<ul><li>five</ul><li>six</ul>"
    >>> markup = segment_page(page)
    >>> markup.unit_gap.tolist(), gaps_of(page, markup).tolist()
    ([2, 1, 1, 2, 2, 2], [2, 2, 1, 2, 1, 1])
    """
    gaps = array("q", markup.unit_gap)
    for unit in _at_inner_lists(markup.elements):
        if unit < len(gaps):
            gaps[unit] = min(gaps[unit], GAP_LINE)
    sources = markup.run_source
    for unit, start in enumerate(markup.unit_start):
        if unit and gaps[unit] == GAP_LINE:
            run = bisect_left(markup.run_text, start)
            # The run before is the break between the units: it stands where the last one ends.
            if _BLANK_LINE.search(source, sources[run - 1], sources[run]):
                gaps[unit] = GAP_PARAGRAPH
    return gaps


def _at_inner_lists(elements: Elements) -> set[int]:
    """The units that only lists in lists part as paragraphs from the units before."""
    tags = elements.tag
    inner: set[int] = set()
    others: set[int] = set()
    rows = zip(tags, elements.parent, elements.first_unit, elements.end_unit, strict=True)
    for tag, parent, first, end in rows:
        if GAPS.get(tag) == GAP_PARAGRAPH:
            is_inner = tag in _LISTS and parent >= 0 and tags[parent] in _AROUND
            (inner if is_inner else others).update((first, end))
    return inner - others
