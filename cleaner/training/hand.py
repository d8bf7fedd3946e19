"""Labels that readers gave to pages of the data sets, and where they stand on a page.

There are two kinds: the texts of ``gold_text.jsonl``, labelled by hand, and the pages of
``hand_labels.jsonl`` beside this file, of which language models read and named every line. That
file holds no words of the pages: a page is written by `render` as it was for the reader, a line
for each block, and a label stands for each line, or for a part of it. It is in the repository, not
in the installed package, since nothing but fitting our own models needs it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from cleaner.labels import LABELS
from cleaner.training.flatten import Page, Style, render

FILE: Final = Path(__file__).parent / "hand_labels.jsonl"

LETTERS: Final = "thbydcrlpsnmigo"
"""What stands in the file for each of `LABELS`, in their order."""

_LETTER: Final = {str(label): letter for label, letter in zip(LABELS, LETTERS, strict=True)}
_NAME: Final = {letter: name for name, letter in _LETTER.items()}
_RUN: Final = re.compile(r"(\d*)([a-z])")

Labelled: TypeAlias = tuple[str, list[tuple[int, int, str]]]
"""A text and its labels: start, end, name."""


class Lines(NamedTuple):
    """The labels of a page's lines, as they stand in the file."""

    digest: str
    """Of the text that was read: labels of another text would stand in wrong places."""
    labels: str
    """Runs of lines with one label: ``12nt3b`` for 12 lines of navigation, a title, 3 of body."""
    parts: tuple[tuple[int, int, int, str], ...]
    """Of lines that hold several things: line, start and end in it, and the letter."""


class Hand(NamedTuple):
    """All labels by hand, by data set and page."""

    texts: Mapping[tuple[str, str], Labelled]
    lines: Mapping[tuple[str, str], Lines]

    def of(self, data: str, page_id: str, page: Page) -> Labelled | None:
        """The text of a page that was read, with its labels; None if nobody did."""
        if (data, page_id) in self.texts:
            return self.texts[data, page_id]
        lines = self.lines.get((data, page_id))
        return lines and unpacked(lines, as_read(page))

    def only(self, data: str, page_id: str) -> Hand:
        """The labels of one page alone."""
        key = (data, page_id)
        return Hand(
            {key: self.texts[key]} if key in self.texts else {},
            {key: self.lines[key]} if key in self.lines else {},
        )


def read_hand(data: Path) -> Hand:
    """All labels by hand; ``data``: the folder with ``gold_text.jsonl``.

    Raises:
        FileNotFoundError: where the package is installed without the repository.
    """
    if not FILE.exists():
        raise FileNotFoundError(f"expected {FILE}: it is in the repository, not in the package")
    texts, lines = {}, {}
    with (data / "gold_text.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            source, page_id = row["page"]
            spans = [(start, end, label) for start, end, label in row["spans"]]
            texts[source.split(".")[0], page_id] = (row["text"], spans)
    with FILE.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            parts = tuple((line, start, end, letter) for line, start, end, letter in row["parts"])
            lines[row["data"], row["id"]] = Lines(row["digest"], row["labels"], parts)
    return Hand(texts, lines)


def as_read(page: Page) -> str:
    """A page's text as the readers saw it."""
    return render(page, Style())[0]


def digest(text: str) -> str:
    """What tells a text from others."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def packed(text: str, spans: list[tuple[int, int, str]]) -> Lines:
    """Labels as they are written to the file: the longest part of a line is the line's.

    Every character but white space has a label, and no span goes on over a line's end.

    Raises:
        ValueError: if a line has no label.

    >>> packed("Menu\\n\\nA title\\nBy Ann. May 3", [(0, 4, "navigation"), (6, 13, "title"),
    ...        (14, 21, "byline"), (22, 27, "date")])[1:]
    ('nty', ((2, 8, 13, 'd'),))
    """
    letters, parts, at = [], [], 0
    for number, (start, end) in enumerate(_lines(text)):
        begin = at
        while at < len(spans) and spans[at][0] < end:
            at += 1
        own = spans[begin:at]
        if not own:
            raise ValueError(f"expected a label for every line, line {number} has none")
        main = max(own, key=lambda span: span[1] - span[0])[2]
        letters.append(_LETTER[main])
        parts += [
            (number, low - start, high - start, _LETTER[name])
            for low, high, name in own
            if name != main
        ]
    runs = re.findall(r"((.)\2*)", "".join(letters))
    said = "".join(f"{len(run) if len(run) > 1 else ''}{letter}" for run, letter in runs)
    return Lines(digest(text), said, tuple(parts))


def unpacked(lines: Lines, text: str) -> Labelled:
    """The labels of a text.

    Raises:
        ValueError: if it is not the text that was read.

    >>> text = "Menu\\n\\nA title\\nBy Ann. May 3"
    >>> unpacked(Lines(digest(text), "nty", ((2, 8, 13, "d"),)), text)[1]
    [(0, 4, 'navigation'), (6, 13, 'title'), (14, 21, 'byline'), (22, 27, 'date')]
    """
    if lines.digest != digest(text):
        raise ValueError("expected the text that was labelled, this page is read otherwise now")
    letters = "".join(letter * int(count or 1) for count, letter in _RUN.findall(lines.labels))
    spans, parts_of = [], defaultdict[int, list[tuple[int, int, str]]](list)
    for line, low, high, other in lines.parts:
        parts_of[line].append((low, high, other))
    for number, ((start, end), letter) in enumerate(zip(_lines(text), letters, strict=True)):
        at = start
        for low, high, other in parts_of[number]:
            spans += _trimmed(text, at, start + low, letter)
            spans += _trimmed(text, start + low, start + high, other)
            at = start + high
        spans += _trimmed(text, at, end, letter)
    return text, spans


def _lines(text: str) -> list[tuple[int, int]]:
    """Start and end of every line that says something, without its white space."""
    return [match.span() for match in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]


def _trimmed(text: str, start: int, end: int, letter: str) -> list[tuple[int, int, str]]:
    said = text[start:end]
    start, end = start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())
    return [(start, end, _NAME[letter])] if start < end else []
