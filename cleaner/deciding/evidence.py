"""Everything that is worked out about a batch of texts before a decision is made.

Segmenting, rules, features and the model run once over the columns of the whole
batch. The result depends on the texts, the language and the address alone, so an
explanation can be worked out again later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.labels import LABELS, Label
from cleaner.rules.calendar import mark_calendar
from cleaner.rules.hits import (
    Hits,
    cut_marks,
    evidence_matrix,
    join,
    rule_columns,
    spread_over_blocks,
    whole_hits,
)
from cleaner.rules.match import match_patterns, phrase_hits, site_hits
from cleaner.scoring.features import Layout, feature_columns, layout
from cleaner.scoring.head import head_columns
from cleaner.scoring.model import Model, Scores
from cleaner.scoring.standing import Standing, standing
from cleaner.scoring.structure import structure, unit_of_blocks
from cleaner.scoring.structure_features import structure_columns
from cleaner.scoring.surroundings import name_terms, templates
from cleaner.scoring.terms import BlockTerms, block_terms
from cleaner.segment.blocks import Blocks
from cleaner.segment.markup import Markup
from cleaner.segment.text import cut_candidates, lines, segment
from cleaner.segment.tokens import tokenize
from cleaner.segment.words import block_words

SHORT: Final = 40.0
"""Blocks of up to this many words are named by what begins them, dropped ones by what they are."""


SECTIONS: Final = ~np.isin(
    LABELS, [Label.RELATED, Label.PROMO, Label.CAPTION, Label.COPYRIGHT, Label.BIO]
)
"""What the heading of a section of the article is called as well: "FAQ", "Contact", "May 3, 2021"
in a list of changes. Of 109 kept blocks of two folds that rules of these labels named, code and
cells among them, readers call 94 the article; of the headings named by the other labels few."""


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
    names: tuple[str, ...]
    """What each column of the features is."""
    terms: BlockTerms


def gather(
    texts: Sequence[str], language: str | None = None, urls: Sequence[str | None] = ()
) -> Evidence:
    """Segment texts, apply the rules and compute the features.

    ``language`` limits the phrase lists to that language and English; without it
    all of them count. ``urls``: the address of each text, if any is known, for the site's name.
    """
    tokens = tokenize(texts)
    whole, sentences, marked = lines(tokens), cut_candidates(tokens), mark_calendar(tokens)
    cuts = match_patterns(tokens, marked, whole.first, block_words(whole), sentences)
    blocks = segment(tokens, sentences | cut_marks(tokens, cuts))
    lay = layout(blocks)
    named = match_patterns(tokens, marked, blocks.first, lay.words)
    cut = spread_over_blocks(cuts, blocks)
    hits = join(cut, named, phrase_hits(blocks, language), site_hits(blocks, urls))
    count = blocks.first.size - 1
    evidence = evidence_matrix(hits, count)
    columns: dict[str, npt.NDArray[np.generic]] = {
        **feature_columns(blocks, lay),
        **{f"evidence {place}": evidence[:, place] for place in range(evidence.shape[1])},
    }
    return Evidence(
        blocks,
        lay,
        hits,
        strongest(join(cut, whole_hits(named)), count),
        _matrix(columns, count),
        tuple(columns),
        block_terms(blocks, lay.identity),
    )


def _matrix(columns: Mapping[str, npt.NDArray[np.generic]], count: int) -> npt.NDArray[np.float32]:
    features = np.empty((count, len(columns)), dtype=np.float32)
    for place, column in enumerate(columns.values()):
        features[:, place] = column
    return features


class PageEvidence(NamedTuple):
    """The blocks of HTML pages, one a unit, with what their text and markup say of them."""

    blocks: Blocks
    layout: Layout
    features: npt.NDArray[np.float32]
    names: tuple[str, ...]
    terms: BlockTerms
    template: npt.NDArray[np.int64]
    """Blocks with the same number are of one page and in elements of the same names."""
    preformatted: npt.NDArray[np.bool_]
    """Whether a block's white space is part of what it says."""
    standing: Standing
    """Which blocks are cells, headings, items."""


def gather_pages(pages: Sequence[Markup]) -> PageEvidence:
    """Compute the features of HTML pages that were read.

    No rule has a say in them: beside the markup they added nothing to what is kept.
    """
    tokens = tokenize([page.text for page in pages])
    made = structure(pages, tokens.text_start)
    blocks = segment(tokens, np.zeros(tokens.start.size, np.bool_))
    blocks = blocks._replace(line=unit_of_blocks(made, blocks))
    lay = layout(blocks)
    count = blocks.first.size - 1
    if not count:
        none = np.zeros((0, 0), np.float32)
        terms, nothing = block_terms(blocks, lay.identity), np.zeros(0, np.bool_)
        stands = Standing(blocks.line, nothing, nothing, nothing, blocks.line, nothing, blocks.line)
        return PageEvidence(blocks, lay, none, (), terms, blocks.line, nothing, stands)
    columns = {
        **feature_columns(blocks, lay),
        **structure_columns(made, blocks, lay),
        **head_columns(pages, blocks, lay),
    }
    return PageEvidence(
        blocks,
        lay,
        _matrix(columns, count),
        tuple(columns),
        block_terms(blocks, lay.identity)._replace(names=name_terms(made, blocks, lay.identity)),
        templates(made)[blocks.line],
        made.unit_pre[blocks.line],
        standing(made, blocks.line, lay),
    )


def strongest(hits: Hits, count: int) -> Naming:
    """What the strongest of the rules says that fired on each block."""
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
