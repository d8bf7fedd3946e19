"""What repeats on many sites, learnt on a cluster: Arrow rows, joined by host.

A row is a page that is remembered. Each part of a table gives rows of its own (`TableLearner`);
an engine brings those of one host together, and `joined` leaves what is remembered of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, Final

import pyarrow as pa

from cleaner.batch.arrow import ArrowPages
from cleaner.batch.columns import Columns
from cleaner.batch.learning import HELD, gathered, learn_each
from cleaner.engine import Cleaner
from cleaner.integrations.tables import ROWS
from cleaner.sites import SiteMemory
from cleaner.sites.sketch import PageSketch, fingerprint_of

HOST: Final = "host"
ROWS_SCHEMA: Final = pa.schema(
    [(HOST, pa.string()), ("lines", pa.binary()), ("pairs", pa.binary())]
)
"""A page that is remembered, as in `PageSketch`."""


@dataclass(frozen=True, slots=True)
class TableLearner:
    """Learns from tables of pages; a value, so that engines can send it to their workers."""

    columns: Columns
    cleaner: Cleaner

    def batches(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Give the rows of `ROWS_SCHEMA` for the pages of a part of a table."""
        parts = (
            batch.slice(start, ROWS)
            for batch in batches
            for start in range(0, batch.num_rows, ROWS)
        )
        found = (
            learn_each(part.num_rows, ArrowPages(part, self.columns), self.cleaner)[0]
            for part in parts
        )
        for memories in gathered(found):
            yield _table(memories)


def joined(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Of rows sorted by host, keep what is remembered: nothing of a site of one page.

    >>> page = pa.RecordBatch.from_pydict({"url": ["http://a.example/1"] * 2, "text": ["A", "B"]})
    >>> rows = TableLearner(Columns("text", url="url"), Cleaner()).batches([page, page])
    >>> memories_of(rows_of(joined(rows)))
    {'a.example': <SiteMemory: 2 pages>}
    """
    found = _by_host(rows_of(batches))
    several = ({host: memory} for host, memory in found if len(memory.sketches) > 1)
    yield from map(_table, gathered(several))


def rows_of(batches: Iterable[pa.RecordBatch]) -> Iterator[Sequence[Any]]:
    """Give the rows of record batches as tuples."""
    for batch in batches:
        yield from zip(*batch.to_pydict().values(), strict=True)


def memories_of(rows: Iterable[Sequence[Any]]) -> dict[str, SiteMemory]:
    """The memories in rows that were joined."""
    return dict(_by_host(rows))


def _by_host(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[str, SiteMemory]]:
    for host, group in groupby(rows, itemgetter(0)):
        memory = SiteMemory()
        while some := tuple(_sketch(*columns) for _, *columns in islice(group, HELD)):
            memory |= SiteMemory(some)
        yield host, memory


def _sketch(lines: bytes, pairs: bytes) -> PageSketch:
    return PageSketch(fingerprint_of(lines, pairs), bytes(lines), bytes(pairs), ())


def _table(memories: Mapping[str, SiteMemory]) -> pa.RecordBatch:
    pages = [(host, page) for host, memory in memories.items() for page in memory.sketches]
    columns = [
        [host for host, _ in pages], [page.lines for _, page in pages],
        [page.pairs for _, page in pages],
    ]  # fmt: skip
    arrays = [
        pa.array(column, kind) for column, kind in zip(columns, ROWS_SCHEMA.types, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=ROWS_SCHEMA)
