"""Ray Data: a real cluster on this machine, of whose actors one is killed in the middle."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

import cleaner
from tests.integrations import sites
from tests.integrations.readme import HTML, SAMPLES, run_example

# Ray leaves sockets and processes to the garbage collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray"),
    pytest.mark.filterwarnings("ignore::FutureWarning:ray"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
ray = pytest.importorskip("ray", reason='no "cleaner[ray]"')
pytest.importorskip("ray.data", reason='no "cleaner[ray]"')

from cleaner.integrations.ray import clean_column, learn_sites  # noqa: E402

WAIT = 300
"""Seconds after which a cluster that does nothing is given up."""


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    # Four slots on however many cores: two for the actors, the others for what writes.
    ray.init(num_cpus=4, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


def actors() -> list[int]:
    """The processes of the actors that clean."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"ray::" in (line := (process / "cmdline").read_bytes()) and b"Cleaning" in line:
                found.append(int(process.name))
        except OSError:
            continue
    return found


def test_the_readme_example_runs() -> None:
    row = run_example("Ray Data", ray=ray)["row"]
    result = cleaner.clean(HTML, kind="html")
    assert (row["id"], row["text"]) == (7, result.text)
    assert [(span["start"], span["end"], span["label"]) for span in row["spans"]] == [
        (span.start, span.end, span.label) for span in result.spans
    ]


def test_sites_are_learnt_and_count_as_on_one_machine() -> None:
    rows = [dict(zip(("id", "address", "page"), row, strict=True)) for row in sites.ROWS]
    dataset = ray.data.from_items(rows, override_num_blocks=5)
    memories = learn_sites(dataset, html="page", url="address")
    assert memories == sites.MEMORIES
    options = {"concurrency": 2}
    cleaned = clean_column(dataset, html="page", url="address", sites=memories, options=options)
    found = sorted((row["id"], row["text"]) for row in cleaned.take_all())
    assert found == sites.expected()
    with pytest.raises(ValueError, match="the column of addresses, url"):
        learn_sites(dataset, html="page")


def test_every_row_is_there_once_though_an_actor_is_killed(tmp_path: Path) -> None:
    pages = sorted(SAMPLES.values()) * 20
    rows = [{"id": number, "page": page} for number, page in enumerate(pages)]
    dataset = ray.data.from_items(rows, override_num_blocks=24)
    options = {"concurrency": 2, "batch_size": 10}
    cleaned = clean_column(dataset, html="page", options=options)
    failed: list[Exception] = []

    def work() -> None:
        try:
            cleaned.write_parquet(str(tmp_path / "clean"))
        except Exception as error:
            failed.append(error)

    def written() -> int:
        return sum(1 for _ in (tmp_path / "clean").glob("*.parquet"))

    job = Thread(target=work)
    job.start()
    end = time.monotonic() + WAIT
    while job.is_alive() and (written() < 1 or len(actors()) < 2):
        assert time.monotonic() < end, "the cluster does nothing"
        time.sleep(0.05)
    assert job.is_alive(), f"the job was over before an actor could be killed: {failed}"
    victim = actors()[0]
    os.kill(victim, signal.SIGKILL)
    job.join(WAIT)
    assert not job.is_alive()
    assert not failed
    assert victim not in actors()
    found = ray.data.read_parquet(str(tmp_path / "clean")).take_all()
    assert sorted(row["id"] for row in found) == [*range(len(pages))]
    texts = {page: cleaner.clean(page, kind="html").text for page in SAMPLES.values()}
    assert [row["id"] for row in found if row["text"] != texts[pages[row["id"]]]] == []
