"""The figures over all pages, as data: what the table, the JSON and the report are made of."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from cleaner.evaluation.bootstrap import RESAMPLES, Estimate, estimate
from cleaner.evaluation.drops import drop_score, span_f1
from cleaner.evaluation.evaluate import LOST, OURS, Evaluation, Row, Score
from cleaner.evaluation.metrics import WordScore, shingle_shares
from cleaner.evaluation.reliability import BINS, calibration_error
from cleaner.labels import LABELS

GROUPS: Final = 50
"""Groups that get intervals, the largest first; the others get figures alone."""

DECIMALS: Final = 4

Array: TypeAlias = npt.NDArray[np.float64]


def summary(evaluation: Evaluation) -> dict[str, Any]:
    """All figures: for each extractor, for ours by label, and by page. Ready for JSON.

    Figures over pages are ``{"value", "low", "high"}``, with the ends of the 95 % interval, which
    are None for one page alone.

    >>> summary(Evaluation((), ("cleaner",)))["pages"]
    0
    """
    rows = evaluation.rows
    sizes = Counter(row.group for row in rows)
    groups = sorted(sizes, key=lambda group: (-sizes[group], group))
    found = {
        "pages": len(rows),
        "data": Counter(row.data for row in rows),
        "characters": sum(row.characters for row in rows),
        "kept": sorted(evaluation.keep, key=LABELS.index),
        "extractors": {name: _figures(rows, name, groups) for name in evaluation.names},
        "missing": dict(evaluation.missing),
        "groups": {group: sizes[group] for group in groups},
        "labels": _labels(evaluation),
        "calibration": _calibration(rows),
        "rows": [_row(row) for row in rows],
    }
    return _plain(found)  # type: ignore[no-any-return]


def _figures(rows: Sequence[Row], name: str, groups: Sequence[str]) -> dict[str, Any]:
    """The figures of one extractor."""
    mine = [(row, row.scores[name]) for row in rows if name in row.scores]
    scores = [score for _, score in mine]
    words = [score.words for score in scores if score.words is not None]
    figures: dict[str, Any] = {
        "pages": len(scores),
        "failed": sum(score.failed for score in scores),
        "cpu_ms": estimate([1000 * score.seconds for score in scores]),
        "cpu_ms_median": float(np.median([1000 * score.seconds for score in scores] or [math.nan])),
    }
    if words:
        for place, figure in enumerate(WordScore._fields):
            figures[f"word_{figure}"] = estimate([score[place] for score in words])
        lost = [score.words.lost for score in scores if score.words and score.has_article]
        figures["content_lost"] = estimate(lost)
        figures["pages_that_lost_a_quarter"] = sum(share > LOST for share in lost)
        empty = [score for score in scores if score.words and not score.has_article]
        figures["without_article"] = {
            "pages": len(empty),
            "left_empty": sum(score.is_empty for score in empty),
        }
        shares = [shingle_shares(score.shingles) for score in scores if score.shingles is not None]
        figures["shingle_precision"] = estimate(shares, lambda sums: _ratio(sums, 0, 1))
        figures["shingle_recall"] = estimate(shares, lambda sums: _ratio(sums, 2, 3))
        figures["shingle_f1"] = estimate(
            shares, lambda sums: _harmonic(_ratio(sums, 0, 1), _ratio(sums, 2, 3))
        )
        orders = [score.rouge.f1 for score in scores if score.rouge is not None]
        if orders:
            figures["rouge_l"] = estimate(orders)
    snippets = [score.snippets for score in scores if score.snippets is not None]
    if snippets:
        figures["snippet_f1"] = estimate(snippets, snippets_f1)
        found, missed, left_in = (sum(column) for column in zip(*snippets, strict=True))
        figures["snippets"] = {"found": found, "missed": missed, "left_in": left_in}
    if name != OURS:
        figures["behind_ours"] = _behind(mine)
    members: dict[str, list[Score]] = {group: [] for group in groups}
    for row, score in mine:
        members[row.group].append(score)
    figures["groups"] = {
        group: _group(members[group], RESAMPLES if place < GROUPS else 0)
        for place, group in enumerate(groups)
    }
    return figures


def snippets_f1(sums: Array) -> Array:
    """The snippets' F1, as `cleaner.evaluation.metrics.snippet_f1` has it."""
    found, missed, left_in = np.moveaxis(sums, -1, 0)
    return _over(2 * found, 2 * found + missed + left_in)


def _over(above: Array, below: Array) -> Array:
    return above / np.maximum(below, 1e-9)


def _ratio(sums: Array, above: int, below: int) -> Array:
    return _over(sums[..., above], sums[..., below])


def _harmonic(a: Array, b: Array) -> Array:
    return _over(2 * a * b, a + b)


def _behind(mine: Sequence[tuple[Row, Score]]) -> Estimate:
    """How much more of the main figure ours has, page by page."""
    pairs = [(row.scores[OURS].main, score.main) for row, score in mine]
    return estimate([a - b for a, b in pairs if a is not None and b is not None])


def _group(scores: Sequence[Score], resamples: int) -> dict[str, Any]:
    """The figures of a group of pages."""
    values = [score.main for score in scores if score.main is not None]
    milliseconds = [1000 * score.seconds for score in scores]
    return {
        "pages": len(scores),
        "f1": estimate(values, resamples=resamples),
        "cpu_ms": float(np.mean(milliseconds)) if milliseconds else None,
    }


def _labels(evaluation: Evaluation) -> dict[str, Any] | None:
    """Ours against gold spans; None if no page has them."""
    rows = [row for row in evaluation.rows if row.table is not None]
    tables = [row.table for row in rows if row.table is not None]
    pieces = [row.pieces for row in rows if row.pieces is not None]
    if not tables:
        return None
    keep = evaluation.keep
    kept = np.array([label in keep for label in LABELS])
    # Four numbers of a page are all that the drawn samples need.
    sums = [
        [
            table[~kept][:, ~kept].sum(),
            table[kept][:, ~kept].sum(),
            table[~kept][:, kept].sum(),
            table[kept].sum(),
        ]
        for table in tables
    ]
    score = drop_score(tables, keep)
    span_score = span_f1(pieces)
    total = np.sum(tables, axis=0)
    return {
        "pages": len(tables),
        "words": int(total.sum()),
        "drop_f1": estimate(sums, _drop_f1),
        "drop_precision": score.precision,
        "drop_recall": score.recall,
        "span_drop_f1": estimate(
            pieces, lambda sums: _harmonic(_ratio(sums, 3, 2), _ratio(sums, 1, 0))
        ),
        "span_drop_precision": span_score[1],
        "span_drop_recall": span_score[2],
        "content_lost": estimate(sums, lambda sums: _ratio(sums, 1, 3)),
        "pages_that_lost_a_quarter": score.over_quarter,
        "right_label": score.right_label,
        "found": score.found,
        "named": score.named,
        "confusion": {
            gold: {
                label: int(total[row, column])
                for column, label in enumerate(LABELS)
                if total[row, column]
            }
            for row, gold in enumerate(LABELS)
            if total[row].any()
        },
    }


def _drop_f1(sums: Array) -> Array:
    right, wrong, missed, _ = np.moveaxis(sums, -1, 0)
    return _over(2 * right, 2 * right + wrong + missed)


def _calibration(rows: Sequence[Row]) -> dict[str, Any] | None:
    tables = [row.bins for row in rows if row.bins is not None]
    if not tables:
        return None
    bins = np.sum(tables, axis=0)
    return {
        "error": calibration_error(bins),
        "bins": [
            {
                "from": place / BINS,
                "to": (place + 1) / BINS,
                "spans": int(count),
                "score": float(score / count) if count else None,
                "article": float(article / count) if count else None,
            }
            for place, (count, score, article) in enumerate(bins.tolist())
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "data": row.data,
        "group": row.group,
        "characters": row.characters,
        "extractors": {
            name: {
                "cpu_ms": 1000 * score.seconds,
                **({"failed": True} if score.failed else {}),
                **(_named("word", score.words) if score.words else {}),
                **({"shingles": score.shingles} if score.shingles else {}),
                **({"rouge_l": score.rouge.f1} if score.rouge else {}),
                **({"snippets": score.snippets._asdict()} if score.snippets else {}),
            }
            for name, score in row.scores.items()
        },
    }


def _named(name: str, score: WordScore) -> dict[str, float]:
    return {f"{name}_{figure}": value for figure, value in score._asdict().items()}


def _plain(value: Any) -> Any:
    """Data as JSON has it: rounded, an `Estimate` as an object, what is no number as null."""
    if isinstance(value, Estimate):
        return None if math.isnan(value.value) else _plain(value._asdict())
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float):
        return round(value, DECIMALS) if math.isfinite(value) else None
    return str(value) if isinstance(value, str) else value
