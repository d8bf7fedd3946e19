"""What a text's blocks are: the decision by their chances, and what stands around it.

A list goes with the heading that names it, and a headline that was lost is looked for.
"""

from __future__ import annotations

from cleaner.analysis import Evidence
from cleaner.related_lists import LIST_WORDS, with_lists
from cleaner.scoring.headline import with_headlines
from cleaner.scoring.model import Scores
from cleaner.scoring.sequence import Decision, decide


def decide_texts(evidence: Evidence, scores: Scores, recall: float = 0.5) -> Decision:
    """Choose a label for each block of a batch of texts."""
    blocks, words, naming = evidence.blocks, evidence.layout.words, evidence.naming
    decision = decide(scores, words, blocks.text, blocks.line, *naming, recall=recall)
    decision = with_lists(decision, blocks, evidence.hits, words > LIST_WORDS)
    return with_headlines(decision, scores.labels, blocks, words, naming.label >= 0)
