"""Ray Data: a dataset of pages becomes one of results, over ``map_batches``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from cleaner.engine import Cleaner
from cleaner.integrations.extras import extra
from cleaner.integrations.tables import ROWS, ColumnNames, TableCleaner

with extra("ray"):
    import pyarrow as pa
    import ray.data  # noqa: F401

if TYPE_CHECKING:
    from ray.data import Dataset

__all__ = ["clean_column"]


class CleaningActor:
    """A worker that stays: its patterns and models are loaded once."""

    def __init__(self, clean: TableCleaner) -> None:
        self._clean = clean

    def __call__(self, pages: pa.Table) -> pa.Table:
        """Clean the pages of a table."""
        return self._clean(pages)


def clean_column(
    dataset: Dataset,
    *,
    cleaner: Cleaner | None = None,
    options: dict[str, Any] | None = None,
    **columns: Unpack[ColumnNames],
) -> Dataset:
    """Clean a column of pages, by a pool of actors.

    Arguments:
        dataset: the pages, and whatever else is known of them.
        cleaner: the settings.
        options: further arguments of ``map_batches``, such as ``concurrency``, the number
            of actors.
        columns: ``html="…"`` or ``text="…"``, and the rest of `cleaner.batch.columns.Columns`.

    Returns:
        The dataset's other columns and those of `cleaner.batch.arrow.RESULT_FIELDS`.
    """
    arguments = {"batch_size": ROWS, "udf_modifying_row_count": False} | (options or {})
    return dataset.map_batches(
        CleaningActor,
        fn_constructor_args=(TableCleaner.of(cleaner, **columns),),
        batch_format="pyarrow",
        **arguments,
    )
