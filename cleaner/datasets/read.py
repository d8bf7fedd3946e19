"""Reading a data set of any layout: a file or a folder in, pages out."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, Literal

from cleaner.datasets.annotation import is_doccano, read_doccano, read_label_studio
from cleaner.datasets.folder import is_marked, pairs, read_cleaneval, read_pairs
from cleaner.datasets.jsonl import objects, read_jsonl
from cleaner.datasets.opened import bare, open_bytes, read_text
from cleaner.datasets.record import DataError, Page, RecordError
from cleaner.datasets.samples import read_samples, samples
from cleaner.datasets.scrapinghub import read_scrapinghub
from cleaner.datasets.trafilatura import NAMES, read_trafilatura
from cleaner.datasets.wcxb import read_wcxb

Layout = Callable[[Path], Iterator[Page | RecordError]]

LAYOUTS: Final[dict[str, Layout]] = {
    "jsonl": read_jsonl,
    "samples": read_samples,
    "pairs": read_pairs,
    "scrapinghub": read_scrapinghub,
    "wcxb": read_wcxb,
    "cleaneval": read_cleaneval,
    "trafilatura": read_trafilatura,
    "doccano": read_doccano,
    "label-studio": read_label_studio,
}
"""What reads each layout, by its name."""

_log: Final = logging.getLogger("cleaner.datasets")


def read(
    path: Path | str,
    format: str | None = None,
    malformed: Literal["refuse", "skip"] = "refuse",
) -> Iterator[Page]:
    """Read the labelled pages of a data set, one by one.

    Arguments:
        path: a file or folder in one of the layouts of `cleaner.datasets`.
        format: the layout's name, a key of ``LAYOUTS``. None looks at the data.
        malformed: a record that is no labelled page is refused, or skipped and named by the
            logger ``cleaner.datasets`` as a warning, in one line.

    Returns:
        The pages in the order of the data.

    Raises:
        OSError: if there is nothing to read at ``path``.
        ValueError: for an unknown ``format`` or ``malformed``.
        DataError: for data that can't be read; `RecordError`, with file, line and field, for
            a record that is refused.

    >>> import tempfile
    >>> from cleaner.datasets import Page, write
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(f"{folder}/a.jsonl.xz", [Page("1", "Rain fell.", "text", main_content="Rain")])
    ...     [page.id for page in read(f"{folder}/a.jsonl.xz")]
    1
    ['1']
    """
    if malformed not in ("refuse", "skip"):
        raise ValueError(f"malformed: expected 'refuse' or 'skip', got {malformed!r}")
    if format is not None and format not in LAYOUTS:
        raise ValueError(f"unknown format {format!r}: expected {', '.join(LAYOUTS)}")
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(2, "no such file or folder", str(path))
    return _pages(LAYOUTS[format or layout_of(path)](path), malformed)


def sample(pages: Iterable[Page], size: int, seed: int = 0) -> list[Page]:
    """Draw pages by chance, in the order of the data; no more than these are held.

    >>> pages = (Page(str(number), "", "text") for number in range(1000))
    >>> [page.id for page in sample(pages, 3)]
    ['28', '783', '817']
    """
    chance = random.Random(seed)
    drawn: list[tuple[int, Page]] = []
    for place, page in enumerate(pages):
        if place < size:
            drawn.append((place, page))
        elif (at := chance.randrange(place + 1)) < size:
            drawn[at] = (place, page)
    return [page for _, page in sorted(drawn, key=lambda pair: pair[0])]


def layout_of(path: Path) -> str:
    """The name of the layout that a file or folder has. Raises DataError if it has none."""
    return _layout_of_folder(path) if path.is_dir() else _layout_of_file(path)


def _layout_of_folder(path: Path) -> str:
    if (path / "ground-truth.json").is_file():
        return "scrapinghub"
    if (path / "ground-truth").is_dir():
        return "wcxb"
    if any((path / name).is_file() for name in NAMES):
        return "trafilatura"
    if next(samples(path), None):
        return "samples"
    golds = [gold for _, gold in pairs(path) if gold]
    if golds:
        return "cleaneval" if is_marked(read_text(golds[0])) else "pairs"
    raise DataError(
        f"{path}: expected a data set, got a folder that has neither ground-truth.json, "
        "ground-truth/, evaldata.json nor evaldata.py, and no page with a .json or .txt beside it"
    )


def _layout_of_file(path: Path) -> str:
    if path.name == "ground-truth.json":
        return "scrapinghub"
    if path.suffix == ".py":
        return "trafilatura"
    first = next(objects(path), (0, None))[1]
    if bare(path).suffix == ".json" and not isinstance(first, dict):
        with open_bytes(path) as file:
            start = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
        return "label-studio" if start.startswith(b"[") else "trafilatura"
    if isinstance(first, dict) and first and all(isinstance(v, dict) for v in first.values()):
        return "trafilatura"
    return "doccano" if is_doccano(first) else "jsonl"


def _pages(found: Iterator[Page | RecordError], malformed: str) -> Iterator[Page]:
    for page in found:
        if isinstance(page, Page):
            yield page
        elif malformed == "refuse":
            raise page
        else:
            _log.warning("%s: skipped", page)
