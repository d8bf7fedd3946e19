"""Pages for runs, and runs in this process."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner.batch import run as flow
from tests.batch.commands import STORY
from tests.batch.jobs import InThisProcess


@pytest.fixture
def rows(tmp_path: Path) -> list[dict[str, Any]]:
    """Write rows of pages, and return them."""
    rows = [
        {"id": f"n{number}", "text": STORY.format(number), "lang": None, "more": {"n": number}}
        for number in range(60)
    ]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "in.jsonl").write_text(text)
    return rows


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "Workers", InThisProcess)


@pytest.fixture
def bad_rows(tmp_path: Path, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Have some lines among the rows that are no records, and an input that breaks off."""
    torn = gzip.compress((tmp_path / "in.jsonl").read_bytes() * 2, 0)[:-2000]
    (tmp_path / "torn.jsonl.gz").write_bytes(torn)
    with (tmp_path / "in.jsonl").open("a") as file:
        file.writelines("nonsense\n" + json.dumps(row) + "\n" for row in rows[:10])
    return rows


@pytest.fixture(autouse=True)
def _no_threads_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The command sets variables for its workers: not for the tests that follow."""
    for library in ("OPENBLAS", "OMP", "MKL"):
        monkeypatch.setenv(f"{library}_NUM_THREADS", "1")
    yield
