"""``cleaner run``: formats, exit codes, and what fails."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cleaner import clean
from cleaner.batch import run as flow
from cleaner.batch.plan import document_names
from cleaner.batch.sources import Input, RunError
from cleaner.cli import main
from cleaner.sites import SiteMemory
from tests.batch.commands import STORY, files, lines, run
from tests.batch.records import answer, record

SPAN = ("start", "end", "label", "score", "rule", "kept")


# What is written


def test_two_workers_write_results_and_the_other_fields(
    tmp_path: Path, rows: list[dict[str, Any]], capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["run", str(tmp_path / "in.jsonl"), "-o", str(out), "--workers", "2"]) == 0
    written = lines(out)
    assert [row["id"] for row in written] == [row["id"] for row in rows]
    result = clean(rows[7]["text"], kind="text")
    assert written[7] == {
        "id": "n7", "lang": None, "more": {"n": 7}, "text": result.text, "title": result.title,
        "spans": [
            {name: getattr(span, name) for name in SPAN} for span in result.spans
        ],
        "kept_characters": len(result.text), "dropped_characters": 19,
        "unread_characters": 0, "encoding": None,
    }  # fmt: skip
    assert files(tmp_path) == [".out.jsonl.manifest.json", "in.jsonl", "out.jsonl"]
    told = capfd.readouterr()
    assert told.out == "" and "60 pages" in told.err
    assert "\ncopyright " in told.err and "\nbody " in told.err


@pytest.mark.usefixtures("in_this_process", "rows")
@pytest.mark.parametrize("name", ["out.jsonl.gz", "out.jsonl.zst", "out.parquet", "folder"])
def test_every_format_holds_the_same(tmp_path: Path, name: str) -> None:
    run(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    expected = lines(tmp_path / "out.jsonl")
    out = tmp_path / name
    assert run(tmp_path / "in.jsonl", "-o", out, "--part-size", 9, "--batch-size", 4) == 0
    if name == "folder":
        parts = [path for path in files(out) if path.startswith("part-")]
        assert len(parts) == 5 and files(out) == ["_manifest.json", *parts]
        assert [row for part in parts for row in lines(out / part)] == expected
    elif name == "out.parquet":
        pq = pytest.importorskip("pyarrow.parquet", reason="the extra 'batch' is not installed")
        found = pq.read_table(out).to_pylist()
        for row, other in zip(found, expected, strict=True):
            assert row.keys() == other.keys()
            other["more"] = json.dumps(other["more"])
            for span, one in zip(row.pop("spans"), other.pop("spans"), strict=True):
                assert span == one | {"score": pytest.approx(one["score"])}
            assert row == other
    else:
        if name.endswith(".zst"):
            zstandard = pytest.importorskip("zstandard", reason="the extra 'batch' is missing")
            with zstandard.open(out, "rt") as file:  # reads one frame alone
                assert [json.loads(line) for line in file] == expected
        else:
            assert lines(out) == expected
    assert not out.with_name(f"{name}.parts").exists()


@pytest.mark.usefixtures("in_this_process")
def test_archives_to_parquet_and_back_to_lines(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")
    pq = pytest.importorskip("pyarrow.parquet", reason="the extra 'batch' is not installed")
    page = "<html><body><nav>Home</nav><p>Zwei Straßen wurden gesperrt.</p></body></html>"
    body = answer(page.encode("latin-1"), "text/html; charset=latin-1")
    (tmp_path / "a.warc.gz").write_bytes(
        b"".join(gzip.compress(record(n, "response", body)) for n in range(5))
    )
    out = tmp_path / "out.parquet"
    assert run(tmp_path / "a.warc.gz", "-o", out, "--keep-pages") == 0
    table = pq.read_table(out)
    assert table.schema.field("spans").type.value_type.field("start").type == "int64"
    row = table.to_pylist()[3]
    assert row["id"] == "<urn:uuid:3>" and row["charset"] == "latin-1"
    assert row["url"] == "https://example.org/3"
    assert row["text"] == "Zwei Straßen wurden gesperrt."
    assert row["html"] == page.encode("latin-1")
    again = tmp_path / "again.jsonl"
    assert run(out, "-o", again, "--html-field", "html", "--quiet") == 0
    back = lines(again)[3]
    assert back["input_input_text"] == back["text"] == row["text"]


@pytest.mark.usefixtures("in_this_process")
def test_attributes_for_dolma_go_in_step_with_documents(tmp_path: Path) -> None:
    for name in ("docs/a/1.jsonl.gz", "docs/b/2.json.gz"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        good = [json.dumps({"id": f"{name}-{n}", "text": STORY.format(n)}) for n in range(3)]
        content = "\n".join([good[0], '{"id": "bad", "text": 7}', *good[1:]])
        path.write_bytes(gzip.compress(content.encode()))
    out = tmp_path / "attributes"
    assert run(tmp_path / "docs", "-o", out, "--format", "dolma") == 1
    assert files(out) == ["_manifest.json", "a/1.jsonl.gz", "b/2.json.gz"]
    for name in ("a/1.jsonl.gz", "b/2.json.gz"):
        documents, attributes = lines(tmp_path / "docs" / name), lines(out / name)
        assert [row["id"] for row in documents] == [row["id"] for row in attributes]
        assert attributes[1]["attributes"] == {}
        spans = attributes[0]["attributes"]["cleaner__spans__dropped"]
        assert documents[0]["text"][slice(*spans[0][:2])] == "© 2024 Example Ltd."


def test_documents_have_names_below_the_folder_that_they_share(tmp_path: Path) -> None:
    def named(*paths: str) -> tuple[str, ...]:
        return document_names(tuple(Input("jsonl", (path,), 0) for path in paths))

    assert named(str(tmp_path / "a.jsonl"), "b.jsonl")[1].endswith("/b.jsonl")
    assert named("https://example.org/x/a.jsonl", "s3://example.org/y/a.jsonl") == (
        "x/a.jsonl",
        "y/a.jsonl",
    )
    with pytest.raises(RunError, match="different names"):
        named("a.jsonl", "./a.jsonl")


@pytest.mark.usefixtures("rows")
def test_a_pipe_in_and_out(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cleaner", "run", "-", "-o", "-", "--workers", "1", "--quiet"],
        input=(tmp_path / "in.jsonl").read_bytes(), capture_output=True, check=True,
    )  # fmt: skip
    assert len(done.stdout.splitlines()) == 60 and done.stderr == b""


@pytest.mark.usefixtures("in_this_process", "bad_rows")
@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_what_fails_on_the_way_to_a_pipe_is_told_somewhere(
    tmp_path: Path, suffix: str, capfd: pytest.CaptureFixture[str]
) -> None:
    source, errors = tmp_path / "in.jsonl", tmp_path / f"errors.jsonl{suffix}"
    if suffix == ".zst":
        pytest.importorskip("zstandard", reason="the extra 'batch' is not installed")
    assert run(source, "-o", "-", "--quiet") == 1
    *reasons, last = capfd.readouterr().err.splitlines()
    assert len(reasons) == 10 and "--errors FILE" in last
    assert reasons[0].startswith(f"cleaner: {source}: record 60: invalid JSON")
    assert run(source, "-o", "-", "--quiet", "--errors", errors) == 1
    (line,) = capfd.readouterr().err.splitlines()
    assert line.endswith(f"see {errors}") and errors.stat().st_size > 0


# What fails


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_records_that_can_not_be_cleaned_are_kept_with_the_reason(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="the extra 'batch' is not installed")
    content = [
        b'{"id": 1, "text": "One."}', b'{"id": 2, "text": ', b'{"id": 3, "text": "\xff"}',
        b'{"id": 4}', b'{"id": 5, "text": 5}', b"[6]", b'{"id": 7, "text": null}',
        b'{"id": 8, "text": "Two."}',
    ]  # fmt: skip
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(content))
    assert run(tmp_path / "in.jsonl", "-o", tmp_path / name) == 1
    failed = lines(tmp_path / f"{name}.errors.jsonl")
    assert [row["number"] for row in failed] == [1, 2, 3, 4, 5]
    assert [row["id"] for row in failed] == [None, None, 4, 5, None]
    told = ["invalid JSON", "invalid UTF-8", "expected a field 'html' or 'text'", "field 'text'",
            "expected a JSON object"]  # fmt: skip
    for row, start in zip(failed, told, strict=True):
        assert row["reason"].startswith(start)
    assert failed[0]["record"] == content[1].decode()
    assert failed[1]["record"] == {"base64": "eyJpZCI6IDMsICJ0ZXh0IjogIv8ifQ=="}
    assert "5 records could not be cleaned: see" in capsys.readouterr().err
    if name == "out.jsonl":
        assert [row["text"] for row in lines(tmp_path / name)] == ["One.", None, "Two."]


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_a_page_that_fails_is_told_by_its_own_file(tmp_path: Path, name: str) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="the extra 'batch' is not installed")
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(5):
        (pages / f"{number}.html").write_bytes(b"%PDF-1.7" if number == 3 else b"<p>Rain fell.")
    (pages / "4.html.gz").write_bytes(gzip.compress(b"<p>One")[:-4])
    assert run(pages, "-o", tmp_path / name, "--batch-size", 2, "--quiet") == 1
    failed = lines(tmp_path / f"{name}.errors.jsonl")
    assert [row["input"] for row in failed] == [str(pages / "3.html"), str(pages / "4.html.gz")]
    assert [row["number"] for row in failed] == [0, 0]


def test_a_page_that_kills_its_worker_goes_to_the_errors(
    tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    # What every Python process of the run imports first: pages that kill or stop it.
    (tmp_path / "sitecustomize.py").write_text(
        "import os, time\n"
        "from cleaner.engine import Cleaner\n"
        "read = Cleaner._read\n"
        "def harmful(self, page, kind, url):\n"
        "    content = getattr(page, 'content', '')\n"
        "    if '13 roads' in content: os.abort()\n"
        "    if '40 roads' in content: time.sleep(600)\n"
        "    return read(self, page, kind, url)\n"
        "Cleaner._read = harmful\n"
    )
    source = str(Path(flow.__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), source])}
    done = subprocess.run(
        [sys.executable, "-m", "cleaner", "run", "in.jsonl", "-o", "out.jsonl", "--workers", "2",
         "--batch-size", "5", "--timeout", "8"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    written = [row["id"] for row in lines(tmp_path / "out.jsonl")]
    assert written == [row["id"] for row in rows if row["id"] not in ("n13", "n40")]
    killed, stopped = lines(tmp_path / "out.jsonl.errors.jsonl")
    assert json.loads(killed["record"]) == rows[13] and "SIGABRT" in killed["reason"]
    assert json.loads(stopped["record"]) == rows[40] and "longer than 8 s" in stopped["reason"]


@pytest.mark.usefixtures("in_this_process", "rows")
def test_an_input_that_breaks_off_is_told_and_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (tmp_path / "in.jsonl").read_bytes()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(whole)[:-9])
    out = tmp_path / "out.jsonl"
    assert run(tmp_path / "a.jsonl.gz", tmp_path / "in.jsonl", "-o", out) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if "a.jsonl.gz" in line]
    assert len(told) == 1 and "breaks off" in told[0]
    assert [row["id"] for row in lines(out)][-60:] == [f"n{number}" for number in range(60)]
    (error,) = lines(tmp_path / "out.jsonl.errors.jsonl")
    assert error["record"] is None and f"cleaner: {error['reason']}" == told[0]


@pytest.mark.usefixtures("in_this_process", "bad_rows")
@pytest.mark.parametrize("name", ["out.jsonl", "folder"])
@pytest.mark.parametrize("inputs", [["in.jsonl"], ["torn.jsonl.gz"], ["good.jsonl"]])
def test_a_run_that_is_done_tells_the_same_again(
    tmp_path: Path, name: str, inputs: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.jsonl").write_text('{"text": "One."}')
    errors = tmp_path / "errors.jsonl.gz"
    errors.write_bytes(b"those of another run")
    sources = [tmp_path / source for source in inputs]
    arguments = *sources, "-o", tmp_path / name, "--errors", errors, "--resume"
    failed = inputs != ["good.jsonl"]
    assert run(*arguments) == failed
    assert errors.exists() == failed and (not failed or lines(errors))
    written, told = files(tmp_path), failures(capsys)
    assert run(*arguments) == failed
    assert failures(capsys) == told and (inputs == ["in.jsonl"]) == bool(told)
    assert files(tmp_path) == written


def failures(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line for line in capsys.readouterr().err.splitlines() if "could not be" in line]


@pytest.mark.usefixtures("in_this_process", "rows")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothing.jsonl", "-o", "x.jsonl"], "No such file"),
        (["empty", "-o", "x.jsonl"], "empty: expected pages in this folder, it has no files"),
        (["in.jsonl", "-o", "in.jsonl"], "exists already"),
        (["in.jsonl", "-o", "plain"], "plain: exists already"),
        (["in.jsonl", "-o", os.devnull], "- is standard output"),
        (["table.csv", "-o", "x.jsonl"], "expected text, HTML, JSONL, Parquet, WARC or WET, got"),
        (["in.jsonl", "-o", "x.jsonl", "--format", "parquet"], "expected another name"),
        (["in.jsonl", "-o", "s3://bucket/x.jsonl"], "expected a path"),
        (["in.jsonl", "-o", "x", "--workers", "0"], "expected a whole number above 0"),
        (["in.jsonl", "-o", "x", "--timeout", "-1"], "expected seconds above 0"),
        (["page.html", "-o", "x", "--format", "dolma"], "expected JSONL documents"),
        (["in.jsonl", "in.jsonl", "-o", "x", "--format", "dolma"], "got in.jsonl 2 times"),
        (["in.jsonl", "-o", "x.jsonl", "--recall", "2"], "from 0 to 1"),
        (["in.jsonl", "-o", "x.jsonl", "--encoding", "nonsense"], "nonsense"),
        (["in.jsonl", "-o", "x.jsonl", "--sites"], "got 60 records without one"),
        (["in.jsonl", "-o", "x", "--sites"], "--sites: expected pages with an address"),
        (["-", "-o", "x.jsonl", "--sites"], "not standard input"),
        (["in.jsonl", "-o", "x.jsonl", "--sites", "--site", "site.json"], "--sites and --site"),
    ],
)
def test_wrong_arguments_are_told_in_a_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text("<p>One")
    (tmp_path / "plain").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "table.csv").write_text("id,text\n1,One\n")
    SiteMemory.of([]).save(tmp_path / "site.json")
    before = files(tmp_path)
    try:
        code = main(["run", *arguments])
    except SystemExit as refusal:
        code = int(str(refusal.code))
    assert code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("cleaner") and told in line
    assert files(tmp_path) == before and not (tmp_path / "x").exists()
