"""Fits what recurrence across a site's pages says, and measures what it is good for.

``python -m cleaner.training.fit_sites DATA WORK [--final]`` takes the hosts of the
development pages with two pages and more, as HTML and as four texts each, and the models
of the cross-validation in ``WORK/fold-0`` to ``fold-4`` (``html.npz``, ``text.npz``; without
them the package's, which have seen the pages). Each fold is measured with weights fitted on
the hosts of the others. ``--final`` fits on all and writes ``sites.json`` into the package.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from cleaner.deciding.evidence import gather, gather_pages, score
from cleaner.evaluation.metrics import WordScore, word_score
from cleaner.scoring.model import Scores, load_model
from cleaner.scoring.page_model import PageScores, load_page_model
from cleaner.scoring.page_sequence import decide_pages
from cleaner.scoring.sequence import ARTICLE_CODES, Decision, decide, log_odds
from cleaner.scoring.site_evidence import (
    LENGTHS,
    NAMES,
    Told,
    Weights,
    line_features,
    line_odds,
    mixed,
)
from cleaner.segment.blocks import Blocks
from cleaner.segment.html import segment_page
from cleaner.segment.text import lines
from cleaner.sites import SiteMemory
from cleaner.sites.index import Recurrence
from cleaner.sites.sketch import line_columns
from cleaner.training.cards import WEIGHTS, write_card
from cleaner.training.examples import FOLDS, allowed_labels, fold_of, label_set
from cleaner.training.flatten import flatten
from cleaner.training.labelling import label_page
from cleaner.training.pages import labelled_page
from cleaner.training.views import (
    EXTRACTORS,
    SOURCES,
    aligned_view,
    domain_of,
    lines_style,
    own_view,
    read,
)

VIEWS: Final = ("html", "lines", "resiliparse_page", "trafilatura", "resiliparse")
"""A page's HTML, two texts of all of it, and two of what extractors take."""

STRENGTH: Final = {"html": 1.0, "text": 3.0, "extracted": 1.0}
NEW: Final = {"html": 0.0, "text": 0.8, "extracted": 0.0}
FEW: Final = {"html": 2, "text": 1, "extracted": 1}
"""What the weights that were fitted are multiplied by, the log-odds of new lines on a page with
evidence, and the pages that must have a line between the same lines. Chosen on two of five folds:
likelihood asks for less than the F-measure does, and without anything for new lines as much of the
article goes as of the rest comes."""

RIDGE: Final = 5.0
"""Strength of the prior that a weight is 0; 5 to 50 do alike."""

_ARTICLE: Final = label_set(["title", "heading", "body"])


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A page in one view, with the model's scores and what the other pages of its host say."""

    view: str
    host: str
    fold: int
    kind: str
    """The type of page."""
    gold: str
    usable: bool
    text: str
    blocks: Blocks
    words: npt.NDArray[np.float64]
    scores: Scores | PageScores
    rest: tuple[Any, ...]
    """What else the decision needs."""
    allowed: npt.NDArray[np.int32]
    line: npt.NDArray[np.int64]
    """For each block its place in the lines with words, or -1."""
    length: npt.NDArray[np.int64]
    seen: Recurrence | None = None
    """None as long as the site is not known."""

    @property
    def extracted(self) -> float:
        """The chance that an extractor has been at it."""
        return float(self.scores.extracted[0]) if isinstance(self.scores, Scores) else 0.0

    @property
    def odds(self) -> npt.NDArray[np.float64]:
        """The model's log-odds of being the article."""
        if isinstance(self.scores, PageScores):
            return self.scores.odds
        return log_odds(self.scores.labels[:, ARTICLE_CODES].sum(axis=1, dtype=np.float64), 1e-6)

    def on_blocks(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Values of the lines with words, for the blocks in them; 0 for others."""
        return np.append(values, np.zeros_like(values[:1]), axis=0)[self.line]

    def measured(self, weights: Mapping[str, Weights] | None) -> WordScore:
        """The page cleaned, with its site's evidence or without."""
        scores: Any = self.scores
        if weights and self.seen is not None and self.seen.pages.any():
            chosen = weights["html"]
            if isinstance(scores, Scores):
                chosen = mixed(weights["text"], weights["extracted"], self.extracted)
            odds = self.on_blocks(line_odds(self.seen, self.length, chosen))
            told = Told(odds, np.zeros(0, np.int64), np.zeros(0, np.int64))
            scores = told.on_text(scores) if isinstance(scores, Scores) else told.on_page(scores)
        decide_on: Any = decide if isinstance(scores, Scores) else decide_pages
        decision: Decision = decide_on(scores, self.words, np.zeros_like(self.line), *self.rest)
        kept = np.flatnonzero(ARTICLE_CODES[decision.label])
        ranges = zip(self.blocks.start[kept].tolist(), self.blocks.end[kept].tolist(), strict=True)
        return word_score("\n".join(self.text[start:end] for start, end in ranges), self.gold)


def cases(data: Path, work: Path) -> list[Case]:
    """All pages of the hosts with two pages and more, in all views, copies removed."""
    hosts: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read(data / "wcxb_dev.jsonl.xz"):
        hosts[urlsplit(row.get("url") or row["id"]).netloc].append(row)
    found: list[Case] = []
    for host, rows in hosts.items():
        if len(rows) < 2:
            continue
        by_view: defaultdict[str, list[Case]] = defaultdict(list)
        for row in rows:
            for case in _cases(host, row, work):
                by_view[case.view].append(case)
        for members in by_view.values():
            found += _with_site(members)
    return found


def _with_site(members: Sequence[Case]) -> Iterator[Case]:
    memory = SiteMemory.of((case.text for case in members), kind="text", texts=False)
    for case in members:
        columns = line_columns(case.blocks.tokens)
        seen = memory.index.recurrence(columns, slice(0, columns.hash.size))
        if seen.pages.any():
            yield replace(case, seen=seen)


def _cases(host: str, row: dict[str, Any], work: Path) -> Iterator[Case]:
    folder = work / f"fold-{fold_of(domain_of(row))}"
    model = str(folder) if folder.exists() else None
    page = labelled_page("wcxb_dev", row, SOURCES["wcxb_dev"])
    labelled = label_page(flatten(row["html"]), row)
    for view in VIEWS:
        rest: tuple[Any, ...]
        scores: Scores | PageScores
        if view == "html":
            markup = segment_page(row["html"])
            text, spans = markup.text, page.spans
            made = gather_pages([markup])
            blocks, words = made.blocks, made.layout.words
            if not words.size:
                continue
            scores = load_page_model(model).score(made.features, made.terms, blocks.text)
            rest = (made.template, made.layout.identity, made.preformatted)
        else:
            seed = random.Random(f"wcxb_dev/{row['id']}/{view}")
            if view == "lines":
                text, spans = own_view(flatten(row["html"]), labelled, lines_style(seed))
            else:
                text = "\n".join(EXTRACTORS[view](row["html"], seed).splitlines())
                spans = aligned_view(text, labelled)
            evidence = gather([text])
            blocks, words = evidence.blocks, evidence.layout.words
            if not words.size:
                continue
            scores = score(evidence, load_model(model))
            rest = (blocks.line, *evidence.naming)
        columns = line_columns(blocks.tokens)
        number = np.searchsorted(lines(blocks.tokens).first, blocks.first[:-1], side="right") - 1
        line = np.minimum(np.searchsorted(columns.number, number), max(columns.number.size - 1, 0))
        has_words = columns.number[line] == number if columns.number.size else np.False_
        yield Case(
            view, host, fold_of(domain_of(row)), row.get("page_type") or "",
            row.get("main_content") or "", page.about["usable"], text, blocks, words, scores, rest,
            allowed_labels(text, spans, blocks), np.where(has_words, line, -1), columns.words,
        )  # fmt: skip


def fit_weights(chosen: Sequence[Case]) -> dict[str, Weights]:
    """Weights of HTML, of whole texts and of extracts from pages with labels.

    Beside the evidence stands what the model is wrong about on these pages anyway (by
    length and place, and how sure it is), which is fitted along and thrown away.
    """
    found = {}
    for kinds in (("html",), ("text", "extracted")):
        columns, truth, mass, base = [], [], [], []
        for case in chosen:
            if (case.view == "html") != (kinds == ("html",)) or not case.usable:
                continue
            article = (case.allowed & _ARTICLE) == case.allowed
            known = np.flatnonzero(article | ((case.allowed & _ARTICLE) == 0))
            if not known.size:
                continue
            weight = np.sqrt(case.words + 0.3)
            columns.append(_columns(case, FEW[kinds[0]])[known])
            truth.append(article[known])
            mass.append((100 * weight / weight.sum())[known])
            base.append(case.odds[known])
        fitted = _newton(
            np.concatenate(columns), np.concatenate(truth), np.concatenate(mass),
            np.concatenate(base), len(NAMES) * len(kinds),
        )  # fmt: skip
        parts = np.split(fitted, len(kinds))
        for kind, weights in zip(kinds, np.cumsum(parts, axis=0), strict=True):
            found[kind] = Weights(STRENGTH[kind] * weights, NEW[kind], FEW[kind])
    return found


def _columns(case: Case, few: int) -> npt.NDArray[np.float64]:
    """The evidence, in texts again times the chance of an extract, then what goes with it."""
    if case.seen is None:
        raise ValueError("expected a page whose site is known")
    told = case.on_blocks(line_features(case.seen, case.length, few=few)).astype(np.float64)
    words = case.on_blocks(case.length)
    length = np.stack([np.searchsorted(LENGTHS, words, side="right") == k for k in range(4)], 1)
    place = (np.cumsum(case.words) - case.words / 2) / max(case.words.sum(), 1e-9)
    odds = case.odds
    beside = np.stack([odds, np.minimum(odds, 0), place < 0.2, place > 0.8], axis=1)
    beside = np.concatenate((length, beside), axis=1).astype(np.float64)
    if case.view == "html":
        return np.concatenate((told, beside), axis=1)
    chance = case.extracted
    return np.concatenate((told, chance * told, beside, chance * beside), axis=1)


def _newton(
    columns: npt.NDArray[np.float64],
    truth: npt.NDArray[np.bool_],
    mass: npt.NDArray[np.float64],
    base: npt.NDArray[np.float64],
    wanted: int,
) -> npt.NDArray[np.float64]:
    """Logistic regression on top of given log-odds; the first weights, those with a ridge."""
    ridge = np.where(np.arange(columns.shape[1]) < wanted, RIDGE, 0.1)
    weights = np.zeros(columns.shape[1])

    def loss(weights: npt.NDArray[np.float64]) -> float:
        odds = columns @ weights + base
        fit = (mass * (np.logaddexp(0, odds) - truth * odds)).sum()
        return float(fit + 0.5 * (ridge * weights**2).sum())

    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(columns @ weights + base, -40, 40)))
        slope = columns.T @ (mass * (chance - truth)) + ridge * weights
        bend = (columns * (mass * chance * (1 - chance))[:, None]).T @ columns + np.diag(ridge)
        step, size, before = np.linalg.solve(bend, slope), 1.0, loss(weights)
        while loss(weights - size * step) > before and size > 1e-4:
            size /= 2
        weights = weights - size * step
        if before - loss(weights) < 1e-6:
            break
    return weights[:wanted]


def cross_validate(pages: Sequence[Case]) -> dict[str, Any]:
    """Figures by view: word-F1, precision and recall without and with the site."""
    rows: defaultdict[str, list[tuple[Case, WordScore, WordScore]]] = defaultdict(list)
    for fold in range(FOLDS):
        weights = fit_weights([case for case in pages if case.fold != fold])
        for case in pages:
            if case.fold == fold:
                rows[case.view].append((case, case.measured(None), case.measured(weights)))
    return {view: _summary(rows[view]) for view in VIEWS if rows[view]}


def _summary(rows: Sequence[tuple[Case, WordScore, WordScore]]) -> dict[str, Any]:
    without = np.array([before for _, before, _ in rows])
    gain = np.array([after for *_, after in rows]) - without
    pages = np.array([int(case.seen.pages.max()) for case, *_ in rows if case.seen is not None])
    kinds = np.array([case.kind for case, *_ in rows])
    groups = {"1": pages == 1, "2 to 3": (pages > 1) & (pages < 4), "4 and more": pages >= 4}
    return {
        "pages": len(rows),
        "hosts": len({case.host for case, *_ in rows}),
        "word f1": _round(without[:, 0].mean()),
        "gain": _round(gain[:, 0].mean()),
        "standard error": _round(gain[:, 0].std() / np.sqrt(len(rows))),
        "precision gained": _round(gain[:, 1].mean()),
        "recall gained": _round(gain[:, 2].mean()),
        "better by .05": int((gain[:, 0] > 0.05).sum()),
        "worse by .05": int((gain[:, 0] < -0.05).sum()),
        "by other pages": {
            name: [int(some.sum()), _round(gain[some, 0].mean())]
            for name, some in groups.items()
            if some.any()
        },
        "by type": {
            kind: [int((kinds == kind).sum()), _round(gain[kinds == kind, 0].mean())]
            for kind in np.unique(kinds).tolist()
        },
    }


def precision(pages: Sequence[Case], view: str) -> dict[str, dict[str, list[float]]]:
    """Share of the recurring blocks that are not the article, and their number.

    By length of the line and by the number of other pages, anywhere or between the same lines.
    """
    names = ("3 words and less", "4 to 8", "9 to 20", "21 and more")
    table: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for case in pages:
        if case.view != view or not case.usable or case.seen is None:
            continue
        article = (case.allowed & _ARTICLE) == case.allowed
        known = article | ((case.allowed & _ARTICLE) == 0)
        length = np.searchsorted(LENGTHS, case.on_blocks(case.length), side="right")
        for where in ("anywhere", "between"):
            count = case.on_blocks(getattr(case.seen, where))
            for block in np.flatnonzero(known & (count > 0)).tolist():
                often = "3 and more" if count[block] > 2 else str(count[block])
                table[names[length[block]], f"{where}, {often}"].append(not article[block])
    found: dict[str, dict[str, list[float]]] = {}
    for (length_name, often), values in sorted(table.items()):
        found.setdefault(often, {})[length_name] = [_round(np.mean(values)), len(values)]
    return found


def _round(value: Any) -> float:
    return round(float(value), 4)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="folder with the labelled pages")
    parser.add_argument("work", type=Path, help="folder with the models of the cross-validation")
    parser.add_argument("--final", action="store_true", help="fit on everything, write the weights")
    options = parser.parse_args(arguments)
    pages = cases(options.data, options.work)
    figures = {
        "gain": cross_validate(pages),
        "share that is not the article, blocks": {
            view: precision(pages, view) for view in ("html", "lines")
        },
    }
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    if options.final:
        weights = {
            kind: {
                **dict(zip(NAMES, map(_round, weights.columns), strict=True)),
                "new": weights.new,
                "few": weights.few,
            }
            for kind, weights in fit_weights(pages).items()
        }
        write_card(WEIGHTS / "sites.json", {"weights": weights, "figures": figures})


if __name__ == "__main__":
    main()
