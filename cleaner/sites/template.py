"""The template of a site in words: the lines that its pages share, with their labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from cleaner.engine import Cleaner
from cleaner.sites import SiteBlock

if TYPE_CHECKING:
    from cleaner.sites import SiteMemory


def blocks(memory: SiteMemory) -> Iterator[SiteBlock]:
    """The lines on two pages and more whose text was kept, most frequent first.

    Their labels are those that most of the pages give them, cleaned as the texts that were kept.
    """
    hashes, counts, tell = memory.index.counts()
    often = counts > 1
    rows = zip(hashes[often], counts[often], tell[often], strict=True)
    found = {int(key): (int(count), int(of)) for key, count, of in rows}
    texts, labels, order = _labelled(memory, set(found))
    for key in sorted(texts, key=lambda key: (-found[key][0], order[key])):
        yield SiteBlock(texts[key], *found[key], labels[key].most_common(1)[0][0])


def _labelled(
    memory: SiteMemory, wanted: set[int]
) -> tuple[dict[int, str], dict[int, Counter[str]], dict[int, int]]:
    """Text, labels and first place of the lines that are wanted, by hash."""
    pages = [page.texts for page in memory.sketches if page.texts]
    joined = ["\n".join(text for _, text in page) for page in pages]
    texts: dict[int, str] = {}
    order: dict[int, int] = {}
    labels: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for page, result in zip(pages, Cleaner(site=memory).clean_batch(joined, "text"), strict=True):
        starts, codes = result.columns.starts, result.spans
        place = 0
        for number, (key, text) in enumerate(page):
            if key in wanted:
                texts[key] = min(texts.get(key, text), text)
                order[key] = min(order.get(key, number), number)
                span = max(int(np.searchsorted(starts, place, side="right")) - 1, 0)
                labels[key][codes[span].label.value] += 1
            place += len(text) + 1
    return texts, labels, order
