"""From pages to their sketches, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.reading.groups import LEAST_WEIGHT, in_groups
from cleaner.reading.limits import characters_within
from cleaner.reading.page import read
from cleaner.segment.tokens import tokenize
from cleaner.sites.sketch import PageSketch, line_columns, sketches
from cleaner.source import PageKind, Source


def sketched(
    pages: Iterable[tuple[str, object]],
    kind: PageKind | None,
    encoding: str | None,
    texts: bool,
    max_chars: int | None,
) -> Iterator[tuple[str, PageSketch]]:
    """The sketch of each page that has words, with the name that came with it."""

    def beginning(source: Source, _kind: PageKind) -> Source:
        return source.beginning(characters_within(source.text, max_chars, None, len))

    limit = beginning if max_chars else None
    found = ((name, read(page, kind, encoding, limit).text) for name, page in pages)
    for group in in_groups(found, lambda named: max(len(named[1]), LEAST_WEIGHT)):
        yield from _sketched(group, texts)


def _sketched(batch: list[tuple[str, str]], texts: bool) -> Iterator[tuple[str, PageSketch]]:
    tokens = tokenize([text for _, text in batch])
    made = sketches(line_columns(tokens), tokens.stream, len(batch), texts)
    for (name, _), sketch in zip(batch, made, strict=True):
        if sketch is not None:
            yield name, sketch
