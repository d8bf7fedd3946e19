"""From chances to labels: one decision per block that fits its neighbours.

The model scores each block in its context; what is left to do here is to choose
the cut for a text and to keep a line together, so that one doubtful sentence
does not fall out of the middle of a paragraph.
"""

from __future__ import annotations

import math
from enum import IntEnum
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.labels import ARTICLE, CODES, LABELS, Label
from cleaner.scoring.model import Scores
from cleaner.segment.runs import begins_run


class Calibration(NamedTuple):
    """Log-odds to chances (Platt 1999): ``slope`` times the log-odds, and ``lean`` on top."""

    slope: float
    lean: float

    def chance(self, odds: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The chance that log-odds stand for."""
        result: npt.NDArray[np.float64] = 1 / (1 + np.exp(-(self.slope * odds + self.lean)))
        return result

    def towards(self, other: Calibration, share: float) -> Calibration:
        """A calibration on the way to another one."""
        slope, lean = (a + share * (b - a) for a, b in zip(self, other, strict=True))
        return Calibration(slope, lean)


SUREST: Final = 1e-4
"""Chances are taken to lie this far from 0 and 1."""


def log_odds(
    chance: npt.NDArray[np.floating[Any]], surest: float = SUREST
) -> npt.NDArray[np.float64]:
    """The log-odds of chances, which are taken to lie ``surest`` from 0 and 1."""
    sure = np.clip(chance.astype(np.float64), surest, 1 - surest)
    result: npt.NDArray[np.float64] = np.log(sure / (1 - sure))
    return result


class Lift(NamedTuple):
    """How the cut moves with the words that are surely the article.

    Blocks of a page err together: beside a sure article what is in doubt is seldom part of it, and
    where next to nothing is sure the model has not understood the page, and it is better kept.
    """

    step: float
    """Log-odds for every ten times as many sure words."""
    words: float
    """Sure words with which the cut stays where it is."""
    most: float
    """Log-odds by which it rises at most."""

    def towards(self, other: Lift, share: float) -> Lift:
        """A lift on the way to another one."""
        return Lift(*(a + share * (b - a) for a, b in zip(self, other, strict=True)))


ARTICLE_CODES: Final = np.array([label in ARTICLE for label in LABELS])
"""For each label code: is it part of the article?"""

PAGE: Final = Calibration(0.6, 0.15)
EXTRACT: Final = Calibration(0.42, 0.7)
"""What makes chances of the model's log-odds: on new sites it is far too sure of itself, most of
all on what an extractor has left, where nearly everything is the article. The slopes were chosen
on two of the five folds, near to what logistic fits give there (.53 to .57 for whole pages, .37 to
.48 for extracts). The lean of pages was chosen on all five: from 0 to .3 the texts labelled by
hand lose .8 points less of the article and .007 of F1."""

SURE: Final = 0.92
"""From this chance on a block is surely the article."""

PAGE_LIFT: Final = Lift(0.6, 60.0, 0.0)
EXTRACT_LIFT: Final = Lift(1.0, 1000.0, 0.0)
"""How the cut of texts sinks where little is sure, most of all in what an extractor has left: of
lists and shops it leaves little that could tell what they sell from the rest. Chosen on three
folds, where steps of .6 to 1.5 and 300 to 3,000 words do alike. Extracts of the WCXB pages gain
.0028 (trafilatura's) and .0019 of word-F1, whole pages .001, and texts that readers labelled lose
2.2 and 3.3 % of the article, not 2.5 and 3.5 %. Were it to rise beside what is sure, whole pages
would gain .002 more, and readers' texts lose 2.8 and 4.1 %."""

DIAL: Final = 4.0
"""With ``recall=1`` recall counts so many times as much as precision (the beta of F-beta), with
``recall=0`` the other way round."""

BALANCE: Final = 0.5
"""The middle of the dial, where recall counts as much as precision."""

LEAST_WORDS: Final = 0.3
"""Words that even a block of mere signs counts for."""

RULE_WEIGHT: Final = 0.8
"""Weight of the word of a rule that names a whole block, times its strength, against the
model's: a rule of strength 0.65 and more takes more than half of the article's chance."""

AMONG_DROPPED: Final = 0.6
"""A rule's weight in naming what the model drops, as a share of its weight elsewhere: a date in a
list is the list's. Chosen for HTML on three of the five folds: with 1 the right label stands on
.767 and .847 of the words of the two sets that readers labelled, with .6 on .769 and .857, with 0
on .755 and .857. In texts it moves .784 to .789 on the one set and nothing on the other."""

LINE_PULL: Final = 0.7
"""How much of a block's log-odds is its line's, where no rule cut the line there, so that a
sentence is seldom cut out of a paragraph. Chosen on three folds of .5, .7 and .85: more loses less
of the article, and leaves more of what the gold texts would drop."""

PARAGRAPH_WORDS: Final = 150.0
"""Words of a line up to which it is pulled together so; a longer one may be a whole page. Without
this pages that readers labelled lose .03 % less on three folds, and texts that are one line are
hardly cut any more (seen on two samples of our own)."""


class Step(IntEnum):
    """What chose a label besides the model and the rules: what stands around a block."""

    NONE = 0
    COPY = 1
    """Its words are kept elsewhere on the page."""
    LIST = 2
    """It stands behind the heading of a related list."""
    HEADLINE = 3
    """It is the likeliest headline of an article that would have none."""
    ADDRESS = 4
    """The page's address tells that it is the headline."""
    SECTION = 5
    """It stands in an element whose heading says what it is."""


class Decision(NamedTuple):
    """What each block is, and its chance of being the article."""

    label: npt.NDArray[np.uint8]
    score: npt.NDArray[np.float32]
    step: npt.NDArray[np.uint8]
    """The `Step` that chose the label."""

    @classmethod
    def of(
        cls, label: npt.NDArray[np.integer[Any]], score: npt.NDArray[np.floating[Any]]
    ) -> Decision:
        """What model and rules decided, before any step."""
        none = np.full(label.size, Step.NONE, np.uint8)
        return cls(label.astype(np.uint8), score.astype(np.float32), none)

    def changed(self, blocks: npt.NDArray[np.bool_], label: Label, step: Step) -> Decision:
        """The same with another label for some blocks."""
        return self._replace(
            label=np.where(blocks, CODES[label], self.label).astype(np.uint8),
            step=np.where(blocks, step, self.step).astype(np.uint8),
        )


def beta_of(recall: float) -> float:
    """How many times as much as precision recall counts, by the dial from 0 to 1.

    >>> beta_of(0.0), beta_of(0.5), beta_of(1.0)
    (0.25, 1.0, 4.0)
    """
    return float(DIAL ** (2 * recall - 1))


def cut(score: npt.NDArray[np.float64], words: npt.NDArray[np.float64], beta: float) -> float:
    """The chance above which blocks are kept so that the expected F-beta is highest.

    For chances p and lengths w the best set holds the blocks with p ≥ t, where t is the
    largest Σpw / (Σw + β² Σ_all pw) over all heads of the list sorted by p (Ye, Chai, Lee,
    Chieu: Optimizing F-measure, ICML 2012; with expectations taken inside the quotient).
    A higher beta gives a lower cut, never a higher one.

    >>> chances, words = np.array([0.9, 0.8, 0.1]), np.array([50.0, 40.0, 5.0])
    >>> cut(chances, words, 1.0) > cut(chances, words, 2.0)
    True
    """
    order = np.argsort(-score, kind="stable")
    mass = np.cumsum((score * words)[order])
    size = np.cumsum(words[order])
    return float((mass / (size + beta * beta * mass[-1])).max())


def lifted_cut(
    score: npt.NDArray[np.float64], words: npt.NDArray[np.float64], beta: float, lift: Lift
) -> float:
    """The cut, moved by how many words are surely the article.

    >>> chances, words = np.array([0.99, 0.5, 0.1]), np.array([5000.0, 40.0, 50.0])
    >>> cut(chances, words, 1.0) < 0.5 < lifted_cut(chances, words, 1.0, Lift(0.5, 60.0, 0.4))
    True
    """
    least = max(cut(score, words, beta), SUREST)
    sure = float(words[score >= SURE].sum())
    by = min(lift.most, lift.step * math.log10((sure + 1) / lift.words))
    return 1 / (1 + (1 - least) / least * math.exp(-by))


def decide(
    scores: Scores,
    words: npt.NDArray[np.float64],
    text: npt.NDArray[np.int32],
    line: npt.NDArray[np.int64],
    rule_label: npt.NDArray[np.int8],
    rule_strength: npt.NDArray[np.float32],
    *,
    recall: float = BALANCE,
) -> Decision:
    """Choose a label for each block.

    ``scores``: what the model says; ``words``: the blocks' lengths; ``text`` and ``line``:
    which each is in, rising; ``rule_label``, ``rule_strength``: what the rule says that names
    the whole block, or cut it out of its line (-1: there is none).
    """
    if not len(words):
        return Decision.of(np.zeros(0, np.uint8), words)
    marked = rule_label >= 0
    chances = _with_rules(scores.labels, rule_label, rule_strength)
    odds = _with_line(chances[:, ARTICLE_CODES].sum(axis=1), words, line, marked)
    score = np.empty(len(words))
    stays = np.empty(len(words), dtype=np.bool_)
    first = np.flatnonzero(begins_run(text)).tolist()
    beta = beta_of(recall)
    mass = words + LEAST_WORDS
    for low, high, extracted in zip(
        first, [*first[1:], len(words)], scores.extracted.tolist(), strict=True
    ):
        chance = PAGE.towards(EXTRACT, extracted).chance(odds[low:high])
        score[low:high] = chance
        lift = PAGE_LIFT.towards(EXTRACT_LIFT, extracted)
        stays[low:high] = chance >= lifted_cut(chance, mass[low:high], beta, lift)
    # A block that a rule names as a whole goes if rule and model find it likelier to go.
    stays &= ~marked | (odds >= -np.log(beta))
    allowed = np.where(stays[:, None], ARTICLE_CODES, ~ARTICLE_CODES)
    return Decision.of(np.where(allowed, chances, -1).argmax(axis=1), score)


def _with_rules(
    chances: npt.NDArray[np.float32],
    rule_label: npt.NDArray[np.int8],
    rule_strength: npt.NDArray[np.float32],
) -> npt.NDArray[np.float32]:
    """Move chance to the label that a rule gives the whole block, most of all the article's."""
    named = np.flatnonzero(rule_label >= 0)
    weight = RULE_WEIGHT * rule_strength[named]
    share = np.where(ARTICLE_CODES, 1.0, AMONG_DROPPED).astype(np.float32)
    moved = chances[named] * share * weight[:, None]
    mixed = chances.copy()
    mixed[named] -= moved
    mixed[named, rule_label[named]] += moved.sum(axis=1)
    return mixed


def _with_line(
    score: npt.NDArray[np.float32],
    words: npt.NDArray[np.float64],
    line: npt.NDArray[np.int64],
    marked: npt.NDArray[np.bool_],
) -> npt.NDArray[np.float64]:
    """The log-odds of each block, pulled towards those of its line."""
    odds = log_odds(score)
    weight = np.where(marked, 0.0, words) + 1e-3
    first = np.flatnonzero(begins_run(line))
    size = np.diff(first, append=line.size)
    mass = np.add.reduceat(weight, first)
    mean = np.add.reduceat(odds * weight, first) / mass
    pull = LINE_PULL * np.minimum(1, PARAGRAPH_WORDS / mass)
    pulled = odds + np.repeat(pull, size) * (np.repeat(mean, size) - odds)
    single = np.repeat(size, size) == 1
    result: npt.NDArray[np.float64] = np.where(marked | single, odds, pulled)
    return result
