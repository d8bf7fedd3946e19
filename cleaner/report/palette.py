"""How each label is told apart: a letter (which is its key, too), a colour and a pattern.

The colours are those of Okabe and Ito, chosen to be told apart with any colour vision; eight
do not do for fifteen labels, so a second label of a colour is drawn dashed, and each piece
bears its letter.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cleaner.labels import LABELS, Label


class Look(NamedTuple):
    """How a label is shown."""

    letter: str
    """One that occurs in the label's name."""
    colour: str
    """As CSS writes it."""
    line: str
    """The style of its underline, as CSS names it."""


_ORANGE, _SKY, _GREEN, _YELLOW = "#e69f00", "#56b4e9", "#009e73", "#f0e442"
_BLUE, _VERMILION, _PURPLE, _GREY = "#0072b2", "#d55e00", "#cc79a7", "#8c8c8c"

PALETTE: Final = {
    Label.TITLE: Look("T", _BLUE, "solid"),
    Label.HEADING: Look("H", _SKY, "solid"),
    Label.BODY: Look("B", _GREEN, "solid"),
    Label.BYLINE: Look("Y", _ORANGE, "solid"),
    Label.DATE: Look("D", _ORANGE, "dashed"),
    Label.CAPTION: Look("C", _YELLOW, "solid"),
    Label.COPYRIGHT: Look("R", _PURPLE, "solid"),
    Label.RELATED: Look("E", _VERMILION, "solid"),
    Label.PROMO: Look("P", _VERMILION, "dashed"),
    Label.SHARE: Look("S", _SKY, "dashed"),
    Label.NAVIGATION: Look("N", _GREY, "solid"),
    Label.COMMENTS: Look("M", _BLUE, "dashed"),
    Label.BIO: Look("I", _YELLOW, "dashed"),
    Label.LEGAL: Look("L", _PURPLE, "dashed"),
    Label.OTHER: Look("O", _GREY, "dashed"),
}
"""The look of each label."""


def looks() -> list[tuple[Label, Look]]:
    """The labels in their order, each with its look.

    >>> label, look = looks()[0]
    >>> label.value, look.letter
    ('title', 'T')
    """
    return [(label, PALETTE[label]) for label in LABELS]
