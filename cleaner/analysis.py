"""Everything that is worked out about a batch of texts before a decision is made.

Segmenting, rules, features and the model run once over the columns of the whole
batch. The result depends on the texts, the language and the address alone, so an
explanation can be worked out again later.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.rules.match import (
    Hits,
    cut_marks,
    evidence_matrix,
    join,
    mark_calendar,
    match_patterns,
    phrase_hits,
    rule_columns,
    site_hits,
    spread_over_blocks,
    whole_hits,
)
from cleaner.scoring.features import Layout, feature_matrix, layout
from cleaner.scoring.model import Model, Scores
from cleaner.scoring.words import BlockTerms, block_terms
from cleaner.segment.blocks import Blocks
from cleaner.segment.text import cut_candidates, lines, segment
from cleaner.segment.tokens import tokenize


class Naming(NamedTuple):
    """What the strongest rule says that matches a block as a whole, or cut it out of its line."""

    label: npt.NDArray[np.int8]
    """Label code, or -1 where there is no such rule."""
    strength: npt.NDArray[np.float32]


class Evidence(NamedTuple):
    """Blocks with what rules and features say of them."""

    blocks: Blocks
    layout: Layout
    hits: Hits
    """The rules that fired, by block."""
    naming: Naming
    """Which blocks a rule names as a whole."""
    features: npt.NDArray[np.float32]
    """A row per block: shape, place and recurrence, then the evidence for each label."""
    terms: BlockTerms


def gather(texts: Sequence[str], language: str | None = None, url: str | None = None) -> Evidence:
    """Segment texts, apply the rules and compute the features.

    ``language`` limits the phrase lists to that language and English; without it
    all of them count. ``url``: the address that the texts are from, for the site's name.
    """
    tokens = tokenize(texts)
    whole, sentences, marked = lines(tokens), cut_candidates(tokens), mark_calendar(tokens)
    cuts = match_patterns(tokens, marked, whole.first, layout(whole).words, sentences)
    blocks = segment(tokens, sentences | cut_marks(tokens, cuts))
    lay = layout(blocks)
    named = match_patterns(tokens, marked, blocks.first, lay.words)
    cut = spread_over_blocks(cuts, blocks)
    hits = join(cut, named, phrase_hits(blocks, language), site_hits(blocks, url))
    count = blocks.first.size - 1
    features = np.concatenate((feature_matrix(blocks, lay), evidence_matrix(hits, count)), axis=1)
    return Evidence(
        blocks,
        lay,
        hits,
        _naming(join(cut, whole_hits(named)), count),
        features,
        block_terms(blocks),
    )


def _naming(hits: Hits, count: int) -> Naming:
    rules = rule_columns()
    strength, code = rules.strength[hits.rule], rules.label[hits.rule]
    order = np.argsort(strength, kind="stable")
    made = Naming(np.full(count, -1, np.int8), np.zeros(count, np.float32))
    made.label[hits.block[order]] = code[order]
    made.strength[hits.block[order]] = strength[order]
    return made


def score(evidence: Evidence, model: Model) -> Scores:
    """What the model says of the blocks."""
    return model.score(evidence.features, evidence.terms, evidence.blocks.text)
