"""Which rule fired on which block, as columns, and what is known of the rules that fired."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.labels import CODES, LABELS, Label
from cleaner.rules import all_rules
from cleaner.rules.phrase_lists import PhraseList, phrase_lists
from cleaner.rules.rule import Rule, Where
from cleaner.segment.blocks import Blocks
from cleaner.segment.characters import Character
from cleaner.segment.runs import ranges
from cleaner.segment.tokens import Tokens

EVIDENCE_COLUMNS: Final = 4 * len(LABELS)
"""Columns of the evidence matrix: patterns and the three kinds of phrase, per label."""

FAMILIAR: Final = frozenset({"en", "de"})
"""Languages of most pages that the models were fitted on, whose phrases they know the worth of."""

CALLS: Final = frozenset({Label.PROMO, Label.SHARE, Label.COMMENTS, Label.LEGAL})
"""Labels of phrases that name a short block which begins with them or holds them, in other
languages. Of the dropped blocks of HTML that models call something else readers give 47 of 69 this
name; the seven that models keep in text are none of the article (1,731 pages, by fold models)."""

_PHRASE_PLACES: Final = (Where.WHOLE, Where.START, Where.INSIDE)


class Hits(NamedTuple):
    """Rules that fired, as columns. Positions are code points of the batch's stream."""

    block: npt.NDArray[np.int64]
    rule: npt.NDArray[np.int64]
    """Place in `all_rules`, or, behind these, in `phrase_lists`."""
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]

    @classmethod
    def none(cls) -> Hits:
        """No hits."""
        nothing = np.zeros(0, np.int64)
        return cls(nothing, nothing, nothing, nothing)

    def at(self, rows: npt.NDArray[np.bool_] | npt.NDArray[np.int64]) -> Hits:
        """Some of them: by a mask, or by their places."""
        return Hits(*(column[rows] for column in self))


def join(*parts: Hits) -> Hits:
    """Hits of several kinds, sorted by block."""
    hits = Hits(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    return hits.at(np.lexsort((hits.start, hits.rule, hits.block)))


def whole_hits(hits: Hits) -> Hits:
    """Those hits that are of whole blocks."""
    return hits.at(rule_columns().whole[hits.rule])


def cut_marks(tokens: Tokens, hits: Hits) -> npt.NDArray[np.bool_]:
    """For each token: does a cutting rule's match begin there, or end before it?"""
    marks = np.zeros(tokens.start.size + 1, dtype=np.bool_)
    marks[np.searchsorted(tokens.start, hits.start)] = True
    marks[np.searchsorted(tokens.start, hits.end)] = True
    return marks[:-1]


def with_separators(cuts: Hits, tokens: Tokens, first: npt.NDArray[np.int64]) -> Hits:
    """Dates and by-lines with the separators behind them, so that what is left begins with a word.

    ``first``: the bounds, in tokens, of the blocks that the hits are on.
    """
    places = np.arange(tokens.start.size + 1)
    word = np.append(tokens.kind != Character.SEPARATOR, True)
    following = np.minimum.accumulate(np.where(word, places, places.size)[::-1])[::-1]
    end = np.searchsorted(tokens.start, cuts.end)
    behind = np.minimum(following[end], first[cuts.block + 1])
    signed = np.isin(rule_columns().label[cuts.rule], (CODES[Label.DATE], CODES[Label.BYLINE]))
    longer = signed & (behind > end)
    return cuts._replace(end=np.where(longer, tokens.end[behind - 1], cuts.end))


def spread_over_blocks(hits: Hits, blocks: Blocks) -> Hits:
    """Hits on whole lines as hits on the blocks that lie in the matches."""
    low = np.searchsorted(blocks.start, hits.start)
    high = np.searchsorted(blocks.start, hits.end)
    size = np.maximum(high - low, 0)
    row, block = ranges(low, size)
    return Hits(block, hits.rule[row], hits.start[row], hits.end[row])


def evidence_matrix(hits: Hits, count: int) -> npt.NDArray[np.float32]:
    """The strongest evidence for each label on each block, patterns and phrases apart."""
    numbers = rule_columns()
    matrix = np.zeros((count, EVIDENCE_COLUMNS), dtype=np.float32)
    np.maximum.at(matrix, (hits.block, numbers.evidence[hits.rule]), numbers.strength[hits.rule])
    return matrix


class RuleColumns(NamedTuple):
    """What is known of the rules and phrase lists, in the order in which `Hits` counts them."""

    names: tuple[str, ...]
    label: npt.NDArray[np.int8]
    """Label codes."""
    strength: npt.NDArray[np.float32]
    """That of a phrase is 1: the model has columns of their own for them."""
    of_phrase: npt.NDArray[np.bool_]
    whole: npt.NDArray[np.bool_]
    """Does it match whole blocks?"""
    inside: npt.NDArray[np.bool_]
    """May it match anywhere in a block?"""
    in_articles: npt.NDArray[np.bool_]
    """Does it find what articles have as well?"""
    foreign: npt.NDArray[np.bool_]
    """Is it a phrase of a language that the models have read little of?"""
    calls: npt.NDArray[np.bool_]
    """Is it such a phrase, and a call?"""
    evidence: npt.NDArray[np.int64]
    """Column of the evidence matrix."""


@cache
def rule_columns() -> RuleColumns:
    """The columns of all rules and phrase lists."""
    rules, lists = all_rules(), phrase_lists()
    each: tuple[Rule | PhraseList, ...] = (*rules, *lists)
    of_phrase = np.arange(len(each)) >= len(rules)
    label = np.array([CODES[entry.label] for entry in each])
    whole, inside = (
        np.array([entry.where is where for entry in each]) for where in (Where.WHOLE, Where.INSIDE)
    )
    foreign = np.array([False for _ in rules] + [it.language not in FAMILIAR for it in lists])
    calls = np.array([entry.label in CALLS for entry in each])
    block = [0] * len(rules) + [1 + _PHRASE_PLACES.index(entry.where) for entry in lists]
    return RuleColumns(
        tuple(entry.id for entry in each),
        label.astype(np.int8),
        np.array([rule.strength for rule in rules] + [1.0] * len(lists), np.float32),
        of_phrase,
        whole,
        inside,
        np.array([rule.in_articles for rule in rules] + [it.label is Label.OTHER for it in lists]),
        foreign,
        foreign & calls & ~whole,
        np.array(block) * len(LABELS) + label,
    )
