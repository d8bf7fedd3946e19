"""``cleaner clean``: the clean text of pages, or what was found in another format."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from cleaner.commands.arguments import Refused, UsageError, add_pages, as_json, results

if TYPE_CHECKING:
    from cleaner.result import Result

FORMATS: Final = ("text", "html", "markdown", "json", "spans", "dolma", "w3c")
"""What a clean page is written as."""

_PROSE: Final = ("text", "html", "markdown")
"""Formats in which a page can have many lines: each of several has a header."""

_COLUMNS: Final = ("start", "end", "label", "kept", "score", "rule", "text")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    clean = commands.add_parser(
        "clean", help="write the clean text", description="Write the clean text of pages."
    )
    add_pages(clean)
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
    clean.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    form, several = arguments.format or "text", len(arguments.files) > 1
    for name in ("why", "metadata"):
        if getattr(arguments, name) and form != "json":
            raise UsageError(f"--{name}: expected with --format json, got {form}")
    if form == "spans":
        print(*(("file",) if several else ()), *_COLUMNS, sep="\t")
    refused = Refused(len(arguments.files))
    for place, (name, result) in enumerate(results(arguments)):
        if form == "spans":
            for row in _rows(result):
                print(*map(_cell, (name, *row) if several else row), sep="\t")
            continue
        try:
            written = _written(name, result, form, arguments)
        except UsageError as error:
            refused.add(error)
            continue
        if several and form in _PROSE:
            print(*([""] if place else []), f"==> {name} <==", sep="\n")
        print(written, end="\n" if written and not written.endswith("\n") else "")
    refused.check()


def _written(name: str, result: Result, form: str, arguments: argparse.Namespace) -> str:
    """Return a page in a format."""
    if form == "text":
        return result.text
    if form == "markdown":
        return result.markdown
    if form == "dolma":
        return as_json(result.to_dolma(name))
    if form == "w3c":
        return as_json(result.to_w3c())
    try:
        if form == "html":
            return _marked(result.html) if len(arguments.files) == 1 else result.html
        row = {"file": name, **result.to_dict(reasons=arguments.why)}
        if arguments.metadata:
            row["metadata"] = asdict(result.metadata)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{name}: {error}") from error
    return as_json(row)


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
