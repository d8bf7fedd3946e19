"""Why a span has its label: the rules that fired and the features that weighed most.

Worked out again from the source when somebody asks, which costs nothing where
nobody does. How much a group of features weighed is told by taking it away: the
group is set to its mean over the training data and the page is scored again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from cleaner.analysis import Evidence, gather, score
from cleaner.labels import LABELS, Label
from cleaner.result import Reason, Result
from cleaner.rules.match import rule_columns
from cleaner.scoring.model import Model, load_model
from cleaner.scoring.sequence import ARTICLE_CODES
from cleaner.scoring.words import Groups
from cleaner.spans import ALTERNATIVE

if TYPE_CHECKING:
    from cleaner.engine import Cleaner
    from cleaner.visible import Visible

GROUPS: Final = {
    "length": ("words", "characters", "characters per token"),
    "kinds of character": ("share", "count", "has"),
    "first and last token": ("starts", "ends"),
    "sentence shape": ("prose",),
    "its line": ("line", "glued"),
    "line breaks around it": ("break", "blank"),
    "place in the text": ("place", "blocks", "alone"),
    "the text as a whole": ("text",),
    "prose around it": (
        "prose within",
        "prose before",
        "prose words",
        "no prose",
        "since",
        "until",
    ),
    "words around it": ("words before", "words after"),
    "repeats": ("copies", "as"),
    "shares the article's words": ("topic", "known"),
    "evidence of rules": ("evidence",),
    "links": ("link", "linked", "item link", "items link", "article link", "core link"),
    "elements around it": (
        "is", "in", "hidden", "preformatted", "depth", "gap", "words share", "prose share",
        "share grows", "units", "words per", "prose per", *(f"place {level}" for level in range(9)),
    ),
    "its siblings": ("siblings", "item", "items", "outer"),
    "where the prose is": ("before", "after", "article", "core", "in article", "in core"),
    "headings": ("since h1", "since heading", "no h1", "no heading", "until h1", "h1", "words since"),
    "the page as a whole": ("page", "address"),
    "title and description": ("in the", "holds", "article's"),
}
"""Groups of features and how the names of their features begin; the longest beginning counts."""

LEAST_WEIGHT: Final = 0.25
"""Groups that move the log-odds by less than this are left out."""

MOST_FEATURES: Final = 4
"""Feature groups named per span."""


def explain(cleaner: Cleaner, result: Result) -> tuple[tuple[Reason, ...], ...]:
    """The reasons of each span of a result."""
    columns, visible = result.columns, result.visible
    if not len(columns.starts):
        return ()
    page = visible.markup if visible else result.source
    evidence, model = gather([page], cleaner.language, cleaner.url), load_model(result.kind)
    starts, ends = columns.starts, columns.ends
    if visible:
        # An alternative text has no block: an empty range.
        ranges = [visible.range(*place) or (0, 0) for place in zip(starts, ends, strict=True)]
        starts, ends = np.array(ranges, np.int64).T
    first = np.maximum(np.searchsorted(evidence.blocks.start, starts, side="right") - 1, 0)
    last = np.searchsorted(evidence.blocks.start, ends, side="left")
    weights = _group_weights(evidence, model)
    names = [*weights]
    table = np.stack([weights[name] for name in names], axis=1)
    words = evidence.layout.words + 1e-3
    reasons = []
    rules = _rules_by_block(evidence, visible)
    for place, (low, high) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        span: list[Reason] = []
        if bool(columns.kept[place]) != (LABELS[columns.labels[place]] in cleaner.keep):
            forced = "keep" if columns.kept[place] else "drop"
            span.append(Reason("forced", f"force_{forced}", 1.0, note="the caller's word"))
        seen = {reason: None for block in range(low, high) for reason in rules.get(block, ())}
        span += sorted(seen, key=lambda reason: -reason.weight)
        if low >= high:
            span.append(Reason("rule", ALTERNATIVE, 1.0, note=f"names it {Label.CAPTION}"))
            reasons.append(tuple(span))
            continue
        mean = np.average(table[low:high], axis=0, weights=words[low:high])
        for group in np.argsort(-np.abs(mean))[:MOST_FEATURES].tolist():
            if abs(mean[group]) >= LEAST_WEIGHT:
                side = "for" if mean[group] > 0 else "against"
                span.append(
                    Reason(
                        "feature",
                        names[group],
                        round(float(mean[group]), 2),
                        note=f"speaks {side} the article",
                    )
                )
        reasons.append(tuple(span))
    return tuple(reasons)


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


def _group_weights(evidence: Evidence, model: Model) -> dict[str, npt.NDArray[np.float64]]:
    """For each group of features, how far it moves the log-odds of each block."""
    base = _log_odds(evidence, model)
    columns = [group_of(name) for name in evidence.names]
    weights = {}
    for group in dict.fromkeys(columns):
        members = np.array([column == group for column in columns])
        features = np.where(members, model.mean, evidence.features)
        weights[group] = base - _log_odds(evidence._replace(features=features), model)
    terms = evidence.terms
    silent = {"its words": terms._replace(groups=_unknown(terms.groups))}
    if terms.names:
        silent["names of the elements around it"] = terms._replace(names=_unknown(terms.names))
    for group, without in silent.items():
        weights[group] = base - _log_odds(evidence._replace(terms=without), model)
    return weights


def _unknown(groups: Groups) -> Groups:
    return tuple((np.zeros_like(hashes), bounds) for hashes, bounds in groups)


def _log_odds(evidence: Evidence, model: Model) -> npt.NDArray[np.float64]:
    chance = score(evidence, model).labels[:, ARTICLE_CODES].sum(axis=1).astype(np.float64)
    chance = np.clip(chance, 1e-6, 1 - 1e-6)
    result: npt.NDArray[np.float64] = np.log(chance / (1 - chance))
    return result


def _rules_by_block(evidence: Evidence, visible: Visible | None) -> dict[int, list[Reason]]:
    rules = rule_columns()
    found: dict[int, list[Reason]] = {}
    for block, rule, start, end in zip(*(column.tolist() for column in evidence.hits), strict=True):
        label, weight = LABELS[rules.label[rule]], round(float(rules.strength[rule]), 2)
        if visible:
            start, end = visible.to_source(start), visible.to_source(end - 1, behind=True)
        found.setdefault(block, []).append(
            Reason("rule", rules.names[rule], weight, start, end, f"names it {label}")
        )
    return found
