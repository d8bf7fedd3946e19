"""Readers: what files hold is found out, from any record on, and what breaks off is told."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleaner.batch.columns import Columns
from cleaner.batch.readers import Reading, read_batches
from cleaner.batch.records import Batch
from cleaner.batch.sources import RunError, find_inputs

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


# Archives


def record(number: int, kind: str, content: bytes, type_of: str = "application/http") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"Content-Type: {type_of}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def answer(body: bytes, declared: str = "text/html", status: int = 200, more: str = "") -> bytes:
    head = f"HTTP/1.1 {status} Said\r\nContent-Type: {declared}\r\n{more}\r\n"
    return head.encode() + body


PAGE = b"<p>One river, two roads."
CHUNKED = b"18\r\n" + PAGE + b"\r\n0\r\n\r\n"
ARCHIVE = [
    record(0, "warcinfo", b"software: none\r\n", "application/warc-fields"),
    record(1, "request", b"GET / HTTP/1.1\r\n\r\n"),
    record(2, "response", answer("<p>Grüße".encode("latin-1"), "text/html; charset=latin-1")),
    record(3, "response", answer(b"GIF89a", "image/gif")),
    record(4, "response", answer(PAGE, status=404)),
    record(5, "response", answer(gzip.compress(PAGE), more="Content-Encoding: gzip\r\n")),
    record(6, "response", answer(PAGE, more="Content-Encoding: gzip\r\n")),
    record(7, "response", answer(CHUNKED, more="Transfer-Encoding: chunked\r\n")),
    record(8, "response", b"\x00\x01 no answer at all"),
    record(9, "conversion", "Ein Fluß.".encode(), "text/plain"),
]  # fmt: skip


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_pages_of_archives_with_charset_url_and_id(tmp_path: Path, pack: Any) -> None:
    pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")
    (tmp_path / "a.warc.gz").write_bytes(b"".join(map(pack, ARCHIVE)))
    batches = read(tmp_path / "a.warc.gz")
    pages = records(batches)
    assert [page["id"] for page in pages] == [f"<urn:uuid:{n}>" for n in (2, 5, 6, 7, 9)]
    assert pages[0] == {
        "id": "<urn:uuid:2>", "url": "https://example.org/2", "date": "2026-01-01T00:00:00Z",
        "html": b"<p>Gr\xfc\xdfe", "charset": "latin-1",
    }  # fmt: skip
    assert [page["html"] for page in pages[1:4]] == [PAGE] * 3
    assert pages[4]["text"].decode() == "Ein Fluß."
    skipped = {name: count for batch in batches for name, count in batch.skipped}
    assert skipped == {
        "warcinfo records": 1, "request records": 1, "responses of other types than HTML": 1,
        "responses of status 4xx": 1, "responses that are not HTTP": 1,
    }  # fmt: skip
    again = read(tmp_path / "a.warc.gz", first=3)
    assert records(again) == pages[3:]
    assert dict(skip for batch in again for skip in batch.skipped) == {
        "responses that are not HTTP": 1
    }


NOISE = bytes(number * 151 % 256 for number in range(999))


@pytest.mark.parametrize(
    ("header", "body", "told"),
    [
        ("Content-Encoding: gzip", gzip.compress(NOISE)[:-30], "gzip: the compressed file breaks"),
        ("Content-Encoding: gzip", gzip.compress(PAGE)[:12], "gzip: the compressed file breaks"),
        (
            "Content-Encoding: gzip",
            gzip.compress(PAGE)[:-8] + NOISE,
            "gzip: the compressed file is",
        ),
        ("Content-Encoding: br", NOISE, "br: it is neither this nor text"),
        ("Transfer-Encoding: chunked", CHUNKED[:20], "inside the chunks"),
    ],
)
def test_a_body_that_is_broken_is_an_error_of_its_page(
    tmp_path: Path, header: str, body: bytes, told: str
) -> None:
    pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")
    broken = record(1, "response", answer(body, more=f"{header}\r\n"))
    whole = [record(n, "response", answer(PAGE, more=f"{header}\r\n")) for n in (2, 3)]
    (tmp_path / "a.warc").write_bytes(b"".join([whole[0], broken, whole[1]]))
    first, page, last = records(read(tmp_path / "a.warc"))
    assert told in str(page["html"]) and page["id"] == "<urn:uuid:1>"
    assert first["html"] == last["html"] == PAGE  # stored decoded, under the header it came with


@pytest.mark.parametrize("cut", [30, 60, 120, 250])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_archive_that_breaks_off_is_told(tmp_path: Path, pack: Any, cut: int) -> None:
    pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")
    whole = b"".join(pack(record(n, "response", answer(PAGE * 9))) for n in range(4))
    (tmp_path / "a.warc.gz").write_bytes(whole[: len(whole) - (cut if pack is bytes else cut // 2)])
    batches = read(tmp_path / "a.warc.gz")
    assert [page["html"] for page in records(batches)] == [PAGE * 9] * 3
    assert "ends inside" in str(batches[-1].problem)


@pytest.mark.parametrize("suffix", ["", *PACKED])
def test_archives_are_read_from_a_pipe_and_however_compressed(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")
    content = PACKED.get(suffix, bytes)(b"".join(ARCHIVE))
    path = tmp_path / f"a.warc{suffix}"
    path.write_bytes(content)
    pages = records(read(path))
    assert len(pages) == 5
    ends = os.pipe()
    with os.fdopen(ends[0]) as stdin, os.fdopen(ends[1], "wb") as pipe:
        pipe.write(content)
        pipe.close()
        monkeypatch.setattr("sys.stdin", stdin)
        assert records(read("-")) == pages


@pytest.mark.parametrize("suffix", PACKED)
def test_an_archive_whose_compression_breaks_off_gives_what_was_before(
    tmp_path: Path, suffix: str
) -> None:
    pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")
    path = tmp_path / f"a.warc{suffix}"
    path.write_bytes(PACKED[suffix](b"".join(ARCHIVE))[:-30])
    batches = read(path)
    problems = [batch.problem for batch in batches if batch.problem]
    assert len(problems) == 1
    assert f"(after {len(records(batches))} records)" in problems[0]


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has more than the limit, here a megabyte, is not held in memory."""
    pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")
    monkeypatch.setattr("cleaner.batch.readers.LARGEST", 1 << 20)
    monkeypatch.setattr("cleaner.batch.archives.LARGEST", 1 << 20)
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
