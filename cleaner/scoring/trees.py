"""A sum of oblivious decision trees, evaluated over all blocks at once.

Every level of such a tree asks one question of all its branches, so a block's leaf is
the number that its answers spell: a handful of array operations for the whole forest
(Prokhorenkova, Gusev, Vorobev, Dorogush, Gulin: CatBoost, NeurIPS 2018, section 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

ROWS: Final = 1024
"""Blocks that are worked on at once: what is looked up stays in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Trees of one depth.

    >>> trees = Trees(np.array([[0, 1]]), np.array([[0.5, 0.5]], np.float32),
    ...               np.array([[1, 2, 4, 8]], np.float32), 10.0)
    >>> trees.score(np.array([[0, 0], [1, 0], [0, 1]], np.float32)).tolist()
    [11.0, 12.0, 14.0]
    """

    feature: npt.NDArray[np.int64]
    """Which feature each level of each tree asks about: a row per tree."""
    border: npt.NDArray[np.float32]
    """What it has to be above."""
    leaves: npt.NDArray[np.float32]
    """What each leaf of each tree adds."""
    bias: float

    def score(self, features: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """The sum of the trees for each row of the features."""
        count, depth = self.feature.shape
        first = (np.arange(count) << depth)[:, None]
        leaves = self.leaves.ravel()
        result = np.empty(len(features))
        for low in range(0, len(features), ROWS):
            columns = np.ascontiguousarray(features[low : low + ROWS].T)
            place = np.broadcast_to(first, (count, columns.shape[1])).copy()
            for level in range(depth):
                above = columns[self.feature[:, level]] > self.border[:, level, None]
                place += above.astype(np.int64) << level
            result[low : low + ROWS] = leaves[place].sum(axis=0, dtype=np.float64) + self.bias
        return result


def read_trees(arrays: dict[str, npt.NDArray[Any]]) -> Trees:
    """The trees that `cleaner.training` wrote as arrays."""
    return Trees(
        arrays["tree_feature"].astype(np.int64),
        arrays["tree_border"].astype(np.float32),
        arrays["tree_leaves"].astype(np.float32),
        float(arrays["tree_bias"]),
    )
