"""Results written down by others: what is no result of the page is refused, in one way."""

from __future__ import annotations

import json
from collections.abc import Iterator

import cleaner
from cleaner import Result
from tests.fuzz import pages, texts
from tests.fuzz.texts import as_text

PARTS = b"\0\0"


def seeds() -> Iterator[bytes]:
    """A page, and what `Result.to_json` gives for it."""
    for page in [*texts.seeds()][:20] + [*pages.seeds()][:20]:
        text = as_text(page[:200])
        yield (
            text.encode("utf-8", "surrogateescape") + PARTS + cleaner.clean(text).to_json().encode()
        )


def check(data: bytes) -> None:
    """A page and JSON, parted by two zero bytes."""
    page, _, written = data.partition(PARTS)
    try:
        told = json.loads(written)
    except (ValueError, RecursionError):
        return
    text = as_text(page)
    if isinstance(told, dict) and isinstance(told.get("source"), dict):
        # The page's hash would keep the fuzzer from all that is behind it.
        right = cleaner.clean(text, kind="text").to_dict()["source"]
        told["source"] |= {name: right[name] for name in ("length", "blake2b")}
    try:
        result = Result.from_dict(text, told)
    except ValueError:
        return
    assert [span.label for span in result.spans] == [row["label"] for row in told["spans"]]
    assert Result.from_dict(text, result.to_dict()) == result
