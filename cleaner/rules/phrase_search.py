"""Looks for all phrases of all languages at once.

A phrase is compared as the hash of its token sequence, so looking for them costs a few array
operations for a whole batch, however many phrases there are.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.rules.phrase_lists import PhraseList, phrase_lists
from cleaner.rules.rule import Where
from cleaner.segment.blocks import Blocks
from cleaner.segment.hashes import HashSet, places_in
from cleaner.segment.runs import begins_run
from cleaner.segment.tokens import mix, tokenize
from cleaner.segment.words import WORDS

LONGEST: Final = 10
"""Tokens of the longest phrase."""

_STEP: Final = np.uint64(0x9FB21C651E98DF25)  # odd multiplier of XXH3 (PRIME_MX2)
_NAMES: Final = {
    "javascript": "java script",
    "whatsapp": "whats app",
    "linkedin": "linked in",
    "youtube": "you tube",
    "wordpress": "word press",
    "tiktok": "tik tok",
    "ebook": "e book",
    "github": "git hub",
}
"""Names with a capital inside: where one is written so, it is two tokens. A name alone is no phrase:
in a list or a table it may be the article."""

_NAME: Final = re.compile(rf"\b({'|'.join(_NAMES)})\b")

_PLACES: Final = {where: np.uint64(code) for code, where in enumerate(Where, 1)}


class PhraseHits(NamedTuple):
    """Where phrases stand: rows of (block, list, first token, end token)."""

    block: npt.NDArray[np.int64]
    owner: npt.NDArray[np.int32]
    first: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]


def find_phrases(blocks: Blocks, language: str | None = None) -> PhraseHits:
    """Every phrase in every block; of a language and English only, if it is given."""
    if language is not None and language not in {entry.language for entry in phrase_lists()}:
        language = "en"
    table, (starters, openers) = _phrases_of(language), _first_tokens()
    hashes, first = blocks.tokens.hash, blocks.first
    block = np.repeat(np.arange(first.size - 1), np.diff(first))
    word = np.flatnonzero(WORDS[blocks.tokens.kind])
    owner = block[word]
    opening = np.flatnonzero(begins_run(owner))
    closing = (np.append(opening[1:], owner.size) - 1)[: opening.size]
    at, end, sign = word[opening], word[closing] + 1, first[owner[opening]]
    found = []
    # A phrase may begin with the block's first word, or with a sign before it ("© by").
    for begin, among in ((at, slice(None)), (sign, sign < at)):
        rows, _ = starters.find(hashes[begin[among]])
        if rows.size:
            begin, last = begin[among][rows], end[among][rows]
            found.append(_look_up(table, hashes, begin, last, first[block[begin] + 1]))
    at, _ = openers.find(hashes)
    found.append(_look_up(table, hashes, at, None, first[block[at] + 1]))
    at, end, owner_list = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return PhraseHits(block[at], owner_list, at, end)


def _look_up(
    table: _Table,
    hashes: npt.NDArray[np.uint32],
    at: npt.NDArray[np.int64],
    whole_end: npt.NDArray[np.int64] | None,
    limit: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Phrases that begin at the given tokens: first token, end token, list."""
    sums = _sequence_hashes(hashes, at)
    end = at[:, None] + np.arange(1, LONGEST + 1)
    inside = end <= limit[:, None]
    tried = (
        ((Where.INSIDE, inside),)
        if whole_end is None
        else ((Where.WHOLE, end == whole_end[:, None]), (Where.START, inside))
    )
    rows, ends, owners = [], [], []
    for where, allowed in tried:
        row, column = np.nonzero(allowed)
        key = _key(sums[row, column], _PLACES[where])
        maybe = _maybe()[_upper_bits(key)]
        row, column, key = row[maybe], column[maybe], key[maybe]
        place, hit = places_in(table.hash, key)
        rows.append(at[row[hit]])
        ends.append(end[row[hit], column[hit]])
        owners.append(table.owner[place[hit]])
    return np.concatenate(rows), np.concatenate(ends), np.concatenate(owners)


class _Table(NamedTuple):
    """The hashes of all phrases, sorted."""

    hash: npt.NDArray[np.uint64]
    owner: npt.NDArray[np.int32]
    """The list that each is from."""
    openers: npt.NDArray[np.uint32]
    """Hashes of the first tokens of phrases that may stand anywhere."""
    starters: npt.NDArray[np.uint32]
    """Hashes of the first tokens of the other phrases."""
    lists: tuple[PhraseList, ...]


@cache
def _table() -> _Table:
    """The table of all lists; phrases of more than `LONGEST` tokens are left out."""
    lists = phrase_lists()
    spellings = [[way for phrase in entry.phrases for way in _spellings(phrase)] for entry in lists]
    tokens = tokenize([phrase for phrases in spellings for phrase in phrases])
    count = np.array([len(phrases) for phrases in spellings], np.int64)
    owner = np.repeat(np.arange(len(lists), dtype=np.int32), count)
    bounds = np.searchsorted(tokens.text, np.arange(owner.size + 1))
    # What is compared as a whole is compared without the signs around it.
    words = np.flatnonzero(WORDS[tokens.kind])
    opening, closing = np.searchsorted(words, bounds[:-1]), np.searchsorted(words, bounds[1:])
    whole = np.array([entry.where is Where.WHOLE for entry in lists], np.bool_)[owner]
    whole &= opening < closing
    low, high = bounds[:-1].copy(), bounds[1:].copy()
    low[whole], high[whole] = words[opening[whole]], words[closing[whole] - 1] + 1
    length = high - low
    fits = (length > 0) & (length <= LONGEST)
    low, length, owner = low[fits], length[fits], owner[fits]
    place = np.array([_PLACES[entry.where] for entry in lists], np.uint64)[owner]
    sums = _sequence_hashes(tokens.hash, low)[np.arange(low.size), length - 1]
    key = _key(sums, place)
    order = np.argsort(key, kind="stable")
    anywhere = place == _PLACES[Where.INSIDE]
    return _Table(
        key[order],
        owner[order],
        np.unique(tokens.hash[low[anywhere]]),
        np.unique(tokens.hash[low[~anywhere]]),
        lists,
    )


def _spellings(phrase: str) -> tuple[str, ...]:
    """A phrase, and as its tokens are where the names in it are written with their capitals.

    >>> _spellings("please enable javascript")
    ('please enable javascript', 'please enable java script')
    """
    parted = _NAME.sub(lambda name: _NAMES[name[0]], phrase)
    return (phrase,) if parted == phrase or phrase in _NAMES else (phrase, parted)


@cache
def _first_tokens() -> tuple[HashSet, HashSet]:
    """The first tokens of phrases that begin a block, and of those that stand anywhere."""
    return HashSet(_table().starters), HashSet(_table().openers)


@cache
def _phrases_of(language: str | None) -> _Table:
    """The table with one list for each phrase, though several languages may have it: the given
    language's, or English's, and no others; with none given English's, German's or another's."""
    table = _table()
    ranks = {"en": 0, "de": 1} if language is None else {"en": 1, language: 0}
    none = 2 if language is None else -1
    rank = np.array([ranks.get(entry.language, none) for entry in table.lists])[table.owner]
    order = np.lexsort((table.owner, rank, table.hash))
    order = order[rank[order] >= 0]
    order = order[begins_run(table.hash[order])]
    return table._replace(hash=table.hash[order], owner=table.owner[order])


def _upper_bits(key: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    return ((key >> np.uint64(20)) & np.uint64(0xFFFFF)).astype(np.int64)


@cache
def _maybe() -> npt.NDArray[np.bool_]:
    """For 20 bits of a key: is there any phrase with them? It rules out nearly all others."""
    table = np.zeros(1 << 20, dtype=np.bool_)
    table[_upper_bits(_table().hash)] = True
    return table


def _sequence_hashes(
    hashes: npt.NDArray[np.uint32], at: npt.NDArray[np.int64]
) -> npt.NDArray[np.uint64]:
    """Hashes of the 1, 2, … `LONGEST` tokens from each place on, a row per place.

    Rows run past the end of the tokens with zeros; callers compare lengths.
    """
    padded = np.append(hashes, np.zeros(LONGEST, np.uint32)).astype(np.uint64)
    factor = np.multiply.accumulate(np.full(LONGEST, _STEP))
    window = padded[at[:, None] + np.arange(LONGEST)] + np.uint64(1)
    sums = np.cumsum(window * factor, axis=1, dtype=np.uint64)
    length = np.arange(1, LONGEST + 1, dtype=np.uint64)
    return (mix(sums).astype(np.uint64) << np.uint64(8)) | length


def _key(
    hashes: npt.NDArray[np.uint64], place: np.uint64 | npt.NDArray[np.uint64]
) -> npt.NDArray[np.uint64]:
    return hashes | (place << np.uint64(56))
