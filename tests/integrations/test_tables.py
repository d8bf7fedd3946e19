"""datasets, pandas, polars and DuckDB: the same rows as page by page, through Arrow."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.batch.columns import Columns
from tests.integrations.readme import HTML, SAMPLES, run_example

PAGES = sorted(SAMPLES.values()) * 2
EXPECTED = [(number, cleaner.clean(page, kind="html").text) for number, page in enumerate(PAGES)]


def spans_of(page: str) -> list[tuple[int, int, str, bool]]:
    spans = cleaner.clean(page, kind="html").spans
    return [(span.start, span.end, span.label.value, span.kept) for span in spans]


def told(spans: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(span["start"], span["end"], span["label"], span["kept"]) for span in spans]


# datasets


@pytest.fixture
def datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    found = pytest.importorskip("datasets", reason='no "cleaner[datasets]"')
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", tmp_path)
    found.disable_progress_bars()
    return found


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # it forks where threads run
def test_the_datasets_example_runs(datasets: Any) -> None:
    row = run_example("datasets", datasets=datasets)["row"]
    assert (row["id"], row["text"]) == (7, cleaner.clean(HTML, kind="html").text)
    assert told(row["spans"]) == spans_of(HTML)


@pytest.mark.parametrize("stream", [False, True], ids=["dataset", "stream"])
def test_datasets_and_streams(datasets: Any, stream: bool) -> None:
    from cleaner.integrations.datasets import clean_column

    pages = datasets.Dataset.from_dict({"id": list(range(len(PAGES))), "page": PAGES})
    given = pages.to_iterable_dataset(num_shards=3) if stream else pages
    cleaned = clean_column(given, html="page", options={"batch_size": 7})
    assert [(row["id"], row["text"]) for row in cleaned] == EXPECTED
    splits = clean_column(datasets.DatasetDict({"train": pages}), html="page")
    assert splits["train"][3]["text"] == EXPECTED[3][1]


def test_datasets_find_their_cache_again(datasets: Any) -> None:
    code = (
        "from datasets.fingerprint import Hasher; from cleaner import Cleaner;"
        "from cleaner.integrations.tables import TableCleaner as T;"
        "print(Hasher.hash(T.of(Cleaner(drop={'title', 'date'}), html='page')))"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in "12"
    }  # fmt: skip
    assert len(hashes) == 1


# pandas


def test_the_pandas_example_runs() -> None:
    pd = pytest.importorskip("pandas", reason='no "cleaner[pandas]"')
    row = run_example("pandas", pd=pd)["frame"].iloc[0]
    assert (row["id"], row["text"]) == (7, cleaner.clean(HTML, kind="html").text)
    assert told(list(row["spans"])) == spans_of(HTML)


def test_the_other_columns_of_a_pandas_frame_stay_as_they_are() -> None:
    pd = pytest.importorskip("pandas", reason='no "cleaner[pandas]"')
    from cleaner.integrations.pandas import clean_column

    given = pd.DataFrame(
        {
            "id": pd.array([2**62 + 1, None, 9], dtype="Int64"),
            "page": [PAGES[0], None, PAGES[1]],
            "kind": pd.Categorical(["a", "b", "a"]),
            "text": [object(), "mine", 3.5],  # what Arrow has no type for
        },
        index=["x", "y", "y"],
    )
    found = clean_column(given, html="page")
    assert [*found.columns[:4]] == ["id", "kind", "input_text", "text"]
    assert found.index.equals(given.index)
    for name, now in (("id", "id"), ("kind", "kind"), ("text", "input_text")):
        pd.testing.assert_series_equal(found[now], given[name], check_names=False)
    texts = found["text"].tolist()
    assert (texts[0], texts[2]) == (EXPECTED[0][1], EXPECTED[1][1]) and pd.isna(texts[1])
    assert clean_column(given, html="page", keep_pages=True)["page"].equals(given["page"])
    assert clean_column(given.iloc[:0], html="page").empty
    with pytest.raises(ValueError, match="expected a column 'address', got id, page, kind, text"):
        clean_column(given, html="page", url="address")


# polars


@pytest.mark.parametrize("lazy", [False, True], ids=["frame", "lazy frame"])
def test_polars_frames(lazy: bool) -> None:
    pl = pytest.importorskip("polars", reason='no "cleaner[polars]"')
    from cleaner.integrations.polars import clean_column

    pages = pl.DataFrame({"id": range(len(PAGES)), "page": PAGES})
    given = pages.lazy() if lazy else pages
    cleaned = clean_column(given, html="page")
    assert cleaned.collect_schema() == clean_column(pages, html="page").schema
    found = cleaned.collect(engine="streaming") if lazy else cleaned
    assert found.select("id", "text").sort("id").rows() == EXPECTED
    assert told(found.sort("id")["spans"].to_list()[5]) == spans_of(PAGES[5])


def test_the_polars_example_runs() -> None:
    pl = pytest.importorskip("polars", reason='no "cleaner[polars]"')
    row = run_example("polars", pl=pl)["frame"].row(0, named=True)
    assert (row["id"], row["text"]) == (7, cleaner.clean(HTML, kind="html").text)
    assert told(row["spans"]) == spans_of(HTML)


# DuckDB


def test_duckdb_functions() -> None:
    duckdb = pytest.importorskip("duckdb", reason='no "cleaner[duckdb]"')
    with duckdb.connect() as connection:
        row = run_example("DuckDB", connection=connection)["row"]
        assert row == (cleaner.clean(HTML, kind="html").text,)
        connection.execute("CREATE TABLE pages (id BIGINT, page VARCHAR)")
        connection.executemany("INSERT INTO pages VALUES (?, ?)", list(enumerate(PAGES)))
        connection.execute("INSERT INTO pages VALUES (-1, NULL)")
        found = connection.execute(
            "SELECT id, c.text, c.spans FROM (SELECT id, clean_html(page) AS c FROM pages)"
            " ORDER BY id"
        ).fetchall()
        assert found[0] == (-1, None, None)
        assert [(number, text) for number, text, _ in found[1:]] == EXPECTED
        assert told(found[6][2]) == spans_of(PAGES[5])
        notice = "Rain fell on Monday.\n\n© 2024 Example Ltd. All rights reserved."
        labels = connection.execute(
            "SELECT DISTINCT s.label FROM (SELECT unnest(clean_text($1).spans) AS s) ORDER BY 1",
            [notice],
        ).fetchall()
        told_apart = {span.label.value for span in cleaner.clean(notice, kind="text").spans}
        assert labels == [(label,) for label in sorted(told_apart)] and len(labels) == 2


# What they share


def test_a_table_cleaner_is_a_value() -> None:
    pytest.importorskip("pyarrow", reason='no "cleaner[batch]"')
    from cleaner.integrations.tables import TableCleaner

    settings = cleaner.Cleaner(drop={"title"}, precision=0.7, force_drop=[(0, 3)])
    clean = TableCleaner(Columns(html="page", url="address"), settings)
    assert pickle.loads(pickle.dumps(clean)) == clean


def test_a_missing_extra_is_named() -> None:
    code = "import sys; sys.modules['polars'] = None; import cleaner.integrations.polars"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert 'pip install "cleaner[polars]"' in done.stderr.splitlines()[-1]
