"""Lines of a date and a by-line: what is left of them when these are cut out goes with them."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.labels import LABELS, Label
from cleaner.scoring.sequence import ARTICLE_CODES

SIGNATURE: Final = 16.0
"""Words of a line with a date or a by-line, at most, of which nothing else is the article."""

SIGNED: Final = np.array([label in (Label.DATE, Label.BYLINE) for label in LABELS])
"""For each label code: is it one of the two, which often stand side by side?"""


def left_over(
    label: npt.NDArray[np.integer],
    pieces: npt.NDArray[np.bool_],
    line: npt.NDArray[np.integer],
    words: npt.NDArray[np.float64],
) -> npt.NDArray[np.bool_]:
    """The kept pieces of lines of which most was a date or a by-line: "by Jo", "Quote from Ann".

    ``pieces``: which blocks may be such; ``line``: the number of each block's line, rising;
    ``words``: the lengths of the blocks.

    >>> label = np.array([LABELS.index(name) for name in ("byline", "body", "date", "body")])
    >>> left_over(label, label > 0, np.array([0, 0, 0, 1]), np.array([3.0, 1, 3, 9])).tolist()
    [False, True, False, False]
    """
    kept, length = ARTICLE_CODES[label], np.bincount(line, words)[line]
    signed = np.bincount(line, words * (SIGNED[label] & ~kept))[line]
    found: npt.NDArray[np.bool_] = pieces & kept & (length <= SIGNATURE)
    found &= (signed > 0) & (2 * signed >= length)
    return found
