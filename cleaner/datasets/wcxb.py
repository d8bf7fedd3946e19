"""WCXB, a split of it: ``ground-truth/<id>.json`` and ``html/<id>.html.gz`` in one folder.

(Murrough Foley, Web Content Extraction Benchmark, CC-BY-4.0, schema version 2.0.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cleaner.datasets.opened import json_in, page_in
from cleaner.datasets.record import DataError, Page, RecordError
from cleaner.datasets.scrapinghub import html_beside


def read_wcxb(path: Path) -> Iterator[Page | RecordError]:
    """The pages of a folder."""
    for file in sorted((path / "ground-truth").glob("*.json")):
        try:
            record = json_in(file)
        except DataError as error:
            yield RecordError(file, None, "", str(error).removeprefix(f"{file}: "))
            continue
        page = html_beside(path / "html", file.stem)
        if page is None:
            yield RecordError(file, None, "", f"expected its page, html/{file.stem}.html.gz")
            continue
        gold = _inside(record, "ground_truth")
        fields = {
            "id": file.stem,
            "url": _inside(record).get("url"),
            "type": _inside(record, "_internal", "page_type").get("primary"),
            "main_content": gold.get("main_content"),
            "with_snippets": gold.get("with", gold.get("with_snippets")),
            "without_snippets": gold.get("without", gold.get("without_snippets")),
        }
        yield page_in(page, "utf-8", fields, file, prefix="ground_truth.")


def _inside(record: Any, *names: str) -> Mapping[str, Any]:
    """An object inside objects; an empty one if it isn't there."""
    for name in names:
        record = record.get(name) if isinstance(record, Mapping) else None
    return record if isinstance(record, Mapping) else {}
