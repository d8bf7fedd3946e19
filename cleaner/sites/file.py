"""A site's memory as JSON, and back.

Hashes that pages share stand once: each page has the places of its own in the list of all,
as steps from one to the next, packed. What is read is checked: a file that is not one of
ours gives one clear error, whatever is in it, and never takes more memory than ours would.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any, Final

import numpy as np

from cleaner.json_text import json_text
from cleaner.sites import PAGES, TEXTS
from cleaner.sites.sketch import LINES, Hashes, PageSketch, fingerprint_of

FORMAT: Final = "cleaner site memory"
VERSION: Final = 1

_MOST: Final = PAGES * LINES * 2
"""Hashes in a file."""


def to_dict(sketches: Sequence[PageSketch]) -> dict[str, Any]:
    """Sketches as plain data."""
    columns = [
        np.frombuffer(column, "<u4") for page in sketches for column in (page.lines, page.pairs)
    ]
    hashes = np.unique(np.concatenate([np.zeros(0, "<u4"), *columns]))
    return {
        "format": FORMAT,
        "version": VERSION,
        "hashes": _packed(hashes),
        "pages": [
            {
                "lines": _packed(np.searchsorted(hashes, np.frombuffer(page.lines, "<u4"))),
                "pairs": _packed(np.searchsorted(hashes, np.frombuffer(page.pairs, "<u4"))),
                "texts": [list(row) for row in page.texts],
            }
            for page in sketches
        ],
    }


def from_dict(data: Any) -> list[PageSketch]:
    """The sketches that `to_dict` wrote; ValueError for anything else."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(f"expected a {FORMAT} as `cleaner site learn` writes it")
    if data.get("version") != VERSION:
        raise ValueError(f"expected a {FORMAT} of version {VERSION}, got {data.get('version')!r}")
    try:
        hashes, pages = _unpacked(data["hashes"], _MOST, 1 << 32), data["pages"]
        if not isinstance(pages, list) or len(pages) > PAGES:
            raise ValueError(f"expected a list of up to {PAGES} pages")
        found = []
        for number, page in enumerate(pages):
            columns = [
                hashes[_unpacked(page[name], LINES, hashes.size)].astype("<u4").tobytes()
                for name in ("lines", "pairs")
            ]
            texts = _texts(page["texts"], number)
            found.append(PageSketch(fingerprint_of(*columns), columns[0], columns[1], texts))
    except (KeyError, TypeError, ValueError, OverflowError, zlib.error) as error:
        raise ValueError(f"a damaged {FORMAT}: {type(error).__name__} {error}") from error
    return found


def save(data: dict[str, Any], path: str | PathLike[str]) -> None:
    """Write the data to a file."""
    Path(path).write_text(json_text(data) + "\n", encoding="utf-8")


def load(path: str | PathLike[str]) -> Any:
    """The data of a file; ValueError if it is no JSON."""
    try:
        return json.loads(Path(path).read_bytes())
    except (ValueError, RecursionError) as error:
        raise ValueError(f"expected a {FORMAT} in JSON: {error}") from error


def _texts(rows: Any, number: int) -> tuple[tuple[int, str], ...]:
    if not isinstance(rows, list) or len(rows) > (LINES if number < TEXTS else 0):
        raise ValueError(f"texts: expected {LINES} lines of the first {TEXTS} pages at most")
    found = []
    for row in rows:
        key, text = row
        if type(key) is not int or not 0 <= key < 1 << 32 or not isinstance(text, str):
            raise ValueError(f"texts: expected a hash and a text, got {row!r:.60}")
        if len(text.splitlines()) != 1:
            raise ValueError(f"texts: expected a line, got {text!r:.60}")
        found.append((key, text))
    return tuple(found)


def _packed(rising: Any) -> str:
    steps = np.diff(np.asarray(rising, np.int64), prepend=0).astype("<u4")
    return base64.b64encode(zlib.compress(steps.tobytes(), 9)).decode("ascii")


def _unpacked(packed: Any, most: int, below: int) -> Hashes | Any:
    """Different rising numbers below a bound, at most so many."""
    try:
        raw = base64.b64decode(packed, validate=True)
    except binascii.Error as error:
        raise ValueError(f"no base64: {error}") from None
    stream = zlib.decompressobj()
    steps = stream.decompress(raw, 4 * most + 1)
    if len(steps) > 4 * most or not stream.eof or len(steps) % 4:
        raise ValueError(f"expected up to {most} packed numbers")
    numbers = np.cumsum(np.frombuffer(steps, "<u4").astype(np.int64))
    if numbers.size and ((np.diff(numbers) <= 0).any() or numbers[-1] >= below):
        raise ValueError(f"expected rising numbers below {below}")
    return numbers
