"""What stands beside the weights of a model."""

from __future__ import annotations

import json
from pathlib import Path

from cleaner.training.cards import write_card


def test_a_card_keeps_what_else_it_says_and_lists_take_a_line(tmp_path: Path) -> None:
    card = tmp_path / "text.json"
    write_card(card, {"name": "text", "what": "ä"})
    write_card(card, {"figures": {"pages": [12, -0.5], "none": []}, "what": "[1,\n 2]"})
    written = card.read_text("utf-8")
    assert json.loads(written) == {
        "name": "text",
        "what": "[1,\n 2]",
        "figures": {"pages": [12, -0.5], "none": []},
    }
    assert '"pages": [12, -0.5]' in written
