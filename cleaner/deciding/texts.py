"""What a text's blocks are: the decision by their chances, and what stands around it.

A list goes with the heading that names it, and a headline that was lost is looked for.
"""

from __future__ import annotations

from cleaner.deciding.evidence import Evidence
from cleaner.deciding.related_lists import with_lists
from cleaner.labels import Label
from cleaner.scoring.headline import with_headlines
from cleaner.scoring.model import Scores
from cleaner.scoring.sequence import ARTICLE_CODES, BALANCE, Decision, Step, decide


def decide_texts(evidence: Evidence, scores: Scores, recall: float = BALANCE) -> Decision:
    """Choose a label for each block of a batch of texts.

    Lists and headlines are found at the balance of the dial, whatever ``recall`` is: so that more
    of it never keeps less. With more than that the lists are not dropped.
    """
    blocks, words, naming = evidence.blocks, evidence.layout.words, evidence.naming

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
