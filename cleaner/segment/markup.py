"""A page that was read: its visible text, its units, its elements, as columns."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

Column: TypeAlias = "array[int]"
"""Signed 64-bit numbers."""


class Elements(NamedTuple):
    """The elements of a page in document order, as columns. Parents stand before children."""

    tag: list[str]
    key: Column
    """Place of its tag and names in ``keys``."""
    parent: Column
    """-1: there is none."""
    hidden: Column
    """Not shown, by its own or an ancestor's attribute?"""
    start: Column
    """Source offset of its start tag."""
    close: Column
    """Source offset of its end tag, or where its content ends without one."""
    end: Column
    """Source offset behind its end tag."""
    first_unit: Column
    """The first unit that begins in it."""
    end_unit: Column
    """One past the last unit that begins in it."""
    keys: list[tuple[str, str]]
    """Distinct tags with the values of the attributes that name an element, joined by ``|``."""


class Head(NamedTuple):
    """What a page says of itself outside of its visible text."""

    titles: list[str]
    """Of <title> and of the meta elements for previews."""
    descriptions: list[str]
    linked_data: list[str]
    """The JSON-LD scripts, as they are."""


class Markup(NamedTuple):
    """A page's visible text, where it stands in the source, and what stands around it."""

    text: str
    """A line per unit, less in preformatted text; a blank line where paragraphs part."""
    run_text: Column
    """Where each run starts in ``text``."""
    run_source: Column
    """Where it starts in the source."""
    run_length: Column
    """Its length in the source: equal to that in the text if it was copied as it is."""
    unit_start: Column
    """Where each unit starts in ``text``."""
    unit_element: Column
    """The element that each unit begins in."""
    unit_gap: Column
    """What stands before each unit: `GAP_CELL`, `GAP_LINE` or `GAP_PARAGRAPH`."""
    unit_pre: Column
    """Is the unit's white space part of what it says?"""
    link_start: Column
    """Where in ``text`` each link starts."""
    link_end: Column
    alt_start: Column
    """Source offsets of the alternative texts of pictures that stand alone in their block."""
    alt_end: Column
    alt_element: Column
    """The element that each of them stands in."""
    elements: Elements
    head: Head


def columns(rows: Sequence[Sequence[int]], count: int) -> list[Column]:
    """Rows of numbers as so many columns.

    >>> columns([(1, 2), (3, 4)], 2)
    [array('q', [1, 3]), array('q', [2, 4])]
    """
    if not rows:
        return [array("q") for _ in range(count)]
    return [array("q", column) for column in zip(*rows, strict=True)]
