"""How often each line of a page stands on other pages of its site.

Copies are told first: pages that are the same but for a few words count once, and what
is asked of a page is answered without that page and its copies, whether or not it is in
the memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.segment.hashes import places_in
from cleaner.segment.runs import ranges
from cleaner.sites.sketch import (
    LINES,
    Hashes,
    Lines,
    PageSketch,
    fingerprint_of,
    lowest,
    words_of,
)

SAME_WORDS: Final = 0.95
"""Pages are copies if they have this share of their words in common, by lines."""

SAME_RARE_WORDS: Final = 0.8
"""Or this share, if a line counts the less the more pages have it: two pages of one article have
its text in common, two articles of one site what stands around them. On the development pages
pairs in one site are far from both (next to the copies, .94 and .81, come .80 and .60)."""

_RARITY: Final = 16
"""Steps of the logarithm: with whole numbers sums are exact in whatever order."""

_ALL: Final = np.uint32(0xFFFFFFFF)


class Recurrence(NamedTuple):
    """For each line of a page, on how many other pages of the site it stands."""

    pages: npt.NDArray[np.int64]
    """Other pages that can tell."""
    anywhere: npt.NDArray[np.int64]
    """Those that have the line."""
    beside: npt.NDArray[np.int64]
    """Those that have it with a line next to it that is next to it here too."""
    between: npt.NDArray[np.int64]
    """Those that have it between the same two lines, of either what fewer have."""


class _Column:
    """The lines, or the pairs, of many pages: in which of them each hash stands."""

    __slots__ = ("count", "first", "hashes", "limit", "owner")

    def __init__(self, pages: Sequence[Hashes]) -> None:
        sizes = [page.size for page in pages]
        owner = np.repeat(np.arange(len(pages)), sizes)
        joined = np.concatenate([np.zeros(0, np.uint32), *pages])
        order = np.argsort(joined, kind="stable")
        self.owner = owner[order]
        self.hashes, first = np.unique(joined[order], return_index=True)
        self.first = np.append(first, joined.size)
        self.count = np.diff(self.first)
        # A page that is full knows nothing of the hashes above its highest.
        self.limit = np.array(
            [page[-1] if page.size >= LINES else _ALL for page in pages], np.uint32
        )

    def rows(self, hashes: Hashes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """The place of each hash in ``hashes``, and whether it is there at all."""
        return places_in(self.hashes, hashes)

    def tell(self, hashes: Hashes, without: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """How many pages can tell of each hash, those ``without`` apart."""
        limits = np.sort(np.delete(self.limit, without))
        return limits.size - np.searchsorted(limits, hashes)

    def counts(self, hashes: Hashes, without: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """How many pages have each hash, those ``without`` apart."""
        places, known = self.rows(hashes)
        found = np.zeros(hashes.size, np.int64)
        found[known] = self.count[places[known]]
        if without.size:
            owner, row = self.holders(places[known])
            own = np.bincount(row[np.isin(owner, without)], minlength=int(known.sum()))
            found[known] -= own
        return found

    def holders(
        self, places: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The pages that have the hashes at these places, and for each of them which of these."""
        place, holder = ranges(self.first[places], self.count[places])
        return self.owner[holder], place


class SiteIndex:
    """The sketches of a site's pages, made ready for questions."""

    __slots__ = ("_all", "_group", "_lines", "_pairs", "_place", "_rarity", "_sizes", "pages")

    def __init__(self, sketches: Sequence[PageSketch]) -> None:
        lines = [np.frombuffer(sketch.lines, "<u4").astype(np.uint32) for sketch in sketches]
        pairs = [np.frombuffer(sketch.pairs, "<u4").astype(np.uint32) for sketch in sketches]
        self._all = _Column(lines)
        self._place = {sketch.fingerprint: place for place, sketch in enumerate(sketches)}
        words = words_of(self._all.hashes)
        rarity = np.rint(np.log((len(lines) + 1) / self._all.count) * _RARITY).astype(np.int64)
        self._rarity = np.stack((words, words * rarity))
        self._sizes = self._measured(lines)
        self._group = self._copies()
        first = np.unique(self._group)
        self.pages = int(first.size)
        self._lines = _Column([lines[place] for place in first])
        self._pairs = _Column([pairs[place] for place in first])
        self._group = np.searchsorted(first, self._group)

    def counts(self) -> tuple[Hashes, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """All lines, on how many different pages each stands, and how many can tell."""
        column, none = self._lines, np.zeros(0, np.int64)
        return column.hashes, column.count, column.tell(column.hashes, none)

    def recurrence(self, lines: Lines, part: slice) -> Recurrence:
        """How often each line of a page stands on the others; ``part``: its rows in ``lines``."""
        hashes, before, behind = lines.hash[part], lines.before[part], lines.behind[part]
        own = self._own(lowest(hashes), lowest(np.append(before, behind[-1:])))
        left, right = self._pairs.counts(before, own), self._pairs.counts(behind, own)
        anywhere = self._lines.counts(hashes, own)
        return Recurrence(
            self._lines.tell(hashes, own),
            anywhere,
            np.minimum(np.maximum(left, right), anywhere),
            np.minimum(np.minimum(left, right), anywhere),
        )

    def _own(self, lines: Hashes, pairs: Hashes) -> npt.NDArray[np.int64]:
        """The pages that count as this one."""
        if not len(self._place):
            return np.zeros(0, np.int64)
        size = self._measured([lines])[:, 0]
        common = np.zeros_like(self._sizes)
        places, known = self._all.rows(lines)
        owner, row = self._all.holders(places[known])
        for kind, weight in enumerate(self._rarity):
            common[kind] = np.bincount(owner, weight[places[known]][row], len(self._place))
        same = _alike(common, size[:, None] + self._sizes - common)
        itself = self._place.get(
            fingerprint_of(lines.astype("<u4").tobytes(), pairs.astype("<u4").tobytes())
        )
        if itself is not None:
            same[itself] = True
        return np.unique(self._group[same])

    def _measured(self, pages: Sequence[Hashes]) -> npt.NDArray[np.int64]:
        """For each page its words, and its words by how rare they are on the site."""
        unknown = np.int64(np.rint(np.log(len(self._place) + 1) * _RARITY))
        found = np.zeros((2, len(pages)), np.int64)
        for number, page in enumerate(pages):
            places, known = self._all.rows(page)
            new = int(words_of(page[~known]).sum())
            found[:, number] = self._rarity[:, places[known]].sum(axis=1)
            found[:, number] += np.array((new, new * unknown))
        return found

    def _copies(self) -> npt.NDArray[np.int64]:
        """For each page the first page that it is a copy of."""
        count = len(self._place)
        shared = np.flatnonzero(self._all.count > 1)
        row = np.repeat(np.arange(self._all.count.size), self._all.count)
        holds = np.zeros((shared.size, count), np.float32)
        inside = np.isin(row, shared)
        holds[np.searchsorted(shared, row[inside]), self._all.owner[inside]] = 1
        common = np.stack(
            [(holds * weight[shared, None].astype(np.float32)).T @ holds for weight in self._rarity]
        ).astype(np.int64)
        either = self._sizes[:, :, None] + self._sizes[:, None, :] - common
        same = _alike(common, either)
        group = np.arange(count)
        for page in range(count):
            firsts = np.flatnonzero(same[page, :page] & (group[:page] == np.arange(page)))
            if firsts.size:
                group[page] = firsts[0]
        return group


def _alike(common: npt.NDArray[np.int64], either: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which pages are copies, from the words and the rare words that they have in common."""
    found: npt.NDArray[np.bool_] = (common[0] >= SAME_WORDS * either[0]) | (
        common[1] >= SAME_RARE_WORDS * either[1]
    )
    return found
