"""What the commands share: the settings as arguments, and how a mistake is told."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cleaner.labels import LABELS, Label

if TYPE_CHECKING:
    from cleaner.engine import Cleaner
    from cleaner.result import Result
    from cleaner.sites import SiteMemory

SETTINGS: Final = (
    "keep", "drop", "recall", "precision", "encoding", "url", "language", "force_keep",
    "force_drop", "extractor", "extracted", "model", "max_chars", "max_seconds",
)  # fmt: skip
"""Those of a `Cleaner` that are arguments of the same name; its ``site`` is read from a file."""

Number = TypeVar("Number", int, float)


class UsageError(Exception):
    """What the user asked for can't be done; the message says what was expected."""


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add the settings of a `Cleaner`."""
    add = parser.add_argument
    add(
        "--keep",
        action="extend",
        type=labels,
        metavar="LABELS",
        help="labels that are kept, by commas (default: title,heading,body)",
    )
    add(
        "--drop",
        action="extend",
        type=labels,
        metavar="LABELS",
        help="labels that are dropped though they would be kept",
    )
    dial = parser.add_mutually_exclusive_group()
    dial.add_argument(
        "--recall",
        type=share,
        metavar="0..1",
        help="how much to keep in doubt: 1 keeps most, 0.5 is the balance",
    )
    dial.add_argument(
        "--precision",
        type=share,
        metavar="0..1",
        help="the same dial from its other end: 1 drops most",
    )
    for verb, rest in (
        ("keep", "stays, whatever its label"),
        ("drop", "goes, unless forced to stay"),
    ):
        add(
            f"--force-{verb}",
            action="append",
            metavar="WHAT",
            help=f"what {rest}: a pattern, in HTML also css:… or xpath:… (may be repeated)",
        )
    add("--kind", choices=("text", "html"), help="what the page is (default: look and decide)")
    add("--encoding", metavar="NAME", help="the charset that the page was served with")
    add("--url", help="the address of the page")
    add("--language", metavar="CODE", help="the language of the page")
    add("--extractor", metavar="NAME", help="clean what this extracts of HTML: trafilatura")
    add(
        "--extracted",
        action=argparse.BooleanOptionalAction,
        help="texts are what an extractor has left of their pages (default: look and decide)",
    )
    add("--model", metavar="FOLDER", help="weights of one's own: html.npz or text.npz")
    add("--site", metavar="FILE", help="what 'cleaner site learn' wrote of the pages' site")
    add(
        "--max-chars",
        type=whole_number,
        metavar="N",
        help="read only the first N characters of a page",
    )
    add(
        "--max-seconds",
        type=seconds,
        metavar="S",
        help="read only what can be done in this time",
    )


def add_pages(parser: argparse.ArgumentParser) -> None:
    """Add the files of pages, and the settings with which they are cleaned."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a page; - is standard input")
    add_settings(parser)


def cleaner_of(arguments: argparse.Namespace) -> Cleaner:
    """Return the `Cleaner` with the settings that were given.

    Raises:
        UsageError: for settings that can't be.
    """
    from cleaner.engine import Cleaner

    settings: dict[str, Any] = {
        name: getattr(arguments, name) for name in SETTINGS if getattr(arguments, name) is not None
    }
    if arguments.site is not None:
        settings["site"] = read_site(arguments.site)
    try:
        return Cleaner(**settings)
    except ValueError as error:
        raise UsageError(str(error)) from error


def results(arguments: argparse.Namespace) -> Iterator[tuple[str, Result]]:
    """Clean each file that the user named.

    One that can't be cleaned is told of, and the others go on.

    Raises:
        UsageError: at the end, if there were such files.
    """
    cleaner = cleaner_of(arguments)
    refused = Refused(len(arguments.files))
    for name in arguments.files:
        try:
            result = _cleaned(cleaner, name, arguments.kind)
        except UsageError as error:
            refused.add(error)
            continue
        if result.is_partial:
            read_to, whole = len(result.source), result.decoded.whole
            print(f"cleaner: {name}: read {read_to} of {whole} characters", file=sys.stderr)
        yield name, result
    refused.check()


class Refused:
    """Counts the files that nothing could be done with. One alone is raised as it is."""

    def __init__(self, files: int) -> None:
        self._files, self._refused = files, 0

    def add(self, error: UsageError) -> None:
        """Tell of a file."""
        if self._files == 1:
            raise error
        print("cleaner:", " ".join(str(error).split()), file=sys.stderr)
        self._refused += 1

    def check(self) -> None:
        """Raise UsageError if there were any."""
        if self._refused:
            raise UsageError(f"{self._refused} of {self._files} files were left out, see above")


def _cleaned(cleaner: Cleaner, name: str, kind: Any) -> Result:
    from cleaner.reading.formats import check_page

    if kind is None:
        _check_name(name)
    page = read(name)
    try:
        check_page(page)
        return cleaner.clean(page, kind=kind)
    except (ValueError, ImportError) as error:
        raise UsageError(f"{name}: {error}") from error


def _check_name(name: str) -> None:
    """Refuse a file that is by its name one of many pages, or a table."""
    from cleaner.batch.sources import is_table, kind_by_name

    if is_table(name):
        raise UsageError(f"{name}: expected a page, got a table; with --kind text it is one page")
    if kind_by_name(name) not in (None, "page"):
        raise UsageError(
            f"{name}: expected a page, got a file of many: cleaner run {name} -o OUTPUT; "
            "with --kind text it is one page"
        )


def read_site(name: str) -> SiteMemory:
    """Read what ``cleaner site learn`` wrote.

    Raises:
        UsageError: if it can't be read or is something else.
    """
    from cleaner.sites import SiteMemory

    try:
        return SiteMemory.load(name)
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}: expected a site's memory to read") from error
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error


def labels(value: str) -> list[Label]:
    """Read labels that stand between commas."""
    names = [name.strip().lower() for name in value.split(",") if name.strip()]
    for name in names or [value]:
        if name not in LABELS:
            expected = ", ".join(LABELS)
            raise argparse.ArgumentTypeError(f"{name!r} is no label: expected {expected}")
    return [Label(name) for name in names]


def share(value: str) -> float:
    """Read a number from 0 to 1."""
    return _number(value, float, lambda number: 0 <= number <= 1, "a number from 0 to 1")


def whole_number(value: str) -> int:
    """Read a whole number above 0."""
    return _number(value, int, lambda number: number > 0, "a whole number above 0")


def seconds(value: str) -> float:
    """Read a time."""
    return _number(value, float, lambda number: 0 < number < float("inf"), "seconds above 0")


def _number(
    value: str, read_as: Callable[[str], Number], fits: Callable[[Number], bool], expected: str
) -> Number:
    with suppress(ValueError):
        number = read_as(value)
        if fits(number):
            return number
    raise argparse.ArgumentTypeError(f"expected {expected}, got {value!r}")


def read(name: str) -> bytes:
    """Read a file, or standard input for ``-``, through what it is compressed with.

    Raises:
        UsageError: if it can't be read, or is too large for a page.
    """
    from cleaner.batch.compression import BROKEN, decompressed, read_page

    try:
        if name == "-":
            return read_page(decompressed(sys.stdin.buffer))  # type: ignore[arg-type]
        with Path(name).open("rb") as file:
            return read_page(decompressed(file))
    except OSError as error:
        expected = "expected a file to read, or - for standard input"
        raise UsageError(f"{name}: {error.strerror or error}: {expected}") from error
    except BROKEN as error:
        raise UsageError(f"{name}: {error}") from error


def files_of(given: str) -> Iterator[str]:
    """The file that was given, or all files in the folder that was.

    Raises:
        UsageError: for a folder without files.
    """
    folder = Path(given)
    if not folder.is_dir():
        yield given
        return
    found = sorted(str(path) for path in folder.rglob("*") if path.is_file())
    if not found:
        from cleaner.batch.sources import EMPTY

        raise UsageError(f"{given}: {EMPTY}")
    yield from found


def check_folder(name: str, is_file: bool, suffixes: str) -> None:
    """Refuse the name of a file that can't be written for that of a new folder.

    Raises:
        UsageError: for a name such as ``out.csv``, unless there is such a folder or it ends in /.
    """
    path = Path(name)
    if is_file or path.is_dir() or name.endswith("/") or not path.suffix[1:].isalpha():
        return
    raise UsageError(
        f"-o {name}: expected a name that ends in {suffixes}, or a folder; "
        "the name of a new folder with a dot in it ends in /"
    )


def as_json(data: object) -> str:
    """Write data as one line of JSON."""
    return json.dumps(data, ensure_ascii=False)
