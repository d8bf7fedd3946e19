"""``cleaner run``: files of many pages, in several processes, to files of results."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.commands.arguments import (
    SETTINGS,
    UsageError,
    add_settings,
    check_folder,
    cleaner_of,
    seconds,
    whole_number,
)

if TYPE_CHECKING:
    from cleaner.batch.columns import Columns
    from cleaner.batch.plan import Plan
    from cleaner.batch.sources import Input

FORMATS: Final = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet", "dolma")
"""What results are written as."""

LOST, STOPPED = 1, 3
"""Exit codes: something could not be read or cleaned; the output could not be written."""

_SUFFIXES: Final = (
    ".jsonl", ".ndjson", ".json", *(f".jsonl{end}" for end in (".gz", ".zst", ".xz", ".bz2")),
    ".json.gz", ".json.zst", ".parquet", ".pq",
)  # fmt: skip
"""What the names of single files of results end with."""

PINNED: Final = (
    *SETTINGS, "site", "kind", "text_field", "html_field", "id_field", "url_field", "keep_pages",
    "sites",
)  # fmt: skip
"""Arguments that change rows: a run that goes on must have those that it was begun with."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    run = commands.add_parser(
        "run",
        help="clean files of many pages, in several processes",
        description="Clean the pages of files: text, HTML, JSONL (.gz, .zst, .xz), Parquet, WARC "
        "and WET, in folders, globs and URLs. Memory does not depend on their size. A run that "
        "was killed goes on with --resume.",
        epilog=f"Exit codes: 0: all is done; {LOST}: it is done, but pages or inputs could not "
        f"be read or cleaned; 2: wrong arguments; {STOPPED}: the output could not be written.",
    )
    option = run.add_argument
    option("inputs", nargs="+", metavar="INPUT", help="a file, folder, glob or URL; - is standard "
           "input")  # fmt: skip
    option(
        "-o", "--output", required=True,
        help="a file (.jsonl, .jsonl.gz, .jsonl.zst, .parquet), or a folder for several; - is "
        "standard output",
    )  # fmt: skip
    option("--format", choices=FORMATS, help="what is written into a folder (default: jsonl); "
           "dolma: files of attributes beside JSONL documents")  # fmt: skip
    option("--text-field", metavar="NAME", help="the field or column with pages of text")
    option("--html-field", metavar="NAME", help="the one with HTML (default: html, where there "
           "is none text)")  # fmt: skip
    option("--id-field", default="id", metavar="NAME", help="the one with the id (default: id)")
    option("--url-field", default="url", metavar="NAME", help="the one with the page's address "
           "(default: url)")  # fmt: skip
    option("--keep-pages", action="store_true", help="write the pages too, not only the results")
    option("--errors", type=Path, metavar="FILE", help="records that could not be cleaned, with "
           "the reason, as JSONL (default: OUTPUT.errors.jsonl; of standard output, the reasons "
           "alone on standard error)")  # fmt: skip
    option("--sites", action="store_true", help="read the inputs twice: learn what repeats across "
           "the pages of each host, then clean each page with it")  # fmt: skip
    option("--workers", type=whole_number, metavar="N", help="processes (default: one per "
           "processor)")  # fmt: skip
    option("--batch-size", type=whole_number, default=256, metavar="N", help="pages that a worker "
           "gets at once, at most (default: 256)")  # fmt: skip
    option("--timeout", type=seconds, default=60.0, metavar="SECONDS", help="what a batch may "
           "take, and each of its pages when they are tried again alone (default: 60)")  # fmt: skip
    option("--part-size", type=whole_number, metavar="N", help="pages after which results get "
           "their name and the run can be resumed (default: 20000)")  # fmt: skip
    option("--resume", action="store_true", help="go on where a run with these arguments ended")
    option("--quiet", action="store_true", help="show only what goes wrong")
    add_settings(run)
    run.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    for library in ("OPENBLAS", "OMP", "MKL"):  # a thread a worker: they share the processors
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    from cleaner.batch.progress import Progress, say, summary
    from cleaner.batch.run import WriteError, run
    from cleaner.batch.sources import RunError

    try:
        plan = _plan(arguments)
        progress = Progress(sum(source.size for source in plan.inputs), arguments.quiet)
        with progress.shown():
            done = run(plan, progress)
    except WriteError as error:
        say(str(error))
        return STOPPED
    except KeyboardInterrupt:
        to_file = arguments.output != "-"
        say("interrupted" + ("; what is done is kept, --resume goes on" if to_file else ""))
        raise
    except RunError as error:
        raise UsageError(str(error)) from error
    if not arguments.quiet:
        if progress.done.pages:
            say(progress.line())
        print(summary(done), file=sys.stderr)
    if done.failed:
        where = f": see {plan.errors}" if plan.errors else ": --errors FILE writes them to a file"
        say(f"{done.failed:,} records could not be cleaned{where}")
    return LOST if done.failed or done.problems else 0


def _plan(arguments: argparse.Namespace) -> Plan:
    """Make a plan of the arguments."""
    from cleaner.batch.plan import PART_PAGES, Plan
    from cleaner.batch.progress import say
    from cleaner.batch.readers import Reading
    from cleaner.batch.sources import find_inputs, fingerprint, passed_over
    from cleaner.batch.work import Work

    cleaner = cleaner_of(arguments)
    _check(arguments)
    output = None if arguments.output == "-" else Path(arguments.output)
    form, suffix = _form(output, arguments.format)
    found = find_inputs(arguments.inputs)
    if found.ignored and not arguments.quiet:
        say(f"{passed_over(found)} (a file or glob that is named itself is read)")
    _check_inputs(arguments, form, found.inputs)
    errors = arguments.errors
    if errors is None and output is not None:
        errors = output.with_name(f"{output.name}.errors.jsonl")
    settings = {name: getattr(arguments, name) for name in PINNED}
    settings |= {"format": [form, suffix], "inputs": fingerprint(found.inputs)}
    return Plan(
        inputs=found.inputs,
        reading=Reading(_columns(arguments), arguments.kind, arguments.batch_size),
        work=Work(cleaner, form, arguments.id_field),
        output=output,
        suffix=suffix,
        errors=errors,
        settings=json.loads(json.dumps(settings)),  # as a manifest gives them back
        sites=arguments.sites,
        workers=arguments.workers or _processors(),
        timeout=arguments.timeout,
        resume=arguments.resume,
        part_pages=arguments.part_size or PART_PAGES,
    )


def _check(arguments: argparse.Namespace) -> None:
    """Refuse arguments that can't be, before anything is read."""
    if "://" in arguments.output:
        raise UsageError(f"{arguments.output}: expected a path: results go to local files")
    if arguments.output != "-":
        output = Path(arguments.output)
        if output.exists() and not output.is_file() and not output.is_dir():
            raise UsageError(f"-o {output}: expected a file or a folder; - is standard output")
        check_folder(arguments.output, output.name.lower().endswith(_SUFFIXES), ".jsonl, .parquet")
    if arguments.sites and arguments.site:
        raise UsageError("--sites and --site: expected one of them")


def _check_inputs(arguments: argparse.Namespace, form: str, inputs: tuple[Input, ...]) -> None:
    """Refuse inputs that can't be read in the way that was asked for."""
    from cleaner.batch.plan import document_names

    if form == "dolma" and any(source.kind != "jsonl" for source in inputs):
        raise UsageError("--format dolma: expected JSONL documents alone")
    if form == "dolma" and arguments.output != "-":
        document_names(inputs)
    if arguments.sites and any("-" in source.paths for source in inputs):
        raise UsageError("--sites: expected inputs that can be read twice, not standard input")


def _form(output: Path | None, told: str | None) -> tuple[Any, str | None]:
    """Return the format, and the suffix of parts; None if there is one file."""
    if output is None:
        if told not in (None, "jsonl"):
            raise UsageError(f"--format {told}: expected a file or folder, not standard output")
        return "jsonl", None
    name = output.name.lower()
    if name.endswith(_SUFFIXES) and not output.is_dir():
        form = "parquet" if name.endswith((".parquet", ".pq")) else "jsonl"
        if told and not f".{told}".startswith(f".{form}"):
            raise UsageError(f"--format {told}: expected another name than {output}")
        return form, None
    told = told or "jsonl"
    return told.partition(".")[0], f".{told}"


def _columns(arguments: argparse.Namespace) -> Columns:
    from cleaner.batch.columns import Columns

    text, html = arguments.text_field, arguments.html_field
    if text is None and html is None:
        text, html = "text", "html"
    return Columns(text, html, arguments.url_field, None, arguments.keep_pages)


def _processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
