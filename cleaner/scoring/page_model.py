"""The model for HTML: how likely each block is the article, and what it is if it is not.

A network (model.py) reads what a block and its neighbours say and how the elements
around it are called; trees (trees.py) read the same shape and structure as numbers,
with the learnt log-odds of those names. They err in different places: their mean in
log-odds is better than either.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.scoring.model import Matrix, Model, read_model
from cleaner.scoring.trees import Trees, read_trees
from cleaner.scoring.words import BlockTerms, Groups, Vocabulary

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

    def columns(self, groups: Groups, blocks: int) -> Matrix:
        """For each block mean, least and greatest of the log-odds of its known names, and
        how many are known."""
        total, known, least, most = np.zeros((4, blocks), np.float32)
        for hashes, first in groups:
            if first is None or not hashes.size:
                continue
            place = self.names.places(hashes)
            value = np.append(self.values[place], np.float32(0))
            is_known = np.append(place != len(self.names), False).astype(np.float32)
            some = np.diff(first) > 0
            for column, values, reduce in (
                (total, value, np.add), (known, is_known, np.add),
            ):  # fmt: skip
                column += np.where(some, reduce.reduceat(values, first[:-1]), 0)
            np.minimum(least, np.where(some, np.minimum.reduceat(value, first[:-1]), 0), out=least)
            np.maximum(most, np.where(some, np.maximum.reduceat(value, first[:-1]), 0), out=most)
        return np.stack((total / np.maximum(known, 1), least, most, known), axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class PageModel:
    """Network, lexicon and trees."""

    network: Model
    lexicon: Lexicon
    trees: Trees

    def score(
        self, features: Matrix, terms: BlockTerms, page: npt.NDArray[np.int32]
    ) -> PageScores:
        """Score all blocks of a batch; arguments as for `Model.score`."""
        labels = self.network.score(features, terms, page).labels
        if not len(features):
            return PageScores(labels, np.zeros(0))
        names = self.lexicon.columns(terms.names, terms.blocks)
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
def load_page_model(name: str = "html") -> PageModel:
    """The model for HTML that comes with the package."""
    with (files("cleaner.scoring") / "weights" / f"{name}.npz").open("rb") as file:
        return read_page_model(dict(np.load(file, allow_pickle=False)))


def read_page_model(arrays: dict[str, npt.NDArray[Any]]) -> PageModel:
    """The model that `cleaner.training` wrote as arrays."""
    values = arrays["lexicon_values"].astype(np.float32)
    return PageModel(
        read_model(arrays),
        Lexicon(Vocabulary(arrays["lexicon_names"]), np.append(values, np.float32(0))),
        read_trees(arrays),
    )
