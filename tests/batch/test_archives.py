"""Web archives: which records are pages, and what is broken in them is told."""

from __future__ import annotations

import gzip
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from tests.batch.records import PAGE, answer, record
from tests.batch.test_readers import PACKED, read, records
from tests.linear import grows_linearly

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
        (
            "Content-Encoding: gzip",
            gzip.compress(NOISE, mtime=0)[:-30],
            "gzip: the compressed file breaks",
        ),
        (
            "Content-Encoding: gzip",
            gzip.compress(PAGE, mtime=0)[:12],
            "gzip: the compressed file breaks",
        ),
        (
            "Content-Encoding: gzip",
            gzip.compress(PAGE, mtime=0)[:-8] + NOISE,
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


def members(count: int) -> list[bytearray]:
    """Records, each with a page of its own, in a gzip member each."""
    pages = [hashlib.sha512(str(number).encode()).hexdigest() * 99 for number in range(count)]
    return [
        bytearray(gzip.compress(record(number, "response", answer(page.encode()))))
        for number, page in enumerate(pages)
    ]


@pytest.mark.parametrize("first", [0, 5])
@pytest.mark.parametrize("damage", ["head", "head of the record", "middle", "check", "cut out"])
def test_an_archive_is_read_on_behind_a_broken_member(
    tmp_path: Path, damage: str, first: int
) -> None:
    pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")
    packed = members(9)
    broken = packed[3]
    size = len(broken)
    if damage == "cut out":
        del broken[100:-9]
    else:
        places = {"head": 0, "head of the record": 12, "middle": size // 2, "check": size - 8}
        place = places[damage]
        broken[place : place + 5] = bytes(byte ^ 0x5A for byte in broken[place : place + 5])
    (tmp_path / "a.warc.gz").write_bytes(b"".join(packed))
    batches = read(tmp_path / "a.warc.gz", first=first)
    left = [f"<urn:uuid:{number}>" for number in range(9) if number != 3]
    assert [page["id"] for page in records(batches)] == left[first:]
    (problem,) = [batch.problem for batch in batches if batch.problem]
    assert "broken" in problem and "reading went on" in problem and "(after 8 records)" in problem
    if not first:
        skipped = [skip for batch in batches for skip in batch.skipped]
        assert skipped == [("bytes of broken gzip members", len(broken))]


def test_many_broken_members_are_told_once_and_those_in_others_take_no_longer(
    tmp_path: Path,
) -> None:
    pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")
    packed = members(9)
    for number in (0, 4, 8):
        packed[number][200:210] = bytes(10)
    (tmp_path / "a.warc.gz").write_bytes(b"".join(packed))
    batches = read(tmp_path / "a.warc.gz")
    assert len(records(batches)) == 6
    assert "(and 2 times more)" in str(batches[-1].problem)
    start = gzip.compress(b"WARC/1.0", 0)[:-8]  # breaks off: the next one seems to be inside

    def work(archive: bytes) -> None:
        (tmp_path / "b.warc.gz").write_bytes(archive)
        assert records(read(tmp_path / "b.warc.gz")) == []

    assert grows_linearly(work, lambda size: start * size, 1_000)


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
