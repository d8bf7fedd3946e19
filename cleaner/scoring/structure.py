"""What the markup around a block says of it, as numbers: links, ancestors, siblings, names.

Everything is an array operation over the elements and units of a batch: subtree
sums are differences of cumulative sums over the units, ancestors are followed by
pointer jumping, siblings are groups of equal (parent, tag, names).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.scoring.features import Layout, token_words
from cleaner.segment.blocks import Blocks
from cleaner.segment.characters import Character
from cleaner.segment.html import Markup
from cleaner.segment.runs import begins_run
from cleaner.segment.tokens import CAPITALS, Tokens, finished, tokenize

LEVELS: Final = 5
"""Ancestors that are looked at one by one, the innermost element included."""

ROLES: Final = (
    ("p",), ("li", "dt", "dd"), ("td", "th"), ("h1",), ("h2",), ("h3", "h4", "h5", "h6"),
    ("pre", "listing", "xmp"), ("blockquote",), ("figure", "figcaption"), ("button", "select"),
    ("nav", "menu"), ("header",), ("footer",), ("aside",), ("main", "article"), ("form",),
    ("table",), ("ul", "ol", "dl"), ("section",), ("details", "summary"), ("a",), ("span",),
)  # fmt: skip
"""Elements that the features know by name, as the innermost one or among the ancestors."""

_ROLE: Final = {tag: place for place, tags in enumerate(ROLES) for tag in tags}

H1: Final = np.uint32(1 << _ROLE["h1"])
HEADING: Final = H1 | np.uint32(1 << _ROLE["h2"]) | np.uint32(1 << _ROLE["h3"])
"""Bits of `roles_around`."""

DEPTH_STEPS: Final = 8
"""Steps of pointer jumping: enough for 256 elements around one another."""


class Structure(NamedTuple):
    """The markup of a batch of pages as arrays; elements and units of all pages in a row."""

    unit_start: npt.NDArray[np.int64]
    """Where each unit starts, in the batch's stream."""
    unit_page: npt.NDArray[np.int64]
    unit_element: npt.NDArray[np.int64]
    unit_gap: npt.NDArray[np.int64]
    unit_pre: npt.NDArray[np.bool_]
    link_start: npt.NDArray[np.int64]
    """In the batch's stream, rising."""
    link_end: npt.NDArray[np.int64]
    role: npt.NDArray[np.int64]
    """Place of each element's tag in `ROLES`, or their number."""
    parent: npt.NDArray[np.int64]
    """The number of elements stands for none: the columns have a last row for it."""
    page: npt.NDArray[np.int64]
    key: npt.NDArray[np.int64]
    """Which distinct tag and names each element has."""
    hidden: npt.NDArray[np.bool_]
    first_unit: npt.NDArray[np.int64]
    end_unit: npt.NDArray[np.int64]
    name_hash: npt.NDArray[np.uint32]
    """Hashes of the tag and the words in the names, key after key."""
    name_first: npt.NDArray[np.int64]
    """Where those of each key start, and the end."""
    key_hash: npt.NDArray[np.uint64]
    """A hash of each key as it is written; 0 for none."""


def structure(pages: Sequence[Markup], text_start: npt.NDArray[np.int64]) -> Structure:
    """Join the markup of pages; ``text_start`` is where each page's text stands in the stream."""
    keys: dict[tuple[str, str], int] = {}
    columns: list[list[npt.NDArray[np.int64]]] = [[] for _ in range(12)]
    element_base = unit_base = 0
    total = sum(len(page.elements.tag) for page in pages)
    for number, page in enumerate(pages):
        elements, offset = page.elements, int(text_start[number])
        parent = np.array(elements.parent)
        element = np.array(page.unit_element)
        place = [keys.setdefault(pair, len(keys)) for pair in elements.keys]
        made = (
            np.array(page.unit_start) + offset,
            np.full(element.size, number),
            np.where(element < 0, total, element + element_base),
            np.array(page.unit_gap),
            np.array(page.unit_pre),
            np.array(page.link_start) + offset,
            np.array(page.link_end) + offset,
            np.where(parent < 0, total, parent + element_base),
            np.full(parent.size, number),
            np.array(place, np.int64)[np.array(elements.key)],
            np.array(elements.hidden),
            np.stack((elements.first_unit, elements.end_unit)) + unit_base,
        )
        for column, part in zip(columns, made, strict=True):
            column.append(part)
        element_base += parent.size
        unit_base += element.size
    joined = [np.concatenate(column, axis=-1) for column in columns]
    units, pages_in_all = joined[0].size, len(pages)
    joined[7:11] = [
        np.append(column, fill)
        for column, fill in zip(joined[7:11], (total, pages_in_all, len(keys), 0), strict=True)
    ]
    roles = np.array([_ROLE.get(tag, len(ROLES)) for tag, _ in keys] + [len(ROLES)], np.int64)
    bounds = np.concatenate((joined[11], [[units], [units]]), axis=1)
    written = tokenize([f"{tag} | {names}" for tag, names in keys])
    name_hash, name_first = _name_hashes(written, len(keys))
    return Structure(
        joined[0], joined[1], joined[2], joined[3], joined[4] > 0, joined[5], joined[6],
        roles[joined[9]], joined[7], joined[8], joined[9], joined[10] > 0, bounds[0], bounds[1],
        name_hash, name_first, _key_hashes(written, len(keys)),
    )  # fmt: skip


def _key_hashes(written: Tokens, keys: int) -> npt.NDArray[np.uint64]:
    """A hash of all that each key is written with, and 0 behind the last."""
    hashes = np.zeros(keys + 1, np.uint64)
    if keys:
        first = np.flatnonzero(begins_run(written.text))
        place = np.arange(written.hash.size) - np.repeat(
            first, np.diff(first, append=written.hash.size)
        )
        tokens = written.hash.astype(np.uint64) << np.uint64(32) | place.astype(np.uint64)
        hashes[:-1] = np.add.reduceat(finished(tokens), first)
    return hashes


def _name_hashes(tokens: Tokens, keys: int) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """The words of each key: its tag, then those of its names, each once."""
    word = tokens.kind != Character.SEPARATOR
    kinds = (Character.LOWER, Character.UPPER, CAPITALS, Character.CASELESS, Character.IDEOGRAPH)
    letters = np.isin(tokens.kind, kinds)
    first = begins_run(tokens.text)
    chosen = np.flatnonzero(word & letters)
    # The tag is told from a class of the same name.
    hashes = np.where(first[chosen], ~tokens.hash[chosen], tokens.hash[chosen])
    pairs = np.unique(tokens.text[chosen].astype(np.uint64) << np.uint64(32) | hashes)
    owner = (pairs >> np.uint64(32)).astype(np.int64)
    bounds = np.searchsorted(owner, np.arange(keys + 2))
    return (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32), bounds


def ancestors(made: Structure) -> list[npt.NDArray[np.int64]]:
    """For each unit the elements around it, the innermost first, `LEVELS` of them."""
    level = made.unit_element
    found = [level]
    for _ in range(LEVELS - 1):
        level = made.parent[level]
        found.append(level)
    return found


def roles_around(made: Structure) -> npt.NDArray[np.uint32]:
    """The roles of each element and of all that it stands in, a bit each.

    Pointer jumping: after k steps a row covers 2^k ancestors.
    """
    found, jump = np.uint32(1) << made.role.astype(np.uint32), made.parent
    for _ in range(DEPTH_STEPS):
        found = found | found[jump]
        jump = jump[jump]
    return found


def _sums(values: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    return np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))


def unit_of_blocks(made: Structure, blocks: Blocks) -> npt.NDArray[np.int64]:
    """The unit that each block stands in."""
    found: npt.NDArray[np.int64] = np.searchsorted(made.unit_start, blocks.start, side="right") - 1
    return found


def linked_words(
    made: Structure, blocks: Blocks, lay: Layout, weight: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Words of each block that stand in links."""
    tokens = blocks.tokens
    after = np.searchsorted(made.link_start, tokens.start, side="right") - 1
    inside = after >= 0
    inside[inside] &= tokens.start[inside] < made.link_end[after[inside]]
    found = np.bincount(lay.block, np.where(inside, weight, 0.0), minlength=lay.words.size)
    return found.astype(np.float64)


def structure_columns(
    made: Structure, blocks: Blocks, lay: Layout
) -> dict[str, npt.NDArray[np.generic]]:
    """The structure features by name, one value per block each."""
    unit = unit_of_blocks(made, blocks)
    units, elements = made.unit_start.size, made.role.size
    tokens = blocks.tokens
    weight = token_words(tokens)
    linked = linked_words(made, blocks, lay, weight)
    words_u = np.bincount(unit, lay.words, minlength=units)
    prose_u = np.bincount(unit, lay.words * lay.prose, minlength=units)
    linked_u = np.bincount(unit, linked, minlength=units)
    words, prose, link = _sums(words_u), _sums(prose_u), _sums(linked_u)
    low, high = made.first_unit, np.maximum(made.end_unit, made.first_unit)
    words_e, prose_e, link_e = (s[high] - s[low] for s in (words, prose, link))
    count_e = (high - low).astype(np.float64)
    bounds = np.searchsorted(made.unit_page, np.arange(int(made.page[-1]) + 1))
    page_words = np.maximum(words[bounds[1:]] - words[bounds[:-1]], 1)[made.unit_page]
    prose_of_page = np.maximum(prose[bounds[1:]] - prose[bounds[:-1]], 1)
    page_prose = prose_of_page[made.unit_page]
    page_units = np.diff(bounds)[made.unit_page]
    u = np.arange(units)

    columns: dict[str, npt.NDArray[np.generic]] = {}
    by_unit: dict[str, npt.NDArray[np.generic]] = {}
    link_share = linked / np.maximum(lay.words, 1e-9)
    columns["link share"] = np.minimum(link_share, 1)
    columns["linked words"] = np.log1p(linked)
    by_unit["gap before"] = made.unit_gap
    by_unit["gap after"] = np.append(made.unit_gap[1:], 2)[:units]
    by_unit["preformatted"] = made.unit_pre

    levels = ancestors(made)
    share_before = np.zeros(units)
    for depth, level in enumerate(levels):
        share = words_e[level] / page_words
        by_unit[f"words share {depth}"] = share
        by_unit[f"prose share {depth}"] = prose_e[level] / page_prose
        by_unit[f"share grows {depth}"] = share - share_before
        share_before = share
        by_unit[f"link share {depth}"] = np.minimum(
            link_e[level] / np.maximum(words_e[level], 1e-9), 1
        )
        by_unit[f"units {depth}"] = np.log1p(count_e[level])
        by_unit[f"words per unit {depth}"] = np.log1p(
            words_e[level] / np.maximum(count_e[level], 1)
        )
        by_unit[f"place {depth}"] = np.where(
            count_e[level] > 0, (u - low[level]) / np.maximum(count_e[level], 1), 0
        )
        by_unit[f"hidden {depth}"] = made.hidden[level]
        if depth:
            by_unit[f"prose per words {depth}"] = prose_e[level] / np.maximum(words_e[level], 1)

    # Siblings: elements of one parent with the same tag and names.
    family = np.where(made.parent == elements - 1, elements + made.page, made.parent)
    signature = family * (int(made.key.max(initial=0)) + 2) + made.key
    signature[-1] = -1
    _, group, size = np.unique(signature, return_inverse=True, return_counts=True)
    size[group[-1]] = 1
    same = size[group].astype(np.float64)
    group_words = np.bincount(group, words_e)
    group_link = np.bincount(group, link_e)
    order = np.argsort(group, kind="stable")
    starts = np.concatenate(([0], np.cumsum(size)))[:-1]
    rank = np.empty(elements)
    rank[order] = np.arange(elements) - np.repeat(starts, size)
    repeated = np.where(same >= 3, np.arange(elements), elements - 1)
    nearest = repeated.copy()
    jump = made.parent
    for _ in range(DEPTH_STEPS):  # the innermost ancestor that is one of three or more
        nearest = np.where(nearest == elements - 1, nearest[jump], nearest)
        jump = jump[jump]
    for depth, level in enumerate(levels[:4]):
        by_unit[f"siblings {depth}"] = np.log(same[level])
    item = nearest[made.unit_element]
    none = item == elements - 1
    by_unit["item none"] = none
    by_unit["item siblings"] = np.log(same[item])
    by_unit["item words"] = np.log1p(words_e[item])
    by_unit["item units"] = np.log1p(count_e[item])
    by_unit["item prose"] = np.where(none, 0, prose_e[item] / np.maximum(words_e[item], 1))
    by_unit["item link share"] = np.where(none, 0, link_e[item] / np.maximum(words_e[item], 1e-9))
    by_unit["item rank"] = np.where(none, 0, rank[item] / same[item])
    by_unit["item first"] = ~none & (rank[item] == 0)
    by_unit["item place"] = np.where(none, 0, (u - low[item]) / np.maximum(count_e[item], 1))
    group_of = group[item]
    by_unit["items share"] = np.where(none, 0, group_words[group_of] / page_words)
    by_unit["items mean words"] = np.where(none, 0, np.log1p(group_words[group_of] / same[item]))
    by_unit["items link share"] = np.where(
        none, 0, group_link[group_of] / np.maximum(group_words[group_of], 1e-9)
    )
    most = np.zeros(bounds.size)
    np.maximum.at(most, made.page, np.where(size[group] >= 3, group_words[group], 0))
    by_unit["items share of most"] = np.where(
        none, 0, group_words[group_of] / np.maximum(most[made.unit_page], 1)
    )
    by_unit["page items share"] = most[made.unit_page] / page_words
    by_unit["page link share"] = (link[bounds[1:]] - link[bounds[:-1]])[made.unit_page] / page_words
    heads = np.bincount(made.page[made.role == _ROLE["h1"]], minlength=bounds.size)
    by_unit["page h1"] = np.log1p(heads[made.unit_page])
    outer = nearest[made.parent[item]]
    by_unit["outer item siblings"] = np.log(same[outer])
    by_unit["outer item words"] = np.where(outer == elements - 1, 0, np.log1p(words_e[outer]))

    # The innermost element that holds half of the page's prose.
    for name, portion in (("article", 0.5), ("core", 0.8)):
        total = np.append(prose_of_page, 1)[made.page]
        holds = np.flatnonzero((prose_e >= portion * total) & (prose_e > 0))
        node = np.full(int(bounds.size), elements - 1)
        node[made.page[holds]] = holds  # the last one in document order is the innermost
        mine = node[made.unit_page]
        by_unit[f"in {name}"] = (u >= low[mine]) & (u < high[mine])
        there = mine < elements - 1
        by_unit[f"before {name}"] = np.log1p(np.where(there, np.maximum(low[mine] - u, 0), 0))
        by_unit[f"after {name}"] = np.log1p(np.where(there, np.maximum(u - high[mine] + 1, 0), 0))
        by_unit[f"{name} words"] = words_e[mine] / page_words
        by_unit[f"{name} link share"] = link_e[mine] / np.maximum(words_e[mine], 1e-9)

    # Headings and the way to them.
    role_u = made.role[made.unit_element]
    around = roles_around(made)[made.unit_element]
    is_h1, is_heading = (around & HEADING) == H1, (around & HEADING) > 0
    first = bounds[made.unit_page]
    for name, hit in (("h1", is_h1), ("heading", is_heading)):
        last = np.maximum.accumulate(np.where(hit, u, -1)) if units else u
        last_here = np.where(last >= first, u - last, -1)
        by_unit[f"since {name}"] = np.log1p(np.maximum(last_here, 0))
        by_unit[f"no {name} before"] = last_here < 0
    following = np.minimum.accumulate(np.where(is_h1, u, units)[::-1])[::-1]
    end = bounds[made.unit_page + 1]
    by_unit["until h1"] = np.log1p(np.where(following < end, following - u, 0))
    by_unit["h1 follows"] = following < end
    words_since = words[u] - words[np.maximum(np.where(last >= first, last, first), 0)]
    by_unit["words since heading"] = np.log1p(np.maximum(words_since, 0))

    depth_e = along_depth(made)
    by_unit["depth"] = np.log1p(depth_e[made.unit_element])
    by_unit["page units"] = np.log1p(page_units)
    for place, tags in enumerate(ROLES):
        by_unit[f"is {tags[0]}"] = role_u == place
        if tags[0] not in ("h1", "h2", "h3", "p", "span"):
            by_unit[f"in {tags[0]}"] = (around & np.uint32(1 << place)) > 0
    for name, column in by_unit.items():
        columns[name] = column[unit]
    return columns


def along_depth(made: Structure) -> npt.NDArray[np.float32]:
    """How many elements stand around each."""
    step, jump = np.ones(made.parent.size, np.float32), made.parent
    step[-1] = 0
    for _ in range(DEPTH_STEPS):
        step = step + step[jump]
        jump = jump[jump]
    return step
