"""A site of one's own making: pages from a few templates, each with its article's text.

Words are ours. What stands around the articles is what rules and models have no word for:
boxes that read like prose, lists of the same stories on every page, standing notes.
"""

from __future__ import annotations

import random
from typing import NamedTuple

PEOPLE = (
    "Mara Ellison",
    "Tobias Renn",
    "Ines Calder",
    "Jonah Whitlock",
    "Petra Vance",
    "Omar Lind",
)
PLACES = ("Marston", "Eastbrook", "Port Alder", "Fenwick", "Lower Quay", "Hollin Green", "Sandby")
THINGS = ("bridge", "library", "harbour wall", "bus line", "school roof", "market hall", "ferry")
DEEDS = (
    "was closed",
    "will open again",
    "was sold",
    "needs repairs",
    "has been praised",
    "is late",
)
CAUSES = (
    "after a vote that took most of the night",
    "because nobody had asked the owner",
    "while the council waited for a second report",
    "as engineers had warned two years ago",
    "although the money was never found",
    "in spite of a petition that thousands had signed",
)
TAILS = (
    "Neighbours said they had heard nothing until the lorries came.",
    "A decision is expected before the end of the month, an official said.",
    "The cost is put at {number} thousand, a third more than was planned.",
    "Work on it went on for {number} days without a break.",
    "Shops nearby say that they have lost every fifth customer since then.",
    "The plan has {number} pages, and few of those who speak of it have read them.",
)

STORIES = tuple(
    f"{place} {thing} {deed}"
    for place, thing, deed in zip(PLACES, THINGS, (*DEEDS, "has a new owner"), strict=True)
)
"""What stands in the list of other stories, the same on all pages."""

BOX = (
    "There is a reason why so many people in the valley begin their day with us: what happens "
    "here is told here, by those who live here, and it reaches your kitchen table by seven."
)
"""A box that reads like the article's text."""

NOTE = (
    "What is printed on these pages was written by people who are paid by the hour and who "
    "answer to nobody but the readers; whoever finds a mistake may ring the desk in Mill Lane."
)
POEM = (
    "The tide comes in, the tide goes out,",
    "the gulls are at the harbour mouth,",
    "and those who sail and those who stay",
    "have salt upon their hands all day.",
)


_OPENS = {"div": '<div class="a1">', "section": '<section class="b2">', "li": '<li class="c3">'}


class Made(NamedTuple):
    """A page that was made, and what its article says."""

    html: str
    text: str
    """The page as a line per block."""
    article: str


def made(number: int, *, poem: bool = False) -> Made:
    """Page ``number`` of the site; it is the same on every call."""
    chance = random.Random(f"page {number}")
    place, thing, deed = chance.choice(PLACES), chance.choice(THINGS), chance.choice(DEEDS)
    title = f"The {thing} of {place} {deed}, {chance.choice(PEOPLE)} says"
    article = [_paragraph(chance) for _ in range(chance.randint(4, 9))]
    at = chance.randint(1, len(article) - 1)
    verse = POEM if poem else ()
    blocks: list[tuple[str, str]] = [
        ("div", "The Valley Paper"),
        *(("div", name) for name in ("Front page", "Town", "Valley", "Sea", "Letters", "Notices")),
        ("h1", title),
        ("p", f"Told on {chance.choice(('Monday', 'Friday'))}, {chance.randint(1, 28)} March"),
        *(("p", line) for line in article[:at]),
        ("section", BOX),
        *(("p", line) for line in verse),
        *(("p", line) for line in article[at:]),
        ("section", NOTE),
        ("h2", "Read in the valley"),
        *(("li", f"{story}. {STORIES[k - 1]}, too, and more.") for k, story in enumerate(STORIES)),
        ("p", f"Seen {chance.randint(100, 9000)} times since the morning by people like you"),
        ("p", "The Valley Paper, Mill Lane 4, printed every day but Sunday since the flood"),
    ]
    html = "".join(f"{_OPENS.get(tag, f'<{tag}>')}{text}</{tag}>\n" for tag, text in blocks)
    return Made(
        f"<html><head><title>{title}</title></head><body><div>{html}</div></body></html>",
        "\n".join(text for _, text in blocks),
        "\n".join((title, *article[:at], *verse, *article[at:])),
    )


def _paragraph(chance: random.Random) -> str:
    sentences = []
    for _ in range(chance.randint(2, 4)):
        place, thing = chance.choice(PLACES), chance.choice(THINGS)
        deed, cause = chance.choice(DEEDS), chance.choice(CAUSES)
        who = chance.choice(PEOPLE)
        sentences.append(
            chance.choice(
                (
                    f"The {thing} in {place} {deed} {cause}, {who} told a meeting of {place}.",
                    f"{who} of {place} says that the {thing} {deed} {cause}.",
                    f"In {place} the {thing} {deed}, {cause}.",
                )
            )
        )
        if chance.random() < 0.4:
            sentences.append(chance.choice(TAILS).format(number=chance.randint(3, 900)))
    return " ".join(sentences)
