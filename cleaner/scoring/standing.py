"""Which blocks are cells of a table of data, items of a list, headings.

What a cell or a heading says in a word or two ("Date", "FAQ", "3 May 2024") looks like the
furniture of a page; what it is for tells that it is not. The rules leave these blocks alone.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.scoring.features import Layout
from cleaner.scoring.structure import DEPTH_STEPS, HEADING, ROLES, Structure, roles_around

TABLE: Final = ROLES.index(("table",))
ITEM: Final = ROLES.index(("li", "dt", "dd"))
_CELL: Final = np.uint32(1 << ROLES.index(("td", "th")))

CELLS: Final = 6
"""A table of data has so many blocks at least: fewer are a frame around something else."""

CELL_WORDS: Final = 12.0
"""Most of its words stand in blocks of so many words at most: one with paragraphs is a layout."""


def tables(made: Structure, unit: npt.NDArray[np.int64], lay: Layout) -> npt.NDArray[np.int64]:
    """For each block the table of data that it is a cell of, or -1. ``unit``: where blocks stand.

    The table is the innermost one around the block.
    """
    nothing = made.role.size - 1
    around = np.where(made.role == TABLE, np.arange(made.role.size), nothing)
    jump = made.parent
    for _ in range(DEPTH_STEPS):
        around = np.where(around == nothing, around[jump], around)
        jump = jump[jump]
    element = made.unit_element[unit]
    table = np.where((roles_around(made)[element] & _CELL) > 0, around[element], nothing)
    short = lay.words <= CELL_WORDS
    blocks = np.bincount(table, minlength=nothing + 1)
    words = np.bincount(table, lay.words, minlength=nothing + 1)
    told = np.bincount(table, lay.words * short, minlength=nothing + 1)
    data = (blocks >= CELLS) & (2 * told >= words)
    data[nothing] = False
    return np.where(data[table], table, -1)


def headings(made: Structure, unit: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which blocks stand in a heading."""
    return (roles_around(made)[made.unit_element[unit]] & HEADING) > 0


def items(made: Structure, unit: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which blocks stand in an item of a list and in no element inside it."""
    found: npt.NDArray[np.bool_] = made.role[made.unit_element[unit]] == ITEM
    return found
