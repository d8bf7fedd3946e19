"""Plain text: any string tiles, maps both ways and is the same in a batch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cleaner
from tests.fuzz.promises import check_text

SAMPLES = Path(__file__).parents[2] / "corpus_samples"
WINDOW = 1200
"""Characters of a seed: short ones are tried more often."""


def seeds() -> Iterator[bytes]:
    """Beginnings and middles of the sample texts."""
    for path in sorted((SAMPLES / "text").glob("*.txt")):
        page = path.read_bytes()
        yield page[:WINDOW]
        yield page[len(page) // 2 :][:WINDOW]


def check(data: bytes) -> None:
    """Clean it as text."""
    page = as_text(data)
    check_text(page, cleaner.clean(page, kind="text"))


def as_text(data: bytes) -> str:
    """Any bytes as a string, lone surrogates among them."""
    return data.decode("utf-8", "surrogateescape")
