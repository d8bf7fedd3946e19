"""The file of errors: a line for each record that could not be cleaned, and for each input that
could not be read to its end. Where there is none, all went well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from cleaner.batch.compression import BROKEN, decompressed
from cleaner.batch.manifest import Done
from cleaner.batch.records import Batch, Outcome
from cleaner.batch.rows import line
from cleaner.batch.sources import RunError


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


def read_errors(path: Path | None) -> Done:
    """Tell what failed in a run that is finished. Raises RunError if this is no file of errors."""
    failed, problems = 0, []
    if path is not None and path.exists():
        try:
            with path.open("rb") as file:
                for row in map(json.loads, decompressed(file)):
                    if row["record"] is None:
                        problems.append(row["reason"])
                    else:
                        failed += 1
        except (*BROKEN, KeyError, TypeError) as error:
            raise RunError(f"{path}: expected the errors of the run: {error}") from error
    return Done(failed=failed, problems=tuple(problems))
