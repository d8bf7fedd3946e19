"""Applies the rules to a batch: which rule fires on which block, and on what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from cleaner.labels import CODES, LABELS, Label
from cleaner.rules import all_rules
from cleaner.rules.phrase_lists import bare, find_phrases, phrase_table
from cleaner.rules.rule import MONTH_MARK, WEEKDAY_MARK, Rule, Where
from cleaner.rules.tries import find_tries
from cleaner.segment.blocks import Blocks
from cleaner.segment.characters import Kind, character_tables
from cleaner.segment.hashes import HashSet
from cleaner.segment.runs import begins_run, ranges
from cleaner.segment.text import cut_candidates, lines
from cleaner.segment.tokens import Tokens, tokenize

EVIDENCE_COLUMNS: Final = 4 * len(LABELS)
"""Columns of the evidence matrix: patterns and the three kinds of phrase, per label."""

REACH: Final = 400
"""Characters that the sentence before a credit may have."""

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
    """Place in `all_rules`, or, behind these, in the lists of `phrase_table`."""
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]


class _Pattern(NamedTuple):
    compiled: regex.Pattern[str]
    where: Where
    marked: bool
    """Is it matched on the text in which months and days of the week are marked?"""
    takes_sentence: bool
    every: bool
    """Are all of its matches in a block wanted, not only the first?"""


@cache
def _pattern(place: int) -> _Pattern:
    rule = all_rules()[place]
    pattern = rf"(?:{rule.pattern})\Z" if rule.where is Where.END else rule.pattern
    marked = MONTH_MARK in pattern or WEEKDAY_MARK in pattern
    every = rule.cuts and rule.where is Where.INSIDE
    compiled = regex.compile(pattern, regex.VERBOSE)
    return _Pattern(compiled, rule.where, marked, rule.takes_sentence, every)


def _find(
    pattern: _Pattern, stream: str, tries: Iterable[tuple[int, int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Where the pattern matches in the stream: rows of (block, start, end).

    ``tries``: a block, and from where to where the pattern is tried in it.
    """
    if pattern.every:
        for block, low, high in tries:
            for match in pattern.compiled.finditer(stream, low, high):
                yield block, *match.span()
        return
    attempt = {
        Where.WHOLE: pattern.compiled.fullmatch, Where.START: pattern.compiled.match
    }.get(pattern.where, pattern.compiled.search)  # fmt: skip
    for block, low, high in tries:
        found = attempt(stream, low, high)
        if found:
            yield block, *found.span()


def _with_sentence(begin: int, low: int, sentences: list[int]) -> int:
    """Where the sentence before ``begin`` starts, in the line that starts at ``low``."""
    place = bisect_left(sentences, begin) - 1
    start = max(sentences[place], low) if place >= 0 else low
    return start if begin - start <= REACH else begin


@cache
def _calendar() -> tuple[HashSet, HashSet]:
    """The names of months and of days of the week."""
    from cleaner.rules.date_grammar import MONTH_WORDS, WEEKDAY_WORDS

    return HashSet(tokenize(MONTH_WORDS).hash), HashSet(tokenize(WEEKDAY_WORDS).hash)


def mark_calendar(tokens: Tokens) -> str:
    """The stream with `MONTH_MARK` and `WEEKDAY_MARK` in the place of those names' letters, and
    plain digits in the place of those of other scripts."""
    codes = tokens.codes.copy()
    size = tokens.end - tokens.start
    numbers = np.flatnonzero(tokens.kind == Kind.DIGIT)
    numbers = numbers[codes[tokens.start[numbers]] > ord("9")]
    if numbers.size:
        places = ranges(tokens.start[numbers], size[numbers])[1]
        codes[places] = character_tables().fold[codes[places]]
    for at, mark in zip(_calendar_words(tokens), (MONTH_MARK, WEEKDAY_MARK), strict=True):
        codes[ranges(tokens.start[at], size[at])[1]] = ord(mark)
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def calendar_words(tokens: Tokens) -> npt.NDArray[np.int64]:
    """The tokens that name a month or a day of the week."""
    return np.concatenate(_calendar_words(tokens))


def _calendar_words(tokens: Tokens) -> list[npt.NDArray[np.int64]]:
    """The tokens that name a month, and those that name a day of the week."""
    size = tokens.end - tokens.start
    # Two-letter names ("Mo", "So") are words as well: they count before a stop or comma, and in
    # scripts without capitals, whose letters say more.
    caseless = tokens.kind == Kind.CASELESS
    same = tokens.text[1:] == tokens.text[:-1]
    ends = np.isin(tokens.kind[1:], (Kind.SENTENCE_END, Kind.COMMA)) & same
    stopped = np.append(ends, False)
    found = [names.find(tokens.hash)[0] for names in _calendar()]
    return [at[(size[at] > 2) | stopped[at] | caseless[at]] for at in found]


def match_patterns(
    tokens: Tokens,
    marked: str,
    first: npt.NDArray[np.int64],
    words: npt.NDArray[np.float64],
    sentences: npt.NDArray[np.bool_] | None = None,
    among: npt.NDArray[np.bool_] | None = None,
    partly: npt.NDArray[np.bool_] | None = None,
) -> Hits:
    """The pattern rules that fire on each block.

    ``marked`` is the stream of `mark_calendar`, ``first`` are the blocks' bounds in tokens,
    ``words`` their lengths. With ``sentences``, for each token whether a sentence may begin
    there, the rules are those that cut lines, without those that don't. ``among``: the blocks
    that are tried, if not all. ``partly``: of these, the blocks on which rules are
    tried that match a part of a block.
    """
    cutting = sentences is not None
    begins = [] if sentences is None else tokens.start[sentences].tolist()
    starts = tokens.start[first[:-1]].tolist()
    tries = find_tries(tokens, first, words, cutting, among, partly)
    bounds = np.append(np.flatnonzero(begins_run(tries.rule)), tries.rule.size).tolist()
    tried = [*zip(*(column.tolist() for column in tries[1:]), strict=True)]
    rows = []
    for low, high in pairwise(bounds):
        place = int(tries.rule[low])
        pattern = _pattern(place)
        stream = marked if pattern.marked else tokens.stream
        for owner, start, end in _find(pattern, stream, tried[low:high]):
            if pattern.takes_sentence:
                start = _with_sentence(start, starts[owner], begins)
            if start < end:
                rows.append((owner, place, start, end))
    rows.sort()
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Hits(columns[:, 0], columns[:, 1], columns[:, 2], columns[:, 3])


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
    word = np.append(tokens.kind != Kind.SEPARATOR, True)
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


def phrase_hits(blocks: Blocks, language: str | None = None) -> Hits:
    """The phrases that stand in each block; of ``language`` and English only, if it is given."""
    tokens = blocks.tokens
    found = find_phrases(tokens.hash, tokens.kind, blocks.first, language)
    return Hits(
        found.block,
        found.owner.astype(np.int64) + len(all_rules()),
        tokens.start[found.first],
        tokens.end[found.end - 1],
    )


def site_hits(blocks: Blocks, urls: Sequence[str | None]) -> Hits:
    """The headings that name the site whose address is given, for each text of the batch."""
    from cleaner.rules.site_name import more_headings

    found, place = more_headings(blocks, urls) if any(urls) else (np.zeros(0, np.int64), 0)
    return Hits(found, np.full(found.size, place), blocks.start[found], blocks.end[found])


def whole_hits(hits: Hits) -> Hits:
    """Those hits that are of whole blocks."""
    whole = rule_columns().whole[hits.rule]
    return Hits(*(column[whole] for column in hits))


def join(*parts: Hits) -> Hits:
    """Hits of several kinds, sorted by block."""
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.lexsort((columns[2], columns[1], columns[0]))
    return Hits(*(column[order] for column in columns))


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
    rules, phrases = all_rules(), phrase_table()
    label = [CODES[rule.label] for rule in rules] + [CODES[label] for label in phrases.labels]
    calls = [
        label in CALLS and place is not Where.WHOLE
        for label, place in zip(phrases.labels, phrases.places, strict=True)
    ]
    foreign = np.array([False] * len(rules) + [it not in FAMILIAR for it in phrases.languages])
    block = [0] * len(rules) + [1 + _PHRASE_PLACES.index(place) for place in phrases.places]
    return RuleColumns(
        (*(rule.id for rule in rules), *phrases.ids),
        np.array(label, np.int8),
        np.array([rule.strength for rule in rules] + [1.0] * len(phrases.ids), np.float32),
        np.array(block) > 0,
        np.array(
            [rule.where is Where.WHOLE for rule in rules]
            + [place is Where.WHOLE for place in phrases.places]
        ),
        np.array(
            [rule.where is Where.INSIDE for rule in rules]
            + [place is Where.INSIDE for place in phrases.places]
        ),
        np.array(
            [rule.in_articles for rule in rules] + [it is Label.OTHER for it in phrases.labels]
        ),
        foreign,
        foreign & np.array([False] * len(rules) + calls, np.bool_),
        np.array(block, np.int64) * len(LABELS) + np.array(label, np.int64),
    )


def matches(rule: Rule, text: str) -> list[str]:
    """What a rule finds in a line, by itself: for trying a rule out, and for its tests.

    >>> rule = next(rule for rule in all_rules() if rule.id == "caption.agency-alone")
    >>> matches(rule, "Jane Doe / AP")
    ['Jane Doe / AP']
    """
    tokens = tokenize([text])
    first, place = lines(tokens).first, all_rules().index(rule)
    words = np.diff(np.append(0, np.cumsum(bare(tokens.kind)))[first]).astype(np.float64)
    sentences = cut_candidates(tokens) if rule.cuts else None
    hits = match_patterns(tokens, mark_calendar(tokens), first, words, sentences)
    return [
        text[start:end]
        for found, start, end in zip(*(c.tolist() for c in hits[1:]), strict=True)
        if found == place
    ]
