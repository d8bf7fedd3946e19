"""Plain text to blocks: lines, cut where a line may hold more than one thing.

The cuts are generous on purpose. A sentence end is a cut, because a caption is
often glued to the paragraph behind it; blocks of a line that get the same label
become one span again, so a needless cut costs nothing.
"""

from __future__ import annotations

from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

from cleaner.segment.blocks import Blocks
from cleaner.segment.characters import Character, Marks
from cleaner.segment.runs import begins_run
from cleaner.segment.tokens import CAPITALS, Tokens
from cleaner.segment.words import ALPHABETIC, among

_ABBREVIATION: Final = 3
"""Capitalised words of up to this many letters before a full stop are not taken for a
sentence's last word ("Jan.", "St.", "Dr."), nor are single letters ("U.S."); acronyms are
("state TV."). A cut too few is harmless."""

_ITEM_MARKS: Final = Marks("|¦·•●▪■›»｜・∙⋅")

_WIDE_GAP: Final = 3
"""White space of this many characters inside a line sets columns apart."""

_Scalar = TypeVar("_Scalar", bound=np.generic)


_OPENS: Final = among(
    Character.UPPER, CAPITALS, Character.CASELESS, Character.UNSPACED, Character.IDEOGRAPH,
    Character.QUOTE, Character.OPEN, Character.SYMBOL, Character.DIGIT, Character.DASH,
)  # fmt: skip
_CLOSER: Final = among(Character.QUOTE, Character.CLOSE)


def _before(
    column: npt.NDArray[_Scalar], steps: int, text: npt.NDArray[np.int32]
) -> npt.NDArray[_Scalar]:
    """The column moved down, so that row i shows what stood ``steps`` rows above in its text.

    >>> _before(np.array([1, 2, 3, 4]), 1, np.array([0, 0, 1, 1], np.int32)).tolist()
    [0, 1, 0, 3]
    """
    moved = np.zeros_like(column)
    moved[steps:] = column[:-steps] * (text[steps:] == text[:-steps])
    return moved


def cut_candidates(tokens: Tokens) -> npt.NDArray[np.bool_]:
    """For each token: may something new begin here, inside a line?"""
    kind, space, text = tokens.kind, tokens.space, tokens.text
    size = tokens.end - tokens.start
    character = tokens.codes[tokens.start]
    glued = (space == 0) & (tokens.start > 0)
    was = [kind, *(_before(kind, steps, text) for steps in (1, 2, 3))]
    size_was = [size, *(_before(size, steps, text) for steps in (1, 2, 3))]
    glued_was = [glued, *(_before(glued, steps, text) for steps in (1, 2))]
    last = _before(character, 1, text)

    stop = was[1] == Character.SENTENCE_END
    closed = _CLOSER[was[1]] & glued_was[1]
    stop_closed = closed & (was[2] == Character.SENTENCE_END)
    ended = stop | stop_closed
    word, word_size = (
        np.where(stop_closed, was[3], was[2]),
        np.where(stop_closed, size_was[3], size_was[2]),
    )
    abbreviation = (
        (last == ord("."))
        & (ALPHABETIC[word] | (word == Character.DIGIT))
        & (
            ((word_size <= _ABBREVIATION) & (word == Character.UPPER))
            | (word_size == 1)
            | ((word == Character.DIGIT) & (word_size <= 2))  # "13. April"
        )
    )
    before_digit = (kind == Character.DIGIT) & (
        (word == Character.UPPER) | (word == Character.DIGIT)
    )
    sentence = ~glued & ended & _OPENS[kind] & ~abbreviation & ~before_digit

    capitalised = ((kind == Character.UPPER) & (size > 1)) | (kind == CAPITALS)
    named = ((word == Character.UPPER) & (word_size > _ABBREVIATION)) | (word == CAPITALS)
    spelt = ((word == Character.LOWER) | (word == Character.DIGIT)) & (word_size > 1)
    followed = np.append((space[1:] > 0) & (text[1:] == text[:-1]), False)
    alone = (kind == Character.UPPER) & followed  # "the scene.A tanker"
    closes = stop_closed | (stop & (was[2] == Character.CLOSE))
    glued_sentence = glued & ended & (capitalised | alone) & (spelt | named | closes)
    wide_stop = ended & ((last > 0x3000) | (last == 0x0964)) & (kind != Character.SENTENCE_END)
    wide_stop &= ~_CLOSER[kind]
    after_bracket = glued & (was[1] == Character.CLOSE) & capitalised
    glued_word = (
        glued
        & (kind == Character.UPPER)
        & (size > 2)
        & (
            (was[1] == Character.DIGIT)
            | (((was[1] == Character.LOWER) | (was[1] == Character.UPPER)) & (size_was[1] > 3))
        )
    )
    glued_word[_recurring(glued_word, tokens)] = False
    item = ~glued & ~glued_was[1] & (_ITEM_MARKS.groups(last) > 0)
    column = (space >= _WIDE_GAP) | (~glued & (tokens.codes[tokens.start - 1] == 0x09))
    begins: npt.NDArray[np.bool_] = (
        sentence | glued_sentence | wide_stop | after_bracket | glued_word | item | column
    )
    return begins


def _recurring(glued: npt.NDArray[np.bool_], tokens: Tokens) -> npt.NDArray[np.int64]:
    """Of the words that are glued to others those that are so more than once in their text: names
    such as JavaScript, not the ends of lines."""
    at = np.flatnonzero(glued)
    order = np.lexsort((tokens.hash[at], tokens.hash[at - 1], tokens.text[at]))
    at = at[order]
    begins = begins_run(tokens.text[at], tokens.hash[at - 1], tokens.hash[at])
    found: npt.NDArray[np.int64] = at[~(begins & np.append(begins[1:], True))]
    return found


def lines(tokens: Tokens) -> Blocks:
    """A block per line."""
    first = np.flatnonzero(_line_starts(tokens))
    return Blocks(tokens, np.append(first, tokens.start.size), np.arange(first.size))


def _line_starts(tokens: Tokens) -> npt.NDArray[np.bool_]:
    starts: npt.NDArray[np.bool_] = (tokens.breaks > 0) | begins_run(tokens.text)
    return starts


def segment(tokens: Tokens, cuts: npt.NDArray[np.bool_] | None = None) -> Blocks:
    """The blocks of tokenized plain text.

    ``cuts``: for each token, whether something new begins there inside a line; None takes
    the `cut_candidates`.

    >>> from cleaner.segment.tokens import tokenize
    >>> blocks = segment(tokenize(["A title\\n\\nOne sentence. (AP)Another one."]))
    >>> [blocks.tokens.stream[s:e] for s, e in zip(blocks.start, blocks.end)]
    ['A title', 'One sentence.', '(AP)', 'Another one.']
    """
    new_line = _line_starts(tokens)
    first = np.flatnonzero(new_line | (cut_candidates(tokens) if cuts is None else cuts))
    line = np.cumsum(new_line)[first] - 1
    return Blocks(tokens, np.append(first, tokens.start.size), line)
