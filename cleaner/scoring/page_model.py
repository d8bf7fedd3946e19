"""The model for HTML: how likely each block is the article, and what it is if it is not.

A network (model.py) reads what a block and its neighbours say and how the elements
around it are called; trees (trees.py) read the same shape and structure as numbers,
with the learnt log-odds of those names. They err in different places: their mean in
log-odds is better than either.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.scoring.model import Matrix, Model, read_model, read_weights
from cleaner.scoring.trees import Trees, read_trees
from cleaner.scoring.words import NAMES, OPENERS, BlockTerms, NameTerms, Vocabulary, distance

NETWORK_WEIGHT: Final = 0.35
"""Share of the network in the mean of the log-odds; 0.3 to 0.5 do alike (two of five folds)."""

SUREST: Final = 1e-4
"""Chances are taken to lie this far from 0 and 1."""


class PageScores(NamedTuple):
    """What the model says of the blocks of a batch of pages."""

    labels: Matrix
    """The chance of each label, by the network: rows sum to 1."""
    odds: npt.NDArray[np.float64]
    """The log-odds of being the article, by network and trees."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The log-odds of being the article for the names that elements have."""

    names: Vocabulary
    values: npt.NDArray[np.float32]
    """For each name, and 0 for unknown ones."""

    def columns(self, names: NameTerms) -> Matrix:
        """For each block mean, least, greatest and number of the log-odds of the known names
        around it; the same of its openers, and the mean of each of them."""
        tables: dict[int, tuple[Matrix, ...]] = {}
        columns: list[npt.NDArray[Any]] = []
        for group in (NAMES, OPENERS):
            total, known, least, most = np.zeros((4, len(names.keys)), np.float32)
            for column in group:
                if distance(column) not in tables:
                    tables[distance(column)] = self._by_key(names, column)
                keys = names.keys[:, column]
                sums, counts, lows, highs = tables[distance(column)]
                total += sums[keys]
                known += counts[keys]
                np.minimum(least, lows[keys], out=least)
                np.maximum(most, highs[keys], out=most)
                if group is OPENERS:
                    columns.append(sums[keys] / np.maximum(counts[keys], 1))
            columns += [total / np.maximum(known, 1), least, most, known]
        return np.stack(columns, axis=1, dtype=np.float32)

    def _by_key(self, names: NameTerms, column: int) -> tuple[Matrix, ...]:
        """Sum, number, least and greatest of the log-odds of each key's known words."""
        place = self.names.places(names.salted(column))
        value = np.append(self.values[place], np.float32(0))
        known = np.append(place != len(self.names), False).astype(np.float32)
        has_words = np.diff(names.first) > 0
        first = names.first[:-1]
        return tuple(
            np.where(has_words, column, np.float32(0))
            for column in (
                np.add.reduceat(value, first),
                np.add.reduceat(known, first),
                np.minimum.reduceat(value, first),
                np.maximum.reduceat(value, first),
            )
        )


@dataclass(frozen=True, slots=True, eq=False)
class PageModel:
    """Network, lexicon and trees."""

    network: Model
    lexicon: Lexicon
    trees: Trees

    def score(self, features: Matrix, terms: BlockTerms, page: npt.NDArray[np.int32]) -> PageScores:
        """Score all blocks of a batch; arguments as for `Model.score`."""
        labels = self.network.score(features, terms, page).labels
        if not len(features):
            return PageScores(labels, np.zeros(0))
        if terms.names is None:
            raise ValueError("expected the terms of HTML pages, with the names around the blocks")
        names = self.lexicon.columns(terms.names)
        trees = self.trees.score(np.concatenate((features, names), axis=1))
        article = labels[:, :3].sum(axis=1, dtype=np.float64)
        mixed = NETWORK_WEIGHT * _odds(article) + (1 - NETWORK_WEIGHT) * _bounded(trees)
        return PageScores(labels, mixed)


def _odds(chance: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    sure = np.clip(chance, SUREST, 1 - SUREST)
    result: npt.NDArray[np.float64] = np.log(sure / (1 - sure))
    return result


def _bounded(odds: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    most = float(np.log((1 - SUREST) / SUREST))
    result: npt.NDArray[np.float64] = np.clip(odds, -most, most)
    return result


@cache
def load_page_model(folder: str | None = None) -> PageModel:
    """The model for HTML in a folder, or the one that comes with the package."""
    return read_page_model(read_weights("html", folder))


def read_page_model(arrays: dict[str, npt.NDArray[Any]]) -> PageModel:
    """The model that `cleaner.training` wrote as arrays."""
    values = arrays["lexicon_values"].astype(np.float32)
    return PageModel(
        read_model(arrays),
        Lexicon(Vocabulary(arrays["lexicon_names"]), np.append(values, np.float32(0))),
        read_trees(arrays),
    )
