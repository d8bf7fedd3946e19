"""The command ``cleaner``: what it does stands in `cleaner.commands`, a file a command.

What the user got wrong is said in one line on standard error, with exit code 2.
Everything heavy is imported by the command that needs it.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from cleaner.commands import calibrate, clean, evaluate, report, rules, run, show, site, train
from cleaner.commands.arguments import UsageError
from cleaner.labels import LABELS

COMMANDS: Final = (clean, show, report, run, site, rules, evaluate, calibrate, train)
"""The modules of the commands, in the order of the help."""

REFUSED: Final = 2
"""Exit code for what the user got wrong."""

_BROKEN_PIPE: Final = 141
"""Exit code of a program whose reader went away: 128 + SIGPIPE."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (those of the process); return its exit code.

    >>> main(["rules", "no-such-family"])
    2
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A lone surrogate is written as its escape, which is what JSON calls for too.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    try:
        arguments = _parser().parse_args(argv)
        code: int | None = arguments.run(arguments)
        sys.stdout.flush()
    except UsageError as refusal:
        print("cleaner:", " ".join(str(refusal).split()), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        with Path(os.devnull).open("wb") as nowhere:  # what is still buffered goes there
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        return _BROKEN_PIPE
    except KeyboardInterrupt:
        return 130
    return code or 0


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(REFUSED, f"{self.prog}: {' '.join(message.split())}\n")


class _Version(argparse.Action):
    def __call__(self, *_: object) -> NoReturn:
        from cleaner import __version__

        print("cleaner", __version__)
        sys.exit(0)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="cleaner",
        description="Separate the article of a scraped page from what stands around it.",
        epilog="Labels: " + ", ".join(LABELS) + ".",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(commands)
    return parser
