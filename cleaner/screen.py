"""Pages in the terminal: what is kept plain, what is dropped dimmed, labels in the margin."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from cleaner.labels import LABELS, Label

if TYPE_CHECKING:
    from rich.console import Console

    from cleaner.result import Reason, Result

_COLOURS: Final = {
    Label.BYLINE: "blue",
    Label.DATE: "blue",
    Label.CAPTION: "cyan",
    Label.COPYRIGHT: "magenta",
    Label.RELATED: "yellow",
    Label.PROMO: "red",
    Label.SHARE: "green",
    Label.NAVIGATION: "green",
    Label.COMMENTS: "bright_blue",
    Label.BIO: "bright_cyan",
    Label.LEGAL: "bright_magenta",
}
"""The colour of each label's dropped text."""

_MARGIN: Final = max(map(len, LABELS)) + 4
"""Columns left of the page: a sign for a span that goes on in a line, label, bar."""

_CONTROLS: Final = {
    **{code: 0x2400 + code for code in range(0x20) if code not in b"\t\n"},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}
"""Control characters, which could steer the terminal, to signs that show them."""


def show(pages: Iterable[tuple[str, Result]], *, named: bool, why: bool) -> None:
    """Show pages, each with its name above it if they are ``named``, with reasons if asked for."""
    from rich.text import Text

    screen = console()
    for name, result in pages:
        if named:
            screen.rule(Text(printable(name)))
        for span, breaks in zip(result.spans, breaks_before(result), strict=True):
            if breaks > 1:
                screen.print()
            sign = " " if breaks else "+"
            style = "" if span.kept else f"dim {_COLOURS.get(span.label, '')}"
            label = "" if span.label is Label.BODY and span.kept else span.label.value
            _print_beside(screen, f"{sign}{label:>{_MARGIN - 4}}", span.text, style)
            for reason in span.reasons if why else ():
                _print_beside(screen, " ", _reason(reason, result), "italic dim")
        screen.print(Text(_summary(result), "dim"), soft_wrap=True)


def breaks_before(result: Result) -> Iterator[int]:
    """How many lines end before each span: two leave a blank line, 1 is before the first."""
    source, visible = result.source, result.visible
    done, unit = 0, -1
    for place, span in enumerate(result.spans):
        breaks = 1
        if visible is None:
            if place:
                breaks = len(f"{source[done : span.start]}.".splitlines()) - 1
            done = span.end
        elif found := visible.range(span.start, span.end):
            last, unit = unit, visible.unit(found[0])
            if place:
                # GAP_CELL, GAP_LINE, GAP_PARAGRAPH; an alternative text has a line of its own.
                breaks = visible.gap(last, unit)
        yield breaks


def console() -> Console:
    """Return a console that takes what it prints as it is."""
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def _print_beside(console: Console, margin: str, text: str, style: str) -> None:
    """Print a text wrapped, with the margin's words beside its first line."""
    from rich.text import Text

    shown = Text(printable("\n".join(text.splitlines())), style)
    for line in shown.wrap(console, max(20, console.width - _MARGIN), tab_size=4):
        line.rstrip()
        console.print(Text(f"{margin:<{_MARGIN - 2}}│ ", style) + line, soft_wrap=True)
        margin = ""


def printable(text: str) -> str:
    """Show control characters as signs, and lone surrogates as what they are."""
    return text.translate(_CONTROLS).encode("utf-8", "backslashreplace").decode()


def _reason(reason: Reason, result: Result) -> str:
    evidence = ""
    if reason.start is not None and reason.end is not None:
        visible = result.visible
        place = reason.start, reason.end
        said = visible.piece(*place) if visible else result.source[slice(*place)]
        evidence = f" at {reason.start}–{reason.end} “{said}”"
    note = f": {reason.note}" if reason.note else ""
    return f"{reason.kind} {reason.name} {reason.weight:+.2f}{evidence}{note}"


def _summary(result: Result) -> str:
    dropped: dict[str, int] = {}
    for span in result.dropped:
        dropped[span.label] = dropped.get(span.label, 0) + len(span.text)
    parts = sorted(dropped.items(), key=lambda part: -part[1])
    kept = sum(len(span.text) for span in result.kept)
    listed = ", ".join(f"{label} {count:,}" for label, count in parts) or "nothing"
    read = result.decoded
    errors = f", {read.errors:,} characters unreadable" if read.errors else ""
    errors += f", but looks like {read.looks_like}" if read.looks_like else ""
    source = f"; read as {read.encoding} ({read.chosen_by}{errors})" if read.encoding else ""
    return f"kept {kept:,} characters; dropped {listed}{source}"
