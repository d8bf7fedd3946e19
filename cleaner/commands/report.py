"""``cleaner report``: pages that show what was kept, what was dropped and why, to look at and
to correct.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.commands.arguments import (
    UsageError,
    add_settings,
    check_folder,
    cleaner_of,
    files_of,
    results,
)

if TYPE_CHECKING:
    from cleaner.datasets import Page
    from cleaner.result import Result


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    report = commands.add_parser(
        "report",
        help="write web pages that show what was kept, what was dropped and why",
        description="Write a self-contained web page that shows a page's source, its clean text "
        "and how it renders, says why each piece was kept or dropped, and lets one correct the "
        "labels and download them for training. Of several pages, or with --data, write a folder "
        "with an index, worst pages first. Needs the extra 'report'.",
    )
    report.add_argument("files", nargs="*", metavar="FILE", help="a page, or a folder: all "
                        "files in it are pages; - is standard input")  # fmt: skip
    report.add_argument(
        "--data",
        action="append",
        default=[],
        metavar="DATA",
        help="a data set of labelled pages, which are scored against their labels (repeatable)",
    )
    report.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="OUT",
        help="of one page the file to write, as in report.html; of several a folder",
    )
    add_settings(report)
    report.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    if not arguments.files and not arguments.data:
        raise UsageError("expected a page or --data")
    output = Path(arguments.output)
    if output.exists() and not output.is_dir() and not _is_page(output):
        raise UsageError(f"-o {output}: expected a folder, or a file that ends in .html")
    check_folder(arguments.output, _is_page(output), ".html")
    arguments.files = [name for given in arguments.files for name in files_of(given)]
    refused: list[UsageError] = []
    is_file = _is_page(output) and not output.is_dir()
    if is_file and (arguments.data or len(arguments.files) > 1):
        raise UsageError(f"-o {output}: expected a folder, as there are several pages")
    try:
        if is_file:
            name, result = next(results(arguments))
            output.write_text(result.to_report(name), "utf-8")
        else:
            from cleaner.report import write_folder

            write_folder(_watched(_pages(arguments, refused), arguments), output)
    except ImportError as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        raise UsageError(f"{error.filename or output}: {error.strerror or error}") from error
    for refusal in refused:
        raise refusal


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in (".html", ".htm")


def _pages(
    arguments: argparse.Namespace, refused: list[UsageError]
) -> Iterator[tuple[str, Result, Page | None]]:
    """Clean the files, then the pages of the data sets; what was left out waits for the index."""
    cleaned = 0
    try:
        for name, result in results(arguments):
            cleaned += 1
            yield name, result, None
    except UsageError as refusal:
        if not cleaned and not arguments.data:
            raise
        refused.append(refusal)
    if arguments.data:
        from cleaner.datasets import DataError, read

        cleaner = cleaner_of(arguments)
        for data in arguments.data:
            try:
                for page in read(data):
                    yield page.id, cleaner.clean(page.source, arguments.kind or page.kind), page
            except DataError as error:
                raise UsageError(str(error)) from error


def _watched(
    pages: Iterator[tuple[str, Result, Page | None]], arguments: argparse.Namespace
) -> Iterator[tuple[str, Result, Page | None]]:
    """Show on a terminal how far it is."""
    if not sys.stderr.isatty():
        yield from pages
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        total = None if arguments.data else len(arguments.files)
        yield from progress.track(pages, total=total, description="pages")
