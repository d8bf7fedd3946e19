"""The figures in the terminal: extractors side by side, groups, labels and the worst pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rich.console import Console

COLUMNS: Final = (
    ("word F1", "word_f1"),
    ("prec.", "word_precision"),
    ("recall", "word_recall"),
    ("4-gram", "shingle_f1"),
    ("ROUGE-L", "rouge_l"),
    ("snippets", "snippet_f1"),
    ("lost", "content_lost"),
    ("CPU ms", "cpu_ms"),
    ("ours ahead", "behind_ours"),
)
"""What is shown of each extractor: the column's head, and the figure's name in the JSON."""

_WIDE: Final = 160
"""Columns of what is written to no terminal."""

_MAIN: Final = ("word_f1", "snippet_f1", "behind_ours")

GROUPS: Final = 12
"""Groups that are shown, the largest first."""

WORST: Final = 10


def print_table(screen: Console, figures: Mapping[str, Any]) -> None:
    """Print the figures that `cleaner.evaluation.summary` made."""
    from rich.table import Table
    from rich.text import Text

    from cleaner.screen import printable

    if not screen.is_terminal:
        screen.width = _WIDE

    def table(title: str, rows: Sequence[Sequence[str]]) -> None:
        made = Table(
            title=title, title_justify="left", title_style="bold", box=None, pad_edge=False
        )
        for place, head in enumerate(rows[0]):
            made.add_column(
                head, justify="right" if place else "left", min_width=0 if place else 11
            )
        for row in rows[1:]:
            made.add_row(*(Text(printable(cell)) for cell in row))
        screen.print(made)
        screen.print()

    table(f"{figures['pages']} pages", extractor_rows(figures, intervals=False))
    for name, why in figures["missing"].items():
        screen.print(Text(f"{name} could not run: {printable(why)}", "yellow"))
    for name, found in figures["extractors"].items():
        if found["failed"]:
            told = f"{name} failed on {found['failed']} pages: they count as empty"
            screen.print(Text(told, "yellow"))
    if len(figures["groups"]) > 1:
        table("F1 by group", group_rows(figures))
    if figures["labels"]:
        table("Labels, against gold spans", label_rows(figures["labels"]))
        screen.print(Text(label_line(figures["labels"])), "")
    if figures["calibration"]:
        error = figures["calibration"]["error"]
        screen.print(f"Scores are off by {error:.3f} on average as chances (calibration error).\n")
    if worst := worst_rows(figures["rows"]):
        table("Worst pages", [("page", "F1", "data"), *worst])


def extractor_rows(figures: Mapping[str, Any], *, intervals: bool = True) -> list[list[str]]:
    """A row an extractor, the head first; figures that nobody has are left out.

    Without ``intervals`` only the figures that pages are ordered by have them.
    """
    extractors = figures["extractors"]
    columns = [
        (head, name)
        for head, name in COLUMNS
        if any(found.get(name) for found in extractors.values())
    ]
    rows = [["extractor", "pages", *(head for head, _ in columns)]]
    for extractor, found in extractors.items():
        cells = [
            _estimate(found.get(name), 1 if name == "cpu_ms" else 3, intervals or name in _MAIN)
            for _, name in columns
        ]
        rows.append([extractor, str(found["pages"]), *cells])
    return rows


def group_rows(figures: Mapping[str, Any]) -> list[list[str]]:
    """A row a group, the largest first."""
    extractors = figures["extractors"]
    rows = [["group", "pages", *extractors]]
    for group, size in list(figures["groups"].items())[:GROUPS]:
        cells = [_estimate(found["groups"][group]["f1"]) for found in extractors.values()]
        rows.append([group, str(size), *cells])
    if len(figures["groups"]) > GROUPS:
        rows.append([f"… {len(figures['groups']) - GROUPS} more"] + [""] * (len(rows[0]) - 1))
    return rows


def label_rows(labels: Mapping[str, Any]) -> list[list[str]]:
    """A row a label: words, how many of the dropped ones were dropped, how many got the label."""
    rows = [["label", "words", "dropped", "named right", "most often taken for"]]
    for gold, found in labels["confusion"].items():
        others = {label: count for label, count in found.items() if label != gold}
        most = max(others, key=lambda label: others[label], default=None)
        size = sum(found.values())
        taken = f"{most} {others[most] / size:.2f}" if most else ""
        dropped = labels["found"].get(gold)
        rows.append(
            [
                gold,
                str(size),
                "" if dropped is None else f"{dropped:.3f}",
                f"{labels['named'][gold]:.3f}",
                taken,
            ]
        )
    return rows


def label_line(labels: Mapping[str, Any]) -> str:
    """What the labels come to, in one line."""
    lost = labels["pages_that_lost_a_quarter"]
    return (
        f"Words to drop, F1 {_estimate(labels['drop_f1'])}; "
        f"pieces to drop, F1 {_estimate(labels['span_drop_f1'])}; "
        f"article words lost {_estimate(labels['content_lost'])}, "
        f"over a quarter on {lost} of {labels['pages']} pages; "
        f"right label on {labels['right_label']:.3f} of the words rightly dropped."
    )


def worst_rows(rows: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """Ours, the pages with the lowest word F1."""
    scored = [
        (row["extractors"]["cleaner"]["word_f1"], row)
        for row in rows
        if "word_f1" in row["extractors"]["cleaner"]
    ]
    worst = sorted(scored, key=lambda pair: pair[0])[:WORST]
    return [[row["id"][:60], f"{score:.3f}", row["data"]] for score, row in worst if score < 1]


def _estimate(
    figure: Mapping[str, float | None] | None, decimals: int = 3, interval: bool = True
) -> str:
    if figure is None:
        return ""
    shown = f"{figure['value']:.{decimals}f}"
    low, high = figure["low"], figure["high"]
    if not interval or low is None or high is None:
        return shown
    return f"{shown} ±{(high - low) / 2:.{decimals}f}".replace("±0.", "±.")
