"""What is remembered of a page: hashes of its lines and of which stands next to which.

Lines are compared by their words alone. Digits, names of months and days, signs and case
don't count, so that dates, counters and prices make no difference. A page's sketch holds
its lowest hashes (bottom-k; Broder, On the resemblance and containment of documents, 1997):
the same lines are left out on every page, and for each line it is known of which pages it
can be told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.rules.calendar import calendar_words
from cleaner.scoring.features import token_words
from cleaner.segment.characters import Character
from cleaner.segment.runs import begins_run
from cleaner.segment.text import lines
from cleaner.segment.tokens import CAPITALS, TOKEN_KINDS, Tokens, mix

Hashes = npt.NDArray[np.uint32]

LINES: Final = 512
"""Different lines of a page that are remembered, and pairs of neighbours: nine of ten pages
have fewer. A line of a longer page is looked up among the pages that can tell."""

TEXT_CHARACTERS: Final = 160
"""Characters of a line's text that are kept, to be shown."""

LENGTH_BITS: Final = 5
"""The lowest bits of a line's hash are its words, 31 of more: two lines of one hash are at least
of one length. One in 100,000,000 pairs of different lines is taken for the same."""

MOST_WORDS: Final = (1 << LENGTH_BITS) - 1
"""Words of a line that are counted."""

_WORD: Final = np.isin(
    np.arange(TOKEN_KINDS),
    [
        Character.LOWER,
        Character.UPPER,
        CAPITALS,
        Character.CASELESS,
        Character.UNSPACED,
        Character.IDEOGRAPH,
    ],
)
_SPREAD: Final = np.uint64(0x27D4EB2F165667C5)  # odd multiplier of xxHash64 (PRIME64_5)


class PageSketch(NamedTuple):
    """A page as it is remembered; rising hashes as little-endian 32-bit numbers."""

    fingerprint: int
    """64 bits of a hash of the rest, the texts apart: equal for copies."""
    lines: bytes
    """Hashes of its lines: the lowest `LINES`."""
    pairs: bytes
    """Hashes of its pairs of neighbouring lines: the lowest `LINES`."""
    texts: tuple[tuple[int, str], ...]
    """Hash and text of its lines in their order, the first `LINES`; none if not wanted."""


class Lines(NamedTuple):
    """The lines with words of a batch of texts, as columns."""

    text: npt.NDArray[np.int32]
    """Which text each is in, rising."""
    number: npt.NDArray[np.int64]
    """Which of all lines of the batch it is, as `cleaner.segment.text.lines` counts."""
    start: npt.NDArray[np.int64]
    """Where it starts in the batch's stream."""
    end: npt.NDArray[np.int64]
    hash: Hashes
    before: Hashes
    """Hash of the line with the one before it, or with the text's beginning."""
    behind: Hashes
    """Hash of the line with the one behind it, or with the text's end."""

    @property
    def words(self) -> npt.NDArray[np.int64]:
        """The words of each, up to `MOST_WORDS`."""
        return words_of(self.hash)


def words_of(hashes: Hashes) -> npt.NDArray[np.int64]:
    """The words of lines, from their hashes."""
    return (hashes & np.uint32(MOST_WORDS)).astype(np.int64)


def line_columns(tokens: Tokens) -> Lines:
    """Hash the lines of a batch of texts.

    >>> from cleaner.segment.tokens import tokenize
    >>> found = line_columns(tokenize(["12 May: 1,024 comments\\n***\\n3 COMMENTS"]))
    >>> len(set(found.hash.tolist())), found.words.tolist(), found.number.tolist()
    (1, [1, 1], [0, 2])
    """
    blocks = lines(tokens)
    first = blocks.first
    if first.size == 1:
        none, nothing = np.zeros(0, np.uint32), np.zeros(0, np.int64)
        return Lines(np.zeros(0, np.int32), nothing, nothing, nothing, none, none, none)
    word = _WORD[tokens.kind]
    word[calendar_words(tokens)] = False
    place = np.cumsum(word, dtype=np.int64) - word
    place -= np.repeat(place[first[:-1]], np.diff(first))
    factor = (place.astype(np.uint64) * np.uint64(2) + np.uint64(1)) * _SPREAD
    sums = np.add.reduceat(tokens.hash * factor * word, first[:-1])
    words = np.ceil(np.add.reduceat(token_words(tokens) * word, first[:-1]))
    number = np.flatnonzero(words)
    length = np.minimum(words[number], MOST_WORDS).astype(np.uint32)
    hashes = mix(sums[number]) & ~np.uint32(MOST_WORDS) | length
    text = blocks.text[number]
    begins = begins_run(text)
    ends = np.append(begins[1:], True)
    wide = hashes.astype(np.uint64)
    left = np.where(begins, np.uint64(0), np.roll(wide, 1))
    right = np.where(ends, np.uint64(0), np.roll(wide, -1))
    return Lines(
        text,
        number,
        blocks.start[number],
        blocks.end[number],
        hashes,
        mix(left * _SPREAD + wide),
        mix(wide * _SPREAD + right),
    )


def sketches(found: Lines, stream: str, texts: int, keep_text: bool) -> list[PageSketch | None]:
    """The sketch of each of ``texts`` texts, None where one has no words."""
    bounds = np.searchsorted(found.text, np.arange(texts + 1)).tolist()
    return [
        _sketch(found, stream, slice(low, high), keep_text) if low < high else None
        for low, high in pairwise(bounds)
    ]


def _sketch(found: Lines, stream: str, part: slice, keep_text: bool) -> PageSketch:
    hashes = found.hash[part]
    columns = [
        lowest(hashes).astype("<u4").tobytes(),
        lowest(np.append(found.before[part], found.behind[part][-1])).astype("<u4").tobytes(),
    ]
    texts: Sequence[tuple[int, str]] = ()
    if keep_text:
        rows = zip(hashes[:LINES], found.start[part], found.end[part], strict=False)
        texts = [
            (int(key), stream[start : min(end, start + TEXT_CHARACTERS)])
            for key, start, end in rows
        ]
    return PageSketch(fingerprint_of(*columns), columns[0], columns[1], tuple(texts))


def lowest(hashes: Hashes) -> Hashes:
    """The lowest `LINES` different hashes, rising."""
    return np.unique(hashes)[:LINES]


def fingerprint_of(lines: bytes, pairs: bytes) -> int:
    """The fingerprint of a page with these hashes."""
    digest = hashlib.blake2b(lines, digest_size=8)
    digest.update(pairs)
    return int.from_bytes(digest.digest(), "little")
