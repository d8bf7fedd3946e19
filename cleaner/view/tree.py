"""The tree that a browser builds of a page, with where its elements stand in the source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from cleaner.segment.elements import VOID

if TYPE_CHECKING:
    import turbohtml

_UNTOLD: Final = re.compile("[\r\ud800-\udfff]")


@dataclass(frozen=True, eq=False)
class Tree:
    """A page's tree.

    >>> tree = Tree.of("<p>One<p class=ad>Two <img src=a> three")
    >>> [tree.range(element) for element in tree.root.select("p.ad, img")]
    [(6, 39), (22, 33)]
    """

    root: turbohtml.Document
    size: int
    """Of the source."""

    @classmethod
    def of(cls, source: str) -> Tree:
        """Parse a page."""
        import turbohtml

        # As long as it was, with line ends of one character and no lone surrogates, which the
        # tree can't give back in tags.
        plain = _UNTOLD.sub(lambda found: " " if found[0] == "\r" else "\ufffd", source)
        return cls(turbohtml.parse(plain, source_locations=True), len(source))

    def by_start(self) -> dict[int, Any]:
        """The elements by the source offset of their start tags."""
        return {
            place.start_tag.start_offset: element
            for element in self.root.iter_elements()
            if (place := element.source_location) and place.start_tag
        }

    def range(self, element: turbohtml.Element) -> tuple[int, int] | None:
        """The source range of an element; None if it has no tag of its own.

        One without an end tag reaches to where the next element begins, or to the end of the one
        that it is in; one that has no content is its tag.
        """
        place = element.source_location
        if place is None or place.start_tag is None:
            return None
        tag = place.start_tag
        if place.end_tag is not None:
            return tag.start_offset, place.end_tag.end_offset
        if element.tag in VOID:
            return tag.start_offset, tag.end_offset
        # In front of the table that it stands in, if the tree has it there.
        return tag.start_offset, max(tag.end_offset, self._limits[element])

    @cached_property
    def _limits(self) -> dict[Any, int]:
        """How far each element reaches at most, should it have no end tag."""
        elements = [*self.root.iter_elements()]
        number: dict[Any, int] = dict(zip(elements, count(1), strict=False))  # 0 is the page itself
        above: list[Any] = [element.parent for element in elements]
        # What is in a <template> is in a fragment of the tree, and this in the template.
        parents = [0, *(number.get(node) or number.get(node.parent, 0) for node in above)]
        places = [None, *(element.source_location for element in elements)]
        closed = [self.size]  # where the end tag is of the element, or of the nearest around it
        for place, parent in zip(places[1:], parents[1:], strict=True):
            tag = place and place.end_tag
            closed.append(tag.start_offset if tag else closed[parent])
        begins = [self.size] * (len(places) + 1)  # the first start tag from the element on
        last = [*range(len(places))]  # the last element inside
        for at in range(len(elements), 0, -1):
            place, parent = places[at], parents[at]
            tag = place and place.start_tag
            begins[at] = tag.start_offset if tag else begins[at + 1]
            last[parent] = max(last[parent], last[at])
        return {element: min(begins[last[at] + 1], closed[at]) for element, at in number.items()}
