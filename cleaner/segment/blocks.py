"""The columns that every segmenter gives: blocks in document order.

A block is a line, or a piece of a line where the line holds more than one
thing. Blocks are ranges of tokens; their characters follow from these.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.segment.tokens import Tokens


class Blocks(NamedTuple):
    """The blocks of a batch of texts, as columns.

    Block i covers the tokens ``first[i]:first[i + 1]``. ``text``, ``start`` and ``end`` are made
    anew each time they are asked for: once for all blocks, not once for each.
    """

    tokens: Tokens
    first: npt.NDArray[np.int64]
    """First token of each block, and one past the last token of all."""
    line: npt.NDArray[np.int64]
    """Which line of the batch the block is in, from 0 on."""

    @property
    def text(self) -> npt.NDArray[np.int32]:
        """Which text each block is in."""
        return self.tokens.text[self.first[:-1]]

    @property
    def start(self) -> npt.NDArray[np.int64]:
        """Where each block starts, in code points of the stream."""
        return self.tokens.start[self.first[:-1]]

    @property
    def end(self) -> npt.NDArray[np.int64]:
        """Where each block ends, in code points of the stream."""
        return self.tokens.end[self.first[1:] - 1]
