"""Running ours and the peers over labelled pages, side by side, page by page.

Each page goes through every extractor before the next page does, in an order that turns, so
that what else the machine does meets all of them alike. Nothing of a page is held but its
figures; the worst pages keep what was made of them.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from cleaner.datasets.record import Page
from cleaner.engine import Cleaner
from cleaner.evaluation import metrics
from cleaner.evaluation.drops import SpanCounts, confusion, span_counts, visible_words
from cleaner.evaluation.peers import Extractor, run
from cleaner.evaluation.reliability import span_bins
from cleaner.labels import Label

if TYPE_CHECKING:
    from cleaner.result import Result
    from cleaner.view.visible import Visible

OURS: Final = "cleaner"
"""The name under which ours stands beside the peers."""

WARM_UP: Final = 20
"""Pages that are run once before the clock starts: patterns and models are loaded then."""

WORST: Final = 20
"""How many of the worst pages are kept whole."""

LOST: Final = 0.25
"""A page that loses more of its article than this counts as one that lost much."""


@dataclass(frozen=True, slots=True)
class Score:
    """What an extractor made of a page. A figure is None where the page has no gold for it."""

    seconds: float
    """CPU time."""
    failed: bool
    """It raised an error; its text counts as empty."""
    has_article: bool
    """The page's article has a word. If not, every text scores 0, as in WCXB."""
    is_empty: bool
    """Nothing was extracted."""
    words: metrics.WordScore | None
    shingles: metrics.Shingles | None
    rouge: metrics.WordScore | None
    snippets: metrics.SnippetCounts | None

    @property
    def main(self) -> float | None:
        """The figure that pages are ordered by: the words' F1, or that of the snippets."""
        if self.words is not None:
            return self.words.f1
        return None if self.snippets is None else metrics.snippet_f1([self.snippets])


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A page and how everybody did on it."""

    id: str
    data: str
    """The data set it is from."""
    group: str
    characters: int
    """Length of its source."""
    scores: dict[str, Score]
    """By extractor. Peers that read HTML have none on a text."""
    table: npt.NDArray[np.int64] | None = None
    """Ours, words by gold label and found label, if the page has gold spans."""
    pieces: SpanCounts | None = None
    bins: npt.NDArray[np.float64] | None = None
    """Ours, how sure and how right: see `cleaner.evaluation.reliability`."""


@dataclass(frozen=True, slots=True, eq=False)
class Worst:
    """A page on which ours did badly."""

    row: Row
    page: Page
    result: Result


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """All that was measured."""

    rows: tuple[Row, ...]
    names: tuple[str, ...]
    """The extractors, ours first."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Peers that could not run, and why."""
    worst: tuple[Worst, ...] = ()
    """The worst first."""
    keep: frozenset[Label] = frozenset()


def evaluate(
    pages: Iterable[tuple[str, Page]],
    ours: Cleaner | Callable[[Page], Cleaner],
    peers: Mapping[str, Extractor] | None = None,
    group: Callable[[str, Page], str | None] = lambda data, page: page.type,
    missing: Mapping[str, str] | None = None,
    rouge: bool = True,
) -> Evaluation:
    """Run ours and the peers over pages, and measure what they make of them.

    Arguments:
        pages: names of data sets with their pages.
        ours: the cleaner, or what chooses it for a page (one that has not seen its site, say).
        peers: what they are called and how they are run.
        group: what pages are grouped by, told from the data set's name and the page.
        missing: peers that can't run, to be told in the report.
        rouge: whether to work out ROUGE-L, which takes longer than all the rest.

    Returns:
        The figures by page; `cleaner.evaluation.summary` makes those of all pages of them.

    >>> page = Page("1", "Rain fell all day.\\n\\n© 2024 Us", "text",
    ...             main_content="Rain fell all day.")
    >>> evaluate([("mine", page)], Cleaner()).rows[0].scores["cleaner"].words.f1
    1.0
    """
    choose = ours if callable(ours) else lambda page: ours
    peers = dict(peers or {})
    names = (OURS, *peers)
    stream = iter(pages)
    first = list(islice(stream, WARM_UP))
    for _, page in first:
        _run_all(page, choose, peers, names)
    rows: list[Row] = []
    worst: list[tuple[float, int, Worst]] = []
    keep: frozenset[Label] = frozenset()
    for place, (data, page) in enumerate(chain(first, stream)):
        turned = names[place % len(names) :] + names[: place % len(names)]
        result, made = _run_all(page, choose, peers, turned)
        keep = frozenset(Label(label) for label in choose(page).keep)
        row = _measured(data, page, group(data, page) or "unknown", result, made, keep, rouge)
        row = replace(row, scores={name: row.scores[name] for name in names if name in row.scores})
        rows.append(row)
        own = row.scores[OURS]
        score = own.main
        if score is not None and score < 1 and (own.has_article or not own.is_empty):
            # A heap whose least entry is the best of the worst; a page leaves as a worse one comes.
            entry = (-score, -place, Worst(row, page, result))
            (heapq.heappush if len(worst) < WORST else heapq.heappushpop)(worst, entry)
    ordered = tuple(entry[2] for entry in sorted(worst, reverse=True))
    return Evaluation(tuple(rows), names, dict(missing or {}), ordered, keep)


def _run_all(
    page: Page,
    choose: Callable[[Page], Cleaner],
    peers: Mapping[str, Extractor],
    names: Iterable[str],
) -> tuple[Result, dict[str, tuple[str | None, float]]]:
    """Run the extractors in this order; a text goes through ours alone."""
    cleaner = choose(page)
    if cleaner.url is None and page.url:
        cleaner = replace(cleaner, url=page.url)
    result: list[Result] = []

    def clean(source: str) -> str:
        result.append(cleaner.clean(source, page.kind))
        return result[0].text

    made: dict[str, tuple[str | None, float]] = {}
    for name in names:
        if name == OURS:
            made[name] = run(clean, page.source)
        elif page.kind == "html":
            made[name] = run(peers[name], page.source)
    # Ours never fails on a page; what it refuses are settings, and that is the caller's to know.
    return (result or [cleaner.clean(page.source, page.kind)])[0], made


def _measured(
    data: str,
    page: Page,
    group: str,
    result: Result,
    made: Mapping[str, tuple[str | None, float]],
    keep: Collection[Label],
    rouge: bool,
) -> Row:
    reference = reference_of(page, result.visible, keep)
    scores = {
        name: _score(page, text, seconds, reference, rouge)
        for name, (text, seconds) in made.items()
    }
    row = Row(page.id, data, group, len(page.source), scores)
    if page.spans is not None:
        found = list(_labelled(result, keep))
        at = visible_words(page.source, result.visible)
        row = replace(
            row,
            table=confusion(page.source, page.spans, found, at),
            pieces=span_counts(page.source, page.spans, found, at, keep),
        )
    return replace(row, bins=span_bins(page, result, keep))


def _score(
    page: Page, made: str | None, seconds: float, reference: str | None, rouge: bool
) -> Score:
    text = made or ""
    words = pieces = order = snippets = None
    if reference is not None:
        each = metrics.is_by_character(reference)
        words = metrics.word_score(text, reference, by_character=each)
        pieces = metrics.shingles(text, reference, by_character=each)
        order = metrics.rouge_l(text, reference, by_character=each) if rouge else None
    if page.with_snippets or page.without_snippets:
        snippets = metrics.snippet_counts(text, page.with_snippets, page.without_snippets)
    has_article = bool(reference and metrics.WORD.search(reference))
    is_empty = not metrics.WORD.search(text)
    return Score(seconds, made is None, has_article, is_empty, words, pieces, order, snippets)


def reference_of(page: Page, visible: Visible | None, keep: Collection[str]) -> str | None:
    """The text that should be extracted, or None if the page doesn't tell.

    It is the main content; without one, what the gold spans with kept labels say.
    """
    if page.main_content is not None or page.spans is None:
        return page.main_content
    return "\n".join(
        visible.piece(span.start, span.end) if visible else page.source[span.start : span.end]
        for span in page.spans
        if span.label in keep
    )


def _labelled(result: Result, keep: Collection[Label]) -> Iterator[tuple[int, int, str]]:
    """What was found, with labels that say whether a piece was kept."""
    for span in result.spans:
        label = span.label
        if span.kept != (label in keep):  # kept or dropped by force, or left by an extractor
            label = Label.BODY if span.kept else Label.OTHER
        yield span.start, span.end, label
