"""Records as rows: reading lines of JSON, finding the page in a row, writing rows."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any, Final

from cleaner.batch.columns import Columns, free_names
from cleaner.batch.each import page_of
from cleaner.batch.records import Record
from cleaner.labels import LABELS
from cleaner.reading.inputs import Page
from cleaner.result import Result

Row = dict[str, Any]

RESULTS: Final = (
    "text", "title", "spans", "kept_characters", "dropped_characters", "unread_characters",
    "encoding",
)  # fmt: skip
"""The fields that are added to a row: `cleaner.batch.arrow.RESULT_FIELDS` says what they hold."""


class RecordError(ValueError):
    """A record is not as it should be; the message says all."""


def parsed(record: Record) -> Row:
    """Read a record. Raises RecordError if it is a line that holds no JSON object.

    >>> parsed(b'{"id": 7}')
    {'id': 7}
    """
    if isinstance(record, dict):
        return record
    try:
        row = json.loads(record.decode())
    except UnicodeDecodeError as error:
        told = f"{error.reason} at byte {error.start} of the line"
        raise RecordError(f"invalid UTF-8: {told}") from None
    except (ValueError, RecursionError) as error:
        raise RecordError(f"invalid JSON: {error}") from None
    if not isinstance(row, dict):
        raise RecordError(f"expected a JSON object, got {type(row).__name__}")
    return row


def page_in(row: Row, columns: Columns) -> Page | None:
    """Find the page in a row: None if it is null. Raises RecordError if there is no such field."""
    try:
        columns = columns.among(row)
    except ValueError as error:
        raise RecordError(str(error)) from None
    for kind, name in (("html", columns.html), ("text", columns.text)):
        content = None if name is None else row[name]
        if isinstance(content, Exception):  # a file that could not be read
            raise RecordError(str(content)) from content
        if isinstance(content, str | bytes):
            charset, url = (
                None if known is None else row[known] for known in (columns.charset, columns.url)
            )
            return page_of(content, "html" if kind == "html" else "text", charset, url)
        if content is not None:
            raise RecordError(f"field {name!r}: expected a string, got {type(content).__name__}")
    return None


def cleaned(row: Row, columns: Columns, result: Result | None, kept: int, dropped: int) -> Row:
    """Put a result in the place of its page. ``kept`` and ``dropped`` count characters."""
    if columns.keep_pages:
        others = {
            name: result.source if result and isinstance(value, bytes) else value
            for name, value in row.items()
        }
    else:
        others = {name: value for name, value in row.items() if name not in columns.pages}
    names = free_names(list(others), RESULTS)
    found: tuple[Any, ...] = (None,) * len(RESULTS)
    if result:
        unread = result.decoded.unread
        found = (
            result.text, result.title, span_rows(result), kept, dropped, unread, result.encoding,
        )  # fmt: skip
    return dict(zip((*names, *RESULTS), (*others.values(), *found), strict=True))


def span_rows(result: Result) -> list[Row]:
    """Give a result's spans as plain data, without their text.

    >>> import cleaner
    >>> span_rows(cleaner.clean("© 2024 Example Ltd. All rights reserved."))[0]["label"]
    'copyright'
    """
    starts, ends, codes, scores, kept = (column.tolist() for column in result.columns)
    labels = [LABELS[code].value for code in codes]
    rows = zip(starts, ends, labels, scores, result.rules, kept, strict=True)
    return [
        {"start": start, "end": end, "label": label, "score": score, "rule": rule, "kept": stays}
        for start, end, label, score, rule, stays in rows
    ]


def line(row: Row) -> bytes:
    """Write a row as a line of JSON.

    Bytes are written as the text that they hold if they are UTF-8, else as an object with
    their ``base64``; times as ISO 8601.

    >>> line({"id": "é", "raw": b"\\xff", "text": "\\ud800"})
    b'{"id": "\\xc3\\xa9", "raw": {"base64": "/w=="}, "text": "\\\\ud800"}\\n'
    """
    return f"{as_text(row)}\n".encode()


def as_text(value: Any) -> str:
    """Write a value as JSON, in the way of `line`.

    >>> as_text({"n": [1, b"One"]})
    '{"n": [1, "One"]}'
    """
    # A lone surrogate is written as its escape, which is JSON's too.
    return _encode(value).encode("utf-8", "backslashreplace").decode()


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return {"base64": b64encode(value).decode()}
    if isinstance(value, Exception):
        return None
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


_encode: Final = json.JSONEncoder(ensure_ascii=False, default=_plain).encode
