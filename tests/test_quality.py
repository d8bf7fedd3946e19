"""The quality gate: no score falls below its floor, no fixture changes unseen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import quality
from tests.quality import PINNED, figures, fingerprint, pinned


def test_fixtures_are_those_that_were_pinned() -> None:
    known = json.loads(PINNED.read_text("utf-8"))["fixtures"]
    assert fingerprint() == known, "samples changed: look at python -m tests.quality, then --pin"


def test_no_score_falls_below_its_floor() -> None:
    now, floors = figures(), json.loads(PINNED.read_text("utf-8"))["floors"]
    assert set(now) == set(floors)
    fallen = {
        name: (round(value, 4), floors[name]) for name, value in now.items() if value < floors[name]
    }
    assert not fallen, "below the floor (figure, floor); --pin --lower only with a reason"


def test_floors_are_raised_and_lowered_only_if_asked() -> None:
    floors = {"risen": 0.5, "fallen": 0.5, "gone": 0.5}
    now = {"risen": 0.9, "fallen": 0.1, "new": 0.3}
    raised = {"risen": 0.897, "fallen": 0.5, "gone": 0.5, "new": 0.297}
    assert pinned(floors, now, lower=False) == raised
    assert pinned(floors, now, lower=True) == {"risen": 0.897, "fallen": 0.097, "new": 0.297}


def test_lowering_takes_its_flag(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "quality.json"
    path.write_text(json.dumps({"fixtures": "", "floors": {"f1": 0.9}}), "utf-8")
    monkeypatch.setattr(quality, "PINNED", path)
    monkeypatch.setattr(quality, "figures", lambda: {"f1": 0.5})
    for arguments, floor in (([], 0.9), (["--pin"], 0.9), (["--pin", "--lower"], 0.497)):
        quality.main(arguments)
        assert json.loads(path.read_text("utf-8"))["floors"] == {"f1": floor}
    with pytest.raises(SystemExit):
        quality.main(["--lower"])
    assert "expected with --pin" in capsys.readouterr().err


def test_a_changed_fixture_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (tmp_path / "text", tmp_path / "html", tmp_path / "pages"):
        folder.mkdir()
        (folder / "a.json").write_text("{}", "utf-8")
    monkeypatch.setattr(quality, "SAMPLES", tmp_path)
    monkeypatch.setattr(quality, "PAGES", tmp_path / "pages")
    seen = {fingerprint()}
    for place in ("text/a.json", "html/a.json", "pages/a.json"):
        (tmp_path / place).write_text('{"id": 1}', "utf-8")
        seen.add(fingerprint())
    (tmp_path / "pages" / "a.json").rename(tmp_path / "pages" / "b.json")
    assert len(seen | {fingerprint()}) == 5
