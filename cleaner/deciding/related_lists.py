"""Lists behind a heading that a rule knows: what "More News" opens goes with it.

A rule names the heading alone. Whether its items are the article the model says of each, and of
teasers in fluent prose it is often in doubt; the heading tells.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.labels import CODES, Label
from cleaner.rules.hits import Hits, rule_columns
from cleaner.scoring.sequence import ARTICLE_CODES, Decision, Step
from cleaner.scoring.terms import block_hashes
from cleaner.segment.blocks import Blocks
from cleaner.segment.runs import begins_run

LIST_ENDS: Final = 0.65
"""The chance of a block with which the list is over. Chosen on three folds: from .6 to .75 nearly
nothing of the article is lost by it in HTML, in text .1 %, and .4 % less of the rest is kept."""

LIST_WORDS: Final = 40.0
"""A longer block ends the list, too."""

SURE: Final = 0.85
"""The chance of a block that is the article wherever it stands. Among dated items those of more are
posts below "See all" or the story itself, ten of ten on all pages; a teaser of ours has .73."""

ARTICLE_WORDS: Final = 80.0
"""Words of the article before a list of dated items, at least: above it, such items may be the
article itself, with its headline, its date and its lead."""

DATED: Final = 2
"""Dated items of such a list, at least."""

TITLE_WORDS: Final = 25.0
"""Words of an item's title, at most: a longer block before a date is a paragraph."""

_RELATED: Final = CODES[Label.RELATED]


def with_lists(
    decision: Decision,
    blocks: Blocks,
    words: npt.NDArray[np.float64],
    prose: npt.NDArray[np.bool_],
    hits: Hits,
    holds: npt.NDArray[np.bool_] | None = None,
) -> Decision:
    """Drop what stands in doubt behind the heading of a related list, up to the next block that is
    likely the article, or that ``holds``, or to share buttons: they part the list from the article.

    ``words``: the lengths of the blocks; ``prose``: which are running text; ``hits``: the rules
    that fired, of which those count that name a whole block which was dropped.
    """
    rules, place = rule_columns(), np.arange(decision.label.size)
    opening = (rules.label == _RELATED) & rules.whole
    opens = np.zeros(place.size, np.bool_)
    opens[hits.block[opening[hits.rule]]] = True
    opens &= decision.label == _RELATED
    opens &= blocks.tokens.codes[blocks.end - 1] != ord(".")  # "Read the full report."
    if not opens.any():
        return decision
    kept = ARTICLE_CODES[decision.label]
    sure = kept & (decision.score >= SURE)
    article = (decision.score >= LIST_ENDS) | (words > LIST_WORDS)
    ends = kept & article & (sure | ~_dated(decision, blocks, words, opens))
    # Behind "Read also" and a title the article goes on, one paragraph before its first sure one.
    told = kept & prose & (decision.label == CODES[Label.BODY])
    ends |= told & np.append((sure & told)[1:] & ~begins_run(blocks.text)[1:], False)
    if holds is not None:
        ends |= kept & holds
    ends |= begins_run(blocks.text) | (decision.label == CODES[Label.SHARE])
    ends |= _behind_pointers(blocks, words, opens)
    # A menu may have such a heading, too: what begins behind it is the article.
    titles = np.flatnonzero(decision.label == CODES[Label.TITLE])
    ends[titles[np.unique(blocks.text[titles], return_index=True)[1]]] = True
    opened = np.maximum.accumulate(np.where(opens, place, -1))
    ended = np.maximum.accumulate(np.where(ends & ~opens, place, -1))
    return decision.changed(kept & (opened > ended), Label.RELATED, Step.LIST)


def _behind_pointers(
    blocks: Blocks, words: npt.NDArray[np.float64], opens: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """What begins the line behind "Also read | Ferry to run late", which speaks of its own line
    alone."""
    begins = begins_run(blocks.line)
    last = np.append(np.flatnonzero(begins)[1:], begins.size)[np.cumsum(begins) - 1] - 1
    total = np.cumsum(words)
    rest = total[last] - total
    found = np.zeros(begins.size + 1, np.bool_)
    found[last[opens & (rest > 0) & (rest <= TITLE_WORDS)] + 1] = True
    return found[:-1]


def _dated(
    decision: Decision,
    blocks: Blocks,
    words: npt.NDArray[np.float64],
    opens: npt.NDArray[np.bool_],
) -> npt.NDArray[np.bool_]:
    """The items of the lists of dated items that open below an article: a title, often twice, its
    date, a teaser."""
    row = np.arange(opens.size)
    first = np.flatnonzero(begins_run(blocks.text))
    of_text = np.searchsorted(first, row, side="right") - 1
    last = np.append(first[1:], row.size)[of_text] - 1
    date = decision.label == CODES[Label.DATE]
    identity = block_hashes(blocks)
    behind = np.minimum(row + 1, last)
    doubled = (identity[behind] == identity) & (behind > row)
    heads = date[behind] | (doubled & date[np.minimum(row + 2, last)])
    heads &= ~date & (behind > row) & (words <= TITLE_WORDS)
    # What is no text but a heading behind a date may be that of the article.
    teasers = np.append(False, date[:-1]) & (row > first[of_text])
    teasers &= decision.label == CODES[Label.BODY]
    kept_words = np.where(ARTICLE_CODES[decision.label], words, 0)
    before = np.cumsum(kept_words) - kept_words
    before -= before[first][of_text]
    number = np.cumsum(heads)
    opener = np.maximum.accumulate(np.where(opens, row, -1))
    open_here = opener >= first[of_text]
    at = np.maximum(opener, 0)
    below = (before[at] >= ARTICLE_WORDS) & (number[last] - number[at] >= DATED)
    found: npt.NDArray[np.bool_] = (heads | teasers) & open_here & below
    return found
