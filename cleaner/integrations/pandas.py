"""pandas: a frame of pages becomes one of results; only the pages go through Arrow."""

from __future__ import annotations

from typing import Unpack

from cleaner.batch.columns import free_names
from cleaner.engine import Cleaner
from cleaner.integrations.extras import extra
from cleaner.integrations.tables import ColumnNames, TableCleaner

with extra("pandas"):
    import pandas as pd
    import pyarrow as pa

__all__ = ["clean_column"]


def clean_column(
    frame: pd.DataFrame, *, cleaner: Cleaner | None = None, **columns: Unpack[ColumnNames]
) -> pd.DataFrame:
    """Clean a column of pages.

    Arguments:
        frame: the pages, and whatever else is known of them.
        cleaner: the settings.
        columns: ``html="…"`` or ``text="…"``, and the rest of `cleaner.batch.columns.Columns`.

    Returns:
        The frame's other columns as they are and those of `cleaner.batch.arrow.RESULT_FIELDS`,
        with the frame's index.

    Raises:
        ValueError: if a column is missing, or not of strings or bytes.

    >>> pages = pd.DataFrame({"id": [7], "page": ["Rain fell.\\n\\n© 2024 Example Ltd."]})
    >>> clean_column(pages, text="page").loc[0, "text"]
    'Rain fell.'
    """
    from cleaner.batch.arrow import RESULT_FIELDS

    clean = TableCleaner.of(cleaner, **columns)
    asked = clean.columns
    needed = {name: None for name in (*asked.pages, asked.url, asked.charset) if name is not None}
    for name in needed:
        if name not in frame.columns:
            there = ", ".join(map(str, frame.columns)) or "none"
            raise ValueError(f"expected a column {name!r}, got {there}")
    table = pa.Table.from_pandas(frame[[*needed]], preserve_index=False)
    results = [field.name for field in RESULT_FIELDS]
    found = clean(table).select(results).to_pandas()
    passed = frame if asked.keep_pages else frame.drop(columns=[*asked.pages])
    named = passed.set_axis(free_names([*passed.columns], results), axis="columns")
    return pd.concat([named, found.set_axis(frame.index, axis="index")], axis="columns")
