"""``cleaner run --sites``: the same as on one's own, whatever the order, the workers and kills."""

from __future__ import annotations

import json
import pickle
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from cleaner import Cleaner, SiteMemory
from cleaner.batch import learning, recent
from cleaner.batch import run as flow
from cleaner.batch.columns import Columns
from cleaner.batch.learning import Learn, gathered, write_sites
from cleaner.batch.recent import RecentSites
from cleaner.batch.records import Batch, Outcome
from cleaner.batch.site_file import SiteFile, SiteWriter
from cleaner.cli import main
from cleaner.host import host_of
from cleaner.reading.inputs import Page
from cleaner.sites import PAGES, learn
from tests.batch.commands import files, lines
from tests.batch.jobs import InThisProcess
from tests.batch.kills import killed_at_each_step
from tests.site_pages import made

Rows = list[dict[str, Any]]


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    """Pages of two sites, text and HTML, one alone on its host, and what has no address."""
    valley = [("https://www.valley.example/", made(number)) for number in range(12)]
    coast = [("http://coast.example/", made(number)) for number in range(12, 18)]
    pages = [pair for number in range(12) for pair in (valley[number], *coast[number : number + 1])]
    found: Rows = [
        {
            "id": n,
            "url": f"{site}{n}",
            "text" if n % 3 else "html": page.text if n % 3 else page.html,
        }
        for n, (site, page) in enumerate(pages)
    ]
    found += [
        {"id": 90, "url": "https://alone.example/", "text": made(90).text},
        {"id": 91, "url": None, "text": made(91).text},
        {"id": 92, "url": "http://[", "text": None},
        {"id": 93, "url": "https://valley.example/93", "text": 7},
    ]
    write(tmp_path / "a.jsonl", found[:9])
    write(tmp_path / "b.jsonl", found[9:])
    return found


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "Workers", InThisProcess)


def write(path: Path, found: Rows) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in found))


def run(*arguments: object) -> int:
    return main(["run", "--quiet", *(str(argument) for argument in arguments)])


def texts(path: Path) -> dict[int, str]:
    return {row["id"]: row["text"] for row in lines(path)}


def expected(rows: Rows, **settings: Any) -> dict[int, str | None]:
    """The texts of rows, learnt and cleaned on one's own."""
    pages = [
        Page(row.get("html") or row["text"], None, row["url"], "html" if "html" in row else "text")
        for row in rows
        if row["id"] < 92
    ]
    keyed = [(host_of(page.url), page) for page in pages]
    limit = settings.get("max_chars")
    memories = learn([(host, page) for host, page in keyed if host], max_chars=limit)
    results = Cleaner(**settings).clean_batch(
        pages, site=[memories.get(host) if host else None for host, _ in keyed]
    )
    return {row["id"]: result.text for row, result in zip(rows, results, strict=False)} | {92: None}


# The same as on one's own


def test_two_workers_give_what_clean_batch_gives(tmp_path: Path, rows: Rows) -> None:
    out = tmp_path / "out.jsonl"
    inputs = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    assert run(*inputs, "-o", out, "--sites", "--workers", 2, "--batch-size", 4) == 1
    assert texts(out) == expected(rows)
    shown = [name for name in files(tmp_path) if not name.startswith(".")]
    assert shown == ["a.jsonl", "b.jsonl", "out.jsonl", "out.jsonl.errors.jsonl"]
    assert [row["id"] for row in lines(tmp_path / "out.jsonl.errors.jsonl")] == [93]
    without = tmp_path / "without.jsonl"
    run(*inputs, "-o", without, "--workers", 1)
    found, alone = texts(out), texts(without)
    assert sum(found[n] != alone[n] for n in range(18)) > 9
    assert [found[n] for n in (90, 91)] == [alone[n] for n in (90, 91)]


@pytest.mark.usefixtures("in_this_process")
def test_neither_order_nor_batches_nor_format_make_a_difference(
    tmp_path: Path, rows: Rows, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    with mock.patch.object(learning, "HELD", 3):
        run(second, first, "-o", tmp_path / "out.jsonl", "--sites", "--batch-size", 5)
    assert texts(tmp_path / "out.jsonl") == expected(rows)
    run(first, second, "-o", "-", "--sites")
    written = capsysbinary.readouterr().out.splitlines()
    assert {row["id"]: row["text"] for row in map(json.loads, written)} == expected(rows)
    pq = pytest.importorskip("pyarrow.parquet", reason="the extra 'batch' is not installed")
    run(first, second, "-o", tmp_path / "pages.parquet", "--keep-pages", "--batch-size", 7)
    again = tmp_path / "again.parquet"
    columns = ("--text-field", "input_text", "--html-field", "html")
    run(tmp_path / "pages.parquet", "-o", again, "--sites", "--batch-size", 4, *columns)
    found = pq.read_table(again).to_pylist()
    assert {row["id"]: row["text"] for row in found} == expected(rows)


@pytest.mark.usefixtures("in_this_process")
def test_pages_are_learnt_from_as_they_are_cleaned(tmp_path: Path, rows: Rows) -> None:
    inputs = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    run(*inputs, "-o", tmp_path / "out.jsonl", "--sites", "--max-chars", 900)
    assert texts(tmp_path / "out.jsonl") == expected(rows, max_chars=900)


# Going on


@pytest.mark.usefixtures("in_this_process", "rows")
@pytest.mark.parametrize("name", ["out.jsonl", "folder"])
def test_a_kill_between_any_two_steps_makes_no_difference(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt = 0

    class Counted(Learn):
        def __call__(self, batch: Batch) -> Outcome:
            nonlocal learnt
            learnt += batch.first == batch.place == 0
            return super().__call__(batch)

    monkeypatch.setattr(flow, "Learn", Counted)
    inputs = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    options = ("--sites", "--resume", "--part-size", 12, "--batch-size", 6)
    (tmp_path / "whole").mkdir()
    run(*inputs, "-o", tmp_path / "whole" / name, *options)
    whole = contents(tmp_path / "whole")
    learnt, times = 0, []
    for folder in killed_at_each_step(tmp_path, lambda to: run(*inputs, "-o", to / name, *options)):
        run(*inputs, "-o", folder / name, *options)
        times.append(learnt)
        learnt = 0
        assert contents(folder) == whole
    # Killed while it learnt, it learns again; later it does not.
    assert 0 < times.count(2) < times.count(1) and set(times) == {1, 2}


def contents(folder: Path) -> dict[str, bytes]:
    found = {path: (folder / path).read_bytes() for path in files(folder)}
    return {path: data for path, data in found.items() if not path.endswith("_manifest.json")}


# What fails


def test_a_file_that_is_none_or_can_not_be_written_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "sites").write_bytes(b"nonsense " * 999)
    with pytest.raises(OSError, match="not a database"):
        SiteFile(tmp_path / "sites")
    with pytest.raises(OSError, match="unable to open"):
        SiteWriter(tmp_path / "nowhere" / "sites")


# Many sites, and large ones


def outcomes(pages: Sequence[tuple[str, str]], size: int) -> Iterator[tuple[Batch, Outcome]]:
    """What a worker makes of pages of text, a batch at a time."""
    work = Learn(Cleaner())
    for first in range(0, len(pages), size):
        records = [{"url": url, "text": text} for url, text in pages[first : first + size]]
        columns = Columns("text", url="url")
        batch = Batch(0, "pages", first, columns, tuple(records), length=len(records))
        yield batch, pickle.loads(pickle.dumps(work(batch)))


def test_twenty_thousand_hosts_of_a_page_each_stay_bounded(tmp_path: Path) -> None:
    pages = [
        (f"https://n{number}.example/", f"Told by {word(number)}.") for number in range(20_000)
    ]
    pages += [("https://two.example/a", "One."), ("https://two.example/b", "Two.")]
    told: list[int] = []
    held: list[int] = []

    def noted(found: Any) -> Iterator[dict[str, SiteMemory]]:
        for memories in gathered(found):
            held.append(len(memories))
            yield memories

    with mock.patch.object(learning, "gathered", noted):
        write_sites(outcomes(pages, 256), tmp_path / "sites", lambda _, count: told.append(count))
    assert sum(told) == sum(held) + 1 == 20_002
    assert max(held) <= learning.HELD + 256
    with closing(sqlite3.connect(tmp_path / "sites")) as rows:
        assert rows.execute("SELECT DISTINCT host FROM pages").fetchall() == [("two.example",)]


def word(number: int) -> str:
    """A word of letters for a number, which counts where digits don't."""
    return "".join(chr(97 + int(digit)) for digit in str(number))


def test_of_a_large_site_what_the_memory_itself_keeps_is_kept(tmp_path: Path) -> None:
    pages = [("https://large.example/", f"Told by {word(number)}.") for number in range(700)]
    with mock.patch.object(learning, "HELD", 100):
        write_sites(outcomes(pages, 60), tmp_path / "sites", lambda *_: None)
    memory = pickle.loads(pickle.dumps(SiteFile(tmp_path / "sites"))).get("large.example")
    assert memory == SiteMemory.of([text for _, text in pages], texts=False)
    assert len(memory.sketches) == PAGES


def test_as_many_sites_are_at_hand_as_fit() -> None:
    memories = learn((host, f"Told by {word(n)}.") for host in "abcdef" for n in range(10))
    asked: list[str] = []

    class Asked:
        def get(self, host: str, /) -> SiteMemory | None:
            asked.append(host)
            return memories.get(host)

    with mock.patch.object(recent, "CACHED", 30):
        sites = RecentSites(Asked())
        for host in "abcaxdab":
            assert sites.get(host) == memories.get(host)
    assert "".join(asked) == "abcxdb"
    large = RecentSites({"a": memories["a"]})
    with mock.patch.object(recent, "CACHED", 3):
        assert large.get("a") is large.get("a")
