"""The terms that a model has learnt, as a table in which hashes are looked up.

It holds the terms that stand on pages of several sites in the training data; all others are
unknown.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

_SLOT_BITS: Final = 20


class Vocabulary:
    """Which of a model's terms a hash is; unknown hashes give the number of terms.

    A table with a slot for every value of the upper 20 bits of a hash gives one
    candidate, which is then compared in full: two array look-ups per term. Of two
    terms in one slot the later one is left out; `choose_terms` sees to it that
    there are none.
    """

    __slots__ = ("_slot", "hashes")

    def __init__(self, hashes: npt.NDArray[np.uint32]) -> None:
        self.hashes = np.append(hashes, np.uint32(0))
        kind = np.uint16 if hashes.size < 1 << 16 else np.uint32  # the smaller, the more in cache
        self._slot = np.full(1 << _SLOT_BITS, hashes.size, dtype=kind)
        self._slot[slot_of(hashes)] = np.arange(hashes.size, dtype=kind)

    def __len__(self) -> int:
        return self.hashes.size - 1

    def places(self, hashes: npt.NDArray[np.uint32]) -> npt.NDArray[np.int32]:
        """The place of each hash in the vocabulary.

        >>> Vocabulary(np.array([7, 1 << 30], np.uint32)).places(
        ...     np.array([1 << 30, 8, 7], np.uint32)).tolist()
        [1, 2, 0]
        """
        candidate = self._slot[slot_of(hashes)].astype(np.int32)
        return np.where(self.hashes[candidate] == hashes, candidate, np.int32(len(self)))

    def known(
        self, hashes: npt.NDArray[np.uint32], first: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
        """The places of those hashes that are in it; and the bounds of the runs of hashes that
        ``first`` bounds, among these."""
        places = self.places(hashes)
        at = np.flatnonzero(places != len(self))
        return places[at], np.searchsorted(at, first)


def to_steps(hashes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Rising hashes as steps from one to the next, which pack better.

    >>> from_steps(to_steps(np.array([7, 1 << 31], np.uint32))).tolist()
    [7, 2147483648]
    """
    return np.diff(hashes, prepend=np.uint32(0))


def from_steps(steps: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """The hashes that `to_steps` was given."""
    return np.cumsum(steps, dtype=np.uint64).astype(np.uint32)


def slot_of(hashes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Which slot of a vocabulary's table a hash falls in."""
    return hashes >> np.uint32(32 - _SLOT_BITS)
