"""DuckDB: functions for its SQL, which work on Arrow arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cleaner.batch.columns import Columns
from cleaner.engine import Cleaner
from cleaner.integrations.extras import extra
from cleaner.integrations.tables import TableCleaner

with extra("duckdb"):
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

__all__ = ["FUNCTIONS", "add_functions"]

FUNCTIONS: Final = {"clean_html": Columns(html="page"), "clean_text": Columns(text="page")}
"""The functions, and what each takes its pages for."""


def add_functions(connection: DuckDBPyConnection, cleaner: Cleaner | None = None) -> None:
    """Give a connection ``clean_html(page)`` and ``clean_text(page)``.

    Each returns a STRUCT of `cleaner.batch.arrow.RESULT_FIELDS`: ``text``, ``title``,
    ``spans``, ``kept_characters``, ``dropped_characters``, ``unread_characters``, ``encoding``,
    ``error``.
    A page that is NULL gives NULLs.

    Arguments:
        connection: the functions live as long as it.
        cleaner: the settings.

    >>> import duckdb
    >>> connection = duckdb.connect()
    >>> add_functions(connection)
    >>> connection.sql("SELECT clean_text('Rain fell.').kept_characters").fetchall()
    [(10,)]
    """
    from cleaner.batch.arrow import RESULT_FIELDS

    fields = pa.struct(RESULT_FIELDS)
    returned = connection.from_arrow(pa.schema([("result", fields)]).empty_table()).types[0]
    for name, columns in FUNCTIONS.items():
        function = _function(TableCleaner(columns, cleaner or Cleaner()))
        connection.create_function(
            name, function, ["VARCHAR"], returned, type="arrow", null_handling="special"
        )


def _function(clean: TableCleaner) -> Callable[[pa.ChunkedArray], pa.ChunkedArray]:
    return lambda pages: clean(pa.table({"page": pages})).to_struct_array()
