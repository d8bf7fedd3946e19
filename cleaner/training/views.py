"""Makes plain-text views of labelled HTML pages: what a text-mode model learns from.

A page becomes many texts: what good and poor converters and extractors would
make of it. Characters of our own converters know the element they came from;
the texts of other extractors are aligned to the page's full text. Every span
carries the set of labels that the partial truth allows.

Run ``python -m cleaner.training.views DATA OUT``: DATA holds the data sets of
``SOURCES``, OUT gets ``views.jsonl`` (one view a line), ``pages.jsonl`` (one page a line, with
its gold) and ``read.jsonl`` (the pages that were labelled by hand, as they were read).
"""

from __future__ import annotations

import json
import lzma
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final, TypeAlias

import tldextract

from cleaner.alignment import align, tokenize
from cleaner.datasets.record import ARCHIVE
from cleaner.labels import LABELS
from cleaner.training.flatten import Page, Style, flatten, render
from cleaner.training.hand import read_hand
from cleaner.training.labelling import Labelled, label_page
from cleaner.training.weak_names import ALL, Labels

SOURCES: Final = {"wcxb_dev": 1.0, "articles_dev": 0.5, "chinese_dev": 1.0, "snippets_dev": 1.0}
"""The data sets and how far their truth is to be trusted."""

_SEPARATOR: Final = re.compile(r"([.-])")

Spans: TypeAlias = list[tuple[int, int, str]]


def lines_style(seed: random.Random) -> Style:
    """A converter that writes a line per block element."""
    return Style(
        cell=seed.choice(("\n", "\n", " ", "\t")),
        blank=seed.random() < 0.3,
        options=seed.random() < 0.3,
        hidden=seed.random() < 0.5,
        bullet=seed.choice(("", "", "", "- ", "* ", "• ")),
    )


def glued_style(seed: random.Random) -> Style:
    """A poor converter that runs neighbouring blocks together."""
    return Style(
        breaks=seed.choice(("close", "close", "open", "both")),
        glue=seed.choice((" ", " ", " ", "")),
        cell=seed.choice(("\n", " ", " ", "")),
        blank=seed.random() < 0.2,
        options=seed.random() < 0.2,
        hidden=seed.random() < 0.5,
        items_break=seed.random() < 0.7,
        longest=seed.choice((20, 40, 60, 120)),
    )


def nodes_style(seed: random.Random) -> Style:
    """``get_text("\\n")``: every text node is a line."""
    return Style(breaks="node", options=True, hidden=seed.random() < 0.7)


def trafilatura_text(html: str, seed: random.Random) -> str:
    """What trafilatura extracts, with comments on every second page."""
    import trafilatura

    return trafilatura.extract(html, include_comments=seed.random() < 0.5) or ""


def resiliparse_text(html: str, seed: random.Random) -> str:
    """What resiliparse takes for the main content."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True, alt_texts=False))


def resiliparse_page_text(html: str, seed: random.Random) -> str:
    """The whole page by resiliparse, with alternative texts on every fourth page."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=False, alt_texts=seed.random() < 0.25))


def inscriptis_text(html: str, seed: random.Random) -> str:
    """The whole page by inscriptis, layout kept."""
    import inscriptis

    return str(inscriptis.get_text(html))


STYLES: Final[dict[str, Callable[[random.Random], Style]]] = {
    "lines": lines_style,
    "glued": glued_style,
    "nodes": nodes_style,
}
"""Views by our own converters."""
EXTRACTORS: Final[dict[str, Callable[[str, random.Random], str]]] = {
    "trafilatura": trafilatura_text,
    "resiliparse": resiliparse_text,
    "resiliparse_page": resiliparse_page_text,
    "inscriptis": inscriptis_text,
}
"""Views by others: they get their labels by alignment."""


@cache
def _joined(labels: Labels) -> str:
    return "|".join(label for label in LABELS if label in labels)


def own_view(page: Page, labelled: Labelled, style: Style) -> tuple[str, Spans]:
    """A view by one of our converters: labels are carried by its pieces."""
    text, segments = render(page, style)
    spans: Spans = []
    for segment in segments:
        start, end = _trim(text, segment.start, segment.end)
        if start == end:
            continue
        name = _joined(labelled.labels[segment.piece])
        if spans and spans[-1][2] == name and "\n" not in text[spans[-1][1] : start]:
            spans[-1] = (spans[-1][0], end, name)
        else:
            spans.append((start, end, name))
    return text, spans


def aligned_view(text: str, labelled: Labelled) -> Spans:
    """The spans of somebody else's text: labels are carried by aligned tokens."""
    tokens = tokenize(text)
    starts = [segment.start for segment in labelled.segments]
    names: list[str] = [
        _joined(labelled.of_token(place, starts)) if place >= 0 else ""
        for place in align(tokens, labelled.tokens)
    ]
    spans: Spans = []
    position = at = 0
    for line in text.split("\n"):
        start, end = _trim(text, position, position + len(line))
        position += len(line) + 1
        first = at
        while at < len(tokens) and tokens.starts[at] < position:
            at += 1
        if start == end:
            continue
        cut = start
        runs = [(name, len(list(run))) for name, run in groupby(_smooth(names[first:at]))]
        place = first
        for number, (name, size) in enumerate(runs):
            place += size
            until = (
                end
                if number == len(runs) - 1
                else _boundary(text, tokens.ends[place - 1], tokens.starts[place])
            )
            left, right = _trim(text, cut, until)
            if left < right:
                spans.append((left, right, name))
            cut = until
        if not runs:
            spans.append((start, end, _joined(ALL)))
    return spans


def _smooth(names: list[str]) -> list[str]:
    """Fill a line's unknown tokens from their neighbours, drop runs of one or two inside others.

    >>> _smooth(["", "a", "b", "a", "", "c", "c", "c"])
    ['a', 'a', 'a', 'a', 'a', 'c', 'c', 'c']
    """
    known = [name for name in names if name]
    if 3 * len(known) < len(names) or not known:
        return [_joined(ALL)] * len(names)
    last = known[0]
    filled: list[str] = []
    for name in names:
        last = name or last
        filled.append(last)
    runs = [(name, len(list(run))) for name, run in groupby(filled)]
    for k in range(1, len(runs) - 1):
        if runs[k][1] <= 2 and runs[k - 1][0] == runs[k + 1][0]:
            runs[k] = (runs[k - 1][0], runs[k][1])
    return [name for name, size in runs for _ in range(size)]


def _boundary(text: str, end: int, start: int) -> int:
    """Where to cut between two tokens: behind the last white space, else behind the first token."""
    for place in range(start - 1, end - 1, -1):
        if text[place].isspace():
            return place + 1
    return end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def views_of(
    name: str, row: Mapping[str, Any], page: Page, labelled: Labelled
) -> Iterator[tuple[str, str, Spans]]:
    """All views of a page: kind, text, spans. The page's id seeds what varies."""
    for kind, make_style in STYLES.items():
        seed = random.Random(f"{name}/{row['id']}/{kind}")
        yield (kind, *own_view(page, labelled, make_style(seed)))
    for kind, extract in EXTRACTORS.items():
        seed = random.Random(f"{name}/{row['id']}/{kind}")
        try:
            text = extract(row["html"], seed)
        except Exception as error:
            print(f"{name}/{row['id']}: {kind} failed: {error!r}", file=sys.stderr)
            continue
        text = "\n".join(text.splitlines())
        yield kind, text, aligned_view(text, labelled)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a data set."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


@cache
def _extractor() -> tldextract.TLDExtract:
    return tldextract.TLDExtract(suffix_list_urls=())


def domain_of(row: Mapping[str, Any]) -> str:
    """The registered domain of a row's URL; its id where it has none.

    Archived pages count as the site that was archived; of an address written
    into one word ("hard::site.org-page.html") the shortest start that is a domain.

    >>> domain_of({"id": "1", "url": "https://web.archive.org/web/2018/https://a.swap-stop.org/de/"})
    'swap-stop.org'
    """
    url = ARCHIVE.sub("", str(row.get("url") or ""))
    if url.startswith("hard::"):
        parts = _SEPARATOR.split(url.removeprefix("hard::"))
        starts = ("".join(parts[:size]) for size in range(3, len(parts) + 1, 2))
        domains = (_extractor()(start).top_domain_under_public_suffix for start in starts)
        return next(filter(None, domains), str(row["id"]))
    return _extractor()(url).top_domain_under_public_suffix or str(row["id"])


def build(data: Path, out: Path) -> None:
    """Write the views and the pages of all data sets; readers never see half a file."""
    out.mkdir(parents=True, exist_ok=True)
    parts = [out / f"{name}.jsonl.part" for name in ("views", "pages", "read")]
    hand = read_hand(data)
    with ExitStack() as stack:
        views, pages, read_pages = (stack.enter_context(part.open("w")) for part in parts)
        for name, trust in SOURCES.items():
            for row in read(data / f"{name}.jsonl.xz"):
                page = flatten(row["html"])
                by_hand = hand.of(name, row["id"], page)
                labelled = label_page(page, row, by_hand)
                about = {
                    "id": row["id"],
                    "data": name,
                    "domain": domain_of(row),
                    "page_type": row.get("page_type", ""),
                    "trust": trust,
                    "usable": labelled.usable,
                }
                pages.write(json.dumps({**about, "gold": row.get("main_content")}) + "\n")
                if by_hand and (name, row["id"]) not in hand.texts:
                    text, spans = by_hand
                    record = {**about, "view": "gold", "text": text, "spans": spans}
                    read_pages.write(json.dumps(record) + "\n")
                for kind, text, spans in views_of(name, row, page, labelled):
                    if spans:
                        views.write(
                            json.dumps({**about, "view": kind, "text": text, "spans": spans}) + "\n"
                        )
    for part in parts:
        part.replace(part.with_suffix(""))


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
