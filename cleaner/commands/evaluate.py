"""``cleaner evaluate``: how well pages are cleaned, against what is known to be right."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.commands.arguments import UsageError, add_settings, cleaner_of, whole_number
from cleaner.commands.data import add_data, labelled, refuse_told

if TYPE_CHECKING:
    from cleaner.datasets import Page

GROUPS: Final = ("type", "domain", "language", "data")
"""What pages can be grouped by."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    evaluate = commands.add_parser(
        "evaluate",
        help="measure on labelled pages, beside other extractors",
        description="Measure how well labelled pages are cleaned. Figures are honest only for "
        "pages that the model has not learnt from.",
    )
    add_data(evaluate)
    add = evaluate.add_argument
    add(
        "--peers",
        type=lambda value: [name.strip() for name in value.split(",") if name.strip()],
        default=[],
        metavar="NAMES",
        help="extractors to run beside ours, by commas: trafilatura, resiliparse, justext, "
        "readability, trafilatura-without-comments; jusText by English stop words",
    )
    add("--sample", type=whole_number, metavar="N", help="take N pages of each data set by chance")
    add("--group", choices=GROUPS, default="type", help="what pages are grouped by")
    add("--json", metavar="FILE", help="write the figures as JSON; - writes them instead of tables")
    add("--report", metavar="FILE", help="write a page with plots and the worst pages as HTML")
    add("--no-rouge", action="store_true", help="leave out ROUGE-L, which takes longest")
    add_settings(evaluate)
    evaluate.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    refuse_told(arguments)
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
            labelled(arguments, arguments.sample),
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


def _group(page: Page, arguments: argparse.Namespace) -> str | None:
    value: str | None = getattr(page, arguments.group)
    return value


def _as_json(figures: object) -> str:
    return json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
