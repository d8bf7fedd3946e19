"""What a report is made of: data that can stand in a page, figures of an index, the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner.cli import main
from cleaner.datasets import LabelledSpan, Page, write
from cleaner.report.data import as_script, page_data
from cleaner.report.folder import agreement, sureness, write_folder
from cleaner.report.notebook import MOST_CHARACTERS, to_fragment
from cleaner.report.palette import PALETTE
from tests.report.conftest import Opened

pytest.importorskip("jinja2", reason="the extra 'report' is not installed")

SAMPLES = Path(__file__).parents[2] / "corpus_samples"


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_data_survive_the_way_into_a_script(data: Any) -> None:
    written = as_script(data)
    written.encode()
    assert not set(written) & set("<>&\u2028\u2029")
    # Two lone surrogates side by side are one character in JSON.
    assert json.loads(written) == json.loads(json.dumps(data))


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="ab😀 \n\r©é", max_size=60))
def test_offsets_are_those_of_a_browser(page: str) -> None:
    result = cleaner.clean(page, kind="text")
    data = page_data(result, "page")
    units = page.encode("utf-16-le", "surrogatepass")
    at = 0
    for gap, length, span in zip(data["gaps"], data["lengths"], result.spans, strict=True):
        at += gap
        assert units[2 * at : 2 * (at + length)].decode("utf-16-le", "surrogatepass") == span.text
        at += length


def test_evidence_stands_where_a_browser_counts_it() -> None:
    result = cleaner.clean("<p>😀 &amp; 😀 <b>© 2024</b> Example Ltd. All rights reserved.</p>")
    data = page_data(result, "page")
    units = result.source.encode("utf-16-le")
    (row,) = data["reasons"]
    reasons = result.spans[0].reasons
    assert len(row) == len(reasons)
    found = 0
    for (name, weight, *place), reason in zip(row, reasons, strict=True):
        assert data["reason_names"][name] == (reason.kind, reason.name, reason.note)
        assert weight == reason.weight
        if place:
            start, end = place
            assert (
                units[2 * start : 2 * end].decode("utf-16-le")
                == (result.source[reason.start : reason.end])
            )
            found += 1
    assert found


def test_letters_are_distinct_and_in_their_names() -> None:
    letters = [look.letter for look in PALETTE.values()]
    assert len(set(letters)) == len(letters) == len(cleaner.Label)
    for label, look in PALETTE.items():
        assert look.letter.lower() in label
    assert len({(look.colour, look.line) for look in PALETTE.values()}) == len(letters)


# Notebooks


def test_a_notebook_shows_each_piece_with_its_label() -> None:
    result = cleaner.clean((SAMPLES / "html/amp-article.html").read_bytes())
    fragment = result._repr_html_()
    for span in result.spans:
        assert f'title="{span.label}, {"kept" if span.kept else "dropped"}, ' in fragment


def test_a_notebook_shows_the_beginning_of_a_long_page() -> None:
    fragment = to_fragment(cleaner.clean("The river rose on Monday night.\n\n" * 20_000))
    assert len(fragment) < 12 * MOST_CHARACTERS
    assert "600,000 more characters" in fragment


def test_a_notebook_needs_no_template_library() -> None:
    code = (
        "import sys; sys.modules['jinja2'] = None; import cleaner; r = cleaner.clean('One.');"
        "assert 'One.' in r._repr_html_()\n"
        "try: r.to_report()\n"
        "except ImportError as error: print(error)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 'pip install "cleaner[report]"' in said.stdout


# The index


def test_scores_against_what_is_right() -> None:
    text = "The river rose by two metres on Monday.\n\nShare on Facebook"
    result = cleaner.clean(text)
    assert result.text == text[:39]
    body = LabelledSpan(0, 39, cleaner.Label.BODY)
    whole = LabelledSpan(0, len(text), cleaner.Label.BODY)
    assert agreement(result, Page("1", text, "text", spans=(body,))) == 1
    # 8 of the 11 words that were wanted: recall 8/11, precision 1.
    assert agreement(result, Page("1", text, "text", spans=(whole,))) == pytest.approx(16 / 19)
    assert agreement(result, Page("1", text, "text", main_content="")) == 0
    snippets = Page("1", text, "text", with_snippets=("river", "boat"), without_snippets=("Share",))
    assert agreement(result, snippets) == pytest.approx(2 / 3)  # one found, one missed
    assert agreement(result, Page("1", text, "text")) is None
    assert 0.5 < sureness(result) <= 1
    assert sureness(cleaner.clean("")) == 1


def pages() -> list[tuple[str, cleaner.Result, Page | None]]:
    names = ("html/ar-news.html", "html/login-404.html", "text/affiliate-roundup.txt")
    return [(name, cleaner.clean((SAMPLES / name).read_bytes()), None) for name in names]


def test_a_folder_has_a_report_per_page_and_an_index(tmp_path: Path) -> None:
    rows = write_folder(iter(pages()), tmp_path / "new" / "folder")
    assert [row.score for row in rows] == sorted(row.score for row in rows)
    index = (tmp_path / "new/folder/index.html").read_text()
    for row in rows:
        assert f'href="{row.link}"' in index
        assert "../index.html" in (tmp_path / "new/folder" / row.link).read_text()
        assert sum(row.shares) == pytest.approx(1)
    assert [row.link for row in rows if row.kind == "text"] == [
        "pages/0003-text-affiliate-roundup.txt.html"
    ]


def test_an_index_of_nothing(tmp_path: Path) -> None:
    assert write_folder([], tmp_path) == ()
    assert "0 pages" in (tmp_path / "index.html").read_text()


def test_names_of_pages_stay_in_the_folder(tmp_path: Path) -> None:
    script = 'x"><script>alert(1)</script>'
    names = ["../../etc/passwd", "", "..", "a" * 500, script, "con/ø\udc80"]
    rows = write_folder([(name, cleaner.clean("One."), None) for name in names], tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"out"}
    assert len(list((tmp_path / "out/pages").iterdir())) == len(rows) == len(names)
    assert "<script>alert" not in (tmp_path / "out/index.html").read_text()


def test_the_index_is_sorted_searched_and_followed(open_file: Opened, tmp_path: Path) -> None:
    rows = write_folder(pages(), tmp_path)
    page = open_file(tmp_path / "index.html")
    links = page.locator("tbody a")
    assert [links.nth(i).get_attribute("href") for i in range(3)] == [row.link for row in rows]
    page.click("thead button:text('Characters')")
    sizes = page.locator("tbody td:nth-child(5)").all_text_contents()
    assert sizes == [f"{row.characters:,}" for row in sorted(rows, key=lambda row: -row.characters)]
    page.click("thead button:text('Characters')")
    assert page.locator("tbody td:nth-child(5)").all_text_contents() == sizes[::-1]
    assert page.get_attribute("th:has-text('Characters')", "aria-sort") == "ascending"
    page.fill("#find", "login")
    assert page.locator("tbody tr:visible").count() == 1
    assert page.inner_text("#found") == "1 of 3"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_index_is_accessible(scheme: str, open_file: Opened, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe")
    write_folder(pages(), tmp_path)
    page = open_file(tmp_path / "index.html", color_scheme=scheme)
    found = axe.Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []


# The command


def test_one_page_is_written_to_a_file(tmp_path: Path) -> None:
    page = str(SAMPLES / "html/amp-article.html")
    assert main(["report", page, "-o", str(tmp_path / "report.html"), "--recall", "0.8"]) == 0
    result = cleaner.clean(Path(page).read_bytes(), recall=0.8)
    assert (tmp_path / "report.html").read_text() == result.to_report(page)


def test_a_data_set_is_scored(tmp_path: Path) -> None:
    text = "The river rose by two metres on Monday.\n\nShare on Facebook"
    spans = (LabelledSpan(0, 39, cleaner.Label.BODY),)
    known = [
        Page("good", text, "text", spans=spans, language="en"),
        Page("bad", text, "text", main_content="Quite another story."),
    ]
    write(tmp_path / "data.jsonl", known)
    assert (
        main(["report", "--data", str(tmp_path / "data.jsonl"), "-o", str(tmp_path / "out")]) == 0
    )
    index = (tmp_path / "out/index.html").read_text()
    assert index.index("0002-bad.html") < index.index("0001-good.html")
    assert '"language":"en"' in (tmp_path / "out/pages/0001-good.html").read_text()


def test_all_files_of_a_folder_are_pages(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/a.txt").write_text("One river rose.")
    (tmp_path / "in/deep/b.html").write_text("<p>Two roads.")
    pages, out = str(tmp_path / "in"), tmp_path / "out"
    assert main(["report", pages, "-o", str(tmp_path / "out.html")]) == 2
    assert "expected a folder, as there are several pages" in capfd.readouterr().err
    assert main(["report", str(tmp_path / "nothing"), pages, "-o", str(out)]) == 2
    index = (out / "index.html").read_text()  # of what could be read
    assert "a.txt" in index and "b.html" in index
    assert capfd.readouterr().err.endswith("1 of 3 files were left out, see above\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "r.html"], "expected a page or --data"),
        (["a.html", "b.html", "-o", "r.html"], "expected a folder"),
        (["--data", "d.jsonl", "-o", "r.html"], "expected a folder"),
        (["no-such-file", "-o", "r.html"], "no-such-file: No such file"),
        (["no-such-file", "-o", "out"], "no-such-file: No such file"),
        (["empty", "-o", "out"], "empty: expected pages in this folder, it has no files"),
        (["--data", "no-such-file", "-o", "out"], "no-such-file: no such file"),
        (["--data", "broken.jsonl", "-o", "out"], "broken.jsonl:1: "),
        (["page.txt", "-o", "no/such/folder/r.html"], "No such file"),
        (["page.txt", "-o", "page.txt"], "expected a folder, or a file that ends in .html"),
        (["page.txt"], "-o/--output"),
    ],
)
def test_mistakes_are_told_in_a_line(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text("One.")
    Path("broken.jsonl").write_text("{")
    Path("empty").mkdir()
    try:
        assert main(["report", *arguments]) == 2
    except SystemExit as end:
        assert end.code == 2
    out, error = capfd.readouterr()
    assert out == ""
    assert said in error
    assert error.count("\n") == 1
    assert Path("page.txt").read_text() == "One."
    assert not Path("out").exists()
