"""Fits models to pages of one's own, and says honestly how they do beside the ones given.

Pages are parted into folds; each fold's pages are cleaned by a model that was fitted on the
others, and by the one that was there before. Then the model is fitted on all of them.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from cleaner.engine import Cleaner
from cleaner.scoring.model import read_weights
from cleaner.training.adapt import GENTLE, PRIOR_PAGES, adapt
from cleaner.training.examples import Example
from cleaner.training.fit_html import NETWORK, fit_model
from cleaner.training.forest import TreeSettings
from cleaner.training.network import Settings, fit
from cleaner.training.own import Own

Weights = dict[str, npt.NDArray[Any]]
Kind = Literal["html", "text"]
Report = Callable[[str], None]

KINDS: Final[tuple[Kind, ...]] = ("html", "text")

LEAST_PAGES: Final = 8
"""Pages of a kind below which nothing is fitted: folds of one or two pages say nothing."""

LEAST_SITES: Final = 40
"""Sites below which a model is not fitted from nothing: words and names count from four sites on,
so that with fewer hardly any would be known."""


class TooFewPages(ValueError):
    """There is too little to learn from; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to fit."""

    adapt: bool = True
    """Fit given weights further; else fit from nothing."""
    start: str | None = None
    """The folder of the given weights; None: the package's."""
    folds: int = 5
    seed: int = 0
    kinds: tuple[Kind, ...] = KINDS


def examples_of(own: Sequence[Own], kind: Kind) -> list[Example]:
    """The examples of pages for the model of a kind."""
    if kind == "text":
        return [example for one in own for example in one.texts]
    return [one.html for one in own if one.html is not None]


def fold_of(one: Own, plan: Plan) -> int:
    """The fold of a page: sites stay together where the model is fitted for new sites.

    What is adapted is meant for the same sites, and measured on other pages of theirs.
    """
    name = f"{one.site}\n{one.page.id}" if plan.adapt else one.site
    digest = hashlib.md5(f"{plan.seed}\n{name}".encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest[:8], "big") % plan.folds


def fit_kind(own: Sequence[Own], kind: Kind, plan: Plan, report: Report) -> Weights:
    """Fit the model of a kind on pages.

    Raises:
        TooFewPages: if there are not enough.
    """
    examples = examples_of(own, kind)
    pages = len({example.id for example in examples})
    if pages < LEAST_PAGES:
        raise TooFewPages(f"expected at least {LEAST_PAGES} pages of kind {kind}, got {pages}")
    sites = len({example.site for example in examples})
    if not plan.adapt and sites < LEAST_SITES:
        raise TooFewPages(
            f"expected pages of at least {LEAST_SITES} sites to fit from nothing, got {sites}: "
            "adapt the given weights instead"
        )
    if plan.adapt:
        start = read_weights(kind, plan.start)
        return adapt(start, examples, replace(GENTLE, seed=plan.seed), report)
    if kind == "html":
        network, trees = replace(NETWORK, seed=plan.seed), TreeSettings(seed=plan.seed)
        return fit_model(examples, network, trees, report)
    return fit(examples, Settings(seed=plan.seed), report)


def write_weights(folder: Path, weights: dict[Kind, Weights]) -> None:
    """Write the models of each kind into a folder, as `Cleaner` reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, arrays in weights.items():
        part = folder / f"{kind}.npz.part"
        with part.open("wb") as file:
            np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
        part.replace(folder / f"{kind}.npz")


def fold_cleaners(
    own: Sequence[Own], plan: Plan, base: Cleaner, report: Report
) -> Iterator[tuple[list[Own], Cleaner]]:
    """For each fold its pages, and a cleaner that was fitted on the others."""
    for fold in range(plan.folds):
        held_out = [one for one in own if fold_of(one, plan) == fold]
        others = [one for one in own if fold_of(one, plan) != fold]
        if not held_out:
            continue
        report(
            f"fold {fold + 1} of {plan.folds}: {len(others)} pages to fit, {len(held_out)} held out"
        )
        with tempfile.TemporaryDirectory() as folder:
            weights = {kind: fit_kind(others, kind, plan, lambda line: None) for kind in plan.kinds}
            write_weights(Path(folder), weights)
            yield held_out, replace(base, model=folder)


def card(own: Sequence[Own], plan: Plan, kind: Kind, figures: Any) -> dict[str, Any]:
    """The model card: what it was fitted on, how, and how it did."""
    settings: dict[str, Any] = {"network": asdict(GENTLE if plan.adapt else NETWORK)}
    if plan.adapt:
        settings["prior pages"] = PRIOR_PAGES
        settings["adapted from"] = plan.start or "the weights of the package"
    elif kind == "html":
        settings["trees"] = asdict(TreeSettings())
    else:
        settings["network"] = asdict(Settings())
    examples = examples_of(own, kind)
    return {
        "kind": kind,
        "seed": plan.seed,
        "pages": len({example.id for example in examples}),
        "sites": len({example.site for example in examples}),
        "examples": len(examples),
        **settings,
        "cross-validation": {
            "folds": plan.folds,
            "grouped by": "page" if plan.adapt else "site",
            "figures": figures,
        },
    }


def write_card(folder: Path, kind: Kind, said: dict[str, Any]) -> None:
    """Write a model card beside its weights."""
    text = json.dumps(said, indent=1, ensure_ascii=False) + "\n"
    (folder / f"{kind}.json").write_text(text, "utf-8")
