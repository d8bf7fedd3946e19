"""The headline of a text that has lost it.

In a text without markup a headline is a short line among the lines of a menu. What tells it
is that the article speaks of the same things: if no title was kept, the likeliest line before
the article that shares its words is one. Where the page's address is known and has the words of
a line, that is the headline.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.labels import CODES, Label
from cleaner.scoring.address import address_words, is_told
from cleaner.scoring.sequence import ARTICLE_CODES, Decision, Step
from cleaner.segment.blocks import Blocks
from cleaner.segment.characters import Character
from cleaner.segment.hashes import paired
from cleaner.segment.runs import begins_run
from cleaner.segment.words import ALPHABETIC

PROSE_WORDS: Final = 12.0
"""The article begins with the first kept block of so many words"""

PROSE_SCORE: Final = 0.8
"""and of such a chance."""

PROSE_BLOCKS: Final = 12
"""Such blocks whose words are compared: a news story repeats its headline's at once."""

BEFORE: Final = 25
"""Blocks before the article in which a headline is looked for."""

BEHIND: Final = 3
"""Blocks from its beginning on in which a kept title is its headline."""

SHORTEST: Final = 2.0
"""Words of a headline, at least"""

LONGEST: Final = 30.0
"""and at most."""

CHANCE: Final = 0.02
"""The model's chance that it is a title, at least."""

SHARED: Final = 1 / 3
"""The share of its long words (pairs of ideographs) that the article has, at least. Of the lines
thus found on pages that readers labelled, 74 are the title and 27 are not."""

_LONG: Final = 3
_TITLE: Final = CODES[Label.TITLE]


def with_headlines(
    decision: Decision,
    chances: npt.NDArray[np.float32],
    blocks: Blocks,
    words: npt.NDArray[np.float64],
    named: npt.NDArray[np.bool_],
    urls: Sequence[str | None] = (),
) -> Decision:
    """Keep the headline of each text in which none was kept, if one can be told.

    ``chances``: the model's, for each label; ``named``: blocks that a rule names, and that are
    thus no headline; ``urls``: the address of each text, as far as it is known.
    """
    kept = ARTICLE_CODES[decision.label]
    by_topic, by_address = np.zeros_like(named), np.zeros_like(named)
    prose = kept & (words >= PROSE_WORDS) & (decision.score >= PROSE_SCORE)
    titled, free = kept & (decision.label == _TITLE), ~kept & ~named
    short = (words >= SHORTEST) & (words <= LONGEST)
    likely = np.where(short & free, chances[:, _TITLE], 0)
    number, bounds = blocks.text, (blocks.start, blocks.end)
    firsts = np.flatnonzero(begins_run(number)).tolist()
    for low, high in pairwise([*firsts, kept.size]):
        article = low + np.flatnonzero(prose[low:high])[:PROSE_BLOCKS]
        if not article.size:
            continue
        begin = int(article[0])
        end = min(begin + BEHIND, high)
        address = address_words(urls[int(number[low])]) if urls else frozenset()
        titles = low + np.flatnonzero(titled[low:end])
        if titles.size and (not address or _told(blocks.tokens.stream, bounds, titles, address)):
            continue
        places = low + np.flatnonzero(short[low:end])
        told = _told(blocks.tokens.stream, bounds, places, address) if address else []
        if kept[told].any() or (titles.size and not told):
            continue
        if told:
            best = max(told, key=likely.__getitem__)
            by_address[low:end] = _line(blocks, low, end, best) & (likely[low:end] >= CHANCE)
            by_address[best] = True
        elif begin > low:
            start = max(low, begin - BEFORE)
            best = start + int(likely[start:begin].argmax())
            if likely[best] >= CHANCE and _shared(blocks, best, article) >= SHARED:
                by_topic[start:begin] = _line(blocks, start, begin, best)
    decision = decision.changed(by_topic & free, Label.TITLE, Step.HEADLINE)
    return decision.changed(by_address & free, Label.TITLE, Step.ADDRESS)


def _told(
    stream: str,
    bounds: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
    places: npt.NDArray[np.int64],
    address: frozenset[str],
) -> list[int]:
    """Those blocks of a text that its address tells; ``bounds``: where all blocks start and end."""
    columns = (column.tolist() for column in (places, *(bound[places] for bound in bounds)))
    rows = zip(*columns, strict=True)
    return [place for place, start, end in rows if is_told(address, stream[start:end])]


def _line(blocks: Blocks, low: int, high: int, block: int) -> npt.NDArray[np.bool_]:
    """Which blocks stand in the line of one of them."""
    line: npt.NDArray[np.bool_] = blocks.line[low:high] == blocks.line[block]
    return line


def _shared(blocks: Blocks, block: int, article: npt.NDArray[np.int64]) -> float:
    """The share of a block's words that some blocks have."""
    own = _long_words(blocks, block)
    others = np.concatenate([_long_words(blocks, other) for other in article.tolist()])
    return float(np.isin(own, others).mean()) if own.size else 0.0


def _long_words(blocks: Blocks, block: int) -> npt.NDArray[np.uint64]:
    """The hashes of a block's long words, and of its pairs of ideographs."""
    tokens, place = blocks.tokens, slice(blocks.first[block], blocks.first[block + 1])
    hashes, kind = tokens.hash[place], tokens.kind[place]
    long = ALPHABETIC[kind] & (tokens.end[place] - tokens.start[place] > _LONG)
    signs = kind == Character.IDEOGRAPH
    pair = signs[1:] & signs[:-1]
    pairs = paired(hashes[:-1][pair], hashes[1:][pair])
    return np.unique(np.concatenate((hashes[long], pairs)))
