"""The geometry of the index's plots, which its template draws as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

WIDTH: Final = 300
HEIGHT: Final = 110
"""Of a plot without its axes, in pixels."""

BINS: Final = 20


class Bar(NamedTuple):
    """A bar of a histogram: its place in pixels, and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    low: float
    high: float
    pages: int


class Dot(NamedTuple):
    """A dot of a scatter plot, of the row at a place."""

    x: float
    y: float
    place: int


class Scatter(NamedTuple):
    """A scatter plot."""

    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, int], ...]
    """Where on the x axis each whole number stands."""


def histogram(values: Sequence[float]) -> tuple[Bar, ...]:
    """Count values from 0 to 1 in bins of equal width.

    >>> [bar.pages for bar in histogram([0.0, 0.99, 1.0]) if bar.pages]
    [1, 2]
    """
    counts = [0] * BINS
    for value in values:
        counts[min(int(value * BINS), BINS - 1)] += 1
    most, width = max(*counts, 1), WIDTH / BINS
    bars = []
    for place, count in enumerate(counts):
        height = round(HEIGHT * count / most, 1)
        low, high = place / BINS, (place + 1) / BINS
        bars.append(Bar(place * width + 0.5, HEIGHT - height, width - 1, height, low, high, count))
    return tuple(bars)


def scatter(points: Sequence[tuple[float, float]]) -> Scatter:
    """Place points whose y is from 0 to 1; the x axis holds all points.

    >>> scatter([(2.0, 0.5), (3.0, 1.0)]).dots[1]
    Dot(x=300.0, y=0.0, place=1)
    """
    if not points:
        return Scatter((), ())
    first = int(min(x for x, _ in points))
    last = max(first + 1, -int(-max(x for x, _ in points) // 1))
    scale = WIDTH / (last - first)
    return Scatter(
        tuple(
            Dot(round((x - first) * scale, 1), round(HEIGHT * (1 - y), 1), place)
            for place, (x, y) in enumerate(points)
        ),
        tuple((round((x - first) * scale, 1), x) for x in range(first, last + 1)),
    )
