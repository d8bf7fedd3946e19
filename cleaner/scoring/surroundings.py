"""What stands around a block, in words: the names of its elements and what opens its section.

These are terms that the models have learnt (terms.py), beside the figures of structure_features.py;
and which blocks stand in elements of the same names, and so are items of one kind.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.scoring.structure import HEADING, Structure, doublings, outwards, unit_of_blocks
from cleaner.scoring.terms import NAMES, NameTerms
from cleaner.segment.blocks import Blocks
from cleaner.segment.runs import ranges
from cleaner.segment.words import WORDS

OPENER_TOKENS: Final = 8
"""Tokens of an opener that are read."""

_LEVEL: Final = np.uint64(0xD1342543DE82EF95)
"""What the hash of an element is multiplied by for each level that it stands further out."""


def templates(made: Structure) -> npt.NDArray[np.int64]:
    """For each unit a number that it shares with the units of its page in elements of the same
    names all the way up: the items of a list, the posts of a thread."""
    # By what the elements are called, not by numbers of the batch: so that two that collide do so
    # in any batch.
    path, level = made.key_hash[made.key], _LEVEL
    for jump in doublings(made.parent):
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
    columns = [made.key[level] for level in levels]
    opened_by = np.stack(openers(made), axis=1)
    used = np.unique(opened_by[opened_by >= 0])
    tokens, words = blocks.tokens, WORDS[blocks.tokens.kind]
    at = np.searchsorted(unit, used)
    low, high = blocks.first[at], np.minimum(blocks.first[at + 1], blocks.first[at] + OPENER_TOKENS)
    row, token = ranges(low, high - low)
    row, token = row[words[token]], token[words[token]]
    owner = np.concatenate((row, np.arange(used.size)))
    order = np.argsort(owner, kind="stable")
    hashes = np.concatenate((tokens.hash[token], ~identity[at]))[order]
    bounds = np.searchsorted(owner[order], np.arange(used.size + 1))
    nothing = made.key[-1]
    place = np.searchsorted(used, opened_by) + made.name_first.size - 1
    columns += list(np.where(opened_by >= 0, place, nothing)[unit].T)
    return NameTerms(
        np.stack(columns, axis=1),
        np.append(made.name_hash, hashes),
        np.append(made.name_first, made.name_first[-1] + bounds[1:]),
    )


def openers(made: Structure) -> tuple[npt.NDArray[np.int64], ...]:
    """For each unit the units that open the section it is in, -1 where there is none.

    The heading before it, if it stands in what the heading is for; and the first unit of
    the innermost elements around it that hold some and many units.
    """
    u = np.arange(made.unit_start.size)
    none = made.none
    low, high = made.first_unit, made.end_unit
    heads = np.flatnonzero(made.around[made.unit_element] & HEADING)
    scope = made.unit_element[heads]
    for _ in NAMES:
        scope = np.where((scope != none) & (high[scope] <= heads + 1), made.parent[scope], scope)
    until = np.where(scope == none, 0, high[scope])
    heading = np.full(u.size, -1)
    if heads.size:
        latest = np.searchsorted(heads, u) - 1
        for back in range(4):
            at = np.maximum(latest - back, 0)
            fits = (latest >= back) & (until[at] > u) & (heading < 0)
            heading[fits] = heads[at[fits]]
    found = [heading]
    for many in (4, 12):
        element = made.unit_element
        for _ in NAMES:
            short = (high[element] - low[element] < many) | (low[element] >= u)
            element = np.where((element != none) & short, made.parent[element], element)
        found.append(np.where((element != none) & (low[element] < u), low[element], -1))
    return tuple(found)
