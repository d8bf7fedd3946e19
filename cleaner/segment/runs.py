"""Runs and ranges of rows of a column, and sums over them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def begins_run(*columns: npt.NDArray[np.generic]) -> npt.NDArray[np.bool_]:
    """For each row: does it differ from the row before in one of the columns? The first one does.

    A third of the time of `np.diff` with something put before.

    >>> begins_run(np.array([4, 4, 7]), np.array([1, 2, 2])).tolist()
    [True, True, True]
    """
    begins = np.ones(columns[0].size, np.bool_)
    if begins.size:
        np.not_equal(columns[0][1:], columns[0][:-1], out=begins[1:])
        for column in columns[1:]:
            begins[1:] |= column[1:] != column[:-1]
    return begins


def ranges(
    start: npt.NDArray[np.int64], size: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The rows of several ranges one behind another: which range each is of, and which row it is.

    >>> [column.tolist() for column in ranges(np.array([7, 2]), np.array([2, 3]))]
    [[0, 0, 1, 1, 1], [7, 8, 2, 3, 4]]
    """
    of = np.repeat(np.arange(size.size), size)
    row = np.arange(of.size) + np.repeat(start - (np.cumsum(size) - size), size)
    return of, row


def running_sums(values: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    """Cumulative sums with a leading zero: the sum of the rows a to b is s[b + 1] - s[a].

    >>> running_sums(np.array([1, 2, 3])).tolist()
    [0.0, 1.0, 3.0, 6.0]
    """
    return np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))


def over_runs(
    reduce: np.ufunc, values: npt.NDArray[np.float32], first: npt.NDArray[np.int64]
) -> npt.NDArray[np.float32]:
    """What the runs that ``first`` bounds come to, as sums or greatest values; empty ones to 0.

    Nothing is put behind the last run: numpy sums by eights, so that a 0 more could change the
    last bit, and a text would not be the same at the end of a batch as elsewhere.

    >>> over_runs(np.add, np.array([1, 2, 3], np.float32), np.array([0, 2, 2, 3])).tolist()
    [3.0, 0.0, 3.0]
    """
    made = np.zeros((first.size - 1, *values.shape[1:]), np.float32)
    some = np.flatnonzero(np.diff(first))
    if some.size:
        made[some] = reduce.reduceat(values, first[some])
    return made
