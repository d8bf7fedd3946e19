"""The quality gate's figures: what the cleaner makes of our own pages, and a hash of them.

``python -m tests.quality`` prints the figures beside their floors; with ``--pin`` it raises the
floors in ``tests/quality.json`` to them, and with ``--pin --lower`` it also lowers floors and
drops those of figures that are no more. The fixtures are hashed with their gold, so that a
changed sample can't move a score unseen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from cleaner import Cleaner, Span
from cleaner.datasets import LabelledSpan, Page, read
from cleaner.evaluation.drops import confusion, drop_score
from cleaner.evaluation.evaluate import OURS, evaluate
from cleaner.evaluation.summary import summary

SAMPLES = Path(__file__).parent.parent / "corpus_samples"
"""Pages and texts with gold spans."""
PAGES = Path(__file__).parent / "evaluation_pages"
"""Pages with their main content, on which nothing is tuned."""
PINNED = Path(__file__).parent / "quality.json"
KINDS = ("text", "html")


def fingerprint() -> str:
    """A hash of all fixtures and their gold."""
    digest = hashlib.sha256()
    for folder in (*(SAMPLES / kind for kind in KINDS), PAGES):
        for path in sorted(folder.glob("*")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def figures() -> dict[str, float]:
    """The figures that have floors; for each, more is better."""
    found: dict[str, float] = {}
    for kind in KINDS:
        pages = list(read(SAMPLES / kind))
        found |= {f"{kind}: {name}": value for name, value in _labels(pages).items()}
    own = summary(evaluate((("", page) for page in read(PAGES)), Cleaner()))["extractors"][OURS]
    for name in ("word f1", "word recall", "shingle f1", "rouge l"):
        found[f"pages: {name}"] = own[name.replace(" ", "_")]["value"]
    return found


def _labels(pages: Sequence[Page]) -> dict[str, float]:
    """Figures over pages with gold spans."""
    results = list(Cleaner().clean_batch(page.source for page in pages))
    # In HTML the words of inline tags inside a span count with it, in gold and answer alike.
    tables = [
        confusion(page.source, page.spans or (), [_span(span) for span in result.spans])
        for page, result in zip(pages, results, strict=True)
    ]
    score = drop_score(tables)
    row = {
        "drop f1": score.f1,
        "content kept": 1 - score.content_lost,
        "worst page kept": 1 - score.worst,
        "right label": score.right_label,
        **{f"found {label}": share for label, share in score.found.items()},
    }
    pairs = zip(pages, tables, strict=True)
    clean = [table for page, table in pairs if page.id.startswith("clean-")]
    if clean:
        row["clean pages kept"] = 1 - drop_score(clean).content_lost
    return row


def _span(span: Span) -> LabelledSpan:
    return LabelledSpan(span.start, span.end, span.label)


def pinned(floors: dict[str, float], now: dict[str, float], *, lower: bool) -> dict[str, float]:
    """The floors after pinning: raised to the figures, lowered only if that is asked for."""
    new = {} if lower else dict(floors)
    for name, value in now.items():
        floor = math.floor(value * 1000 - 3) / 1000
        if lower or floor > floors.get(name, -1):
            new[name] = max(floor, 0.0)
    return new


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures beside their floors; pin them if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pin", action="store_true", help="raise the floors to the figures")
    parser.add_argument("--lower", action="store_true", help="with --pin: lower floors too")
    options = parser.parse_args(arguments)
    if options.lower and not options.pin:
        parser.error("--lower: expected with --pin")
    floors = json.loads(PINNED.read_text("utf-8"))["floors"] if PINNED.exists() else {}
    now = figures()
    for name, value in now.items():
        sys.stdout.write(f"{name:26} {value:.4f}  floor {floors.get(name, 0.0):.3f}\n")
    if options.pin:
        new = {
            "fixtures": fingerprint(),
            "floors": pinned(floors, now, lower=options.lower),
        }
        PINNED.write_text(json.dumps(new, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
