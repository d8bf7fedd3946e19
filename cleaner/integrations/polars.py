"""polars: a frame of pages becomes one of results, through Arrow."""

from __future__ import annotations

from typing import TypeVar, Unpack

from cleaner.engine import Cleaner
from cleaner.integrations.extras import extra
from cleaner.integrations.tables import ColumnNames, TableCleaner

with extra("polars"):
    import polars as pl
    import pyarrow  # noqa: F401

__all__ = ["clean_column"]

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def clean_column(
    frame: Frame, *, cleaner: Cleaner | None = None, **columns: Unpack[ColumnNames]
) -> Frame:
    """Clean a column of pages, at once or lazily as the frame is.

    Arguments:
        frame: the pages, and whatever else is known of them.
        cleaner: the settings.
        columns: ``html="…"`` or ``text="…"``, and the rest of `cleaner.batch.columns.Columns`.

    Returns:
        The frame's other columns and those of `cleaner.batch.arrow.RESULT_FIELDS`.

    >>> pages = pl.DataFrame({"id": [7], "page": ["Rain fell.\\n\\n© 2024 Example Ltd."]})
    >>> clean_column(pages, text="page").select("id", "text").rows()
    [(7, 'Rain fell.')]
    """
    clean = TableCleaner.of(cleaner, **columns)

    def cleaned(pages: pl.DataFrame) -> pl.DataFrame:
        return pl.DataFrame(clean(pages.to_arrow()))

    if isinstance(frame, pl.DataFrame):
        return cleaned(frame)
    schema = clean.schema(frame.collect_schema().to_frame().to_arrow().schema)
    result = pl.DataFrame(schema.empty_table()).schema
    # Columns that nobody asks for afterwards are needed: the pages are such.
    return frame.map_batches(cleaned, schema=result, streamable=True, projection_pushdown=False)
