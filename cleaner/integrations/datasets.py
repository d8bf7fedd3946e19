"""HuggingFace datasets: ``map(batched=True)`` over Arrow tables, for datasets and streams."""

from __future__ import annotations

from typing import Any, TypeVar, Unpack

from cleaner.engine import Cleaner
from cleaner.integrations.extras import extra
from cleaner.integrations.tables import ROWS, ColumnNames, TableCleaner

with extra("datasets"):
    from datasets import Dataset, DatasetDict, IterableDataset, IterableDatasetDict

__all__ = ["clean_column"]

AnyDataset = TypeVar("AnyDataset", Dataset, DatasetDict, IterableDataset, IterableDatasetDict)


def clean_column(
    dataset: AnyDataset,
    *,
    cleaner: Cleaner | None = None,
    options: dict[str, Any] | None = None,
    **columns: Unpack[ColumnNames],
) -> AnyDataset:
    """Clean a column of pages.

    Arguments:
        dataset: the pages, and whatever else is known of them.
        cleaner: the settings.
        options: further arguments of ``map``, such as ``num_proc``.
        columns: ``html="…"`` or ``text="…"``, and the rest of `cleaner.batch.columns.Columns`.

    Returns:
        The dataset's other columns and those of `cleaner.batch.arrow.RESULT_FIELDS`.

    >>> pages = Dataset.from_dict({"id": [7], "page": ["Rain fell.\\n\\n© 2024 Example Ltd."]})
    >>> clean_column(pages, text="page", options={"keep_in_memory": True})[0]["text"]
    'Rain fell.'
    """
    clean = TableCleaner.of(cleaner, **columns)
    arguments = {"batched": True, "batch_size": ROWS} | (options or {})
    mapped = dataset.with_format("arrow").map(clean, **arguments)
    return mapped.with_format(None)
