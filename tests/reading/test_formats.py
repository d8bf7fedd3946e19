"""What is no page is refused, by its name or by how it begins."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from cleaner.cli import main


@pytest.mark.parametrize("command", ["clean", "show"])
@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("pages.jsonl", b'{"text": "One."}', "got a file of many: cleaner run"),
        (
            "pages.warc.gz",
            gzip.compress(b"WARC/1.0\r\n", mtime=0),
            "got a file of many: cleaner run",
        ),
        ("pages.TSV", b"id\ttext\n1\tOne.", "got a table"),
        ("pages.csv.gz", gzip.compress(b"id,text\n1,One.", mtime=0), "got a table"),
        ("rows", b"PAR1\x15\x04 and so on", "expected a page of HTML or text, got Parquet"),
        ("rows.gz", gzip.compress(b"WARC/1.0\r\n", mtime=0), "HTML or text, got a web archive"),
    ],
)
def test_files_of_many_pages_and_tables_are_no_page(
    tmp_path: Path,
    command: str,
    name: str,
    content: bytes,
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert main([command, str(path)]) == 2
    found = capsys.readouterr()
    assert found.out == "" and len(found.err.splitlines()) == 1
    assert told in found.err and str(path) in found.err


def test_who_says_that_it_is_a_page_is_believed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("Rain fell on Monday night, and the roads were closed.")
    assert main(["clean", "--kind", "text", str(path)]) == 0
    assert capfd.readouterr().out.startswith("Rain fell on Monday")
