"""A part of the output: what is written between two states of the manifest."""

from __future__ import annotations

from dataclasses import replace

from cleaner.batch.errors import error_lines
from cleaner.batch.manifest import ERRORS, Done, Manifest
from cleaner.batch.plan import Plan
from cleaner.batch.records import Batch, Outcome
from cleaner.batch.sources import stem
from cleaner.batch.writers import Shard


class Part:
    """A file of results and one of errors, each only if there are some."""

    def __init__(self, plan: Plan, manifest: Manifest) -> None:
        self._plan, self._before, self._now = plan, manifest, manifest
        self._number, self._place = len(manifest.parts), 0
        self._rows: Shard | None = None
        self._errors: Shard | None = None

    def ends_before(self, batch: Batch, outcome: Outcome) -> bool:
        """Say whether a batch belongs into the next part."""
        if self._rows is not None and not self._rows.takes(outcome.pieces):
            return True
        if self._plan.work.form == "dolma":
            return self._rows is not None and batch.place != self._place
        done, before = self._now.done, self._before.done
        written = done.pages + done.failed - before.pages - before.failed
        return written >= self._plan.part_pages

    def add(self, batch: Batch, outcome: Outcome) -> None:
        """Write what became of a batch."""
        if any(outcome.pieces):
            if self._rows is None:
                self._place = batch.place
                self._rows = Shard(self._plan.folder / self._plan.part(self._number, batch))
            self._rows.write(*outcome.pieces)
        for line in error_lines(batch, outcome):
            if self._errors is None:
                suffix = stem(self._plan.errors.name)[1] if self._plan.errors else ""
                name = f"{ERRORS}{len(self._now.errors):05}{suffix}"
                self._errors = Shard(self._plan.folder / name)
            self._errors.write(line)
        self._now = replace(
            self._now,
            # A batch without records stands for the end of its input.
            place=batch.place + (not batch.length),
            first=batch.first + batch.length if batch.length else 0,
            done=self._now.done.plus(Done.of(batch, outcome)),
        )

    def finish(self) -> Manifest:
        """Give the files their names, and say in the manifest that they are there."""
        now = self._now
        if self._errors:
            now = replace(now, errors=(*now.errors, self._named(self._errors)))
        if self._rows:
            now = replace(now, parts=(*now.parts, self._named(self._rows)))
        self._rows = self._errors = None
        now.write(self._plan.manifest)
        return now

    def _named(self, shard: Shard) -> str:
        """Give a file its name, and return it."""
        shard.finish()
        return shard.path.relative_to(self._plan.folder).as_posix()

    def drop(self) -> None:
        """Leave what is not finished."""
        for shard in (self._rows, self._errors):
            if shard is not None:
                shard.drop()
