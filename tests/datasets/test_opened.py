"""What is damaged or a bomb is told by name; what only can't be opened stays the system's error."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.datasets import DataError, read


def test_a_folder_in_place_of_a_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        list(read(tmp_path, format="jsonl"))


def _packed_by_zstandard(content: bytes) -> bytes:
    return bytes(pytest.importorskip("zstandard").compress(content))


@pytest.mark.parametrize(
    ("ending", "pack"),
    [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress),
     (".zst", _packed_by_zstandard)],
)  # fmt: skip
@pytest.mark.parametrize("name", ["pages.jsonl", "page.html"])
def test_bombs_are_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
    pack: Callable[[bytes], bytes],
    name: str,
) -> None:
    monkeypatch.setattr("cleaner.datasets.opened.LARGEST", 1 << 20)
    bomb = b'{"text": "' + b" " * (64 << 20)
    (tmp_path / (name + ending)).write_bytes(pack(bomb))
    (tmp_path / "page.txt").write_text("One river rose.")
    path = tmp_path / (name + ending) if name == "pages.jsonl" else tmp_path
    tracemalloc.start()
    try:
        with pytest.raises(DataError, match="expected a page or a line of less than 1,048,576"):
            list(read(path))
        assert tracemalloc.get_traced_memory()[1] < len(bomb) // 2
    finally:
        tracemalloc.stop()


def test_a_long_line_that_is_not_packed_is_no_bomb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleaner.datasets.opened.LARGEST", 1 << 10)
    path = tmp_path / "pages.jsonl"
    path.write_text('{"id": "a", "text": "' + "Rain fell. " * 200 + '", "main_content": "Rain"}\n')
    assert [page.id for page in read(path)] == ["a"]
