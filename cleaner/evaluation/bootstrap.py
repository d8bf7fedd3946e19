"""Confidence intervals by bootstrap over pages (Efron 1979, percentiles)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

RESAMPLES: Final = 1000
"""Resamples, as in ScrapingHub's benchmark."""
LEVEL: Final = 0.95
"""The chance with which an interval holds the figure of all such pages."""
SEED: Final = 0
"""The same pages give the same interval."""

_AT_ONCE: Final = 1_000_000
"""Numbers that are drawn at once."""

OfSums = Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]


class Estimate(NamedTuple):
    """A figure over pages and its interval, which one page alone does not have."""

    value: float
    low: float
    high: float


def estimate(
    figures: npt.ArrayLike, of_sums: OfSums | None = None, resamples: int = RESAMPLES
) -> Estimate:
    """A figure over pages, and how far it would move with other pages of the same kind.

    Arguments:
        figures: a number per page, or a row of numbers.
        of_sums: what is made of the rows' sums, which stand in the last axis; None: the mean.
        resamples: how often pages are drawn.

    Returns:
        The figure and its interval. Without pages it is not a number; of one page, or with no
        ``resamples``, the ends of the interval are none.

    >>> estimate([0.0, 1.0] * 50)
    Estimate(value=0.5, low=0.4, high=0.6)
    >>> estimate([[1, 2], [3, 4]], lambda sums: sums[..., 0] / sums[..., 1]).value
    0.6666666666666666
    """
    rows = np.asarray(figures, np.float64)
    count = len(rows)
    if not count:
        return Estimate(float("nan"), float("nan"), float("nan"))
    rows = rows.reshape(count, -1)
    of = of_sums or (lambda sums: sums[..., 0] / count)
    value = float(of(rows.sum(axis=0)))
    if count == 1 or not resamples:
        return Estimate(value, float("nan"), float("nan"))
    seed = np.random.default_rng(SEED)
    step = max(1, _AT_ONCE // rows.size)
    drawn = [
        of(rows[seed.integers(0, count, (min(step, resamples - done), count))].sum(axis=1))
        for done in range(0, resamples, step)
    ]
    low, high = np.quantile(np.concatenate(drawn), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(value, float(low), float(high))
