"""Keys to compare by: two numbers as one, and a set of hashes that can be looked for in a long
column at the cost of one table look-up.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_BITS = 16


def paired(
    upper: npt.NDArray[np.integer], lower: npt.NDArray[np.integer]
) -> npt.NDArray[np.uint64]:
    """Two columns of 32-bit numbers as one: a hash and what it belongs to.

    >>> paired(np.array([1]), np.array([2])).tolist() == [2**32 + 2]
    True
    """
    return upper.astype(np.uint64) << np.uint64(32) | lower.astype(np.uint64)


def places_in(
    keys: npt.NDArray[np.unsignedinteger], values: npt.NDArray[np.unsignedinteger]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """The place of each value among sorted keys, and whether it is there at all."""
    if not keys.size:
        return np.zeros(values.size, np.int64), np.zeros(values.size, np.bool_)
    places = np.minimum(np.searchsorted(keys, values), keys.size - 1)
    return places, keys[places] == values


class HashSet:
    """Sorted distinct hashes, and a table that rules out most others by their upper bits."""

    __slots__ = ("_maybe", "hashes")

    def __init__(self, hashes: npt.NDArray[np.uint32]) -> None:
        self.hashes = np.unique(hashes)
        self._maybe = np.zeros(1 << _BITS, dtype=np.bool_)
        self._maybe[self.hashes >> np.uint32(32 - _BITS)] = True

    def find(
        self, column: npt.NDArray[np.uint32]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Rows of the column whose hash is in the set, and its place in ``hashes``.

        >>> rows, places = HashSet(np.array([9, 7], np.uint32)).find(np.array([1, 9, 7], np.uint32))
        >>> rows.tolist(), places.tolist()
        ([1, 2], [1, 0])
        """
        rows = np.flatnonzero(self._maybe[column >> np.uint32(32 - _BITS)])
        places, right = places_in(self.hashes, column[rows])
        return rows[right], places[right]
