"""``cleaner show``: pages in the terminal, with what is kept and what is dropped."""

from __future__ import annotations

import argparse

from cleaner.commands.arguments import add_pages, results


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    show = commands.add_parser(
        "show",
        help="show pages in the terminal, kept and dropped",
        description="Show pages with what is kept plain and what is dropped dimmed, its label "
        "in the margin. A + marks a span that goes on in the line of the one before.",
    )
    add_pages(show)
    show.add_argument("--why", action="store_true", help="show the reasons below each span")
    show.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    from cleaner.screen import show

    show(results(arguments), named=len(arguments.files) > 1, why=arguments.why)
