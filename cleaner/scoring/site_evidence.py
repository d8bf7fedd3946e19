"""What a line's standing on other pages of its site says, as log-odds.

It is evidence, no verdict: code, rows of a table and standing headings recur as well, and
so does an article's title in the lists of other pages. So a line speaks against the
article if it stands between the same neighbours on another page too, or if it is long
and most of many pages have it. How much is learnt (`cleaner.training.fit_sites`): by its
length, the number of pages, and the words of the run of such lines that it is in; more
on a whole page than where an extractor has been at the text before.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.scoring.model import Matrix, Scores
from cleaner.scoring.page_model import PageScores
from cleaner.scoring.sequence import ARTICLE_CODES
from cleaner.segment.blocks import Blocks
from cleaner.segment.text import lines
from cleaner.sites.index import Recurrence
from cleaner.sites.sketch import line_columns

if TYPE_CHECKING:
    from cleaner.sites import SiteMemory

Floats = npt.NDArray[np.float64]

LENGTHS: Final = (4, 9, 21)
"""Words from which on a line is longer: of one length, a line's evidence is much the same."""

MOST_PAGES: Final = 128
"""Pages beyond which more say no more. The sites that were learnt from have up to twelve: that
each doubling weighs as much beyond them is assumed."""

MOST_RUN_WORDS: Final = 500
"""The same for the words of a run."""

STANDS_OFTEN: Final = (16, 0.5)
"""A long line that stands on so many other pages and on this share of them counts wherever it
stands, for it may be a box that is put in each article at another place; and it counts
`OFTEN` more. No site that was learnt from has so many pages, so this is chosen, not learnt: of
the long lines between the same lines on three pages and more, 99 % are not the article's."""

LONG: Final = 9
"""Words of a long line: shorter ones that recur are standing headings and rows of tables too."""

OFTEN: Final = -3.0
"""Log-odds."""

STANDS_BESIDE: Final = (3, 0.8)
"""At the edge of the template, where the article begins or ends, a line has one neighbour of the
template alone: it counts if it stands next to it on so many pages and on this share."""

NEAR: Final = 3
"""Lines before and behind that tell whether a line that is new stands inside the template."""

NAMES: Final = (
    "recurs", "of 4 to 8 words", "of 9 to 20 words", "of 21 words and more", "doublings of pages",
    "doublings of words in its run", "new, inside the template",
)  # fmt: skip
"""What the columns of `line_features` are."""

SUREST: Final = 10.0
"""Evidence counts up to this log-odds."""

_SURE: Final = 1e-6


class Weights(NamedTuple):
    """How much each column of `line_features` counts, and what a new line's is."""

    columns: Floats
    new: float
    """On a page with evidence a line that none of the others has."""
    few: int = 1
    """Pages that must have a line between the same lines, or all if these are fewer."""


class Told(NamedTuple):
    """What the other pages of their sites say of the blocks of a batch."""

    odds: Floats
    """To be added to the log-odds of being the article; 0 where there is no evidence."""
    pages: npt.NDArray[np.int64]
    """Other pages of the site that are compared."""
    found: npt.NDArray[np.int64]
    """Those that have the line that the block is in; -1 for a line without words."""

    def on_text(self, scores: Scores) -> Scores:
        """The scores of texts with this evidence; a row without evidence stays as it is."""
        rows = np.flatnonzero(self.odds)
        labels = scores.labels.copy()
        was = labels[rows][:, ARTICLE_CODES].sum(axis=1, dtype=np.float64)
        sure = np.clip(was, _SURE, 1 - _SURE)
        now = 1 / (1 + (1 - sure) / sure * np.exp(-self.odds[rows]))
        factor = np.where(ARTICLE_CODES, (now / sure)[:, None], ((1 - now) / (1 - sure))[:, None])
        labels[rows] = labels[rows] * factor
        return scores._replace(labels=labels)

    def on_page(self, scores: PageScores) -> PageScores:
        """The scores of HTML pages with this evidence."""
        return scores._replace(site=self.odds)


@dataclass(frozen=True, slots=True)
class _Table:
    """The weights that were learnt."""

    html: Weights
    text: Weights
    extracted: Weights


def text_evidence(blocks: Blocks, sites: Sequence[SiteMemory | None], extracted: Floats) -> Told:
    """What the sites say of the blocks of texts.

    Arguments:
        blocks: those of a batch.
        sites: for each text of the batch what is known of its site.
        extracted: for each text with blocks the chance that an extractor has been at it.
    """
    table, chances = load_table(), np.zeros(len(sites))
    chances[np.unique(blocks.text)] = extracted
    return _told(
        blocks, sites, [mixed(table.text, table.extracted, chance) for chance in chances.tolist()]
    )


def page_evidence(blocks: Blocks, sites: Sequence[SiteMemory | None]) -> Told:
    """What the sites say of the blocks of HTML pages."""
    return _told(blocks, sites, [load_table().html] * len(sites))


def line_features(seen: Recurrence, words: npt.NDArray[np.int64], *, few: int = 1) -> Matrix:
    """What is learnt from, a row per line of a page: see `NAMES`.

    ``few``: pages that must have the line between the same lines, or all if these are fewer.
    """
    among = seen.between >= np.minimum(few, np.maximum(seen.pages, 1))
    edge = seen.beside >= _many(seen, *STANDS_BESIDE)
    often = _often(seen, words)
    recurs = among | edge | often
    count = np.where(often, seen.anywhere, np.where(edge, seen.beside, seen.between))
    beside = seen.beside > 0
    run = np.cumsum(~beside)
    run_words = np.bincount(run, words * beside)[run] * beside
    inside = np.minimum(_share(beside * words, words, -1), _share(beside * words, words, 1))
    length = np.searchsorted(LENGTHS, words, side="right")
    columns = [
        recurs,
        *(recurs & (length == step) for step in range(1, len(LENGTHS) + 1)),
        recurs * np.log2(np.clip(count, 1, MOST_PAGES)),
        recurs * np.log2(1 + np.minimum(run_words, MOST_RUN_WORDS)),
        (seen.anywhere == 0) * inside,
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _often(seen: Recurrence, words: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """The long lines that stand on most of many pages."""
    found: npt.NDArray[np.bool_] = (seen.anywhere >= _many(seen, *STANDS_OFTEN)) & (words >= LONG)
    return found


def _many(seen: Recurrence, pages: int, share: float) -> Floats:
    """How many pages must have a line of each to be so many, and this share of the others."""
    found: Floats = np.maximum(pages, share * seen.pages)
    return found


def _share(part: npt.NDArray[np.int64], whole: npt.NDArray[np.int64], side: int) -> Floats:
    """For each line the share of a part in the `NEAR` lines before (-1) or behind it (1)."""
    sums = [np.concatenate(([0], np.cumsum(column))) for column in (part, whole)]
    at = np.arange(part.size)
    low, high = (np.maximum(at - NEAR, 0), at) if side < 0 else (at + 1, at + 1 + NEAR)
    some, total = (column[np.minimum(high, at.size)] - column[low] for column in sums)
    found: Floats = some / np.maximum(total, 1)
    return found


def _told(blocks: Blocks, sites: Sequence[SiteMemory | None], weights: Sequence[Weights]) -> Told:
    found, first = line_columns(blocks.tokens), lines(blocks.tokens).first
    total = first.size - 1
    odds, pages, seen = np.zeros(total), np.zeros(total, np.int64), np.full(total, -1)
    for text, (site, weight) in enumerate(zip(sites, weights, strict=True)):
        if site is None:
            continue
        low, high = np.searchsorted(found.text, (text, text + 1)).tolist()
        part = slice(low, high)
        recurrence = site.index.recurrence(found, part)
        if not recurrence.pages.any():
            continue
        rows = found.number[part]
        odds[rows] = line_odds(recurrence, found.words[part], weight)
        pages[rows], seen[rows] = recurrence.pages, recurrence.anywhere
    line = np.searchsorted(first, blocks.first[:-1], side="right") - 1
    return Told(odds[line], pages[line], seen[line])


def line_odds(seen: Recurrence, words: npt.NDArray[np.int64], weights: Weights) -> Floats:
    """The log-odds of the lines of a page."""
    features = line_features(seen, words, few=weights.few)
    odds: Floats = np.zeros(words.size)
    # Column by column: a product of matrices may sum in another order in another batch.
    for column, weight in zip(features.T.astype(np.float64), weights.columns, strict=True):
        odds += weight * column
    odds = np.clip(odds + OFTEN * _often(seen, words), -SUREST, 0)
    odds[(seen.anywhere == 0) & (seen.pages > 0)] += weights.new
    return odds


def mixed(whole: Weights, extracted: Weights, chance: float) -> Weights:
    """The weights for a text that is an extract with this chance."""
    columns = (1 - chance) * whole.columns + chance * extracted.columns
    return Weights(columns, (1 - chance) * whole.new + chance * extracted.new, whole.few)


@cache
def load_table() -> _Table:
    """The weights that come with the package."""
    path = files("cleaner.scoring") / "weights" / "sites.json"
    return read_table(json.loads(path.read_text("utf-8"))["weights"])


def read_table(data: dict[str, dict[str, Any]]) -> _Table:
    """The weights as `cleaner.training.fit_sites` writes them."""
    kinds = {
        kind: Weights(np.array([row[name] for name in NAMES]), row["new"], row["few"])
        for kind, row in data.items()
    }
    return _Table(**kinds)
