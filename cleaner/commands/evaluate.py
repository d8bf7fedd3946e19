"""``cleaner evaluate``: how well pages are cleaned, against what is known to be right."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.commands.arguments import UsageError, add_settings, cleaner_of

if TYPE_CHECKING:
    from cleaner.datasets import Page

GROUPS: Final = ("type", "domain", "language", "data")
"""What pages can be grouped by."""

_TOLD_BY_DATA: Final = ("kind", "url", "encoding")
"""Settings that the pages bring along."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    evaluate = commands.add_parser(
        "evaluate",
        help="measure on labelled pages, beside other extractors",
        description="Measure how well labelled pages are cleaned. Figures are honest only for "
        "pages that the model has not learnt from.",
    )
    add = evaluate.add_argument
    add("data", nargs="+", metavar="DATA", help="a data set: a file or folder of a known layout")
    add("--format", metavar="NAME", help="the layout of the data (default: look and decide)")
    add(
        "--malformed",
        choices=("refuse", "skip"),
        default="refuse",
        help="what to do with a record that is no labelled page (default: refuse)",
    )
    add(
        "--peers",
        type=lambda value: [name.strip() for name in value.split(",") if name.strip()],
        default=[],
        metavar="NAMES",
        help="extractors to run beside ours, by commas: trafilatura, resiliparse, justext, "
        "readability, trafilatura-without-comments; jusText by English stop words",
    )
    add("--sample", type=_count, metavar="N", help="take N pages of each data set by chance")
    add("--group", choices=GROUPS, default="type", help="what pages are grouped by")
    add("--json", metavar="FILE", help="write the figures as JSON; - writes them instead of tables")
    add("--report", metavar="FILE", help="write a page with plots and the worst pages as HTML")
    add("--no-rouge", action="store_true", help="leave out ROUGE-L, which takes longest")
    add_settings(evaluate)
    evaluate.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    for name in _TOLD_BY_DATA:
        if getattr(arguments, name) is not None:
            raise UsageError(f"--{name}: the data say this of each page")
    for file in (arguments.report, None if arguments.json == "-" else arguments.json):
        if file and not Path(file).absolute().parent.is_dir():
            raise UsageError(f"{file}: expected a file in a folder that exists")
    from cleaner.datasets import DataError
    from cleaner.evaluation.evaluate import evaluate
    from cleaner.evaluation.peers import peers
    from cleaner.evaluation.summary import summary

    cleaner = cleaner_of(arguments)
    try:
        if arguments.report:
            from cleaner.evaluation.report import template

            template()
        found, missing = peers(arguments.peers)
        evaluation = evaluate(
            _pages(arguments),
            cleaner,
            found,
            group=lambda data, page: data if arguments.group == "data" else _group(page, arguments),
            missing=missing,
            rouge=not arguments.no_rouge,
        )
        if not evaluation.rows:
            raise UsageError(f"{', '.join(arguments.data)}: expected labelled pages, got none")
        figures = summary(evaluation)
        if arguments.json and arguments.json != "-":
            Path(arguments.json).write_text(_as_json(figures), "utf-8", "backslashreplace")
        if arguments.report:
            from cleaner.evaluation.report import report

            title = f"cleaner evaluate {' '.join(arguments.data)}"
            page = report(evaluation, figures, title)
            Path(arguments.report).write_text(page, "utf-8", "backslashreplace")
    except (DataError, ImportError, ValueError) as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        told = f"{error.filename}: {error.strerror}: expected a data set, and files to write to"
        raise UsageError(told) from error
    if arguments.json == "-":
        sys.stdout.write(_as_json(figures))
        return
    from cleaner.evaluation.table import print_table
    from cleaner.screen import console

    print_table(console(), figures)


def _pages(arguments: argparse.Namespace) -> Iterator[tuple[str, Page]]:
    """The pages of all data sets, or samples of them, with a bar that shows how far we are."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from cleaner.datasets import read, sample

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )
    with bar:
        for data in arguments.data:
            pages = read(data, arguments.format, arguments.malformed)
            task = bar.add_task(data, total=None)
            if arguments.sample:
                drawn = sample(pages, arguments.sample)
                bar.update(task, total=len(drawn))
                pages = iter(drawn)
            for page in pages:
                yield data, page
                bar.advance(task)


def _group(page: Page, arguments: argparse.Namespace) -> str | None:
    value: str | None = getattr(page, arguments.group)
    return value


def _as_json(figures: object) -> str:
    return json.dumps(figures, ensure_ascii=False, indent=1) + "\n"


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number above 0, got {value!r}")
    return int(value)
