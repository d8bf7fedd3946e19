"""Which cell of which table a unit of a page stands in, so that rows keep their columns in the
clean text.

A cell without text has no unit and one that was dropped is not written, but both hold a place in
their row. In a table of data only rows and cells part what is kept, whatever they are written with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

from cleaner.segment.elements import CELLS
from cleaner.segment.markup import Markup

UNITS: Final = 1.5
"""A cell of a table of data holds so many units on average at most; one of a frame around the
columns of a page holds many."""

ROWS: Final = 2
"""It has so many rows at least with text in two cells or more."""


class Cell(NamedTuple):
    """A cell, by the elements around it."""

    table: int
    row: int
    column: int
    """How many cells of its row stand before it."""
    element: int


class Cells(NamedTuple):
    """The cells of a page."""

    of_unit: dict[int, Cell]
    """The innermost cell around each unit that stands in one."""
    data: frozenset[int]
    """The tables that hold data, and are no frame around something else."""


def cells_of(markup: Markup) -> Cells:
    """Find the cells of a page.

    >>> from cleaner.segment.html import segment_page
    >>> cells = cells_of(segment_page("<table><tr><td>a<td><td>b<tr><td><td>c<td>d</table>"))
    >>> [(cell.row, cell.column) for cell in cells.of_unit.values()], cells.data
    ([(1, 0), (1, 2), (5, 1), (5, 2)], frozenset({0}))
    """
    elements = markup.elements
    if CELLS.isdisjoint(elements.tag):
        return Cells({}, frozenset())
    around: list[Cell] = []  # each element; -1: there is none
    cells: list[Cell] = []
    columns: Counter[int] = Counter()
    for place, (tag, parent) in enumerate(zip(elements.tag, elements.parent, strict=True)):
        cell = around[parent] if parent >= 0 else Cell(-1, -1, -1, -1)
        if tag == "table":
            cell = Cell(place, -1, -1, -1)
        elif tag == "tr":
            cell = Cell(cell.table, place, -1, -1)
        elif tag in CELLS and cell.row >= 0:
            cell = Cell(cell.table, cell.row, columns[cell.row], place)
            columns[cell.row] += 1
            cells.append(cell)
        around.append(cell)
    innermost = (
        (unit, around[element]) for unit, element in enumerate(markup.unit_element) if element >= 0
    )
    of_unit = {unit: cell for unit, cell in innermost if cell.element >= 0}
    firsts, ends = elements.first_unit, elements.end_unit
    units = {cell: ends[cell.element] - firsts[cell.element] for cell in cells}
    return Cells(of_unit, holding_data(units))


def holding_data(units: Mapping[Cell, int]) -> frozenset[int]:
    """The tables that hold data, by how many units, or paragraphs, their cells hold.

    >>> holding_data({Cell(0, row, 0, 2 * row + column): 1 for row in (1, 5) for column in (0, 1)})
    frozenset({0})
    """
    held: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    in_row: Counter[tuple[int, int]] = Counter()
    for cell, count in units.items():
        if count:
            held[cell.table] += count
            filled[cell.table] += 1
            in_row[cell.table, cell.row] += 1
    rows = Counter(table for (table, _), count in in_row.items() if count > 1)
    return frozenset(
        table for table in rows if rows[table] >= ROWS and held[table] <= UNITS * filled[table]
    )
