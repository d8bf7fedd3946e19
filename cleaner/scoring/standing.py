"""Which blocks are cells of a table of data, items of a list, headings.

What a cell or a heading says in a word or two ("Date", "FAQ", "3 May 2024") looks like the
furniture of a page; what it is for tells that it is not. The rules leave these blocks alone.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.scoring.features import Layout
from cleaner.scoring.structure import H1, HEADING, ROLES, Structure, innermost

_TABLE: Final = ROLES.index(("table",))
_ITEM: Final = ROLES.index(("li", "dt", "dd"))
_CELL: Final = np.uint32(1 << ROLES.index(("td", "th")))

CELLS: Final = 6
"""A table of data has so many blocks at least: fewer are a frame around something else."""

CELL_WORDS: Final = 12.0
"""Most of its words stand in blocks of so many words at most: one with paragraphs is a layout."""


class Standing(NamedTuple):
    """What each block stands in."""

    table: npt.NDArray[np.int64]
    """The innermost table of data that it is a cell of, or -1."""
    heading: npt.NDArray[np.bool_]
    top: npt.NDArray[np.bool_]
    """Whether it is a heading of the first rank."""
    item: npt.NDArray[np.bool_]
    """Whether its own element is an item of a list."""
    around: npt.NDArray[np.int64]
    """The element around its own."""
    hidden: npt.NDArray[np.bool_]
    """Whether the markup hides it."""
    section_end: npt.NDArray[np.int64]
    """The first block behind the element that it opens, of those that hold more; without one, the
    next block."""


def standing(made: Structure, unit: npt.NDArray[np.int64], lay: Layout) -> Standing:
    """What the blocks stand in; ``unit``: in which unit of the markup each is."""
    element = made.unit_element[unit]
    around = made.around[element]
    table = innermost(made, made.role == _TABLE)[element]
    table = np.where((around & _CELL) > 0, table, made.none)
    return Standing(
        np.where(_holds_data(table, lay, made.role.size)[table], table, -1),
        (around & HEADING) > 0,
        (around & H1) > 0,
        made.role[element] == _ITEM,
        made.parent[element],
        made.hidden[element],
        _section_end(made, unit),
    )


def _section_end(made: Structure, unit: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    own = outermost = made.unit_element[unit]
    for jump in reversed(made.jumps):
        further = jump[outermost]
        outermost = np.where(made.end_unit[further] <= unit + 1, further, outermost)
    section = np.where(made.end_unit[own] <= unit + 1, made.parent[outermost], own)
    opens = made.first_unit[section] == unit
    end: npt.NDArray[np.int64] = np.where(opens, made.end_unit[section], unit + 1)
    return np.searchsorted(unit, end)


def _holds_data(table: npt.NDArray[np.int64], lay: Layout, count: int) -> npt.NDArray[np.bool_]:
    """Which elements are tables of data, by the blocks in them; the last one stands for none."""
    blocks = np.bincount(table, minlength=count)
    words = np.bincount(table, lay.words, minlength=count)
    told = np.bincount(table, lay.words * (lay.words <= CELL_WORDS), minlength=count)
    data: npt.NDArray[np.bool_] = (blocks >= CELLS) & (2 * told >= words)
    data[-1] = False
    return data
