"""How well pages were labelled: what was found against gold spans, by words and by pieces."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.evaluation.metrics import WORD
from cleaner.labels import ARTICLE, CODES, LABELS, Label

if TYPE_CHECKING:
    from cleaner.view.visible import Visible

Spans = Sequence[tuple[int, int, str]]


def confusion(
    text: str, gold: Spans, found: Spans, at: npt.NDArray[np.int64] | None = None
) -> npt.NDArray[np.int64]:
    """Count a text's words by their gold label (row) and the label found (column).

    ``at``: where the words start; None takes all of ``text``, markup too. Words without a gold
    label are not counted.
    """
    truth, answer = (_by_character(text, spans) for spans in (gold, found))
    at = _word_starts(text) if at is None else at
    at = at[truth[at] >= 0] if at.size else at
    table = np.zeros((len(LABELS), len(LABELS)), np.int64)
    np.add.at(table, (truth[at], np.maximum(answer[at], 0)), 1)
    return table


def visible_words(source: str, visible: Visible | None) -> npt.NDArray[np.int64]:
    """Where the words of a page start in its source: in HTML those that are shown.

    >>> from cleaner.view.visible import Visible
    >>> page = "<p class=big>Rain <b>fell"
    >>> visible_words(page, Visible.of(page)).tolist()
    [13, 21]
    """
    if visible is None:
        return _word_starts(source)
    markup = visible.markup
    starts = _word_starts(markup.text)
    runs = np.asarray(markup.run_text, np.int64)
    if not runs.size:
        starts = starts[:0]
    run = np.searchsorted(runs, starts, side="right") - 1
    into = starts - runs[run]
    sizes = np.diff(runs, append=len(markup.text))
    copied = sizes[run] == np.asarray(markup.run_length, np.int64)[run]
    shown = np.asarray(markup.run_source, np.int64)[run] + np.where(copied, into, 0)
    pictures = [
        start + _word_starts(source[start:end])
        for start, end in zip(markup.alt_start, markup.alt_end, strict=True)
    ]
    return np.sort(np.concatenate([shown, *pictures]))


class SpanCounts(NamedTuple):
    """Pieces that should be dropped, and those that were. Half of a piece's words decide."""

    gold: int
    """Pieces of the gold that are not the article."""
    gold_dropped: int
    """Those of which more than half was dropped."""
    dropped: int
    """Pieces that were dropped and of which the gold says something."""
    rightly: int
    """Those of which more than half is to be dropped."""


def span_counts(
    text: str, gold: Spans, found: Spans, at: npt.NDArray[np.int64], keep: Collection[str] = ARTICLE
) -> SpanCounts:
    r"""Compare pieces: how many were to be dropped, and how many were.

    >>> at = visible_words("Rain fell\nMenu Home", None)
    >>> span_counts("Rain fell\nMenu Home", [(0, 9, "body"), (10, 19, "navigation")],
    ...             [(0, 4, "body"), (5, 9, "date"), (10, 19, "other")], at)
    SpanCounts(gold=1, gold_dropped=1, dropped=2, rightly=1)
    """
    kept = _kept(keep)
    truth, answer = (_by_character(text, spans)[at] for spans in (gold, found))
    known = truth >= 0
    to_drop = known & ~kept[truth]
    was_dropped = ~kept[np.maximum(answer, 0)]
    return SpanCounts(
        *_pieces([span for span in gold if span[2] not in keep], at, was_dropped, at >= 0),
        *_pieces([span for span in found if span[2] not in keep], at, to_drop, known),
    )


def _pieces(
    spans: Spans, at: npt.NDArray[np.int64], wanted: npt.NDArray[np.bool_], known: npt.NDArray[Any]
) -> tuple[int, int]:
    """How many of the spans have known words, and of how many more than half are wanted."""
    if not spans:
        return 0, 0
    ends = np.searchsorted(at, np.array([span[:2] for span in spans]).T)
    sums = (np.concatenate([[0], np.cumsum(column)]) for column in (wanted & known, known))
    hits, sizes = (column[ends[1]] - column[ends[0]] for column in sums)
    return int((sizes > 0).sum()), int((2 * hits > sizes).sum())


def span_f1(counts: Sequence[SpanCounts]) -> tuple[float, float, float]:
    """F1, precision and recall over the pieces of all pages.

    >>> span_f1([SpanCounts(4, 2, 2, 2)])
    (0.6666666666666666, 1.0, 0.5)
    """
    gold, gold_dropped, dropped, rightly = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = rightly / max(dropped, 1), gold_dropped / max(gold, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def _word_starts(text: str) -> npt.NDArray[np.int64]:
    return np.array([match.start() for match in WORD.finditer(text)], dtype=np.int64)


def _kept(keep: Collection[str]) -> npt.NDArray[np.bool_]:
    return np.array([label in keep for label in LABELS])


def _by_character(text: str, spans: Spans) -> npt.NDArray[np.int8]:
    codes = np.full(len(text) + 1, -1, np.int8)
    for start, end, label in spans:
        codes[start:end] = CODES[Label(label)]
    return codes


@dataclass(frozen=True, slots=True)
class DropScore:
    """What was dropped, in words, over many texts."""

    f1: float
    precision: float
    recall: float
    content_lost: float
    """Share of the article's words that were dropped."""
    right_label: float
    """Share with the right label among the rightly dropped words."""
    worst: float
    """Largest share of its article that a text lost."""
    over_quarter: int
    """Texts that lost more than a quarter of their article."""
    found: dict[str, float]
    """For each dropped label, the share of its words that was dropped."""
    named: dict[str, float]
    """For each label, the share of its words that got it."""


def drop_score(
    tables: Sequence[npt.NDArray[np.int64]], keep: Collection[str] = ARTICLE
) -> DropScore:
    """Sum up the confusion tables of many texts. ``keep``: the labels that are to stay.

    >>> table = np.zeros((15, 15), int)
    >>> table[2, 2], table[5, 5], table[5, 2] = 90, 8, 2
    >>> score = drop_score([table])
    >>> round(score.f1, 3), score.content_lost, score.found["caption"]
    (0.889, 0.0, 0.8)
    """
    total = np.sum(tables, axis=0)
    kept = _kept(keep)
    right, wrong = total[~kept][:, ~kept].sum(), total[kept][:, ~kept].sum()
    missed, content = total[~kept][:, kept].sum(), total[kept].sum()
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    losses = [table[kept][:, ~kept].sum() / max(table[kept].sum(), 1) for table in tables]
    size = np.maximum(total.sum(axis=1), 1)
    return DropScore(
        f1=float(2 * precision * recall / max(precision + recall, 1e-9)),
        precision=float(precision),
        recall=float(recall),
        content_lost=float(wrong / max(content, 1)),
        right_label=float(np.trace(total[~kept][:, ~kept]) / max(right, 1)),
        worst=float(max(losses, default=0)),
        over_quarter=sum(bool(loss > 0.25) for loss in losses),
        found={
            LABELS[code]: float(total[code, ~kept].sum() / size[code])
            for code in np.flatnonzero(~kept).tolist()
        },
        named={label: float(total[code, code] / size[code]) for code, label in enumerate(LABELS)},
    )
