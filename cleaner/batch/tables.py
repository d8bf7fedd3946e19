"""Arrow tables as bytes, between processes, and from records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from cleaner.batch.schemas import column_of
from cleaner.batch.sources import RunError

try:
    import pyarrow as pa
except ImportError as missing:
    raise RunError('Parquet needs pyarrow: pip install "cleaner[batch]"') from missing

PAGE_SCHEMA: Final = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "url", "date", "charset")),
        ("html", pa.binary()),
        ("text", pa.binary()),
    ]
)
"""The columns of pages that come from files and archives."""


def packed(batch: pa.RecordBatch) -> bytes:
    """Write a record batch with its schema."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue())


def unpacked(data: bytes) -> pa.RecordBatch:
    """Read what `packed` wrote."""
    with pa.ipc.open_stream(data) as stream:
        return stream.read_next_batch()


def table_of(rows: Sequence[dict[str, Any]], are_pages: bool) -> pa.RecordBatch:
    """Make a record batch of records: of pages from files and archives, or of JSON objects.

    Raises ValueError, or what Arrow raises, where one can't be written in Arrow.
    """
    if are_pages:
        return pa.RecordBatch.from_pylist(list(rows), PAGE_SCHEMA)
    names = dict.fromkeys(name for row in rows for name in row)
    columns = [column_of([row.get(name) for row in rows]) for name in names]
    return pa.RecordBatch.from_arrays(columns, list(names))


def read_rows(file: Any, first: int, rows: int) -> tuple[list[str], Iterator[pa.RecordBatch]]:
    """Open a Parquet file: its columns, and its rows from ``first`` on, ``rows`` at a time."""
    import pyarrow.parquet as pq

    table = pq.ParquetFile(file)
    return table.schema_arrow.names, _rows(table, first, rows)


def _rows(table: Any, first: int, rows: int) -> Iterator[pa.RecordBatch]:
    groups = list(range(table.metadata.num_row_groups))
    while groups and first >= table.metadata.row_group(groups[0]).num_rows:
        first -= table.metadata.row_group(groups.pop(0)).num_rows
    for batch in table.iter_batches(rows, row_groups=groups, use_threads=False):
        if first < batch.num_rows:
            yield legible(batch.slice(first))
        first = max(0, first - batch.num_rows)


def legible(table: pa.RecordBatch) -> pa.RecordBatch:
    """Replace what is no UTF-8 in columns of strings, as in pages: each such byte by U+FFFD.

    Some writers don't look; Arrow fails when such a string is asked for. Raises pa.ArrowInvalid
    where it stands in a list or struct.
    """
    try:
        table.validate(full=True)
        return table
    except pa.ArrowInvalid:
        columns = [_decoded(column) for column in table.columns]
    found = pa.RecordBatch.from_arrays(columns, schema=table.schema)
    found.validate(full=True)
    return found


def _decoded(column: pa.Array) -> pa.Array:
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    large = pa.types.is_large_string(column.type)
    values = column.cast(pa.large_binary() if large else pa.binary()).to_pylist()
    texts = [None if value is None else value.decode("utf-8", "replace") for value in values]
    return pa.array(texts, column.type)


def parts_of(table: pa.RecordBatch, size: int) -> Iterator[dict[str, Any]]:
    """Cut a record batch into what batches of about so many bytes hold."""
    rows = max(1, table.num_rows * size // max(table.nbytes, 1))
    for start in range(0, table.num_rows, rows):
        part = table.slice(start, rows)
        yield {"table": packed(part), "length": part.num_rows, "size": part.nbytes}
