"""Files of data sets, compressed or not: by their names' ends, .gz .bz2 .xz .zst.

Of a compressed file no more is unpacked at once than a page or a line may have.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Any, Final, cast

from cleaner.batch.sources import LARGEST
from cleaner.datasets.record import DataError, Page, RecordError, found_in

COMPRESSED: Final = (".gz", ".bz2", ".xz", ".zst")
"""Endings of compressed files."""

_DAMAGED: Final = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile)


def bare(path: Path) -> Path:
    """The path without the ending of its compression.

    >>> bare(Path("pages.jsonl.xz")).name
    'pages.jsonl'
    """
    return path.with_suffix("") if path.suffix in COMPRESSED else path


def open_bytes(path: Path, mode: str = "rb") -> IO[bytes]:
    """Open a file, compressed if its name says so; ``mode`` is "rb", "wb" or "ab".

    Raises:
        ImportError: for .zst without the package that reads it.
    """
    if path.suffix == ".gz":
        return cast(IO[bytes], gzip.open(path, mode))
    if path.suffix == ".bz2":
        return cast(IO[bytes], bz2.open(path, mode))
    if path.suffix == ".xz":
        return cast(IO[bytes], lzma.open(path, mode))
    if path.suffix == ".zst":
        try:
            import zstandard
        except ImportError as error:
            raise ImportError(
                f'{path}: reading .zst takes zstandard: pip install "cleaner[zst]"'
            ) from error
        file = zstandard.open(path, mode)
        return cast(IO[bytes], io.BufferedReader(file) if mode == "rb" else file)
    return cast(IO[bytes], path.open(mode))


def read_bytes(path: Path) -> bytes:
    """All of a file. Raises DataError for damage and bombs."""
    with open_bytes(path) as file:
        return _read(path, file.read)


def lines(path: Path) -> Iterator[bytes]:
    r"""The lines of a file, cut at ``\n`` alone. Raises DataError for damage and bombs."""
    with open_bytes(path) as file:
        yield from iter(partial(_read, path, file.readline), b"")


def _read(path: Path, some: Callable[[int], bytes]) -> bytes:
    """Read from an open file all that there is, or a line of it."""
    most = LARGEST if path.suffix in COMPRESSED else -1
    try:
        content = some(most)
    except Exception as error:
        raise _told(path, error) from error
    if len(content) == most:
        raise DataError(f"{path}: expected a page or a line of less than {most:,} bytes")
    return content


def _told(path: Path, error: Exception) -> Exception:
    """What to raise for an error while reading: damage is told as such."""
    is_damage = isinstance(error, _DAMAGED) or type(error).__name__ == "ZstdError"
    is_damage |= isinstance(error, OSError) and error.errno is None  # what bz2 raises
    if not is_damage:
        return error
    return DataError(f"{path}: expected a whole {path.suffix} file, got a damaged one: {error}")


def read_text(path: Path, encoding: str | None = None) -> str:
    """A page's file, decoded: in ``encoding``, or as its first bytes, meta or looks tell."""
    from cleaner.source import decode

    return decode(read_bytes(path), encoding).text


def page_in(
    page: Path,
    encoding: str | None,
    fields: Mapping[str, Any],
    file: Path,
    line: int | None = None,
    prefix: str = "",
) -> Page | RecordError:
    """Make a page of an HTML file and of what another file tells of it, at a line of it."""
    try:
        html = read_text(page, encoding)
    except DataError as error:
        return RecordError(file, line, "", str(error))
    return found_in(file, line, {**fields, "html": html}, prefix)


def json_in(path: Path) -> Any:
    """What a JSON file holds. Raises DataError if it holds none."""
    try:
        return json.loads(read_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path}: expected JSON: {error}") from error
