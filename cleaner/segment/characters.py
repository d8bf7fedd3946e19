"""What kind of character each code point is, as two lookup tables.

Everything above this works on arrays of code points; a table lookup per
character replaces a Python call per character. The tables are kept as runs in
``characters.npz`` (made from the Unicode database by
``python -m cleaner.training.characters``) and unrolled on first use.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

CODE_POINTS = 0x110000
"""Number of Unicode code points."""


class Character(IntEnum):
    """The kinds of character that shape features tell apart."""

    SPACE = 0
    NEWLINE = 1
    LOWER = 2
    UPPER = 3
    CASELESS = 4
    """A letter of a script without capitals whose words are set apart by spaces."""
    UNSPACED = 5
    """A letter of a script that writes without spaces (Thai, Lao, Khmer, Burmese)."""
    IDEOGRAPH = 6
    """Han, kana, bopomofo: counts as a word by itself."""
    MARK = 7
    """Combining mark or joiner: part of the word that it stands in."""
    DIGIT = 8
    SENTENCE_END = 9
    COMMA = 10
    COLON = 11
    QUOTE = 12
    OPEN = 13
    CLOSE = 14
    DASH = 15
    SEPARATOR = 16
    """Pipe, bullet, middle dot, slash, angle quotes: what sets items apart."""
    SYMBOL = 17
    PUNCTUATION = 18
    CONTROL = 19


class CharacterTables(NamedTuple):
    """``kind[c]`` is the `Character` of code point c, ``fold[c]`` its folded form."""

    kind: npt.NDArray[np.uint8]
    fold: npt.NDArray[np.uint32]


@cache
def character_tables() -> CharacterTables:
    """The two tables over all code points.

    >>> tables = character_tables()
    >>> Character(int(tables.kind[ord("É")])).name, chr(int(tables.fold[ord("É")]))
    ('UPPER', 'é')
    """
    with (files("cleaner.segment") / "characters.npz").open("rb") as file:
        runs = np.load(file, allow_pickle=False)
        kind = np.repeat(runs["kind"], runs["kind_length"])
        shift = np.repeat(runs["shift"], runs["shift_length"])
    fold = (np.arange(CODE_POINTS, dtype=np.int32) + shift).astype(np.uint32)
    kind.flags.writeable = fold.flags.writeable = False
    return CharacterTables(kind, fold)


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """The text's code points, lone surrogates included.

    >>> code_points("a€").tolist()
    [97, 8364]
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
