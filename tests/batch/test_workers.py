"""Workers: results in order, and what kills or stops one costs nobody else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from cleaner.batch.columns import Columns
from cleaner.batch.records import Batch, Outcome
from cleaner.batch.sources import RunError
from cleaner.batch.workers import AHEAD, Workers
from tests.batch.jobs import Echo, Unwilling

FORKED = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is forked")


def batches(lines: Sequence[bytes], size: int = 3) -> Iterator[Batch]:
    for first in range(0, len(lines), size):
        part = tuple(lines[first : first + size])
        yield Batch(0, "lines", first, Columns("text"), part, length=len(part))


def done(lines: Sequence[bytes], count: int = 2, timeout: float = 30) -> list[Outcome]:
    with Workers(Echo(), count, timeout) as workers:
        return [outcome for _, outcome in workers.outcomes(batches(lines))]


def test_results_come_in_order_and_reading_keeps_step() -> None:
    lines = [str(number).encode() for number in range(40)]
    read = 0

    def counted() -> Iterator[Batch]:
        nonlocal read
        for batch in batches(lines):
            read += 1
            yield batch

    seen: list[bytes] = []
    with Workers(Echo(), 2, 30) as workers:
        for place, (batch, outcome) in enumerate(workers.outcomes(counted())):
            assert outcome.pieces == batch.records
            assert read <= place + 2 * AHEAD + 1
            seen += outcome.pieces
    assert seen == lines


def test_what_kills_stops_or_fails_is_given_up_alone() -> None:
    lines = [str(number).encode() for number in range(12)]
    lines[1], lines[4], lines[5], lines[10] = b"kill", b"raise", b"exit", b"hang"
    outcomes = done(lines, timeout=3)
    pieces = [piece for outcome in outcomes for piece in outcome.pieces]
    assert pieces == [line for line in lines if line.isdigit()]
    assert [line.decode() for outcome in outcomes for line in outcome.errors] == [
        "1: it killed the process that worked on it (SIGKILL)",
        "4: RuntimeError: no such line",
        "5: it killed the process that worked on it (exit code 7)",
        "10: it took longer than 3 seconds",
    ]


def test_workers_that_never_start_are_no_fault_of_a_page() -> None:
    told = "a worker did not start: exit code 5"
    with Workers(Unwilling(), 1, 30) as workers, pytest.raises(RunError, match=told):
        list(workers.outcomes(batches([b"one"])))


def test_what_workers_are_forked_from_has_loaded_what_cleaning_needs() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=False
    )
    assert told.stdout == "[] 1\n", told.stderr


LOADED = """
import os, sys
os.environ["OPENBLAS_NUM_THREADS"] = "1"
import cleaner.batch.preloaded
from cleaner.engine import Cleaner
before = set(sys.modules)
pages = ["<title>Rain</title><p>One <b>road</b> &amp; two.<nav>Home</nav>", "Rain fell."]
for page in pages:
    Cleaner().clean(page)
threads = len(os.listdir("/proc/self/task")) if sys.platform == "linux" else 1
print(sorted(name for name in set(sys.modules) - before if name.startswith("cleaner")), threads)
"""


@FORKED
def test_an_interrupt_is_left_to_the_process_that_was_started_first() -> None:
    """So nothing that is forked, nor what it is forked from, dies of it with a traceback."""
    told = subprocess.run(  # here a server may run already that another test has started
        [sys.executable, "-c", INTERRUPTED], cwd=Path(__file__).parents[2],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stdout == "(b'SIGINT',)\n", told.stderr


INTERRUPTED = """
from cleaner.batch.workers import Workers
from tests.batch.jobs import Signals
from tests.batch.test_workers import batches
with Workers(Signals(), 1, 30) as workers:
    ((_, outcome),) = workers.outcomes(batches([b"one"]))
print(outcome.pieces)
"""


@FORKED
def test_where_no_process_can_be_forked_each_starts_from_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused() -> None:
        raise OSError("AF_UNIX path too long")

    monkeypatch.setattr("cleaner.batch.workers.forkserver.ensure_running", refused)
    (outcome,) = done([b"7"], count=1)
    assert outcome.pieces == (b"7",)
    assert "AF_UNIX path too long" in caplog.text
