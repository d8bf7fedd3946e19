"""The command ``cleaner``: clean pages, show what was dropped and why, list the rules.

What the user got wrong is said in one line on standard error, with exit code 2.
Everything heavy is imported by the command that needs it.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cleaner.labels import LABELS, Label

if TYPE_CHECKING:
    from cleaner.result import Result

REFUSED: Final = 2
"""Exit code for what the user got wrong."""

FORMATS: Final = ("text", "html", "markdown", "json", "spans", "dolma", "w3c")
"""What a clean page is written as."""

_PROSE: Final = ("text", "html", "markdown")
"""Formats in which a page can have many lines: each of several has a header."""

_COLUMNS: Final = ("start", "end", "label", "kept", "score", "rule", "text")
_SETTINGS: Final = (
    "keep", "drop", "recall", "precision", "encoding", "url", "language", "force_keep",
    "force_drop", "extractor", "model",
)  # fmt: skip
_BROKEN_PIPE: Final = 141
"""Exit code of a program whose reader went away: 128 + SIGPIPE."""


class UsageError(Exception):
    """What the user asked for can't be done; the message says what was expected."""


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
        arguments.run(arguments)
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
    return 0


# Arguments


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

    clean = commands.add_parser(
        "clean", help="write the clean text", description="Write the clean text of pages."
    )
    _add_page_arguments(clean)
    form = clean.add_mutually_exclusive_group()
    form.add_argument(
        "--format",
        choices=FORMATS,
        help="text; html: the page without what is dropped; markdown; json: all that was found, "
        "one page a line; spans: TSV, offsets count code points; dolma: attributes, one page a "
        "line, ids are file names; w3c: Web Annotations, one page a line (default: text)",
    )
    for name in ("json", "spans"):
        form.add_argument(
            f"--{name}",
            action="store_const",
            const=name,
            dest="format",
            help=f"short for --format {name}",
        )
    clean.add_argument("--why", action="store_true", help="with --format json: the reasons too")
    clean.add_argument(
        "--metadata",
        action="store_true",
        help="with --format json: what the page says of itself too (extra 'metadata')",
    )
    clean.set_defaults(run=_clean)

    show = commands.add_parser(
        "show",
        help="show pages in the terminal, kept and dropped",
        description="Show pages with what is kept plain and what is dropped dimmed, its label "
        "in the margin. A + marks a span that goes on in the line of the one before.",
    )
    _add_page_arguments(show)
    show.add_argument("--why", action="store_true", help="show the reasons below each span")
    show.set_defaults(run=_show)

    rules = commands.add_parser(
        "rules", help="list the rules", description="List the rules with their examples."
    )
    rules.add_argument("families", nargs="*", metavar="FAMILY", help="only rules of these families")
    rules.add_argument("--json", action="store_true", help="as JSON, one rule a line")
    rules.set_defaults(run=_rules)
    return parser


def _add_page_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", help="a page; - is standard input")
    add(
        "--keep",
        action="extend",
        type=_labels,
        metavar="LABELS",
        help="labels that are kept, by commas (default: title,heading,body)",
    )
    add(
        "--drop",
        action="extend",
        type=_labels,
        metavar="LABELS",
        help="labels that are dropped though they would be kept",
    )
    dial = parser.add_mutually_exclusive_group()
    dial.add_argument(
        "--recall",
        type=_share,
        metavar="0..1",
        help="how much to keep in doubt: 1 keeps most, 0.5 is the balance",
    )
    dial.add_argument(
        "--precision",
        type=_share,
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
    add("--model", metavar="FOLDER", help="weights of one's own: html.npz or text.npz")


def _labels(value: str) -> list[Label]:
    names = [name.strip().lower() for name in value.split(",") if name.strip()]
    for name in names or [value]:
        if name not in LABELS:
            expected = ", ".join(LABELS)
            raise argparse.ArgumentTypeError(f"{name!r} is no label: expected {expected}")
    return [Label(name) for name in names]


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"expected a number from 0 to 1, got {value!r}")
    return share


# Pages


def _results(arguments: argparse.Namespace) -> Iterator[tuple[str, Result]]:
    """Clean each file that the user named."""
    from cleaner import Cleaner

    settings: dict[str, Any] = {
        name: getattr(arguments, name) for name in _SETTINGS if getattr(arguments, name) is not None
    }
    try:
        cleaner = Cleaner(**settings)
    except ValueError as error:
        raise UsageError(str(error)) from error
    for name in arguments.files:
        page = _read(name)
        try:
            result = cleaner.clean(page, kind=arguments.kind)
        except ValueError as error:
            raise UsageError(f"{name}: {error}") from error
        yield name, result


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        expected = "expected a file to read, or - for standard input"
        raise UsageError(f"{name}: {error.strerror}: {expected}") from error


def _clean(arguments: argparse.Namespace) -> None:
    form, several = arguments.format or "text", len(arguments.files) > 1
    for name in ("why", "metadata"):
        if getattr(arguments, name) and form != "json":
            raise UsageError(f"--{name}: expected with --format json, got {form}")
    if form == "spans":
        print(*(("file",) if several else ()), *_COLUMNS, sep="\t")
    for place, (name, result) in enumerate(_results(arguments)):
        if form == "spans":
            for row in _rows(result):
                print(*map(_cell, (name, *row) if several else row), sep="\t")
            continue
        written = _written(name, result, form, arguments)
        if several and form in _PROSE:
            print(*([""] if place else []), f"==> {name} <==", sep="\n")
        print(written, end="\n" if written and not written.endswith("\n") else "")


def _written(name: str, result: Result, form: str, arguments: argparse.Namespace) -> str:
    """Return a page in a format."""
    if form == "text":
        return result.text
    if form == "markdown":
        return result.markdown
    if form == "dolma":
        return _json(result.to_dolma(name))
    if form == "w3c":
        return _json(result.to_w3c())
    try:
        if form == "html":
            return _marked(result.html) if len(arguments.files) == 1 else result.html
        row = {"file": name, **result.to_dict(reasons=arguments.why)}
        if arguments.metadata:
            row["metadata"] = asdict(result.metadata)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{name}: {error}") from error
    return _json(row)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _marked(html: str) -> str:
    """Return a page with a byte order mark if as UTF-8 it would be taken for something else."""
    from cleaner.source import decode

    read = decode(html.encode("utf-8", "backslashreplace"))
    return html if html.isascii() or read.encoding == "utf-8" else f"\ufeff{html}"


def _rows(result: Result) -> Iterator[tuple[object, ...]]:
    """Return the cells of each span."""
    for span in result.spans:
        kept = "yes" if span.kept else "no"
        yield span.start, span.end, span.label, kept, span.score, span.rule or "", span.text


def _cell(value: object) -> str:
    """Write a TSV cell: back slash, tab and line ends as escapes."""
    text = str(value).replace("\\", "\\\\").replace("\t", "\\t")
    return text.replace("\n", "\\n").replace("\r", "\\r")


def _show(arguments: argparse.Namespace) -> None:
    from cleaner.screen import show

    show(_results(arguments), named=len(arguments.files) > 1, why=arguments.why)


# Rules


def _rules(arguments: argparse.Namespace) -> None:
    rows = _rule_rows()
    families = sorted({row["id"].split(".")[0] for row in rows})
    for family in arguments.families:
        if family not in families:
            raise UsageError(f"{family!r} is no family of rules: expected {', '.join(families)}")
    wanted = set(arguments.families or families)
    rows = [row for row in rows if row["id"].split(".")[0] in wanted]
    if arguments.json:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
        return
    from rich.text import Text

    from cleaner.screen import console, printable

    screen = console()
    for row in rows:
        head = Text.assemble((row["id"], "bold"), f"  {row['label']}, {row['where']}")
        if "strength" in row:
            head.append(f", strength {row['strength']:g}" + (", cuts" if row["cuts"] else ""))
        screen.print(head, soft_wrap=True)
        if "phrases" in row:
            screen.print("    " + " | ".join(row["phrases"]), soft_wrap=True, style="dim")
        for sign, field, style in (("+", "examples", ""), ("-", "counterexamples", "dim")):
            for example in row.get(field, ()):
                shown = printable(example).replace("\n", "⏎")
                screen.print(f"    {sign} {shown}", soft_wrap=True, style=style)


def _rule_rows() -> list[dict[str, Any]]:
    """Return the rules and the phrase lists as data, rules first."""
    from cleaner.rules import all_rules
    from cleaner.rules.phrase_lists import phrase_lists

    rows = [asdict(rule) for rule in all_rules()]
    return rows + [{"id": entry.id, **entry._asdict()} for entry in phrase_lists()]
