"""Plots of the report as plain numbers: where each mark stands. The template draws them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

WIDTH: Final = 420
HEIGHT: Final = 260
LEFT: Final = 46
BOTTOM: Final = 36
TOP: Final = 10
RIGHT: Final = 10
"""Of a plot and its margins, in pixels."""

POINTS: Final = 400
"""Points of a scatter plot per extractor: with more, a page grows and nothing is added."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle, circle or line: its SVG attributes, its colour's number, what it tells."""

    shape: str
    attributes: dict[str, float]
    colour: int = 0
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """Marks inside two axes."""

    title: str
    x_title: str
    y_title: str
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    marks: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    bottom: int = BOTTOM


def score_plots(figures: Mapping[str, Any]) -> list[Plot]:
    """How the pages' F1 is spread, a plot an extractor."""
    made = []
    for colour, name in enumerate(figures["extractors"]):
        values = [
            row["extractors"][name]["word_f1"]
            for row in figures["rows"]
            if "word_f1" in row["extractors"].get(name, {})
        ]
        if values:
            counts = [0] * 20
            for value in values:
                counts[min(int(value * 20), 19)] += 1
            made.append(_bars(name, "word F1", counts, colour))
    return made


def calibration_plots(figures: Mapping[str, Any]) -> list[Plot]:
    """How often spans of a score are the article, and how many spans have which score."""
    if not figures["calibration"]:
        return []
    bins = figures["calibration"]["bins"]
    x, y = _linear(0, 1, LEFT, WIDTH - RIGHT), _linear(0, 1, HEIGHT - BOTTOM, TOP)
    largest = max(entry["spans"] for entry in bins)
    marks = [Mark("line", {"x1": x(0), "y1": y(0), "x2": x(1), "y2": y(1)}, 7)]
    for entry in bins:
        if entry["spans"]:
            size = 2 + 8 * math.sqrt(entry["spans"] / largest)
            share = f"{entry['article']:.2f} are the article"
            tip = f"{entry['spans']} spans score {entry['score']:.2f}: {share}"
            place = {"cx": x(entry["score"]), "cy": y(entry["article"]), "r": size}
            marks.append(Mark("circle", place, 0, tip))
    ticks = tuple((x(value / 5), f"{value / 5:g}") for value in range(6))
    sides = tuple((y(value / 5), f"{value / 5:g}") for value in range(6))
    title = f"Scores as chances (off by {figures['calibration']['error']:.3f})"
    reliability = Plot(title, "score", "share that is the article", ticks, sides, tuple(marks))
    counts = [entry["spans"] for entry in bins]
    return [reliability, _bars("Spans by score", "score", counts, 0)]


def group_plot(figures: Mapping[str, Any], most: int = 12) -> Plot | None:
    """F1 by group with its interval, a bar an extractor."""
    names = list(figures["extractors"])
    groups = [
        group
        for group in list(figures["groups"])[:most]
        if any(figures["extractors"][name]["groups"][group]["f1"] for name in names)
    ]
    if not groups:
        return None
    left, thick = 150, 9
    band = thick * len(names) + 8
    height = TOP + band * len(groups) + BOTTOM
    x = _linear(0, 1, left, 640)
    marks, labels = [], []
    for row, group in enumerate(groups):
        top = TOP + row * band
        size = figures["groups"][group]
        labels.append((top + band / 2, f"{group[:20]} ({size})"))
        for colour, name in enumerate(names):
            found = figures["extractors"][name]["groups"][group]["f1"]
            if not found:
                continue
            at = top + 4 + colour * thick
            box = {"x": left, "y": at, "width": x(found["value"]) - left, "height": thick - 1}
            tip = f"{name}, {group}: {found['value']:.3f}"
            marks.append(Mark("rect", box, colour, tip))
            if found["low"] is None:
                continue
            tip = f"{tip} ({found['low']:.3f}–{found['high']:.3f})"
            middle = at + thick / 2
            ends = {"x1": x(found["low"]), "x2": x(found["high"]), "y1": middle, "y2": middle}
            marks.append(Mark("line", ends, 6, tip))
    ticks = tuple((x(value / 5), f"{value / 5:g}") for value in range(6))
    title = "F1 by group"
    return Plot(title, "F1", "", ticks, tuple(labels), tuple(marks), 650, height, left)


def time_plot(figures: Mapping[str, Any]) -> Plot | None:
    """CPU time against the page's size, both on logarithmic axes."""
    names = list(figures["extractors"])
    step = max(1, len(figures["rows"]) // POINTS)
    found = [
        (colour, row, 1000 * row["extractors"][name]["cpu_ms"])
        for colour, name in enumerate(names)
        for row in figures["rows"][::step]
        if name in row["extractors"] and row["characters"]
    ]
    if not found:
        return None
    sizes = [row["characters"] for _, row, _ in found]
    x = _logarithmic(min(sizes), max(sizes), LEFT, 640)
    times = [max(time, 1) for _, _, time in found]
    y = _logarithmic(min(times), max(times), 340 - BOTTOM, TOP)
    marks = [
        Mark(
            "circle",
            {"cx": x(row["characters"]), "cy": y(max(time, 1)), "r": 2.5},
            colour,
            f"{names[colour]}, {row['id']}: {row['characters']} characters, {time / 1000:.1f} ms",
        )
        for colour, row, time in found
    ]
    x_ticks = tuple((x(size), _short(size)) for size in _decades(min(sizes), max(sizes)))
    y_ticks = tuple((y(time), f"{time / 1000:g}") for time in _decades(min(times), max(times)))
    title = "CPU time against size"
    return Plot(title, "characters", "ms", x_ticks, y_ticks, tuple(marks), 650, 340)


def _bars(title: str, x_title: str, counts: Sequence[int], colour: int) -> Plot:
    """A histogram from 0 to 1."""
    x = _linear(0, len(counts), LEFT, WIDTH - RIGHT)
    y = _linear(0, max(counts) or 1, HEIGHT - BOTTOM, TOP)
    marks = [
        Mark(
            "rect",
            {"x": x(place) + 1, "y": y(count), "width": x(1) - x(0) - 2, "height": y(0) - y(count)},
            colour,
            f"{place / len(counts):.2f}–{(place + 1) / len(counts):.2f}: {count}",
        )
        for place, count in enumerate(counts)
    ]
    x_ticks = tuple((x(len(counts) * value / 5), f"{value / 5:g}") for value in range(6))
    y_ticks = ((y(0), "0"), (y(max(counts)), str(max(counts))))
    return Plot(title, x_title, "", x_ticks, y_ticks, tuple(marks))


def _linear(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    return lambda value: round(start + (end - start) * (value - low) / ((high - low) or 1), 1)


def _logarithmic(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    scale = _linear(math.log10(low), math.log10(high), start, end)
    return lambda value: scale(math.log10(value))


def _decades(low: float, high: float) -> Iterable[float]:
    """Powers of ten in a range; its ends if it holds fewer than two."""
    powers = range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)
    return [10.0**power for power in powers] if len(powers) > 1 else [low, high]


def _short(number: float) -> str:
    """A number with k or M."""
    for unit, sign in ((1e6, "M"), (1e3, "k")):
        if number >= unit:
            return f"{round(number / unit, 1):g}{sign}"
    return f"{number:g}"
