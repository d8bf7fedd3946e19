"""The figures as one HTML page that needs nothing else: tables, plots, the worst pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from cleaner.evaluation import plots
from cleaner.evaluation.evaluate import OURS, Evaluation, Worst
from cleaner.evaluation.reliability import article_shares
from cleaner.evaluation.table import extractor_rows, group_rows, label_line
from cleaner.labels import LABELS, Label

LONGEST: Final = 600
"""Characters of a piece that are shown."""
PIECES: Final = 400
"""Pieces of a page that are shown."""
ROWS: Final = 3
"""Pieces that were rightly dropped and stand in a longer row than this are left out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page as the report shows it."""

    verdict: str
    """kept, dropped, lost (dropped, but of the article), left (kept, but not of it), skipped."""
    label: str
    text: str


def report(evaluation: Evaluation, figures: dict[str, Any], title: str = "cleaner") -> str:
    """Make the page.

    Arguments:
        evaluation: what was measured.
        figures: its `summary`.
        title: what the page is called.

    Raises:
        ImportError: without jinja2, the extra ``report``.
    """
    drawn = [plots.group_plot(figures), plots.time_plot(figures)]
    page = template().render(
        title=title,
        figures=figures,
        names=list(figures["extractors"]),
        extractors=extractor_rows(figures),
        groups=group_rows(figures) if len(figures["groups"]) > 1 else [],
        labels=figures["labels"],
        label_line=label_line(figures["labels"]) if figures["labels"] else "",
        all_labels=[label.value for label in LABELS],
        small_plots=[*plots.score_plots(figures), *plots.calibration_plots(figures)],
        large_plots=[plot for plot in drawn if plot],
        plot=plots,
        worst=[
            {
                "row": worst.row,
                "score": worst.row.scores[OURS],
                "url": worst.page.url or "",
                "pieces": list(_pieces(worst, evaluation)),
                "snippets": _snippets(worst),
            }
            for worst in evaluation.worst
        ],
    )
    return str(page)


def template() -> Any:
    """The page's template. Raises ImportError without jinja2."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise ImportError('the report takes jinja2: pip install "cleaner[report]"') from error
    environment = Environment(
        loader=PackageLoader("cleaner.evaluation", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.jinja")


def _pieces(worst: Worst, evaluation: Evaluation) -> Iterator[Piece]:
    """A page's pieces; rows of rightly dropped ones are cut short."""
    shares = article_shares(worst.page, worst.result, evaluation.keep)
    unknown = np.full(len(worst.result.spans), np.nan)
    row: list[Piece] = []
    for place, (span, share) in enumerate(
        zip(worst.result.spans, unknown if shares is None else shares, strict=True)
    ):
        wrong = not np.isnan(share) and (share >= 0.5) != span.kept
        verdict = ("left" if wrong else "kept") if span.kept else ("lost" if wrong else "dropped")
        text = span.text if len(span.text) <= LONGEST else f"{span.text[:LONGEST]} …"
        label = "" if span.label is Label.BODY and span.kept else span.label.value
        if verdict == "dropped":
            row.append(Piece(verdict, label, text))
            continue
        yield from _shortened(row)
        row = []
        if place >= PIECES:
            yield Piece("skipped", "", f"{len(unknown) - place} more pieces")
            return
        yield Piece(verdict, label, text)
    yield from _shortened(row)


def _shortened(row: list[Piece]) -> Iterator[Piece]:
    if len(row) <= ROWS:
        yield from row
        return
    yield row[0]
    yield Piece("skipped", "", f"{len(row) - 2} more dropped")
    yield row[-1]


def _snippets(worst: Worst) -> list[tuple[str, str]]:
    """The snippets that are missing and those that were left in."""
    text = " ".join(worst.result.text.split())
    missed = [part for part in worst.page.with_snippets if " ".join(part.split()) not in text]
    left = [part for part in worst.page.without_snippets if " ".join(part.split()) in text]
    return [*(("lost", part) for part in missed), *(("left", part) for part in left)]
