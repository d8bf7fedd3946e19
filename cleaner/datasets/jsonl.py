"""Our own format: a JSON object a line. What it holds stands in `cleaner.datasets`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cleaner.datasets.opened import lines, open_bytes
from cleaner.datasets.record import Page, RecordError, found_in


def read_jsonl(path: Path) -> Iterator[Page | RecordError]:
    """The pages of a file, and what is wrong with the lines that are none."""
    for number, fields in objects(path):
        if isinstance(fields, RecordError):
            yield fields
        else:
            yield found_in(path, number, fields)


def objects(path: Path) -> Iterator[tuple[int, Any]]:
    """The number of each line that is not blank, and its JSON or what is wrong with it."""
    for number, line in enumerate(lines(path), 1):
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            try:
                yield number, json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            except (ValueError, RecursionError) as error:
                yield number, RecordError(path, number, "", f"expected a JSON object: {error}")


def as_line(page: Page) -> str:
    """A page as a line of our format, without the line end.

    >>> as_line(Page("1", "Rain fell.", "text", main_content="Rain fell."))
    '{"id": "1", "text": "Rain fell.", "main_content": "Rain fell."}'
    """
    fields: dict[str, Any] = {"id": page.id, page.kind: page.source}
    for name in ("url", "language", "type", "site", "spans", "main_content"):
        value = getattr(page, name)
        if value is not None:
            fields[name] = value
    for name in ("with_snippets", "without_snippets"):
        if getattr(page, name):
            fields[name] = getattr(page, name)
    return json.dumps(fields, ensure_ascii=False)


def write(path: Path | str, pages: Iterable[Page], *, append: bool = False) -> int:
    """Write pages as our JSONL, compressed if the name ends so; returns how many.

    ``append`` adds to a file that is there. Raises OSError if it can't be written.
    """
    count = 0
    with open_bytes(Path(path), "ab" if append else "wb") as file:
        for page in pages:
            # A lone surrogate becomes its escape, which is what JSON calls for.
            file.write(as_line(page).encode("utf-8", "backslashreplace") + b"\n")
            count += 1
    return count
