"""Which setting of the dial loses no more of the article than one wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.datasets import Page
from cleaner.engine import Cleaner
from cleaner.evaluation.bootstrap import Estimate, estimate
from cleaner.evaluation.evaluate import OURS, evaluate

DIALS: Final = tuple(place / 10 for place in range(11))
"""The settings of ``recall`` that are tried."""

HALVES: Final = 20
"""How often half of the pages choose a dial that the other half then tries."""


class Setting(NamedTuple):
    """How pages come out with a setting of ``recall``."""

    recall: float
    lost: Estimate
    """Share of the article's words that is lost, the mean over pages."""
    f1: Estimate
    """Word-F1, the mean over pages."""


class Choice(NamedTuple):
    """The dial that was chosen."""

    settings: tuple[Setting, ...]
    chosen: Setting | None
    """The least setting that loses no more than the target; None if none does."""
    elsewhere: float | None
    """What is lost on pages that had no part in choosing: half of them chose, the others were
    tried, many times over."""


def choose_dial(
    pages: Sequence[Page],
    cleaner: Cleaner,
    target: float,
    report: Callable[[str], None] = lambda line: None,
) -> Choice:
    """Choose the setting of ``recall`` by how much of the article it may lose.

    Arguments:
        pages: pages whose article is known, by main content or gold spans; others don't count.
        cleaner: all other settings.
        target: the share of the article's words that may be lost, from 0 to 1.

    >>> page = Page("1", "Rain fell all day.\\n\\n© 2024 Us", "text",
    ...             main_content="Rain fell all day.")
    >>> choose_dial([page], Cleaner(), 0.02).chosen.recall
    0.0
    """
    columns: list[npt.NDArray[np.float64]] = []
    for dial in DIALS:
        report(f"recall={dial:g}")
        tried = replace(cleaner, recall=dial)
        rows = evaluate((("", page) for page in pages), tried, rouge=False).rows
        scores = [row.scores[OURS] for row in rows]
        words = [score.words for score in scores if score.words and score.has_article]
        columns.append(np.array([(word.lost, word.f1) for word in words]).reshape(-1, 2))
    lost = np.stack([column[:, 0] for column in columns])
    settings = tuple(
        Setting(dial, estimate(column[:, 0]), estimate(column[:, 1]))
        for dial, column in zip(DIALS, columns, strict=True)
    )
    place = _least(lost, target)
    return Choice(settings, None if place is None else settings[place], _elsewhere(lost, target))


def _least(lost: npt.NDArray[np.float64], target: float) -> int | None:
    """The first dial from which on all lose no more than the target."""
    good = lost.mean(axis=1) <= target if lost.size else np.zeros(len(lost), np.bool_)
    bad = np.flatnonzero(~good)
    first = int(bad[-1]) + 1 if bad.size else 0
    return first if first < len(lost) else None


def _elsewhere(lost: npt.NDArray[np.float64], target: float) -> float | None:
    count = lost.shape[1]
    if count < 2:
        return None
    random = np.random.default_rng(0)
    found = []
    for _ in range(HALVES):
        order = random.permutation(count)
        place = _least(lost[:, order[: count // 2]], target)
        found.append(lost[-1 if place is None else place, order[count // 2 :]].mean())
    return float(np.mean(found))
