"""ScrapingHub's article extraction benchmark: ``ground-truth.json`` and ``html/<id>.html.gz``.

The JSON maps ids to ``articleBody`` and ``url``. Sets made after it add ``with`` and
``without``, snippets that must and must not be extracted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from cleaner.datasets.opened import COMPRESSED, json_in, page_in
from cleaner.datasets.record import DataError, Page, RecordError


def read_scrapinghub(path: Path) -> Iterator[Page | RecordError]:
    """The pages of a folder, or of the ``ground-truth.json`` in it."""
    gold = path / "ground-truth.json" if path.is_dir() else path
    records = json_in(gold)
    if not isinstance(records, dict):
        raise DataError(f"{gold}: expected an object of records by their ids")
    for name, record in records.items():
        if not isinstance(record, Mapping):
            yield RecordError(gold, None, name, "expected an object")
            continue
        page = html_beside(gold.parent / "html", name)
        if page is None:
            yield RecordError(gold, None, name, f"expected html/{name}.html.gz beside it")
            continue
        fields = {
            "id": name,
            "url": record.get("url"),
            "main_content": record.get("articleBody"),
            "with_snippets": record.get("with"),
            "without_snippets": record.get("without"),
        }
        yield page_in(page, "utf-8", fields, gold, prefix=f"{name}.")


def html_beside(folder: Path, name: str) -> Path | None:
    """The file of a page in a folder, compressed or not."""
    files = (folder / f"{name}.html{end}" for end in (".gz", "", *COMPRESSED[1:]))
    return next((file for file in files if file.is_file()), None)
