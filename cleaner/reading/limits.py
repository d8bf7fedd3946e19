"""How much of a page is read, where the caller sets a limit.

Time is linear in a page's size, so a limit in seconds is one in characters, once the
page's own beginning has shown how fast it goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from time import perf_counter
from typing import Final

PROBE: Final = 1 << 16
"""Characters that are cleaned to see how fast it goes: shorter pages take a blink."""

MARGIN: Final = 0.7
"""The share of the seconds that is planned for: not all parts of a page are equally slow."""

_WORD: Final = 200
"""A limit moves back by up to so many characters, to the end of a word or tag."""

_ENDS: Final = re.compile(r"[\s>](?=[^\s>]*\Z)")


def checked_limit(name: str, value: float | None, *, whole: bool = False) -> None:
    """Refuse a limit that is none. Raises ValueError, TypeError."""
    if value is None:
        return
    if whole and isinstance(value, float):
        raise TypeError(f"{name}: expected a whole number, got float")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{name}: expected a number, got {type(value).__name__}")
    if not value > 0:
        raise ValueError(f"{name}: expected more than 0, got {value!r}")


def characters_within(
    text: str, max_chars: int | None, max_seconds: float | None, clean: Callable[[str], object]
) -> int:
    """How many characters of a page may be read.

    ``clean`` is what is done with a page; it is tried on a beginning if there is a limit
    in seconds and the page is long.

    >>> characters_within("One two three", 9, None, print)
    8
    """
    length = len(text) if max_chars is None else min(len(text), max_chars)
    if max_seconds is not None and length > PROBE:
        length = int(min(length, _within(max_seconds, length, lambda: clean(text[:PROBE]))))
    return length if length == len(text) else _whole_words(text, length)


def _within(seconds: float, wanted: int, probe: Callable[[], object]) -> float:
    within, taken = 0.0, float("inf")
    for tries in (1, 2):
        begin = perf_counter()
        probe()
        taken = min(taken, perf_counter() - begin)
        within = max(PROBE, PROBE * (MARGIN * seconds - tries * taken) / taken)
        if within >= wanted:
            break
        # Else once more: of a process's first page the models are loaded and patterns compiled,
        # which says nothing of how fast the rest goes.
    return within


def _whole_words(text: str, length: int) -> int:
    low = max(length - _WORD, 0)
    end = _ENDS.search(text[low:length])
    return low + end.end() if end else length
