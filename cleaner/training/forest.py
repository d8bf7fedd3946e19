"""Fits the lexicon of names and the trees that `cleaner.scoring.page_model` runs.

The trees must not see a page's own names in the lexicon, or they would trust it far
more than it deserves on new sites: for fitting, each site's columns come from a lexicon
of the other sites.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.scoring.page_model import Lexicon, read_lexicon
from cleaner.scoring.terms import OPENERS, flat_names
from cleaner.scoring.vocabulary import slot_of, to_steps
from cleaner.training.examples import Example

Array = npt.NDArray[Any]

PARTS: Final = 5
"""Parts of the sites for the out-of-part lexicons."""

LEAST_MASS: Final = 1.0
"""Pages' worth of text that a name must have stood around; a page gives at most one."""

PAGE_MASS: Final = 10.0
"""Square roots of words at which a page has given half of what it can give."""

LEXICON_STEPS: Final = 63
"""Steps from 0 to the largest log-odds, which is what the lexicon's are rounded to: 127 do no
better (word-F1 within .0003 on each of the five folds but one, which gains .001)."""


@dataclass(frozen=True, slots=True)
class TreeSettings:
    """How to fit the trees. Chosen on two of the five folds."""

    trees: int = 300
    depth: int = 6
    rate: float = 0.1
    borders: int = 64
    features: float = 0.25
    """Share of the features that a tree may ask about."""
    sample: float = 0.6
    decay: float = 5.0
    seed: int = 0


def truth(allowed: Array) -> Array:
    """1 where a set of labels lies in the article, 0 where it is disjoint from it, else -1."""
    article = 0b111
    return np.where((allowed & ~article) == 0, 1, np.where((allowed & article) == 0, 0, -1))


class NameMasses(NamedTuple):
    """How much text of the article, and of what is not, stood within elements of each name."""

    names: Array
    """Hashes, distinct."""
    article: Array
    rest: Array


def name_masses(examples: Sequence[Example]) -> NameMasses:
    """Weigh each name by the pages that it stands on; a page gives at most one."""
    keys, masses = [], []
    for example in examples:
        block, hashes = flat_names(example.names, range(OPENERS.stop))
        answer = truth(example.allowed)[block]
        known = answer >= 0
        key = hashes[known].astype(np.uint64) << np.uint64(1) | answer[known].astype(np.uint64)
        weight = np.sqrt(example.words + 0.5)[block[known]]
        distinct, place = np.unique(key, return_inverse=True)
        mass = np.bincount(place, weight)
        keys.append(distinct)
        masses.append(example.trust * mass / (mass + PAGE_MASS))
    distinct, place = np.unique(np.concatenate(keys), return_inverse=True)
    mass = np.bincount(place, np.concatenate(masses))
    names, place = np.unique(distinct >> np.uint64(1), return_inverse=True)
    inside = (distinct & np.uint64(1)) == 1
    article = np.bincount(place[inside], mass[inside], minlength=names.size)
    rest = np.bincount(place[~inside], mass[~inside], minlength=names.size)
    return NameMasses(names.astype(np.uint32), article, rest)


def fit_lexicon(examples: Sequence[Example]) -> dict[str, Array]:
    """The log-odds of the article for each name that occurs often enough, as arrays."""
    names, article, rest = name_masses(examples)
    enough = np.flatnonzero(article + rest >= LEAST_MASS)
    order = enough[np.argsort(-(article + rest)[enough], kind="stable")]
    return lexicon_arrays(names[order], np.log((article[order] + 0.5) / (rest[order] + 0.5)))


def lexicon_arrays(names: Array, values: Array) -> dict[str, Array]:
    """The arrays of `read_lexicon` for names, the most important first, and their log-odds."""
    # A vocabulary has one slot for each upper part of a hash: the first name takes it.
    _, alone = np.unique(slot_of(names), return_index=True)
    scale = np.abs(values).max(initial=1e-6) / LEXICON_STEPS
    return {
        "lexicon_steps": to_steps(names[alone]),  # slots rise with hashes
        "lexicon_values": np.round(values[alone] / scale).astype(np.int8),
        "lexicon_scale": np.array(scale, np.float32),
    }


def tree_rows(example: Example, lexicon: Lexicon) -> Array:
    """What the trees see of an example."""
    if example.names is None:
        raise ValueError(f"expected an HTML page, got a text: {example.id}")
    return np.concatenate(
        (example.features.astype(np.float32), lexicon.columns(*example.names.around())), axis=1
    )


def fit_forest(examples: Sequence[Example], settings: TreeSettings) -> dict[str, Array]:
    """Fit lexicon and trees; returns the arrays of `read_page_model` that are theirs."""
    parts: list[list[Example]] = [[] for _ in range(PARTS)]
    for example in examples:
        digest = hashlib.md5(f"part {example.site}".encode(), usedforsecurity=False).digest()
        parts[digest[0] % PARTS].append(example)
    rows, answers, weights = [], [], []
    for number, part in enumerate(parts):
        others = [e for place, part in enumerate(parts) if place != number for e in part]
        lexicon = read_lexicon(fit_lexicon(others))
        for example in part:
            answer = truth(example.allowed)
            mass = np.sqrt(example.words + 0.5)
            known = answer >= 0
            rows.append(tree_rows(example, lexicon)[known])
            answers.append(answer[known])
            weights.append((example.trust * mass / mass.sum())[known])
    weight = np.concatenate(weights)
    trees = _fit(
        np.concatenate(rows), np.concatenate(answers), weight * weight.size / weight.sum(), settings
    )
    return fit_lexicon(examples) | trees


def _fit(rows: Array, answers: Array, weight: Array, settings: TreeSettings) -> dict[str, Array]:
    from catboost import CatBoostClassifier

    model = CatBoostClassifier(
        iterations=settings.trees, depth=settings.depth, learning_rate=settings.rate,
        border_count=settings.borders, rsm=settings.features, bootstrap_type="Bernoulli",
        subsample=settings.sample, l2_leaf_reg=settings.decay, random_seed=settings.seed,
        boosting_type="Plain", thread_count=1, verbose=0, allow_writing_files=False,
    )  # fmt: skip
    model.fit(rows, answers.astype(np.int64), sample_weight=weight)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trees.json"
        model.save_model(str(path), format="json")
        written = json.loads(path.read_text())
    trees = [tree for tree in written["oblivious_trees"] if tree["splits"]]
    depth = max(len(tree["splits"]) for tree in trees)
    feature = np.zeros((len(trees), depth), np.int16)
    border = np.full((len(trees), depth), np.inf, np.float32)
    leaves = np.zeros((len(trees), 1 << depth), np.float32)
    # A number of the model file counts the features that it uses; their own index is beside it.
    index = {
        entry["feature_index"]: entry["flat_feature_index"]
        for entry in written["features_info"]["float_features"]
    }
    for place, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            feature[place, level] = index[split["float_feature_index"]]
            border[place, level] = split["border"]
        values = np.array(tree["leaf_values"])
        leaves[place, : values.size] = values
    scale, bias = written["scale_and_bias"]
    return {
        "tree_feature": feature,
        "tree_border": border,
        "tree_leaves": (leaves * scale).astype(np.float16),
        "tree_bias": np.array(float(np.ravel(bias)[0])),
    }
