"""Many pages in groups that are worked on together: each page with its address and its site,
groups large enough to be quick and small enough for the memory, HTML apart from text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, Final, TypeVar

from cleaner.reading.page import Read

BATCH_CHARACTERS: Final = 1 << 18
"""Characters that are worked on at once: large enough that the cost per call of numpy
vanishes, small enough that the columns stay in the processor's cache."""

LEAST_WEIGHT: Final = 64
"""What a page without text counts for among `BATCH_CHARACTERS`, so that groups of such end."""

SOURCE_WEIGHT: Final = 1 / 32
"""What a character of the source counts for: a group of pages that are all script holds 8 MB."""

_END: Final = object()
_Page = TypeVar("_Page")
_Made = TypeVar("_Made")


def in_step(
    pages: Iterable[object], urls: Iterable[Any], sites: Iterable[Any]
) -> Iterator[tuple[object, Any, Any]]:
    """Pages with the address and the site of each; ValueError unless there are as many.

    >>> list(in_step(["One", "Two"], ["https://a.example/", None], repeat(None)))
    [('One', 'https://a.example/', None), ('Two', None, None)]
    """
    urls, sites = iter(urls), iter(sites)
    for number, page in enumerate(pages):
        url, site = next(urls, _END), next(sites, _END)
        for name, value in (("urls", url), ("site", site)):
            if value is _END:
                raise ValueError(f"{name}: expected one for each page, got {number}")
        yield page, url, site
    for name, rest in (("urls", urls), ("site", sites)):
        if not isinstance(rest, repeat) and next(rest, _END) is not _END:
            raise ValueError(f"{name}: expected one for each page, got more")


def weight(page: Read) -> int:
    """How much of a group a page makes up, in characters that are worked on."""
    return max(len(page.text), int(len(page.source.text) * SOURCE_WEIGHT), LEAST_WEIGHT)


def in_groups(pages: Iterable[_Page], weight: Callable[[_Page], int]) -> Iterator[list[_Page]]:
    """Pages in groups of `BATCH_CHARACTERS`; of one that can't be had, those before it first.

    >>> [len(group) for group in in_groups(["x" * 100_000] * 5, len)]
    [3, 2]
    """
    group: list[_Page] = []
    size = 0
    try:
        for page in pages:
            group.append(page)
            size += weight(page)
            if size >= BATCH_CHARACTERS:
                yield group
                group, size = [], 0
    except Exception:
        yield group
        raise
    yield group


def each_kind(
    pages: Sequence[Read], work: Callable[[Sequence[Read]], Iterator[_Made]]
) -> Iterator[_Made]:
    """What work on pages makes, in their order: on those in HTML and on texts it is done apart."""
    made = {
        is_html: work([page for page in pages if page.is_html == is_html])
        for is_html in {page.is_html for page in pages}
    }
    for page in pages:
        yield next(made[page.is_html])
