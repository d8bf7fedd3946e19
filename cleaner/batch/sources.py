"""What there is to read: files, folders, globs, URLs, standard input, and opening them.

What a file holds is told by its name, else by its first bytes.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from glob import glob, has_magic  # a path's own glob does not take absolute patterns
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

InputKind = Literal["jsonl", "parquet", "warc", "page", "unknown"]
"""What a file holds. A name that says nothing makes it unknown until it is read."""

_KINDS: Final[dict[str, InputKind]] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".parquet": "parquet", ".pq": "parquet",
    ".warc": "warc", ".wet": "warc",
    ".html": "page", ".htm": "page", ".xhtml": "page", ".txt": "page", ".text": "page",
    ".md": "page",
}  # fmt: skip
_TABLES: Final = (".csv", ".tsv")
_NAMED: Final = 3
"""How many of the files that are passed over are told by name."""
LARGEST: Final = 1 << 28
"""Bytes that a page or a line may have, once decompressed: real ones stay far below, and a bomb
is refused before it fills the memory."""

EMPTY: Final = "expected pages in this folder, it has no files"

_COMPRESSED: Final = (".gz", ".zst", ".xz", ".bz2")


class RunError(ValueError):
    """What was asked for can't be done; the message is one line that says what was expected."""


class Input(NamedTuple):
    """A file of many pages, or a row of files of one page each."""

    kind: InputKind
    paths: tuple[str, ...]
    """Paths or URLs; ``-`` is standard input."""
    size: int
    """Bytes; 0 where it is not known."""

    @property
    def name(self) -> str:
        """What it is called in messages."""
        more = len(self.paths) - 1
        return self.paths[0] + (f" and {more:,} more" if more else "")


class Found(NamedTuple):
    """The inputs in the order of the arguments, those of a folder by name."""

    inputs: tuple[Input, ...]
    ignored: int
    """Files in folders whose names say nothing of pages."""
    such_as: tuple[str, ...] = ()
    """The first of these."""


def find_inputs(names: Iterable[str]) -> Found:
    """Find what files, folders, globs and URLs mean.

    Raises:
        RunError: where there is nothing, or what is there can't be read.
    """
    files: list[tuple[InputKind, str, int]] = []
    ignored = 0
    such_as: list[str] = []
    for name in names:
        found = False
        for path, size, asked_for in _expand(name):
            if asked_for and is_table(path):
                raise RunError(
                    f"{path}: expected text, HTML, JSONL, Parquet, WARC or WET, got a table as "
                    "text: write its rows as JSONL or Parquet"
                )
            kind = kind_by_name(path) or ("unknown" if asked_for else None)
            found = True
            if kind is None:
                ignored += 1
                such_as += [path] if len(such_as) < _NAMED else []
            else:
                files.append((kind, path, size))
        if not found and Path(name).is_dir():
            raise RunError(f"{name}: {EMPTY}")
        if not found:
            raise RunError(f"{name}: expected a file, a folder, a glob or a URL with pages")
    inputs: list[Input] = []
    for kind, group in groupby(files, key=lambda file: file[0]):
        rows = list(group)
        if kind == "page":
            inputs.append(Input(kind, tuple(row[1] for row in rows), sum(row[2] for row in rows)))
        else:
            inputs += [Input(kind, (path,), size) for _, path, size in rows]
    all_found = Found(tuple(inputs), ignored, tuple(such_as))
    if not inputs:
        raise RunError(
            "expected text, HTML, JSONL, Parquet, WARC or WET files: there are none"
            + (f", {passed_over(all_found)}" if ignored else "")
        )
    return all_found


def passed_over(found: Found) -> str:
    """Say which files in folders are not read.

    >>> passed_over(Found((), 2, ("crawl/a", "crawl/b.docx")))
    'passed over 2 files whose names say nothing of pages: crawl/a, crawl/b.docx'
    """
    files = f"{found.ignored:,} file{'' if found.ignored == 1 else 's'}"
    more = ", …" if found.ignored > len(found.such_as) else ""
    named = ", ".join(found.such_as) + more
    return f"passed over {files} whose names say nothing of pages: {named}"


def kind_by_name(path: str) -> InputKind | None:
    """Tell what a file holds by its name.

    >>> kind_by_name("crawl/CC-MAIN-1.warc.wet.gz"), kind_by_name("notes.docx")
    ('warc', None)
    """
    return _KINDS.get(Path(stem(path)[0]).suffix.lower())


def is_table(path: str) -> bool:
    """Say whether a file is by its name a table as text, which is no page and is not read.

    >>> is_table("pages.csv.gz"), is_table("pages.jsonl")
    (True, False)
    """
    return stem(path)[0].lower().endswith(_TABLES)


def stem(path: str) -> tuple[str, str]:
    """Cut off the suffix of a compressed file.

    >>> stem("a.jsonl.gz"), stem("a.parquet")
    (('a.jsonl', '.gz'), ('a.parquet', ''))
    """
    suffix = next((end for end in _COMPRESSED if path.lower().endswith(end)), "")
    return path[: len(path) - len(suffix)], suffix


def open_file(path: str) -> io.BufferedReader:
    """Open a path, a URL or standard input for reading bytes as they are."""
    if path == "-":
        return sys.stdin.buffer  # type: ignore[return-value]
    if is_url(path):
        return io.BufferedReader(_fsspec().open(path, "rb").open())
    return Path(path).open("rb")


def is_url(path: str) -> bool:
    """Say whether this is a URL and no path."""
    return "://" in path


def _expand(name: str) -> Iterator[tuple[str, int, bool]]:
    """Give the files that an argument means, their sizes, and whether they were asked for."""
    if name == "-":
        yield name, 0, True
    elif is_url(name):
        yield from _expand_url(name)
    elif has_magic(name) and not Path(name).exists():
        for path in sorted(glob(name, recursive=True)):  # noqa: PTH207
            yield from _expand_path(path)
    else:
        yield from _expand_path(name)


def _expand_path(name: str) -> Iterator[tuple[str, int, bool]]:
    try:
        if not Path(name).is_dir():
            with Path(name).open("rb"):
                yield name, Path(name).stat().st_size, True
            return
        for folder, folders, files in os.walk(name):
            folders[:] = sorted(one for one in folders if not one.startswith((".", "_")))
            for file in sorted(files):
                if not file.startswith((".", "_")):
                    path = Path(folder, file)
                    yield str(path), path.stat().st_size, False
    except OSError as error:
        raise RunError(f"{name}: {error.strerror}: expected something to read") from error


def _expand_url(name: str) -> Iterator[tuple[str, int, bool]]:
    fsspec = _fsspec()
    try:
        files, path = fsspec.core.url_to_fs(name)
        if has_magic(path) and not name.startswith(("http://", "https://")):
            paths, asked_for = sorted(files.glob(path)), True
        elif files.isdir(path) and not files.isfile(path):
            paths, asked_for = sorted(files.find(path)), False
        else:
            paths, asked_for = [path], True
        for one in paths:
            size = files.info(one).get("size") or 0
            yield str(files.unstrip_protocol(one)), int(size), asked_for
    except (OSError, ValueError, ImportError) as error:
        said = str(error) or type(error).__name__
        raise RunError(f"{name}: {said}: expected a URL that can be read") from error


def _fsspec() -> Any:
    try:
        import fsspec
    except ImportError as error:
        raise RunError('URLs need fsspec: pip install "cleaner[batch]"') from error
    return fsspec


def fingerprint(inputs: Sequence[Input]) -> list[list[object]]:
    """What tells these inputs from others: their kinds, names and sizes."""
    return [[source.kind, list(source.paths), source.size] for source in inputs]
