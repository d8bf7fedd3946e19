"""Patterns, compiled once for all processes: kept where Python keeps its own compiled files.

Compiling the rules takes most of the time of a process's first page, reading them compiled a
fiftieth of that. As with Python's files nothing is kept where it can't be written or where
PYTHONDONTWRITEBYTECODE is set, and nothing is lost when they are deleted.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

import regex

_DIGEST: Final = 16
"""Bytes of a file's checksum, which stands before what it is for."""


def compiled(pattern: str) -> regex.Pattern[str]:
    """A pattern compiled with VERBOSE, read from its file if an earlier process has left one.

    >>> compiled(r"\\d{4}").findall("1999 to 2004")
    ['1999', '2004']
    """
    file = _file(pattern)
    with suppress(OSError):
        stored = file.read_bytes() if file else b""
        if blake2b(stored[_DIGEST:], digest_size=_DIGEST).digest() == stored[:_DIGEST]:
            read: regex.Pattern[str] = pickle.loads(stored[_DIGEST:])
            return read
    made = regex.compile(pattern, regex.VERBOSE)
    if file and not sys.dont_write_bytecode:
        _write(file, pickle.dumps(made))
    return made


def _file(pattern: str) -> Path | None:
    """Where a pattern is kept, as this version of `regex` compiles it; if anywhere."""
    cached = __spec__.cached
    name = blake2b(f"{regex.__version__} {pattern}".encode(), digest_size=_DIGEST).hexdigest()
    return Path(cached).with_suffix(f".{name}") if cached else None


def _write(file: Path, stored: bytes) -> None:
    """Write a file so that nobody ever reads half of it, or leave it."""
    part = file.with_name(f"{file.name}.{os.getpid()}-{threading.get_ident()}")
    with suppress(OSError):
        try:
            part.write_bytes(blake2b(stored, digest_size=_DIGEST).digest() + stored)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
