"""A result as the data of its report: columns, with offsets as a browser counts.

Offsets are in UTF-16 units, as strings of JavaScript are. Spans are written as columns and
names of reasons once, which keeps the report of a 20 MB page loadable.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from cleaner.json_text import json_text
from cleaner.labels import LABELS
from cleaner.report.palette import PALETTE
from cleaner.screen import breaks_before

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.result import Result

_ESCAPES: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What could end a script element, begin a comment or a reference, or break a line of script."""


def page_data(result: Result, name: str, about: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return all that the report of a page shows.

    Arguments:
        result: the page.
        name: what the page is called; the id of its record when it is corrected.
        about: fields of its record beside source and spans, as `cleaner.datasets` names them; by
            default its address.

    >>> import cleaner
    >>> data = page_data(cleaner.clean("One 😀.\\n\\n© 2024 Us."), "one")
    >>> data["gaps"], data["lengths"]
    ([0, 2], [7, 10])
    """
    starts, ends = (
        result.decoded.to_unit(column, "utf16").tolist()
        for column in (result.columns.starts, result.columns.ends)
    )
    if about is None:
        about = {"url": result.url} if result.url else {}
    names: dict[tuple[str, str, str], int] = {}
    rules: dict[str, int] = {}
    return {
        "name": name,
        "kind": result.kind,
        "about": dict(about),
        "labels": [
            {"name": label, "letter": PALETTE[label].letter, "kept": label in result.keep}
            for label in LABELS
        ],
        "source": result.source,
        "gaps": [start - end for start, end in zip(starts, [0, *ends], strict=False)],
        "lengths": [end - start for start, end in zip(starts, ends, strict=True)],
        "label": result.columns.labels.tolist(),
        "kept": result.columns.kept.astype(int).tolist(),
        "score": result.columns.scores.tolist(),
        "rule": [
            -1 if span.rule is None else rules.setdefault(span.rule, len(rules))
            for span in result.spans
        ],
        "alternatives": _alternatives(result),
        "breaks": list(breaks_before(result)),
        # Most say what their source says: only the others' texts are written down.
        "texts": {
            place: span.text
            for place, span in enumerate(result.spans)
            if span.text != result.source[span.start : span.end]
        },
        "reasons": _reasons(result, names),
        "reason_names": list(names),
        "rules": list(rules),
    }


def as_script(data: object) -> str:
    """Write data as JSON that can stand in a script element and in UTF-8.

    >>> as_script({"a": "</script>"})
    '{"a":"\\\\u003c/script\\\\u003e"}'
    """
    return json_text(data, separators=(",", ":")).translate(_ESCAPES)


def _alternatives(result: Result) -> list[int]:
    """The places of the spans that are attributes: alternative texts of pictures."""
    visible = result.visible
    if visible is None:
        return []
    starts = set(visible.markup.alt_start)
    return [place for place, span in enumerate(result.spans) if span.start in starts]


def _reasons(result: Result, names: dict[tuple[str, str, str], int]) -> list[list[list[float]]]:
    """The reasons of each span: the place of the name, the weight, and where the evidence stands.

    Fills ``names``.
    """
    rows = result.reasons
    evidence = sorted(
        {
            place
            for reason in chain.from_iterable(rows)
            for place in (reason.start, reason.end)
            if place is not None
        }
    )
    units = result.decoded.to_unit(evidence, "utf16").tolist()
    unit = dict(zip(evidence, units, strict=True))
    written: list[list[list[float]]] = []
    for row in rows:
        entries: list[list[float]] = []
        for reason in row:
            key = (reason.kind, reason.name, reason.note)
            entry = [names.setdefault(key, len(names)), reason.weight]
            if reason.start is not None and reason.end is not None:
                entry += [unit[reason.start], unit[reason.end]]
            entries.append(entry)
        written.append(entries)
    return written
