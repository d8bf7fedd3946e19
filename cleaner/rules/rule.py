"""A rule is a value: a pattern that names a block, with the cases that test it.

A rule says "what looks like this is usually a caption", how sure that is, and
where it may fire. It never decides alone; scoring weighs its evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cleaner.labels import Label

MONTH_MARK: Final = "\ue000"
"""Stands for each letter of a month's name in the text that a pattern with it is matched on:
the names of twenty languages are found by hash once, not by every pattern."""

WEEKDAY_MARK: Final = "\ue001"
"""The same for the names of the days of the week."""


class Where(StrEnum):
    """Which part of a block a rule's pattern has to match."""

    WHOLE = "whole"
    """The pattern matches the whole block."""
    START = "start"
    """The match begins at the block's first character."""
    END = "end"
    """The match ends at the block's last character."""
    INSIDE = "inside"
    """The match lies anywhere in the block."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that names a block.

    ``pattern`` is a `regex` pattern, compiled with VERBOSE, IGNORECASE off (write
    ``(?i:…)`` where case does not matter). It must be linear on hostile text:
    possessive quantifiers or atomic groups wherever two parts can match the same.

    >>> Rule("copyright.sign", Label.COPYRIGHT, r"©\\ *+\\d{4}", Where.INSIDE, 0.9,
    ...      needs=("©",), examples=("© 2024 Example Ltd",)).label
    <Label.COPYRIGHT: 'copyright'>
    """

    id: str
    """``family.what-it-sees``, unique."""
    label: Label
    pattern: str
    where: Where
    strength: float
    """Share of the blocks on which it fires that do have the label, 0 to 1."""
    needs: tuple[str, ...]
    """Tokens in lower case; a block with none of them is not tried, and a match anywhere in a
    block is looked for up to 200 characters from them. A token is a
    run of letters and digits, or one punctuation mark or symbol, or one Han or
    kana character."""
    max_words: int = 60
    """Longer blocks are not tried."""
    cuts: bool = False
    """The match is cut out of a line that holds more than it."""
    takes_sentence: bool = False
    """The pattern finds a credit; the sentence before it in the line belongs to the match."""
    in_articles: bool = False
    """Articles have such lines as well: where the markup says that one is the article, it stays."""
    examples: tuple[str, ...] = ()
    """Blocks on which it must fire. For a rule that cuts, ``⟦ ⟧`` show the part to cut."""
    counterexamples: tuple[str, ...] = ()
    """Blocks on which it must not fire: the false friends."""
