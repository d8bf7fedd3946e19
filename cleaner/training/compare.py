"""The extractors that people use, beside ours, on the same pages: the README's table for HTML.

``python -m cleaner.training.compare DATA WORK`` takes the fold models that ``fit_html`` left in
WORK, so that no page is scored by a model that has seen its site, and prints the table and the
figures under it as they stand in the README. DATA holds the data sets that the model cards
name, each as JSONL (``wcxb_dev.jsonl.xz``) or as a folder in its own layout (``wcxb_dev/``).
``--pages N`` takes a sample.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner import Cleaner
from cleaner.datasets import DataError, Page, read, sample
from cleaner.evaluation.evaluate import OURS, Evaluation, evaluate
from cleaner.evaluation.metrics import snippet_f1
from cleaner.evaluation.peers import peers
from cleaner.training.examples import FOLDS, fold_of
from cleaner.training.views import domain_of

SETS: Final = ("wcxb_dev", "snippets_dev", "chinese_dev")
"""The data sets with whose pages ours is measured: the table is that of the first."""

KINDS: Final = {
    "article": "article", "forum": "forum", "documentation": "docs", "service": "service",
    "product": "product", "collection": "collection", "listing": "listing",
}  # fmt: skip
"""Page types, and how the table's columns are called."""

NAMES: Final = {
    OURS: "**cleaner**",
    "trafilatura-without-comments": "trafilatura, without comments",
    "trafilatura": "trafilatura",
    "resiliparse": "resiliparse",
    "readability": "readability-lxml",
    "justext": "jusText",
}
"""Extractors, and how the table calls them."""


def table(evaluation: Evaluation, folds: Mapping[str, int]) -> Iterator[str]:
    """The lines of the table: word-F1 by page type, the spread over folds, CPU time."""
    yield f"| | all | {' | '.join(KINDS.values())} | ms |"
    yield "|---" * (len(KINDS) + 3) + "|"
    rows = evaluation.rows
    kinds = np.array([row.group for row in rows])
    places = [folds[row.id] for row in rows]
    for name in NAMES:
        if name not in evaluation.names:
            continue
        scores = [row.scores[name] for row in rows]
        f1 = np.array([score.words.f1 if score.words else np.nan for score in scores])
        cells = [f"{share(f1.mean())} ± {share(spread(f1, places))}"]
        cells += [
            share(f1[kinds == kind].mean()) if (kinds == kind).any() else "" for kind in KINDS
        ]
        cells[0] = f"**{cells[0]}**" if name == OURS else cells[0]
        seconds = float(np.mean([score.seconds for score in scores]))
        time = f"{1000 * seconds:.1f}" if seconds < 0.01 else f"{1000 * seconds:.0f}"
        yield f"| {NAMES[name]} | {' | '.join(cells)} | {time} |"


def spread(values: npt.ArrayLike, folds: Sequence[int]) -> float:
    """The standard deviation of the folds' means.

    >>> spread([0.5, 0.7, 0.8], [0, 0, 1])
    0.1
    """
    figures, places = np.asarray(values), np.asarray(folds)
    means = [figures[places == fold].mean() for fold in np.unique(places)]
    return round(float(np.std(means)), 6)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="folder with the data sets")
    parser.add_argument("work", type=Path, help="folder with the fold models")
    parser.add_argument("--pages", type=int, help="pages to draw from each data set")
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--peers", help="the peers to run, by commas (default: all)")
    parser.add_argument(
        "--shipped", action="store_true", help="the package's weights: for times, not for scores"
    )
    options = parser.parse_args(arguments)
    cleaners = [
        Cleaner(model=None if options.shipped else str(options.work / f"fold-{fold}"))
        for fold in range(FOLDS)
    ]
    found, missing = peers(options.peers.split(",") if options.peers is not None else None)
    for data in options.sets.split(","):
        pages: Iterable[Page] = read(place_of(options.data, data))
        if options.pages:
            pages = sample(pages, options.pages)
        folds: dict[str, int] = {}

        def ours(page: Page, folds: dict[str, int] = folds) -> Cleaner:
            folds[page.id] = fold_of(domain_of({"id": page.id, "url": page.url}))
            return cleaners[folds[page.id]]

        named = ((data, page) for page in pages)
        beside = found if data == options.sets.split(",")[0] else {}
        evaluation = evaluate(named, ours, beside, missing=missing, rouge=False)
        sys.stdout.write(f"{data}, {len(evaluation.rows)} pages\n\n")
        sys.stdout.writelines(f"{line}\n" for line in _figures(evaluation, folds))
        sys.stdout.write("\n")
        sys.stdout.flush()


def place_of(folder: Path, name: str) -> Path:
    """Where a data set stands in a folder. Raises DataError if it isn't there."""
    names = (f"{name}.jsonl.xz", f"{name}.jsonl", name)
    for place in (folder / each for each in names):
        if place.exists():
            return place
    raise DataError(f"{folder}: expected {', '.join(names)}: one of them")


def _figures(evaluation: Evaluation, folds: Mapping[str, int]) -> Iterator[str]:
    """The table of a set with page types; of another set ours alone."""
    if any(row.group in KINDS for row in evaluation.rows):
        yield from table(evaluation, folds)
    ours = [(row.id, row.scores[OURS]) for row in evaluation.rows]
    words = {name: score.words.f1 for name, score in ours if score.words}
    if words:
        value = spread(list(words.values()), [folds[name] for name in words])
        yield f"word-F1 {share(float(np.mean(list(words.values()))))} ± {share(value)}"
    snippets = [score.snippets for _, score in ours if score.snippets]
    if snippets:
        yield f"snippet F1 {share(snippet_f1(snippets))}"
    for name in evaluation.names:
        failed = sum(row.scores[name].failed for row in evaluation.rows)
        if failed:
            yield f"{name} failed on {failed} pages, which count as empty"


def share(value: float) -> str:
    """A share as the README writes it.

    >>> share(0.8714), share(1.0)
    ('.871', '1.000')
    """
    return f"{value:.3f}".removeprefix("0")


if __name__ == "__main__":
    main()
