"""The spans of a page as W3C Web Annotations (JSON-LD): a tag on a piece of its text.

Positions in a plain text count in the text itself. Positions in an HTML page count
in the text of its document, without tags and with its entities decoded as the model
asks: what the DOM's ``textContent`` gives, scripts and white space included. The page
is parsed with a mark at each end of each span, and the marks are looked up in the
parsed text: so positions are right wherever the parser has moved or left out text.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from bisect import bisect_left
from hashlib import sha256
from typing import Any, Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from turbohtml import Document, Element, Node, Text, parse

from cleaner.result import Result, Span

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32
"""How much text before and behind a quote is given with it."""

_MOST_LOOKUPS: Final = 50_000_000
"""Spans times elements: a path is looked up among all elements. No real page has as many."""

_FIRST_PRIVATE: Final = 0xE000


def to_annotations(result: Result, source_url: str | None = None) -> list[dict[str, Any]]:
    """Return an annotation for each span: its label, as a tag on its text.

    ``source_url`` is the page's address; without one, the page is named by the hash
    of its bytes (an ``ni:`` address). Each target has a position and a quote with
    what stands around it, as alternatives; in an HTML page also the span's element
    (``Span.path``), refined by position and quote inside of it, unless the page has
    a monstrous number of spans and elements. A span that is not in the document's
    text (the alternative text of a picture) has its element alone.

    The text content is that of the page as it came, without scripting: what scripts
    change, and ``<noscript>``, differ in a browser that runs them. The quotes are
    there for that.

    >>> from cleaner.source import decode
    >>> page = Result(source=decode("News\\n\\n© 2024 Us"), starts=[0, 6], ends=[4, 15],
    ...               labels=[0, 6], scores=[0.9, 0.1], kept=[True, False])
    >>> annotation = to_annotations(page, "https://example.org/news")[1]
    >>> annotation["body"]["value"]
    'copyright'
    >>> for selector in annotation["target"]["selector"]:
    ...     print(selector)
    {'type': 'TextPositionSelector', 'start': 6, 'end': 15}
    {'type': 'TextQuoteSelector', 'exact': '© 2024 Us', 'prefix': 'News\\n\\n', 'suffix': ''}
    """
    source = source_url or _name_of(result)
    is_html = result.kind == "html"
    page = _html_page(result) if is_html else _text_page(result)
    annotations: list[dict[str, Any]] = []
    for span, place in zip(result.spans, page.places, strict=True):
        target: dict[str, Any] = {"type": "SpecificResource", "source": source}
        selectors = page.selectors(span.path if is_html else None, place)
        if selectors:
            target["selector"] = selectors
        annotations.append(
            {
                "@context": CONTEXT,
                "id": _id(source, span),
                "type": "Annotation",
                "motivation": "tagging",
                "body": {
                    "type": "TextualBody",
                    "value": span.label.value,
                    "purpose": "tagging",
                    "format": "text/plain",
                },
                "target": target,
            }
        )
    return annotations


def _name_of(result: Result) -> str:
    raw = result.decoded.raw
    page = result.source.encode("utf-8", "surrogatepass") if raw is None else raw
    digest = urlsafe_b64encode(sha256(page).digest()).rstrip(b"=").decode()
    return f"ni:///sha-256;{digest}"


def _id(source: str, span: Span) -> str:
    """The same page and span have the same address each time."""
    name = f"{source}#{span.label.value}={span.start},{span.end}"
    return uuid5(NAMESPACE_URL, name.encode("utf-8", "backslashreplace").decode()).urn


class _Page:
    """A text that positions count in, and where each span stands in it."""

    def __init__(
        self,
        text: str,
        places: list[tuple[int, int] | None],
        document: Document | None = None,
        elements: dict[Node, tuple[int, int]] | None = None,
    ) -> None:
        self.text = text
        self.places = places
        self._document = document if len(places) * len(elements or ()) < _MOST_LOOKUPS else None
        self._elements = elements or {}

    def selectors(self, path: str | None, place: tuple[int, int] | None) -> list[dict[str, Any]]:
        element = self._element(path)
        selectors: list[dict[str, Any]] = []
        if path is not None and element is not None:
            selector: dict[str, Any] = {"type": "CssSelector", "value": path}
            if place is None:
                return [selector]
            start, end = element
            if start <= place[0] and place[1] <= end:
                selector["refinedBy"] = self._of_text(place, start, end)
                selectors.append(selector)
        if place is not None:
            selectors += self._of_text(place, 0, len(self.text))
        return selectors

    def _of_text(self, place: tuple[int, int], low: int, high: int) -> list[dict[str, Any]]:
        """Position and quote, of a place within a part of the text."""
        start, end = place
        return [
            {"type": "TextPositionSelector", "start": start - low, "end": end - low},
            {
                "type": "TextQuoteSelector",
                "exact": self.text[start:end],
                "prefix": self.text[max(low, start - AROUND) : start],
                "suffix": self.text[end : min(high, end + AROUND)],
            },
        ]

    def _element(self, path: str | None) -> tuple[int, int] | None:
        """Where the text of the element stands that a path leads to."""
        if path is None or self._document is None:
            return None
        try:
            found = self._document.select_one(path)
        except ValueError:
            return None
        return None if found is None else self._elements.get(found)


def _text_page(result: Result) -> _Page:
    return _Page(result.source, [(span.start, span.end) for span in result.spans])


# HTML


class _Marks(NamedTuple):
    """Three characters that the page does not have: numbers are written in them."""

    edge: str
    digits: str

    def write(self, number: int) -> str:
        return f"{self.edge}{number:b}{self.edge}".translate(
            {ord("0"): self.digits[0], ord("1"): self.digits[1]}
        )

    def read(self, mark: str) -> int:
        return int(mark.replace(self.digits[0], "0").replace(self.digits[1], "1"), 2)


def _html_page(result: Result) -> _Page:
    """Find each span in the text content of the document."""
    source, spans = result.source, result.spans
    marks = _marks(source)
    if marks is None:
        return _Page("", [None] * len(spans))
    parts: list[str] = []
    done = 0
    for number, span in enumerate(spans):
        parts += (
            source[done : span.start], marks.write(2 * number),
            source[span.start : span.end], marks.write(2 * number + 1),
        )  # fmt: skip
        done = span.end
    parts.append(source[done:])
    at_the_end = bool(spans) and done == len(source) and source.endswith("</")
    if at_the_end:
        del parts[-2:]  # a mark behind it would make it a comment
    document = parse("".join(parts), positions=False)
    marked, elements = _text_content(document)
    pattern = re.compile(f"{marks.edge}([{marks.digits}]+){marks.edge}")
    found: dict[int, int] = {}
    begins: list[int] = []
    removed = [0]
    for match in pattern.finditer(marked):
        begins.append(match.start())
        found[marks.read(match[1])] = match.start() - removed[-1]
        removed.append(removed[-1] + len(match[0]))

    def unmarked(offset: int) -> int:
        return offset - removed[bisect_left(begins, offset)]

    text = pattern.sub("", marked)
    if at_the_end:
        found[2 * len(spans) - 1] = len(text)
    places: list[tuple[int, int] | None] = []
    for number in range(len(spans)):
        start, end = found.get(2 * number), found.get(2 * number + 1)
        places.append(None if start is None or end is None or end < start else (start, end))
    ranges = {node: (unmarked(low), unmarked(high)) for node, (low, high) in elements.items()}
    return _Page(text, places, document, ranges)


def _marks(source: str) -> _Marks | None:
    """Choose characters that the page does not have: None if it has all there are."""
    used = set(source)
    free: list[str] = []
    for code in range(_FIRST_PRIVATE, 0x110000):
        char = chr(code)
        if char not in used and not 0xF900 <= code < 0xF0000:
            free.append(char)
            if len(free) == 3:
                return _Marks(free[0], free[1] + free[2])
    return None


def _text_content(document: Document) -> tuple[str, dict[Node, tuple[int, int]]]:
    """Return the text of a document, and where that of each element stands in it."""
    parts: list[str] = []
    length = 0
    ranges: dict[Node, tuple[int, int]] = {}
    starts: dict[Node, int] = {}
    waiting: list[tuple[Node, bool]] = [(node, False) for node in reversed(document.children)]
    while waiting:
        node, ended = waiting.pop()
        if ended:
            ranges[node] = (starts.pop(node), length)
        elif isinstance(node, Text):
            parts.append(node.data)
            length += len(node.data)
        elif isinstance(node, Element):
            # What is in a template is a fragment, and no part of the document's text.
            starts[node] = length
            waiting.append((node, True))
            waiting += [(child, False) for child in reversed(node.children)]
    return "".join(parts), ranges
