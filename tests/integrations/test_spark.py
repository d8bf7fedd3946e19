"""Spark: a real cluster of two workers on this machine, one of which is killed in the middle."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import cleaner
from tests.integrations import sites
from tests.integrations.readme import HTML, SAMPLES, run_example

pyspark = pytest.importorskip("pyspark", reason='no "cleaner[spark]"')
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)

from cleaner.integrations.spark import clean_column  # noqa: E402

# Sockets to the JVM and temporary files are left to the garbage collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]
WAIT = 300
"""Seconds after which a cluster that does nothing is given up."""


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    # Workers of a local cluster are started from the package's own distribution.
    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.executor.memory", "1g")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "20")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    yield session
    session.stop()


def executors() -> dict[str, int]:
    """The executors that run, by their number, with their process."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().decode().split("\0")
        except OSError:
            continue
        if any(word.endswith("CoarseGrainedExecutorBackend") for word in words):
            found[words[words.index("--executor-id") + 1]] = int(process.name)
    return found


def until(condition: Any) -> None:
    end = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < end, "the cluster does nothing"
        time.sleep(0.05)


def test_the_readme_example_runs(spark: Any) -> None:
    row = run_example("Spark", spark=spark)["row"]
    result = cleaner.clean(HTML, kind="html")
    assert (row.id, row.text) == (7, result.text)
    assert [(span.start, span.end, span.label, span.kept) for span in row.spans] == [
        (span.start, span.end, span.label, span.kept) for span in result.spans
    ]


def test_other_columns_pass(spark: Any) -> None:
    pages = spark.sql(
        "SELECT 1 AS id, 'Rain fell.' AS text, map('a', array(1, 2)) AS tags,"
        " timestamp '2025-01-21 10:00:00' AS seen, CAST(NULL AS STRING) AS error"
        " UNION ALL SELECT 2, NULL, map(), NULL, 'x'"
    )
    cleaned = clean_column(pages, text="text", keep_pages=True).orderBy("id").collect()
    assert [row.asDict() for row in cleaned][1] | {"id": 0} == {
        "id": 0, "input_text": None, "tags": {}, "seen": None, "input_error": "x", "text": None,
        "title": None, "spans": None, "kept_characters": None, "dropped_characters": None,
        "unread_characters": None, "encoding": None, "error": None,
    }  # fmt: skip
    first = cleaned[0]
    assert (first.tags, first.seen.year, first.input_text) == ({"a": [1, 2]}, 2025, "Rain fell.")


def test_a_column_of_another_kind_is_told_at_once(spark: Any) -> None:
    with pytest.raises(ValueError, match="column 'id': expected strings or bytes, got long"):
        clean_column(spark.range(3), html="id")
    with pytest.raises(ValueError, match="expected one column 'page', got 0"):
        clean_column(spark.range(3), html="page")


def test_sites_are_learnt_and_count_as_on_one_machine(spark: Any) -> None:
    frame = spark.createDataFrame(sites.ROWS, "id long, address string, page string")
    frame = frame.repartition(5)
    found = run_example("Sites on Spark", pages=frame)
    assert found["sites"] == sites.MEMORIES
    rows = found["cleaned"].orderBy("id").collect()
    assert [(row.id, row.text) for row in rows] == sites.expected()
    with pytest.raises(ValueError, match="the column of addresses, url"):
        clean_column(frame, html="page", sites=sites.MEMORIES)


def test_every_row_is_there_once_though_a_worker_is_killed(spark: Any, tmp_path: Path) -> None:
    pages = sorted(SAMPLES.values()) * 8
    rows = [(number, page) for number, page in enumerate(pages)]
    frame = spark.createDataFrame(rows, "id long, page string").repartition(24)
    cleaned = clean_column(frame, html="page").select("id", "text")
    target = str(tmp_path / "clean")
    status, failed = spark.sparkContext.statusTracker(), []

    def work() -> None:
        try:
            cleaned.write.parquet(target)
        except Exception as error:
            failed.append(error)

    def done() -> int:
        """How many tasks of the stage that cleans are done."""
        stages = (status.getStageInfo(stage) for stage in status.getActiveStageIds())
        return max((s.numCompletedTasks for s in stages if s and s.numTasks == 24), default=0)

    until(lambda: len(executors()) == 2)
    before = executors()
    job = Thread(target=work)
    job.start()
    until(lambda: done() >= 2 or not job.is_alive())
    assert job.is_alive(), f"the job was over before a worker could be killed: {failed}"
    victim = sorted(before)[0]
    os.kill(before[victim], signal.SIGKILL)
    job.join(WAIT)
    assert not job.is_alive()
    assert not failed
    assert victim not in executors()
    found = sorted((row.id, row.text) for row in spark.read.parquet(target).collect())
    texts = {page: cleaner.clean(page, kind="html").text for page in SAMPLES.values()}
    assert found == [(number, texts[page]) for number, page in rows]
