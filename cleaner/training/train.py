"""Fits models to pages of one's own, and says honestly how they do beside the ones given.

Pages are parted into folds; each fold's pages are cleaned by a model that was fitted on the
others, and by the one that was there before. Then the model is fitted on all of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.engine import Cleaner
from cleaner.evaluation.bootstrap import estimate
from cleaner.evaluation.evaluate import OURS, Evaluation, evaluate
from cleaner.evaluation.summary import summary
from cleaner.scoring.stored import read_weights
from cleaner.source import PageKind
from cleaner.training.adapt import GENTLE, PRIOR_PAGES, adapt
from cleaner.training.examples import Example
from cleaner.training.fit_html import NETWORK, fit_model
from cleaner.training.forest import TreeSettings
from cleaner.training.network import Settings, fit
from cleaner.training.own import Own, as_text

Weights = dict[str, npt.NDArray[Any]]
Report = Callable[[str], None]

LEAST_PAGES: Final = 8
"""Pages of a kind below which nothing is fitted: folds of one or two pages say nothing."""

LEAST_SITES: Final = 40
"""Sites below which a model is not fitted from nothing: words and names count from four sites on,
so that with fewer hardly any would be known."""


_FIGURES: Final = ("word_f1", "word_precision", "word_recall", "content_lost", "snippet_f1")
_LABEL_FIGURES: Final = ("drop_f1", "right_label")


class TooFewPagesError(ValueError):
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


def examples_of(own: Sequence[Own], kind: PageKind) -> list[Example]:
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


def fit_kind(own: Sequence[Own], kind: PageKind, plan: Plan, report: Report) -> Weights:
    """Fit the model of a kind on pages.

    Raises:
        TooFewPagesError: if there are not enough.
    """
    examples = examples_of(own, kind)
    pages = len({example.id for example in examples})
    if pages < LEAST_PAGES:
        raise TooFewPagesError(f"expected at least {LEAST_PAGES} pages of kind {kind}, got {pages}")
    sites = len({example.site for example in examples})
    if not plan.adapt and sites < LEAST_SITES:
        raise TooFewPagesError(
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


def write_weights(folder: Path, weights: dict[PageKind, Weights]) -> None:
    """Write the models of each kind into a folder, as `Cleaner` reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, arrays in weights.items():
        part = folder / f"{kind}.npz.part"
        with part.open("wb") as file:
            np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
        part.replace(folder / f"{kind}.npz")


class Compared(NamedTuple):
    """How pages were cleaned by the given weights, and by weights that had not seen them."""

    before: Evaluation
    after: Evaluation


def cross_validate(
    own: Sequence[Own], kind: PageKind, plan: Plan, settings: Cleaner, report: Report
) -> Compared:
    """Fit on the pages of all folds but one, clean those of that one, fold by fold.

    ``settings``: with which pages are cleaned. HTML pages are cleaned as the text that they
    show where the model for text is measured.
    """
    pages = [as_text(one.page) if kind == "text" else one.page for one in own]
    folds = [fold_of(one, plan) for one in own]
    with TemporaryDirectory() as folder:
        cleaners = {}
        for fold in sorted(set(folds)):
            others = [one for one, at in zip(own, folds, strict=True) if at != fold]
            report(f"{kind}: fold {fold + 1} of {plan.folds}, {len(others)} pages to fit")
            name = str(Path(folder) / str(fold))
            write_weights(Path(name), {kind: fit_kind(others, kind, plan, lambda line: None)})
            cleaners[fold] = replace(settings, model=name)
        chosen = {id(page): cleaners[fold] for page, fold in zip(pages, folds, strict=True)}
        measured = [("own", page) for page in pages if page.kind == kind]
        after = evaluate(measured, lambda page: chosen[id(page)], rouge=False)
    before = evaluate(measured, replace(settings, model=plan.start), rouge=False)
    return Compared(before, after)


def figures(compared: Compared) -> dict[str, Any]:
    """The figures of a comparison, by name: before, after, and the gain page by page.

    The gain is that of each page's word-F1, or snippet-F1 where only snippets are known, with
    the ends of its 95 % interval.
    """
    found: dict[str, Any] = {}
    for name, evaluation in compared._asdict().items():
        whole = summary(evaluation)
        own, labels = whole["extractors"][OURS], whole["labels"] or {}
        found[name] = {
            "pages": whole["pages"],
            **{key: own[key] for key in _FIGURES if own.get(key) is not None},
            **{key: labels[key] for key in _LABEL_FIGURES if labels.get(key) is not None},
        }
    pairs = zip(compared.before.rows, compared.after.rows, strict=True)
    mains = ((old.scores[OURS].main, new.scores[OURS].main) for old, new in pairs)
    gains = [new - old for old, new in mains if old is not None and new is not None]
    value, low, high = (round(number, 4) for number in estimate(gains))
    return {**found, "gain": {"value": value, "low": low, "high": high}}


def card(own: Sequence[Own], plan: Plan, kind: PageKind, figures: Any) -> dict[str, Any]:
    """The model card: what it was fitted on, how, and how it did."""
    settings: dict[str, Any]
    if plan.adapt:
        started = plan.start or "the weights of the package"
        settings = {"network": GENTLE, "prior pages": PRIOR_PAGES, "adapted from": started}
    elif kind == "html":
        settings = {"network": NETWORK, "trees": TreeSettings()}
    else:
        settings = {"network": Settings()}
    examples = examples_of(own, kind)
    return {
        "kind": kind,
        "seed": plan.seed,
        "pages": len({example.id for example in examples}),
        "sites": len({example.site for example in examples}),
        "examples": len(examples),
        **{
            name: asdict(value) if isinstance(value, Settings | TreeSettings) else value
            for name, value in settings.items()
        },
        "cross-validation": {
            "folds": plan.folds,
            "grouped by": "page" if plan.adapt else "site",
            "figures": figures,
        },
    }


def write_card(folder: Path, kind: PageKind, said: dict[str, Any]) -> None:
    """Write a model card beside its weights."""
    text = json.dumps(said, indent=1, ensure_ascii=False) + "\n"
    (folder / f"{kind}.json").write_text(text, "utf-8")
