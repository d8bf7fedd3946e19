"""The file of errors: a line for each record that could not be cleaned, and for each input that
could not be read to its end. Where there is none, all went well."""

from __future__ import annotations

import json
from collections.abc import Iterator

from cleaner.batch.records import Batch, Outcome
from cleaner.batch.rows import line


def error_line(batch: Batch, number: int, id: object, reason: str, record: object) -> bytes:
    """Write why a record of a batch was given up; the record is None for the rest of an input."""
    source, place = batch.name, batch.first + number
    if batch.paths:
        source, place = batch.paths[number], 0
    told = {"input": source, "number": place, "id": id}
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


def in_words(error: bytes) -> str:
    """Say to a person what an `error_line` says.

    >>> from cleaner.batch.columns import Columns
    >>> batch = Batch(0, "a.jsonl", 7, Columns("text"))
    >>> in_words(error_line(batch, 2, "n9", "invalid JSON", {}))
    "a.jsonl: record 9 (id 'n9'): invalid JSON"
    """
    row = json.loads(error)
    named = "" if row["id"] is None else f" (id {row['id']!r:.100})"
    return f"{row['input']}: record {row['number']}{named}: {row['reason']}"
