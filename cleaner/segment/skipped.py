"""An element whose text is not shown, as a page is read tag by tag: where it ends."""

from __future__ import annotations

from typing import Final, NamedTuple

from cleaner.segment.elements import BREAKOUT

_DRAWN: Final = frozenset({"svg", "math"})
"""Elements that may be their own end, and that end where a block begins."""


class Skipped(NamedTuple):
    """The open element whose text is not shown."""

    name: str
    depth: int = 1
    """How many of this name are open, one in the other."""
    holds_html: bool = False
    """Was there a foreignobject in it, in which blocks may stand?"""

    @classmethod
    def begun_by(cls, name: str, self_closing: bool) -> Skipped | None:
        """What a start tag opens; None for one that is its own end.

        >>> Skipped.begun_by("script", True), Skipped.begun_by("svg", True)
        (Skipped(name='script', depth=1, holds_html=False), None)
        """
        return None if self_closing and name in _DRAWN else cls(name)

    def behind_start(self, name: str, self_closing: bool) -> Skipped | None:
        """What is open behind a start tag in it; None if it ends before this tag.

        >>> Skipped("svg").behind_start("p", False)
        >>> Skipped("svg", holds_html=True).behind_start("p", False)
        Skipped(name='svg', depth=1, holds_html=True)
        """
        if name == self.name:
            return self if self_closing else Skipped(name, self.depth + 1, self.holds_html)
        if self.holds_html or self.name not in _DRAWN:
            return self
        if name in BREAKOUT:
            return None
        return Skipped(self.name, self.depth, True) if name == "foreignobject" else self

    def behind_end(self, name: str) -> Skipped | None:
        """What is open behind an end tag; None if this is its own."""
        if name != self.name:
            return self
        return Skipped(name, self.depth - 1, self.holds_html) if self.depth > 1 else None
