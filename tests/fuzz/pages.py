"""HTML: any page is read whole, cut well, and is the same in a batch."""

from __future__ import annotations

from collections.abc import Iterator

import cleaner
from cleaner.segment.html import segment_page
from tests.fuzz.promises import check_html
from tests.fuzz.texts import SAMPLES, WINDOW, as_text


def seeds() -> Iterator[bytes]:
    """Windows of the sample pages."""
    for path in sorted((SAMPLES / "html").glob("*.html")):
        page = path.read_bytes()
        yield page[:WINDOW]
        yield page[len(page) // 2 :][:WINDOW]
        body = page.find(b"<article")
        yield page[body : body + WINDOW] if body > 0 else page[-WINDOW:]


def check(data: bytes) -> None:
    """Clean it as HTML; what stays stands in the cut page, and nothing else does."""
    page = as_text(data)
    result = cleaner.clean(page, kind="html")
    check_html(page, result)
    left = "".join(segment_page(result.html).text.split())
    visible = result.visible
    assert visible is not None
    kept = (s for s in result.kept if visible.range(s.start, s.end) is not None)
    assert left == "".join("".join(span.text.split()) for span in kept), "the cut page says more"
