"""What is read: pages of our own writing, small and joined to large ones, or anybody's."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cleaner.datasets.jsonl import objects

SAMPLES: Final = Path(__file__).parents[2] / "corpus_samples"
SIZES: Final = {"< 10 kB": 10_000, "< 100 kB": 100_000, "< 500 kB": 500_000, "larger": 1 << 62}
"""Classes of pages by their bytes, and where each ends."""
JOINED: Final = (1, 1, 10, 30, 100, 150)
"""How many samples a page of ours is made of: some in each class."""


def size_class(page: str) -> str:
    """The class of a page, by its bytes in UTF-8.

    >>> size_class("é" * 5000)
    '< 100 kB'
    """
    length = len(page.encode("utf-8", "surrogatepass"))
    return next(name for name, end in SIZES.items() if length < end)


def own_pages() -> Iterator[str]:
    """The HTML samples as they are, and pages that hold the bodies of many of them."""
    pages = [path.read_text("utf-8") for path in sorted((SAMPLES / "html").glob("*.html"))]
    bodies = [re.sub(r"(?is)^.*?<body[^>]*>|</body>.*$", "", page) for page in pages]
    choose = random.Random(1)
    for place, page in enumerate(pages):
        count = JOINED[place % len(JOINED)]
        before, end, after = page.rpartition("</body>")
        yield "\n".join((before, *choose.choices(bodies, k=count - 1), end + after))


def own_texts() -> Iterator[str]:
    """The samples of plain text."""
    for path in sorted((SAMPLES / "text").glob("*.txt")):
        yield path.read_text("utf-8")


def pages_at(path: Path, count: int) -> Iterator[str]:
    """Pages at even distances among those of a folder (``*.htm*``) or of JSONL (``html``).

    Raises OSError if the path can't be read, ValueError if no page is there or a line is none.
    """
    if path.is_dir():
        files = sorted(path.rglob("*.htm*"))
        if not files:
            raise ValueError(f"{path}: expected files that end in .html or .htm")
        for file in files[:: max(1, len(files) // count)][:count]:
            yield file.read_text("utf-8", "replace")
        return
    total = sum(1 for _ in objects(path))
    if not total:
        raise ValueError(f"{path}: expected lines of JSON with a page in 'html'")
    step = max(1, total // count)
    for place, (number, row) in enumerate(objects(path)):
        if place % step == 0 and place // step < count:
            if not isinstance(row, dict) or not isinstance(row.get("html"), str):
                raise ValueError(f"{path}:{number}: expected an object with a page in 'html'")
            yield row["html"]
