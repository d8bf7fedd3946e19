"""The kernel as a function of Arrow tables, which is what most engines call it with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack

import cleaner
from cleaner.batch.columns import Columns
from cleaner.batch.each import Sites
from cleaner.engine import Cleaner

if TYPE_CHECKING:
    import pyarrow as pa

ROWS: Final = 128
"""Pages that are cleaned at once: it bounds the memory of their results, and is enough for
the groups that `Cleaner.clean_batch` works in."""


class ColumnNames(TypedDict, total=False):
    """The arguments of `cleaner.batch.columns.Columns`, as the adapters take them."""

    text: str | None
    html: str | None
    url: str | None
    charset: str | None
    keep_pages: bool


@dataclass(frozen=True, slots=True)
class TableCleaner:
    """Cleans tables of pages; a value, so that engines can send it to their workers.

    >>> import pyarrow as pa
    >>> clean = TableCleaner(Columns("page"), Cleaner())
    >>> clean(pa.table({"id": [7], "page": ["Rain fell."]})).to_pylist()[0]["text"]
    'Rain fell.'
    """

    columns: Columns
    cleaner: Cleaner
    sites: Sites | None = None
    """What is known of the pages' sites."""

    @classmethod
    def of(cls, settings: Cleaner | None, **columns: Unpack[ColumnNames]) -> TableCleaner:
        """Make one of an adapter's arguments."""
        return cls(Columns(**columns), settings or Cleaner())

    def __call__(self, table: pa.Table) -> pa.Table:
        """Clean the pages of a table; see `cleaner.batch.arrow.clean_arrow`."""
        import pyarrow as pa

        return pa.Table.from_batches(self.batches(table.to_batches()), self.schema(table.schema))

    def batches(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Clean record batches as they come, a few pages at a time."""
        from cleaner.batch.arrow import clean_arrow

        for batch in batches:
            for start in range(0, batch.num_rows, ROWS):
                part = batch.slice(start, ROWS)
                yield clean_arrow(part, self.columns, self.cleaner, self.sites)

    def __reduce__(self) -> tuple[object, ...]:
        # Sets are written in an order of their own: what caches results by the hash of this
        # must find the same bytes in each process, and others for another release.
        settings = {field.name: getattr(self.cleaner, field.name) for field in fields(Cleaner)}
        labels = {name: tuple(sorted(settings[name])) for name in ("keep", "drop")}
        return _rebuilt, (self.columns, settings | labels, self.sites, cleaner.__version__)

    def schema(self, schema: pa.Schema) -> pa.Schema:
        """Return the columns of the results for pages of this schema."""
        from cleaner.batch.arrow import output_schema

        return output_schema(schema, self.columns)


def _rebuilt(
    columns: Columns, settings: dict[str, Any], sites: Sites | None, _version: str
) -> TableCleaner:
    return TableCleaner(columns, Cleaner(**settings), sites)
