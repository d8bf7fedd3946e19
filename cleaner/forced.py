"""What the caller forces to stay or to go, whatever its label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import regex

Forced: TypeAlias = tuple[int, int] | str | regex.Pattern[str]
"""A source range (start, end) in code points, or a pattern of the `regex` package."""


def checked(name: str, ranges: Sequence[Forced]) -> tuple[Forced, ...]:
    """The ranges and patterns of a setting, patterns compiled.

    >>> checked("force_keep", [(0, 5)])
    ((0, 5),)
    """
    if isinstance(ranges, str):
        raise TypeError(f"{name}: expected a sequence of ranges or patterns, got a string")
    found: list[Forced] = []
    for entry in ranges:
        if isinstance(entry, str):
            try:
                found.append(regex.compile(entry))
            except regex.error as error:
                raise ValueError(f"{name}: {entry!r} is not a pattern: {error}") from None
        elif isinstance(entry, tuple) and len(entry) == 2 and 0 <= entry[0] <= entry[1]:
            found.append((int(entry[0]), int(entry[1])))
        elif hasattr(entry, "finditer"):
            found.append(entry)
        else:
            raise ValueError(
                f"{name}: expected (start, end) in code points or a pattern, got {entry!r}"
            )
    return tuple(found)


def ranges_in(text: str, forced: Sequence[Forced]) -> Iterator[tuple[int, int]]:
    """The ranges of a text that checked entries stand for.

    >>> list(ranges_in("a b a", checked("force_drop", ["a", (2, 3)])))
    [(0, 1), (4, 5), (2, 3)]
    """
    for entry in forced:
        if isinstance(entry, tuple):
            yield entry
        elif not isinstance(entry, str):
            for found in entry.finditer(text):
                yield found.span()
