"""``cleaner evaluate``: what it writes, and that mistakes cost one clear line and exit code 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.cli import main
from cleaner.datasets import Page, write

ARTICLE = "Rain fell all day on Monday, and the river rose by two metres, the council said."
SOURCE = f"<html><body><nav><a href=/>Home</a></nav><article><p>{ARTICLE}</p></article></html>"


@pytest.fixture
def data(tmp_path: Path) -> str:
    pages = [
        Page(f"page {n}", SOURCE, "html", type="news", language="en", url=f"https://{n}.example/",
             main_content=ARTICLE)
        for n in range(4)
    ]  # fmt: skip
    write(tmp_path / "pages.jsonl.gz", pages)
    return str(tmp_path / "pages.jsonl.gz")


def refusal(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["evaluate", *arguments]) == 2
    written, told = capfd.readouterr()
    assert written == ""
    assert told.count("\n") == 1
    return told


def test_tables(data: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", data]) == 0
    written, told = capfd.readouterr()
    assert told == ""
    assert written.split()[:2] == ["4", "pages"]
    assert "1.000 ±.000" in written


def test_json_and_report(data: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("jinja2")
    figures, report = tmp_path / "figures.json", tmp_path / "report.html"
    names = ["--json", str(figures), "--report", str(report), "--group", "domain"]
    assert main(["evaluate", data, data, *names]) == 0
    capfd.readouterr()
    found = json.loads(figures.read_text("utf-8"))
    assert found["pages"] == 8
    assert set(found["groups"]) == {f"{n}.example" for n in range(4)}
    assert found["extractors"]["cleaner"]["word_f1"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert report.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("group", "expected"), [("type", "news"), ("language", "en"), ("data", "pages.jsonl.gz")]
)
def test_groups_and_samples(
    data: str, group: str, expected: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", data, "--sample", "3", "--group", group, "--json", "-"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["pages"] == 3
    assert [name.endswith(expected) for name in found["groups"]] == [True]


def test_settings_of_the_cleaner_count(data: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", data, "--drop", "body", "--json", "-", "--no-rouge"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["kept"] == ["title", "heading"]
    assert found["extractors"]["cleaner"]["word_recall"]["value"] == 0
    assert "rouge_l" not in found["extractors"]["cleaner"]


def test_peers_stand_beside_ours(data: str, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("trafilatura")
    assert main(["evaluate", data, "--peers", "trafilatura", "--json", "-"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["extractors"]["trafilatura"]["pages"] == 4


def test_malformed_records_are_refused_or_skipped(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text('{"id": 1, "text": "Rain.", "main_content": "Rain."}\n{"id": 2}\n', "utf-8")
    assert f"{path}:2: source: expected one of" in refusal(capfd, str(path))
    assert main(["evaluate", str(path), "--malformed", "skip", "--json", "-"]) == 0
    assert json.loads(capfd.readouterr().out)["pages"] == 1


@pytest.mark.parametrize("command", [["evaluate"], ["train", "-o", "weights"]])
def test_a_bomb_is_refused_in_one_line(
    data: str,
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    if command[0] == "train":
        pytest.importorskip("torch")
    monkeypatch.setattr("cleaner.datasets.opened.LARGEST", 1 << 6)
    assert main([*command, data]) == 2
    expected = f"{data}: expected a page or a line of less than 64 bytes\n"
    assert capfd.readouterr() == ("", f"cleaner: {expected}")


def test_mistakes(data: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", "utf-8")
    broken = tmp_path / "broken.jsonl.gz"
    broken.write_bytes(b"no gzip")
    assert "expected labelled pages, got none" in refusal(capfd, str(empty))
    assert "expected a whole .gz file" in refusal(capfd, str(broken))
    assert "none.jsonl" in refusal(capfd, str(tmp_path / "none.jsonl"))
    assert "expected a data set, got a folder" in refusal(capfd, str(tmp_path))
    assert "unknown format 'csv'" in refusal(capfd, data, "--format", "csv")
    assert "unknown peer 'goose'" in refusal(capfd, data, "--peers", "goose")
    assert "expected a file in a folder" in refusal(capfd, data, "--report", "/no/such/x.html")
    assert "--url: the data say this" in refusal(capfd, data, "--url", "https://example.org")
    assert "model: expected a folder" in refusal(capfd, data, "--model", str(tmp_path))
    with pytest.raises(SystemExit) as exit_code:
        main(["evaluate", data, "--sample", "0"])
    assert exit_code.value.code == 2
