"""Writing shards: aside first, then renamed, so that a file under its name is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, Any, Final

from cleaner.batch.compression import compressed, decompressed
from cleaner.batch.sources import stem

ASIDE: Final = ".partial"
"""What the name of a file ends with while it is written."""

_ROW_GROUP: Final = 8 << 20
"""Bytes of Arrow columns that make a row group of Parquet: writing takes six times as much memory,
measured. Groups four times as large took 80 MB more."""


def write_aside(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file that appears only when it is whole and on the disk."""
    aside = path.with_name(path.name + ASIDE)
    with aside.open("wb") as file:
        write(file)
        _settle(file)
    aside.replace(path)


def _settle(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


class Shard:
    """A file of results that is being written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     shard = Shard(Path(folder, "part-00000.jsonl.gz"))
    ...     shard.write(b'{"id": 7}\\n')
    ...     before = sorted(path.name for path in Path(folder).iterdir())
    ...     shard.finish()
    ...     before, sorted(path.name for path in Path(folder).iterdir())
    (['part-00000.jsonl.gz.partial'], ['part-00000.jsonl.gz'])
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.with_name(path.name + ASIDE).open("wb")
        rows: Callable[[IO[bytes], str], Any] = _Rows if is_parquet(path.name) else compressed
        self._content = rows(self._file, path.name)

    def takes(self, pieces: Sequence[bytes]) -> bool:
        """Say whether these can be added: a file of Parquet has the columns that it began with."""
        return not isinstance(self._content, _Rows) or self._content.takes(pieces)

    def write(self, *pieces: bytes) -> None:
        """Add lines, or record batches."""
        if isinstance(self._content, _Rows):
            self._content.write(pieces)
            return
        for piece in pieces:
            self._content.write(piece)

    def finish(self) -> None:
        """Give it its name."""
        self._content.close()
        _settle(self._file)
        self._file.close()
        Path(self._file.name).replace(self.path)

    def drop(self) -> None:
        """Leave it as it is: unfinished."""
        self._file.close()


def is_parquet(name: str) -> bool:
    """Say whether a file is written as Parquet."""
    return name.lower().endswith((".parquet", ".pq"))


class _Rows:
    """Record batches on their way to a Parquet file, in row groups of some size.

    Its columns are those that hold all of the first group.
    """

    def __init__(self, file: IO[bytes], name: str, schema: Any = None) -> None:
        self._file = file
        self._schema = schema
        self._writer: Any = None
        self._waiting: list[Any] = []

    def takes(self, pieces: Sequence[bytes]) -> bool:
        """Say whether its columns hold these too."""
        from cleaner.batch.schemas import common_schema
        from cleaner.batch.tables import unpacked

        if self._schema is None:
            return True
        tables = [self._schema.empty_table(), *map(unpacked, pieces)]
        return bool(common_schema(tables).equals(self._schema))

    def write(self, pieces: Sequence[bytes]) -> None:
        """Add what it takes: all before the first group is written, so that it fits that too."""
        from cleaner.batch.tables import unpacked

        self.add(map(unpacked, pieces))

    def add(self, batches: Iterable[Any]) -> None:
        """Add record batches."""
        self._waiting += batches
        if sum(one.nbytes for one in self._waiting) >= _ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        from cleaner.batch.schemas import common_schema, fitted

        if not self._waiting:
            return
        if self._schema is None:
            self._schema = common_schema(self._waiting)
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._file, self._schema, compression="zstd")
        rows = [fitted(batch, self._schema) for batch in self._waiting]
        self._writer.write_table(pa.Table.from_batches(rows))
        self._waiting = []

    def close(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        from cleaner.batch.arrow import RESULT_FIELDS

        self._flush()
        if self._writer is None:  # no rows: columns are all that can be told
            self._writer = pq.ParquetWriter(self._file, pa.schema(RESULT_FIELDS))
        self._writer.close()


def merge(parts: Sequence[Path], path: Path) -> None:
    """Write one file of several, which are all of its kind."""
    if is_parquet(path.name):
        _merge_rows(parts, path, _schema_of(parts))
        return

    def write(file: IO[bytes]) -> None:
        bytewise = stem(path.name)[1] in ("", ".gz")  # others' readers may stop at a frame's end
        out = file if bytewise else compressed(file, path.name)
        for part in parts:
            with part.open("rb") as raw:
                shutil.copyfileobj(raw if bytewise else decompressed(raw), out, 1 << 20)
        if out is not file:
            out.close()

    write_aside(path, write)


def align(parts: Sequence[Path]) -> None:
    """Give files of Parquet the same columns: a reader of several takes those of the first."""
    schema = _schema_of(parts)
    for part in parts:
        if not _Stored(part).schema.equals(schema):
            _merge_rows([part], part, schema)


class _Stored:
    """A file of Parquet, of which one column is held at a time."""

    def __init__(self, path: Path) -> None:
        import pyarrow.parquet as pq

        self._path = path
        self.schema = pq.read_schema(path)

    def column(self, name: str) -> Any:
        import pyarrow.parquet as pq

        return pq.read_table(self._path, columns=[name]).column(name)


def _schema_of(parts: Sequence[Path]) -> Any:
    """Find the columns that hold all of these files."""
    from cleaner.batch.schemas import common_schema, without_nulls

    return without_nulls(common_schema([_Stored(part) for part in parts])) if parts else None


def _merge_rows(parts: Sequence[Path], path: Path, schema: Any) -> None:
    def write(file: IO[bytes]) -> None:
        import pyarrow.parquet as pq

        rows = _Rows(file, path.name, schema)
        for part in parts:
            with pq.ParquetFile(part) as table:
                for group in range(table.num_row_groups):
                    rows.add(table.read_row_group(group).to_batches())
        rows.close()

    write_aside(path, write)
