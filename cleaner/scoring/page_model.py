"""The model for HTML: how likely each block is the article, and what it is if it is not.

A network (model.py) reads what a block and its neighbours say and how the elements
around it are called; trees (trees.py) read the same shape and structure as numbers,
with the learnt log-odds of those names. They err in different places: their mean in
log-odds is better than either.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.scoring.model import Matrix, Model, read_model
from cleaner.scoring.sequence import ARTICLE_CODES, SUREST, log_odds
from cleaner.scoring.stored import LOADED, Stored, read_weights, stored
from cleaner.scoring.terms import BlockTerms, NamesAround
from cleaner.scoring.trees import Trees, read_trees
from cleaner.scoring.vocabulary import Vocabulary, from_steps
from cleaner.segment.runs import over_runs

NETWORK_WEIGHT: Final = 0.35
"""Share of the network in the mean of the log-odds; 0.3 to 0.5 do alike (two of five folds)."""


class PageScores(NamedTuple):
    """What the model says of the blocks of a batch of pages."""

    labels: Matrix
    """The chance of each label, by the network: rows sum to 1."""
    odds: npt.NDArray[np.float64]
    """The log-odds of being the article, by network and trees."""
    site: npt.NDArray[np.float64] | None = None
    """What other pages of the site add to these, of each block alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The log-odds of being the article for the names that elements have."""

    names: Vocabulary
    values: npt.NDArray[np.float32]
    """For each name, and 0 for unknown ones."""

    def columns(self, names: NamesAround, openers: NamesAround) -> Matrix:
        """For each block mean, least, greatest and number of the log-odds of the known names
        around it; the same of its openers, and the mean of each of them."""
        return np.concatenate((self._around(names), self._around(openers, each=True)), axis=1)

    def _around(self, around: NamesAround, *, each: bool = False) -> Matrix:
        hashes, first, rows, of_block = around
        places, bounds = self.names.known(hashes, first)
        sums, lows, highs = (
            over_runs(reduce, self.values[places], bounds)[rows]
            for reduce in (np.add, np.minimum, np.maximum)
        )
        counts = np.diff(bounds).astype(np.float32)[rows]
        known = counts.sum(axis=1)
        columns = [
            sums.sum(axis=1) / np.maximum(known, 1),
            np.minimum(lows.min(axis=1), 0),
            np.maximum(highs.max(axis=1), 0),
            known,
        ]
        if each:
            columns = [*(sums / np.maximum(counts, 1)).T, *columns]
        return np.stack(columns, axis=1, dtype=np.float32)[of_block]


@dataclass(frozen=True, slots=True, eq=False)
class PageModel:
    """Network, lexicon and trees."""

    network: Model
    lexicon: Lexicon
    trees: Trees

    def score(self, features: Matrix, terms: BlockTerms, page: npt.NDArray[np.int32]) -> PageScores:
        """Score all blocks of a batch; arguments as for `Model.score`."""
        if not len(features):
            return PageScores(self.network.score(features, terms, page).labels, np.zeros(0))
        if terms.names is None:
            raise ValueError("expected the terms of HTML pages, with the names around the blocks")
        around = terms.names.around()
        labels = self.network.score(features, terms, page, around).labels
        names = self.lexicon.columns(*around)
        trees = self.trees.score(np.concatenate((features, names), axis=1))
        article = labels[:, ARTICLE_CODES].sum(axis=1, dtype=np.float64)
        mixed = NETWORK_WEIGHT * log_odds(article) + (1 - NETWORK_WEIGHT) * _bounded(trees)
        return PageScores(labels, mixed)


def _bounded(odds: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    most = float(np.log((1 - SUREST) / SUREST))
    result: npt.NDArray[np.float64] = np.clip(odds, -most, most)
    return result


def load_page_model(folder: str | None = None) -> PageModel:
    """The model for HTML in a folder, or the one that comes with the package."""
    return _load(stored("html", folder))


@lru_cache(maxsize=LOADED)
def _load(weights: Stored) -> PageModel:
    return read_page_model(read_weights("html", weights.folder))


def read_page_model(arrays: dict[str, npt.NDArray[Any]]) -> PageModel:
    """The model that `cleaner.training` wrote as arrays."""
    return PageModel(read_model(arrays), read_lexicon(arrays), read_trees(arrays))


def read_lexicon(arrays: dict[str, npt.NDArray[Any]]) -> Lexicon:
    """The lexicon that `cleaner.training` wrote as arrays."""
    names = from_steps(arrays["lexicon_steps"])
    values = arrays["lexicon_values"] * arrays["lexicon_scale"]
    return Lexicon(Vocabulary(names), np.append(values, np.float32(0)))
