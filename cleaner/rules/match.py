"""Applies the rules to a batch: which rule fires on which block, and on what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.rules import all_rules
from cleaner.rules.calendar import mark_calendar
from cleaner.rules.compiled import compiled
from cleaner.rules.hits import Hits
from cleaner.rules.phrase_search import find_phrases
from cleaner.rules.rule import MONTH_MARK, WEEKDAY_MARK, Rule, Where
from cleaner.rules.tries import find_tries
from cleaner.segment.blocks import Blocks
from cleaner.segment.runs import begins_run
from cleaner.segment.text import cut_candidates, lines
from cleaner.segment.tokens import Tokens, tokenize
from cleaner.segment.words import block_words

if TYPE_CHECKING:
    import regex

REACH: Final = 400
"""Characters that the sentence before a credit may have."""


class _Pattern(NamedTuple):
    compiled: regex.Pattern[str]
    attempt: Callable[[str, int, int], regex.Match[str] | None]
    """Its method that finds its first match where it may stand."""
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
    made = compiled(pattern)
    attempts = {Where.WHOLE: made.fullmatch, Where.START: made.match}
    attempt = attempts.get(rule.where, made.search)
    return _Pattern(made, attempt, marked, rule.takes_sentence, every)


def _find(
    pattern: _Pattern, stream: str, tries: Iterable[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Where the pattern matches in the stream: rows of (block, start, end).

    ``tries``: a block, and from where to where the pattern is tried in it.
    """
    if pattern.every:
        return [
            (block, *match.span())
            for block, low, high in tries
            for match in pattern.compiled.finditer(stream, low, high)
        ]
    attempt = pattern.attempt
    return [
        (block, *found.span())
        for block, low, high in tries
        if (found := attempt(stream, low, high))
    ]


def _with_sentence(begin: int, low: int, sentences: list[int]) -> int:
    """Where the sentence before ``begin`` starts, in the line that starts at ``low``."""
    place = bisect_left(sentences, begin) - 1
    start = max(sentences[place], low) if place >= 0 else low
    return start if begin - start <= REACH else begin


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


def phrase_hits(blocks: Blocks, language: str | None = None) -> Hits:
    """The phrases that stand in each block; of ``language`` and English only, if it is given."""
    tokens = blocks.tokens
    found = find_phrases(blocks, language)
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


def matches(rule: Rule, text: str) -> list[str]:
    """What a rule finds in a line, by itself: for trying a rule out, and for its tests.

    >>> rule = next(rule for rule in all_rules() if rule.id == "caption.agency-alone")
    >>> matches(rule, "Jane Doe / AP")
    ['Jane Doe / AP']
    """
    tokens = tokenize([text])
    whole, place = lines(tokens), all_rules().index(rule)
    sentences = cut_candidates(tokens) if rule.cuts else None
    words, marked = block_words(whole), mark_calendar(tokens)
    hits = match_patterns(tokens, marked, whole.first, words, sentences)
    return [
        text[start:end]
        for found, start, end in zip(*(c.tolist() for c in hits[1:]), strict=True)
        if found == place
    ]
