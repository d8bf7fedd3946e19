"""trafilatura's evaluation set: ``evaldata.py`` or ``.json``, pages in ``cache/`` and ``eval/``.

A dictionary of addresses, each with ``file`` (the page's), ``with`` and ``without``: the
snippets that must and must not be extracted. The Python file is read, never run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from cleaner.datasets.opened import json_in, page_in, read_bytes
from cleaner.datasets.record import DataError, Page, RecordError

NAMES: Final = ("evaldata.json", "eval-data.json", "evaldata.py")
"""What the file with the snippets is called in a folder."""

_FOLDERS: Final = ("cache", "eval", "test_set", "html", ".")
"""Where its pages are looked for, beside it."""


def read_trafilatura(path: Path) -> Iterator[Page | RecordError]:
    """The pages that a file names, or the file of that kind in a folder."""
    if path.is_dir():
        path = next(path / name for name in NAMES if (path / name).is_file())
    entries = _in_python(path) if path.suffix == ".py" else _in_json(path)
    for url, line, record in entries:
        if not isinstance(record, Mapping) or not isinstance(record.get("file"), str):
            field = f"{url}.file" if isinstance(record, Mapping) else url
            yield RecordError(path, line, field, "expected an object with the name of its file")
            continue
        page = next(
            (
                file
                for folder in _FOLDERS
                if (file := path.parent / folder / record["file"]).is_file()
            ),
            None,
        )
        if page is None:
            expected = f"expected {record['file']} in cache/ or eval/ beside it"
            yield RecordError(path, line, f"{url}.file", expected)
            continue
        fields = {
            "id": record["file"],
            "url": url,
            "with_snippets": record.get("with"),
            "without_snippets": record.get("without"),
        }
        yield page_in(page, None, fields, path, line, prefix=f"{url}.")


def _in_json(path: Path) -> Iterator[tuple[str, int | None, Any]]:
    records = json_in(path)
    if not isinstance(records, dict):
        raise DataError(f"{path}: expected an object of pages by their addresses")
    for url, record in records.items():
        yield url, None, record


def _in_python(path: Path) -> Iterator[tuple[str, int | None, Any]]:
    try:
        tree = ast.parse(read_bytes(path))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise DataError(f"{path}: expected Python: {error}") from error
    tables = [node.value for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    tables = [table for table in tables if isinstance(table, ast.Dict)]
    if not tables:
        raise DataError(f"{path}: expected a dictionary of pages, got none")
    for table in tables:
        for key, value in zip(table.keys, table.values, strict=True):  # type: ignore[union-attr]
            if isinstance(key, ast.Constant):
                try:
                    yield str(key.value), key.lineno, ast.literal_eval(value)
                except (ValueError, TypeError):
                    yield str(key.value), key.lineno, None
