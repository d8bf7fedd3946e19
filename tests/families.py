"""In which of our own samples which family of blocks is not found, and a list of those known.

A family is found in a sample if one of its pieces gets its label. ``python -m tests.families``
prints what is missed, ``--pin`` writes it to ``tests/families.json``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cleaner import Cleaner, Label, Result
from cleaner.datasets import LabelledSpan, Page, read
from tests.quality import KINDS, SAMPLES

PINNED: Final = Path(__file__).parent / "families.json"
FAMILIES: Final = (
    Label.CAPTION, Label.COPYRIGHT, Label.RELATED, Label.PROMO, Label.BYLINE, Label.DATE,
    Label.SHARE, Label.NAVIGATION, Label.COMMENTS,
)  # fmt: skip


def missed() -> dict[str, list[str]]:
    """For each family the samples that have it and in which it is not found."""
    found: dict[str, list[str]] = {str(family): [] for family in FAMILIES}
    for kind in KINDS:
        pages = list(read(SAMPLES / kind))
        results = Cleaner().clean_batch(page.source for page in pages)
        for page, result in zip(pages, results, strict=True):
            for family in _missed(page, result):
                found[family].append(f"{kind}/{page.id}")
    return found


def present() -> Counter[str]:
    """In how many samples each family occurs."""
    pages = (page for kind in KINDS for page in read(SAMPLES / kind))
    return Counter(
        str(family)
        for page in pages
        for family in {span.label for span in page.spans or ()} & set(FAMILIES)
    )


def _missed(page: Page, result: Result) -> Iterator[str]:
    labels: list[Label | None] = [None] * len(page.source)
    for span in result.spans:
        labels[span.start : span.end] = [span.label] * (span.end - span.start)
    for family in FAMILIES:
        pieces = [span for span in page.spans or () if span.label == family]
        if pieces and not any(_is_found(page, piece, labels) for piece in pieces):
            yield str(family)


def _is_found(page: Page, piece: LabelledSpan, labels: list[Label | None]) -> bool:
    """Does most of a piece get its label?"""
    places = [at for at in range(piece.start, piece.end) if not page.source[at].isspace()]
    return 2 * sum(labels[at] == piece.label for at in places) > len(places)


def main() -> None:
    """Print what is missed, by family; pin it if asked."""
    now, all_samples = missed(), present()
    for family, samples in now.items():
        sys.stdout.write(f"{family:11} {len(samples):3} of {all_samples[family]}\n")
    if "--pin" in sys.argv[1:]:
        PINNED.write_text(json.dumps(now, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
