"""``cleaner train``: weights fitted to pages of one's own, measured beside those given."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.commands.arguments import UsageError, add_settings, cleaner_of, whole_number
from cleaner.commands.data import add_data, labelled, refuse_told

if TYPE_CHECKING:
    from rich.console import Console

_NAMES = {
    "word_f1": "word-F1",
    "word_precision": "word precision",
    "word_recall": "word recall",
    "content_lost": "article lost",
    "snippet_f1": "snippet-F1",
    "drop_f1": "dropped words, F1",
    "right_label": "right label",
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    train = commands.add_parser(
        "train",
        help="fit the model to labelled pages of your own",
        description="Fit the model further on labelled pages, some dozens are enough, and "
        "measure it in cross-validation beside the one given. Use it with --model FOLDER. "
        "Needs the extra 'train'.",
    )
    add_data(train)
    add = train.add_argument
    add("-o", "--output", required=True, metavar="FOLDER", help="where the weights are written")
    add("--new", action="store_true", help="fit from nothing: takes many pages of many sites")
    add(
        "--fit",
        choices=("html", "text", "both"),
        help="the models to fit (default: those of the kinds of pages that there are)",
    )
    add("--folds", type=whole_number, default=5, metavar="N", help="folds (default: 5)")
    add("--no-measure", action="store_true", help="fit on all pages at once, measure nothing")
    add("--seed", type=int, default=0, help="the same pages and seed give the same weights")
    add("--workers", type=whole_number, default=1, metavar="N", help="processes that read pages")
    add_settings(train)
    train.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    refuse_told(arguments)
    if arguments.folds < 2:
        raise UsageError("--folds: expected 2 or more")
    settings = cleaner_of(arguments)
    output = Path(arguments.output)
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output}: expected a folder, or a name that is free")
    try:
        import torch

        from cleaner.training.own import own_examples
        from cleaner.training.train import (
            Plan,
            TooFewPagesError,
            card,
            cross_validate,
            figures,
            fit_kind,
            write_card,
            write_weights,
        )
    except ImportError as error:
        raise UsageError(f"train needs more: pip install 'cleaner[train]' ({error})") from error
    from cleaner.datasets import DataError
    from cleaner.screen import console

    torch.set_num_threads(1)  # sums in another order would give other weights
    try:
        pages = [page for _, page in labelled(arguments) if page.has_gold]
        kinds = _kinds(arguments.fit, {page.kind for page in pages})
        _say(f"{len(pages)} labelled pages")
        own = list(own_examples(pages, arguments.workers, with_views="text" in kinds))
        plan = Plan(not arguments.new, arguments.model, arguments.folds, arguments.seed)
        screen = console()
        for kind in kinds:
            found: Any = None
            if not arguments.no_measure:
                found = figures(cross_validate(own, kind, plan, settings, _say))
                _print(screen, kind, found)
            _say(f"{kind}: fitting on all pages")
            weights = fit_kind(own, kind, plan, _say)
            write_weights(output, {kind: weights})
            write_card(output, kind, card(own, plan, kind, found))
    except (DataError, TooFewPagesError) as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        told = f"{error.filename}: {error.strerror}: expected a data set, and a folder to write to"
        raise UsageError(told) from error
    _say(f"weights written to {output}: use them with --model {output}")


def _kinds(asked: str | None, there: set[str]) -> list[Any]:
    if not there:
        raise UsageError("expected labelled pages, got none")
    if asked == "html" and "html" not in there:
        raise UsageError("--fit html: expected HTML pages, got texts alone")
    wanted = there if asked is None else {"html", "text"} if asked == "both" else {asked}
    return [
        kind for kind in ("html", "text") if kind in wanted and (kind == "text" or kind in there)
    ]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _print(screen: Console, kind: str, found: dict[str, Any]) -> None:
    from rich.table import Table

    table = Table(
        title=f"{kind}: {found['after']['pages']} pages, each by a model that has not seen it"
    )
    table.add_column("")
    for name in ("before", "after"):
        table.add_column(name, justify="right")
    for key, name in _NAMES.items():
        if key in found["after"]:
            table.add_row(name, *(_figure(found[when].get(key)) for when in ("before", "after")))
    screen.print(table)
    gain = found["gain"]
    verdict = (
        "better" if gain["low"] > 0 else "worse" if gain["high"] < 0 else "no clear difference"
    )
    screen.print(
        f"Gain by page {gain['value']:+.4f}, 95 % interval {gain['low']:+.4f} to "
        f"{gain['high']:+.4f}: {verdict}.",
        highlight=False,
    )


def _figure(value: Any) -> str:
    number = value["value"] if isinstance(value, dict) else value
    return "-" if number is None else f"{number:.4f}"
