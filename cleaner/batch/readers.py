"""Reading inputs as batches of records, in order, from any record on.

A reader does as little as it can: lines of JSON stay lines and pages stay bytes, so that
the workers do the work. An input that breaks off gives what could be read before, and says
why it ended.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from cleaner.batch.columns import Columns
from cleaner.batch.compression import BROKEN, decompressed, read_page
from cleaner.batch.records import Batch, Record
from cleaner.batch.sources import LARGEST, Input, InputKind, RunError, kind_by_name, open_file, stem

PAGE_COLUMNS: Final = Columns(text="text", html="html", url="url", charset="charset")
"""The fields of the records that are made of files and archives."""

_HTML: Final = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Reading:
    """How records are put together."""

    columns: Columns
    """The fields of JSON lines and of tables."""
    kind: str | None = None
    """``html`` or ``text`` for pages in files of their own; None goes by name or content."""
    pages: int = 256
    """How many records a batch has at most."""
    bytes: int = 1 << 20
    """How many bytes it has at most, but for its last record: several times what is cleaned at
    once, and so few seconds of work that at a run's end no worker waits long for the others."""


def read_batches(
    inputs: Sequence[Input], reading: Reading, place: int = 0, first: int = 0
) -> Iterator[Batch]:
    """Read inputs from record ``first`` of the input ``place`` on."""
    before = sum(source.size for source in inputs[:place])
    for number, source in enumerate(inputs[place:], place):
        skipped: Counter[str] = Counter()
        count = first
        problem = None
        with ExitStack() as files:
            try:
                content = _open(source, reading, first, skipped, files)
                for part in _parts(content.records, reading):
                    read, counts = before + content.tell(), tuple(skipped.items())
                    skipped.clear()
                    end = count + part["length"]
                    paths = source.paths[count:end] if source.kind == "page" else ()
                    batch = Batch(number, source.name, count, content.columns)
                    yield batch._replace(read=read, skipped=counts, paths=paths, **part)
                    count = end
            except BROKEN as error:
                said = " ".join(str(error).split()) or type(error).__name__
                problem = f"{source.name}: {said} (after {count:,} records)"
        before += source.size
        if problem or skipped:
            yield Batch(
                number, source.name, count, PAGE_COLUMNS, read=before,
                skipped=tuple(skipped.items()), problem=problem,
            )  # fmt: skip
        first = 0


class _Content(NamedTuple):
    """An open input."""

    records: Iterable[Any]
    """Lines, fields of pages, or record batches."""
    columns: Columns
    tell: Callable[[], int]
    """How many bytes were read, as they are stored."""


def _open(
    source: Input, reading: Reading, first: int, skipped: Counter[str], files: ExitStack
) -> _Content:
    """Open an input at its record ``first``."""
    own = replace(PAGE_COLUMNS, keep_pages=reading.columns.keep_pages)
    if source.kind == "page":
        return _Content(_files(source.paths[first:], reading.kind), own, lambda: 0)
    (path,) = source.paths
    file = files.enter_context(open_file(path))
    tell = file.tell if path != "-" else lambda: 0
    kind: InputKind = source.kind
    content = decompressed(file) if kind != "parquet" else file
    if kind == "unknown":
        kind = _kind_of(file, content)
    if kind == "jsonl":
        return _Content(_lines(content, first), reading.columns, tell)
    if kind == "parquet":
        from cleaner.batch.tables import read_rows

        if path == "-":
            raise RunError("expected a file: Parquet can't be read from standard input")
        names, rows = read_rows(file, first, reading.pages)
        return _Content(rows, reading.columns.among(names), tell)
    if kind == "warc":
        from cleaner.batch.archives import read_archive

        return _Content(read_archive(content, first, skipped), own, tell)
    pages = [] if first else [{"id": path, **_page(path, content, reading.kind)}]
    return _Content(pages, own, tell)


def _kind_of(file: io.BufferedReader, content: io.BufferedReader) -> InputKind:
    """Tell what an open file holds by its first bytes."""
    if file.peek(4).startswith(b"PAR1"):
        return "parquet"
    head = content.peek(64)
    if head.startswith(b"WARC/"):
        return "warc"
    return "jsonl" if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" else "page"


def _parts(records: Iterable[Any], reading: Reading) -> Iterator[dict[str, Any]]:
    """Put records together to what a batch holds. Where reading breaks off, nothing is lost."""
    rows: list[Record] = []
    size = 0
    broken = None
    try:
        for record in records:
            if not isinstance(record, bytes | dict):
                from cleaner.batch.tables import parts_of

                yield from parts_of(record, reading.bytes)
                continue
            rows.append(record)
            size += _size(record)
            if len(rows) >= reading.pages or size >= reading.bytes:
                yield {"records": tuple(rows), "length": len(rows), "size": size}
                rows, size = [], 0
    except BROKEN as error:
        broken = error
    if rows:
        yield {"records": tuple(rows), "length": len(rows), "size": size}
    if broken:
        raise broken


def _size(record: Record) -> int:
    if isinstance(record, bytes):
        return len(record)
    return sum(len(value) for value in record.values() if isinstance(value, bytes | str))


def _lines(content: io.BufferedReader, first: int) -> Iterator[bytes]:
    """Give the lines that hold something."""
    number = 0
    while line := content.readline(LARGEST):
        if len(line) == LARGEST:
            raise ValueError(f"expected lines of less than {LARGEST:,} bytes")
        line = line if number else line.removeprefix(b"\xef\xbb\xbf")
        if not line.isspace():
            if number >= first:
                yield line.rstrip(b"\r\n")
            number += 1


def _files(paths: Sequence[str], kind: str | None) -> Iterator[Record]:
    """Give a page a file; one that can't be read is an error of its own page."""
    for path in paths:
        try:
            with open_file(path) as file:
                page: dict[str, Any] = _page(path, decompressed(file), kind)
        except BROKEN as error:
            page = {"html": error}
        yield {"id": path, **page}


def _page(path: str, content: io.BufferedReader, kind: str | None) -> dict[str, Any]:
    page = read_page(content)
    if kind is None and kind_by_name(path) == "page":
        kind = "html" if stem(path)[0].lower().endswith(_HTML) else "text"
    elif kind is None:
        from cleaner.reading.inputs import looks_like_html
        from cleaner.source import decode

        kind = "html" if looks_like_html(decode(page).text) else "text"
    return {kind: page}
