"""Tables as Markdown can say them: rows of as many cells as the widest, none over two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from turbohtml import Element

ROOM: Final = 4
"""Places in a grid for each cell of its table, at most: what has more stays as it is."""

LEAST: Final = 64
"""Places that a small table may have in any case."""

_SPANS: Final = ("colspan", "rowspan")


def square(parts: Iterable[Element]) -> None:
    """Give a table's cells one place each, and its rows as many: the rest is empty cells.

    ``parts``: its rows and cells, in their order; other parts don't count.

    >>> from turbohtml import parse
    >>> page = parse("<table><tr><th colspan=2>a<tr><td rowspan=2>b<td>c<tr><td>d</table>")
    >>> square(page.select("tr, td, th"))
    >>> page.to_markdown().splitlines()
    ['| a |  |', '| --- | --- |', '| b | c |', '|  | d |']
    """
    rows: list[tuple[Element, list[Element]]] = []
    for part in parts:
        if part.tag == "tr":
            rows.append((part, []))
        elif part.tag in ("td", "th") and rows:
            rows[-1][1].append(part)
    grid = _grid([cells for _, cells in rows])
    width = max(map(len, grid), default=0)
    for (row, cells), places in zip(rows, grid, strict=False):
        for cell in cells:
            for name in _SPANS:
                if name in cell.attrs:
                    del cell.attrs[name]
        if not cells:
            row.decompose()
            continue
        last: Element | None = None
        for place in places + [None] * (width - len(places)):
            placed = Element("td") if place is None else place
            if place is None and last is None:
                row.insert(0, placed)
            elif place is None and last is not None:
                last.insert_after(placed)
            last = placed


def _grid(rows: list[list[Element]]) -> list[list[Element | None]]:
    """The places of each row, with the cells that begin there; nothing if there are too many."""
    room = max(LEAST, ROOM * sum(map(len, rows)))
    grid: list[list[Element | None]] = []
    width = spent = 0
    down: dict[int, int] = {}  # how many rows more the cell above takes in each column
    for cells in rows:
        places: list[Element | None] = []
        here: dict[int, int] = {}
        for cell in cells:
            while len(places) in down:
                places.append(None)
            wide, tall = (_number(cell, name) for name in _SPANS)
            if len(places) + wide > room:
                return []
            if tall > 1:
                here |= dict.fromkeys(range(len(places), len(places) + wide), tall - 1)
            places += [cell, *[None] * (wide - 1)]
        width = max(width, len(places))
        spent += len(places) + len(down)
        if spent > room:
            return []
        down = {column: left - 1 for column, left in down.items() if left > 1} | here
        grid.append(places)
    return grid if width * len(rows) <= room else []


def _number(cell: Element, name: str) -> int:
    """How many columns or rows a cell takes, by what its attribute says."""
    said = str(cell.attrs.get(name, "")).strip()
    return max(1, int(said)) if said.isdecimal() and said.isascii() and len(said) <= 5 else 1
