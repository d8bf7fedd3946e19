"""A page too long to be worked on in one go, in stretches that are each judged by itself.

The columns of a page take dozens of times its size. Cut at the ends of lines, a page of any
size takes what a stretch does, beside its own text. No article is as long as a stretch.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from cleaner.reading.page import Read
from cleaner.segment.markup import Column, Elements, Head, Markup
from cleaner.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 1 << 19
"""Characters that are judged as one. A novel has about as many; of the development pages none has
a third of it."""


def stretches(text: str) -> list[tuple[int, int]]:
    """Where a text is cut: behind the last line end that a stretch can have, in a line that is
    longer behind the last space, without one anywhere.

    >>> [high - low for low, high in stretches("A line of text.\\n" * 100_000)]
    [524288, 524288, 524288, 27136]
    """
    bounds = [0]
    while len(text) - bounds[-1] > LONGEST:
        low = bounds[-1]
        high = low + LONGEST
        ends = (text.rfind(mark, low, high) for mark in "\n ")
        bounds.append(next((end + 1 for end in ends if end > low), high))
    return [*zip(bounds, [*bounds[1:], len(text)], strict=True)]


def split(page: Read) -> Iterator[tuple[int, Read]]:
    """The stretches of a page as pages, each with its place in the page's text.

    A page's address and what is known of its site hold for each of them.
    """
    parts = stretches(page.text)
    if len(parts) == 1:
        yield 0, page
        return
    for low, high in parts:
        if page.visible is None:
            yield low, page._replace(source=Source(page.text[low:high]), shown=None)
        else:
            from cleaner.view.visible import Visible

            part = cut_markup(page.visible.markup, low, high)
            yield low, page._replace(visible=Visible("", part))


def cut_markup(markup: Markup, low: int, high: int) -> Markup:
    """What is read of a page to judge a part of its text: the part, its units and links, and the
    elements around them. Runs and alternative texts stay behind: they lead back to the source."""
    first = max(bisect_right(markup.unit_start, low) - 1, 0)
    end = bisect_left(markup.unit_start, high)
    elements, place = _cut_elements(markup.elements, first, end)
    start = np.array(markup.unit_start[first:end], np.int64)
    around = np.array(markup.unit_element[first:end], np.int64)
    link_start, link_end = _cut_links(markup, low, high)
    none = array("q")
    said = sum(len(text) for texts in markup.head for text in texts)
    return Markup(
        markup.text[low:high],
        none, none, none,
        _column(np.maximum(start - low, 0)),
        _column(place[around]),
        markup.unit_gap[first:end],
        markup.unit_pre[first:end],
        link_start, link_end,
        none, none, none,
        elements,
        # It is read again with every stretch.
        markup.head if said <= LONGEST else Head([], [], []),
    )  # fmt: skip


def _cut_links(markup: Markup, low: int, high: int) -> tuple[Column, Column]:
    first, end = bisect_right(markup.link_end, low), bisect_left(markup.link_start, high)
    start, stop = (
        np.array(column[first:end], np.int64) for column in (markup.link_start, markup.link_end)
    )
    return _column(np.maximum(start, low) - low), _column(np.minimum(stop, high) - low)


def _cut_elements(
    elements: Elements, first: int, end: int
) -> tuple[Elements, npt.NDArray[np.int64]]:
    """The elements with one of the units or beside them, and the new places of all."""
    begins, ends = (np.frombuffer(c, np.int64) for c in (elements.first_unit, elements.end_unit))
    # What ended right before the first unit is among them, so that no parent is missing.
    chosen = (begins < end) & (ends >= first)
    place = np.append(np.cumsum(chosen) - 1, -1)  # -1, for none, stays
    at = np.flatnonzero(chosen)
    parent = np.frombuffer(elements.parent, np.int64)[at]
    keys, key = np.unique(np.frombuffer(elements.key, np.int64)[at], return_inverse=True)
    named = [elements.keys[number] for number in keys.tolist()]
    hidden, start, close, behind = (
        _column(np.frombuffer(column, np.int64)[at])
        for column in (elements.hidden, elements.start, elements.close, elements.end)
    )
    part = Elements(
        [named[number][0] for number in key.tolist()],
        _column(key),
        _column(place[parent]),
        hidden,
        start,
        close,
        behind,
        _column(np.maximum(begins[at] - first, 0)),
        _column(np.clip(ends[at], first, end) - first),
        named,
    )
    return part, place


def _column(values: npt.NDArray[np.int64]) -> Column:
    return array("q", values.tobytes())
