"""Files of pages, of any form and compression: they are read or refused, nothing is lost."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cleaner.batch.columns import Columns
from cleaner.batch.readers import Reading, read_batches
from cleaner.batch.sources import RunError, find_inputs
from cleaner.batch.work import Work
from cleaner.engine import Cleaner

NAMES = (
    "a.jsonl", "a", "a.warc", "a.warc.gz", "a.parquet", "a.html", "a.txt.gz", "a.html.xz",
    "a.jsonl.bz2", "a.wet.zst",
)  # fmt: skip
"""What the first byte chooses from."""

_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Rain fell on Monday.</p>"
)
_WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    b"WARC-Target-URI: https://example.org/../../etc\r\nContent-Type: application/http\r\n"
    b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(_ANSWER), _ANSWER)
)
_WET = _WARC.replace(b"response", b"conversion")


def seeds() -> Iterator[bytes]:
    """A small file of each form, plain and compressed."""
    lines = b'{"id": 1, "text": "Rain fell."}\n{"id": "\\ud800", "html": "<p>Snow", "url": null}\n'
    contents = (lines, _WARC + _WET, b"<p>Rain fell on Monday.</p>", _parquet())
    packs = (bytes, gzip.compress, bz2.compress, lzma.compress)
    for place in range(len(NAMES)):
        for content in contents:
            for pack in packs:
                yield bytes([place]) + pack(content)


def _parquet() -> bytes:
    import io

    import pyarrow as pa
    from pyarrow import parquet

    file = io.BytesIO()
    parquet.write_table(pa.table({"id": [1, 2], "text": ["Rain fell.", None]}), file)
    return file.getvalue()


def check(data: bytes) -> None:
    """The first byte is the file's name, the others what it holds."""
    name, content = NAMES[data[0] % len(NAMES) if data else 0], data[1:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        reading = Reading(Columns("text", "html", url="url"), pages=3)
        inputs = find_inputs([str(path)]).inputs
        try:
            batches = list(read_batches(inputs, reading))
        except RunError:
            return
        count = 0
        for batch in batches:
            assert batch.first == count
            count += batch.length
            outcome = Work(Cleaner(max_chars=10_000), "jsonl")(batch)
            assert outcome.pages + len(outcome.errors) == batch.length
            for piece in outcome.pieces:
                for line in piece.splitlines():
                    json.loads(line)
        for first in range(min(count, 4) + 1):
            later = list(read_batches(inputs, reading, first=first))
            assert sum(batch.length for batch in later) == count - first
