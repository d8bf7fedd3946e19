"""Spark: a data frame of pages becomes one of results, over ``mapInArrow``.

The executors need ``cleaner`` and pyarrow installed. A task that fails is run again by
Spark, and as cleaning is pure it then gives the same rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from cleaner.engine import Cleaner
from cleaner.integrations.extras import extra
from cleaner.integrations.tables import ColumnNames, TableCleaner

with extra("spark"):
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructField, StructType

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["clean_column"]


def clean_column(
    frame: DataFrame, *, cleaner: Cleaner | None = None, **columns: Unpack[ColumnNames]
) -> DataFrame:
    """Clean a column of pages.

    Spark hands pages to Python ``spark.sql.execution.arrow.maxRecordsPerBatch`` at a
    time, 10,000 unless told otherwise: set it to a few hundred, for that many pages
    are in memory at once.

    Arguments:
        frame: the pages, and whatever else is known of them.
        cleaner: the settings.
        columns: ``html="…"`` or ``text="…"``, and the rest of `cleaner.batch.columns.Columns`.

    Returns:
        The frame's other columns and those of `cleaner.batch.arrow.RESULT_FIELDS`.
    """
    clean = TableCleaner.of(cleaner, **columns)
    return frame.mapInArrow(clean.batches, _schema(clean, frame.schema))


def _schema(clean: TableCleaner, schema: StructType) -> StructType:
    """Return the columns of the results; those that pass keep the types that Spark knows."""
    from cleaner.batch.arrow import RESULT_FIELDS

    named = clean.columns
    for name in (*named.pages, named.url, named.charset):
        for field in schema.fields:
            kind = field.dataType.typeName()
            if field.name == name and kind not in ("string", "binary", "void"):
                raise ValueError(f"column {name!r}: expected strings or bytes, got {kind}")
    names = clean.schema(pa.schema([(name, pa.string()) for name in schema.names])).names
    left_out = () if named.keep_pages else named.pages
    passed = [field for field in schema.fields if field.name not in left_out]
    renamed = [
        StructField(name, field.dataType, field.nullable)
        for name, field in zip(names, passed, strict=False)  # the names go on with the results'
    ]
    return StructType([*renamed, *from_arrow_schema(pa.schema(RESULT_FIELDS)).fields])
