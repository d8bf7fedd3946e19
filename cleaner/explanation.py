"""Why a span has its label: the rules that fired and the features that weighed most.

Worked out again from the source when somebody asks, which costs nothing where
nobody does. How much a group of features weighed is told by taking it away: the
group is set to its mean over the training data and the page is scored again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.deciding.evidence import gather, gather_pages
from cleaner.deciding.refine import all_hits
from cleaner.deciding.spans import ALTERNATIVE, BY_MARKUP, BY_STEP, EXTRACTOR, FORCED
from cleaner.extractors import extract
from cleaner.extractors import place as place_extract
from cleaner.labels import LABELS, Label
from cleaner.reading.page import Read
from cleaner.reading.stretches import split
from cleaner.result import Reason, Result
from cleaner.rules.hits import Hits, rule_columns
from cleaner.scoring.model import Matrix, load_model
from cleaner.scoring.page_model import load_page_model
from cleaner.scoring.sequence import ARTICLE_CODES, Step, log_odds
from cleaner.scoring.site_evidence import Told, page_evidence, text_evidence
from cleaner.scoring.structure_features import LEVELS
from cleaner.scoring.terms import BlockTerms, Groups
from cleaner.segment.blocks import Blocks
from cleaner.segment.markup import Markup
from cleaner.sites import PAGES
from cleaner.source import decode

if TYPE_CHECKING:
    from cleaner.engine import Cleaner
    from cleaner.reading.markdown import Shown
    from cleaner.view.visible import Visible

GROUPS: Final = {
    "length": ("words", "characters"),
    "kinds of character": ("share", "count", "has"),
    "first and last token": ("starts", "ends"),
    "sentence shape": ("prose",),
    "its line": ("line", "glued"),
    "line breaks around it": ("break", "blank"),
    "place in the text": ("place", "blocks", "alone"),
    "the text as a whole": ("text",),
    "prose around it": (
        "prose within", "prose before", "prose words", "no prose", "since", "until",
    ),
    "words around it": ("words before", "words after"),
    "repeats": ("copies", "as"),
    "shares the article's words": ("topic", "known"),
    "evidence of rules": ("evidence",),
    "links": ("link", "linked", "item link", "items link", "article link", "core link"),
    "elements around it": (
        "is", "in", "hidden", "preformatted", "depth", "gap", "words share", "prose share",
        "share grows", "units", "words per", "prose per",
        *(f"place {level}" for level in range(LEVELS)),
    ),
    "its siblings": ("siblings", "item", "items", "outer"),
    "where the prose is": ("before", "after", "article", "core", "in article", "in core"),
    "headings": (
        "since h1", "since heading", "no h1", "no heading", "until h1", "h1", "words since",
    ),
    "the page as a whole": ("page",),
    "title and description": ("in the", "holds", "article's"),
}  # fmt: skip
"""Groups of features and how the names of their features begin; the longest beginning counts."""

LEAST_WEIGHT: Final = 0.25
"""Groups that move the log-odds by less than this are left out."""

MOST_FEATURES: Final = 4
"""Feature groups named per span."""


class Worked(NamedTuple):
    """A page worked out again: blocks, the weight of each group of features, the rules."""

    blocks: Blocks
    words: npt.NDArray[np.float64]
    weights: dict[str, npt.NDArray[np.float64]]
    rules: Hits
    told: Told | None
    """What the other pages of the site say."""


_STEPS: Final[dict[str | None, Reason]] = {
    BY_STEP[step]: Reason("sequence", step.name.lower(), weight, note=note)
    for step, weight, note in (
        (Step.COPY, -1.0, "stands on the page twice"),
        (Step.LIST, -1.0, "behind a related heading"),
        (Step.HEADLINE, 1.0, "the likeliest headline of what follows"),
        (Step.SECTION, -1.0, "in a part of the page whose heading says so"),
        (Step.ADDRESS, 1.0, "the page's address has its words"),
    )
}
"""What a step says of the span whose label it chose."""


def explain(cleaner: Cleaner, result: Result) -> tuple[tuple[Reason, ...], ...]:
    """The reasons of each span of a result."""
    columns, visible = result.columns, result.visible
    if not len(columns.starts):
        return ()
    ranges = [*zip(columns.starts.tolist(), columns.ends.tolist(), strict=True)]
    extracted = None
    if visible:
        page = Read(result.decoded, result.url, visible)
        # An alternative text has no block: an empty range.
        ranges = [visible.range(*place) or (0, 0) for place in ranges]
        if cleaner.extractor:
            extracted = _extracted(visible, cleaner, cleaner.extractor, result.url)
    else:
        page = Read.of_text(result.decoded, result.url)
        if page.shown:
            ranges = [(page.shown.to_text(low), page.shown.to_text(high)) for low, high in ranges]
    said, seen = _in_stretches(page, cleaner), visible or page.shown
    reasons = []
    for place, (start, end) in enumerate(ranges):
        span: list[Reason] = []
        told = extracted(start, end) if extracted else None
        if result.rules[place] == FORCED:
            forced = "keep" if columns.kept[place] else "drop"
            span.append(Reason("forced", f"force_{forced}", 1.0, note="the caller's word"))
        is_picture = result.rules[place] == ALTERNATIVE or (visible and start == end)
        if is_picture:
            span.append(Reason("rule", ALTERNATIVE, 1.0, note=f"names it {Label.CAPTION}"))
        elif result.rules[place] in BY_MARKUP:
            name, label = str(result.rules[place]), LABELS[columns.labels[place]]
            at = int(columns.starts[place]), int(columns.ends[place])
            span.append(Reason("rule", name, 1.0, *at, f"names it {label}"))
        # Of Markdown a mark alone may be forced, and what stands before the text has no block.
        if is_picture or start == end:
            reasons.append(tuple(span))
            continue
        if told is not None:
            span += told
        else:
            if extracted and cleaner.extractor:
                span.append(_by_extractor(cleaner.extractor, -1.0, "left it out"))
            step = _STEPS.get(result.rules[place])
            if step:
                span.append(step)
            found = said(start, end)
            span += (_in_source(reason, seen) for reason in found) if seen else found
        reasons.append(tuple(span))
    return tuple(reasons)


def _in_stretches(page: Read, cleaner: Cleaner) -> Callable[[int, int], list[Reason]]:
    """What the rules and features say of a range of a page, by the stretch that it stands in."""
    parts = [*split(page)]
    bounds = [low for low, _ in parts]

    @lru_cache(maxsize=1)  # ranges are asked for in their order
    def stretch(place: int) -> Callable[[int, int], list[Reason]]:
        part = parts[place][1]
        if part.visible:
            return _said(_page(part.visible.markup, cleaner))
        return _said(_text(part.text, cleaner, part.url))

    def said(start: int, end: int) -> list[Reason]:
        place = bisect_right(bounds, start) - 1
        low = bounds[place]
        return [_moved(reason, low) for reason in stretch(place)(start - low, end - low)]

    return said


def _moved(reason: Reason, by: int) -> Reason:
    if not by or reason.start is None or reason.end is None:
        return reason
    return replace(reason, start=reason.start + by, end=reason.end + by)


def _said(worked: Worked) -> Callable[[int, int], list[Reason]]:
    """What the rules, then the features say of a range of a page that was worked out."""
    rules, none = _fired(worked.rules, worked.blocks), _Fired([], [], 0)
    names = [*worked.weights]
    table = np.stack([worked.weights[name] for name in names], axis=1)
    words = worked.words + 1e-3

    def said(start: int, end: int) -> list[Reason]:
        low = max(int(np.searchsorted(worked.blocks.start, start, side="right")) - 1, 0)
        high = int(np.searchsorted(worked.blocks.start, end, side="left"))
        fired = (rules.get(block, none).at(start, end) for block in range(low, high))
        found = sorted(dict.fromkeys(chain(*fired)), key=lambda reason: -reason.weight)
        mean = np.average(table[low:high], axis=0, weights=words[low:high])
        weighed = _by_site(worked.told, slice(low, high), words) if worked.told else []
        for group in np.argsort(-np.abs(mean))[:MOST_FEATURES].tolist():
            if abs(mean[group]) >= LEAST_WEIGHT:
                side = "for" if mean[group] > 0 else "against"
                note = f"speaks {side} the article"
                weight = round(float(mean[group]), 2)
                weighed.append(Reason("feature", names[group], weight, note=note))
        found += sorted(weighed, key=lambda reason: -abs(reason.weight))
        return found

    return said


def _by_site(told: Told, part: slice, words: npt.NDArray[np.float64]) -> list[Reason]:
    """What the other pages of the site say of some blocks, by the longest that they tell of."""
    odds, mass = told.odds[part], words[part]
    weight = round(float(np.average(odds, weights=mass)), 2)
    if abs(weight) < LEAST_WEIGHT:
        return []
    agree = np.sign(odds) == np.sign(weight)
    block = part.start + int(np.argmax(mass * agree))
    pages, found = int(told.pages[block]), int(told.found[block])
    if found > 0:
        of = "pages" if pages + 1 < PAGES else "sampled pages"
        name, note = "recurs", f"on {found + 1} of {pages + 1} {of} of this site"
    elif weight < 0:
        name, note = "between", "new, but inside of what recurs on this site"
    else:
        name, note = "new", f"on none of {pages} other pages of this site"
    return [Reason("site", name, weight, note=note)]


def _extracted(
    visible: Visible, cleaner: Cleaner, extractor: str, url: str | None
) -> Callable[[int, int], list[Reason] | None]:
    """What is said of a range of a page's text as a part of what an extractor took.

    None if the extractor left it out. Evidence is told by where its words stand in the page.
    """
    text = extract(visible.source, extractor)
    origin = place_extract(visible.markup, text).origin
    if not (origin >= 0).any():
        return lambda start, end: None
    said = _in_stretches(Read(decode(text), url, None), cleaner)

    def told(start: int, end: int) -> list[Reason] | None:
        there = origin[start:end]
        there = there[there >= 0]
        if start == end or origin[start] < 0:
            return None
        span = [_by_extractor(extractor, 1.0, "took it")]
        for reason in said(int(there.min()), int(there.max()) + 1):
            if reason.start is not None and reason.end is not None:
                shows = (origin[start:end] >= reason.start) & (origin[start:end] < reason.end)
                places = start + np.flatnonzero(shows)
                if not places.size:
                    continue
                reason = replace(reason, start=int(places[0]), end=int(places[-1]) + 1)
            span.append(_in_source(reason, visible))
        return span

    return told


def _by_extractor(extractor: str, weight: float, note: str) -> Reason:
    return Reason("rule", EXTRACTOR + extractor, weight, note=f"{extractor} {note}")


def _text(text: str, cleaner: Cleaner, url: str | None) -> Worked:
    evidence, model = gather([text], cleaner.language, [url]), load_model(cleaner.model)

    def odds(features: Matrix, terms: BlockTerms) -> npt.NDArray[np.float64]:
        found = model.score(features, terms, evidence.blocks.text)
        return log_odds(found.labels[:, ARTICLE_CODES].sum(axis=1), 1e-6)

    weights = _weights(evidence.names, evidence.features, evidence.terms, model.mean, odds)
    told = None
    if cleaner.site and evidence.blocks.line.size:
        scores = model.score(evidence.features, evidence.terms, evidence.blocks.text)
        chance = scores.known(True if cleaner.extractor else cleaner.extracted).extracted
        told = text_evidence(evidence.blocks, [cleaner.site], chance)
    return Worked(evidence.blocks, evidence.layout.words, weights, evidence.hits, told)


def _page(markup: Markup, cleaner: Cleaner) -> Worked:
    evidence, model = gather_pages([markup]), load_page_model(cleaner.model)

    def odds(features: Matrix, terms: BlockTerms) -> npt.NDArray[np.float64]:
        return model.score(features, terms, evidence.blocks.text).odds

    mean = model.network.mean
    weights = _weights(evidence.names, evidence.features, evidence.terms, mean, odds)
    told = page_evidence(evidence.blocks, [cleaner.site]) if cleaner.site else None
    return Worked(
        evidence.blocks, evidence.layout.words, weights, all_hits(evidence, cleaner.language), told
    )


def _in_source(reason: Reason, seen: Visible | Shown) -> Reason:
    if reason.start is None or reason.end is None:
        return reason
    start, end = seen.to_source(reason.start), seen.to_source(reason.end - 1, behind=True)
    return replace(reason, start=start, end=end)


def group_of(feature: str) -> str:
    """The group that a feature belongs to.

    >>> group_of("words before within 6"), group_of("words")
    ('words around it', 'length')
    """
    begins = [
        (len(start), group)
        for group, starts in GROUPS.items()
        for start in starts
        if feature == start or feature.startswith(f"{start} ")
    ]
    return max(begins)[1]


def _weights(
    names: Sequence[str],
    features: Matrix,
    terms: BlockTerms,
    mean: Matrix,
    odds: Callable[[Matrix, BlockTerms], npt.NDArray[np.float64]],
) -> dict[str, npt.NDArray[np.float64]]:
    """For each group of features, how far it moves the log-odds of each block."""
    base = odds(features, terms)
    columns = [group_of(name) for name in names]
    weights = {}
    for group in dict.fromkeys(columns):
        members = np.array([column == group for column in columns])
        weights[group] = base - odds(np.where(members, mean, features), terms)
    weights["its words"] = base - odds(features, terms._replace(groups=_unknown(terms.groups)))
    if terms.names is not None:
        silent = terms.names._replace(first=np.zeros_like(terms.names.first))
        nameless = terms._replace(names=silent)
        weights["names of the elements around it"] = base - odds(features, nameless)
    return weights


def _unknown(groups: Groups) -> Groups:
    return tuple((np.zeros_like(hashes), bounds) for hashes, bounds in groups)


class _Fired(NamedTuple):
    """The rules that fired on a block: it may be cut into thousands of spans, with as many hits."""

    whole: list[Reason]
    """Those that say something of all of it."""
    parts: list[tuple[int, int, Reason]]
    """Where the others' matches start and end, sorted."""
    longest: int
    """Of these."""

    def at(self, start: int, end: int) -> Iterator[Reason]:
        """What is said of a range of the block."""
        yield from self.whole
        low = bisect_left(self.parts, start - self.longest, key=itemgetter(0))
        high = bisect_left(self.parts, end, key=itemgetter(0))
        yield from (reason for _, last, reason in self.parts[low:high] if last > start)


def _fired(hits: Hits, blocks: Blocks) -> dict[int, _Fired]:
    rules, found = rule_columns(), dict[int, _Fired]()
    starts, ends = blocks.start.tolist(), blocks.end.tolist()
    order = np.lexsort((hits.end, hits.start))
    for block, rule, start, end in zip(*(column[order].tolist() for column in hits), strict=True):
        label, weight = LABELS[rules.label[rule]], round(float(rules.strength[rule]), 2)
        reason = Reason("rule", rules.names[rule], weight, start, end, f"names it {label}")
        fired = found.setdefault(block, _Fired([], [], 0))
        if start <= starts[block] and ends[block] <= end:
            fired.whole.append(reason)
        else:
            fired.parts.append((start, end, reason))
            found[block] = fired._replace(longest=max(fired.longest, end - start))
    return found
