"""What a worker does: a batch of records in, what is to be written out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from cleaner.batch.each import Sites, clean_each, counts_of, no_counts, reason
from cleaner.batch.errors import error_line
from cleaner.batch.records import Batch, Outcome, Record, joined
from cleaner.batch.rows import RecordError, Row, cleaned, line, page_in, parsed
from cleaner.engine import Cleaner
from cleaner.reading.inputs import Page
from cleaner.result import Result

Format = Literal["jsonl", "parquet", "dolma"]


@dataclass(frozen=True, slots=True)
class Work:
    """Cleans batches. It is called in the workers, and is all that they know."""

    cleaner: Cleaner
    form: Format
    id_field: str = "id"
    sites: Sites | None = None
    """What is known of the pages' sites."""

    def __call__(self, batch: Batch) -> Outcome:
        """Clean a batch."""
        if self.form == "parquet":
            return self._as_table(batch)
        return self._lines(batch)

    def refused(self, batch: Batch, why: str) -> Outcome:
        """Give the outcome of a batch of one record that could not be cleaned."""
        (record,) = _records(batch)
        pieces = (self._nothing(record),) if self.form == "dolma" else ()
        return Outcome(pieces, (self._error(batch, 0, record, why),))

    def _lines(self, batch: Batch) -> Outcome:
        """Clean records one by one, and write lines of JSON."""
        records, pieces, errors, counts = _records(batch), [], [], no_counts()
        rows: dict[int, Row] = {}

        def page_at(number: int) -> Page | None:
            rows[number] = parsed(records[number])
            return page_in(rows[number], batch.columns)

        results = clean_each(len(records), page_at, self.cleaner, self.sites)
        for number, result in enumerate(results):
            record = records[number]
            if isinstance(result, Exception):
                errors.append(self._error(batch, number, record, reason(result)))
                pieces += [self._nothing(record)] if self.form == "dolma" else []
                continue
            found = no_counts() if result is None else counts_of(result)
            counts += found
            pieces.append(self._line(batch, rows.pop(number), result, found))
        return Outcome((b"".join(pieces),), tuple(errors), len(records) - len(errors), counts)

    def _line(self, batch: Batch, row: Row, result: Result | None, counts: Any) -> bytes:
        if self.form == "dolma":
            found = result.to_dolma("") if result else {"attributes": {}}
            return line({"id": row.get(self.id_field), "attributes": found["attributes"]})
        _, shown, kept = counts.sum(0).tolist()
        return line(cleaned(row, batch.columns, result, kept, shown - kept))

    def _nothing(self, record: Record) -> bytes:
        """Give what stands for a record that failed, where two files go in step."""
        return line({"id": self._id(record), "attributes": {}})

    def _as_table(self, batch: Batch) -> Outcome:
        """Make a table of records and clean it; records that can't be in one are errors."""
        import pyarrow as pa

        from cleaner.batch.tables import table_of, unpacked

        if batch.table is not None:
            return self._table(batch, unpacked(batch.table))
        try:
            rows = [parsed(record) for record in batch.records]
            for row in rows:
                page_in(row, batch.columns)
            table = table_of(rows, isinstance(batch.records[0], dict))
        except (ValueError, TypeError, pa.ArrowException) as error:
            if batch.length > 1:
                return joined(self(one) for one in batch.alone())
            return self.refused(batch, reason(error))
        url = batch.columns.url
        if url in table.schema.names and not pa.types.is_string(table.schema.field(url).type):
            batch = batch._replace(columns=replace(batch.columns, url=None))  # no addresses
        return self._table(batch, table)

    def _table(self, batch: Batch, table: Any) -> Outcome:
        """Clean a table whole."""
        from cleaner.batch.arrow import clean_counted
        from cleaner.batch.tables import packed

        columns = batch.columns.among(table.schema.names)
        done, counts = clean_counted(table, columns, self.cleaner, self.sites)
        failed = done.column("error")
        written = done.drop_columns(["error"])
        errors: tuple[bytes, ...] = ()
        if failed.null_count < len(failed):
            records = _records(batch)
            errors = tuple(
                self._error(batch, number, records[number], why)
                for number, why in enumerate(failed.to_pylist())
                if why is not None
            )
            written = written.filter(failed.is_null())
        return Outcome((packed(written),), errors, written.num_rows, counts)

    def _error(self, batch: Batch, number: int, record: Record, why: str) -> bytes:
        return error_line(batch, number, self._id(record), why, record)

    def _id(self, record: Record) -> Any:
        try:
            return parsed(record).get(self.id_field)
        except RecordError:
            return None


def _records(batch: Batch) -> tuple[Record, ...]:
    if batch.table is None:
        return batch.records
    from cleaner.batch.tables import unpacked

    return tuple(unpacked(batch.table).to_pylist())
