"""Results written down as plain data, and replayed on the same source.

What is written holds offsets, labels and decisions, and the source's length and
hash: on another source, or after a change by hand that breaks the tiling, it is
refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from cleaner.labels import CODES, LABELS
from cleaner.result import Reason, Result
from cleaner.source import decode

VERSION: Final = 1
"""Version of what `record` gives."""


def record(result: Result, reasons: bool) -> dict[str, Any]:
    """Return a result as plain data, with the reasons of each span if asked for.

    >>> from cleaner.source import decode
    >>> page = Result(source=decode("News"), starts=[0], ends=[4], labels=[2], scores=[1],
    ...               kept=[True])
    >>> record(page, reasons=False)["spans"]  # doctest: +NORMALIZE_WHITESPACE
    [{'start': 0, 'end': 4, 'label': 'body', 'kept': True, 'score': 1.0, 'rule': None,
      'text': 'News'}]
    """
    spans = []
    for place, span in enumerate(result.spans):
        row: dict[str, Any] = {
            "start": span.start,
            "end": span.end,
            "label": span.label.value,
            "kept": span.kept,
            "score": span.score,
            "rule": span.rule,
            "text": span.text,
        }
        if reasons:
            row["reasons"] = [asdict(reason) for reason in result.reasons[place]]
        spans.append(row)
    return {
        "version": VERSION,
        "kind": result.kind,
        "source": {
            "length": len(result.source),
            "blake2b": _hash(result.source),
            "encoding": result.encoding,
            "chosen_by": result.decoded.chosen_by,
            "errors": result.decoded.errors,
        },
        "title": result.title,
        "text": result.text,
        "spans": spans,
    }


def replay(page: str | bytes, data: Mapping[str, Any]) -> Result:
    """Return the result that was written down, on the page that it was made from.

    Raises ValueError for another page and for data that `record` doesn't give.

    >>> replay("Ads", {"version": 9})
    Traceback (most recent call last):
    ValueError: expected data of version 1, got 9
    """
    try:
        return _replay(page, data)
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(
            f"expected the data that Result.to_dict() gives: {type(error).__name__} {error}"
        ) from error


@dataclass(frozen=True, slots=True)
class _Recorded:
    """The explainer of a replayed result: it says what was written down."""

    reasons: tuple[tuple[Reason, ...], ...]

    def explain(self, _result: Result, /) -> tuple[tuple[Reason, ...], ...]:
        return self.reasons


def _replay(page: str | bytes, data: Mapping[str, Any]) -> Result:
    if data["version"] != VERSION:
        raise ValueError(f"expected data of version {VERSION}, got {data['version']!r}")
    read, rows = data["source"], data["spans"]
    source = decode(page, None if isinstance(page, str) else read["encoding"])
    if (len(source.text), _hash(source.text)) != (read["length"], read["blake2b"]):
        raise ValueError(
            f"this is not the source that was cleaned: expected {read['length']} characters with "
            f"hash {read['blake2b']}, got {len(source.text)} with hash {_hash(source.text)}"
        )
    source = replace(
        source,
        encoding=_typed(read, "encoding", str, type(None)),
        chosen_by=_typed(read, "chosen_by", str),
        errors=_typed(read, "errors", int),
    )
    starts = [_typed(row, "start", int) for row in rows]
    ends = [_typed(row, "end", int) for row in rows]
    _check_tiling(source.text, list(zip(starts, ends, strict=True)))
    recorded = None
    if any("reasons" in row for row in rows):
        recorded = _Recorded(
            tuple(tuple(Reason(**reason) for reason in row["reasons"]) for row in rows)
        )
    return Result(
        source=source,
        starts=starts,
        ends=ends,
        labels=[_code(row["label"]) for row in rows],
        scores=[_typed(row, "score", int, float) for row in rows],
        kept=[_typed(row, "kept", bool) for row in rows],
        rules=[_typed(row, "rule", str, type(None)) for row in rows],
        kind=_typed(data, "kind", str),
        cleaner=recorded,
    )


def _typed(row: Mapping[str, Any], name: str, *types: type) -> Any:
    value = row[name]
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        raise TypeError(f"of {name!r}: {value!r}")
    return value


def _code(label: Any) -> int:
    if label not in CODES:
        raise ValueError(f"unknown label {label!r}: expected one of {', '.join(LABELS)}")
    return CODES[label]


def _check_tiling(text: str, spans: Sequence[tuple[int, int]]) -> None:
    """Raise ValueError unless the spans and the white space between them tile the text."""
    done = 0
    for start, end in spans:
        tiles = done <= start < end <= len(text) and not text[done:start].strip()
        if not tiles or text[start].isspace() or text[end - 1].isspace():
            raise ValueError(f"the spans don't tile the source: see {start} to {end}")
        done = end
    if text[done:].strip():
        raise ValueError(f"the spans don't tile the source: none is behind {done}")


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
