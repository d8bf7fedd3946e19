"""Model cards: what stands beside the weights of a model, as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

WEIGHTS: Final = Path(__file__).parent.parent / "scoring" / "weights"


def say(line: str) -> None:
    """Write a line at once."""
    print(line, flush=True)


def write_card(path: Path, entries: Mapping[str, Any]) -> None:
    """Put entries into a card; what else it says stays."""
    card = json.loads(path.read_text("utf-8")) if path.exists() else {}
    written = json.dumps(card | dict(entries), indent=1, ensure_ascii=False)
    # A list of numbers on one line.
    written = re.sub(r"\[([\s\d.,-]*+)\]", lambda found: f"[{' '.join(found[1].split())}]", written)
    path.write_text(f"{written}\n", "utf-8")


def over_folds(figures: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a cross-validation, those of single folds as their standard deviation.

    >>> over_folds({"all folds": {"gold": {"f1": 0.85}},
    ...             "by fold": [{"gold": {"f1": 0.8}}, {"gold": {"f1": 0.9}}]})
    {'all folds': {'gold': {'f1': 0.85}}, 'deviation over folds': {'gold': {'f1': 0.05}}}
    """
    folds = figures["by fold"]
    deviation = {
        name: {
            key: round(float(np.std([fold[name][key] for fold in folds if name in fold])), 4)
            for key, value in measured.items()
            if isinstance(value, float)
        }
        for name, measured in figures["all folds"].items()
    }
    return {"all folds": figures["all folds"], "deviation over folds": deviation}
