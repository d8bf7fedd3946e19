"""What kind of character each code point is, as two lookup tables.

Everything above this works on arrays of code points; a table lookup per
character replaces a Python call per character. The tables are kept as runs in
``characters.npz`` (made from the Unicode database by
``python -m cleaner.training.characters``) and unrolled on first use.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

CODE_POINTS = 0x110000
"""Number of Unicode code points."""


class Character:
    """The kinds of character that shape features tell apart.

    Plain numbers: numpy takes seven times as long to compare a short column with an enum's member.
    """

    SPACE: Final = 0
    NEWLINE: Final = 1
    LOWER: Final = 2
    UPPER: Final = 3
    CASELESS: Final = 4
    """A letter of a script without capitals whose words are set apart by spaces."""
    UNSPACED: Final = 5
    """A letter of a script that writes without spaces (Thai, Lao, Khmer, Burmese)."""
    IDEOGRAPH: Final = 6
    """Han, kana, bopomofo: counts as a word by itself."""
    MARK: Final = 7
    """Combining mark or joiner: part of the word that it stands in."""
    DIGIT: Final = 8
    SENTENCE_END: Final = 9
    COMMA: Final = 10
    COLON: Final = 11
    QUOTE: Final = 12
    OPEN: Final = 13
    CLOSE: Final = 14
    DASH: Final = 15
    SEPARATOR: Final = 16
    """Pipe, bullet, middle dot, slash, angle quotes: what sets items apart."""
    SYMBOL: Final = 17
    PUNCTUATION: Final = 18
    CONTROL: Final = 19


class CharacterTables(NamedTuple):
    """``kind[c]`` is the `Character` of code point c, ``fold[c]`` its folded form."""

    kind: npt.NDArray[np.uint8]
    fold: npt.NDArray[np.uint32]


@cache
def character_tables() -> CharacterTables:
    """The two tables over all code points.

    >>> tables = character_tables()
    >>> bool(tables.kind[ord("É")] == Character.UPPER), chr(int(tables.fold[ord("É")]))
    (True, 'é')
    """
    with (files("cleaner.segment") / "characters.npz").open("rb") as file:
        runs = np.load(file, allow_pickle=False)
        kind = np.repeat(runs["kind"], runs["kind_length"])
        shift = np.repeat(runs["shift"], runs["shift_length"])
    fold = (np.arange(CODE_POINTS, dtype=np.int32) + shift).astype(np.uint32)
    kind.flags.writeable = fold.flags.writeable = False
    return CharacterTables(kind, fold)


class Marks:
    """Groups of marks, told apart at the cost of one table look-up for each character."""

    __slots__ = ("_group",)

    def __init__(self, *groups: str) -> None:
        self._group = np.zeros(1 << 16, np.uint8)  # its last place stands for all that is beyond
        for number, marks in enumerate(groups, 1):
            self._group[[ord(mark) for mark in marks]] = number

    def groups(self, codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
        """The group of each code point, counted from 1, or 0.

        >>> Marks("$€", "%").groups(code_points("5 €, 😀 %")).tolist()
        [0, 0, 1, 0, 0, 0, 0, 2]
        """
        return self._group[np.minimum(codes, np.uint32(self._group.size - 1))]


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """The text's code points, lone surrogates included.

    >>> code_points("a€").tolist()
    [97, 8364]
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
