"""What a result is made of: its spans, the reasons for them, and the columns behind both."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cleaner.labels import Label

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy as np
    from numpy.typing import NDArray

    from cleaner.result import Result


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that weighed in a decision.

    >>> Reason("rule", "copyright.sign", 0.9, 0, 6, "names the span copyright").weight
    0.9
    """

    kind: str
    """What weighed: ``rule``, ``feature``, ``site``, ``sequence``, ``forced`` or ``label``."""
    name: str
    """Which one: a rule's id, a feature's name."""
    weight: float
    """How much: above 0 for the article or for the label, below 0 against it."""
    start: int | None = None
    """Where the evidence stands in the source, if it stands in one place."""
    end: int | None = None
    note: str = ""
    """What it says, for a reader."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a page: ``source[span.start:span.end]``.

    >>> span = Span(0, 5, Label.TITLE, True, 0.97, None, "Title")
    >>> span.label, span.end - span.start
    (<Label.TITLE: 'title'>, 5)
    """

    start: int
    """Source offset of its first character, in code points."""
    end: int
    """Source offset behind its last character."""
    label: Label
    """What it is."""
    kept: bool
    """Whether it is part of the clean text."""
    score: float
    """The chance that it belongs to the article, 0 to 1."""
    rule: str | None
    """What named it, if it was not the model alone: a rule's id, ``forced``, or, behind a prefix,
    ``markup.`` a mark of the page, ``sequence.`` what stands around it, ``extractor.`` who left it
    out."""
    text: str
    """What it says."""
    _where: tuple[Result, int] | None = field(default=None, repr=False, compare=False)

    @property
    def path(self) -> str | None:
        """In HTML the CSS path of the block element that it stands in."""
        visible = self._where[0].visible if self._where else None
        return visible.path(self.start) if visible else None

    @property
    def element(self) -> tuple[int, int] | None:
        """In HTML the source range of the block element whose whole text it is, if it is one's."""
        visible = self._where[0].visible if self._where else None
        return visible.element(self.start, self.end) if visible else None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it has its label and was kept or dropped, what weighed most first.

        Computed for all spans of the result when first asked for.
        """
        if self._where is None:
            return ()
        result, place = self._where
        return result.reasons[place]


class Explainer(Protocol):
    """What can say why a result is as it is: the ``Cleaner`` that made it."""

    @property
    def keep(self) -> Collection[Label | str]:
        """The labels that stay in the clean text."""

    def explain(self, result: Result, /) -> tuple[tuple[Reason, ...], ...]:
        """Return the reasons of each span."""


class Columns(NamedTuple):
    """The spans as arrays that can't be written to, in source order."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    labels: NDArray[np.uint8]
    """Places in ``LABELS``."""
    scores: NDArray[np.float64]
    kept: NDArray[np.bool_]
