"""What stands around a block, in words: the names of its elements and what opens its section.

These are terms that the models have learnt (terms.py), beside the figures of
structure_features.py; and which blocks stand in elements of the same names, and so are items of
one kind.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.scoring.structure import HEADING, Structure, outwards, unit_of_blocks
from cleaner.scoring.terms import NAMES, NameTerms
from cleaner.segment.blocks import Blocks
from cleaner.segment.runs import ranges
from cleaner.segment.words import WORDS

OPENER_TOKENS: Final = 8
"""Tokens of an opener that are read."""

HEADINGS_BACK: Final = 4
"""Headings before a unit of which one may open its section."""

SECTIONS: Final = (4, 12)
"""Units that the elements hold, at least, whose first unit opens a section."""

_LEVEL: Final = np.uint64(0xD1342543DE82EF95)
"""What the hash of an element is multiplied by for each level that it stands further out."""


def templates(made: Structure) -> npt.NDArray[np.int64]:
    """For each unit a number that it shares with the units of its page in elements of the same
    names all the way up: the items of a list, the posts of a thread."""
    # By what the elements are called, not by numbers of the batch: so that two that collide do so
    # in any batch.
    path, level = made.key_hash[made.key], _LEVEL
    for jump in made.jumps:
        path = path + path[jump] * level
        level = np.multiply(level, level)
    owner = made.unit_page.astype(np.uint64) << np.uint64(48)
    found: npt.NDArray[np.int64] = np.unique(
        owner | (path[made.unit_element] & np.uint64(0xFFFFFFFFFFFF)), return_inverse=True
    )[1]
    return found


def name_terms(made: Structure, blocks: Blocks, identity: npt.NDArray[np.uint32]) -> NameTerms:
    """What the elements around each block are called, and what opens its section.

    ``identity``: the `block_hashes`.
    """
    unit = unit_of_blocks(made, blocks)
    levels = outwards(made, made.unit_element[unit], len(NAMES))
    named = np.stack([made.key[level] for level in levels], axis=1)
    opened_by = np.stack(openers(made), axis=1)
    used = np.unique(opened_by[opened_by >= 0])
    hashes, first = _opener_words(blocks, np.searchsorted(unit, used), identity)
    # The keys of openers stand behind those of names. Where there is none: the key without words.
    opening = np.searchsorted(used, opened_by) + made.name_first.size - 1
    opening = np.where(opened_by >= 0, opening, made.key[-1])
    return NameTerms(
        np.concatenate((named, opening[unit]), axis=1),
        np.append(made.name_hash, hashes),
        np.append(made.name_first, made.name_first[-1] + first[1:]),
    )


def _opener_words(
    blocks: Blocks, at: npt.NDArray[np.int64], identity: npt.NDArray[np.uint32]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """The words that some blocks begin with, and the whole of each, with the bounds of each."""
    tokens, first = blocks.tokens, blocks.first
    low, high = first[at], np.minimum(first[at + 1], first[at] + OPENER_TOKENS)
    row, token = ranges(low, high - low)
    word = WORDS[tokens.kind[token]]
    owner = np.concatenate((row[word], np.arange(at.size)))
    order = np.argsort(owner, kind="stable")
    hashes = np.concatenate((tokens.hash[token[word]], ~identity[at]))[order]
    return hashes, np.searchsorted(owner[order], np.arange(at.size + 1))


def openers(made: Structure) -> tuple[npt.NDArray[np.int64], ...]:
    """For each unit the units that open the section it is in, -1 where there is none.

    The heading before it, if it stands in what the heading is for; and the first unit of
    the innermost elements around it that hold some and many units.
    """
    return _heading_before(made), *(_first_of(made, many) for many in SECTIONS)


def _heading_before(made: Structure) -> npt.NDArray[np.int64]:
    unit = np.arange(made.unit_start.size)
    heads = np.flatnonzero(made.around[made.unit_element] & HEADING)
    # A heading is for the innermost element around it in which something follows it.
    scope = made.unit_element[heads]
    for _ in NAMES:
        alone = (scope != made.none) & (made.end_unit[scope] <= heads + 1)
        if not alone.any():
            break
        scope = np.where(alone, made.parent[scope], scope)
    until = np.where(scope == made.none, 0, made.end_unit[scope])
    found = np.full(unit.size, -1)
    if heads.size:
        latest = np.searchsorted(heads, unit) - 1
        for back in range(HEADINGS_BACK):
            at = np.maximum(latest - back, 0)
            fits = (latest >= back) & (until[at] > unit) & (found < 0)
            found[fits] = heads[at[fits]]
    return found


def _first_of(made: Structure, many: int) -> npt.NDArray[np.int64]:
    """The first unit of the innermost element around each unit that holds so many and begins
    before it."""
    unit, low, high = np.arange(made.unit_start.size), made.first_unit, made.end_unit
    element = made.unit_element
    for _ in NAMES:
        short = (high[element] - low[element] < many) | (low[element] >= unit)
        short &= element != made.none
        if not short.any():
            break
        element = np.where(short, made.parent[element], element)
    return np.where((element != made.none) & (low[element] < unit), low[element], -1)
