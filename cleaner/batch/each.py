"""Cleaning many pages, each for itself: a page that fails takes no other with it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Final, Literal, Protocol

from cleaner.charset import canonical_name
from cleaner.engine import Cleaner
from cleaner.host import host_of
from cleaner.labels import LABELS
from cleaner.reading.formats import check_page
from cleaner.reading.inputs import Page
from cleaner.result import Result
from cleaner.sites import SiteMemory

PageAt = Callable[[int], Page | None]
"""Gives the page with a number; None where there is none."""

Counts = Any
"""An array with a row for each of `LABELS`: how many spans, how many characters that a reader
sees, and how many of these were kept."""


class Sites(Protocol):
    """What is known of many sites, such as a dict, by `cleaner.host.host_of`."""

    def get(self, host: str, /) -> SiteMemory | None:
        """The memory of a host, if there is one."""


_NOTHING: Final = Page("", None, None, "text")


def clean_each(
    count: int, page_at: PageAt, cleaner: Cleaner, sites: Sites | None = None
) -> Iterator[Result | Exception | None]:
    """Clean the pages 0 to ``count``; give each its result, in order.

    Where ``sites`` are given, each page is cleaned with what they know of its address's host,
    instead of the settings' ``site``.

    Pages are asked for when their turn comes and forgotten with their result, so that
    memory is bounded by the groups that `Cleaner.clean_batch` works in. Where a group
    fails, it is cut in halves until the page is found that is to blame: its result is
    the exception. A missing page has None.

    >>> def page(number):
    ...     if number == 1:
    ...         raise UnicodeError("no text")
    ...     return Page("One.", None, None, "text")
    >>> list(clean_each(3, page, Cleaner()))[1:]
    [UnicodeError('no text'), <Result: 1 of 1 spans kept, 4 of 4 characters>]
    """
    ranges = [(0, count)] if count else []
    while ranges:
        start, end = ranges.pop()
        missing: set[int] = set()
        try:
            known: deque[SiteMemory | None] = deque()
            pages = _pages(page_at, start, end, missing)
            if sites is None:
                results = cleaner.clean_batch(pages)
            else:
                pages = _told(pages, cleaner.url, sites, known)
                results = cleaner.clean_batch(pages, site=_taken(known))
            for result in results:
                yield None if start in missing else result
                start += 1
        except Exception as error:
            if end - start == 1:
                yield error
            else:
                middle = (start + end) // 2
                ranges += [(middle, end), (start, middle)]


def _pages(page_at: PageAt, start: int, end: int, missing: set[int]) -> Iterator[Page]:
    """Give the pages of a range, and something in the place of those that are missing."""
    for number in range(start, end):
        page = page_at(number)
        if page is None:
            missing.add(number)
        yield page or _NOTHING


def _told(
    pages: Iterator[Page], url: str | None, sites: Sites, known: deque[SiteMemory | None]
) -> Iterator[Page]:
    """Give the pages, and put what is known of the site of each into ``known``."""
    for page in pages:
        host = host_of(url or page.url)
        known.append(sites.get(host) if host else None)
        yield page


def _taken(known: deque[SiteMemory | None]) -> Iterator[SiteMemory | None]:
    """Take out what was put in, in step with the pages."""
    while known:
        yield known.popleft()


def page_of(
    content: str | bytes, kind: Literal["text", "html"], charset: str | bytes | None, url: Any
) -> Page:
    """Make a page of what is known of it; a charset that doesn't exist is passed over.

    Raises:
        NotAPageError: for a PDF, a picture and the like.
    """
    check_page(content)
    if isinstance(charset, bytes):
        charset = charset.decode("latin-1")
    if isinstance(url, bytes):
        url = url.decode("utf-8", "replace")
    try:
        charset = canonical_name(charset) if charset else None
    except ValueError:
        charset = None
    return Page(content, charset, url if isinstance(url, str) and url else None, kind)


def reason(error: BaseException) -> str:
    """Say in one line what went wrong; of errors of our own the message says all.

    >>> reason(ValueError("expected a page,\\n got none"))
    'ValueError: expected a page, got none'
    """
    own = type(error).__module__.startswith("cleaner.")
    name = "" if own else f"{type(error).__name__}: "
    return " ".join(f"{name}{error}".split()).removesuffix(":")


def no_counts() -> Counts:
    """Return counts of nothing."""
    import numpy as np

    return np.zeros((len(LABELS), 3), np.int64)


def counts_of(result: Result) -> Counts:
    """Count what was found in a page.

    >>> page = "<p>One river &amp; <b>two</b> roads were closed.<nav>Home</nav>"
    >>> counts_of(Cleaner().clean(page, kind="html")).sum(0).tolist()
    [2, 38, 34]
    """
    import numpy as np

    starts, ends, codes, _, kept = result.columns
    lengths = ends - starts
    if result.visible:
        for place, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
            shown = result.visible.range(start, end)
            if shown:  # else it is an attribute's value
                lengths[place] = shown[1] - shown[0]
    sums = [np.bincount(codes, weights, len(LABELS)) for weights in (None, lengths, lengths * kept)]
    return np.stack(sums, 1).astype(np.int64)
