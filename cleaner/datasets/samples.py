"""Our samples' layout: ``<name>.txt`` or ``.html`` with its spans in ``<name>.json`` beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from cleaner.datasets.opened import json_in, read_text
from cleaner.datasets.record import DataError, Page, RecordError, found_in


def read_samples(path: Path) -> Iterator[Page | RecordError]:
    """The pages of a folder and of those in it."""
    for page, gold in samples(path):
        try:
            record = json_in(gold)
            source = read_text(page, "utf-8")
        except DataError as error:
            yield RecordError(gold, None, "", str(error).removeprefix(f"{gold}: "))
            continue
        if not isinstance(record, Mapping):
            yield RecordError(gold, None, "", "expected an object with spans")
            continue
        fields = {
            **{name: record.get(name) for name in ("url", "language", "spans")},
            "id": str(page.relative_to(path).with_suffix("")),
            "html" if page.suffix == ".html" else "text": source,
            "type": record.get("kind"),
        }
        yield found_in(gold, None, fields)


def samples(path: Path) -> Iterator[tuple[Path, Path]]:
    """Each page under a folder that has its gold beside it, and the gold."""
    for gold in sorted(path.rglob("*.json")):
        for end in (".html", ".txt"):
            page = gold.with_suffix(end)
            if page.is_file():
                yield page, gold
