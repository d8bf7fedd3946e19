"""What a text's blocks are: the decision by their chances, and what stands around it.

A list goes with the heading that names it, and a headline that was lost is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.deciding.evidence import SHORT, Evidence, Naming, gather, score
from cleaner.deciding.related_lists import with_lists
from cleaner.deciding.signatures import with_number, with_rests
from cleaner.deciding.spans import SpanColumns, to_spans
from cleaner.labels import CODES, LABELS, Label
from cleaner.reading.page import Read
from cleaner.rules.hits import rule_columns
from cleaner.scoring.headline import PROSE_WORDS, with_headlines
from cleaner.scoring.model import Scores, load_model
from cleaner.scoring.sequence import ARTICLE_CODES, BALANCE, Decision, Step, decide
from cleaner.segment.blocks import Blocks
from cleaner.segment.runs import begins_run

CALL: Final = 0.65
"""The strength of a phrase that calls: it takes half of the article's chance, so that what the
model is sure of stays. Chosen on samples of our own: few other texts are in such languages."""

TELLS: Final = np.isin(
    LABELS, (Label.PROMO, Label.COMMENTS, Label.LEGAL, Label.DATE, Label.COPYRIGHT)
)
"""For each label code: are its phrases no article where they have a line to themselves? Of those
that stayed in five views of 1,380 WCXB pages 177 were none and 8 were (of menus' 233 and 618, of
related lists' 34 and 24)."""

UNLIKELY: Final = 0.25
"""A block with less of a chance goes if it is a phrase of a rarer language as a whole, also where a
text is kept as it is because it is in doubt. With phrases of all languages what trafilatura leaves
of the WCXB pages loses .0004. Chosen on a sample of our own."""

REST: Final = 0.65
"""What is left of a line of dates and names goes below this chance. Of 15 such pieces on two folds
twelve are no article, of the three with more one."""

IN_ARTICLES: Final = np.isin(LABELS, (Label.BYLINE, Label.DATE, Label.SHARE, Label.NAVIGATION))
"""For each label code: do rules find it in articles too? Dates of events, ratings of what is sold,
menu paths in a manual. Of such blocks amid the article that the model finds likely nine of ten are
the article, by word (folds 0 to 2, chosen on fold 0; rules of other labels are right there)."""


def text_spans(
    pages: Sequence[Read],
    model: str | None,
    language: str | None,
    recall: float,
    extracted: bool | None = None,
) -> Iterator[SpanColumns]:
    """The spans of each text; ``extracted``: whether they are extracts, if that is known."""
    urls = [page.url for page in pages]
    evidence = gather([page.text for page in pages], language, urls)
    scores = score(evidence, load_model(model)).known(extracted)
    if any(page.site for page in pages):
        from cleaner.scoring.site_evidence import text_evidence

        told = text_evidence(evidence.blocks, [page.site for page in pages], scores.extracted)
        scores = told.on_text(scores)
    decision = decide_texts(evidence, scores, recall, urls)
    return to_spans(evidence.blocks, evidence.layout.words, decision, evidence.hits)


def decide_texts(
    evidence: Evidence,
    scores: Scores,
    recall: float = BALANCE,
    urls: Sequence[str | None] = (),
) -> Decision:
    """Choose a label for each block of a batch of texts; ``urls``: their addresses, if known.

    Lists and headlines are found at the balance of the dial, whatever ``recall`` is: so that more
    of it never keeps less. With more than that the lists are not dropped.
    """
    blocks, words = evidence.blocks, evidence.layout.words
    naming = _called(evidence, scores, _without_amid(evidence, scores))

    def decided(dial: float) -> Decision:
        found = decide(scores, words, blocks.text, blocks.line, *naming, recall=dial)
        found = _without_late_titles(found, blocks, words)
        return _with_signs(_without_rests(found, blocks, words), blocks, words)

    found = with_lists(decided(BALANCE), blocks, words, evidence.layout.prose, evidence.hits)
    found = with_headlines(found, scores.labels, blocks, words, naming.label >= 0, urls)
    if recall == BALANCE:
        return found
    decision = decided(recall)
    for step in (Step.HEADLINE, Step.ADDRESS):
        lost = (found.step == step) & ~ARTICLE_CODES[decision.label]
        decision = decision.changed(lost, Label.TITLE, step)
    if recall > BALANCE:
        return decision
    return decision.changed(found.step == Step.LIST, Label.RELATED, Step.LIST)


def _without_late_titles(
    decision: Decision, blocks: Blocks, words: npt.NDArray[np.float64]
) -> Decision:
    """What stands in its line behind a sentence of the article is no title of it."""
    begins = begins_run(blocks.line)
    prose = (decision.label == CODES[Label.BODY]) & (words >= PROSE_WORDS)
    before = np.cumsum(prose) - prose
    late = before > np.maximum.accumulate(np.where(begins, before, 0))
    late &= decision.label == CODES[Label.TITLE]
    return decision._replace(
        label=np.where(late, CODES[Label.BODY], decision.label).astype(np.uint8)
    )


def _without_rests(decision: Decision, blocks: Blocks, words: npt.NDArray[np.float64]) -> Decision:
    """What is in doubt between a by-line and a date in their line goes with them."""
    line = np.cumsum(begins_run(blocks.line)) - 1
    doubt = decision.score < REST
    return decision._replace(
        label=with_rests(decision.label, doubt, line, words, with_number(blocks))
    )


def _with_signs(decision: Decision, blocks: Blocks, words: npt.NDArray[np.float64]) -> Decision:
    """Signs behind what is dropped are the same, up to the next words: a bar behind a date."""
    dropped, same_line = ~ARTICLE_CODES[decision.label], blocks.line[1:] == blocks.line[:-1]
    before = np.append(False, same_line & dropped[:-1])
    behind = np.append(~same_line | dropped[1:], True)
    at = np.flatnonzero((words == 0) & before & behind)
    label = decision.label.copy()
    label[at] = label[at - 1]
    return decision._replace(label=label)


def _without_amid(evidence: Evidence, scores: Scores) -> Naming:
    """The rules' naming but for what articles have as well, where the model finds it likely, and
    keeps the blocks before and behind it, which no rule names: side by side they are a byline's."""
    blocks, words, naming = evidence.blocks, evidence.layout.words, evidence.naming
    likely = scores.labels[:, ARTICLE_CODES].sum(axis=1) >= 0.5
    doubted = np.flatnonzero((naming.label >= 0) & IN_ARTICLES[naming.label] & likely)
    if not doubted.size:
        return naming
    nobody = np.full_like(naming.label, -1)
    alone = decide(scores, words, blocks.text, blocks.line, nobody, naming.strength)
    spoken = np.flatnonzero(words)
    stays = ARTICLE_CODES[alone.label]
    holds = np.append(stays & (naming.label < 0), False)
    text = np.append(blocks.text, -1)
    before = np.append(-1, spoken)[np.searchsorted(spoken, doubted)]
    behind = np.append(spoken, -1)[np.searchsorted(spoken, doubted, side="right")]
    amid = stays[doubted]
    for beside in (before, behind):
        amid &= holds[beside] & (text[beside] == text[doubted])
    label = naming.label.copy()
    label[doubted[amid]] = -1
    return Naming(label, naming.strength)


def _called(evidence: Evidence, scores: Scores, naming: Naming) -> Naming:
    """A naming with that of short blocks which hold a call, of lines which are a phrase that tells,
    and of unlikely blocks which are any."""
    hits, rules = evidence.hits, rule_columns()
    open_to = (naming.label < 0) & (evidence.layout.words <= SHORT)
    unlikely = scores.labels[:, ARTICLE_CODES].sum(axis=1) < UNLIKELY
    calls = rules.calls[hits.rule]
    whole = (rules.foreign & rules.whole)[hits.rule] & unlikely[hits.block]
    line = evidence.blocks.line
    alone = begins_run(line) & np.append(begins_run(line)[1:], True)
    tells = (rules.of_phrase & rules.whole & TELLS[rules.label])[hits.rule] & alone[hits.block]
    chosen = (calls | whole | tells) & open_to[hits.block]
    block, rule = hits.block[chosen], hits.rule[chosen]
    named = Naming(naming.label.copy(), naming.strength.copy())
    named.label[block] = rules.label[rule]
    named.strength[block] = np.where((calls | tells)[chosen], CALL, 0)
    return named
