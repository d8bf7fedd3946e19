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
    import pyarrow  # noqa: F401
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

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
    schema = from_arrow_schema(clean.schema(to_arrow_schema(frame.schema)))
    return frame.mapInArrow(clean.batches, schema)
