"""What a page is laid out with, as Markdown can say it.

Two line breaks make a new paragraph, and a table that holds no data but the columns of the page
is what stands in it: a cell of Markdown is one line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final

from turbohtml import Document, Element, Node, Text

from cleaner.exports.grids import square
from cleaner.segment.elements import BLOCKS, CELLS, PREFORMATTED, TIGHT
from cleaner.view.tables import Cell, holding_data

_SHOWN: Final = frozenset({"img", "input"})
"""Elements without text that stand in a line."""

_BLOCKS: Final = BLOCKS | {"hr"}
_PARTS: Final = CELLS | {"table", "caption", "thead", "tbody", "tfoot", "tr"}
_NO_CELL: Final = Cell(-1, -1, -1, -1)


def unfold(document: Document) -> None:
    """Part the paragraphs of a page by blocks, and take its frames of tables apart.

    >>> from turbohtml import parse
    >>> page = parse("<table><tr><td>menu<td><b>Title</b><br><br>One.<br>Two.</table>")
    >>> unfold(page)
    >>> page.to_markdown().splitlines()
    ['menu', '', '**Title**', '', 'One.  ', 'Two.']
    """
    around: dict[Node | None, tuple[Element | None, Cell]] = {}
    parts: defaultdict[int, list[Element]] = defaultdict(list)
    empty: list[tuple[Node, int]] = []  # what stands in no line, and in which table
    waiting: list[tuple[Node, int]] = []  # white space that does if a line break follows
    paragraphs: Counter[Cell] = Counter()
    heads: list[Cell] = []
    nesting: set[int] = set()  # tables around others
    line: Element | None = None  # the block whose paragraph goes on
    broken = told = False  # does it end with a line break? has it text?
    for place, node in enumerate(list(document.descendants)):
        block, cell = around.get(node.parent, (None, _NO_CELL))
        tag = node.tag if isinstance(node, Element) else ""
        text = node.data if isinstance(node, Text) else ""
        if text.isspace():
            waiting.append((node, cell.table))
        elif text or tag in _SHOWN:
            told = told and line is block
            if text and not told and block is not None and cell.element >= 0:
                told = True
                # The items of a list are lines of one paragraph.
                paragraphs[cell] += block.tag not in TIGHT or not paragraphs[cell]
            line, broken = block, False
            waiting.clear()
        elif tag == "br" and line is block and not broken:
            broken = True
            waiting.clear()
        elif tag == "br" and block is not None and block.tag not in PREFORMATTED:
            empty += [*waiting, (node, cell.table)]
            line = None
            waiting.clear()
        elif isinstance(node, Element):
            if tag == "table":
                nesting.add(cell.table)
            if tag in _PARTS:
                cell = _part(tag, place, cell)
                parts[cell.table].append(node)
                heads += [cell] if tag == "th" else []
            if tag in _BLOCKS and (block is None or block.tag not in PREFORMATTED):
                block, line = node, None
            around[node] = block, cell
    data = (holding_data(paragraphs) | _headed(heads, paragraphs)) - nesting
    for node, table in empty:
        if table not in data:
            node.replace_with(Element("div"))
    for table, elements in parts.items():
        if table in data:
            square(elements)
        for element in elements if table not in data else ():
            element.tag = "div"


def _part(tag: str, place: int, around: Cell) -> Cell:
    """The cell that a part of a table stands in, or the part of a cell that it is."""
    if tag == "table":
        return Cell(place, -1, -1, -1)
    if tag == "tr":
        return Cell(around.table, place, -1, -1)
    return around._replace(element=place) if tag in CELLS else around


def _headed(heads: list[Cell], paragraphs: Counter[Cell]) -> frozenset[int]:
    """The tables with a row of headings, whatever their other rows hold."""
    rows = Counter(table for table, _ in {(cell.table, cell.row) for cell in paragraphs})
    in_row = Counter((cell.table, cell.row) for cell in heads if paragraphs[cell])
    return frozenset(table for (table, _), count in in_row.items() if count > 1 and rows[table] > 1)
