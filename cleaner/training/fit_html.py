"""Fits the model for HTML from the labelled pages and writes its weights and its card.

``python -m cleaner.training.fit_html DATA WORK [--final]`` labels the pages and computes
their features once (they stay in WORK), cross-validates by site in five folds, prints
the figures, and with ``--final`` fits on everything and writes ``html.npz`` and
``html.json`` into the package. Everything that is learnt is learnt inside a fold.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch

from cleaner.evaluation.drops import drop_score
from cleaner.evaluation.metrics import snippet_counts, snippet_f1, word_score
from cleaner.labels import LABELS
from cleaner.scoring import page_model, page_sequence
from cleaner.scoring.page_model import PageModel, read_page_model
from cleaner.scoring.page_sequence import decide_pages
from cleaner.scoring.sequence import ARTICLE_CODES
from cleaner.scoring.terms import BlockTerms
from cleaner.training.cards import WEIGHTS, over_folds, say, write_card
from cleaner.training.examples import FOLDS, Example
from cleaner.training.forest import TreeSettings, fit_forest
from cleaner.training.network import Settings, fit
from cleaner.training.pages import HAND, MeasuredPage, labelled_pages, measured_page

NETWORK: Final = Settings(
    epochs=6, terms=8000, names=4000, width=56, decay=0.1, dropout=0.25, term_dropout=0.4,
    wordless_share=0.0,
)  # fmt: skip
"""How the network is fitted on pages. Chosen on one of the five folds: there are far fewer pages
than views of texts, and with more epochs or width it learns them by heart."""


def prepare(data: Path, work: Path, workers: int = 2) -> list[MeasuredPage]:
    """The labelled pages with their features, made on the first call and read back later."""
    cached = work / "pages.pickle"
    if cached.exists():
        # Our own file of the call before; nothing that comes from elsewhere is unpickled.
        return pickle.loads(cached.read_bytes())  # type: ignore[no-any-return]
    with Pool(workers) as pool:
        made = pool.imap(measured_page, labelled_pages(data), chunksize=8)
        pages = list(made)
    work.mkdir(parents=True, exist_ok=True)
    cached.write_bytes(pickle.dumps(pages, protocol=5))
    return pages


def fitted_on(pages: Sequence[MeasuredPage]) -> list[Example]:
    """The pages whose gold is good enough to learn from."""
    return [
        page.example
        for page in pages
        if page.example.words.size
        and (page.about["usable"] or page.about["data"] == "snippets_dev")
    ]


def fit_model(
    examples: Sequence[Example],
    network: Settings = NETWORK,
    trees: TreeSettings | None = None,
    report: Callable[[str], None] | None = None,
) -> dict[str, npt.NDArray[Any]]:
    """The arrays of `read_page_model`."""
    return fit(examples, network, report or say) | fit_forest(examples, trees or TreeSettings())


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a model makes of a page that it has not seen."""

    page: MeasuredPage
    label: npt.NDArray[np.uint8]

    @property
    def text(self) -> str:
        """The kept blocks, a line each."""
        kept = ARTICLE_CODES[self.label].tolist()
        return "\n".join(text for text, keep in zip(self.page.texts, kept, strict=True) if keep)


def label(model: PageModel, page: MeasuredPage) -> Labelled:
    """Label a page by its features."""
    example = page.example
    count = example.words.size
    if not count:
        return Labelled(page, np.zeros(0, np.uint8))
    bounds = np.searchsorted(example.term_block, np.arange(count + 1))
    terms = BlockTerms(count, ((example.term_hash, bounds),), example.names)
    number = np.zeros(count, np.int32)
    seen: dict[str, int] = {}
    identity = [seen.setdefault(" ".join(t.lower().split()), len(seen)) for t in page.texts]
    decision = decide_pages(
        model.score(example.features.astype(np.float32), terms, number),
        example.words.astype(np.float64),
        number,
        page.template,
        np.array(identity, np.uint32),
        page.preformatted,
    )
    return Labelled(page, decision.label)


def label_confusion(found: Labelled) -> npt.NDArray[np.int64]:
    """Words by the label that a reader gave (row) and the label found (column)."""
    hand, words = found.page.hand, found.page.example.words
    table = np.zeros((len(LABELS), len(LABELS)))
    single = np.flatnonzero((hand & (hand - 1)) == 0)
    code = np.log2(hand[single]).astype(int)
    np.add.at(table, (code, found.label[single].astype(int)), words[single])
    return np.round(table).astype(np.int64)


def summary(found: Sequence[Labelled]) -> dict[str, Any]:
    """The figures of the model card."""
    figures: dict[str, Any] = {}
    for data in ("wcxb_dev", "chinese_dev", "articles_dev"):
        chosen = [row for row in found if row.page.about["data"] == data]
        if chosen:
            by_character = data == "chinese_dev"
            scores = np.array([
                word_score(row.text, row.page.gold or "", by_character=by_character).f1
                for row in chosen
            ])  # fmt: skip
            figures[data] = {"pages": len(chosen), "word f1": _round(scores.mean())}
            kinds = np.array([row.page.about["page_type"] or "" for row in chosen])
            if data == "wcxb_dev":
                figures[data]["by kind"] = {
                    kind: _round(scores[kinds == kind].mean()) for kind in np.unique(kinds).tolist()
                }
    snippets = [row for row in found if row.page.about["data"] == "snippets_dev"]
    if snippets:
        counts = [
            snippet_counts(row.text, row.page.with_snippets, row.page.without_snippets)
            for row in snippets
        ]
        figures["snippets_dev"] = {"pages": len(snippets), "snippet f1": _round(snippet_f1(counts))}
    by_hand = [row for row in found if row.page.example.view == HAND]
    for title, of_gold in (("labels by hand", True), ("pages read by hand", False)):
        tables = [label_confusion(row) for row in by_hand if row.page.about["gold text"] == of_gold]
        if tables:
            figures[title] = {
                "pages": len(tables),
                **{name: _round(value) for name, value in asdict(drop_score(tables)).items()},
            }
    return figures


def _round(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _round(entry) for key, entry in value.items()}
    return round(float(value), 4)


def cross_validate(
    pages: Sequence[MeasuredPage], work: Path, folds: Sequence[int]
) -> tuple[dict[str, Any], list[Labelled]]:
    """Fit on four folds, label the fifth: figures over all with those by fold, and the labels."""
    found: list[Labelled] = []
    spread = []
    for fold in folds:
        weights = work / f"fold-{fold}" / "html.npz"
        if not weights.exists():
            weights.parent.mkdir(parents=True, exist_ok=True)
            others = [page for page in pages if page.example.fold != fold]
            np.savez(weights, **fit_model(fitted_on(others)))  # type: ignore[arg-type]
        model = read_page_model(dict(np.load(weights)))
        held_out = [label(model, page) for page in pages if page.example.fold == fold]
        found += held_out
        spread.append(summary(held_out))
        say(json.dumps({"fold": fold, **spread[-1]}))
    return {"all folds": summary(found), "by fold": spread}, found


def write_model(pages: Sequence[MeasuredPage], figures: dict[str, Any]) -> None:
    """Fit on everything and write the weights and the model card."""
    examples = fitted_on(pages)
    np.savez_compressed(WEIGHTS / "html.npz", **fit_model(examples))  # type: ignore[arg-type]
    write_card(
        WEIGHTS / "html.json",
        {
            "network": asdict(NETWORK),
            "trees": asdict(TreeSettings()),
            "decision": {
                "network weight": page_model.NETWORK_WEIGHT,
                "template pull": page_sequence.TEMPLATE_PULL,
                "calibration": page_sequence.CALIBRATION._asdict(),
                "lift": page_sequence.LIFT._asdict(),
                "words of a copy": page_sequence.COPY_WORDS,
            },
            "pages": len(examples),
            "sites": len({example.site for example in examples}),
            "figures": over_folds(figures),
        },
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="folder with the labelled pages")
    parser.add_argument("work", type=Path, help="folder for what is made on the way")
    parser.add_argument(
        "--folds", default=",".join(map(str, range(FOLDS))), help="folds to measure"
    )
    parser.add_argument("--final", action="store_true", help="fit on everything, write the weights")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    pages = prepare(options.data, options.work)
    results = options.work / "html-figures.json"
    folds = [int(fold) for fold in options.folds.split(",") if fold]
    if folds:
        figures, _ = cross_validate(pages, options.work, folds)
        results.write_text(json.dumps(figures))
        say(json.dumps(figures["all folds"], indent=1))
    if options.final:
        write_model(pages, json.loads(results.read_text()))


if __name__ == "__main__":
    main()
