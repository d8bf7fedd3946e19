"""What a text's blocks are: the decision by their chances, and what stands around it.

A list goes with the heading that names it, and a headline that was lost is looked for.
"""

from __future__ import annotations

import numpy as np

from cleaner.analysis import Evidence
from cleaner.labels import CODES, Label
from cleaner.related_lists import with_lists
from cleaner.scoring.headline import with_headlines
from cleaner.scoring.model import Scores
from cleaner.scoring.sequence import ARTICLE_CODES, BALANCE, Decision, decide


def decide_texts(evidence: Evidence, scores: Scores, recall: float = BALANCE) -> Decision:
    """Choose a label for each block of a batch of texts.

    Lists and headlines are found at the balance of the dial, whatever ``recall`` is: so that more
    of it never keeps less. With more than that the lists are not dropped.
    """
    blocks, words, naming = evidence.blocks, evidence.layout.words, evidence.naming

    def decided(dial: float) -> Decision:
        return decide(scores, words, blocks.text, blocks.line, *naming, recall=dial)

    balanced = decided(BALANCE)
    found = with_lists(balanced, blocks, words, evidence.hits)
    found = with_headlines(found, scores.labels, blocks, words, naming.label >= 0)
    if recall == BALANCE:
        return found
    decision = decided(recall)
    label, changed = decision.label.copy(), found.label != balanced.label
    label[changed & ARTICLE_CODES[found.label] & ~ARTICLE_CODES[label]] = CODES[Label.TITLE]
    if recall < BALANCE:
        label[changed & ~ARTICLE_CODES[found.label]] = CODES[Label.RELATED]
    return decision._replace(label=label.astype(np.uint8))
