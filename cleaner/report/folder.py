"""The reports of many pages: a folder with a file per page and an index, worst pages first.

Pages are taken one by one, so that memory holds one page and the figures of all others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.labels import LABELS
from cleaner.report.page import fill, label_style, policy, read_text, render_page, trusted
from cleaner.report.palette import looks
from cleaner.report.plots import histogram, scatter

if TYPE_CHECKING:
    from cleaner.datasets import Page
    from cleaner.result import Result

_NO_NAME: Final = re.compile(r"[^\w.-]+")
_LONGEST_NAME: Final = 60


class PageRow(NamedTuple):
    """What the index says of a page."""

    name: str
    title: str | None
    link: str
    kind: str
    score: float
    """How well it was cleaned, from 0 to 1: see `agreement` and `sureness`."""
    against_gold: bool
    """Whether the score is an `agreement`."""
    kept: float
    """Share of its characters that was kept."""
    characters: int
    spans: int
    shares: tuple[float, ...]
    """Share of its characters that each label has, in the order of ``LABELS``."""


def write_folder(
    pages: Iterable[tuple[str, Result, Page | None]], folder: Path | str
) -> tuple[PageRow, ...]:
    """Write the report of each page and an ``index.html`` into a folder, which is made.

    Arguments:
        pages: the name of each page, its result, and what is known to be right for it.
        folder: where to write: ``index.html``, and a file per page in ``pages/``. What is there
            under these names is replaced.

    Returns:
        The rows of the index, worst page first.

    Raises:
        ImportError: without the extra ``report``. OSError: if it can't be written.

    >>> import cleaner, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_folder([("a", cleaner.clean("One."), None)], folder)[0].link
    'pages/0001-a.html'
    """
    folder = Path(folder)
    pages = iter(pages)
    first = list(islice(pages, 1))  # where there is none to clean, nothing is made
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    rows = []
    for number, (name, result, gold) in enumerate(chain(first, pages), 1):
        safe = _NO_NAME.sub("-", name).strip("-.")[-_LONGEST_NAME:]
        link = f"pages/{number:04d}-{safe or 'page'}.html"
        about = _about(gold) if gold else None
        html = render_page(result, name, about=about, back="../index.html")
        (folder / link).write_text(html, "utf-8")
        rows.append(_row(name, result, gold, link))
    rows.sort(key=lambda row: row.score)
    (folder / "index.html").write_text(render_index(rows), "utf-8")
    return tuple(rows)


def render_index(rows: Sequence[PageRow]) -> str:
    """Return the index of several reports as HTML, with its table in the order of the rows."""
    script = read_text("index", "index.js")
    characters = sum(row.characters for row in rows)
    shares = [
        sum(row.shares[code] * row.characters for row in rows) / max(characters, 1)
        for code in range(len(LABELS))
    ]
    return fill(
        "index/index.html.jinja",
        policy=policy(script),
        style=trusted(label_style() + read_text("index", "index.css")),
        script=trusted(script),
        rows=rows,
        looks=looks(),
        characters=characters,
        shares=shares,
        labels={label: share for label, share in zip(LABELS, shares, strict=True) if share},
        kept=sum(row.kept * row.characters for row in rows) / max(characters, 1),
        score=sum(row.score for row in rows) / max(len(rows), 1),
        judged=sum(row.against_gold for row in rows),
        scores=histogram([row.score for row in rows]),
        kept_shares=histogram([row.kept for row in rows]),
        sizes=scatter([(math.log10(max(row.characters, 1)), row.kept) for row in rows]),
    )


def sureness(result: Result) -> float:
    """Return how sure the cleaner is, by its own scores, of what it kept and dropped.

    The mean over all characters of the chance that their being kept or dropped is right.

    >>> import cleaner
    >>> 0.5 < sureness(cleaner.clean("© 2024 Example Ltd. All rights reserved.")) <= 1
    True
    """
    size = chance = 0.0
    for span in result.spans:
        size += len(span.text)
        chance += len(span.text) * (span.score if span.kept else 1 - span.score)
    return chance / size if size else 1.0


def agreement(result: Result, gold: Page) -> float | None:
    """Return how well a clean text agrees with what is known to be right: 1 is best.

    Word-F1 against the article's text, or against the text of the spans whose labels are kept;
    with snippets alone their F1, as in `cleaner.evaluation`. None: nothing is known.

    >>> import cleaner
    >>> from cleaner.datasets import Page
    >>> agreement(cleaner.clean("One two."), Page("1", "One two.", "text", main_content="one Two"))
    1.0
    """
    from cleaner.evaluation.evaluate import reference_of
    from cleaner.evaluation.metrics import (
        is_by_character,
        snippet_counts,
        snippet_f1,
        word_score,
    )

    reference = reference_of(gold, result.visible, result.keep)
    if reference is not None:
        if not reference.strip():
            return float(not result.text.strip())
        each = is_by_character(reference)
        return word_score(result.text, reference, by_character=each).f1
    if gold.with_snippets or gold.without_snippets:
        counts = snippet_counts(result.text, gold.with_snippets, gold.without_snippets)
        return snippet_f1([counts])
    return None


def _about(page: Page) -> dict[str, str]:
    """What a data set knows of a page beside its gold."""
    fields = {name: getattr(page, name) for name in ("url", "language", "type", "site")}
    return {name: value for name, value in fields.items() if value is not None}


def _row(name: str, result: Result, gold: Page | None, link: str) -> PageRow:
    counts = result.counts()
    characters = sum(counts.values())
    judged = agreement(result, gold) if gold else None
    return PageRow(
        name=name,
        title=result.title,
        link=link,
        kind=result.kind,
        score=sureness(result) if judged is None else judged,
        against_gold=judged is not None,
        kept=sum(len(span.text) for span in result.kept) / max(characters, 1),
        characters=characters,
        spans=len(result.spans),
        shares=tuple(counts.get(label, 0) / max(characters, 1) for label in LABELS),
    )
