"""From pages to their sketches, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.reading.limits import characters_within
from cleaner.reading.page import BATCH_CHARACTERS, LEAST_WEIGHT, read
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

    waiting: list[tuple[str, str]] = []
    size = 0
    for name, page in pages:
        text = read(page, kind, encoding, beginning if max_chars else None).text
        waiting.append((name, text))
        size += max(len(text), LEAST_WEIGHT)
        if size >= BATCH_CHARACTERS:
            yield from _sketched(waiting, texts)
            waiting, size = [], 0
    yield from _sketched(waiting, texts)


def _sketched(batch: list[tuple[str, str]], texts: bool) -> Iterator[tuple[str, PageSketch]]:
    tokens = tokenize([text for _, text in batch])
    made = sketches(line_columns(tokens), tokens.stream, len(batch), texts)
    for (name, _), sketch in zip(batch, made, strict=True):
        if sketch is not None:
            yield name, sketch
