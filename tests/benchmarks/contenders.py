"""Who is timed: ours, the extractors that people use, and parsers alone as the floor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

import cleaner
from cleaner.evaluation.peers import PEERS, Extractor

Run = Callable[[Iterable[str]], Iterator[object]]
"""Takes pages as they come and gives something for each."""


class Contender(NamedTuple):
    """What is timed."""

    load: Callable[[], Run]
    """Imports what it takes, and raises ImportError if that is missing."""
    kind: str = "html"
    """What it reads: html or text."""


def _ours(kind: str, batch: bool) -> Callable[[], Run]:
    settings = cleaner.Cleaner()

    def single(pages: Iterable[str]) -> Iterator[object]:
        return (settings.clean(page, kind).text for page in pages)  # type: ignore[arg-type]

    def batches(pages: Iterable[str]) -> Iterator[object]:
        return (result.text for result in settings.clean_batch(pages, kind))  # type: ignore[arg-type]

    return lambda: batches if batch else single


def _each(load: Callable[[], Callable[[str], object]]) -> Callable[[], Run]:
    def loaded() -> Run:
        extract = load()

        def one(page: str) -> object:
            try:
                return extract(page)
            except Exception:  # any: a page that breaks a peer has been tried all the same
                return None

        return lambda pages: map(one, pages)

    return loaded


def _fast_trafilatura() -> Extractor:
    import trafilatura

    return lambda html: trafilatura.extract(html, fast=True) or ""


def _selectolax() -> Callable[[str], object]:
    from selectolax.lexbor import LexborHTMLParser

    return lambda html: LexborHTMLParser(html)


def _turbohtml() -> Callable[[str], object]:
    import turbohtml

    return turbohtml.parse


CONTENDERS: Final = {
    "cleaner": Contender(_ours("html", batch=False)),
    "cleaner, in batches": Contender(_ours("html", batch=True)),
    "resiliparse": Contender(_each(PEERS["resiliparse"])),
    "trafilatura": Contender(_each(PEERS["trafilatura"])),
    "trafilatura, fast": Contender(_each(_fast_trafilatura)),
    "readability-lxml": Contender(_each(PEERS["readability"])),
    "jusText": Contender(_each(PEERS["justext"])),
    "selectolax, parsing alone": Contender(_each(_selectolax)),
    "turbohtml, parsing alone": Contender(_each(_turbohtml)),
    "cleaner, text": Contender(_ours("text", batch=False), "text"),
    "cleaner, text in batches": Contender(_ours("text", batch=True), "text"),
}
"""Ours one by one and in batches, the peers, the floor; and ours on the pages' text."""
