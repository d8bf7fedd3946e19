"""The headline of a text that has lost it.

In a text without markup a headline is a short line among the lines of a menu. What tells it
is that the article speaks of the same things: if no title was kept, the likeliest line before
the article that shares its words is one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.labels import CODES, Label
from cleaner.scoring.sequence import ARTICLE_CODES, Decision, Step
from cleaner.segment.blocks import Blocks
from cleaner.segment.characters import Kind
from cleaner.segment.runs import begins_run
from cleaner.segment.tokens import CAPITALS

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
_LETTERS: Final = (Kind.LOWER, Kind.UPPER, CAPITALS, Kind.CASELESS, Kind.UNSPACED)
_TITLE: Final = CODES[Label.TITLE]


def with_headlines(
    decision: Decision,
    chances: npt.NDArray[np.float32],
    blocks: Blocks,
    words: npt.NDArray[np.float64],
    named: npt.NDArray[np.bool_],
) -> Decision:
    """Keep the headline of each text in which none was kept, if one can be told.

    ``chances``: the model's, for each label; ``named``: blocks that a rule names, and that are
    thus no headline.
    """
    kept, found = ARTICLE_CODES[decision.label], np.zeros_like(named)
    prose = kept & (words >= PROSE_WORDS) & (decision.score >= PROSE_SCORE)
    titled, free = kept & (decision.label == _TITLE), ~kept & ~named
    short = free & (words >= SHORTEST) & (words <= LONGEST)
    likely = np.where(short, chances[:, _TITLE], 0)
    firsts = np.flatnonzero(begins_run(blocks.text)).tolist()
    for low, high in pairwise([*firsts, kept.size]):
        article = low + np.flatnonzero(prose[low:high])[:PROSE_BLOCKS]
        if not article.size:
            continue
        begin = int(article[0])
        if titled[low : min(begin + BEHIND, high)].any():
            continue
        start = max(low, begin - BEFORE)
        if start == begin:
            continue
        best = start + int(likely[start:begin].argmax())
        if likely[best] >= CHANCE and _shared(blocks, best, article) >= SHARED:
            line = blocks.line[start:begin] == blocks.line[best]
            found[start:begin] = line & free[start:begin]
    return decision.changed(found, Label.TITLE, Step.HEADLINE)


def _shared(blocks: Blocks, block: int, article: npt.NDArray[np.int64]) -> float:
    """The share of a block's words that some blocks have."""
    own = _long_words(blocks, block)
    others = np.concatenate([_long_words(blocks, other) for other in article.tolist()])
    return float(np.isin(own, others).mean()) if own.size else 0.0


def _long_words(blocks: Blocks, block: int) -> npt.NDArray[np.uint64]:
    """The hashes of a block's long words, and of its pairs of ideographs."""
    tokens, place = blocks.tokens, slice(blocks.first[block], blocks.first[block + 1])
    hashes, kind = tokens.hash[place].astype(np.uint64), tokens.kind[place]
    long = np.isin(kind, _LETTERS) & (tokens.end[place] - tokens.start[place] > _LONG)
    signs = kind == Kind.IDEOGRAPH
    pair = signs[1:] & signs[:-1]
    pairs = (hashes[:-1] << np.uint64(32) | hashes[1:])[pair]
    return np.unique(np.concatenate((hashes[long], pairs)))
