"""A run: inputs through the workers to parts, and the parts to the output.

Parts of some thousand pages are the unit of what is done: a part is written aside, gets its
name, and the manifest says so. So a run that is killed at any moment goes on behind the last
part that the manifest names, and gives the same output as one that was not.
"""

from __future__ import annotations

import os
import shutil
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final, Protocol

from cleaner.batch.learning import Learn, write_sites
from cleaner.batch.manifest import (
    ERRORS,
    NAME,
    PART,
    SITES,
    Done,
    Manifest,
    read_manifest,
    tidy,
)
from cleaner.batch.readers import Reading, read_batches
from cleaner.batch.recent import RecentSites
from cleaner.batch.records import Batch, Outcome
from cleaner.batch.site_file import SiteFile
from cleaner.batch.sources import Input, RunError
from cleaner.batch.work import Work
from cleaner.batch.workers import Workers
from cleaner.batch.writers import ASIDE, Shard, merge

PART_PAGES: Final = 20_000
"""Records of a part: some minutes of work, which is what a kill costs at most."""


class Told(Protocol):
    """Is told of each batch that is done."""

    def learnt(self, batch: Batch, pages: int) -> None:
        """In the first pass: how many pages of the batch were learnt from."""

    def told(self, batch: Batch, done: Done) -> None:
        """In the second or only pass."""


class WriteError(RunError):
    """The output could not be written, though all that was asked for is possible."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a run needs to know."""

    inputs: tuple[Input, ...]
    reading: Reading
    work: Work
    output: Path | None
    """A file, or a folder for several; None is standard output."""
    suffix: str | None
    """The suffix of the parts in a folder; None if the output is one file."""
    errors: Path | None
    """Where records go that could not be cleaned."""
    settings: dict[str, Any]
    """What must not change when the run goes on."""
    sites: bool = False
    """Whether a first pass learns what repeats across the pages of each host."""
    workers: int = 1
    timeout: float = 60
    resume: bool = False
    part_pages: int = PART_PAGES

    @property
    def folder(self) -> Path:
        """Where the parts are written."""
        assert self.output is not None
        return self.output if self.suffix else self.output.with_name(f"{self.output.name}.parts")

    def part(self, number: int, batch: Batch) -> str:
        """The name of a part, which begins with a batch."""
        if self.work.form == "dolma":  # files of attributes go with those of documents
            return _names(self.inputs)[batch.place]
        name = self.output.name if self.output else ""
        return f"{PART}{number:05}{self.suffix or name[name.index('.') :]}"


def run(plan: Plan, told: Told) -> Done:
    """Do what is planned.

    Returns:
        What was done, with what was done before the run was resumed.

    Raises:
        RunError: if what is there does not go with what is asked for.
        WriteError: if the output can't be written; the run can be resumed.
    """
    try:
        if plan.output is None:
            return _stream(plan, told, sys.stdout.buffer)
        manifest = _begun(plan)
        tidy(plan.folder, manifest)
        if not manifest.finished:
            plan.folder.mkdir(parents=True, exist_ok=True)
            manifest = _written(plan, manifest, told)
            _finish(plan, manifest)
    except BrokenPipeError:
        raise
    except OSError as error:
        place = error.filename or plan.output or "standard output"
        kept = "; what is done is kept, --resume goes on" if plan.output else ""
        said = error.strerror or error
        raise WriteError(f"{place}: {said}: expected to write there{kept}") from error
    return manifest.done


def _begun(plan: Plan) -> Manifest:
    """Return where the run stands, before anything is changed."""
    output, new = plan.output, Manifest(plan.settings)
    assert output is not None
    if plan.suffix is None and output.exists():
        if plan.resume and output.is_file():
            done = read_manifest(plan.folder)
            shutil.rmtree(plan.folder, ignore_errors=True)
            return replace(done or new, finished=True)
        raise RunError(f"{output}: exists already: expected a name that is free")
    manifest = read_manifest(plan.folder)
    if manifest is None:
        there = plan.folder.is_dir() and [path.name for path in plan.folder.iterdir()]
        if plan.folder.exists() and (there is False or set(there) - {f"{NAME}{ASIDE}"}):
            raise RunError(f"{plan.folder}: exists already: expected a name that is free")
        return new
    if not plan.resume:
        raise RunError(f"{plan.folder}: holds a run: expected --resume to go on, or another name")
    return manifest.begun_with(plan.settings)


def _written(plan: Plan, manifest: Manifest, told: Told) -> Manifest:
    """Write all parts that there are not yet."""
    batches = read_batches(plan.inputs, plan.reading, manifest.place, manifest.first)
    work, batches, schema = _with_schema(plan.work, batches, manifest.schema)
    manifest = replace(manifest, schema=schema)
    manifest.write(plan.folder)
    try:
        work = _with_sites(plan, work, plan.folder, told)
    except RunError:
        if not manifest.parts:
            shutil.rmtree(plan.folder)  # there is nothing to go on with
        raise
    part = _Part(plan, manifest)
    try:
        with Workers(work, plan.workers, plan.timeout) as workers:
            for batch, outcome in workers.outcomes(batches):
                if part.ends_before(batch):
                    part = _Part(plan, part.finish())
                part.add(batch, outcome)
                told.told(batch, Done.of(batch, outcome))
        return part.finish()
    finally:
        part.drop()


def _with_schema(
    work: Work, batches: Iterator[Batch], known: str | None
) -> tuple[Work, Iterator[Batch], str | None]:
    """Find the schema that Parquet needs, by the first records."""
    if work.form != "parquet":
        return work, batches, None
    if known is None:
        from cleaner.batch.tables import schema_of

        before = []
        for batch in batches:
            before.append(batch)
            if batch.length:
                known = b64encode(schema_of(batch)).decode()
                break
        batches = chain(before, batches)
    return replace(work, schema=b64decode(known or "")), batches, known


def _with_sites(plan: Plan, work: Work, folder: Path, told: Told) -> Work:
    """Do the first pass, if one is asked for and was not done before."""
    if not plan.sites:
        return work
    path = folder / SITES
    if not path.exists():
        with Workers(Learn(work.cleaner), plan.workers, plan.timeout) as workers:
            outcomes = workers.outcomes(read_batches(plan.inputs, plan.reading))
            write_sites(outcomes, path, told.learnt)
    return replace(work, sites=RecentSites(SiteFile(path)))


class _Part:
    """What is written between two states of the manifest."""

    def __init__(self, plan: Plan, manifest: Manifest) -> None:
        self._plan, self._before, self._now = plan, manifest, manifest
        self._number, self._place = len(manifest.parts), 0
        self._rows: Shard | None = None
        self._errors: Shard | None = None

    def ends_before(self, batch: Batch) -> bool:
        """Say whether a batch belongs into the next part."""
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
            for piece in outcome.pieces:
                self._rows.write(piece)
        for line in outcome.errors:
            if self._errors is None:
                self._errors = Shard(self._plan.folder / f"{ERRORS}{len(self._now.errors):05}")
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
        folder = self._plan.folder
        for shard in (self._errors, self._rows):
            if shard is not None:
                shard.finish()
                name = shard.path.relative_to(folder).as_posix()
                if shard is self._errors:
                    self._now = replace(self._now, errors=(*self._now.errors, name))
                else:
                    self._now = replace(self._now, parts=(*self._now.parts, name))
        self._rows = self._errors = None
        self._now.write(folder)
        return self._now

    def drop(self) -> None:
        """Leave what is not finished."""
        for shard in (self._rows, self._errors):
            if shard is not None:
                shard.drop()


def _finish(plan: Plan, manifest: Manifest) -> None:
    """Make the output of the parts, in such an order that it can be done again."""
    assert plan.output is not None
    if manifest.errors and plan.errors:
        plan.errors.parent.mkdir(parents=True, exist_ok=True)
        merge([plan.folder / name for name in manifest.errors], plan.errors)
    if plan.suffix is None:
        merge([plan.folder / name for name in manifest.parts], plan.output)
        (plan.folder / NAME).unlink(missing_ok=True)  # first: it names the other files
        shutil.rmtree(plan.folder)
        return
    manifest = replace(manifest, errors=(), finished=True)
    manifest.write(plan.folder)
    tidy(plan.folder, manifest)


def _stream(plan: Plan, told: Told, output: BinaryIO) -> Done:
    """Write to standard output as results come."""
    batches = read_batches(plan.inputs, plan.reading)
    done = Done()
    with ExitStack() as files:
        aside = files.enter_context(TemporaryDirectory(prefix="cleaner-"))
        work = _with_sites(plan, plan.work, Path(aside), told)
        errors = files.enter_context(plan.errors.open("wb")) if plan.errors else None
        with Workers(work, plan.workers, plan.timeout) as workers:
            for batch, outcome in workers.outcomes(batches):
                for piece in outcome.pieces:
                    output.write(piece)
                if errors:
                    errors.writelines(outcome.errors)
                step = Done.of(batch, outcome)
                done = done.plus(step)
                told.told(batch, step)
        output.flush()
    return done


def _names(inputs: tuple[Input, ...]) -> list[str]:
    """Return the inputs' names below the folder that they share.

    >>> _names(tuple(Input("jsonl", (path,), 0) for path in ("d/a/1.jsonl", "d/b/1.jsonl")))
    ['a/1.jsonl', 'b/1.jsonl']
    """
    paths = [source.paths[0] for source in inputs]
    shared = os.path.commonpath([os.path.dirname(path) for path in paths])  # noqa: PTH120
    return [os.path.relpath(path, shared or ".").replace(os.sep, "/") for path in paths]
