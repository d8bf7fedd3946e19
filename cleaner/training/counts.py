"""How much of each piece, unit and subtree of a page is its article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from cleaner.alignment import Tokens
from cleaner.labels import Label
from cleaner.training.flatten import Page, Segment, Unit
from cleaner.training.weak_labels import TRANSPARENT, by_opener, by_structure, evidence
from cleaner.training.weak_names import Labels

IS_ARTICLE: Final = 0.6
IS_NOT_ARTICLE: Final = 0.25
"""Share of the tokens in the gold: at least one, at most the other."""
PROSE: Final = 20
"""Tokens of a unit that no menu has."""
BESIDE: Final = 4
"""Units between the article and a paragraph that may have been left out of the gold."""
FAR: Final = 8
"""Units between a by-line and the article; further off it may be of another story."""
OFTEN: Final = 4
"""So many dates or by-lines of one kind make a list."""
LARGEST: Final[dict[str, int]] = {
    Label.DATE: 25,
    Label.BYLINE: 50,
    Label.CAPTION: 200,
    Label.COPYRIGHT: 150,
}
"""Tokens that an element may hold and still be what it is named after."""


class Counts:
    """Tokens of a page, and those of them that its gold holds, by piece, unit and element."""

    def __init__(
        self,
        page: Page,
        tokens: Tokens,
        segments: Sequence[Segment],
        hits: Sequence[bool],
        misses: Sequence[bool],
        *,
        has_gold: bool,
    ) -> None:
        self.page = page
        self.has_gold = has_gold
        self.total = [0] * page.numbers
        self.hits = [0] * page.numbers
        self.misses = [0] * page.numbers
        words: list[list[str]] = [[] for _ in range(page.numbers)]
        at = 0
        for token, start in enumerate(tokens.starts):
            while segments[at].end <= start:
                at += 1
            piece = segments[at].piece
            self.total[piece] += 1
            self.hits[piece] += hits[token]
            self.misses[piece] += misses[token]
            words[piece].append(tokens.words[token])
        self.unit_words = [
            [word for piece in unit.pieces for word in words[piece.number]] for unit in page.units
        ]
        if not has_gold:
            self._spread_snippets()
        self.unit_share = [self._share(unit) for unit in page.units]
        self.twins = {
            tuple(unit)
            for unit, share in zip(self.unit_words, self.unit_share, strict=True)
            if share >= IS_ARTICLE and len(unit) >= 3
        }
        self.far = self._distances()
        self._sum_up()
        self.repeats = Counter((element.tag, element.names) for element in page.elements)
        self.has_h1 = any(element.tag == "h1" for element in page.elements)
        self.openers = self._openers()
        self.is_loose = [self._is_loose_paragraph(number) for number in range(len(page.units))]
        self.loose = sum(
            len(words) for words, loose in zip(self.unit_words, self.is_loose, strict=True) if loose
        )

    def _is_loose_paragraph(self, number: int) -> bool:
        """Whether a unit is a paragraph of prose that the gold does not hold."""
        unit, elements = self.page.units[number], self.page.elements
        if self.unit_share[number] > IS_NOT_ARTICLE or len(self.unit_words[number]) < PROSE:
            return False
        element = unit.pieces[0].element
        tags = {elements[element].tag, elements[max(elements[element].parent, 0)].tag}
        return (
            "p" in tags and by_structure(elements, element, self.is_trusted, self.openers) is None
        )

    def _share(self, unit: Unit) -> float:
        total = sum(self.total[piece.number] for piece in unit.pieces)
        return sum(self.hits[piece.number] for piece in unit.pieces) / total if total else 0.0

    def _spread_snippets(self) -> None:
        """A unit that holds a snippet belongs to it as a whole."""
        for unit in self.page.units:
            for counts in (self.hits, self.misses):
                if any(counts[piece.number] for piece in unit.pieces):
                    for piece in unit.pieces:
                        counts[piece.number] = self.total[piece.number]

    def _distances(self) -> list[int]:
        """Units from each unit to the nearest that is the article.

        Between snippets all may be the article.
        """
        size = len(self.unit_share)
        article = [number for number, share in enumerate(self.unit_share) if share >= IS_ARTICLE]
        far = [size] * size
        if not article:
            return far
        distance = size
        for number in range(size):
            distance = 0 if self.unit_share[number] >= IS_ARTICLE else distance + 1
            far[number] = distance
        distance = size
        for number in range(size - 1, -1, -1):
            distance = 0 if self.unit_share[number] >= IS_ARTICLE else distance + 1
            far[number] = min(far[number], distance)
        if not self.has_gold:
            far[article[0] : article[-1]] = [0] * (article[-1] - article[0])
        return far

    def _sum_up(self) -> None:
        elements = self.page.elements
        self.inside = [0] * len(elements)
        self.inside_hits = [0] * len(elements)
        self.inside_prose = [0] * len(elements)
        self.inside_units = [0] * len(elements)
        self.first_unit = [len(self.page.units)] * len(elements)
        for number, unit in enumerate(self.page.units):
            is_prose = len(self.unit_words[number]) >= PROSE
            for piece in unit.pieces:
                self.inside[piece.element] += self.total[piece.number]
                self.inside_hits[piece.element] += self.hits[piece.number]
                self.inside_prose[piece.element] += is_prose * self.total[piece.number]
                self.first_unit[piece.element] = min(number, self.first_unit[piece.element])
            self.inside_units[unit.pieces[0].element] += 1
        for place in range(len(elements) - 1, 0, -1):
            parent = elements[place].parent
            if parent >= 0:
                self.inside[parent] += self.inside[place]
                self.inside_hits[parent] += self.inside_hits[place]
                self.inside_prose[parent] += self.inside_prose[place]
                self.inside_units[parent] += self.inside_units[place]
                self.first_unit[parent] = min(self.first_unit[parent], self.first_unit[place])

    def _openers(self) -> dict[int, Labels]:
        """The containers that begin with a line like "Related articles"."""
        openers: dict[int, Labels] = {}
        for number, unit in enumerate(self.page.units):
            labels = by_opener("".join(piece.text for piece in unit.pieces))
            if labels is None:
                continue
            more = 2 if labels[0] is Label.RELATED else 1
            element = unit.pieces[0].element
            while element >= 0 and self.first_unit[element] == number:
                if (
                    self.page.elements[element].tag in TRANSPARENT
                    or 2 * self.inside[element] > self.inside[0]
                ):
                    break
                if self.inside_units[element] > more:
                    openers[element] = labels
                    break
                element = self.page.elements[element].parent
        return openers

    def is_trusted(self, element: int, tier: str) -> bool:
        """Whether an element's names may say what its text is.

        Not if it holds the article, nor if it holds more text than what it is
        named after ever has. Where the gold is a few snippets, a large element
        may hold the article unseen.
        """
        inside, hits = self.inside[element], self.inside_hits[element]
        if hits > IS_NOT_ARTICLE * inside:
            return False
        if not self.has_gold and (hits or 4 * inside > self.inside[0]):
            return False
        if tier == "menu" and 5 * self.inside_prose[element] > inside:
            return False
        return inside <= LARGEST.get(tier, inside)

    def is_aside(self, element: int, tier: str) -> bool:
        """Whether an element is a small part of the article that the gold may hold by mistake."""
        return tier in ("outer", "opener") and 4 * self.inside[element] <= self.inside_hits[0]

    def may_be_missing(self, number: int) -> bool:
        """Whether a unit outside the gold reads like the article: it may have been left out.

        Paragraphs right beside the article are its own as often as not; where
        there is more text in such paragraphs than in the gold, all may be.
        """
        return self.is_loose[number] and (
            self.far[number] <= BESIDE or self.loose > self.inside_hits[0]
        )

    def is_menu(self, element: int) -> bool:
        """Whether the lines around an element are as short as a menu's."""
        around = element
        while element >= 0 and self.inside[element] <= 200:
            around, element = element, self.page.elements[element].parent
        return self.inside[around] <= 4 * max(self.inside_units[around], 1)

    def is_repeated(self, element: int) -> bool:
        """Whether what gives an element its inner label is there many times."""
        while element >= 0:
            node = self.page.elements[element]
            if evidence(node.tag, node.names).inner:
                return self.repeats[node.tag, node.names] > OFTEN
            element = node.parent
        return False
