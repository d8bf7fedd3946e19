"""The names of months and of days of the week, found once for all patterns that ask for them."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.rules.rule import MONTH_MARK, WEEKDAY_MARK
from cleaner.segment.characters import Character, character_tables
from cleaner.segment.hashes import HashSet
from cleaner.segment.runs import ranges
from cleaner.segment.tokens import Tokens, tokenize
from cleaner.segment.words import among

_STOPS: Final = among(Character.SENTENCE_END, Character.COMMA)


def mark_calendar(tokens: Tokens) -> str:
    """The stream with `MONTH_MARK` and `WEEKDAY_MARK` in the place of those names' letters, and
    plain digits in the place of those of other scripts."""
    codes = tokens.codes.copy()
    size = tokens.end - tokens.start
    numbers = np.flatnonzero(tokens.kind == Character.DIGIT)
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
    caseless = tokens.kind == Character.CASELESS
    same = tokens.text[1:] == tokens.text[:-1]
    ends = _STOPS[tokens.kind[1:]] & same
    stopped = np.append(ends, False)
    found = [names.find(tokens.hash)[0] for names in _calendar()]
    return [at[(size[at] > 2) | stopped[at] | caseless[at]] for at in found]


@cache
def _calendar() -> tuple[HashSet, HashSet]:
    """The names of months and of days of the week."""
    from cleaner.rules.date_grammar import MONTH_WORDS, WEEKDAY_WORDS

    return HashSet(tokenize(MONTH_WORDS).hash), HashSet(tokenize(WEEKDAY_WORDS).hash)
