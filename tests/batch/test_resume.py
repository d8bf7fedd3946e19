"""``cleaner run --resume``: going on after a kill at any moment, and with the same run alone."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from cleaner.batch import run as flow
from cleaner.batch.part import Part
from cleaner.batch.records import Batch, Outcome
from cleaner.commands.run import PINNED
from cleaner.engine import Cleaner
from tests.batch.commands import files, lines, run
from tests.batch.jobs import InThisProcess
from tests.batch.kills import killed_at_each_step

CHANGES_NO_ROW: frozenset[str] = frozenset()
"""Settings of a `Cleaner` that a run may go on without."""

KILLS = int(os.environ.get("CLEANER_KILLS", "3"))
"""How often the run is killed from outside: more by the environment variable."""


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet", "out.jsonl.gz"])
def test_a_full_disk_is_told_and_the_run_goes_on_later(tmp_path: Path, name: str) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="the extra 'batch' is not installed")

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    command = [sys.executable, "-m", "cleaner", "run", "in.jsonl", "-o", name, "--workers", "1",
               "--part-size", "5", "--batch-size", "5", "--quiet", "--resume"]  # fmt: skip
    full = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, preexec_fn=limited
    )
    assert full.returncode == 3, full.stderr
    (told,) = full.stderr.splitlines()
    assert "File too large" in told and "--resume goes on" in told
    subprocess.run(command, cwd=tmp_path, check=True)
    assert not (tmp_path / f"{name}.parts").exists()
    if not name.endswith("parquet"):
        assert [row["id"] for row in lines(tmp_path / name)] == [f"n{n}" for n in range(60)]


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("name", ["out.jsonl", "-"])
def test_an_interrupt_is_told_and_the_run_goes_on_later(
    tmp_path: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Interrupted(InThisProcess):
        def outcomes(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Outcome]]:
            raise KeyboardInterrupt

    monkeypatch.setattr(flow, "Workers", Interrupted)
    out = "-" if name == "-" else tmp_path / name
    assert run(tmp_path / "in.jsonl", "-o", out, "--quiet") == 130
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("cleaner: interrupted")
    assert ("--resume goes on" in line) == (name != "-")
    if name != "-":
        monkeypatch.setattr(flow, "Workers", InThisProcess)
        assert run(tmp_path / "in.jsonl", "-o", out, "--resume") == 0
        assert len(lines(tmp_path / name)) == 60


@pytest.mark.usefixtures("in_this_process", "bad_rows")
@pytest.mark.parametrize("name", ["out.jsonl", "folder"])
def test_a_kill_between_any_two_steps_loses_and_doubles_nothing(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--part-size", 60, "--batch-size", 30, "--quiet", "--resume"]
    (tmp_path / "whole").mkdir()
    inputs = tmp_path / "torn.jsonl.gz", tmp_path / "in.jsonl"
    assert run(*inputs, "-o", tmp_path / "whole" / name, *options) == 1
    expected = contents(tmp_path / "whole", name)
    kills = 0
    for folder in killed_at_each_step(tmp_path, lambda to: run(*inputs, "-o", to / name, *options)):
        assert run(*inputs, "-o", folder / name, *options) == 1
        assert contents(folder, name) == expected
        kills += 1
    assert kills > 15
    capsys.readouterr()


def contents(folder: Path, name: str) -> dict[str, Any]:
    """Return the files of an output, and what its manifest says was done."""
    found: dict[str, Any] = {path: (folder / path).read_bytes() for path in files(folder)}
    for path in found:
        if path.endswith("_manifest.json"):
            found[path] = json.loads(found[path])["done"]
            assert len(found[path]["problems"]) == 1
    return found


@pytest.mark.usefixtures("bad_rows")
def test_a_run_that_is_killed_at_random_goes_on(tmp_path: Path) -> None:
    whole = (tmp_path / "in.jsonl").read_bytes()
    (tmp_path / "in.jsonl").write_bytes(whole * 5)
    command = [sys.executable, "-m", "cleaner", "run", str(tmp_path / "in.jsonl"), "--workers", "2",
               "--part-size", "20", "--batch-size", "5", "--quiet", "--resume", "-o"]  # fmt: skip
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    start = time.monotonic()
    subprocess.run([*command, str(tmp_path / "whole.jsonl")], check=False)
    lasts = time.monotonic() - start
    out = tmp_path / "out.jsonl"
    killed = 0
    while killed < KILLS:
        if out.exists():
            out.unlink()  # begin again: it was done before the next kill
            (tmp_path / "out.jsonl.errors.jsonl").unlink()
            shutil.rmtree(tmp_path / "out.jsonl.parts", ignore_errors=True)
        process = subprocess.Popen([*command, str(out)], start_new_session=True)
        time.sleep(chance.uniform(0.3, 1.0) * lasts)
        process.kill()  # the workers notice that they are alone
        process.wait()
        killed += 1
        check_parts(tmp_path / "out.jsonl.parts")
    assert subprocess.run([*command, str(out)], check=False).returncode in (0, 1)
    for name in ("{}", "{}.errors.jsonl"):
        found, expected = (tmp_path / name.format(one) for one in ("out.jsonl", "whole.jsonl"))
        assert found.read_bytes() == expected.read_bytes(), f"seed {seed}"


def check_parts(folder: Path) -> None:
    """What the manifest names is whole at any moment."""
    manifest = folder / "_manifest.json"
    if manifest.exists():
        known = json.loads(manifest.read_bytes())
        rows = [row for part in known["parts"] for row in lines(folder / part)]
        assert len(rows) == known["done"]["pages"]


@pytest.mark.usefixtures("in_this_process", "rows")
def test_only_the_same_run_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "folder"
    assert run(source, "-o", out, "--quiet") == 0
    assert run(source, "-o", out) == 2
    assert "expected --resume" in capsys.readouterr().err
    assert run(source, "-o", out, "--resume", "--recall", "0.9") == 2
    assert "recall is not the same" in capsys.readouterr().err
    before = (out / "part-00000.jsonl").stat().st_mtime_ns
    assert run(source, "-o", out, "--resume") == 0
    assert "60 pages" in capsys.readouterr().err
    assert (out / "part-00000.jsonl").stat().st_mtime_ns == before
    (tmp_path / "other").mkdir()
    (tmp_path / "other/mine.txt").write_text("dear")
    assert run(source, "-o", tmp_path / "other", "--resume") == 2
    assert files(tmp_path / "other") == ["mine.txt"]


@pytest.mark.usefixtures("in_this_process", "rows")
def test_only_an_output_of_the_same_run_is_taken_for_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    out.write_text("hi\n")
    assert run(source, "-o", out, "--resume") == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "does not say that this run wrote it" in line and out.read_text() == "hi\n"
    out.unlink()
    assert run(source, "-o", out, "--quiet") == 0
    assert run(source, "-o", out, "--resume", "--recall", "0.9") == 2
    assert "recall is not the same" in capsys.readouterr().err
    assert run(source, "-o", out, "--resume") == 0
    assert "60 pages" in capsys.readouterr().err
    out.write_text("hi\n")
    assert run(source, "-o", out, "--resume") == 2
    assert "exists already" in capsys.readouterr().err


@pytest.mark.usefixtures("in_this_process", "rows")
def test_a_file_that_came_in_the_place_of_the_output_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"

    def full(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Part, "finish", full)
        assert run(source, "-o", out, "--quiet") == 3
    out.write_text("hi\n")
    assert run(source, "-o", out, "--resume") == 2 and out.read_text() == "hi\n"
    out.unlink()
    assert run(source, "-o", out, "--resume") == 0 and len(lines(out)) == 60


def test_no_setting_of_a_cleaner_is_forgotten_when_a_run_goes_on() -> None:
    assert {field.name for field in fields(Cleaner)} - CHANGES_NO_ROW <= set(PINNED)
