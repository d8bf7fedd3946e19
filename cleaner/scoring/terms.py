"""What a block says, and what the elements around it are called, as terms that models look up.

A term is a word, a pair of neighbouring words, the block's first or last word,
or the whole block; or a word in the names of an element. Terms are compared by hash,
so that one table (vocabulary.py) serves every language and a lookup is an array operation.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from cleaner.segment.blocks import Blocks
from cleaner.segment.runs import ranges
from cleaner.segment.tokens import Tokens, mix

_PAIR: Final = np.uint64(0x27D4EB2F165667C5)  # odd multiplier of xxHash64 (PRIME64_5)
_FIRST, _LAST, _WHOLE, _OPENING = (
    np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D), np.uint32(0x27D4EB2F)
)  # the primes of xxHash32: they keep the kinds of term apart  # fmt: skip


def pair_hashes(tokens: Tokens) -> npt.NDArray[np.uint32]:
    """Hash of each token together with the one before it (one less than tokens)."""
    left, right = tokens.hash[:-1].astype(np.uint64), tokens.hash[1:].astype(np.uint64)
    return mix(left * _PAIR + right)


def block_hashes(blocks: Blocks) -> npt.NDArray[np.uint32]:
    """Hash of each block's tokens in their order."""
    tokens, first = blocks.tokens, blocks.first
    if first.size == 1:
        return np.zeros(0, np.uint32)
    place = np.arange(tokens.hash.size) - np.repeat(first[:-1], np.diff(first))
    factor = (place.astype(np.uint64) * np.uint64(2) + np.uint64(1)) * _PAIR
    return mix(np.add.reduceat(tokens.hash * factor, first[:-1]))


Groups: TypeAlias = tuple[tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64] | None], ...]
"""Hashes in groups that are each sorted by block, with the bounds of the blocks in them."""


NAME_LEVELS: Final = 16
"""Elements around a block whose names are read."""

NAMES: Final = range(NAME_LEVELS)
"""Columns of `NameTerms.keys` for the elements around a block."""

OPENERS: Final = range(NAME_LEVELS, NAME_LEVELS + 3)
"""Columns for what opens the section that a block is in."""

_SALTS: Final = tuple(np.uint64(place * 0x9E3779B97F4A7C15 % 2**64) for place in range(1, 8))
"""Keep terms at different distances apart (multiples of 2^64 / golden ratio)."""


class NameTerms(NamedTuple):
    """What the elements around each block are called, and what opens its section.

    Blocks share most of this, so the words stand by key (a distinct tag with its names, a
    heading) and each block has the keys of what is around it.
    """

    keys: npt.NDArray[np.int64]
    """A row per block: the keys of the innermost element, of the one around it and so on, then
    those of the openers; where there is none a key without words."""
    hashes: npt.NDArray[np.uint32]
    first: npt.NDArray[np.int64]
    """Key k has ``hashes[first[k]:first[k + 1]]``."""

    def salted(self, column: int) -> npt.NDArray[np.uint32]:
        """The hashes as they count in a column: names of the innermost element, of the next, of
        the one behind and of all others differ, and so do the three openers."""
        return mix(self.hashes.astype(np.uint64) + _SALTS[distance(column)])

    def around(self) -> tuple[NamesAround, NamesAround]:
        """The terms of the elements around each block, and those of its section's openers."""
        return self._at(NAMES), self._at(OPENERS)

    def _at(self, columns: range) -> NamesAround:
        """The terms of some columns. Columns of the same distance share their runs."""
        first_of = {distance(column): column for column in reversed(columns)}
        near = sorted(first_of)
        hashes = np.concatenate([self.salted(first_of[far]) for far in near])
        shift = np.arange(len(near))[:, None]
        bounds = (self.first[:-1] + shift * self.hashes.size).ravel()
        runs = np.array([near.index(distance(column)) for column in columns])
        keys = self.keys[:, columns.start : columns.stop]
        new = np.ones(len(keys), np.bool_)
        new[1:] = (keys[1:] != keys[:-1]).any(axis=1)
        rows = keys[new] + runs * (self.first.size - 1)
        return NamesAround(hashes, np.append(bounds, hashes.size), rows, np.cumsum(new) - 1)


class NamesAround(NamedTuple):
    """The terms of some columns of `NameTerms`."""

    hashes: npt.NDArray[np.uint32]
    first: npt.NDArray[np.int64]
    """The bounds of their runs."""
    rows: npt.NDArray[np.int64]
    """For each column the run that it has there; once for neighbours that have the same."""
    of_block: npt.NDArray[np.int64]
    """The row of each block."""


def distance(column: int) -> int:
    """Columns of `NameTerms.keys` with the same distance share their terms.

    >>> [distance(column) for column in (0, 1, 2, 3, 15, 16, 18)]
    [0, 1, 2, 3, 3, 4, 6]
    """
    return min(column, 3) if column < NAME_LEVELS else column - NAME_LEVELS + 4


class BlockTerms(NamedTuple):
    """The hashes of a batch's terms, in groups that are each sorted by block."""

    blocks: int
    """Number of blocks."""
    groups: Groups
    """(hashes, bounds): block i has ``hashes[bounds[i]:bounds[i + 1]]``, or, with no
    bounds, just ``hashes[i]``."""
    names: NameTerms | None = None
    """The words in the names of the elements around a block, in HTML."""


def block_terms(blocks: Blocks, identity: npt.NDArray[np.uint32]) -> BlockTerms:
    """All terms of all blocks; ``identity``: their `block_hashes`.

    >>> from cleaner.segment.text import segment
    >>> from cleaner.segment.tokens import tokenize
    >>> blocks = segment(tokenize(["Read more"]))
    >>> terms = block_terms(blocks, block_hashes(blocks))
    >>> [hashes.size for hashes, _ in terms.groups]
    [2, 1, 1, 1, 1, 1]
    """
    tokens, first = blocks.tokens, blocks.first
    count = first.size - 1
    if not count:
        return BlockTerms(0, ())
    pairs = pair_hashes(tokens)
    inside = np.ones(tokens.start.size, dtype=np.bool_)
    inside[first[:-1]] = False
    head, tail = first[:-1], first[1:] - 1
    opening = np.where(head < tail, np.append(pairs, np.uint32(0))[head], 0)
    return BlockTerms(
        count,
        (
            (tokens.hash, first),
            (pairs[inside[1:]], first - np.arange(count + 1)),
            (tokens.hash[head] ^ _FIRST, None),
            (tokens.hash[tail] ^ _LAST, None),
            (identity ^ _WHOLE, None),
            (opening.astype(np.uint32) ^ _OPENING, None),
        ),
    )


def flat_terms(blocks: int, groups: Groups) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint32]]:
    """Block and hash of every term of some groups, sorted by block."""
    every = np.arange(blocks)
    owners = [
        every if bounds is None else np.repeat(every, np.diff(bounds)) for _, bounds in groups
    ]
    owner = np.concatenate([every[:0], *owners])
    order = np.argsort(owner, kind="stable")
    hashes = np.concatenate([np.zeros(0, np.uint32), *(hashes for hashes, _ in groups)])
    return owner[order], hashes[order]


def flat_names(
    names: NameTerms | None, columns: range
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint32]]:
    """Block and hash of every word in some columns of the names, sorted by block."""
    if names is None:
        return np.zeros(0, np.int64), np.zeros(0, np.uint32)
    count = np.diff(names.first)
    owners, hashes = [], []
    for column in columns:
        keys = names.keys[:, column]
        owner, word = ranges(names.first[keys], count[keys])
        owners.append(owner)
        hashes.append(names.salted(column)[word])
    owner = np.concatenate(owners)
    order = np.argsort(owner, kind="stable")
    return owner[order], np.concatenate(hashes)[order]
