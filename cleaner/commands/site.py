"""``cleaner site``: learn what repeats across the pages of a site, and show it."""

from __future__ import annotations

import argparse
from typing import Final

from cleaner.commands.arguments import (
    UsageError,
    as_json,
    files_of,
    read,
    read_site,
    whole_number,
)
from cleaner.labels import LABELS

_PAGES_WIDTH: Final = len("128 of 128")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    site = commands.add_parser(
        "site",
        help="learn what repeats across a site's pages, and show it",
        description="Learn what repeats across the pages of a site, for the --site of the "
        "other commands, and show it.",
    )
    verbs = site.add_subparsers(metavar="VERB", required=True)
    learn = verbs.add_parser(
        "learn", help="learn from pages", description="Learn what repeats across pages of a site."
    )
    learn.add_argument(
        "pages", nargs="+", metavar="PAGE", help="a page, or a folder: all files in it are pages"
    )
    learn.add_argument("-o", "--output", required=True, metavar="FILE", help="where to write it")
    learn.add_argument("--kind", choices=("text", "html"), help="what the pages are")
    learn.add_argument("--encoding", metavar="NAME", help="the charset the pages were served with")
    learn.set_defaults(run=_learn)
    show = verbs.add_parser(
        "show",
        help="show the lines that a site's pages share",
        description="Show the lines that a site's pages share, most frequent first: on how many "
        "of the pages each stands, what it is taken for, and what it says.",
    )
    show.add_argument("file", metavar="FILE", help="what 'cleaner site learn' wrote")
    show.add_argument(
        "--most", type=whole_number, default=40, metavar="N", help="lines (default: 40)"
    )
    show.add_argument("--json", action="store_true", help="as JSON, one line a line")
    show.set_defaults(run=_show)


def _learn(arguments: argparse.Namespace) -> None:
    from cleaner.sites import SiteMemory

    pages = (read(name) for given in arguments.pages for name in files_of(given))
    try:
        memory = SiteMemory.of(pages, kind=arguments.kind, encoding=arguments.encoding)
    except ValueError as error:
        raise UsageError(str(error)) from error
    try:
        memory.save(arguments.output)
    except OSError as error:
        raise UsageError(f"{arguments.output}: {error.strerror}: expected to write it") from error
    print(f"{arguments.output}: {_about(memory.pages, memory.index.pages)}")


def _show(arguments: argparse.Namespace) -> None:
    memory = read_site(arguments.file)
    if arguments.json:
        for block in memory.blocks(arguments.most):
            print(as_json(block._asdict()))
        return
    from rich.table import Table
    from rich.text import Text

    from cleaner.screen import console, printable

    table = Table(box=None, pad_edge=False)
    table.add_column("pages", justify="right", no_wrap=True, min_width=_PAGES_WIDTH)
    table.add_column("label", no_wrap=True, min_width=max(map(len, LABELS)))
    table.add_column("line", overflow="ellipsis", no_wrap=True)
    for block in memory.blocks(arguments.most):
        table.add_row(f"{block.pages} of {block.of}", block.label, Text(printable(block.text)))
    screen = console()
    screen.print(table)
    screen.print(Text(_about(memory.pages, memory.index.pages), "dim"))


def _about(seen: int, compared: int) -> str:
    pages = "page" if seen == 1 else "pages"
    return f"{seen:,} different {pages} seen, {compared:,} compared"
