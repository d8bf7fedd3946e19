"""The file of errors: a line for each record that could not be cleaned, and for each input that
could not be read to its end. Where there is none, all went well."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.batch.records import Batch, Outcome
from cleaner.batch.rows import line


def error_line(batch: Batch, number: int, id: object, reason: str, record: object) -> bytes:
    """Write why a record of a batch was given up; the record is None for the rest of an input."""
    told = {"input": batch.name, "number": batch.first + number, "id": id}
    return line({**told, "reason": reason, "record": record})


def error_lines(batch: Batch, outcome: Outcome) -> Iterator[bytes]:
    """Give the lines of a batch.

    >>> from cleaner.batch.columns import Columns
    >>> torn = Batch(0, "a.gz", 7, Columns("text"), problem="a.gz: breaks off")
    >>> list(error_lines(torn, Outcome()))
    [b'{"input": "a.gz", "number": 7, "id": null, "reason": "a.gz: breaks off", "record": null}\\n']
    """
    yield from outcome.errors
    if batch.problem is not None:
        yield error_line(batch, 0, None, batch.problem, None)
