"""What is known of many sites, in one file: written once, and looked up by host.

The memories of a hundred thousand hosts would take gigabytes in every worker. So they
stand in an SQLite file, a row for each page that is remembered, sorted by host.
"""

from __future__ import annotations

import os
import sqlite3
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cleaner.batch.writers import ASIDE
from cleaner.sites import PAGES, SiteMemory
from cleaner.sites.sketch import PageSketch

_CREATE: Final = (
    "PRAGMA journal_mode = OFF",  # what is not whole begins again
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -32768",  # kB
    "CREATE TABLE pages (host TEXT, fingerprint BLOB, lines BLOB, pairs BLOB,"
    " PRIMARY KEY (host, fingerprint)) WITHOUT ROWID",
)
_INSERT: Final = "INSERT OR IGNORE INTO pages VALUES (?, ?, ?, ?)"
_TRIM: Final = (
    "DELETE FROM pages WHERE host = :host AND fingerprint > (SELECT fingerprint FROM pages"
    f" WHERE host = :host ORDER BY fingerprint LIMIT 1 OFFSET {PAGES - 1})"
)
_ALONE: Final = (
    "DELETE FROM pages WHERE host IN (SELECT host FROM pages GROUP BY host HAVING count(*) = 1)"
)
_SELECT: Final = "SELECT fingerprint, lines, pairs FROM pages WHERE host = ? ORDER BY fingerprint"


class SiteWriter:
    """Joins memories by host, in a file that gets its name when it is whole.

    A site of one page is left out, for a page is no evidence for itself.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "sites")
    ...     with SiteWriter(path) as writer:
    ...         for page in ("One", "Two"):
    ...             writer.add({"a.example": SiteMemory.of([page]), page: SiteMemory.of([page])})
    ...         writer.finish()
    ...     sites = SiteFile(path)
    ...     sites.get("a.example"), sites.get("One")
    (<SiteMemory: 2 pages>, None)
    """

    def __init__(self, path: Path) -> None:
        self._path, self._aside = path, path.with_name(path.name + ASIDE)
        self._aside.unlink(missing_ok=True)
        with _as_os_error(self._aside):
            self._rows = sqlite3.connect(self._aside)
            for statement in _CREATE:
                self._rows.execute(statement)

    def __enter__(self) -> SiteWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._rows.close()

    def add(self, memories: Mapping[str, SiteMemory]) -> None:
        """Join memories to what is known of their hosts: many at once, for speed."""
        with _as_os_error(self._aside):
            for host, memory in sorted(memories.items()):
                pages = memory.sketches
                rows = ((host, _bytes(page.fingerprint), page.lines, page.pairs) for page in pages)
                self._rows.executemany(_INSERT, rows)
                self._rows.execute(_TRIM, {"host": host})
            self._rows.commit()

    def finish(self) -> None:
        """Give the file its name."""
        with _as_os_error(self._aside):
            self._rows.execute(_ALONE)
            self._rows.commit()
            self._rows.close()
        with self._aside.open("rb") as file:
            os.fsync(file.fileno())
        self._aside.replace(self._path)


class SiteFile:
    """What a `SiteWriter` wrote, by host. It goes through pickle as the name of its file.

    Raises OSError if it can't be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        address = f"{path.resolve().as_uri()}?mode=ro"
        with _as_os_error(path):
            self._rows = sqlite3.connect(address, uri=True, check_same_thread=False)
            weakref.finalize(self, self._rows.close)
            self._rows.execute(_SELECT, ("",))

    def __reduce__(self) -> tuple[object, ...]:
        return SiteFile, (self._path,)

    def get(self, host: str, /) -> SiteMemory | None:
        """The memory of a host, if there is one."""
        with _as_os_error(self._path):
            rows = self._rows.execute(_SELECT, (host,)).fetchall()
        pages = tuple(
            PageSketch(int.from_bytes(fingerprint, "big"), lines, pairs, ())
            for fingerprint, lines, pairs in rows
        )
        return SiteMemory(pages) if pages else None


def _bytes(fingerprint: int) -> bytes:
    """A fingerprint so that it sorts as the number does, which SQLite can't hold."""
    return fingerprint.to_bytes(8, "big")


@contextmanager
def _as_os_error(path: Path) -> Iterator[None]:
    """Raise what SQLite can't do as what it is: a file that can't be written or read."""
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(None, str(error), str(path)) from error
