"""What a text's blocks are: the decision by their chances, and what stands around it.

A list goes with the heading that names it, and a headline that was lost is looked for.
"""

from __future__ import annotations

from typing import Final

from cleaner.deciding.evidence import SHORT, Evidence, Naming
from cleaner.deciding.related_lists import with_lists
from cleaner.labels import Label
from cleaner.rules.match import rule_columns
from cleaner.scoring.headline import with_headlines
from cleaner.scoring.model import Scores
from cleaner.scoring.sequence import ARTICLE_CODES, BALANCE, Decision, Step, decide

CALL: Final = 0.55
"""The strength of a phrase that calls: it takes less than half of the article's chance, so that
what the model is sure of stays."""


def decide_texts(evidence: Evidence, scores: Scores, recall: float = BALANCE) -> Decision:
    """Choose a label for each block of a batch of texts.

    Lists and headlines are found at the balance of the dial, whatever ``recall`` is: so that more
    of it never keeps less. With more than that the lists are not dropped.
    """
    blocks, words, naming = evidence.blocks, evidence.layout.words, _called(evidence, scores)

    def decided(dial: float) -> Decision:
        return decide(scores, words, blocks.text, blocks.line, *naming, recall=dial)

    found = with_lists(decided(BALANCE), blocks, words, evidence.hits)
    found = with_headlines(found, scores.labels, blocks, words, naming.label >= 0)
    if recall == BALANCE:
        return found
    decision = decided(recall)
    headline = (found.step == Step.HEADLINE) & ~ARTICLE_CODES[decision.label]
    decision = decision.changed(headline, Label.TITLE, Step.HEADLINE)
    if recall > BALANCE:
        return decision
    return decision.changed(found.step == Step.LIST, Label.RELATED, Step.LIST)


def _called(evidence: Evidence, scores: Scores) -> Naming:
    """The rules' naming, with that of short blocks which hold a call and seem the article."""
    hits, naming = evidence.hits, evidence.naming
    likely = scores.labels[:, ARTICLE_CODES].sum(axis=1) >= 0.5
    open_to = likely & (naming.label < 0) & (evidence.layout.words <= SHORT)
    calls = rule_columns().calls[hits.rule] & open_to[hits.block]
    block, label = hits.block[calls], rule_columns().label[hits.rule[calls]]
    named = Naming(naming.label.copy(), naming.strength.copy())
    named.label[block], named.strength[block] = label, CALL
    return named
