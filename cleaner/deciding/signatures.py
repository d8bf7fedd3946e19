"""Lines of a date and a by-line: what is left of them when these are cut out goes with them."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.labels import CODES, LABELS, Label
from cleaner.scoring.sequence import ARTICLE_CODES
from cleaner.segment.blocks import Blocks
from cleaner.segment.characters import Character

SIGNATURE: Final = 16.0
"""Words of a line with a date or a by-line, at most, of which nothing else is the article."""

SIGNED: Final = np.array([label in (Label.DATE, Label.BYLINE) for label in LABELS])
"""For each label code: is it one of the two, which often stand side by side?"""


def with_rests(
    label: npt.NDArray[np.uint8],
    pieces: npt.NDArray[np.bool_],
    line: npt.NDArray[np.integer],
    words: npt.NDArray[np.float64],
    numbered: npt.NDArray[np.bool_],
) -> npt.NDArray[np.uint8]:
    """The labels with those of the kept pieces of lines of which most was a date or a by-line:
    with a number a date, else a by-line ("by Jo", "Quote from Ann").

    ``pieces``: which blocks may be such; ``line``: the number of each block's line, rising;
    ``words``: the lengths of the blocks; ``numbered``: which hold a number.

    >>> label = np.array([CODES[Label(name)] for name in ("byline", "body", "date", "body")])
    >>> found = with_rests(
    ...     label, label > 0, np.array([0, 0, 0, 1]), np.array([3.0, 1, 3, 9]), label > 5)
    >>> [LABELS[code].value for code in found]
    ['byline', 'byline', 'date', 'body']
    """
    kept, length = ARTICLE_CODES[label], np.bincount(line, words)[line]
    signed = np.bincount(line, words * (SIGNED[label] & ~kept))[line]
    rest = pieces & kept & (length <= SIGNATURE) & (signed > 0) & (2 * signed >= length)
    named = np.where(numbered, CODES[Label.DATE], CODES[Label.BYLINE])
    return np.where(rest, named, label).astype(np.uint8)


def with_number(blocks: Blocks) -> npt.NDArray[np.bool_]:
    """Which blocks hold a number."""
    count = np.append(0, np.cumsum(blocks.tokens.kind == Character.DIGIT))
    found: npt.NDArray[np.bool_] = np.diff(count[blocks.first]) > 0
    return found
