"""Which rules are worth trying on which blocks, and where in them.

A pattern is tried only on blocks that hold one of the tokens it needs, found by comparing
hashes over the whole batch, and only beside them; most blocks are never touched by a regex.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.rules import all_rules
from cleaner.rules.rule import Where
from cleaner.segment.hashes import HashSet
from cleaner.segment.runs import begins_run, ranges
from cleaner.segment.tokens import Tokens, tokenize

TAIL: Final = 160
"""Characters before a block's end in which a match that ends there may begin: longer than any
credit or date. Without a bound, each block would be searched from its start."""

ASIDE: Final = 200
"""Characters that a match inside a block may reach on either side of the tokens that its rule
needs: no search goes further. A pattern that says what must not follow looks a few words ahead
at most."""

_PLACES: Final = tuple(Where)


class Tries(NamedTuple):
    """Which rules are worth trying on which blocks, sorted by rule and block."""

    rule: npt.NDArray[np.int64]
    block: npt.NDArray[np.int64]
    low: npt.NDArray[np.int64]
    """From where in the stream it is tried: a match begins at or behind this."""
    high: npt.NDArray[np.int64]
    """Up to where."""


def find_tries(
    tokens: Tokens,
    first: npt.NDArray[np.int64],
    words: npt.NDArray[np.float64],
    cutting: bool,
    among: npt.NDArray[np.bool_] | None,
    partly: npt.NDArray[np.bool_] | None,
) -> Tries:
    """The rules that cut lines, or those that don't, on the blocks that hold what they need.

    ``words`` are the blocks' lengths; ``among`` and ``partly`` as for `match_patterns`.
    """
    needs, count = _needs(cutting), first.size - 1
    rows, places = needs.tokens.find(tokens.hash)
    block = np.repeat(np.arange(count), np.diff(first))[rows]
    if among is not None:
        wanted = among[block]
        rows, places, block = rows[wanted], places[wanted], block[wanted]
    size = needs.bounds[places + 1] - needs.bounds[places]
    of, needed = ranges(needs.bounds[places], size)
    pairs = needs.rules[needed] * count + block[of]
    order = np.argsort(pairs, kind="stable")  # the tokens of a pair stay in their order
    pairs, row = pairs[order], rows[of[order]]
    begins = np.flatnonzero(begins_run(pairs))
    ends = np.append(begins, pairs.size)[1:] - 1
    rule, block = pairs[begins] // count, pairs[begins] % count
    low, high = tokens.start[row[begins]], tokens.end[row[ends]]
    start, end = tokens.start[first[block]], tokens.end[first[block + 1] - 1]
    where = needs.where[rule]
    at_start, at_end, whole, inside = (
        where == _PLACES.index(place)
        for place in (Where.START, Where.END, Where.WHOLE, Where.INSIDE)
    )
    chosen = words[block] <= needs.most_words[rule]
    chosen &= ~at_start | (low < start + TAIL)
    chosen &= ~at_end | (high > end - TAIL)
    if partly is not None:
        chosen &= whole | partly[block]
    low = np.where(inside, low - ASIDE, np.where(at_end, end - TAIL, start))
    high = np.where(inside, np.minimum(high + ASIDE, end), end)
    tried = Tries(rule, block, np.maximum(low, start), high)
    return Tries(*(column[chosen] for column in tried))


class _Needs(NamedTuple):
    tokens: HashSet
    """Hashes of the needed tokens."""
    rules: npt.NDArray[np.int64]
    """The rules that need the first of them, the second …, one after another."""
    bounds: npt.NDArray[np.int64]
    """Where in ``rules`` those of each token begin, and the end."""
    most_words: npt.NDArray[np.int64]
    """For each rule the words of the longest block on which it is tried."""
    where: npt.NDArray[np.int64]
    """For each rule its place in `_PLACES`."""


@cache
def _needs(cutting: bool) -> _Needs:
    by_token: dict[str, list[int]] = defaultdict(list)
    for place, rule in enumerate(all_rules()):
        if rule.cuts != cutting:
            continue
        for token in rule.needs:
            by_token[token].append(place)
    names = list(by_token)
    tokens = tokenize(names)
    by_hash: dict[int, set[int]] = defaultdict(set)
    first = tokens.hash[np.searchsorted(tokens.text, np.arange(len(names)))]
    for name, value in zip(names, first.tolist(), strict=True):
        by_hash[value].update(by_token[name])
    needed = HashSet(np.array(list(by_hash), np.uint32))
    rules = [sorted(by_hash[value]) for value in needed.hashes.tolist()]
    return _Needs(
        needed,
        np.array([place for places in rules for place in places], np.int64),
        np.cumsum([0, *map(len, rules)]),
        np.array([rule.max_words for rule in all_rules()], np.int64),
        np.array([_PLACES.index(rule.where) for rule in all_rules()], np.int64),
    )
