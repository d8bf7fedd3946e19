"""The model: from features and words to the chance of each label, for every block.

A small network that runs on numpy alone. A block's words are looked up and their
vectors summed, joined with its shape, and passed through convolutions over the
blocks before and behind it, with a summary of the whole text mixed in. Weights
are learnt by ``cleaner.training``; their model card stands beside them.

Each text starts at a fresh tile of rows and all products are computed tile by
tile, so that a text's result is the same to the last bit in whatever batch it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.scoring.stored import LOADED, Stored, read_weights, stored
from cleaner.scoring.terms import BlockTerms, Groups, NamesAround
from cleaner.scoring.vocabulary import Vocabulary, from_steps
from cleaner.segment.runs import begins_run, over_runs

Matrix = npt.NDArray[np.float32]

TILE: Final = 32
"""Rows of a tile."""

ONE_THREAD: Final = 1 << 18
"""Multiplications of a product up to which OpenBLAS leaves it to one thread (``interface/gemm.c``:
65536 times 4). Others wake a thread for each processor, which then wait for more at full load: a
page cost twice the CPU, and took longer."""

_BEFORE_DILATIONS: Final = 2
"""Layers before those of the dilations."""

CLIP: Final = 6.0
"""Standardised features are cut off at this many standard deviations."""


class Scores(NamedTuple):
    """What the model says of a batch."""

    labels: Matrix
    """The chance of each label for each block: rows sum to 1."""
    extracted: npt.NDArray[np.float64]
    """For each text with blocks: the chance that an extractor has been at it before."""

    def known(self, extracted: bool | None) -> Scores:
        """The same if it is known whether one has; None: it is not."""
        if extracted is None:
            return self
        return self._replace(extracted=np.full_like(self.extracted, extracted))


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A fitted network: its vocabulary and its weights."""

    vocabulary: Vocabulary
    mean: Matrix
    scale: Matrix
    vectors: Matrix
    """One row per term, and a last one of zeros for unknown terms."""
    layers: tuple[tuple[Matrix, Matrix], ...]
    """(weights, bias) of: shape and words, second layer, one per dilation, summary, kind of
    text, output. Those of a dilation are for a row before, the own one and a row behind, side by
    side."""
    dilations: tuple[int, ...]

    def score(
        self,
        features: Matrix,
        terms: BlockTerms,
        text: npt.NDArray[np.int32],
        around: Sequence[NamesAround] = (),
    ) -> Scores:
        """Score all blocks of a batch.

        ``features``: a row per block; ``terms``: what the blocks say; ``text``: which text
        each block is in, rising; ``around``: in HTML `NameTerms.around` of the terms.
        """
        if not len(features):
            return Scores(np.zeros((0, self.layers[-1][1].size), np.float32), np.zeros(0))
        rows, first, count, total = _rows(text, max(self.dilations))
        (words, second, *convolutions, summary, kind, output) = self.layers
        hidden = _spread(self._known_of(features, terms, around), rows, total)
        mask = np.zeros((total, 1), np.float32)
        mask[rows] = 1
        hidden = _relu(_product(hidden, words))
        early = hidden = _relu(_product(hidden, second)) * mask
        for step, (dilation, layer) in enumerate(zip(self.dilations, convolutions, strict=True)):
            hidden = (hidden + _relu(_around(hidden, layer, dilation))) * mask
            if step == 1:
                pooled = np.concatenate(
                    (
                        np.add.reduceat(hidden, first) / count[:, None],
                        np.maximum.reduceat(hidden, first),
                    ),
                    axis=1,
                )
                whole = np.stack([_relu(row @ summary[0] + summary[1]) for row in pooled])
                odds = np.array([float(row @ kind[0][:, 0] + kind[1][0]) for row in pooled])
                size = np.diff(first, append=total)
                hidden = (hidden + np.repeat(whole, size, axis=0)) * mask
        logits = _product(np.concatenate((hidden, early), axis=1), output)[rows]
        logits -= logits.max(axis=1, keepdims=True)
        chances = np.exp(logits)
        return Scores(chances / chances.sum(axis=1, keepdims=True), 1 / (1 + np.exp(-odds)))

    def _known_of(
        self, features: Matrix, terms: BlockTerms, around: Sequence[NamesAround]
    ) -> Matrix:
        """What the network is given of each block: its shape, and what it says."""
        standard = np.clip((features - self.mean) * self.scale, -CLIP, CLIP)
        said = self._words(terms.groups, terms.blocks)
        return np.concatenate((standard, said, *map(self._names, around)), axis=1)

    def _words(self, groups: Groups, blocks: int) -> Matrix:
        total = np.zeros((blocks, self.vectors.shape[1]), np.float32)
        known = np.zeros(blocks, np.float32)
        for hashes, first in groups:
            if first is not None:
                sums, counts = self._known(hashes, first)
                total += sums
                known += counts
        single = [hashes for hashes, first in groups if first is None]
        if single:
            places = self.vocabulary.places(np.stack(single))
            total += self.vectors[places].sum(axis=0)
            known += (places != len(self.vocabulary)).sum(axis=0)
        result: Matrix = total / np.sqrt(known + np.float32(1))[:, None]
        return result

    def _known(
        self, hashes: npt.NDArray[np.uint32], first: npt.NDArray[np.int64]
    ) -> tuple[Matrix, Matrix]:
        """For each run of terms the sum of the vectors of the known ones, and their number."""
        places, bounds = self.vocabulary.known(hashes, first)
        sums = over_runs(np.add, self.vectors[places], bounds)
        return sums, np.diff(bounds).astype(np.float32)

    def _names(self, around: NamesAround) -> Matrix:
        hashes, first, rows, of_block = around
        sums, counts = self._known(hashes, first)
        total = np.zeros((len(rows), self.vectors.shape[1]), np.float32)
        for place in range(rows.shape[1]):
            total += sums[rows[:, place]]
        known = counts[rows].sum(axis=1)
        result: Matrix = (total / np.sqrt(known + np.float32(1))[:, None])[of_block]
        return result


def _rows(
    text: npt.NDArray[np.int32], gap: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float32], int]:
    """Where each block goes: row of each, first row and size of each text, rows in all."""
    start = np.flatnonzero(begins_run(text))
    size = np.diff(start, append=text.size)
    room = -(-(size + gap) // TILE) * TILE
    first = np.cumsum(room) - room
    rows = np.arange(text.size) + np.repeat(first - start, size)
    return rows, first, size.astype(np.float32), int(room.sum())


def _spread(values: Matrix, rows: npt.NDArray[np.int64], total: int) -> Matrix:
    """The values at their rows, zeros between them."""
    spread = np.zeros((total, values.shape[1]), np.float32)
    spread[rows] = values
    return spread


def _product(rows: Matrix, layer: tuple[Matrix, Matrix]) -> Matrix:
    weights, bias = layer
    result: Matrix = _by_tile(rows, weights)
    result += bias
    return result


def _by_tile(rows: Matrix, weights: Matrix) -> Matrix:
    size = TILE
    while size > 1 and size * weights.size > ONE_THREAD:
        size //= 2
    tiles = rows.reshape(-1, size, rows.shape[1]) @ weights
    return tiles.reshape(-1, weights.shape[1])


def _relu(values: Matrix) -> Matrix:
    return np.maximum(values, 0, out=values)


def _around(rows: Matrix, layer: tuple[Matrix, Matrix], steps: int) -> Matrix:
    """A product with each row, the one so many steps before and the one behind.

    One product with all three parts of the weights, shifted and added, spares joining the rows.
    """
    weights, bias = layer
    product, width = _by_tile(rows, weights), bias.size
    result: Matrix = product[:, width : 2 * width] + bias
    result[steps:] += product[:-steps, :width]
    result[:-steps] += product[steps:, 2 * width :]
    return result


def load_model(folder: str | None = None) -> Model:
    """The model for text in a folder, or the one that comes with the package."""
    return _load(stored("text", folder))


@lru_cache(maxsize=LOADED)
def _load(weights: Stored) -> Model:
    return read_model(read_weights("text", weights.folder))


def read_model(arrays: dict[str, npt.NDArray[Any]]) -> Model:
    """The model that `cleaner.training` wrote as arrays."""
    vectors = arrays["vectors"].astype(np.float32) * arrays["vector_scale"]
    dilations = tuple(int(step) for step in arrays["dilations"])
    layers = []
    for place in range(len([name for name in arrays if name.startswith("weights_")])):
        weights = arrays[f"weights_{place}"].astype(np.float32)
        if 0 <= place - _BEFORE_DILATIONS < len(dilations):
            weights = np.concatenate(np.split(weights, 3), axis=1)
        layers.append((np.ascontiguousarray(weights), arrays[f"bias_{place}"].astype(np.float32)))
    return Model(
        Vocabulary(from_steps(arrays["term_steps"])),
        arrays["mean"].astype(np.float32),
        (1 / arrays["deviation"]).astype(np.float32),
        np.concatenate((vectors, np.zeros_like(vectors[:1]))),
        tuple(layers),
        dilations,
    )
