"""The layouts that people have: each is recognised, read, and its flaws are named."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.datasets import LAYOUTS, DataError, LabelledSpan, RecordError, read
from cleaner.datasets.read import layout_of
from cleaner.labels import Label

SAMPLES = Path(__file__).parent.parent.parent / "corpus_samples"
HTML = "<html><body><nav>Menu</nav><p>Der Fluß stieg.</p></body></html>"
GOLD = "Der Fluß stieg."


def scrapinghub(folder: Path) -> Path:
    (folder / "html").mkdir()
    (folder / "html" / "a1.html.gz").write_bytes(gzip.compress(HTML.encode()))
    gold = {
        "a1": {"articleBody": GOLD, "url": "https://www.example.org/a", "with": ["Fluß"]},
        "a2": {"articleBody": GOLD},
        "a3": "Rain",
    }
    (folder / "ground-truth.json").write_text(json.dumps(gold), "utf-8")
    return folder


def wcxb(folder: Path) -> Path:
    for name in ("html", "ground-truth"):
        (folder / name).mkdir()
    (folder / "html" / "0001.html.gz").write_bytes(gzip.compress(HTML.encode()))
    record = {
        "schema_version": "2.0",
        "url": "https://example.org/a",
        "file_id": "0001",
        "_internal": {"page_type": {"primary": "article"}},
        "ground_truth": {"title": "Rain", "main_content": GOLD},
    }
    (folder / "ground-truth" / "0001.json").write_text(json.dumps(record), "utf-8")
    (folder / "ground-truth" / "0002.json").write_text(json.dumps(record), "utf-8")
    (folder / "ground-truth" / "0003.json").write_text("{", "utf-8")
    return folder


def cleaneval(folder: Path) -> Path:
    for name in ("original", "GoldStandard"):
        (folder / name).mkdir()
    wrapped = f'<text id="https://example.org/a" title="Rain" encoding="iso-8859-1">\n{HTML}</text>'
    (folder / "original" / "1.html").write_text(wrapped, "utf-8")
    (folder / "original" / "2.html").write_text(wrapped, "utf-8")
    gold = f"URL: https://example.org/a\n\n<h>Der Fluß\n\n<p>{GOLD}\n<l>eins\n<l>zwei\n"
    (folder / "GoldStandard" / "1-cleaned.txt").write_text(gold, "utf-8")
    return folder


def pairs(folder: Path) -> Path:
    (folder / "deep").mkdir()
    for name in ("a", "deep/a", "deep/b"):
        (folder / f"{name}.html").write_text(HTML, "utf-8")
    (folder / "a.txt").write_text(GOLD, "utf-8")
    (folder / "deep" / "a.txt").write_text("Regen", "utf-8")
    return folder


def trafilatura_python(folder: Path) -> Path:
    (folder / "cache").mkdir()
    (folder / "cache" / "a.html").write_text(HTML, "utf-8")
    (folder / "evaldata.py").write_text(
        '"""Pages."""\nimport os\n\nEVAL_PAGES = {\n'
        "'https://example.org/a': {'file': 'a.html', 'with': ['Fluß'], 'without': ['Menu']},\n"
        "'https://example.org/b': {'file': 'b.html', 'with': ['Fluß'], 'without': []},\n"
        "'https://example.org/c': {'file': os.path.join('a')},\n}\n",
        "utf-8",
    )
    return folder


def trafilatura_json(folder: Path) -> Path:
    (folder / "eval").mkdir()
    (folder / "eval" / "a.html").write_bytes(HTML.encode("windows-1252"))
    entry = {"file": "a.html", "with": ["Fluß"], "without": ["Menu"]}
    pages = {"https://example.org/a": entry, "https://example.org/b": {"file": 5}}
    (folder / "evaldata.json").write_text(json.dumps(pages, indent=2), "utf-8")
    return folder / "evaldata.json"


def doccano(folder: Path) -> Path:
    path = folder / "export.jsonl"
    rows: list[dict[str, Any]] = [
        {"id": 1, "text": "Rain fell. © Us", "label": [[0, 10, "Body"], [11, 15, "COPYRIGHT"]]},
        {
            "id": 2,
            "text": "Rain fell.",
            "entities": [{"id": 9, "label": "body", "start_offset": 0, "end_offset": 10}],
            "relations": [],
        },
        {"id": 3, "text": "Rain fell.", "label": [[0, 99, "body"]]},
        {"id": 4, "text": "Rain fell.", "label": [[0, 4, "WEATHER"]]},
        {"id": 5, "text": "Rain fell.", "entities": [5]},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


def label_studio(folder: Path) -> Path:
    def task(number: int, *values: dict[str, Any], **more: Any) -> dict[str, Any]:
        result = [{"id": "x", "type": "labels", "value": value} for value in values]
        done = [{"was_cancelled": True, "result": []}, {"result": result}]
        return {"id": number, "data": {"text": "😀 Rain. © Us"}, "annotations": done, **more}

    rows = [
        # As a browser counts, where the sign before it has two units.
        task(1, {"start": 9, "end": 13, "text": "© Us", "labels": ["copyright"]}),
        task(2, {"start": 8, "end": 12, "text": "© Us", "labels": ["copyright"]}),
        {"id": 3, "text": "Rain.", "label": [{"start": 0, "end": 5, "labels": ["body"]}]},
        task(4, {"start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "labels": ["body"]}),
        task(5, {"start": 0, "end": 4, "text": "Rain", "labels": ["body"]}),
        task(6, {"start": 0, "end": 1, "labels": ["body", "title"]}),
        {"id": 7, "data": {"text": "Rain."}, "annotations": []},
        {"id": 8, "data": {"image": 5}},
        5,
    ]
    path = folder / "project.json"
    path.write_text(json.dumps(rows), "utf-8")
    return path


COPYRIGHT = (LabelledSpan(8, 12, Label.COPYRIGHT),)

CASES: list[tuple[str, Callable[[Path], Path], list[tuple[Any, ...]], list[str]]] = [
    (
        "scrapinghub",
        scrapinghub,
        [("a1", "html", "https://www.example.org/a", None, GOLD, ("Fluß",), None)],
        ["ground-truth.json: a2: expected html/a2.html.gz", "ground-truth.json: a3: expected an"],
    ),
    (
        "wcxb",
        wcxb,
        [("0001", "html", "https://example.org/a", "article", GOLD, (), None)],
        ["0002.json: expected its page", "0003.json: expected JSON"],
    ),
    (
        "cleaneval",
        cleaneval,
        [
            (
                "original/1",
                "html",
                "https://example.org/a",
                None,
                f"Der Fluß\n\n{GOLD}\neins\nzwei",
                (),
                None,
            )
        ],
        ["2.html: main_content: expected 2.txt"],
    ),
    (
        "pairs",
        pairs,
        [
            ("a", "html", None, None, GOLD, (), None),
            ("deep/a", "html", None, None, "Regen", (), None),
        ],
        ["b.html: main_content: expected b.txt"],
    ),
    (
        "trafilatura",
        trafilatura_python,
        [("a.html", "html", "https://example.org/a", None, None, ("Fluß",), None)],
        ["evaldata.py:6: https://example.org/b.file: expected b.html", "evaldata.py:7: https://"],
    ),
    (
        "trafilatura",
        trafilatura_json,
        [("a.html", "html", "https://example.org/a", None, None, ("Fluß",), None)],
        ["evaldata.json: https://example.org/b.file: expected"],
    ),
    (
        "doccano",
        doccano,
        [
            (
                "1",
                "text",
                None,
                None,
                None,
                (),
                (LabelledSpan(0, 10, Label.BODY), LabelledSpan(11, 15, Label.COPYRIGHT)),
            ),
            ("2", "text", None, None, None, (), (LabelledSpan(0, 10, Label.BODY),)),
        ],
        [
            "export.jsonl:3: spans[0]: expected 0 <= start < end <= 10",
            "export.jsonl:4: spans[0]: expected a label",
            "export.jsonl:5: entities[0]: expected an object",
        ],
    ),
    (
        "label-studio",
        label_studio,
        [
            ("1", "text", None, None, None, (), COPYRIGHT),
            ("2", "text", None, None, None, (), COPYRIGHT),
            ("3", "text", None, None, None, (), (LabelledSpan(0, 5, Label.BODY),)),
        ],
        [
            "project.json: [3].annotations[1].result[0].value.start: expected offsets into",
            "project.json: [4].annotations[1].result[0].value.text: expected what stands",
            "project.json: [5].annotations[1].result[0].value.labels: expected one label",
            "project.json: [6].annotations: expected an annotation",
            "project.json: [7].data.text: expected the text",
            "project.json: [8]: expected an object, got 5",
        ],
    ),
]


@pytest.mark.parametrize(
    ("layout", "make", "expected", "flaws"), CASES, ids=[case[1].__name__ for case in CASES]
)
def test_a_layout_is_recognised_and_read_and_its_flaws_are_named(
    tmp_path: Path,
    layout: str,
    make: Callable[[Path], Path],
    expected: list[tuple[Any, ...]],
    flaws: list[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = make(tmp_path)
    assert layout_of(path) == layout
    pages = list(read(path, malformed="skip"))
    assert [
        (
            page.id,
            page.kind,
            page.url,
            page.type,
            page.main_content,
            page.with_snippets,
            page.spans,
        )
        for page in pages
    ] == expected
    if pages[0].kind == "html":
        assert all(HTML in page.source for page in pages)
    told = [message.removeprefix(str(tmp_path)) for message in caplog.messages]
    assert len(told) == len(flaws)
    assert all(flaw in message for flaw, message in zip(flaws, told, strict=True)), told
    with pytest.raises(RecordError):
        list(read(path))


def test_samples_are_read() -> None:
    pages = {page.id: page for page in read(SAMPLES)}
    assert {page.kind for page in pages.values()} == {"html", "text"}
    for kind, end in (("html", "html"), ("text", "txt")):
        assert sum(page.kind == kind for page in pages.values()) == len(
            list((SAMPLES / kind).glob(f"*.{end}"))
        )
    page = pages["text/crlf-town-notice"]
    assert "\r\n" in page.source
    assert page.spans
    assert (page.type, page.language) == ("article", "en")


def test_our_own_format_is_recognised_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "pages.json"
    path.write_text('{"id": 1, "text": "Rain", "main_content": "Rain"}\n', "utf-8")
    assert [page.id for page in read(path)] == ["1"]


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_file_has_no_pages(tmp_path: Path, content: str) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text(content, "utf-8")
    assert list(read(path)) == []


def test_folders_and_files_of_no_layout(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="expected a data set, got a folder"):
        read(tmp_path)
    for name, content in (
        ("a.py", "x = 1"),
        ("b.py", "def"),
        ("ground-truth.json", "[]"),
        ("d.json", "{"),
    ):
        (tmp_path / name).write_text(content, "utf-8")
        with pytest.raises(DataError, match=name):
            list(read(tmp_path / name))


def test_a_damaged_page_is_one_malformed_record(tmp_path: Path) -> None:
    path = scrapinghub(tmp_path)
    (path / "html" / "a2.html.gz").write_bytes(b"no gzip")
    assert [page.id for page in read(path, malformed="skip")] == ["a1"]


def test_python_is_read_not_run(tmp_path: Path) -> None:
    (tmp_path / "evaldata.py").write_text("raise SystemExit\nEVAL_PAGES = {}\n", "utf-8")
    assert list(read(tmp_path)) == []


FIELDS = (
    "id text data label labels entities annotations result value start end html file "
    "start_offset end_offset with without articleBody spans ground_truth"
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 9) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(FIELDS.split(" ")), inner, max_size=5)
    ),
    max_leaves=12,
)
"""Data of the right words and of any shape."""


@pytest.mark.parametrize("layout", LAYOUTS)
@given(records=st.lists(VALUES, max_size=3))
def test_data_of_any_shape_is_read_or_refused(
    layout: str, records: list[Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("data")
    for name in ("html", "ground-truth"):
        (folder / name).mkdir()
        (folder / name / "text.json").write_text(json.dumps(records[:1]), "utf-8")
    (folder / "html" / "text.html").write_text(HTML, "utf-8")
    (folder / "html" / "text.txt").write_text(json.dumps(records), "utf-8")
    path = folder
    if layout in ("jsonl", "doccano"):
        path = folder / "pages.jsonl"
        path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    elif layout == "label-studio":
        path = folder / "project.json"
        path.write_text(json.dumps(records), "utf-8")
    elif layout in ("scrapinghub", "trafilatura"):
        path = folder / ("ground-truth.json" if layout == "scrapinghub" else "evaldata.json")
        path.write_text(json.dumps({"text": records[0] if records else None}), "utf-8")
    assert all(page.has_gold for page in read(path, layout, malformed="skip"))
