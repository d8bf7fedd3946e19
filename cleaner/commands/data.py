"""Labelled pages as arguments: the data sets that a command reads, with a bar of its progress."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cleaner.commands.arguments import UsageError

if TYPE_CHECKING:
    from rich.progress import Progress

    from cleaner.datasets import Page

_TOLD_BY_DATA: Final = ("kind", "url", "encoding")
"""Settings that the pages bring along."""


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add the data sets and how they are read."""
    add = parser.add_argument
    add("data", nargs="+", metavar="DATA", help="a data set: a file or folder of a known layout")
    add("--format", metavar="NAME", help="the layout of the data (default: look and decide)")
    add(
        "--malformed",
        choices=("refuse", "skip"),
        default="refuse",
        help="what to do with a record that is no labelled page (default: refuse)",
    )


def refuse_told(arguments: argparse.Namespace) -> None:
    """Refuse settings that the data say of each page."""
    for name in _TOLD_BY_DATA:
        if getattr(arguments, name) is not None:
            raise UsageError(f"--{name}: the data say this of each page")


def progress() -> Progress:
    """A bar on standard error, on a terminal only."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )


def labelled(arguments: argparse.Namespace, drawn: int | None = None) -> Iterator[tuple[str, Page]]:
    """The labelled pages of the data sets, with their names; a bar shows how far we are.

    ``drawn``: how many pages of each data set to take by chance; None: all.
    """
    from cleaner.datasets import read, sample

    with progress() as bar:
        for data in arguments.data:
            pages = read(data, arguments.format, arguments.malformed)
            task = bar.add_task(data, total=None)
            if drawn:
                chosen = sample(pages, drawn)
                bar.update(task, total=len(chosen))
                pages = iter(chosen)
            for page in pages:
                yield data, page
                bar.advance(task)
