"""One schema for tables that were made apart from one another, and no value lost on the way to it.

Parquet wants one type for a column; the records of a run promise none. So each table has the
types of its own values, and where tables come together their columns are widened as far as
every value stays what it is. What has no such type becomes text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, Protocol

from cleaner.batch.rows import as_text
from cleaner.batch.sources import RunError

try:
    import pyarrow as pa
except ImportError as missing:
    raise RunError('Parquet needs pyarrow: pip install "cleaner[batch]"') from missing


class Table(Protocol):
    """Columns by name: a table, a record batch, a file that reads one when it is asked for."""

    @property
    def schema(self) -> pa.Schema:
        """Their names and types."""

    def column(self, name: str, /) -> Any:
        """The values of one."""


def column_of(values: Sequence[Any]) -> pa.Array:
    """Make a column of what JSON holds: of strings, numbers or truth values, else of text.

    >>> column_of([9, 9.99, None]).to_pylist(), column_of([7, "seven", [7]]).to_pylist()
    ([9.0, 9.99, None], ['7', 'seven', '[7]'])
    """
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {int, float} or kinds in ({str}, {bool}):
        # A number may be too large for any type, or too exact to stand among floats.
        with suppress(pa.ArrowInvalid, OverflowError):
            return pa.array(values)
    return _texts(values)


def common_schema(tables: Sequence[Table]) -> pa.Schema:
    """Find the columns that hold all that these tables hold, in the order of their first one.

    >>> one, other = pa.table({"n": [9], "key": [7]}), pa.table({"key": ["a"], "n": [9.99]})
    >>> common_schema([one, other]).types
    [DataType(double), DataType(string)]
    """
    schemas = [table.schema for table in tables]
    if all(schema.equals(schemas[0]) for schema in schemas):
        return schemas[0]
    names = dict.fromkeys(name for schema in schemas for name in schema.names)
    for name in names:
        if any(schema.names.count(name) > 1 for schema in schemas):
            raise RunError(
                f"column {name!r}: expected one of this name, which Parquet of inputs with "
                "different columns needs: write JSONL instead"
            )
    return pa.schema((name, _common_type(name, tables)) for name in names)


def fitted(table: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """Give a table the columns of a `common_schema`: what it does not have is null."""
    if table.schema.equals(schema):
        return table
    there = table.schema.names
    columns = [
        _fitted(table.column(field.name), field.type)
        if field.name in there
        else pa.nulls(table.num_rows, field.type)
        for field in schema
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def without_nulls(schema: pa.Schema) -> pa.Schema:
    """Take columns that are null throughout for strings, which every reader knows."""
    for place, field in enumerate(schema):
        if pa.types.is_null(field.type):
            schema = schema.set(place, field.with_type(pa.string()))
    return schema


def _common_type(name: str, tables: Sequence[Table]) -> pa.DataType:
    """Find a type that every value of a column can have unchanged."""
    found = [table for table in tables if name in table.schema.names]
    kinds = [table.schema.field(name).type for table in found]
    if all(kind == kinds[0] for kind in kinds):
        return kinds[0]
    if any(map(pa.types.is_decimal, kinds)) and any(map(pa.types.is_floating, kinds)):
        return pa.string()
    try:
        schemas = [pa.schema([(name, kind)]) for kind in kinds]
        common = pa.unify_schemas(schemas, promote_options="permissive").field(0).type
        for table, kind in zip(found, kinds, strict=True):
            if kind != common:
                table.column(name).cast(common)  # fails where a number would be rounded
    except pa.ArrowException:
        return pa.string()
    return common


def _fitted(column: pa.Array, kind: pa.DataType) -> pa.Array:
    if column.type == kind:
        return column
    if pa.types.is_string(kind):
        return _texts(column.to_pylist())
    return column.cast(kind)


def _texts(values: Iterable[Any]) -> pa.Array:
    """Make strings of values: a string stays as it is, all else is written as JSON."""
    texts = (v if v is None or isinstance(v, str) else as_text(v) for v in values)
    return pa.array(texts, pa.string())
