"""Rules on an HTML page, after the model has spoken: they cut and name what it keeps.

The markup tells menus from articles better than any pattern, so rules don't help to
choose the blocks. What they see and markup doesn't is inside a block: a credit or a date
glued to a paragraph, a by-line that is marked up like the text. So they cut what is kept, and
by-lines and dates; short blocks they also name, kept ones to be dropped, dropped ones to be
called right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.deciding.evidence import SECTIONS, SHORT, Naming, PageEvidence, strongest
from cleaner.deciding.related_lists import with_lists
from cleaner.deciding.sections import with_sections
from cleaner.deciding.signatures import SIGNATURE, SIGNED, with_number, with_rests
from cleaner.labels import CODES, LABELS, Label
from cleaner.rules.calendar import calendar_words, mark_calendar
from cleaner.rules.hits import (
    Hits,
    cut_marks,
    join,
    rule_columns,
    spread_over_blocks,
    with_separators,
)
from cleaner.rules.match import match_patterns, phrase_hits, site_hits
from cleaner.scoring.model import Matrix
from cleaner.scoring.sequence import (
    AMONG_DROPPED,
    ARTICLE_CODES,
    BALANCE,
    RULE_WEIGHT,
    Decision,
    Step,
    beta_of,
)
from cleaner.segment.blocks import Blocks
from cleaner.segment.characters import Character
from cleaner.segment.runs import begins_run
from cleaner.segment.text import cut_candidates
from cleaner.segment.words import LETTERS, block_words

ITEM: Final = 0.6
"""Items of lists with this chance and more are left alone: of those that rules named, readers call
116 the article and 21 not; of those with less 0 and 14 (1,439 pages, by fold models)."""

HEADING_SURE: Final = 0.96
"""The same for headings, whatever the rule says of them."""

SURE: Final = 0.7
"""Of a paragraph with this chance and more a sentence goes where a rule finds one that is no
article behind the first, not all of it: of those with .9 and more that went readers call half the
article, of those with less one in four. On three folds .7 and .9 do alike."""

HEADLINE: Final = 0.2
"""The least chance of a lost headline. On folds 0 and 1 six of six are right that have it, and none
of five that have less; on folds 2 and 3, not looked at before, three of four are right."""

CREDITED: Final = 3
"""Sentences of a paragraph of which the last may be a credit, and the others no caption."""

CLAUSES: Final = 3
"""Kept blocks that legal rules name from which on a page is one of terms. Of 1,949 pages that
readers labelled none has so many, 2 have two."""

UNITS: Final = 1
"""Words in a line that holds but a date, besides it and what labels it: "PM", "Uhr", "UTC"."""

_IN_SENTENCES: Final = np.array(
    [label in (Label.DATE, Label.BYLINE, Label.COMMENTS) for label in LABELS]
)

_COMPOUND: Final = np.array([label in (Label.RELATED, Label.COMMENTS) for label in LABELS])
"""Whose dates and by-lines are their own."""


class Refined(NamedTuple):
    """Blocks, cut where a rule says so, with what was decided and the rules that fired."""

    blocks: Blocks
    words: npt.NDArray[np.float64]
    """The lengths of the blocks."""
    decision: Decision
    hits: Hits


def refine(
    evidence: PageEvidence,
    decision: Decision,
    chances: Matrix,
    *,
    urls: Sequence[str | None] = (),
    language: str | None = None,
    recall: float = BALANCE,
) -> Refined:
    """Cut what is kept where it holds more than one thing, and drop what a rule names.

    A kept block goes if the chance that the rule leaves it falls below even, as in text.
    """
    blocks, tokens = evidence.blocks, evidence.blocks.tokens
    kept = ARTICLE_CODES[decision.label]
    if not kept.size:
        return Refined(blocks, evidence.layout.words, decision, Hits.none())
    marked, sentences = mark_calendar(tokens), cut_candidates(tokens)
    alone, heads = _let_alone(evidence, decision)
    cut_up = (kept & ~alone) | SIGNED[decision.label]
    cut_up |= ~kept & ~_COMPOUND[decision.label] & _dated(evidence)
    cuts = match_patterns(tokens, marked, blocks.first, evidence.layout.words, sentences, cut_up)
    cuts = with_separators(cuts, tokens, blocks.first)
    marks = cut_marks(tokens, cuts)
    marks[blocks.first[:-1]] = True
    first = np.append(np.flatnonzero(marks), tokens.start.size)
    parent = np.searchsorted(blocks.first, first[:-1], side="right") - 1
    pieces = Blocks(tokens, first, blocks.line[parent])
    words = block_words(pieces) if pieces.line.size > blocks.line.size else evidence.layout.words
    stays, short, tried = kept[parent], words <= SHORT, ~alone[parent]
    among = (stays | short) & tried
    named = match_patterns(tokens, marked, first, words, among=among, partly=stays & short & tried)
    spoken = phrase_hits(pieces, language)
    telling = _telling(join(named, spoken.at(tried[spoken.block])), pieces, stays, short)
    telling = _not_of_sections(telling, heads[parent])
    telling = telling.at(~_of_terms(telling, spoken, pieces, decision.label[parent]))
    sure = stays & (decision.score[parent] >= SURE)
    first, telling = _in_sentences(pieces, telling, sure, sentences)
    if first.size > pieces.first.size:
        parent = np.searchsorted(blocks.first, first[:-1], side="right") - 1
        pieces = Blocks(tokens, first, blocks.line[parent])
        words = block_words(pieces)
        telling, spoken = (spread_over_blocks(found, pieces) for found in (telling, spoken))
    hits = join(spread_over_blocks(cuts, pieces), telling, site_hits(pieces, urls))
    naming = strongest(hits, parent.size)
    numbered = with_number(pieces)
    made = _renamed(decision, chances, parent, naming, words, numbered, recall)
    if recall <= BALANCE:
        holds = alone[parent] | (evidence.standing.heading[parent] & (made.score >= ITEM))
        prose = evidence.layout.prose[parent]
        made = with_lists(made, pieces, words, prose, hits, holds)
        made = with_sections(made, join(hits, spoken), parent, evidence.standing.section_end)
    if recall >= BALANCE:
        made = _with_headlines(made, _head_title(evidence)[parent], pieces.text, recall)
    made = _with_titles(made, evidence.standing.top[parent], pieces.text)
    return Refined(pieces, words, made, hits)


def _head_title(evidence: PageEvidence) -> npt.NDArray[np.bool_]:
    """Which blocks say nothing but the head's title, and at least half of it."""
    within, of = (
        evidence.features[:, evidence.names.index(name)]
        for name in ("in the title", "holds the title")
    )
    found: npt.NDArray[np.bool_] = (within == 1) & (of >= 0.5)
    return found


def _with_headlines(
    decision: Decision, said: npt.NDArray[np.bool_], text: npt.NDArray[np.int32], recall: float
) -> Decision:
    """Of a page without a title the likeliest block that says the head's is it, if it stands above
    all that is sure.

    With more recall so is it of other pages: it then never goes where it stayed with less.
    """
    pages = int(text[-1]) + 1
    titled = np.bincount(text, decision.label == CODES[Label.TITLE], minlength=pages) > 0
    sure = np.flatnonzero(decision.score >= SURE)
    body = np.full(pages, text.size)
    np.minimum.at(body, text[sure], sure)
    lost = said & ~ARTICLE_CODES[decision.label] & (decision.score >= HEADLINE)
    lost &= (np.arange(text.size) < body[text]) & (body[text] < text.size)
    place = np.flatnonzero(lost & (~titled[text] | (recall > BALANCE)))
    place = place[np.lexsort((-decision.score[place], text[place]))]
    is_title = np.zeros_like(said)
    is_title[place[begins_run(text[place])]] = True
    return decision.changed(is_title, Label.TITLE, Step.HEADLINE)


def _with_titles(
    decision: Decision, top: npt.NDArray[np.bool_], text: npt.NDArray[np.int32]
) -> Decision:
    """Of a page without a title, such as a fragment without a head, the first kept heading of the
    first rank is it."""
    titled = np.bincount(text, decision.label == CODES[Label.TITLE]) > 0
    place = np.flatnonzero(top & (decision.label == CODES[Label.HEADING]) & ~titled[text])
    is_title = np.zeros_like(top)
    is_title[place[begins_run(text[place])]] = True
    return decision.changed(is_title, Label.TITLE, Step.HEADLINE)


def _let_alone(
    evidence: PageEvidence, decision: Decision
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """The kept blocks on which no rule is tried: code, cells of a table that is mostly kept, items
    of lists that are likely the article, titles marked up as headings; and the headings of what is
    kept."""
    kept = ARTICLE_CODES[decision.label]
    table = evidence.standing.table + 1
    mostly = 2 * np.bincount(table, kept) > np.bincount(table)
    mostly[0] = False
    goes_on = evidence.blocks.text[1:] == evidence.blocks.text[:-1]
    follows = np.append(kept[1:] & goes_on, False)
    item = evidence.standing.item & (decision.score >= ITEM)
    heading = evidence.standing.heading & kept
    sure = (decision.label == CODES[Label.TITLE]) | (decision.score >= HEADING_SURE)
    alone = evidence.preformatted | mostly[table] | item | (heading & sure)
    return kept & alone, heading & follows


def _dated(evidence: PageEvidence) -> npt.NDArray[np.bool_]:
    """The blocks that may be a line of a date and other things: short, with a number."""
    return with_number(evidence.blocks) & (evidence.layout.words <= SIGNATURE)


def _not_of_sections(hits: Hits, heads: npt.NDArray[np.bool_]) -> Hits:
    """Without the hits on headings of what may be a section's name as well."""
    chosen = ~(heads[hits.block] & SECTIONS[rule_columns().label[hits.rule]])
    return hits.at(chosen)


def _of_terms(
    named: Hits, spoken: Hits, blocks: Blocks, label: npt.NDArray[np.uint8]
) -> npt.NDArray[np.bool_]:
    """Which hits are of legal rules and on what is kept of a page of terms: on its clauses. Such a
    page has several, or a title that says what menus say: "Privacy policy"."""
    rules, text = rule_columns(), blocks.text
    clause = (rules.label[named.rule] == CODES[Label.LEGAL]) & ARTICLE_CODES[label[named.block]]
    entitled = (rules.whole & (rules.label == CODES[Label.NAVIGATION]))[spoken.rule]
    entitled &= label[spoken.block] == CODES[Label.TITLE]
    count = np.bincount(text[np.unique(named.block[clause])], minlength=int(text[-1]) + 1)
    count[text[spoken.block[entitled]]] = CLAUSES
    found: npt.NDArray[np.bool_] = clause & (count >= CLAUSES)[text[named.block]]
    return found


def _own_date(hits: Hits, blocks: Blocks, kept: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which hits are on a kept block that holds a date, a word that labels it first, and next to
    nothing else: the page's date, if there is but one such block. Of ten on pages with several
    all were the article's: events, books."""
    tokens = blocks.tokens
    plain = LETTERS[tokens.kind]
    plain[calendar_words(tokens)] = False
    before = np.append(0, np.cumsum(plain))
    number = np.append(0, np.cumsum(tokens.kind == Character.DIGIT))
    low, high = blocks.first[hits.block], blocks.first[hits.block + 1]
    behind = np.searchsorted(tokens.start, hits.end)
    labelled = (rule_columns().label[hits.rule] == CODES[Label.DATE]) & kept[hits.block]
    labelled &= (hits.start == blocks.start[hits.block]) & plain[low]
    labelled &= (number[high] - number[low] > 1) & (before[high] - before[behind] <= UNITS)
    text = blocks.text
    count = np.bincount(text[np.unique(hits.block[labelled])], minlength=text[-1] + 1)
    found: npt.NDArray[np.bool_] = labelled & (count == 1)[text[hits.block]]
    return found


def _telling(
    hits: Hits, pieces: Blocks, kept: npt.NDArray[np.bool_], short: npt.NDArray[np.bool_]
) -> Hits:
    """The hits that name a block: of whole blocks, and on short kept ones those that begin it, or
    patterns inside it; not for what the article's own sentences speak of as well: dates, names,
    comments, prices, unless it is but the page's date."""
    rules = rule_columns()
    part = ~rules.whole & ~_IN_SENTENCES[rules.label] & ~(rules.of_phrase & rules.inside)
    chosen = rules.whole[hits.rule] | (part[hits.rule] & (kept & short)[hits.block])
    chosen |= rules.calls[hits.rule] & (~kept & short)[hits.block]
    chosen &= ~(rules.in_articles[hits.rule] & kept[hits.block])
    chosen |= _own_date(hits, pieces, kept & short)
    return hits.at(chosen)


def _in_sentences(
    pieces: Blocks,
    hits: Hits,
    sure: npt.NDArray[np.bool_],
    sentences: npt.NDArray[np.bool_],
) -> tuple[npt.NDArray[np.int64], Hits]:
    """What is found behind the first sentence of a sure paragraph names its own sentence alone, and
    so does the credit at the end of three sentences and more.

    Returns the blocks' bounds with those sentences cut out, and the hits with the ranges that they
    name.
    """
    tokens, rules = pieces.tokens, rule_columns()
    begins = sentences.copy()
    begins[pieces.first[:-1]] = True
    starts = np.append(np.flatnonzero(begins), tokens.start.size)
    low, high = pieces.first[hits.block], pieces.first[hits.block + 1]
    at, last = (
        np.searchsorted(tokens.start, place, side="right") - 1
        for place in (hits.start, hits.end - 1)
    )
    own = starts[np.searchsorted(starts, at, side="right") - 1]
    behind = starts[np.searchsorted(starts, last, side="right")]
    final = starts[np.searchsorted(starts, high) - 1]
    many = np.searchsorted(starts, high) - np.searchsorted(starts, low) >= CREDITED
    whole = rules.whole[hits.rule]
    credit = whole & many & (rules.label[hits.rule] == CODES[Label.CAPTION]) & sure[hits.block]
    later = ~whole & (own > low) & sure[hits.block]
    low = np.where(credit, final, np.where(later, own, low))
    high = np.where(later, behind, high)
    apart = credit | later
    first = np.unique(np.concatenate((pieces.first, low[apart], high[apart])))
    return first, hits._replace(start=tokens.start[low], end=tokens.end[high - 1])


def _renamed(
    decision: Decision,
    chances: Matrix,
    parent: npt.NDArray[np.int64],
    naming: Naming,
    words: npt.NDArray[np.float64],
    numbered: npt.NDArray[np.bool_],
    recall: float,
) -> Decision:
    label, score = decision.label[parent], decision.score[parent].copy()
    speaks = (naming.label >= 0) & ~ARTICLE_CODES[np.maximum(naming.label, 0)]
    weight = np.where(speaks, RULE_WEIGHT * naming.strength, 0)
    was_kept = ARTICLE_CODES[label]
    is_piece = np.bincount(parent, minlength=parent.size)[parent] > 1
    weight = np.where(was_kept | is_piece, weight, AMONG_DROPPED * weight)
    score[was_kept] *= 1 - weight[was_kept]
    stays = was_kept & ~(speaks & (score < 1 / (1 + beta_of(recall))))
    dropped = np.where(ARTICLE_CODES, 0, chances[parent])
    dropped *= ((1 - weight) / np.maximum(dropped.sum(axis=1), 1e-9))[:, None]
    rows = np.flatnonzero(speaks)
    # What is left of a dropped block when a date was cut out of it is no date.
    beside = np.zeros_like(dropped, dtype=np.bool_)
    beside[parent[rows], naming.label[rows]] = True
    left = ~speaks & ~was_kept & SIGNED[label]
    left &= is_piece
    dropped[left] *= ~beside[parent[left]]
    left &= dropped.any(axis=1)
    dropped[rows, naming.label[rows]] += weight[rows]
    renamed = np.where(stays | ~(speaks | left), label, dropped.argmax(axis=1))
    renamed = with_rests(renamed.astype(np.uint8), was_kept & is_piece, parent, words, numbered)
    step = np.where(renamed == label, decision.step[parent], Step.NONE)
    return Decision(renamed, score, step.astype(np.uint8))


def all_hits(evidence: PageEvidence, language: str | None = None) -> Hits:
    """Every rule that fires on the blocks of pages, kept or not: for whoever asks why."""
    blocks, tokens = evidence.blocks, evidence.blocks.tokens
    marked, words = mark_calendar(tokens), evidence.layout.words
    cuts = match_patterns(tokens, marked, blocks.first, words, cut_candidates(tokens))
    return join(
        cuts, match_patterns(tokens, marked, blocks.first, words), phrase_hits(blocks, language)
    )
