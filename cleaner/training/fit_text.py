"""Fits the text model from the labelled pages and writes its weights and its card.

``python -m cleaner.training.fit_text DATA WORK [--final]`` makes the views and the
examples once (they stay in WORK), cross-validates by site in five folds, prints the
figures, and with ``--final`` fits on everything and writes ``text.npz`` and
``text.json`` into the package. Everything that is learnt is learnt inside a fold.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from cleaner.deciding.evidence import gather, score
from cleaner.deciding.texts import decide_texts
from cleaner.evaluation.drops import confusion, drop_score
from cleaner.evaluation.metrics import word_score
from cleaner.labels import ARTICLE, LABELS
from cleaner.scoring import sequence
from cleaner.scoring.model import Model, read_model
from cleaner.training import views
from cleaner.training.cards import WEIGHTS, over_folds, say, write_card
from cleaner.training.examples import FOLDS, Example, fold_of, read_examples, read_records
from cleaner.training.network import Settings, fit
from cleaner.training.splicing import Source, as_text, runs, spliced

MEASURED_VIEWS: Final = ("lines", "resiliparse_page", "trafilatura", "resiliparse")
"""The views of a WCXB page that are measured: two whole pages, two extracts."""

KNOWN: Final = ", extracted=True"
"""Behind the name of a view of extracts that are known to be such."""

KNOWN_VIEWS: Final = tuple(f"{view}{KNOWN}" for view in ("trafilatura", "resiliparse"))

DONORS: Final = 9
"""Pages of the same fold that give to a spliced text."""


def gold_records(path: Path) -> Iterator[dict[str, Any]]:
    """The texts labelled by hand, in the form of the views."""
    for record in read_records([path]):
        site = views.domain_of({"id": record["page"][1], "url": record["url"]})
        yield {
            "id": record["id"], "data": "gold", "domain": site, "view": "gold",
            "page_type": record["view"], "text": record["text"], "spans": record["spans"],
            "page": record["page"],
        }  # fmt: skip


def spliced_records(path: Path, repeats: int = 2) -> Iterator[dict[str, Any]]:
    """Articles with other pages' surroundings spliced in, from the views of whole pages.

    Donors are of the same fold, so that no fold sees another's pages.
    """
    pages: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for record in read_records([path]):
        if record["usable"] and record["data"] != "snippets_dev":
            pages[record["data"], record["id"]][record["view"]] = record
    by_fold: dict[int, list[tuple[Source, dict[str, Any]]]] = defaultdict(list)
    for page in pages.values():
        if "lines" in page:
            made = _splice_source(page)
            if made is not None:
                by_fold[_fold(page["lines"])].append((made, page["lines"]))
    for members in by_fold.values():
        for source, record in members:
            for repeat in range(repeats):
                chance = random.Random(f"{source.id}/{repeat}")
                donors = [other for other, _ in chance.sample(members, min(DONORS, len(members)))]
                text, spans = as_text(
                    spliced(chance, source, [other for other in donors if other.id != source.id])
                )
                yield {**record, "view": "spliced", "text": text, "spans": spans}


def _splice_source(page: Mapping[str, Any]) -> Source | None:
    lines = page["lines"]
    pieces = [(lines["text"][start:end].strip(), label) for start, end, label in lines["spans"]]
    base = page.get("trafilatura", lines)
    article = tuple(
        (base["text"][start:end].strip(), label)
        for start, end, label in base["spans"]
        if set(label.split("|")) <= ARTICLE
    )
    if len(article) < 3:
        return None
    title = next((text for text, label in pieces if label == "title"), article[0][0][:120])
    site = (lines["domain"] or lines["id"]).split(".")[0].title()
    captions = tuple(text for text, label in pieces if label == "caption")
    return Source(lines["id"], site, title, article, tuple(runs(pieces)), captions)


def _fold(record: Mapping[str, Any]) -> int:
    return fold_of(record["domain"] or record["id"])


def prepare(data: Path, work: Path) -> list[Example]:
    """The examples, made on the first call and read back on later ones."""
    cached = work / "examples.pickle"
    if cached.exists():
        # Our own file of the call before; nothing that comes from elsewhere is unpickled.
        return pickle.loads(cached.read_bytes())  # type: ignore[no-any-return]
    if not (work / "views.jsonl").exists():
        views.build(data, work)
    for name, records in (
        ("gold", gold_records(data / "gold_text.jsonl")),
        ("spliced", spliced_records(work / "views.jsonl")),
    ):
        with (work / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in records)
    names = ("views", "spliced", "gold", "read")
    examples = read_examples([work / f"{name}.jsonl" for name in names], workers=2)
    cached.write_bytes(pickle.dumps(examples, protocol=5))
    return examples


def measure(model: Model, records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a model makes of texts it has not seen: a row of figures per text."""
    rows = []
    for record in records:
        text = record["text"]
        evidence = gather([text])
        if evidence.blocks.first.size == 1:
            continue
        scores = score(evidence, model)
        for known in (None, True) if f"{record['view']}{KNOWN}" in KNOWN_VIEWS else (None,):
            decision = decide_texts(evidence, scores.known(known))
            spans = [
                (start, end, LABELS[label])
                for start, end, label in zip(
                    evidence.blocks.start.tolist(), evidence.blocks.end.tolist(),
                    decision.label.tolist(), strict=True,
                )
            ]  # fmt: skip
            row = {key: record[key] for key in ("id", "data", "view", "page_type")}
            if record["view"] == "gold":
                row["table"] = confusion(text, record["spans"], spans)
                row["article"] = record["article"]
            else:
                row["view"] += KNOWN if known else ""
                kept = " ".join(text[start:end] for start, end, label in spans if label in ARTICLE)
                row["f1"] = word_score(kept, record["gold"]).f1
                row["nothing dropped"] = word_score(text, record["gold"]).f1
            rows.append(row)
    return rows


def measured_records(work: Path) -> list[tuple[int, dict[str, Any]]]:
    """The texts that are measured, each with its fold."""
    pages = {(page["data"], page["id"]): page for page in read_records([work / "pages.jsonl"])}
    chosen = []
    for name in ("views", "gold", "read"):
        for record in read_records([work / f"{name}.jsonl"]):
            if name == "gold":
                data, page_id = record["page"]
                page = pages.get((data.split(".")[0], page_id), {})
                forum = "forum" in record["id"]
                record["article"] = page.get("page_type") in (None, "", "article") and not forum
            elif name == "read":
                record["article"] = record["page_type"] in ("", "article")
            elif record["data"] != "wcxb_dev" or record["view"] not in MEASURED_VIEWS:
                continue
            else:
                record["gold"] = pages[record["data"], record["id"]]["gold"]
            chosen.append((_fold(record), record))
    return chosen


def summary(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The figures of the model card: means over texts, and those of drop_score."""
    figures: dict[str, Any] = {}
    by_hand = [row for row in rows if "table" in row]
    tables = {
        "gold texts": [row["table"] for row in by_hand if row["data"] == "gold"],
        "gold texts, articles": [
            row["table"] for row in by_hand if row["data"] == "gold" and row["article"]
        ],
        "pages read by hand": [row["table"] for row in by_hand if row["data"] != "gold"],
    }
    for name, chosen in tables.items():
        if chosen:
            figures[name] = {"texts": len(chosen), **_rounded(asdict(drop_score(chosen)))}
    for view in (*MEASURED_VIEWS, *KNOWN_VIEWS):
        ours = [row for row in rows if row["view"] == view]
        if ours:
            scores = np.array([row["f1"] for row in ours])
            nothing = np.array([row["nothing dropped"] for row in ours])
            kinds = np.array([row["page_type"] for row in ours])
            figures[f"WCXB, {view}"] = _rounded({
                "texts": len(ours), "word f1": scores.mean(), "nothing dropped": nothing.mean(),
                "worse by .05": (scores < nothing - 0.05).mean(),
                "by kind": {
                    kind: scores[kinds == kind].mean() for kind in np.unique(kinds).tolist()
                },
                "by kind, nothing dropped": {
                    kind: nothing[kinds == kind].mean() for kind in np.unique(kinds).tolist()
                },
            })  # fmt: skip
    return figures


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(entry) for key, entry in value.items()}
    if isinstance(value, np.integer):
        return int(value)
    return round(float(value), 4) if isinstance(value, float | np.floating) else value


def cross_validate(
    examples: Sequence[Example], work: Path, settings: Settings, folds: Sequence[int]
) -> dict[str, Any]:
    """Fit on four folds, measure on the fifth; the figures over all and the spread by fold."""
    records = measured_records(work)
    rows: list[dict[str, Any]] = []
    spread = []
    for fold in folds:
        weights = work / f"fold-{fold}" / "text.npz"
        if not weights.exists():
            weights.parent.mkdir(parents=True, exist_ok=True)
            arrays: dict[str, Any] = dict(
                fit([e for e in examples if e.fold != fold], settings, say)
            )
            np.savez(weights, **arrays)
        model = read_model(dict(np.load(weights)))
        held_out = measure(model, [record for at, record in records if at == fold])
        rows += held_out
        spread.append(summary(held_out))
        say(json.dumps({"fold": fold, **spread[-1]}))
        (work / f"fold-{fold}.pickle").write_bytes(pickle.dumps(held_out))
    return {"all folds": summary(rows), "by fold": spread}


def write_model(examples: Sequence[Example], settings: Settings, figures: dict[str, Any]) -> None:
    """Fit on everything and write the weights and the model card."""
    arrays: dict[str, Any] = dict(fit(examples, settings, say))
    np.savez_compressed(WEIGHTS / "text.npz", **arrays)
    write_card(
        WEIGHTS / "text.json",
        {
            "settings": asdict(settings),
            "calibration": {
                "page": sequence.PAGE._asdict(),
                "extract": sequence.EXTRACT._asdict(),
            },
            "lift": {
                "page": sequence.PAGE_LIFT._asdict(),
                "extract": sequence.EXTRACT_LIFT._asdict(),
            },
            "examples": len(examples),
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
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    examples = prepare(options.data, options.work)
    settings = replace(Settings(), seed=options.seed)
    results = options.work / "figures.json"
    folds = [int(fold) for fold in options.folds.split(",") if fold]
    if folds:
        results.write_text(json.dumps(cross_validate(examples, options.work, settings, folds)))
    if options.final:
        write_model(examples, settings, json.loads(results.read_text()))


if __name__ == "__main__":
    main()
