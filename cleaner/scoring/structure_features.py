"""What the markup around a block says of it, as numbers: links, ancestors, siblings, headings.

Worked out for the units of a batch of pages and looked up for its blocks. What an element holds
is a difference of running sums over the units; siblings are groups of equal (parent, tag, names).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.scoring.features import Columns, Layout
from cleaner.scoring.structure import (
    H1,
    HEADING,
    ROLES,
    Structure,
    innermost,
    outwards,
    unit_of_blocks,
)
from cleaner.segment.blocks import Blocks
from cleaner.segment.elements import GAP_PARAGRAPH
from cleaner.segment.runs import running_sums
from cleaner.segment.words import token_words

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

LEVELS: Final = 5
"""Elements around a unit that are looked at one by one, its own included."""

SIBLING_LEVELS: Final = 4
"""Those of them whose siblings are counted."""

REPEATED: Final = 3
"""Siblings with the same tag and names from which on they are the items of a list."""

HOLDERS: Final = (("article", 0.5), ("core", 0.8))
"""The innermost elements that hold so much of their page's prose, by name."""

_H1: Final = ROLES.index(("h1",))
_TINY: Final = 1e-9


def structure_columns(made: Structure, blocks: Blocks, lay: Layout) -> Columns:
    """The structure features by name, one value per block each."""
    unit = unit_of_blocks(made, blocks)
    linked = _linked_words(made, blocks, lay)
    held = _held(made, unit, lay, linked)
    families = _families(made, held)
    item = families.nearest[made.unit_element]
    by_unit = {
        **_gaps(made),
        **_ancestors(made, held),
        **_siblings(made, families),
        **_item(made, held, families, item),
        **_page(made, held, families),
        **_outer_item(made, held, families, item),
        **_holders(made, held),
        **_headings(made, held),
        **_own_element(made, held),
    }
    return {
        "link share": np.minimum(linked / np.maximum(lay.words, _TINY), 1),
        "linked words": np.log1p(linked),
        **{name: column[unit] for name, column in by_unit.items()},
    }


def _linked_words(made: Structure, blocks: Blocks, lay: Layout) -> Floats:
    """Words of each block that stand in links."""
    tokens = blocks.tokens
    after = np.searchsorted(made.link_start, tokens.start, side="right") - 1
    inside = after >= 0
    inside[inside] &= tokens.start[inside] < made.link_end[after[inside]]
    weight = np.where(inside, token_words(tokens), 0.0)
    return np.bincount(lay.block, weight, minlength=lay.words.size).astype(np.float64)


class _Held(NamedTuple):
    """How many words and units elements and pages hold."""

    words: Floats
    """Of each element, as the next three."""
    prose: Floats
    linked: Floats
    units: Floats
    low: Places
    """The first unit of each element."""
    high: Places
    """One past the last, but not before the first."""
    words_before: Floats
    """In the batch, before each unit."""
    page_first: Places
    """The first unit of each page, and one past the last of all."""
    page_words: Floats
    """Of each page, 1 at least, as the next one."""
    page_prose: Floats
    page_linked: Floats


def _held(made: Structure, unit: Places, lay: Layout, linked: Floats) -> _Held:
    units = made.unit_start.size
    words, prose, link = (
        running_sums(np.bincount(unit, of_block, minlength=units))
        for of_block in (lay.words, lay.words * lay.prose, linked)
    )
    low, high = made.first_unit, np.maximum(made.end_unit, made.first_unit)
    first = np.searchsorted(made.unit_page, np.arange(int(made.page[-1]) + 1))
    return _Held(
        words[high] - words[low],
        prose[high] - prose[low],
        link[high] - link[low],
        (high - low).astype(np.float64),
        low,
        high,
        words[:-1],
        first,
        np.maximum(words[first[1:]] - words[first[:-1]], 1),
        np.maximum(prose[first[1:]] - prose[first[:-1]], 1),
        link[first[1:]] - link[first[:-1]],
    )


def _gaps(made: Structure) -> Columns:
    return {
        "gap before": made.unit_gap,
        "gap after": np.append(made.unit_gap[1:], GAP_PARAGRAPH),
        "preformatted": made.unit_pre,
    }


def _ancestors(made: Structure, held: _Held) -> Columns:
    """What the elements around each unit hold, one by one."""
    columns: Columns = {}
    unit = np.arange(made.unit_start.size)
    page_words, page_prose = held.page_words[made.unit_page], held.page_prose[made.unit_page]
    share_before = np.zeros(unit.size)
    for depth, level in enumerate(outwards(made, made.unit_element, LEVELS)):
        words, units = held.words[level], held.units[level]
        share = words / page_words
        columns[f"words share {depth}"] = share
        columns[f"prose share {depth}"] = held.prose[level] / page_prose
        columns[f"share grows {depth}"] = share - share_before
        share_before = share
        columns[f"link share {depth}"] = np.minimum(
            held.linked[level] / np.maximum(words, _TINY), 1
        )
        columns[f"units {depth}"] = np.log1p(units)
        columns[f"words per unit {depth}"] = np.log1p(words / np.maximum(units, 1))
        place = (unit - held.low[level]) / np.maximum(units, 1)
        columns[f"place {depth}"] = np.where(units > 0, place, 0)
        columns[f"hidden {depth}"] = made.hidden[level]
        if depth:
            columns[f"prose per words {depth}"] = held.prose[level] / np.maximum(words, 1)
    return columns


class _Families(NamedTuple):
    """Elements of one parent with the same tag and names, as each of them sees its family."""

    size: Floats
    rank: Floats
    """How many of the family stand before it."""
    words: Floats
    """Of the whole family, as the next one."""
    linked: Floats
    nearest: Places
    """The innermost item of a list that each element is or stands in."""
    most: Floats
    """The words of each page's longest list."""


def _families(made: Structure, held: _Held) -> _Families:
    elements, none = made.role.size, made.none
    # Those that stand in no element are siblings on their page.
    family = np.where(made.parent == none, elements + made.page, made.parent)
    signature = family * (int(made.key.max(initial=0)) + 2) + made.key
    signature[-1] = -1
    _, group, size = np.unique(signature, return_inverse=True, return_counts=True)
    starts = np.concatenate(([0], np.cumsum(size)))[:-1]
    rank = np.empty(elements)
    rank[np.argsort(group, kind="stable")] = np.arange(elements) - np.repeat(starts, size)
    of_each = size[group].astype(np.float64)
    words, linked = (
        np.bincount(group, values).astype(np.float64)[group] for values in (held.words, held.linked)
    )
    repeated = of_each >= REPEATED
    most = np.zeros(held.page_first.size)
    np.maximum.at(most, made.page, np.where(repeated, words, 0))
    return _Families(of_each, rank, words, linked, innermost(made, repeated), most)


def _siblings(made: Structure, families: _Families) -> Columns:
    levels = outwards(made, made.unit_element, SIBLING_LEVELS)
    return {f"siblings {depth}": np.log(families.size[level]) for depth, level in enumerate(levels)}


def _item(made: Structure, held: _Held, families: _Families, item: Places) -> Columns:
    """What the innermost item of a list around each unit holds, and its list."""
    unit, none = np.arange(made.unit_start.size), item == made.none
    size, rank, words = families.size[item], families.rank[item], held.words[item]
    list_words, list_linked = families.words[item], families.linked[item]
    most = families.most[made.unit_page]
    place = (unit - held.low[item]) / np.maximum(held.units[item], 1)
    return {
        "item none": none,
        "item siblings": np.log(size),
        "item words": np.log1p(words),
        "item units": np.log1p(held.units[item]),
        "item prose": np.where(none, 0, held.prose[item] / np.maximum(words, 1)),
        "item link share": np.where(none, 0, held.linked[item] / np.maximum(words, _TINY)),
        "item rank": np.where(none, 0, rank / size),
        "item first": ~none & (rank == 0),
        "item place": np.where(none, 0, place),
        "items share": np.where(none, 0, list_words / held.page_words[made.unit_page]),
        "items mean words": np.where(none, 0, np.log1p(list_words / size)),
        "items link share": np.where(none, 0, list_linked / np.maximum(list_words, _TINY)),
        "items share of most": np.where(none, 0, list_words / np.maximum(most, 1)),
    }


def _page(made: Structure, held: _Held, families: _Families) -> Columns:
    page = made.unit_page
    headings = np.bincount(made.page[made.role == _H1], minlength=held.page_first.size)
    return {
        "page items share": families.most[page] / held.page_words[page],
        "page link share": held.page_linked[page] / held.page_words[page],
        "page h1": np.log1p(headings[page]),
    }


def _outer_item(made: Structure, held: _Held, families: _Families, item: Places) -> Columns:
    """The item of another list that the innermost item stands in."""
    outer = families.nearest[made.parent[item]]
    return {
        "outer item siblings": np.log(families.size[outer]),
        "outer item words": np.where(outer == made.none, 0, np.log1p(held.words[outer])),
    }


def _holders(made: Structure, held: _Held) -> Columns:
    """Where each unit stands to the innermost elements that hold most of its page's prose."""
    columns: Columns = {}
    unit, page_words = np.arange(made.unit_start.size), held.page_words[made.unit_page]
    prose_of_page = np.append(held.page_prose, 1)[made.page]
    for name, portion in HOLDERS:
        holds = np.flatnonzero((held.prose >= portion * prose_of_page) & (held.prose > 0))
        holder = np.full(held.page_first.size, made.none)
        holder[made.page[holds]] = holds  # the last one in document order is the innermost
        mine = holder[made.unit_page]
        there, low, high = mine < made.none, held.low[mine], held.high[mine]
        columns[f"in {name}"] = (unit >= low) & (unit < high)
        columns[f"before {name}"] = np.log1p(np.where(there, np.maximum(low - unit, 0), 0))
        columns[f"after {name}"] = np.log1p(np.where(there, np.maximum(unit - high + 1, 0), 0))
        columns[f"{name} words"] = held.words[mine] / page_words
        columns[f"{name} link share"] = held.linked[mine] / np.maximum(held.words[mine], _TINY)
    return columns


def _headings(made: Structure, held: _Held) -> Columns:
    """How far each unit is behind the last heading of its page, and before the next h1."""
    unit = np.arange(made.unit_start.size)
    heading = made.around[made.unit_element] & HEADING
    is_h1, is_heading = heading == H1, heading > 0
    first, end = held.page_first[made.unit_page], held.page_first[made.unit_page + 1]
    last_h1, last = (np.maximum.accumulate(np.where(hit, unit, -1)) for hit in (is_h1, is_heading))
    following = np.minimum.accumulate(np.where(is_h1, unit, unit.size)[::-1])[::-1]
    words_since = held.words_before - held.words_before[np.maximum(last, first)]
    return {
        "since h1": np.log1p(np.where(last_h1 < first, 0, unit - last_h1)),
        "no h1 before": last_h1 < first,
        "since heading": np.log1p(np.where(last < first, 0, unit - last)),
        "no heading before": last < first,
        "until h1": np.log1p(np.where(following < end, following - unit, 0)),
        "h1 follows": following < end,
        "words since heading": np.log1p(np.maximum(words_since, 0)),
    }


def _own_element(made: Structure, held: _Held) -> Columns:
    """How deep each unit stands, and in elements of which roles."""
    role, around = made.role[made.unit_element], made.around[made.unit_element]
    columns: Columns = {
        "depth": np.log1p(_depth(made)[made.unit_element]),
        "page units": np.log1p(np.diff(held.page_first)[made.unit_page]),
    }
    for place, (tag, *_) in enumerate(ROLES):
        columns[f"is {tag}"] = role == place
        if tag not in ("h1", "h2", "h3", "p", "span"):
            columns[f"in {tag}"] = (around & np.uint32(1 << place)) > 0
    return columns


def _depth(made: Structure) -> npt.NDArray[np.float32]:
    """How many elements stand around each."""
    found = np.ones(made.parent.size, np.float32)
    found[-1] = 0
    for jump in made.jumps:
        found = found + found[jump]
    return found
