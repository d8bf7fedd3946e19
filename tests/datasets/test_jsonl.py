"""Our own format: what is read is what was written, and what is malformed is named."""

from __future__ import annotations

import gzip
import json
import logging
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.datasets import DataError, LabelledSpan, Page, RecordError, as_line, read, write
from cleaner.datasets.opened import COMPRESSED
from cleaner.datasets.record import page_of
from cleaner.labels import LABELS, Label

GOOD = {"id": "1", "text": "Rain fell.\n© Us", "spans": [[0, 10, "body"], [11, 15, "copyright"]]}


@st.composite
def pages(draw: st.DrawFn) -> Page:
    source = draw(st.text(st.characters(), max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(source)), max_size=8)))
    bounds = list(zip(cuts[::2], cuts[1::2], strict=False))
    strings = st.lists(st.text(max_size=9), max_size=3).map(tuple)
    optional = st.none() | st.text(max_size=9)
    return Page(
        id=draw(st.text(min_size=1, max_size=9)),
        source=source,
        kind=draw(st.sampled_from(("text", "html"))),
        url=draw(optional),
        language=draw(optional),
        type=draw(optional),
        site=draw(optional),
        spans=tuple(LabelledSpan(*ends, draw(st.sampled_from(LABELS))) for ends in bounds),
        main_content=draw(optional),
        with_snippets=draw(strings),
        without_snippets=draw(strings),
    )


@given(pages())
def test_what_is_written_is_read_again(page: Page) -> None:
    line = as_line(page).encode("utf-8", "backslashreplace")
    assert page_of(json.loads(line)) == page
    assert b"\n" not in line


@pytest.mark.parametrize("end", ["", *COMPRESSED])
def test_files_of_every_compression(tmp_path: Path, end: str) -> None:
    if end == ".zst":
        pytest.importorskip("zstandard")
    path = tmp_path / f"pages.jsonl{end}"
    page = Page("1", "Ein Fluß\u2028stieg \ud800.", "text", main_content="Fluß")
    assert write(path, [page]) == 1
    assert write(path, [page, page], append=True) == 2
    assert list(read(path)) == [page] * 3


def line_with(**fields: Any) -> str:
    return json.dumps(GOOD | fields)


MALFORMED: list[tuple[str, str]] = [
    ("{", ""),
    ("[1]", ""),
    ("[" * 100_000, ""),
    (line_with(id=None), "id"),
    (line_with(id=[1]), "id"),
    (line_with(text=None), "source"),
    (line_with(html="<p>"), "source"),
    (line_with(text=5), "text"),
    (line_with(kind="pdf"), "kind"),
    (line_with(url=5), "url"),
    (line_with(spans="body"), "spans"),
    (line_with(spans=[[0, 3]]), "spans[0]"),
    (line_with(spans=[[0, 3, "body"], [3, 3, "body"]]), "spans[1]"),
    (line_with(spans=[[0, 16, "body"]]), "spans[0]"),
    (line_with(spans=[[-1, 3, "body"]]), "spans[0]"),
    (line_with(spans=[[0, True, "body"]]), "spans[0]"),
    (line_with(spans=[[0, 3, "article"]]), "spans[0]"),
    (line_with(spans=[[0, 5, "body"], [4, 9, "body"]]), "spans[1]"),
    (line_with(main_content=["Rain"]), "main_content"),
    (line_with(with_snippets="Rain"), "with_snippets"),
    (line_with(without_snippets=["Rain", None]), "without_snippets[1]"),
    (line_with(spans=None), "main_content"),
]


@pytest.mark.parametrize(("line", "field"), MALFORMED)
def test_malformed_records_are_refused_by_file_line_and_field(
    tmp_path: Path, line: str, field: str
) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n\n{line}\n", "utf-8")
    pages = read(path)
    assert next(pages).id == "1"
    with pytest.raises(RecordError) as told:
        next(pages)
    assert (told.value.file, told.value.line, told.value.field) == (str(path), 3, field)
    assert str(told.value).startswith(f"{path}:3: {field}")
    assert "\n" not in str(told.value)
    again = pickle.loads(pickle.dumps(told.value))  # from a worker to who asked it
    assert (str(again), again.line) == (str(told.value), 3)


def test_malformed_records_are_skipped_and_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_bytes(b"\n".join([json.dumps(GOOD).encode(), b'{"id": "\xff"}', b"{}"]) + b"\n")
    with caplog.at_level(logging.WARNING):
        assert len(list(read(path, malformed="skip"))) == 1
    assert [message.split(": ")[0] for message in caplog.messages] == [f"{path}:2", f"{path}:3"]


@pytest.mark.parametrize("end", COMPRESSED)
def test_damaged_files_are_told(tmp_path: Path, end: str) -> None:
    if end == ".zst":
        pytest.importorskip("zstandard")
    path = tmp_path / f"pages.jsonl{end}"
    path.write_bytes(b"no compressed data at all, whatever the name says")
    with pytest.raises(DataError, match="damaged"):
        list(read(path))


def test_a_file_that_breaks_off_is_told(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(GOOD).encode() * 50)[:-12])
    with pytest.raises(DataError, match="damaged"):
        list(read(path))


def test_fields_of_known_sets() -> None:
    page = page_of(
        {"id": 3, "source": "a/project", "html": "<p>Rain", "lang": "en", "page_type": "article",
         "url": "https://web.archive.org/web/2018/https://www.example.org/", "main_content": ""}
    )  # fmt: skip
    assert (page.source, page.kind, page.language, page.type) == (
        "<p>Rain",
        "html",
        "en",
        "article",
    )
    assert (page.domain, page.main_content, page.has_gold) == ("example.org", "", True)


def test_the_kind_of_a_source_is_looked_for() -> None:
    kinds = [
        page_of({"id": 1, "source": source, "main_content": ""}).kind
        for source in ("<html><body><p>Rain</p></body></html>", "Rain fell.")
    ]
    assert kinds == ["html", "text"]


def test_labels_are_labels() -> None:
    spans = page_of(GOOD).spans
    assert spans is not None
    assert spans[1] == LabelledSpan(11, 15, Label.COPYRIGHT)


def test_wrong_arguments(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.jsonl")
    with pytest.raises(ValueError, match="unknown format 'csv': expected jsonl"):
        read(tmp_path, format="csv")
    with pytest.raises(ValueError, match="expected 'refuse' or 'skip'"):
        read(tmp_path, malformed="ignore")  # type: ignore[arg-type]
