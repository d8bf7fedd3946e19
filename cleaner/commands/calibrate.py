"""``cleaner calibrate``: which setting of the dial loses no more of the article than wanted."""

from __future__ import annotations

import argparse

from cleaner.commands.arguments import UsageError, add_settings, cleaner_of, share
from cleaner.commands.data import add_data, labelled, progress, refuse_told


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    calibrate = commands.add_parser(
        "calibrate",
        help="find the dial that loses no more than you want",
        description="Find the setting of --recall that loses no more of the article, on the "
        "mean over labelled pages, than a share that you name.",
    )
    add_data(calibrate)
    calibrate.add_argument(
        "--lost",
        type=share,
        default=0.02,
        metavar="0..1",
        help="the share of the article's words that may be lost (default: 0.02)",
    )
    add_settings(calibrate)
    calibrate.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    refuse_told(arguments)
    if arguments.recall is not None or arguments.precision is not None:
        raise UsageError("--recall: this is what calibrate finds")
    cleaner = cleaner_of(arguments)
    from rich.table import Table

    from cleaner.datasets import DataError
    from cleaner.evaluation.dial import DIALS, choose_dial
    from cleaner.screen import console

    try:
        pages = [page for _, page in labelled(arguments)]
        with progress() as bar:
            task = bar.add_task("calibrate", total=len(DIALS))
            choice = choose_dial(pages, cleaner, arguments.lost, lambda _: bar.advance(task))
    except DataError as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}: expected a data set") from error
    if not choice.settings[0].lost.value >= 0:
        raise UsageError(
            f"{', '.join(arguments.data)}: expected pages with their main content or gold spans"
        )
    table = Table("recall", "article lost", "95 % interval", "word-F1")
    for setting in choice.settings:
        lost = setting.lost
        mark = "bold" if setting is choice.chosen else ""
        table.add_row(
            f"{setting.recall:g}", f"{lost.value:.4f}", f"{lost.low:.4f} to {lost.high:.4f}",
            f"{setting.f1.value:.4f}", style=mark,
        )  # fmt: skip
    screen = console()
    screen.print(table)
    if choice.chosen is None:
        screen.print(f"No setting loses {arguments.lost:g} or less.", highlight=False)
        return 1
    screen.print(f"--recall {choice.chosen.recall:g}", style="bold", highlight=False)
    if choice.elsewhere is not None:
        screen.print(
            f"On pages that had no part in choosing it loses {choice.elsewhere:.4f}.",
            highlight=False,
        )
    return 0
