"""Results written down as plain data, and replayed on the same source.

What is written holds offsets, labels and decisions, and the source's length and
hash: on another source, or after a change by hand that breaks the tiling, it is
refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from cleaner.labels import ARTICLE, CODES, LABELS, Label
from cleaner.result import Reason, Result
from cleaner.source import decode

if TYPE_CHECKING:
    from cleaner.view.visible import Visible

VERSION: Final = 1
"""Version of what `record` gives."""

_NO_TILES: Final = "the spans don't tile the source"


def record(result: Result, reasons: bool, paths: bool = False) -> dict[str, Any]:
    """Return a result as plain data, with the reasons and elements of its spans if asked for.

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
        if paths:
            element = span.element
            row |= {"path": span.path, "element": element and list(element)}
        if reasons:
            row["reasons"] = [asdict(reason) for reason in result.reasons[place]]
        spans.append(row)
    return {
        "version": VERSION,
        "kind": result.kind,
        "url": result.url,
        **({"keep": sorted(result.keep)} if result.keep != ARTICLE else {}),
        "source": {
            "length": len(result.source),
            "blake2b": _hash(result.source),
            "encoding": result.encoding,
            "chosen_by": result.decoded.chosen_by,
            "errors": result.decoded.errors,
            **({"whole": result.decoded.whole} if result.is_partial else {}),
            **({"looks_like": doubted} if (doubted := result.decoded.looks_like) else {}),
        },
        "title": result.title,
        "text": result.text,
        "spans": spans,
    }


def replay(page: str | bytes, data: Mapping[str, Any]) -> Result:
    """Return the result that was written down, on the page that it was made from.

    Raises ValueError for another page and for data that `record` doesn't give, TypeError for a
    page that is neither ``str`` nor bytes.

    >>> replay("Ads", {"version": 9})
    Traceback (most recent call last):
    ValueError: expected data of version 1, got 9
    """
    if not isinstance(page, str | bytes | bytearray | memoryview):
        raise TypeError(f"expected a page as str or bytes, got {type(page).__name__}")
    if not isinstance(data, Mapping):
        hint = ": json.loads() it first" if isinstance(data, str | bytes) else ""
        raise ValueError(
            f"expected the dict that Result.to_dict() gives, got {type(data).__name__}{hint}"
        )
    try:
        return _replay(page, data)
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(
            f"expected the data that Result.to_dict() gives: {type(error).__name__} {error}"
        ) from error


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What a replayed result knows of the cleaner that made it: what was written down."""

    reasons: tuple[tuple[Reason, ...], ...]
    keep: frozenset[Label]

    def explain(self, _result: Result, /) -> tuple[tuple[Reason, ...], ...]:
        return self.reasons


def _replay(page: str | bytes, data: Mapping[str, Any]) -> Result:
    if data["version"] != VERSION:
        raise ValueError(f"expected data of version {VERSION}, got {data['version']!r}")
    read, rows = data["source"], data["spans"]
    source = decode(page, None if isinstance(page, str) else read["encoding"])
    if len(source.text) == read.get("whole"):
        source = source.beginning(_typed(read, "length", int))
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
        looks_like=_typed({"looks_like": None} | read, "looks_like", str, type(None)),
    )
    starts = [_typed(row, "start", int) for row in rows]
    ends = [_typed(row, "end", int) for row in rows]
    kind, visible = _kind(data["kind"]), None
    if kind == "html":
        from cleaner.view.visible import Visible

        visible = Visible.of(source.text)
        _check_page(visible, list(zip(starts, ends, strict=True)))
    else:
        _check_tiling(source.text, list(zip(starts, ends, strict=True)))
    reasons: tuple[tuple[Reason, ...], ...] = ((),) * len(rows)
    if any("reasons" in row for row in rows):
        reasons = tuple(tuple(Reason(**reason) for reason in row["reasons"]) for row in rows)
    keep = frozenset(LABELS[_code(label)] for label in data.get("keep", ARTICLE))
    return Result(
        source=source,
        starts=starts,
        ends=ends,
        labels=[_code(row["label"]) for row in rows],
        scores=[_typed(row, "score", int, float) for row in rows],
        kept=[_typed(row, "kept", bool) for row in rows],
        rules=[_typed(row, "rule", str, type(None)) for row in rows],
        kind=kind,
        cleaner=_Recorded(reasons, keep),
        visible=visible,
        url=_typed({"url": data.get("url")}, "url", str, type(None)),
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


def _kind(kind: Any) -> str:
    if kind not in ("text", "html"):
        raise ValueError(f"unknown kind {kind!r}: expected 'html' or 'text'")
    return str(kind)


def _check_tiling(text: str, spans: Sequence[tuple[int, int]]) -> None:
    """Raise ValueError unless the spans and the white space between them tile the text."""
    done = 0
    for start, end in spans:
        tiles = done <= start < end <= len(text) and not text[done:start].strip()
        if not tiles or text[start].isspace() or text[end - 1].isspace():
            raise ValueError(f"{_NO_TILES}: see {start} to {end}")
        done = end
    if text[done:].strip():
        raise ValueError(f"{_NO_TILES}: none is behind {done}")


def _check_page(visible: Visible, spans: Sequence[tuple[int, int]]) -> None:
    """Raise ValueError unless the spans tile the visible text of a page.

    Alternative texts of pictures may have spans beside it.
    """
    markup = visible.markup
    text, alternatives = markup.text, set(zip(markup.alt_start, markup.alt_end, strict=True))
    done = told = 0  # in the source; in the visible text
    for start, end in spans:
        tiles = done <= start < end
        done = end
        if tiles and (start, end) in alternatives:
            continue
        found = visible.range(start, end) if tiles else None
        if found is None:
            raise ValueError(f"{_NO_TILES}: see {start} to {end}")
        low, high = found
        said = text[low:high]
        # From a character that shows to one, and none of an entity's characters alone.
        first, last = low + len(said) - len(said.lstrip()), low + len(said.rstrip()) - 1
        whole = (
            first <= last
            and visible.to_source(first) == start
            and visible.to_source(last, behind=True) == end
        )
        if not whole or text[told:low].strip():
            raise ValueError(f"{_NO_TILES}: see {start} to {end}")
        told = high
    if text[told:].strip():
        raise ValueError(f"{_NO_TILES}: none is behind {done}")


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
