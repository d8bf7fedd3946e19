"""Jobs for workers that do what no page should, and workers that are none."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from typing import Any

from cleaner.batch.records import Batch, Outcome


class Echo:
    """Gives the lines back; some of them kill or stop the process that reads them."""

    def __call__(self, batch: Batch) -> Outcome:
        for line in batch.records:
            if line == b"kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if line == b"exit":
                os._exit(7)
            if line == b"hang":
                time.sleep(600)
            if line == b"raise":
                raise RuntimeError("no such\nline")
        return Outcome(tuple(line for line in batch.records if isinstance(line, bytes)))

    def refused(self, batch: Batch, why: str) -> Outcome:
        return Outcome(errors=(f"{batch.first}: {why}".encode(),))


class Unwilling(Echo):
    """Can't be read by the process that it is sent to."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (5,)


class Signals(Echo):
    """Tells which signals its process leaves to others."""

    def __call__(self, batch: Batch) -> Outcome:
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
        return Outcome(tuple(one.name.encode() for one in map(signal.Signals, blocked)))


class InThisProcess:
    """Does what `Workers` do where no page is harmful, without processes."""

    def __init__(self, job: Any, count: int, timeout: float) -> None:
        self._job = job

    def __enter__(self) -> InThisProcess:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def outcomes(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Outcome]]:
        for batch in batches:
            yield batch, self._job(batch) if batch.length else Outcome()
