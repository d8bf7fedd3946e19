"""Makes texts as an extractor leaves them: an article with some of its surroundings.

Real labelled pages show whole pages; what reaches a cleaner is often an article
from which most is gone already, but for a "More …" list, a caption or a sign-up
box. Such texts are put together here: the clean article of one page, and lists
made of other pages' titles and first sentences, in many layouts, and runs of
other pages' boilerplate.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleaner.labels import ARTICLE, Label

Piece = tuple[str, str]
"""A text and the labels that it may have, joined by a bar."""

HEADINGS: Final = (
    "More {site}", "More from {site}", "Related", "Related articles", "Related stories",
    "Read more", "Read next", "You may also like", "Most read", "Recommended", "Latest news",
    "More news", "Popular", "Trending", "Also on {site}", "See also", "Don't miss",
    "Editor's picks", "Mehr zum Thema", "Lesen Sie auch", "Lire aussi", "Sur le même sujet",
    "Te puede interesar", "Leia também", "Leggi anche", "Читайте также", "相关阅读", "関連記事",
    "Lees ook", "Zobacz też",
)  # fmt: skip
"""What such lists are headed with."""

_DATES: Final = (
    "{weekday}, {month} {day}, {year}", "{month} {day}, {year}", "{day} {month} {year}",
    "{year}-{number:02d}-{day:02d}", "{day}.{number}.{year}", "{day} hours ago",
    "{number} min read",
)  # fmt: skip
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_LAYOUTS: Final = (
    "tt d s", "t s", "t d s", "t", "t", "t d", "d t", "c t s", "c t d", "t s m", "tt", "d t s",
    "t b d", "c t b s", "t s d", "tt s", "s", "n t",
)  # fmt: skip
_SENTENCE: Final = re.compile(r"[.!?。！？]['\"”’)]*(?=\s|$)|[。！？]")


class Source(NamedTuple):
    """What a page gives to others' lists and to its own spliced text."""

    id: str
    site: str
    title: str
    article: tuple[Piece, ...]
    boilerplate: tuple[tuple[Piece, ...], ...]
    """Runs of neighbouring lines with one label."""
    captions: tuple[str, ...]


def first_sentences(text: str, count: int) -> str:
    """The first sentences of a paragraph."""
    ends = [found.end() for found in _SENTENCE.finditer(text)]
    return text[: ends[min(count, len(ends)) - 1]] if ends else text


def teaser_list(rng: random.Random, site: str, others: Sequence[Source]) -> list[Piece]:
    """A "More …" list of other pages' stories in one of many layouts."""
    layout = rng.choice(_LAYOUTS).split()
    dates, more = rng.choice(_DATES), rng.choice(("Read more", "Continue reading", "More »"))
    category = [rng.choice(("World", "Politics", "Sport", "Culture", "News", "Tech", "Life"))]
    lines = []
    if rng.random() < 0.85:
        lines.append(rng.choice(HEADINGS).format(site=site))
    for number, other in enumerate(others, 1):
        prose = next((text for text, label in other.article if len(text.split()) > 14), "")
        teaser = first_sentences(prose, rng.choice((1, 1, 2)))
        if rng.random() < 0.2 and len(teaser) > 60:
            teaser = teaser[: rng.randint(50, len(teaser))].rstrip() + rng.choice(
                ("…", "...", " [...]")
            )
        date = dates.format(
            weekday=rng.choice(_WEEKDAYS), month=rng.choice(_MONTHS), day=rng.randint(1, 28),
            year=rng.randint(2005, 2026), number=rng.randint(1, 12),
        )  # fmt: skip
        for part in layout:
            lines += {
                "tt": [other.title, other.title], "t": [other.title], "d": [date], "s": [teaser],
                "c": category, "m": [more], "b": [f"By {other.site}"], "n": [str(number)],
            }[part]  # fmt: skip
        if rng.random() < 0.5:
            lines.append("")
    return [(line, Label.RELATED.value) for line in lines]


def spliced(rng: random.Random, source: Source, others: Sequence[Source]) -> list[Piece]:
    """The article of ``source`` with surroundings spliced in; "" is a blank line."""
    pieces = list(source.article)
    blank = rng.random() < 0.5
    own = [caption for caption in source.captions if len(caption.split()) > 3]
    donors = [run for other in others for run in other.boilerplate]
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        place = rng.randrange(1, len(pieces) + 1) if len(pieces) > 1 else 1
        if own and rng.random() < 0.6:
            pieces.insert(place, (rng.choice(own), Label.CAPTION.value))
        elif donors:
            run = rng.choice(donors)
            pieces[place:place] = list(run[:6])
    if rng.random() < 0.65 and len(others) > 1:
        count = rng.randint(1, min(8, len(others)))
        chosen = rng.sample(list(others), count)
        made = teaser_list(rng, source.site, chosen)
        place = len(pieces) if rng.random() < 0.8 else rng.randrange(len(pieces)) + 1
        pieces[place:place] = [("", ""), *made]
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        if donors:
            pieces += rng.choice(donors)
    if not blank:
        return [piece for piece in pieces if piece[0]]
    return [piece for pair in pieces for piece in (pair, ("", ""))]


def as_text(pieces: Sequence[Piece]) -> tuple[str, list[tuple[int, int, str]]]:
    """The pieces as lines of a text, and their spans."""
    lines, spans, place = [], [], 0
    for text, label in pieces:
        line = text.strip()
        if line and label:
            spans.append((place, place + len(line), label))
        lines.append(line)
        place += len(line) + 1
    return "\n".join(lines), spans


def runs(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Runs of neighbouring pieces that have the same single dropped label."""
    run: list[Piece] = []
    for piece in [*pieces, ("", "")]:
        if run and piece[1] == run[0][1]:
            run.append(piece)
            continue
        if run and sum(len(text.split()) for text, _ in run) >= 4:
            yield tuple(run[:25])
        run = [piece] if "|" not in piece[1] and piece[1] and Label(piece[1]) not in ARTICLE else []
