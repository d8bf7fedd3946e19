"""Which tokens are words, and how many words of running text tokens and blocks count for.

Tables say it of the kinds of tokens: ``WORDS[tokens.kind]`` tells which tokens are words.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.segment.blocks import Blocks
from cleaner.segment.characters import Character
from cleaner.segment.tokens import CAPITALS, TOKEN_KINDS, Tokens


def among(*kinds: int) -> npt.NDArray[np.bool_]:
    """For each kind of token: is it one of these?"""
    table = np.zeros(TOKEN_KINDS, dtype=np.bool_)
    table[list(kinds)] = True
    return table


ALPHABETIC: Final = among(
    Character.LOWER, Character.UPPER, CAPITALS, Character.CASELESS, Character.UNSPACED
)
"""Runs of letters."""

LETTERS: Final = ALPHABETIC | among(Character.IDEOGRAPH)
"""Words, but not numbers."""

WORDS: Final = LETTERS | among(Character.DIGIT)
"""Words and numbers: all but signs."""

_WORDS_PER_LETTER: Final = 7 / 32  # Thai, Lao, Khmer, Burmese: words have about 4.5 letters
_WORDS_PER_IDEOGRAPH: Final = 5 / 8  # Chinese and Japanese: words have about 1.6 characters
# Both are binary fractions: sums of them are exact, whatever stands before in the batch.


def token_words(tokens: Tokens) -> npt.NDArray[np.float64]:
    """How many words each token counts for, weighed by script."""
    weight = WORDS[tokens.kind].astype(np.float64)
    weight[tokens.kind == Character.IDEOGRAPH] = _WORDS_PER_IDEOGRAPH
    unspaced = tokens.kind == Character.UNSPACED
    weight[unspaced] = (tokens.end - tokens.start)[unspaced] * _WORDS_PER_LETTER
    return weight


def block_words(blocks: Blocks) -> npt.NDArray[np.float64]:
    """How many words each block counts for.

    >>> from cleaner.segment.text import lines
    >>> from cleaner.segment.tokens import tokenize
    >>> block_words(lines(tokenize(["One, two: 3.\\n***\\n一二三四五六七八"]))).tolist()
    [3.0, 0.0, 5.0]
    """
    if blocks.first.size == 1:
        return np.zeros(0)
    return np.add.reduceat(token_words(blocks.tokens), blocks.first[:-1])
