"""The first of two passes: what repeats across the pages of each host."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cleaner.batch.each import PageAt, no_counts
from cleaner.batch.records import Batch, Outcome
from cleaner.batch.rows import page_in, parsed
from cleaner.batch.site_file import SiteWriter
from cleaner.batch.sources import RunError
from cleaner.engine import Cleaner
from cleaner.host import host_of
from cleaner.reading.inputs import Page
from cleaner.sites import SiteMemory, learn

HELD: Final = 8192
"""Pages that are remembered before they are passed on: 2 kB each, 4 kB at most."""


def learn_each(count: int, page_at: PageAt, cleaner: Cleaner) -> tuple[dict[str, SiteMemory], int]:
    """Learn from the pages 0 to ``count``, read as the cleaner reads them.

    Returns:
        The memories by host, and how many pages have one. A page that can't be read is passed
        over: who cleans it tells why.
    """
    pages = list(_with_hosts(count, page_at, cleaner.url))
    found = learn(pages, encoding=cleaner.encoding, max_chars=cleaner.max_chars)
    return found, len(pages)


def _with_hosts(count: int, page_at: PageAt, url: str | None) -> Iterator[tuple[str, Page]]:
    for number in range(count):
        with suppress(ValueError):  # such as a RecordError
            page = page_at(number)
            host = page and host_of(url or page.url)
            if page and host:
                yield host, page


def gathered(found: Iterable[Mapping[str, SiteMemory]]) -> Iterator[dict[str, SiteMemory]]:
    """Join memories by host, and give what there is whenever it is `HELD` pages.

    >>> one, two = ({"a.example": SiteMemory.of([page])} for page in ("One", "Two"))
    >>> list(gathered([one, two]))
    [{'a.example': <SiteMemory: 2 pages>}]
    """
    held: dict[str, SiteMemory] = {}
    pages = 0
    for memories in found:
        for host, memory in memories.items():
            held[host] = held.get(host, SiteMemory()) | memory
            pages += len(memory.sketches)
        if pages >= HELD:
            yield held
            held, pages = {}, 0
    yield held


@dataclass(frozen=True, slots=True)
class Learn:
    """Learns from batches: what a worker does in the first pass."""

    cleaner: Cleaner

    def __call__(self, batch: Batch) -> Outcome:
        """Give the memories of the hosts in a batch; its pages are those that have a host."""
        found, pages = learn_each(batch.length, _pages(batch), self.cleaner)
        return Outcome((pickle.dumps(found),), (), pages, no_counts())

    def refused(self, batch: Batch, why: str) -> Outcome:
        """Learn nothing of a record that was given up."""
        return Outcome()


def _pages(batch: Batch) -> PageAt:
    if batch.table is None:
        return lambda number: page_in(parsed(batch.records[number]), batch.columns)
    from cleaner.batch.arrow import ArrowPages
    from cleaner.batch.tables import unpacked

    return ArrowPages(unpacked(batch.table), batch.columns)


def write_sites(
    outcomes: Iterable[tuple[Batch, Outcome]], path: Path, told: Callable[[Batch, int], None]
) -> None:
    """Write what was learnt into a file.

    Arguments:
        outcomes: batches, with what `Learn` made of them, in any order.
        path: the file.
        told: is told of each batch, and of how many of its pages.

    Raises:
        RunError: if there are records, and none has an address.
        OSError: if the file can't be written.
    """
    records = pages = 0

    def found() -> Iterator[Mapping[str, SiteMemory]]:
        nonlocal records, pages
        for batch, outcome in outcomes:
            yield from map(pickle.loads, outcome.pieces)
            records += batch.length
            pages += outcome.pages
            told(batch, outcome.pages)

    with SiteWriter(path) as writer:
        for memories in gathered(found()):
            writer.add(memories)
        if records and not pages:
            raise RunError(
                f"--sites: expected pages with an address such as https://example.org/1 "
                f"(--url-field), got {records:,} records without one"
            )
        writer.finish()
