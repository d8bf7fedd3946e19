"""Reading a data set of any layout: a file or a folder in, pages out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Literal

from cleaner.datasets.jsonl import read_jsonl
from cleaner.datasets.record import DataError, Page, RecordError

Layout = Callable[[Path], Iterator[Page | RecordError]]

LAYOUTS: Final[dict[str, Layout]] = {
    "jsonl": read_jsonl,
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


def layout_of(path: Path) -> str:
    """The name of the layout that a file or folder has. Raises DataError if it has none."""
    if path.is_file():
        return "jsonl"
    raise DataError(f"{path}: expected a data set, got a folder of no known layout")


def _pages(found: Iterator[Page | RecordError], malformed: str) -> Iterator[Page]:
    for page in found:
        if isinstance(page, Page):
            yield page
        elif malformed == "refuse":
            raise page
        else:
            _log.warning("%s: skipped", page)
