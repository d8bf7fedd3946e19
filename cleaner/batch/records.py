"""What goes to a worker and what comes back: batches of records, and their outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cleaner.batch.columns import Columns
from cleaner.batch.each import Counts

Record = bytes | dict[str, Any]
"""A line of JSON as it stood in the file, or the fields of a page."""


class Batch(NamedTuple):
    """Neighbouring records of one input."""

    place: int
    """Which input, counted from 0."""
    name: str
    first: int
    """The number of the first record in its input, counted from 0."""
    columns: Columns
    records: tuple[Record, ...] = ()
    table: bytes | None = None
    """Instead of ``records``: a record batch, as Arrow writes streams."""
    length: int = 0
    """How many records these are. A batch of none stands for the end of its input."""
    size: int = 0
    """Bytes of their pages."""
    read: int = 0
    """Bytes of all inputs that were read so far, as they are stored."""
    skipped: tuple[tuple[str, int], ...] = ()
    """What was passed over since the batch before, and how often."""
    problem: str | None = None
    """Why the input ends here before its end."""
    paths: tuple[str, ...] = ()
    """The files of the records, where each has one of its own."""

    def alone(self) -> Iterator[Batch]:
        """Give each record in a batch of its own."""
        if self.table is None:
            for number, record in enumerate(self.records):
                paths = self.paths[number : number + 1]
                first = self.first + number
                yield self._replace(first=first, paths=paths, records=(record,), length=1)
        else:
            from cleaner.batch.tables import packed, unpacked

            table = unpacked(self.table)
            for number in range(self.length):
                one = packed(table.slice(number, 1))
                yield self._replace(first=self.first + number, table=one, length=1)


class Outcome(NamedTuple):
    """What became of a batch."""

    pieces: tuple[bytes, ...] = ()
    """What is to be written: lines of JSON, or record batches as Arrow writes streams."""
    errors: tuple[bytes, ...] = ()
    """A line of JSON for each record that could not be cleaned."""
    pages: int = 0
    """How many were cleaned."""
    counts: Counts = 0


def joined(outcomes: Iterable[Outcome]) -> Outcome:
    """Make one outcome of those of the parts of a batch."""
    parts = list(outcomes)
    return Outcome(
        tuple(piece for part in parts for piece in part.pieces),
        tuple(line for part in parts for line in part.errors),
        sum(part.pages for part in parts),
        sum(part.counts for part in parts),
    )
