"""Ray Data: a dataset of pages becomes one of results, over ``map_batches``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Unpack

from cleaner.batch.columns import Columns
from cleaner.batch.recent import RecentSites
from cleaner.engine import Cleaner
from cleaner.integrations.extras import extra
from cleaner.integrations.tables import ROWS, ColumnNames, TableCleaner
from cleaner.sites import SiteMemory

with extra("ray"):
    import pyarrow as pa
    import ray
    import ray.data

if TYPE_CHECKING:
    from ray.data import Dataset

__all__ = ["clean_column", "learn_sites"]


class CleaningActor:
    """A worker that stays: its patterns and models are loaded once."""

    def __init__(self, clean: TableCleaner, sites: Any) -> None:
        """``sites``: a list with the reference of a dict of memories, or an empty one."""
        known = [RecentSites(ray.get(memories)) for memories in sites]
        self._clean = replace(clean, sites=known[0]) if known else clean

    def __call__(self, pages: pa.Table) -> pa.Table:
        """Clean the pages of a table."""
        return self._clean(pages)


def clean_column(
    dataset: Dataset,
    *,
    cleaner: Cleaner | None = None,
    sites: Mapping[str, SiteMemory] | None = None,
    options: dict[str, Any] | None = None,
    **columns: Unpack[ColumnNames],
) -> Dataset:
    """Clean a column of pages, by a pool of actors.

    Arguments:
        dataset: the pages, and whatever else is known of them.
        cleaner: the settings.
        sites: what `learn_sites` gave. Addresses stand in ``url="…"``.
        options: further arguments of ``map_batches``, such as ``concurrency``, the number
            of actors.
        columns: ``html="…"`` or ``text="…"``, and the rest of `cleaner.batch.columns.Columns`.

    Returns:
        The dataset's other columns and those of `cleaner.batch.arrow.RESULT_FIELDS`.
    """
    arguments = {"batch_size": ROWS, "udf_modifying_row_count": False} | (options or {})
    clean = TableCleaner.of(cleaner, **columns)
    if sites is not None:
        clean.columns.check_url()
    return dataset.map_batches(
        CleaningActor,
        # A reference inside a list is passed on as it is: each node fetches the memories once.
        fn_constructor_args=(clean, [] if sites is None else [ray.put(dict(sites))]),
        batch_format="pyarrow",
        **arguments,
    )


def learn_sites(
    dataset: Dataset, *, cleaner: Cleaner | None = None, **columns: Unpack[ColumnNames]
) -> dict[str, SiteMemory]:
    """Learn what repeats across the pages of each host.

    Pages are learnt from where they are, what is remembered of them is grouped by host, and
    the driver collects it: at most half a megabyte a host, most often some kB.

    Arguments:
        dataset, cleaner: as for `clean_column`.
        columns: ``html="…"`` or ``text="…"``, and ``url="…"``.

    Returns:
        The memory of each host (`cleaner.host.host_of`) with more than one page.
    """
    from cleaner.integrations.sites import (
        HOST,
        ROWS_SCHEMA,
        TableLearner,
        joined,
        memories_of,
        rows_of,
    )

    named = Columns(**columns)
    named.check_url()
    learner = TableLearner(named, cleaner or Cleaner())

    def learn(pages: pa.Table) -> pa.Table:
        return pa.Table.from_batches(learner.batches(pages.to_batches()), ROWS_SCHEMA)

    def join(rows: pa.Table) -> pa.Table:
        return pa.Table.from_batches(joined(rows.to_batches()), ROWS_SCHEMA)

    rows = dataset.map_batches(learn, batch_format="pyarrow", batch_size=None)
    found = rows.groupby(HOST).map_groups(join, batch_format="pyarrow")
    tables = found.iter_batches(batch_format="pyarrow", batch_size=None)
    return memories_of(rows_of(batch for table in tables for batch in table.to_batches()))
