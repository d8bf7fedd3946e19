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
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cleaner.labels import LABELS, Label

if TYPE_CHECKING:
    from rich.console import Console

    from cleaner.result import Reason, Result

REFUSED: Final = 2
"""Exit code for what the user got wrong."""

_BROKEN_PIPE: Final = 141
"""Exit code of a program whose reader went away: 128 + SIGPIPE."""

_COLOURS: Final = {
    Label.BYLINE: "blue",
    Label.DATE: "blue",
    Label.CAPTION: "cyan",
    Label.COPYRIGHT: "magenta",
    Label.RELATED: "yellow",
    Label.PROMO: "red",
    Label.SHARE: "green",
    Label.NAVIGATION: "green",
    Label.COMMENTS: "bright_blue",
    Label.BIO: "bright_cyan",
    Label.LEGAL: "bright_magenta",
}
"""The colour of each label's dropped text."""

_MARGIN: Final = max(map(len, LABELS)) + 4
"""Columns left of the page: a sign for a span that goes on in a line, label, bar."""

_CONTROLS: Final = {
    **{code: 0x2400 + code for code in range(0x20) if code not in b"\t\n"},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}
"""Control characters, which could steer the terminal, to signs that show them."""


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
        "--json", action="store_true", help="all that was found as JSON, one page a line"
    )
    form.add_argument(
        "--spans", action="store_true", help="the spans as TSV: offsets count code points"
    )
    clean.add_argument("--why", action="store_true", help="with --json: the reasons too")
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
    add("--kind", choices=("text", "html"), help="what the page is (default: look and decide)")
    add("--encoding", metavar="NAME", help="the charset that the page was served with")
    add("--url", help="the address of the page")
    add("--language", metavar="CODE", help="the language of the page")  # fmt: skip


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
        name: getattr(arguments, name)
        for name in ("keep", "drop", "recall", "precision", "encoding", "url", "language")
        if getattr(arguments, name) is not None
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
    several = len(arguments.files) > 1
    if arguments.spans:
        columns = ("start", "end", "label", "kept", "score", "rule", "text")
        print(*(("file",) if several else ()), *columns, sep="\t")
    for place, (name, result) in enumerate(_results(arguments)):
        if arguments.json:
            row = {"file": name, **result.to_dict(reasons=arguments.why)}
            print(json.dumps(row, ensure_ascii=False))
        elif arguments.spans:
            for span in result.spans:
                cells = (
                    *((name,) if several else ()),
                    span.start,
                    span.end,
                    span.label,
                    "yes" if span.kept else "no",
                    span.score,
                    span.rule or "",
                    span.text,
                )
                print(*map(_cell, cells), sep="\t")
        else:
            if several:
                print(*([""] if place else []), f"==> {name} <==", sep="\n")
            print(result.text, end="\n" if result.text else "")


def _cell(value: object) -> str:
    """Write a TSV cell: back slash, tab and line ends as escapes."""
    text = str(value).replace("\\", "\\\\").replace("\t", "\\t")
    return text.replace("\n", "\\n").replace("\r", "\\r")


# On the screen


def _show(arguments: argparse.Namespace) -> None:
    from rich.text import Text

    console = _console()
    for name, result in _results(arguments):
        if len(arguments.files) > 1:
            console.rule(Text(_visible(name)))
        done = 0
        for span in result.spans:
            lines = len(f"{result.source[done : span.start]}.".splitlines()) - 1
            if done and lines > 1:
                console.print()
            sign = "+" if done and not lines else " "
            style = "" if span.kept else f"dim {_COLOURS.get(span.label, '')}"
            label = "" if span.label is Label.BODY and span.kept else span.label.value
            _print_beside(console, f"{sign}{label:>{_MARGIN - 4}}", span.text, style)
            for reason in span.reasons if arguments.why else ():
                _print_beside(console, " ", _reason(reason, result), "italic dim")
            done = span.end
        console.print(Text(_summary(result), "dim"), soft_wrap=True)


def _console() -> Console:
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def _print_beside(console: Console, margin: str, text: str, style: str) -> None:
    """Print a text wrapped, with the margin's words beside its first line."""
    from rich.text import Text

    shown = Text(_visible("\n".join(text.splitlines())), style)
    for line in shown.wrap(console, max(20, console.width - _MARGIN), tab_size=4):
        line.rstrip()
        console.print(Text(f"{margin:<{_MARGIN - 2}}│ ", style) + line, soft_wrap=True)
        margin = ""


def _visible(text: str) -> str:
    """Show control characters as signs, and lone surrogates as what they are."""
    return text.translate(_CONTROLS).encode("utf-8", "backslashreplace").decode()


def _reason(reason: Reason, result: Result) -> str:
    evidence = ""
    if reason.start is not None and reason.end is not None:
        evidence = f" at {reason.start}–{reason.end} “{result.source[reason.start : reason.end]}”"
    note = f": {reason.note}" if reason.note else ""
    return f"{reason.kind} {reason.name} {reason.weight:+.2f}{evidence}{note}"


def _summary(result: Result) -> str:
    dropped: dict[str, int] = {}
    for span in result.dropped:
        dropped[span.label] = dropped.get(span.label, 0) + len(span.text)
    parts = sorted(dropped.items(), key=lambda part: -part[1])
    kept = sum(len(span.text) for span in result.kept)
    listed = ", ".join(f"{label} {count:,}" for label, count in parts) or "nothing"
    read = result.decoded
    errors = f", {read.errors:,} characters unreadable" if read.errors else ""
    source = f"; read as {read.encoding} ({read.chosen_by}{errors})" if read.encoding else ""
    return f"kept {kept:,} characters; dropped {listed}{source}"


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

    console = _console()
    for row in rows:
        head = Text.assemble((row["id"], "bold"), f"  {row['label']}, {row['where']}")
        if "strength" in row:
            head.append(f", strength {row['strength']:g}" + (", cuts" if row["cuts"] else ""))
        console.print(head, soft_wrap=True)
        if "phrases" in row:
            console.print("    " + " | ".join(row["phrases"]), soft_wrap=True, style="dim")
        for sign, field, style in (("+", "examples", ""), ("-", "counterexamples", "dim")):
            for example in row.get(field, ()):
                shown = _visible(example).replace("\n", "⏎")
                console.print(f"    {sign} {shown}", soft_wrap=True, style=style)


def _rule_rows() -> list[dict[str, Any]]:
    """Return the rules and the phrase lists as data, rules first."""
    from dataclasses import asdict

    from cleaner.rules import all_rules
    from cleaner.rules.phrase_lists import phrase_lists

    rows = [asdict(rule) for rule in all_rules()]
    return rows + [{"id": entry.id, **entry._asdict()} for entry in phrase_lists()]
