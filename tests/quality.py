"""The quality gate's figures: what the cleaner makes of the samples, and a hash of them.

``python -m tests.quality`` prints the figures; with ``--pin`` it raises the floors in
``tests/quality.json`` to them, and with ``--pin --lower`` it also lowers floors. The
fixtures are hashed with their gold, so that a changed sample can't move a score unseen.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from pathlib import Path

from cleaner import Cleaner
from cleaner.evaluation.drops import confusion, drop_score

FOLDER = Path(__file__).parent.parent / "corpus_samples"
PINNED = Path(__file__).parent / "quality.json"
KINDS = {"text": "txt", "html": "html"}
"""The kinds of sample and how their files end."""


def fixtures(kind: str) -> list[tuple[str, str, list[tuple[int, int, str]]]]:
    """Name, source and gold spans of each sample of a kind."""
    return [
        (
            path.stem,
            path.read_bytes().decode("utf-8"),
            [
                tuple(span)
                for span in json.loads(path.with_suffix(".json").read_text("utf-8"))["spans"]
            ],
        )
        for path in sorted((FOLDER / kind).glob(f"*.{KINDS[kind]}"))
    ]


def fingerprint() -> str:
    """A hash of all samples and their gold."""
    digest = hashlib.sha256()
    for kind in KINDS:
        for path in sorted((FOLDER / kind).glob("*")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def figures() -> dict[str, float]:
    """The figures that have floors; for each, more is better."""
    found: dict[str, float] = {}
    for kind in KINDS:
        samples = fixtures(kind)
        results = list(Cleaner().clean_batch(source for _, source, _ in samples))
        # In HTML the words of inline tags inside a span count with it, in gold and answer alike.
        tables = [
            confusion(
                source, gold, [(span.start, span.end, span.label.value) for span in result.spans]
            )
            for (_, source, gold), result in zip(samples, results, strict=True)
        ]
        score = drop_score(tables)
        row = {
            "drop f1": score.f1,
            "content kept": 1 - score.content_lost,
            "worst page kept": 1 - score.worst,
            "right label": score.right_label,
            **{f"found {label}": share for label, share in score.found.items()},
        }
        clean = [
            table
            for (name, _, _), table in zip(samples, tables, strict=True)
            if name.startswith("clean-")
        ]
        if clean:
            row["clean pages kept"] = 1 - drop_score(clean).content_lost
        found |= {f"{kind}: {name}": value for name, value in row.items()}
    return found


def main(arguments: list[str]) -> None:
    """Print the figures beside their floors; pin them if asked."""
    pinned = json.loads(PINNED.read_text("utf-8")) if PINNED.exists() else {"floors": {}}
    floors = pinned["floors"]
    now = figures()
    for name, value in now.items():
        floor = floors.get(name, 0.0)
        sys.stdout.write(f"{name:26} {value:.4f}  floor {floor:.3f}\n")
        pinned_down = math.floor(value * 1000 - 3) / 1000
        if "--pin" in arguments and (pinned_down > floor or "--lower" in arguments):
            floors[name] = max(pinned_down, 0.0)
    if "--pin" in arguments:
        PINNED.write_text(
            json.dumps({"fixtures": fingerprint(), "floors": floors}, indent=1) + "\n", "utf-8"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
