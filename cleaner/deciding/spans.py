"""Blocks and their labels to spans: neighbours on a line that agree become one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.labels import CODES, LABELS, Label
from cleaner.rules.hits import Hits, rule_columns
from cleaner.scoring.sequence import ARTICLE_CODES, Decision, Step
from cleaner.segment.blocks import Blocks
from cleaner.segment.markup import Markup
from cleaner.segment.runs import begins_run

PHRASE_STRENGTH: Final = 0.8
"""How a phrase compares with patterns when a span is named after its strongest rule."""


ALTERNATIVE: Final = "markup.alternative-text"
"""What names the alternative text of a picture."""

PERMALINK: Final = "markup.permalink"
"""What names a heading's link to itself, or to edit what it heads."""

HOME_LINK: Final = "markup.home-link"
"""What names a title that links to the site's front page."""

FRONT_MATTER: Final = "markup.front-matter"
"""What names what stands before a text and tells of it."""

CODE: Final = "markup.code"
"""What names pieces of code between fences that stay with the rest of it."""

TABLE: Final = "markup.table"
"""What names cells that stay with the rest of their table."""

BY_MARKUP: Final = frozenset((PERMALINK, HOME_LINK, FRONT_MATTER, CODE, TABLE))
"""What names spans after the model has spoken, by the page's own marks."""

FORCED: Final = "forced"
"""What names what the caller forces to stay or to go."""

EXTRACTOR: Final = "extractor."
"""How the names begin of what an extractor left out."""

BY_STEP: Final = tuple(f"sequence.{step.name.lower()}" for step in Step)
"""What names a span whose label a `Step` chose."""


@dataclass(frozen=True, slots=True, eq=False)
class SpanColumns:
    """The spans of one text, offsets in its code points."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    labels: npt.NDArray[np.uint8]
    scores: npt.NDArray[np.float64]
    rules: tuple[str | None, ...]

    def kept_with(self, labels: Collection[Label | str]) -> npt.NDArray[np.bool_]:
        """Which spans have one of these labels."""
        return np.array([label in labels for label in LABELS])[self.labels]


def span_bounds(blocks: Blocks, decision: Decision) -> npt.NDArray[np.int64]:
    """First block of each span, and one past the last block."""
    changes = begins_run(blocks.line, decision.label)
    return np.append(np.flatnonzero(changes), decision.label.size)


def naming_rules(
    hits: Hits, decision: Decision, bounds: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """For each span the strongest rule that says what was decided, or -1."""
    rules = rule_columns()
    span = np.repeat(np.arange(bounds.size - 1), np.diff(bounds))
    agrees = np.flatnonzero(rules.label[hits.rule] == decision.label[hits.block])
    strength = np.where(rules.of_phrase, PHRASE_STRENGTH, rules.strength)
    order = agrees[np.argsort(strength[hits.rule[agrees]], kind="stable")]
    named = np.full(bounds.size - 1, -1, np.int64)
    named[span[hits.block[order]]] = hits.rule[order]
    return named


def to_spans(
    blocks: Blocks, words: npt.NDArray[np.float64], decision: Decision, hits: Hits
) -> Iterator[SpanColumns]:
    """The spans of each text of a batch; ``words`` are the lengths of the blocks."""
    bounds = span_bounds(blocks, decision)
    first, last = bounds[:-1], bounds[1:] - 1
    text = blocks.text[first]
    offset = blocks.tokens.text_start[text]
    starts, ends = blocks.start[first] - offset, blocks.end[last] - offset
    labels = decision.label[first]
    if first.size:
        weight = words + 1e-3
        scores = np.add.reduceat(decision.score * weight, first) / np.add.reduceat(weight, first)
    else:
        scores = np.zeros(0)
    rules = naming_rules(hits, decision, bounds)
    named = rule_columns().names
    if first.size:
        step = np.maximum.reduceat(decision.step, first).astype(np.int64)
        rules = np.where((rules < 0) & (step > Step.NONE), len(named) + step, rules)
    names = (*named, *BY_STEP, None)
    texts = blocks.tokens.text_start.size - 1
    cuts = np.searchsorted(text, np.arange(texts + 1)).tolist()
    for low, high in pairwise(cuts):
        yield SpanColumns(
            starts[low:high],
            ends[low:high],
            labels[low:high],
            scores[low:high],
            tuple(names[rule] for rule in rules[low:high].tolist()),
        )


def one_behind_another(parts: Iterable[tuple[int, SpanColumns]]) -> SpanColumns:
    """The spans of a text from those of its parts, each with its place in the text."""
    lows, columns = zip(*parts, strict=True)
    return SpanColumns(
        np.concatenate([part.starts + low for low, part in zip(lows, columns, strict=True)]),
        np.concatenate([part.ends + low for low, part in zip(lows, columns, strict=True)]),
        np.concatenate([part.labels for part in columns]),
        np.concatenate([part.scores for part in columns]),
        tuple(chain.from_iterable(part.rules for part in columns)),
    )


def in_source(
    columns: SpanColumns, kept: npt.NDArray[np.bool_], markup: Markup, keep: Collection[Label | str]
) -> tuple[SpanColumns, npt.NDArray[np.bool_]]:
    """Spans of a page's visible text as spans of its source, with those of alternative texts."""
    run_text = np.array(markup.run_text, np.int64)
    run_source = np.array(markup.run_source, np.int64)
    run_length = np.array(markup.run_length, np.int64)
    copied = np.diff(run_text, append=len(markup.text)) == run_length

    def place(offsets: npt.NDArray[np.int64], behind: int) -> npt.NDArray[np.int64]:
        run = np.searchsorted(run_text, offsets, side="right") - 1
        whole = run_source[run] + behind * run_length[run]
        found: npt.NDArray[np.int64] = np.where(
            copied[run], run_source[run] + offsets - run_text[run] + behind, whole
        )
        return found

    alt_start, alt_end = np.array(markup.alt_start, np.int64), np.array(markup.alt_end, np.int64)
    alts = alt_start.size
    starts = np.concatenate((place(columns.starts, 0), alt_start))
    ends = np.concatenate((place(columns.ends - 1, 1), alt_end))
    order = np.argsort(starts, kind="stable")
    rules = (*columns.rules, *(ALTERNATIVE for _ in range(alts)))
    joined = SpanColumns(
        starts[order],
        ends[order],
        np.append(columns.labels, np.full(alts, CODES[Label.CAPTION], np.uint8))[order],
        np.append(columns.scores, np.zeros(alts))[order],
        tuple(rules[row] for row in order.tolist()),
    )
    return joined, np.append(kept, np.full(alts, Label.CAPTION in keep))[order]


def cut_out_forced(
    text: str,
    columns: SpanColumns,
    kept: npt.NDArray[np.bool_],
    force_keep: Iterable[tuple[int, int]],
    force_drop: Iterable[tuple[int, int]],
) -> tuple[SpanColumns, npt.NDArray[np.bool_]]:
    """Cut spans at the forced ranges of a text and set what stays; keeping beats dropping."""
    force = _force(len(text), force_keep, force_drop)
    pieces, at = _cut(text, columns, force)
    forced = force[pieces.starts]
    return _named(pieces, forced != 0, FORCED), np.where(forced == 0, kept[at], forced > 0)


def force_alternatives(
    source: str,
    columns: SpanColumns,
    kept: npt.NDArray[np.bool_],
    force_keep: Iterable[tuple[int, int]],
    force_drop: Iterable[tuple[int, int]],
) -> tuple[SpanColumns, npt.NDArray[np.bool_]]:
    """Set which alternative texts of a page stay: those that forced ranges of its source touch."""
    alternative = np.array(columns.rules, object) == ALTERNATIVE
    if not alternative.any():
        return columns, kept
    force = _force(len(source), force_keep, force_drop)
    bounds = np.stack((columns.starts, columns.ends), axis=1).ravel()
    keep = alternative & (np.maximum.reduceat(force, bounds)[::2] > 0)
    drop = alternative & (np.minimum.reduceat(force, bounds)[::2] < 0)
    return _named(columns, keep | drop, FORCED), keep | (kept & ~drop)


def _force(
    size: int, keep: Iterable[tuple[int, int]], drop: Iterable[tuple[int, int]]
) -> npt.NDArray[np.int8]:
    """1 where a text must stay, -1 where it must go, and a 0 behind it; in linear time, however
    many ranges overlap."""
    stays, goes = (
        np.cumsum(
            np.bincount([min(start, size) for start, _ in ranges], minlength=size + 1)
            - np.bincount([min(end, size) for _, end in ranges], minlength=size + 1)
        )
        > 0
        for ranges in ([*keep], [*drop])
    )
    return np.where(stays, 1, np.where(goes, -1, 0)).astype(np.int8)


def _named(columns: SpanColumns, which: npt.NDArray[np.bool_], name: str) -> SpanColumns:
    """Some of the spans named otherwise."""
    rules = np.where(which, name, np.array(columns.rules, object))
    return replace(columns, rules=tuple(rules.tolist()))


def cut_out_permalinks(
    text: str, columns: SpanColumns, ranges: Iterable[tuple[int, int]]
) -> SpanColumns:
    """Cut spans at the permalinks of a text, and name these; not in navigation, nor in what an
    extractor left out."""
    link = np.zeros(len(text) + 1, dtype=np.int8)
    for start, end in ranges:
        span = int(np.searchsorted(columns.starts, start, side="right")) - 1
        left_out = (columns.rules[span] or "").startswith(EXTRACTOR)
        if columns.labels[span] != CODES[Label.NAVIGATION] and not left_out:
            link[start:end] = 1
    if not link.any():
        return columns
    pieces, _ = _cut(text, columns, link)
    named = link[pieces.starts] > 0
    return replace(
        _named(pieces, named, PERMALINK),
        labels=np.where(named, CODES[Label.NAVIGATION], pieces.labels).astype(np.uint8),
        scores=np.where(named, 0.0, pieces.scores),
    )


def name_home_links(columns: SpanColumns, is_home: Callable[[int, int], bool]) -> SpanColumns:
    """Titles that link to the site's front page are its name, and go; if a heading opens what is
    left, it is the title. Of 12 such titles on the pages of four folds none was the article's."""
    which = columns.labels == CODES[Label.TITLE]
    for place in np.flatnonzero(which).tolist():
        which[place] = is_home(int(columns.starts[place]), int(columns.ends[place]))
    if not which.any():
        return columns
    labels = np.where(which, CODES[Label.NAVIGATION], columns.labels).astype(np.uint8)
    kept = np.flatnonzero(ARTICLE_CODES[labels])
    if kept.size and labels[kept[0]] == CODES[Label.HEADING]:
        labels[kept[0]] = CODES[Label.TITLE]
    named = _named(columns, which, HOME_LINK)
    return replace(named, labels=labels, scores=np.where(which, 0.0, columns.scores))


def _cut(
    text: str, columns: SpanColumns, mark: npt.NDArray[np.int8]
) -> tuple[SpanColumns, npt.NDArray[np.int64]]:
    """Cut spans where the mark of a text's characters changes; and which span each piece is of."""
    change = np.flatnonzero(np.diff(mark[:-1], prepend=0)) if text else np.zeros(0, np.int64)
    starts, ends, origin = [], [], []
    for place, (start, end) in enumerate(
        zip(columns.starts.tolist(), columns.ends.tolist(), strict=True)
    ):
        low, high = np.searchsorted(change, (start, end), side="right")
        edges = [start, *(edge for edge in change[low:high].tolist() if edge < end), end]
        for left, right in pairwise(edges):
            piece = text[left:right]
            stripped = piece.strip()
            if stripped:
                begin = left + len(piece) - len(piece.lstrip())
                starts.append(begin)
                ends.append(begin + len(stripped))
                origin.append(place)
    at = np.array(origin, np.int64)
    pieces = SpanColumns(
        np.array(starts, np.int64), np.array(ends, np.int64), columns.labels[at],
        columns.scores[at], tuple(columns.rules[place] for place in origin),
    )  # fmt: skip
    return pieces, at
