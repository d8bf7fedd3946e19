"""From chances to labels on an HTML page: what stands in like places shares a fate, and the
same words are the article once.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.labels import Label
from cleaner.scoring.page_model import PageScores
from cleaner.scoring.sequence import (
    ARTICLE_CODES,
    BALANCE,
    LEAST_WORDS,
    Calibration,
    Decision,
    Lift,
    Step,
    beta_of,
    lifted_cut,
)
from cleaner.scoring.standing import Standing
from cleaner.segment.hashes import paired
from cleaner.segment.runs import begins_run

CALIBRATION: Final = Calibration(0.73, 0.2)
"""What makes chances of the model's log-odds: it is too sure of itself on new sites. Fitted on
the blocks of the cross-validated pages by what they weigh on their pages (slopes of .71 to .75
and leans of .13 to .29 in the five folds); chances and shares then differ by .01 on average."""

LIFT: Final = Lift(0.5, 60.0, 0.4)
"""How the cut moves with what is sure. Found on all four folds that were tried; steps of .45 to .6
and 30 to 60 words do alike. Word-F1 on WCXB rises by .003 on each of three folds and .002 on one,
and the article's share that is lost stays (pages read by hand: 2.93 to 2.98 and 2.68 to 2.79 %;
that over a quarter goes, 67 to 62 pages of 1,396). A rise by .8 gives as much and loses a fifth
more of the article, to sink without a rise half as much and loses a tenth less."""

TEMPLATE_PULL: Final = 0.5
"""How much of a block's log-odds is that of its page's blocks in elements of the same names."""

LIST_PULL: Final = 0.8
"""The same for the items of a list. Of 13,426 lists on the pages read by hand 64 part instead of
186; what is lost and word-F1 on WCXB stay within .0003, with pulls of .3 to 1 (five folds)."""

COPY_WORDS: Final = 8.0
"""Blocks of more words than this are kept once; shorter ones (a price, "Reply") may recur.
Chosen on two of five folds, as the pull: pulls of .2 to .7 and 3 to 8 words do alike on WCXB,
more words lose less of the article (1.0 % of it with 14, 1.5 % with 5)."""

AMID_WORDS: Final = 24.0
"""Copies of so many words at most stay between blocks that stay and are none: a step that a plan
has twice, a line of a table. Longer ones are a page for small screens beside one for large. On
three folds 1.27 instead of 1.35 % of the articles is lost so, and word-F1 stays."""

LINE_WORDS: Final = 12.0
"""Words of a line that may recur in an element, at most: those of songs are shorter than the leads
that pages repeat. It changes nothing on the development pages, which have no songs."""

SAME_CHANCE: Final = 0.25
"""Copies whose chances differ by less are alike."""


def decide_pages(
    scores: PageScores,
    words: npt.NDArray[np.float64],
    page: npt.NDArray[np.int32],
    template: npt.NDArray[np.int64],
    identity: npt.NDArray[np.uint32],
    preformatted: npt.NDArray[np.bool_],
    standing: Standing | None = None,
    *,
    recall: float = BALANCE,
) -> Decision:
    """Choose a label for each block.

    ``words``: the blocks' lengths; ``page``: which each is in, rising; ``template``: equal
    for blocks of a page in elements of the same names; ``identity``: equal for equal texts;
    ``preformatted``: lines of code and the like, which may recur; ``standing``: where the blocks
    stand, if it is known: a copy that is hidden goes before one that shows, and short ones beside
    the one that stays are lines that recur, of a song.
    """
    if not words.size:
        return Decision.of(np.zeros(0, np.uint8), words)
    mass = words + LEAST_WORDS
    together = np.bincount(template, scores.odds * mass) / np.bincount(template, mass)
    odds = (1 - TEMPLATE_PULL) * scores.odds + TEMPLATE_PULL * together[template]
    if scores.site is not None:
        odds += scores.site
    if standing is not None:
        odds = _as_lists(odds, mass, page, standing)
    score = CALIBRATION.chance(odds)
    stays = np.empty(words.size, np.bool_)
    first = np.flatnonzero(begins_run(page)).tolist()
    beta = beta_of(recall)
    for low, high in zip(first, [*first[1:], words.size], strict=True):
        stays[low:high] = score[low:high] >= lifted_cut(score[low:high], mass[low:high], beta, LIFT)
    hidden = np.zeros_like(stays) if standing is None else standing.hidden
    long = stays & (mass > COPY_WORDS) & ~preformatted
    copies = _copies(long, page, identity, hidden, score)
    recurs = _amid(copies, stays, page)
    if standing is not None:
        beside = _beside(copies, stays, standing.around, identity)
        recurs |= beside & (words[copies] <= LINE_WORDS)
    copies = copies[~recurs | (words[copies] > AMID_WORDS)]
    allowed = np.where(stays[:, None], ARTICLE_CODES, ~ARTICLE_CODES)
    label = np.where(allowed, scores.labels, -1).argmax(axis=1)
    is_copy = np.zeros_like(stays)
    is_copy[copies] = True
    return Decision.of(label, score).changed(is_copy, Label.OTHER, Step.COPY)


def _as_lists(
    odds: npt.NDArray[np.float64],
    mass: npt.NDArray[np.float64],
    page: npt.NDArray[np.int32],
    standing: Standing,
) -> npt.NDArray[np.float64]:
    """The log-odds with those of a list's items drawn together: terms and what explains them, the
    days of opening hours."""
    item = np.flatnonzero(standing.item)
    key = paired(page[item], standing.around[item])
    _, in_list = np.unique(key, return_inverse=True)
    together = np.bincount(in_list, odds[item] * mass[item]) / np.bincount(in_list, mass[item])
    found = odds.copy()
    found[item] = (1 - LIST_PULL) * odds[item] + LIST_PULL * together[in_list]
    return found


def _copies(
    long: npt.NDArray[np.bool_],
    page: npt.NDArray[np.int32],
    identity: npt.NDArray[np.uint32],
    hidden: npt.NDArray[np.bool_],
    score: npt.NDArray[np.float64],
) -> npt.NDArray[np.int64]:
    """The long blocks whose words stand on the page once more, less the best placed of them."""
    place = np.flatnonzero(long)
    key = paired(page[place], identity[place])
    # Of copies about as likely the first is the one; so those of a passage stay together.
    order = np.lexsort((place, -np.round(score[place] / SAME_CHANCE), hidden[place], key))
    return np.sort(place[order[~begins_run(key[order])]])


def _amid(
    copies: npt.NDArray[np.int64], stays: npt.NDArray[np.bool_], page: npt.NDArray[np.int32]
) -> npt.NDArray[np.bool_]:
    """Which of the copies stand between two blocks of the page that stay and are none."""
    alone = stays.copy()
    alone[copies] = False
    before = np.append(False, alone[:-1] & (page[:-1] == page[1:]))
    behind = np.append(alone[1:] & (page[:-1] == page[1:]), False)
    amid: npt.NDArray[np.bool_] = before[copies] & behind[copies]
    return amid


def _beside(
    copies: npt.NDArray[np.int64],
    stays: npt.NDArray[np.bool_],
    around: npt.NDArray[np.int64],
    identity: npt.NDArray[np.uint32],
) -> npt.NDArray[np.bool_]:
    """Which of the copies stand in one element with what they are copies of."""
    alone = stays.copy()
    alone[copies] = False
    key = paired(around, identity)
    return np.isin(key[copies], key[alone])
