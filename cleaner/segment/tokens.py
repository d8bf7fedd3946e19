"""Characters to tokens, column-wise over a whole batch of texts.

A token is a run of letters, a run of digits, one ideograph, or one punctuation
mark or symbol; a run of letters is cut where a capital follows a small letter,
so that "PublishedMarch" and "FacebookTwitter" come apart. Each token carries a
hash of its folded letters: words, phrases and repeats are found by comparing
numbers, whatever the language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.segment.characters import Character, character_tables, code_points

CAPITALS: Final = 20
"""Token kind beside those of `Character`: a word that starts with two capitals."""

TOKEN_KINDS: Final = 21
"""Number of token kinds."""

SOFT_HYPHEN: Final = "\u00ad"
"""Where a word may be broken at the end of a line."""

UNHEARD: Final = f"{SOFT_HYPHEN}\u093c\u09bc"
"""What does not count for a word's hash: with the soft hyphen the dots below letters in Hindi and
Bengali, which some sites write as a part of the letter, some behind it, and some not at all."""

_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio (Knuth, TAOCP 3, 6.4)
_LONGEST: Final = 64  # letters of a token that enter its hash
_POWERS: Final = np.multiply.accumulate(np.full(_LONGEST, _MULTIPLIER))
_IN_WORD: Final = np.isin(
    np.arange(20),
    [
        Character.LOWER,
        Character.UPPER,
        Character.CASELESS,
        Character.UNSPACED,
        Character.MARK,
        Character.DIGIT,
        Character.IDEOGRAPH,
    ],
)


class Tokens(NamedTuple):
    """The tokens of a batch of texts that stand behind one another in one stream.

    Positions are code points in the stream; text i covers
    ``text_start[i]:text_start[i + 1] - 1`` of it (one newline follows each).
    """

    stream: str
    codes: npt.NDArray[np.uint32]
    """The stream's code points."""
    text_start: npt.NDArray[np.int64]
    text: npt.NDArray[np.int32]
    """Which text the token is in."""
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    kind: npt.NDArray[np.uint8]
    """Kind of its first character, or `CAPITALS`."""
    hash: npt.NDArray[np.uint32]
    space: npt.NDArray[np.int64]
    """White space characters between the token before and this one."""
    breaks: npt.NDArray[np.int64]
    """Line breaks among them (CRLF is one)."""


def mix(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint32]:
    """64-bit sums to well-spread 32-bit hashes."""
    values = values ^ (values >> np.uint64(29))
    return ((values * _MULTIPLIER) >> np.uint64(32)).astype(np.uint32)


def finished(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """64-bit numbers to well-spread ones, whose sums tell the numbers apart (the last step of
    splitmix64: Steele, Lea, Flood, OOPSLA 2014)."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        values = (values ^ (values >> np.uint64(shift))) * np.uint64(factor)
    return values ^ (values >> np.uint64(31))


def tokenize(texts: Sequence[str]) -> Tokens:
    """Cut texts into tokens.

    >>> tokens = tokenize(["By JANE DOEPublished 3h ago"])
    >>> [tokens.stream[s:e] for s, e in zip(tokens.start, tokens.end)]
    ['By', 'JANE', 'DOEPublished', '3', 'h', 'ago']
    """
    stream = "".join(f"{text}\n" for text in texts)
    lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    text_start = np.concatenate(([0], np.cumsum(lengths)))
    codes = code_points(stream)
    kinds = character_tables().kind[codes]

    position = np.flatnonzero(kinds > Character.NEWLINE)
    kind = kinds[position]
    first = np.flatnonzero(~_goes_on(kind, position))
    size = np.diff(first, append=position.size)
    start = position[first]
    end = position[first + size - 1] + 1 if first.size else start

    token_kind = kind[first]
    second = np.minimum(first + 1, max(position.size - 1, 0))
    capitals = (token_kind == Character.UPPER) & (size > 1) & (kind[second] == Character.UPPER)
    token_kind = np.where(capitals, np.uint8(CAPITALS), token_kind)

    hashes = _hashes(codes[position], first, size, [mark for mark in UNHEARD if mark in stream])
    breaks = np.diff(np.searchsorted(_line_breaks(kinds, codes), start), prepend=0)
    space = start - np.concatenate(([0], end[:-1])) if start.size else start
    text = (np.searchsorted(text_start, start, side="right") - 1).astype(np.int32)
    return Tokens(stream, codes, text_start, text, start, end, token_kind, hashes, space, breaks)


def _goes_on(kind: npt.NDArray[np.uint8], position: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which characters belong to the token of the one before; white space is not among them."""
    adjacent = np.diff(position, prepend=-2) == 1
    previous = np.concatenate(([np.uint8(Character.SPACE)], kind[:-1])) if kind.size else kind
    in_word = _IN_WORD[kind] & _IN_WORD[previous] & adjacent
    digit, was_digit = kind == Character.DIGIT, previous == Character.DIGIT
    mark, was_mark = kind == Character.MARK, previous == Character.MARK
    joined: npt.NDArray[np.bool_] = in_word & (
        mark
        | (
            (kind != Character.IDEOGRAPH)
            & (previous != Character.IDEOGRAPH)
            & ((digit == was_digit) | was_mark)
            & ~((kind == Character.UPPER) & ((previous == Character.LOWER) | was_mark))
        )
    )
    return joined


def _hashes(
    codes: npt.NDArray[np.uint32],
    first: npt.NDArray[np.int64],
    size: npt.NDArray[np.int64],
    unheard: Sequence[str],
) -> npt.NDArray[np.uint32]:
    """The hashes of tokens, from their characters; some of these are ``unheard``."""
    if not first.size:
        return np.zeros(0, np.uint32)
    place = np.arange(codes.size) - np.repeat(first, size)
    letters = character_tables().fold[codes].astype(np.uint64) + np.uint64(1)
    if unheard:
        silent = np.isin(codes, [ord(mark) for mark in unheard])
        letters[silent] = 0
        before: npt.NDArray[np.int64] = np.cumsum(silent) - silent
        place -= before - np.repeat(before[first], size)
    letters *= _POWERS[np.minimum(place, _LONGEST - 1)]
    return mix(np.add.reduceat(letters, first))


def _line_breaks(
    kinds: npt.NDArray[np.uint8], codes: npt.NDArray[np.uint32]
) -> npt.NDArray[np.int64]:
    """Where lines end; CRLF is one line break."""
    is_break = kinds == Character.NEWLINE
    returns = np.flatnonzero(codes[:-1] == 0x0D)
    is_break[returns[codes[returns + 1] == 0x0A]] = False
    return np.flatnonzero(is_break)
