"""Readers: what files hold is found out, from any record on, and what breaks off is told."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleaner.batch.columns import Columns
from cleaner.batch.readers import Reading, read_batches
from cleaner.batch.records import Batch
from cleaner.batch.sources import RunError, find_inputs
from tests.batch.records import PAGE, answer, record

ROWS = [{"id": number, "text": f"Text {number}: äöü."} for number in range(50)]
LINES = b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in ROWS)
READING = Reading(Columns("text", "html"), pages=7)


def zstd(data: bytes) -> bytes:
    zstandard = pytest.importorskip("zstandard", reason="the extra 'batch' is not installed")
    half = len(data) // 2  # two frames
    pack = zstandard.ZstdCompressor().compress
    return bytes(pack(data[:half]) + pack(data[half:]))


PACKED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".xz": lzma.compress,
    ".bz2": bz2.compress,
    ".zst": zstd,
}


def read(*names: object, reading: Reading = READING, place: int = 0, first: int = 0) -> list[Batch]:
    return list(read_batches(find_inputs(map(str, names)).inputs, reading, place, first))


def records(batches: list[Batch]) -> list[Any]:
    return [record for batch in batches for record in batch.records]


@pytest.mark.parametrize("suffix", PACKED)
@pytest.mark.parametrize("name", ["rows.jsonl", "rows.json", "rows"])
def test_compressed_lines_are_read_by_their_content(tmp_path: Path, suffix: str, name: str) -> None:
    path = tmp_path / (name + suffix)
    path.write_bytes(PACKED[suffix](b"\xef\xbb\xbf" + LINES + b"\n \n"))
    batches = read(path)
    assert [json.loads(line) for line in records(batches)] == ROWS
    assert [batch.first for batch in batches] == list(range(0, 50, 7))
    assert batches[-1].read == path.stat().st_size


@pytest.mark.parametrize("suffix", PACKED)
def test_a_file_that_breaks_off_gives_what_was_before(tmp_path: Path, suffix: str) -> None:
    torn, other = tmp_path / f"a.jsonl{suffix}", tmp_path / "b.jsonl"
    torn.write_bytes(PACKED[suffix](LINES)[:-30])
    other.write_bytes(LINES)
    batches = read(torn, other)
    (problem,) = [batch.problem for batch in batches if batch.problem]
    before = [record for batch in batches if batch.place == 0 for record in batch.records]
    assert problem.startswith(f"{torn}: ") and f"(after {len(before)} records)" in problem
    assert LINES.splitlines()[: len(before)] == before
    assert records([batch for batch in batches if batch.place == 1]) == LINES.splitlines()


@pytest.mark.parametrize("first", [0, 1, 7, 20, 49, 50])
def test_reading_goes_on_at_any_record(tmp_path: Path, first: int) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINES[:100])
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(LINES))
    found = read(tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz", place=1, first=first)
    assert records(found) == LINES.splitlines()[first:]
    assert not found or found[0].first == first


def test_a_batch_is_bounded_by_bytes_too(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINES)
    batches = read(tmp_path / "a.jsonl", reading=Reading(Columns("text"), bytes=100))
    assert max(batch.size for batch in batches) < 100 + max(map(len, LINES.splitlines()))
    assert records(batches) == LINES.splitlines()


def test_folders_globs_and_names_are_found(tmp_path: Path) -> None:
    for name in ("b/2.html", "b/1.txt", "b/_hidden.txt", "b/x.png", "a.htm", "odd"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"<p>One <b>two</b></p>" + name.encode())
    found = find_inputs([str(tmp_path)])
    assert found.ignored == 2
    assert found.such_as == (str(tmp_path / "odd"), str(tmp_path / "b/x.png"))
    names = [Path(path).name for source in found.inputs for path in source.paths]
    assert names == ["a.htm", "1.txt", "2.html"]
    assert find_inputs([str(tmp_path / "**/*.txt")]).inputs[0].paths == (
        str(tmp_path / "b/1.txt"),
        str(tmp_path / "b/_hidden.txt"),
    )
    pages = records(read(tmp_path, tmp_path / "odd"))
    assert [set(page) - {"id"} for page in pages] == [{"html"}, {"text"}, {"html"}, {"html"}]
    assert pages[1]["id"] == str(tmp_path / "b/1.txt")


def test_a_page_that_can_not_be_read_is_its_own_fault(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>One")[:-4])
    (tmp_path / "b.html").write_bytes(b"<p>Two")
    torn, whole = records(read(tmp_path))
    assert isinstance(torn["html"], EOFError) and whole["html"] == b"<p>Two"


def test_where_nothing_is_read_it_is_told_what_was_passed_over(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"page{number}").write_text("<p>One")
    with pytest.raises(RunError, match=r"passed over 5 files .*page0, .*page1, .*page2, …$"):
        find_inputs([str(tmp_path)])


@pytest.mark.parametrize("name", ["missing.jsonl", "*.jsonl", "memory://nowhere/*.jsonl"])
def test_what_is_not_there_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "://" in name:
        pytest.importorskip("fsspec", reason="the extra 'batch' is not installed")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RunError, match="expected"):
        find_inputs([name])


def test_urls_are_read_through_fsspec() -> None:
    fsspec = pytest.importorskip("fsspec", reason="the extra 'batch' is not installed")
    files = fsspec.filesystem("memory")
    try:
        files.pipe({"/crawl/a.jsonl.gz": gzip.compress(LINES), "/crawl/b.html": b"<p>One"})
        for name in ("memory://crawl", "memory://crawl/*"):
            found = records(read(name))
            assert found[:-1] == LINES.splitlines() and found[-1]["html"] == b"<p>One"
        assert records(read("memory://crawl/a.jsonl.gz")) == LINES.splitlines()
    finally:
        files.rm("/crawl", recursive=True)


@pytest.mark.parametrize("first", [0, 3, 25, 49])
def test_parquet_is_read_from_any_row_in_parts(tmp_path: Path, first: int) -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra 'batch' is not installed")
    import pyarrow.parquet as pq

    from cleaner.batch.tables import unpacked

    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "a.parquet", row_group_size=20)
    batches = read(tmp_path / "a.parquet", first=first)
    rows = [row for batch in batches for row in unpacked(batch.table or b"").to_pylist()]
    assert rows == ROWS[first:]
    assert sum(batch.length for batch in batches) == len(rows)
    assert batches[0].columns == Columns("text")
    alone = [unpacked(one.table or b"").to_pylist() for one in batches[0].alone()]
    assert [row for (row,) in alone] == rows[: len(alone)]


def test_strings_in_parquet_that_are_no_utf8_stay_legible(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra 'batch' is not installed")
    import pyarrow.parquet as pq

    from cleaner.batch.tables import unpacked

    parts = pa.array([b"Rain f\xc4ll.", None, "Schöne".encode()]).buffers()
    broken = pa.StringArray.from_buffers(3, parts[1], parts[2], parts[0])
    pq.write_table(pa.table({"text": broken, "n": [1, 2, 3]}), tmp_path / "a.parquet")
    (batch,) = read(tmp_path / "a.parquet")
    rows = unpacked(batch.table or b"").to_pylist()
    assert rows == [
        {"text": "Rain f\ufffdll.", "n": 1},
        {"text": None, "n": 2},
        {"text": "Schöne", "n": 3},
    ]
    nested = pa.ListArray.from_arrays([0, 1, 1, 2], broken.take([0, 2]))
    pq.write_table(pa.table({"text": broken, "list": nested}), tmp_path / "b.parquet")
    (batch,) = read(tmp_path / "b.parquet")
    assert batch.length == 0 and "UTF8" in str(batch.problem)


def test_what_is_no_parquet_is_told(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra 'batch' is not installed")
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and then nothing of it")
    (batch,) = read(tmp_path / "a.parquet")
    assert batch.length == 0 and str(batch.problem).startswith(str(tmp_path))


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has more than the limit, here a megabyte, is not held in memory."""
    pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")
    for module in ("readers", "archives", "compression"):
        monkeypatch.setattr(f"cleaner.batch.{module}.LARGEST", 1 << 20)
    bomb = b" " * (64 << 20)
    (tmp_path / "a.jsonl.bz2").write_bytes(bz2.compress(LINES + b'{"text": "' + bomb))
    (tmp_path / "b.html.xz").write_bytes(lzma.compress(bomb))
    packed = gzip.compress(bomb)
    (tmp_path / "c.warc").write_bytes(
        record(1, "response", answer(packed, more="Content-Encoding: gzip\r\n"))
        + record(2, "response", answer(PAGE))
    )
    tracemalloc.start()
    try:
        batches = read(tmp_path)
        assert tracemalloc.get_traced_memory()[1] < len(bomb)
    finally:
        tracemalloc.stop()
    assert "expected lines of less than 1,048,576 bytes" in str([one.problem for one in batches])
    found = records(batches)
    assert found[:50] == LINES.splitlines()
    assert "expected a page of less than" in str(found[50]["html"])
    assert "expected a page of less than" in str(found[51]["html"])
    assert found[52]["html"] == PAGE


def test_standard_input_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    for content, expected in ((LINES, 50), (gzip.compress(LINES), 50), (b"Some text.", 1)):
        stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(content)))
        monkeypatch.setattr("sys.stdin", stdin)
        assert len(records(read("-"))) == expected
