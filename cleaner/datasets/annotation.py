"""What annotation tools export: doccano's JSONL and Label Studio's JSON.

The labels must be named as ours are. Of Label Studio those of ``<Text>`` are read: the ones of
``<HyperText>`` point into a page as a browser shows it, not into its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cleaner.datasets.jsonl import objects
from cleaner.datasets.opened import json_in
from cleaner.datasets.record import (
    DataError,
    FieldError,
    Page,
    RecordError,
    found_in,
    label_named,
    shown,
)
from cleaner.source import decode


def read_doccano(path: Path) -> Iterator[Page | RecordError]:
    """The texts of a JSONL export: ``text`` with ``label`` triples or with ``entities``."""
    for number, record in objects(path):
        if isinstance(record, RecordError):
            yield record
            continue
        try:
            yield found_in(path, number, _of_doccano(record))
        except FieldError as error:
            yield RecordError(path, number, error.field, error.message)


def is_doccano(record: object) -> bool:
    """Whether a record is one of doccano's.

    >>> is_doccano({"id": 1, "text": "Rain", "label": [[0, 4, "body"]]})
    True
    """
    return (
        isinstance(record, Mapping)
        and bool(record.keys() & {"label", "labels", "entities"})
        and bool(record.keys() & {"text", "data"})
        and not record.keys() & {"spans", "main_content", "with_snippets", "without_snippets"}
    )


def read_label_studio(path: Path) -> Iterator[Page | RecordError]:
    """The tasks of a JSON export, in full or JSON-MIN."""
    tasks = json_in(path)
    if not isinstance(tasks, list):
        raise DataError(f"{path}: expected a list of tasks")
    for place, task in enumerate(tasks):
        try:
            yield found_in(path, None, _of_label_studio(task), prefix=f"[{place}].")
        except FieldError as error:
            yield RecordError(path, None, f"[{place}].{error.field}".rstrip("."), error.message)


def _of_doccano(record: Any) -> dict[str, Any]:
    if not is_doccano(record):
        raise FieldError("", "expected a record with text, and label or entities")
    names = [name for name in ("entities", "label", "labels") if record.get(name) is not None]
    field = (names or ["label"])[0]
    spans: list[Any] = []
    for place, label in enumerate(_list(record.get(field), field)):
        if field == "entities" or isinstance(label, Mapping):
            entity = _object(label, f"{field}[{place}]")
            spans.append([entity.get(name) for name in ("start_offset", "end_offset", "label")])
        else:
            spans.append(label)
    return _with_meta(record, record.get("text", record.get("data")), spans)


def _of_label_studio(task: Any) -> dict[str, Any]:
    task = _object(task, "")
    data = _object(task.get("data", task), "data")
    text = next(
        (data[name] for name in ("text", "source", "html") if isinstance(data.get(name), str)), None
    )
    if text is None:
        raise FieldError("data.text", "expected the text as a string")
    spans = [_annotated(_object(value, field), text, field) for field, value in _values(task)]
    return _with_meta({**data, "id": task.get("id", data.get("id"))}, text, spans)


def _values(task: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The labelled ranges of a task, of its first annotation that was not cancelled."""
    name = next((name for name in ("annotations", "completions") if name in task), None)
    if name is None:
        for place, value in enumerate(_list(task.get("label"), "label")):
            yield f"label[{place}]", value
        return
    for number, entry in enumerate(_list(task[name], name)):
        if not _object(entry, f"{name}[{number}]").get("was_cancelled"):
            field = f"{name}[{number}].result"
            for place, result in enumerate(_list(entry.get("result"), field)):
                value = _object(result, f"{field}[{place}]").get("value")
                # Relations and choices have no labels; they are no spans.
                if isinstance(value, Mapping) and any(key.endswith("labels") for key in value):
                    yield f"{field}[{place}].value", value
            return
    raise FieldError(name, "expected an annotation that was not cancelled")


def _object(value: Any, field: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise FieldError(field, f"expected an object, got {shown(value)}")
    return value


def _list(value: Any, field: str) -> list[Any]:
    if not isinstance(value, list):
        raise FieldError(field, f"expected a list, got {shown(value)}")
    return value


def _annotated(value: Mapping[str, Any], text: str, field: str) -> list[Any]:
    names = next((value[key] for key in value if key.endswith("labels")), None)
    if not isinstance(names, list) or len(names) != 1:
        raise FieldError(f"{field}.labels", "expected one label")
    start, end = value.get("start"), value.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        raise FieldError(
            f"{field}.start", "expected offsets into a <Text>, not into a page as it is shown"
        )
    said = value.get("text")
    if isinstance(said, str) and text[start:end] != said:
        # The browser counts in units of UTF-16.
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if 0 <= start <= end <= units:
            start, end = decode(text).from_unit([start, end], "utf16").tolist()
        if text[start:end] != said:
            raise FieldError(f"{field}.text", "expected what stands at start and end of the text")
    return [start, end, label_named(names[0], f"{field}.labels")]


def _with_meta(record: Mapping[str, Any], text: object, spans: list[Any]) -> dict[str, Any]:
    meta = {name: record.get(name) for name in ("id", "url", "language", "type", "site")}
    return {**meta, "source": text, "spans": spans}
