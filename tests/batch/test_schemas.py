"""Results in Parquet: types that only later records show, and no value that is lost to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaner.batch import run as flow
from cleaner.batch import writers
from cleaner.cli import main
from tests.batch.jobs import InThisProcess
from tests.batch.kills import killed_at_each_step

pa = pytest.importorskip("pyarrow", reason="the extra 'batch' is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="the extra 'batch' is not installed")


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "Workers", InThisProcess)


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def run(*arguments: object) -> int:
    return main(["run", "--workers", "1", "--quiet", *(str(argument) for argument in arguments)])


def changing(number: int) -> dict[str, Any]:
    """A record whose fields are of other types behind the first ones, or are new."""
    row: dict[str, Any] = {"id": number, "text": "Rain fell.", "price": 9, "meta": {"a": number}}
    row["late"], row["exact"] = None, 2**53 + 1
    if number >= 6:
        row |= {"price": 9.99, "meta": {"a": 1, "b": number}, "late": True, "exact": 0.5}
    if number >= 9:
        row |= {"id": f"n{number}", "new": [number]}
    return row


@pytest.mark.parametrize("group", [1, 8 << 20])
@pytest.mark.parametrize("part", [4, 20])
@pytest.mark.parametrize("name", ["out.parquet", "folder"])
def test_a_type_that_changes_loses_no_value(
    tmp_path: Path, name: str, part: int, group: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "_ROW_GROUP", group)
    source = write(tmp_path / "in.jsonl", [changing(number) for number in range(12)])
    options = ["--format", "parquet"] if name == "folder" else []
    out = tmp_path / name
    assert run(source, "-o", out, "--batch-size", 2, "--part-size", part, *options) == 0
    rows = pq.read_table(out).to_pylist()  # by the columns of the first file
    assert len(rows) == 12
    for number, row in enumerate(rows):
        expected = changing(number)
        assert row["id"] == str(expected["id"])
        assert row["price"] == expected["price"] and row["late"] is expected["late"]
        assert json.loads(row["meta"]) == expected["meta"]
        assert json.loads(row["exact"]) == expected["exact"]
        assert json.loads(row["new"] or "null") == expected.get("new")
        assert row["text"] == "Rain fell."


def test_numbers_as_ids_stand_beside_names_of_files(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", [{"id": n, "text": "Rain fell."} for n in range(3)])
    (tmp_path / "page.html").write_text("<p>Snow fell in all of the hills.")
    assert run(source, tmp_path / "page.html", "-o", tmp_path / "out.parquet") == 0
    ids = pq.read_table(tmp_path / "out.parquet").column("id").to_pylist()
    assert ids == ["0", "1", "2", str(tmp_path / "page.html")]
    assert not (tmp_path / "out.parquet.errors.jsonl").exists()


def test_what_is_no_address_is_a_field_like_others(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", [{"url": 7, "text": "Rain fell."}])
    assert run(source, "-o", tmp_path / "out.parquet") == 0
    assert pq.read_table(tmp_path / "out.parquet").column("url").to_pylist() == [7]


def test_columns_of_parquet_keep_their_types_where_all_inputs_have_them(tmp_path: Path) -> None:
    table = pa.table({"text": ["Rain fell."], "tags": [["a", "b"]], "more": [{"n": 1}]})
    other = pa.table({"text": ["Snow fell."], "tags": [["c"]], "more": [{"n": 1.5}]})
    pq.write_table(table, tmp_path / "a.parquet")
    pq.write_table(other, tmp_path / "b.parquet")
    out = tmp_path / "out.parquet"
    assert run(tmp_path / "a.parquet", tmp_path / "b.parquet", "-o", out) == 0
    found = pq.read_table(out)
    assert found.schema.field("tags").type == table.schema.field("tags").type
    assert found.column("more").to_pylist() == [{"n": 1.0}, {"n": 1.5}]


def test_a_kill_while_files_get_the_same_columns_loses_nothing(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", [changing(number) for number in range(12)])
    options = ["--format", "parquet", "--batch-size", 2, "--part-size", 4, "--resume"]

    def go(folder: Path) -> int:
        return run(source, "-o", folder / "out", *options)

    go(tmp_path)
    expected = pq.read_table(tmp_path / "out").to_pylist()
    for folder in killed_at_each_step(tmp_path, go):
        assert go(folder) == 0
        assert pq.read_table(folder / "out").to_pylist() == expected
