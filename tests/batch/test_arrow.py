"""The Arrow kernel: rows stay in step, pages that fail harm no other, names don't clash."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, clean
from cleaner.reading.page import Read
from cleaner.source import decode

pa = pytest.importorskip("pyarrow", reason="the extra 'batch' is not installed")

from cleaner.batch.arrow import RESULT_FIELDS, Columns, clean_arrow, output_schema  # noqa: E402

STORY = "The river rose on Monday night, and two roads were closed.\n\n© 2024 Example Ltd."
PAGE = f"<html><body><nav><a href=/>Home</a></nav><p>{STORY}</p></body></html>"


def batch(**columns: Any) -> Any:
    return pa.RecordBatch.from_pydict(columns)


@pytest.mark.parametrize(
    "kind",
    [
        "string", "large_string", "string_view", "binary", "large_binary", "binary_view",
    ],
)  # fmt: skip
def test_every_type_of_strings_and_bytes_is_read(kind: str) -> None:
    pages = pa.array([STORY, None, ""]).cast(getattr(pa, kind)())
    rows = clean_arrow(batch(text=pages), Columns("text"), Cleaner()).to_pylist()
    assert [row["text"] for row in rows] == [clean(STORY, kind="text").text, None, ""]
    assert rows[1] == dict.fromkeys(rows[1])
    assert rows[2]["spans"] == [] and rows[2]["error"] is None


def test_spans_are_those_of_the_result() -> None:
    out = clean_arrow(batch(html=[PAGE]), Columns(html="html"), Cleaner())
    out.validate(full=True)
    (row,), result = out.to_pylist(), clean(PAGE)
    assert [(s["start"], s["end"], s["label"], s["rule"], s["kept"]) for s in row["spans"]] == [
        (s.start, s.end, s.label.value, s.rule, s.kept) for s in result.spans
    ]
    assert [s["score"] for s in row["spans"]] == pytest.approx([s.score for s in result.spans])
    assert row["kept_characters"] == sum(len(s.text) for s in result.kept)
    assert row["dropped_characters"] == sum(len(s.text) for s in result.dropped)


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.sampled_from([None, "", STORY, "One.", "<p>Two", b"\xff\xfe"]), max_size=8),
    st.integers(0, 8),
)
def test_a_row_is_the_same_in_any_batch(pages: list[str | bytes | None], cut: int) -> None:
    raw = [page.encode() if isinstance(page, str) else page for page in pages]
    whole = batch(number=pa.array(range(len(raw)), pa.int32()), page=pa.array(raw, pa.binary()))
    columns, cleaner = Columns(html="page"), Cleaner()
    parts = [clean_arrow(part, columns, cleaner) for part in (whole[:cut], whole[cut:])]
    out = clean_arrow(whole, columns, cleaner)
    out.validate(full=True)
    assert out.schema == output_schema(whole.schema, columns)
    assert [row for part in parts for row in part.to_pylist()] == out.to_pylist()
    assert out.column("number").to_pylist() == list(range(len(raw)))


def test_html_comes_before_text_and_the_charset_of_a_server_is_heard() -> None:
    rows = batch(
        html=[None, "<p>Grüße".encode("latin-1"), "<p>Grüße".encode()],
        text=["<p>no markup", "other", None],
        charset=["nonsense", "latin-1", b"utf-8".decode()],
        url=["https://example.org/", None, None],
    )
    columns = Columns(text="text", html="html", url="url", charset="charset")
    out = clean_arrow(rows, columns, Cleaner())
    assert out.column("text").to_pylist() == ["<p>no markup", "Grüße", "Grüße"]
    assert out.schema.names[:2] == ["charset", "url"]


def test_a_poisoned_page_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Cleaner._read

    def poisoned(self: Cleaner, page: Any, kind: Any, url: str | None) -> Read:
        if "poison" in page.content:
            raise RuntimeError("a page\nlike that")
        return read(self, page, kind, url)

    pages = [STORY.replace("two", str(number)) for number in range(20)]
    whole = clean_arrow(batch(text=pages), Columns("text"), Cleaner()).to_pylist()
    monkeypatch.setattr(Cleaner, "_read", poisoned)
    for bad in (0, 7, 19):
        hurt = [*pages[:bad], "poison", *pages[bad + 1 :]]
        rows = clean_arrow(batch(text=hurt), Columns("text"), Cleaner()).to_pylist()
        assert rows[bad]["error"] == "RuntimeError: a page like that"
        assert rows[bad]["text"] is rows[bad]["spans"] is rows[bad]["kept_characters"] is None
        assert [*rows[:bad], *rows[bad + 1 :]] == [*whole[:bad], *whole[bad + 1 :]]


def test_a_string_that_is_no_utf8_is_an_error_of_its_page() -> None:
    broken = pa.Array.from_buffers(
        pa.string(), 2, pa.array([b"One.", b"\xff\xfe."], pa.binary()).buffers()
    )
    rows = clean_arrow(batch(text=broken), Columns("text"), Cleaner()).to_pylist()
    assert rows[0]["text"] == "One."
    assert rows[1]["error"].startswith("UnicodeDecodeError")


def test_names_that_clash_are_settled_and_metadata_stays_with_fields() -> None:
    field = pa.field("error", pa.int8(), metadata={"unit": "m"})
    schema = pa.schema(
        [field, ("text", pa.string()), ("input_text", pa.bool_())], metadata={"pandas": "{}"}
    )
    out = output_schema(schema, Columns("text", keep_pages=True))
    names = ["input_error", "input_input_text", "input_text"]
    assert out.names == [*names, *(field.name for field in RESULT_FIELDS)]
    assert out.field(0).metadata == {b"unit": b"m"} and out.metadata is None


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (Columns("page"), "expected one column 'page', got 0: there are text, n"),
        (Columns("n"), "column 'n': expected strings or bytes, got int64"),
        (Columns("text", url="n"), "column 'n': expected strings"),
    ],
)
def test_wrong_columns_are_refused(columns: Columns, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        clean_arrow(batch(text=["a"], n=[1]), columns, Cleaner())


def test_an_extractor_reads_html_only() -> None:
    with pytest.raises(ValueError, match="expected HTML, got a column of texts"):
        clean_arrow(batch(text=["a"]), Columns("text"), Cleaner(extractor="trafilatura"))


def test_bytes_offsets_count_in_the_decoded_page() -> None:
    page = "<p>Grüße und mehr".encode("latin-1")
    out = clean_arrow(batch(html=[page]), Columns(html="html"), Cleaner(encoding="latin-1"))
    (span,) = out.to_pylist()[0]["spans"]
    assert decode(page, "latin-1").text[span["start"] : span["end"]] == "Grüße und mehr"
