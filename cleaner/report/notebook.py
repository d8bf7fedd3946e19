"""A result as a notebook shows it: a fragment of HTML without script, and no more than a screen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from cleaner.report.palette import PALETTE
from cleaner.screen import breaks_before, printable

if TYPE_CHECKING:
    from cleaner.result import Result

MOST_CHARACTERS: Final = 20_000
"""Text that is shown; what follows is counted. A notebook is saved with all that it shows."""

_BOX: Final = (
    "white-space:pre-wrap;overflow-wrap:anywhere;max-height:32em;overflow:auto;"
    "unicode-bidi:plaintext;line-height:1.5;padding:.5em;border:1px solid #8888"
)


def to_fragment(result: Result) -> str:
    """Return a result as a fragment of HTML.

    >>> import cleaner
    >>> "&lt;b&gt;" in to_fragment(cleaner.clean("Rain <b> fell.", kind="text"))
    True
    """
    parts: list[str] = []
    shown, was_kept = 0, False
    for span, breaks in zip(result.spans, breaks_before(result), strict=True):
        if shown >= MOST_CHARACTERS:
            break
        look = PALETTE[span.label]
        text = span.text[: MOST_CHARACTERS - shown]
        shown += len(text)
        if parts:  # what is dropped in a row takes little room
            parts.append("\n" * min(breaks, 2) * (span.kept or was_kept) or " ")
        was_kept = span.kept
        style = f"border-bottom:2px {look.line} {look.colour};"
        if not span.kept:
            style += f"opacity:.75;background:color-mix(in srgb,{look.colour} 22%,transparent)"
        said = f"{span.label}, {'kept' if span.kept else 'dropped'}, score {span.score:.2f}"
        letter = f"<sub>{look.letter}</sub> "
        parts.append(
            f'<span style="{style}" title="{said}">{letter}{escape(printable(text))}</span>'
        )
    total = sum(len(span.text) for span in result.spans)
    more = f"\n… {total - shown:,} more characters" if total > shown else ""
    counts = sorted(result.counts().items(), key=lambda entry: -entry[1])
    listed = ", ".join(f"{PALETTE[label].letter} {label} {count:,}" for label, count in counts)
    return (
        f"<div><div>{escape(repr(result))} <small>{listed}</small></div>"
        f'<div style="{_BOX}">{"".join(parts)}{more}</div></div>'
    )
