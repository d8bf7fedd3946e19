"""Spark: a data frame of pages becomes one of results, over ``mapInArrow``.

The executors need ``cleaner`` and pyarrow installed. A task that fails is run again by
Spark, and as cleaning is pure it then gives the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

from cleaner.batch.recent import RecentSites
from cleaner.engine import Cleaner
from cleaner.integrations.extras import extra
from cleaner.integrations.tables import ColumnNames, TableCleaner
from cleaner.sites import SiteMemory

with extra("spark"):
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructField, StructType

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame

__all__ = ["clean_column", "learn_sites"]


def clean_column(
    frame: DataFrame,
    *,
    cleaner: Cleaner | None = None,
    sites: Mapping[str, SiteMemory] | None = None,
    **columns: Unpack[ColumnNames],
) -> DataFrame:
    """Clean a column of pages.

    Spark hands pages to Python ``spark.sql.execution.arrow.maxRecordsPerBatch`` at a
    time, 10,000 unless told otherwise: set it to a few hundred, for that many pages
    are in memory at once.

    Arguments:
        frame: the pages, and whatever else is known of them.
        cleaner: the settings.
        sites: what `learn_sites` gave; it is broadcast. Addresses stand in ``url="…"``.
        columns: ``html="…"`` or ``text="…"``, and the rest of `cleaner.batch.columns.Columns`.

    Returns:
        The frame's other columns and those of `cleaner.batch.arrow.RESULT_FIELDS`.
    """
    clean = TableCleaner.of(cleaner, **columns)
    schema = _schema(clean, frame.schema)
    if sites is not None:
        clean.columns.check_url()
        sent = frame.sparkSession.sparkContext.broadcast(dict(sites))
        clean = replace(clean, sites=RecentSites(_Sent(sent)))
    return frame.mapInArrow(clean.batches, schema)


class _Sent:
    """What was broadcast, looked up where it arrives."""

    def __init__(self, sites: Broadcast[Mapping[str, SiteMemory]]) -> None:
        self._sites = sites

    def get(self, host: str, /) -> SiteMemory | None:
        """The memory of a host, if there is one."""
        memories: Mapping[str, SiteMemory] = self._sites.value
        return memories.get(host)


def learn_sites(
    frame: DataFrame, *, cleaner: Cleaner | None = None, **columns: Unpack[ColumnNames]
) -> dict[str, SiteMemory]:
    """Learn what repeats across the pages of each host.

    Pages are learnt from where they are, what is remembered of them is brought together by
    host, and the driver collects it: at most half a megabyte a host, most often some kB.

    Arguments:
        frame, cleaner: as for `clean_column`.
        columns: ``html="…"`` or ``text="…"``, and ``url="…"``.

    Returns:
        The memory of each host (`cleaner.host.host_of`) with more than one page.
    """
    from cleaner.integrations.sites import HOST, ROWS_SCHEMA, TableLearner, joined, memories_of

    clean = TableCleaner.of(cleaner, **columns)
    _schema(clean, frame.schema)
    named = clean.columns
    named.check_url()
    schema = StructType(from_arrow_schema(ROWS_SCHEMA).fields)
    needed = [name for name in (*named.pages, named.url, named.charset) if name]
    rows = frame.select(*needed).mapInArrow(TableLearner(named, clean.cleaner).batches, schema)
    # Sorted, so that no more than one host's rows are in a worker's memory.
    found = rows.repartition(HOST).sortWithinPartitions(HOST).mapInArrow(joined, schema)
    return memories_of(found.collect())


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
