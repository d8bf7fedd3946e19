"""How far a run is, for a person at a terminal or for the log of a job, and its summary."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.batch.manifest import Done
from cleaner.batch.records import Batch
from cleaner.labels import LABELS

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

EVERY: Final = 30.0
"""Seconds between two lines of a log."""


def say(line: str) -> None:
    """Tell something on standard error."""
    print("cleaner:", line, file=sys.stderr, flush=True)


@dataclass(slots=True)
class Progress:
    """What was done since it was made, and how fast."""

    size: int
    """Bytes of all inputs, as they are stored; 0 if that is not known."""
    quiet: bool = False
    every: float = EVERY
    done: Done = field(default_factory=Done)
    pages_learnt: int = 0
    """In a first pass."""
    _start: float = field(default_factory=time.monotonic)
    _told: float = field(default_factory=time.monotonic)
    _first: int | None = None
    _read: int = 0
    _bar: tuple[Bar, TaskID] | None = None

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show a bar while the run goes on, if this is a terminal."""
        if self.quiet or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Bar

        columns = BarColumn(), TextColumn("{task.description}")
        with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
            self._bar = bar, bar.add_task("starting", total=self.size or None)
            yield
            self._bar = None

    def told(self, batch: Batch, done: Done) -> None:
        """Take in what was done next."""
        self.done = self.done.plus(done)
        if self._first is None:
            self._first = batch.read  # of a run that is resumed: what was read before
        if batch.problem:
            say(batch.problem)
        self._show(batch)

    def learnt(self, batch: Batch, pages: int) -> None:
        """Take in what was read in a first pass, to learn; the second begins behind the last."""
        self.pages_learnt += pages
        self._show(batch)
        self._start = time.monotonic()

    def _show(self, batch: Batch) -> None:
        self._read = batch.read
        if self._bar:
            bar, task = self._bar
            bar.update(task, completed=self._read, description=self.line())
        elif not self.quiet and time.monotonic() - self._told >= self.every:
            self._told = time.monotonic()
            say(self.line())

    def line(self) -> str:
        """Say in a line how far the run is.

        >>> Progress(0, done=Done(3)).line().startswith("3 pages, ")
        True
        >>> Progress(0, pages_learnt=3).line()
        'sites: learnt from 3 pages'
        """
        seconds = max(time.monotonic() - self._start, 1e-3)
        done = self.done
        if self.pages_learnt and self._first is None:
            read = f", {self._read / self.size:.0%} read" if self.size else ""
            return f"sites: learnt from {self.pages_learnt:,} pages{read}"
        parts = [
            f"{done.pages:,} pages",
            f"{done.pages / seconds:,.1f} pages/s",
            f"{done.bytes / 1e6 / seconds:,.2f} MB/s",
            f"{share_kept(done):.1%} kept",
        ]
        if done.failed:
            parts.append(f"{done.failed:,} failed")
        since = self._read - (self._first or 0)
        if self.size and since > 0:
            left = (self.size - self._read) * seconds / since
            parts += [f"{self._read / self.size:.0%} read", f"{_duration(left)} left"]
        return ", ".join(parts)


def share_kept(done: Done) -> float:
    """Return the share of the characters that were kept."""
    shown = sum(count[1] for count in done.counts)
    return sum(count[2] for count in done.counts) / max(shown, 1)


def summary(done: Done) -> str:
    """Say by label what was found, and what was passed over.

    >>> counts = ((1, 30, 30), *Done().counts[1:5], (2, 10, 0), *Done().counts[6:])
    >>> print(summary(Done(pages=1, counts=counts, skipped=(("request records", 2),))))
    1 page, 75.0% of 40 characters kept
    label      spans characters  share  kept
    title          1         30  75.0% 100.0%
    caption        2         10  25.0%   0.0%
    passed over: 2 request records
    """
    shown = sum(count[1] for count in done.counts)
    pages = f"{done.pages:,} page{'' if done.pages == 1 else 's'}"
    lines = [f"{pages}, {share_kept(done):.1%} of {shown:,} characters kept"]
    rows = [row for row in zip(LABELS, done.counts, strict=True) if row[1][0]]
    if rows:
        wide = max(len("characters"), *(len(f"{count[1]:,}") for _, count in rows))
        lines.append(f"{'label':10} {'spans':>{wide - 5}} {'characters':>{wide}}  share  kept")
        for label, (spans, characters, kept) in rows:
            share, stay = characters / max(shown, 1), kept / max(characters, 1)
            lines.append(
                f"{label.value:10} {spans:>{wide - 5},} {characters:>{wide},} {share:>6.1%}"
                f" {stay:>6.1%}"
            )
    if done.skipped:
        passed = ", ".join(f"{count:,} {name}" for name, count in done.skipped)
        lines.append(f"passed over: {passed}")
    return "\n".join(lines)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
