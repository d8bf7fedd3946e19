"""How well texts were cleaned: against a reference text, and against labelled spans."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.labels import ARTICLE, CODES, LABELS, Label

_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""A word, or one Han or kana character."""

_RUN: Final = re.compile(r"\w+")

ARTICLE_CODES: Final = sorted(CODES[label] for label in ARTICLE)

Spans = Sequence[tuple[int, int, str]]


class WordScore(NamedTuple):
    """Shares of words in common with a reference."""

    f1: float
    precision: float
    recall: float


def word_score(text: str, reference: str, *, by_character: bool = False) -> WordScore:
    r"""Compare two texts as bags of words, ``\w+`` of the lower-cased text (WCXB's measure).

    ``by_character``: a Han or kana character is a word.

    >>> word_score("the cat sat", "the cat sat down").f1
    0.8571428571428571
    """
    word = _WORD if by_character else _RUN
    ours = Counter(word.findall(text.lower()))
    gold = Counter(word.findall(reference.lower()))
    common = (ours & gold).total()
    if not common:
        return WordScore(0.0, 0.0, 0.0)
    precision, recall = common / ours.total(), common / gold.total()
    return WordScore(2 * precision * recall / (precision + recall), precision, recall)


class SnippetCounts(NamedTuple):
    """Snippets that must and must not stand in a text, and do or don't."""

    found: int
    missed: int
    left_in: int


def snippet_counts(
    text: str, with_snippets: Sequence[str], without_snippets: Sequence[str]
) -> SnippetCounts:
    """Count the snippets of a page as trafilatura's evaluation does, white space folded.

    >>> snippet_counts("One two\\nthree", ["two three", "four"], ["five", "One"])
    SnippetCounts(found=1, missed=1, left_in=1)
    """
    folded = " ".join(text.split())
    found = sum(" ".join(snippet.split()) in folded for snippet in with_snippets)
    left_in = sum(" ".join(snippet.split()) in folded for snippet in without_snippets)
    return SnippetCounts(found, len(with_snippets) - found, left_in)


def snippet_f1(counts: Sequence[SnippetCounts]) -> float:
    """The F1 over all snippets of all pages (Barbaresi: Trafilatura, ACL 2021, section 4).

    >>> round(snippet_f1([SnippetCounts(3, 1, 0), SnippetCounts(1, 0, 1)]), 3)
    0.8
    """
    found, missed, left_in = (sum(column) for column in zip(*counts, strict=True))
    return float(2 * found / max(2 * found + missed + left_in, 1))


def confusion(text: str, gold: Spans, found: Spans) -> npt.NDArray[np.int64]:
    """Count a text's words by their gold label (row) and the label found (column).

    Words without a gold label are not counted.
    """
    truth, answer = (_by_character(text, spans) for spans in (gold, found))
    at = np.array([match.start() for match in _WORD.finditer(text)], dtype=np.int64)
    at = at[truth[at] >= 0] if at.size else at
    table = np.zeros((len(LABELS), len(LABELS)), np.int64)
    np.add.at(table, (truth[at], np.maximum(answer[at], 0)), 1)
    return table


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


def drop_score(tables: Sequence[npt.NDArray[np.int64]]) -> DropScore:
    """Sum up the confusion tables of many texts.

    >>> table = np.zeros((15, 15), int)
    >>> table[2, 2], table[5, 5], table[5, 2] = 90, 8, 2
    >>> score = drop_score([table])
    >>> round(score.f1, 3), score.content_lost, score.found["caption"]
    (0.889, 0.0, 0.8)
    """
    total = np.sum(tables, axis=0)
    kept = np.zeros(len(LABELS), dtype=np.bool_)
    kept[ARTICLE_CODES] = True
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
