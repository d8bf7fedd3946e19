"""Soft hyphens inside words, which are no part of what a page says.

Sites in German and French write thousands of them. They are left out of the visible text,
and the runs that lead back to the source part around them.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import Final

from cleaner.segment.markup import Column
from cleaner.segment.tokens import SOFT_HYPHEN

IN_WORD: Final = re.compile(rf"(?<=\w){SOFT_HYPHEN}++(?=\w)")


def inside_words(text: str) -> Iterable[tuple[int, int]]:
    """Where soft hyphens stand inside words.

    >>> list(inside_words("Donau\\u00adschiff \\u00ad"))
    [(5, 6)]
    """
    return (found.span() for found in IN_WORD.finditer(text))


def without(
    parts: Sequence[str],
    places: Sequence[int],
    sizes: Sequence[int],
    ranges: Iterable[tuple[int, int]],
) -> tuple[list[str], Column, Column, list[int]]:
    """Runs without some ranges of the text that they make up.

    Arguments:
        parts, places, sizes: what the runs say, where in the source, and their lengths there.
        ranges: what is left out, in order, none at an edge of the text.

    Returns:
        Parts, places and sizes, and for each run, and their end, the run that now begins there.

    >>> without(["a\\u00adb"], [7], [3], [(1, 2)])
    (['a', 'b'], array('q', [7, 9]), array('q', [1, 1]), [0, 2])
    """
    kept: list[str] = []
    kept_places, kept_sizes = array("q"), array("q")
    moved = []
    waiting = iter([*ranges, (sys.maxsize, sys.maxsize)])
    low, high = next(waiting)
    at = 0
    for part, place, size in zip(parts, places, sizes, strict=True):
        moved.append(len(kept))
        start, end = at, at + len(part)
        while at < end:
            if high <= at:
                low, high = next(waiting)
                continue
            stop = min(low if at < low else high, end)
            if at < low:
                copied = size == end - start
                kept.append(part[at - start : stop - start])
                kept_places.append(place + at - start if copied else place)
                kept_sizes.append(stop - at if copied else size)
            at = stop
    moved.append(len(kept))
    return kept, kept_places, kept_sizes, moved
