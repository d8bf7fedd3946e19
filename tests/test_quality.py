"""The quality gate: no score falls below its floor, no fixture changes unseen."""

from __future__ import annotations

import json

from tests.quality import PINNED, figures, fingerprint


def test_fixtures_are_those_that_were_pinned() -> None:
    pinned = json.loads(PINNED.read_text("utf-8"))["fixtures"]
    assert fingerprint() == pinned, "samples changed: look at python -m tests.quality, then --pin"


def test_no_score_falls_below_its_floor() -> None:
    now, floors = figures(), json.loads(PINNED.read_text("utf-8"))["floors"]
    assert set(now) == set(floors)
    fallen = {
        name: (round(value, 4), floors[name]) for name, value in now.items() if value < floors[name]
    }
    assert not fallen, "below the floor (figure, floor); --pin --lower only with a reason"
