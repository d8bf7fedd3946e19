"""Whether the scores are chances: of the spans that score .8, are eight in ten the article?

A span's truth is its gold label, or whether half of its words stand in the main content,
found by alignment.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from cleaner.alignment import align, tokenize
from cleaner.datasets.record import Page
from cleaner.evaluation.drops import visible_words
from cleaner.labels import Label

if TYPE_CHECKING:
    from cleaner.result import Result

BINS: Final = 10
"""Scores are put in this many bins of one width."""


def span_bins(
    page: Page, result: Result, keep: Collection[Label]
) -> npt.NDArray[np.float64] | None:
    """Count a page's spans by score; None if nothing is known of its pieces.

    A row a bin: spans, sum of their scores, spans that are the article.

    >>> from cleaner import Cleaner
    >>> from cleaner.datasets import LabelledSpan
    >>> page = Page("1", "© 2024 Us", "text", spans=(LabelledSpan(0, 9, Label.COPYRIGHT),))
    >>> span_bins(page, Cleaner().clean(page.source), Cleaner().keep).sum(axis=0)[[0, 2]]
    array([1., 0.])
    """
    shares = article_shares(page, result, keep)
    if shares is None:
        return None
    scores = result.columns.scores
    known = ~np.isnan(shares)
    truth = shares[known] >= 0.5
    scores = scores[known]
    places = np.minimum((scores * BINS).astype(np.int64), BINS - 1)
    table = np.zeros((BINS, 3))
    np.add.at(table, places, np.stack([np.ones_like(scores), scores, truth.astype(float)], axis=1))
    return table


def article_shares(
    page: Page, result: Result, keep: Collection[Label]
) -> npt.NDArray[np.float64] | None:
    """For each span the share of its words that are the article, NaN where it is unknown.

    None if nothing is known of the page's pieces.
    """
    return _by_spans(page, result, keep) if page.spans is not None else _by_text(page, result)


def calibration_error(bins: npt.NDArray[np.float64]) -> float:
    """How far on average a span's score is from the share of the article among its like.

    >>> calibration_error(np.array([[10, 1, 2], [10, 9, 9]]))
    0.05
    """
    return float(np.abs(bins[:, 1] - bins[:, 2]).sum() / max(bins[:, 0].sum(), 1))


def _by_spans(page: Page, result: Result, keep: Collection[Label]) -> npt.NDArray[np.float64]:
    """For each span the share of its words whose gold label is kept."""
    truth = np.full(len(page.source) + 1, np.nan)
    for start, end, label in page.spans or ():
        truth[start:end] = label in keep
    at = visible_words(page.source, result.visible)
    return _shares(at, truth[at], result.columns.starts, result.columns.ends)


def _by_text(page: Page, result: Result) -> npt.NDArray[np.float64] | None:
    """For each span the share of its words that stand in the main content."""
    if not page.main_content:
        return None
    visible = result.visible
    tokens = tokenize(visible.markup.text if visible else page.source)
    found = np.array(align(tokens, tokenize(page.main_content)), np.int64) >= 0
    if not found.any():
        return None
    columns = result.columns
    if visible is None:
        starts, ends = columns.starts, columns.ends
    else:
        pairs = zip(columns.starts.tolist(), columns.ends.tolist(), strict=True)
        ranges = [visible.range(start, end) or (0, 0) for start, end in pairs]
        starts, ends = np.array(ranges, np.int64).reshape(-1, 2).T
    return _shares(np.array(tokens.starts, np.int64), found.astype(float), starts, ends)


def _shares(
    at: npt.NDArray[np.int64],
    truth: npt.NDArray[np.float64],
    starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
) -> npt.NDArray[np.float64]:
    """The mean of what is known inside each range; NaN where nothing is."""
    known = ~np.isnan(truth)
    sums = np.concatenate([[0], np.cumsum(np.where(known, truth, 0))])
    counts = np.concatenate([[0], np.cumsum(known)])
    low, high = np.searchsorted(at, starts), np.searchsorted(at, ends)
    size = counts[high] - counts[low]
    return np.where(size > 0, (sums[high] - sums[low]) / np.maximum(size, 1), np.nan)
