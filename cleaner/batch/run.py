"""A run: inputs through the workers to parts, and the parts to the output.

Parts of some thousand pages are the unit of what is done: a part is written aside, gets its
name, and the manifest says so. So a run that is killed at any moment goes on behind the last
part that the manifest names, and gives the same output as one that was not.
"""

from __future__ import annotations

import shutil
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from cleaner.batch.compression import compressed
from cleaner.batch.errors import error_lines, in_words
from cleaner.batch.learning import Learn, write_sites
from cleaner.batch.manifest import (
    NAME,
    SITES,
    Done,
    Manifest,
    read_manifest,
    tidy,
)
from cleaner.batch.part import Part
from cleaner.batch.plan import Plan
from cleaner.batch.progress import Progress, say
from cleaner.batch.readers import read_batches
from cleaner.batch.recent import RecentSites
from cleaner.batch.site_file import SiteFile
from cleaner.batch.sources import RunError
from cleaner.batch.work import Work
from cleaner.batch.workers import Workers
from cleaner.batch.writers import ASIDE, align, merge


class WriteError(RunError):
    """The output could not be written, though all that was asked for is possible."""


def run(plan: Plan, told: Progress) -> Done:
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
            if not manifest.complete:
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
    output, manifest = plan.output, read_manifest(plan.manifest)
    assert output is not None
    made = plan.resume and manifest is not None and manifest.complete  # of the parts
    if plan.suffix is None and output.exists() and not made:
        return _finished(plan, output)
    if manifest is None:
        there = plan.folder.is_dir() and [path.name for path in plan.folder.iterdir()]
        if plan.folder.exists() and (there is False or set(there) - {f"{NAME}{ASIDE}"}):
            raise RunError(f"{plan.folder}: exists already: expected a name that is free")
        return Manifest(plan.settings)
    if not plan.resume:
        raise RunError(f"{plan.folder}: holds a run: expected --resume to go on, or another name")
    return manifest.begun_with(plan.settings)


def _finished(plan: Plan, output: Path) -> Manifest:
    """Return where a run stands whose output is there. Raises RunError if it is not of this run."""
    if not plan.resume:
        raise RunError(f"{output}: exists already: expected a name that is free")
    manifest = read_manifest(plan.proof)
    if manifest is None or manifest.size != output.stat().st_size:
        raise RunError(
            f"{output}: exists already, and {plan.proof} does not say that this run wrote it: "
            "expected a name that is free"
        )
    manifest = manifest.begun_with(plan.settings)
    shutil.rmtree(plan.folder, ignore_errors=True)  # what a kill at the very end has left
    return manifest


def _written(plan: Plan, manifest: Manifest, told: Progress) -> Manifest:
    """Write all parts that there are not yet."""
    batches = read_batches(plan.inputs, plan.reading, manifest.place, manifest.first)
    manifest.write(plan.manifest)
    try:
        work = _with_sites(plan, plan.work, plan.folder, told)
    except RunError:
        if not manifest.parts:
            shutil.rmtree(plan.folder)  # there is nothing to go on with
        raise
    part = Part(plan, manifest)
    try:
        with Workers(work, plan.workers, plan.timeout) as workers:
            for batch, outcome in workers.outcomes(batches):
                if part.ends_before(batch, outcome):
                    part = Part(plan, part.finish())
                part.add(batch, outcome)
                told.told(batch, Done.of(batch, outcome))
        return part.finish()
    finally:
        part.drop()


def _with_sites(plan: Plan, work: Work, folder: Path, told: Progress) -> Work:
    """Do the first pass, if one is asked for and was not done before."""
    if not plan.sites:
        return work
    path = folder / SITES
    if not path.exists():
        with Workers(Learn(work.cleaner), plan.workers, plan.timeout) as workers:
            outcomes = workers.outcomes(read_batches(plan.inputs, plan.reading))
            write_sites(outcomes, path, told.learnt)
    return replace(work, sites=RecentSites(SiteFile(path)))


def _finish(plan: Plan, manifest: Manifest) -> None:
    """Make the output of the parts, in such an order that it can be done again."""
    assert plan.output is not None
    manifest = replace(manifest, complete=True)
    manifest.write(plan.manifest)
    if plan.errors and manifest.errors:
        plan.errors.parent.mkdir(parents=True, exist_ok=True)
        merge([plan.folder / name for name in manifest.errors], plan.errors)
    elif plan.errors:
        plan.errors.unlink(missing_ok=True)  # those of a run before
    if plan.suffix is None:
        merge([plan.folder / name for name in manifest.parts], plan.output)
        size = plan.output.stat().st_size
        replace(manifest, parts=(), errors=(), finished=True, size=size).write(plan.proof)
        plan.manifest.unlink()  # first: it names the other files
        shutil.rmtree(plan.folder)
        return
    if plan.work.form == "parquet":
        align([plan.folder / name for name in manifest.parts])
    manifest = replace(manifest, errors=(), finished=True)
    manifest.write(plan.manifest)
    tidy(plan.folder, manifest)


def _stream(plan: Plan, told: Progress, output: BinaryIO) -> Done:
    """Write to standard output as results come."""
    batches = read_batches(plan.inputs, plan.reading)
    done = Done()
    with ExitStack() as files:
        aside = files.enter_context(TemporaryDirectory(prefix="cleaner-"))
        work = _with_sites(plan, plan.work, Path(aside), told)
        errors = None
        if plan.errors:
            file = files.enter_context(plan.errors.open("wb"))
            errors = files.enter_context(compressed(file, plan.errors.name))
        with Workers(work, plan.workers, plan.timeout) as workers:
            for batch, outcome in workers.outcomes(batches):
                for piece in outcome.pieces:
                    output.write(piece)
                if errors:
                    for error in error_lines(batch, outcome):
                        errors.write(error)
                else:
                    for error in outcome.errors:
                        say(in_words(error))  # it is told nowhere else
                step = Done.of(batch, outcome)
                done = done.plus(step)
                told.told(batch, step)
        output.flush()
    return done
