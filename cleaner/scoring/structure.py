"""The elements around the units of a batch of pages, as arrays that can be asked for all at once.

Ancestors are followed by pointer jumping: in a few steps over all elements, not in a loop for
each. What the arrays tell of a block is worked out in structure_features.py, surroundings.py and
standing.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.segment.blocks import Blocks
from cleaner.segment.characters import Character
from cleaner.segment.hashes import paired
from cleaner.segment.markup import Markup
from cleaner.segment.runs import begins_run
from cleaner.segment.tokens import CAPITALS, Tokens, finished, tokenize
from cleaner.segment.words import among

ROLES: Final = (
    ("p",), ("li", "dt", "dd"), ("td", "th"), ("h1",), ("h2",), ("h3", "h4", "h5", "h6"),
    ("pre", "listing", "xmp"), ("blockquote",), ("figure", "figcaption"), ("button", "select"),
    ("nav", "menu"), ("header",), ("footer",), ("aside",), ("main", "article"), ("form",),
    ("table",), ("ul", "ol", "dl"), ("section",), ("details", "summary"), ("a",), ("span",),
)  # fmt: skip
"""Elements that the features know by name, as the innermost one or among the ancestors."""

_PLACES: Final = {tag: place for place, tags in enumerate(ROLES) for tag in tags}

H1: Final = np.uint32(1 << _PLACES["h1"])
HEADING: Final = H1 | np.uint32(1 << _PLACES["h2"]) | np.uint32(1 << _PLACES["h3"])
"""Bits of `Structure.around`."""

_NAMING: Final = among(
    Character.LOWER, Character.UPPER, CAPITALS, Character.CASELESS, Character.IDEOGRAPH
)
"""The tokens in the names of elements that are read."""

_DEPTH_STEPS: Final = 8
"""Steps of pointer jumping: enough for 256 elements around one another."""


class Structure(NamedTuple):
    """The markup of a batch of pages as arrays; elements and units of all pages in a row.

    The columns of elements have a last row that stands for none, so that a number of an element
    can always be looked up.
    """

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
    around: npt.NDArray[np.uint32]
    """The roles of each element and of all that it stands in, a bit each."""
    parent: npt.NDArray[np.int64]
    jumps: tuple[npt.NDArray[np.int64], ...]
    """For each element the one 1, 2, 4 … levels further out. What gathers from these, one after
    the other, has covered 2^k elements after k of them."""
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

    @property
    def none(self) -> int:
        """The number that stands for no element."""
        return self.role.size - 1


def structure(pages: Sequence[Markup], text_start: npt.NDArray[np.int64]) -> Structure:
    """Join the markup of pages; ``text_start`` is where each page's text stands in the stream."""
    keys: dict[tuple[str, str], int] = {}
    none = sum(len(page.elements.tag) for page in pages)
    parts: list[dict[str, npt.NDArray[Any]]] = []
    elements = units = 0
    for number, page in enumerate(pages):
        made = page.elements
        parent, element = np.array(made.parent), np.array(page.unit_element)
        places = np.array([keys.setdefault(pair, len(keys)) for pair in made.keys], np.int64)
        parts.append({
            "unit_start": np.array(page.unit_start) + text_start[number],
            "unit_page": np.full(element.size, number),
            "unit_element": np.where(element < 0, none, element + elements),
            "unit_gap": np.array(page.unit_gap),
            "unit_pre": np.array(page.unit_pre) > 0,
            "link_start": np.array(page.link_start) + text_start[number],
            "link_end": np.array(page.link_end) + text_start[number],
            "parent": np.where(parent < 0, none, parent + elements),
            "page": np.full(parent.size, number),
            "key": places[np.array(made.key)],
            "hidden": np.array(made.hidden) > 0,
            "first_unit": np.array(made.first_unit) + units,
            "end_unit": np.array(made.end_unit) + units,
        })  # fmt: skip
        elements += parent.size
        units += element.size
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    for name, of_none in (
        ("parent", none), ("page", len(pages)), ("key", len(keys)), ("hidden", False),
        ("first_unit", units), ("end_unit", units),
    ):  # fmt: skip
        joined[name] = np.append(joined[name], of_none)
    roles = np.array([_PLACES.get(tag, len(ROLES)) for tag, _ in keys] + [len(ROLES)], np.int64)
    role, jumps = roles[joined["key"]], _jumps(joined["parent"])
    written = tokenize([f"{tag} | {names}" for tag, names in keys])
    name_hash, name_first = _name_hashes(written, len(keys))
    return Structure(
        **joined,
        role=role,
        jumps=jumps,
        around=_roles_around(role, jumps),
        name_hash=name_hash,
        name_first=name_first,
        key_hash=_key_hashes(written, len(keys)),
    )


def _key_hashes(written: Tokens, keys: int) -> npt.NDArray[np.uint64]:
    """A hash of all that each key is written with, and 0 behind the last."""
    hashes = np.zeros(keys + 1, np.uint64)
    if keys:
        first = np.flatnonzero(begins_run(written.text))
        place = np.arange(written.hash.size) - np.repeat(
            first, np.diff(first, append=written.hash.size)
        )
        hashes[:-1] = np.add.reduceat(finished(paired(written.hash, place)), first)
    return hashes


def _name_hashes(tokens: Tokens, keys: int) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """The words of each key: its tag, then those of its names, each once."""
    chosen = np.flatnonzero(_NAMING[tokens.kind])
    first = begins_run(tokens.text)
    # The tag is told from a class of the same name.
    hashes = np.where(first[chosen], ~tokens.hash[chosen], tokens.hash[chosen])
    pairs = np.unique(paired(tokens.text[chosen], hashes))
    owner = (pairs >> np.uint64(32)).astype(np.int64)
    bounds = np.searchsorted(owner, np.arange(keys + 2))
    return (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32), bounds


def _jumps(parent: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], ...]:
    """The jumps of `Structure`, up to one that leaves all elements behind."""
    none, found = parent.size - 1, [parent]
    while len(found) < _DEPTH_STEPS and found[-1].min() < none:
        found.append(found[-1][found[-1]])
    return tuple(found)


def _roles_around(
    role: npt.NDArray[np.int64], jumps: Sequence[npt.NDArray[np.int64]]
) -> npt.NDArray[np.uint32]:
    found = np.uint32(1) << role.astype(np.uint32)
    for jump in jumps:
        found = found | found[jump]
    return found


def innermost(made: Structure, marked: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """For each element the innermost marked one that it is or stands in, or the one for none."""
    found = np.where(marked, np.arange(marked.size), made.none)
    for jump in made.jumps:
        found = np.where(found == made.none, found[jump], found)
    return found


def outwards(
    made: Structure, element: npt.NDArray[np.int64], levels: int
) -> list[npt.NDArray[np.int64]]:
    """Elements, those around them and so on: so many columns."""
    found = [element]
    for _ in range(levels - 1):
        found.append(made.parent[found[-1]])
    return found


def unit_of_blocks(made: Structure, blocks: Blocks) -> npt.NDArray[np.int64]:
    """The unit that each block stands in."""
    found: npt.NDArray[np.int64] = np.searchsorted(made.unit_start, blocks.start, side="right") - 1
    return found
