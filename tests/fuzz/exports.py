"""What a result is written as: JSON and back, cut HTML, Markdown, Dolma, W3C, reports."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator

import cleaner
from cleaner import Result
from cleaner.exports.dolma import replacements
from tests.fuzz import pages, texts
from tests.fuzz.texts import as_text


def seeds() -> Iterator[bytes]:
    """Those of texts and of pages."""
    yield from (b"t" + page for page in texts.seeds())
    yield from (b"h" + page for page in pages.seeds())


def check(data: bytes) -> None:
    """A ``t`` in front makes a text of it, all else HTML."""
    page = as_text(data[1:])
    result = cleaner.clean(page, kind="text" if data[:1] == b"t" else "html")
    written = result.to_json(reasons=True, paths=True)
    written.encode()
    replayed = Result.from_dict(page, json.loads(written))
    assert replayed == result == pickle.loads(pickle.dumps(result))
    assert replayed.text == result.text
    for reason in (reason for reasons in replayed.reasons for reason in reasons):
        if reason.start is not None and reason.end is not None:
            assert 0 <= reason.start < reason.end <= len(page)
    dolma = result.to_dolma("1")["attributes"]
    for rows in dolma.values():
        assert all(0 <= start < end <= len(page) and 0 <= score <= 1 for start, end, score in rows)
    annotations = result.to_w3c("https://example.org/")
    assert len(annotations) == len(result.spans)
    result.to_report("page")
    if result.kind == "text":
        check_replacements(page, result)
        return
    assert isinstance(result.markdown, str)
    again = cleaner.clean(result.html, kind="html", keep=cleaner.Label)
    assert "".join(again.html.split()) == "".join(result.html.split()) or again.text


def check_replacements(page: str, result: Result) -> None:
    """Replacing what Dolma is told to gives the clean text."""
    found = [(*place, kind) for kind, places in replacements(result).items() for place in places]
    for start, end, kind in sorted(found, reverse=True):
        page = page[:start] + (" " if kind == "space" else "") + page[end:]
    assert page == result.text
