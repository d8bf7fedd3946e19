"""All figures that come from cross-validation, as they stand in the README and beside the weights.

``python -m cleaner.training.figures DATA WORK`` runs `compare` (HTML, beside the peers) and
`languages`, reads what ``fit_text`` measured in WORK, cleans the pages that were labelled by hand,
and adapts the fold models to half of the pages of sites that they have not seen. WORK is the folder
in which ``fit_html`` and ``fit_text`` were run, DATA holds the data sets that the model cards name.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from cleaner import Cleaner
from cleaner.evaluation.drops import confusion, drop_score
from cleaner.evaluation.metrics import word_score
from cleaner.labels import LABELS
from cleaner.scoring.page_model import read_page_model
from cleaner.training import compare, languages
from cleaner.training.adapt import adapt
from cleaner.training.examples import FOLDS, fold_of
from cleaner.training.fit_html import fitted_on, label, prepare
from cleaner.training.pages import LabelledPage, MeasuredPage, labelled_pages

LEAST_PAGES: Final = 3
"""Pages of a site from which on a model is adapted to half of them."""

VIEWS: Final = {
    "lines": "whole page, a line per block",
    "resiliparse_page": "whole page by resiliparse",
    "trafilatura": "what trafilatura extracts",
    "trafilatura, extracted=True": "the same, with `extracted=True`",
    "resiliparse": "what resiliparse extracts",
    "resiliparse, extracted=True": "the same, with `extracted=True`",
}
"""The views of `fit_text`, and how the README calls them."""


def text_tables(figures: Mapping[str, Any]) -> Iterator[str]:
    """The tables for texts, from what `fit_text` measured."""
    whole, folds = figures["all folds"], figures["by fold"]

    def cell(name: str, key: str) -> str:
        return compare.share(whole[name][key])

    def deviation(name: str, key: str) -> str:
        return compare.share(float(np.std([fold[name][key] for fold in folds])))

    kinds = ("gold texts", "gold texts, articles")
    counts = [whole[kind]["texts"] for kind in kinds]
    yield f"| | all {counts[0]} | the {counts[1]} of articles |"
    yield "|---|---|---|"
    f1 = (f"{cell(kind, 'f1')} ± {deviation(kind, 'f1')}" for kind in kinds)
    yield f"| words to drop, F1 | {' | '.join(f1)} |"
    lost = (f"{100 * whole[kind]['content_lost']:.1f} %" for kind in kinds)
    yield f"| article words lost | {' | '.join(lost)} |"
    quarter = (str(int(whole[kind]["over_quarter"])) for kind in kinds)
    yield f"| texts that lose over a quarter of their article | {' | '.join(quarter)} |"
    right = (cell(kind, "right_label") for kind in kinds)
    yield f"| right label, of the rightly dropped words | {' | '.join(right)} |"
    yield ""
    yield _by_label(whole["gold texts"]["found"])
    yield ""
    yield "| text | all | articles |"
    yield "|---|---|---|"
    for view, name in VIEWS.items():
        of = whole[f"WCXB, {view}"]
        spread = deviation(f"WCXB, {view}", "word f1")
        nothing = compare.share(of["nothing dropped"])
        article, bare = (
            compare.share(of[key]["article"]) for key in ("by kind", "by kind, nothing dropped")
        )
        every = compare.share(of["word f1"])
        yield f"| {name} | {every} ± {spread} ({nothing}) | {article} ({bare}) |"
    worse, known = (
        100 * whole[f"WCXB, {view}"]["worse by .05"]
        for view in ("trafilatura", "trafilatura, extracted=True")
    )
    yield (
        f"of what trafilatura extracts {worse:.1f} % of the texts lose more than .05, with "
        f"`extracted=True` {known:.1f} %"
    )


def hand_tables(pages: Iterator[LabelledPage], work: Path) -> Iterator[str]:
    """The table of the pages labelled by hand, by models that have not seen their sites."""
    tables = []
    for page in pages:
        if page.hand:
            fold = fold_of(page.about["domain"])
            result = Cleaner(model=str(work / f"fold-{fold}")).clean(page.html, "html")
            found = [
                (*place, span.label.value)
                for span in result.spans
                if result.visible and (place := result.visible.range(span.start, span.end))
            ]
            text = result.visible.markup.text if result.visible else ""
            is_article = page.about["page_type"] in ("", "article")
            is_article &= "forum" not in str(page.about["id"])
            kind = "gold texts" if page.about["gold text"] else "read line by line"
            tables.append((fold, kind, is_article, confusion(text, page.hand, found)))
    for name, chosen in (
        (f"{kind}, {part}", [row for row in tables if row[1] == kind and row[2] >= least])
        for kind in ("gold texts", "read line by line")
        for part, least in (("all", False), ("articles", True))
    ):
        score = drop_score([row[-1] for row in chosen])
        by_fold = [
            drop_score([row[-1] for row in chosen if row[0] == fold]).f1 for fold in range(FOLDS)
        ]
        yield (
            f"{name}, {len(chosen)} pages: words to drop, F1 {compare.share(score.f1)} ± "
            f"{compare.share(float(np.std(by_fold)))}, article words lost "
            f"{100 * score.content_lost:.1f} %, over a quarter {score.over_quarter}, right label "
            f"{compare.share(score.right_label)}"
        )
        yield _by_label({str(name): value for name, value in score.found.items()})


def adaptation(pages: Sequence[MeasuredPage], work: Path) -> Iterator[str]:
    """What it gains to adapt the fold models to half of the pages of sites they don't know."""
    sites: dict[str, list[MeasuredPage]] = defaultdict(list)
    for page in pages:
        if page.gold and page.example.words.size:
            sites[page.about["domain"]].append(page)
    gains, before, fitted = [], [], []
    for fold in range(FOLDS):
        start = dict(np.load(work / f"fold-{fold}" / "html.npz"))
        mine = [
            members
            for members in sites.values()
            if len(members) >= LEAST_PAGES and members[0].example.fold == fold
        ]
        for half in (0, 1):
            seen = [page for members in mine for page in members[half::2]]
            examples = fitted_on(seen)
            fitted.append(len(examples))
            old = read_page_model(start)
            new = read_page_model(adapt(start, examples, report=lambda line: None))
            for page in (page for members in mine for page in members[1 - half :: 2]):
                scores = [
                    word_score(label(model, page).text, page.gold or "").f1 for model in (old, new)
                ]
                before.append(scores[0])
                gains.append(scores[1] - scores[0])
    gain = np.array(gains)
    error = float(gain.std() / len(gain) ** 0.5)
    first = float(np.mean(before))
    yield (
        f"{len(gain)} pages, {min(fitted)} to {max(fitted)} to learn from: word-F1 "
        f"{compare.share(first)} to {compare.share(first + float(gain.mean()))}, gain "
        f"{gain.mean():.4f} ± {error:.4f}; {100 * (gain > 0.05).mean():.0f} % gain more than .05, "
        f"{100 * (gain < -0.05).mean():.0f} % lose as much"
    )


def _by_label(found: Mapping[str, float]) -> str:
    named = {name: value for name, value in found.items() if name in LABELS}
    ordered = sorted(named.items(), key=lambda entry: -entry[1])
    return "Found, by word: " + ", ".join(f"{name} {value:.2f}" for name, value in ordered)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="folder with the data sets")
    parser.add_argument("work", type=Path, help="folder in which the models were fitted")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    data, work = options.data, options.work

    def say(title: str, lines: Iterator[str]) -> None:
        sys.stdout.write(f"\n{title}\n\n")
        for line in lines:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()

    compare.main([str(data), str(work)])
    say("By language", languages.by_language(data, work))
    say("HTML, labelled by hand", hand_tables(labelled_pages(data), work))
    say("Text", text_tables(json.loads((work / "figures.json").read_text("utf-8"))))
    say("Adapted", adaptation(prepare(data, work), work))


if __name__ == "__main__":
    main()
