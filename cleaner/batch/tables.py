"""Arrow tables as bytes, between processes, and from records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

from cleaner.batch.records import Batch
from cleaner.batch.rows import RecordError, page_in, parsed
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


def schema_of(batch: Batch) -> bytes:
    """Find the columns that the records of all batches shall have by the first of them.

    Fields that are null in all of these are taken for strings. Raises RunError where a field
    has values of several types.
    """
    if batch.table is not None:
        return bytes(unpacked(batch.table).schema.remove_metadata().serialize())
    if isinstance(batch.records[0], dict):
        return bytes(PAGE_SCHEMA.serialize())
    rows = []
    for record in batch.records:
        with suppress(RecordError):  # told when its turn comes
            row = parsed(record)
            page_in(row, batch.columns)
            rows.append(row)
    fields = []
    for name in dict.fromkeys(name for row in rows for name in row):
        try:
            kind = pa.array([row.get(name) for row in rows]).type
        except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError) as error:
            raise RunError(
                f"field {name!r}: expected values of one type, which Parquet needs "
                f"({' '.join(str(error).split())}): write JSONL instead"
            ) from error
        fields.append(pa.field(name, pa.string() if pa.types.is_null(kind) else kind))
    return bytes(pa.schema(fields).serialize())


def fitting(table: pa.RecordBatch, schema: bytes) -> pa.RecordBatch:
    """Give a table the columns of a schema. Raises ValueError if it has others."""
    expected = pa.ipc.read_schema(pa.py_buffer(schema))
    if table.schema.names != expected.names:
        names = ", ".join(expected.names)
        raise ValueError(f"expected the columns of the first input, {names}")
    return table if table.schema.equals(expected) else table.cast(expected)


def table_of(rows: Sequence[dict[str, Any]], schema: bytes) -> pa.RecordBatch:
    """Make a record batch of records.

    Raises ValueError, or what Arrow raises, for a record that does not fit.
    """
    expected = pa.ipc.read_schema(pa.py_buffer(schema))
    for row in rows:
        unknown = row.keys() - set(expected.names)
        if unknown:
            raise ValueError(f"expected the fields of the first records, got {min(unknown)!r} too")
    return pa.RecordBatch.from_pylist(list(rows), expected)


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
