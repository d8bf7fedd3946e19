"""What a block looks like and where it stands, as one row of numbers per block.

Everything is computed over the columns of a whole batch: counts by `bincount`,
windows by differences of cumulative sums. Words themselves are not seen here
(terms.py does that), only their shape, number, place and recurrence, so the
features mean the same in every language.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.scoring.terms import block_hashes, pair_hashes
from cleaner.segment.blocks import Blocks
from cleaner.segment.characters import Character, Marks
from cleaner.segment.hashes import paired
from cleaner.segment.runs import begins_run, running_sums
from cleaner.segment.tokens import CAPITALS, TOKEN_KINDS
from cleaner.segment.words import WORDS, among, block_words

Columns = dict[str, npt.NDArray[np.generic]]
"""Features by name, one value per block each."""

PROSE_WORDS: Final = 12
"""A block of this many words that ends a sentence counts as prose (about the shortest
sentence of running text; the figure is not critical, 10 to 15 do alike)."""

CONTENT_LETTERS: Final = 5
"""Words of this many letters count for what a text is about; shorter ones are mostly
function words in alphabetic scripts."""

_SHARES: Final = (
    ("lower", Character.LOWER), ("upper", Character.UPPER), ("capitals", CAPITALS),
    ("caseless", Character.CASELESS), ("unspaced", Character.UNSPACED),
    ("ideograph", Character.IDEOGRAPH), ("digit", Character.DIGIT),
    ("sentence_end", Character.SENTENCE_END), ("comma", Character.COMMA),
    ("colon", Character.COLON), ("quote", Character.QUOTE), ("open", Character.OPEN),
    ("dash", Character.DASH), ("separator", Character.SEPARATOR), ("symbol", Character.SYMBOL),
    ("punctuation", Character.PUNCTUATION),
)  # fmt: skip
_COUNTS: Final = (
    ("sentence_end", Character.SENTENCE_END), ("comma", Character.COMMA),
    ("digit", Character.DIGIT), ("quote", Character.QUOTE),
)  # fmt: skip
_ENDS: Final = (
    ("capitalised", among(Character.UPPER)),
    ("lower", among(Character.LOWER)),
    ("capitals", among(CAPITALS)),
    ("digit", among(Character.DIGIT)),
    ("uncased", among(Character.CASELESS, Character.UNSPACED, Character.IDEOGRAPH)),
    ("stop", among(Character.SENTENCE_END)),
    ("colon", among(Character.COLON)),
    ("quote", among(Character.QUOTE)),
    ("bracket", among(Character.OPEN, Character.CLOSE)),
    ("mark", among(
        Character.SEPARATOR, Character.SYMBOL, Character.DASH, Character.PUNCTUATION
    )),
)  # fmt: skip
_SIGNS: Final = ("@", "#", "©", "$€£¥₹", "%", "?", "!", "&", "|", "…")
_SIGN_MARKS: Final = Marks(*_SIGNS)
_WINDOWS: Final = (2, 6, 20)


class Layout(NamedTuple):
    """What several feature groups need of a batch, computed once."""

    block: npt.NDArray[np.int64]
    """Block of each token."""
    words: npt.NDArray[np.float64]
    """Words of each block, weighed by script."""
    tokens: npt.NDArray[np.float64]
    """Tokens of each block."""
    prose: npt.NDArray[np.bool_]
    """Is the block running text by its shape?"""
    identity: npt.NDArray[np.uint32]
    """A hash of what each block says."""
    text_first: npt.NDArray[np.int64]
    """First block of the text that each block is in."""
    text_last: npt.NDArray[np.int64]
    """Last block of the text that each block is in."""
    line_first: npt.NDArray[np.int64]
    line_last: npt.NDArray[np.int64]


def layout(blocks: Blocks) -> Layout:
    """Word counts and the bounds of lines and texts."""
    tokens, first = blocks.tokens, blocks.first
    count = first.size - 1
    per_block = np.diff(first)
    block = np.repeat(np.arange(count), per_block)
    words = block_words(blocks)
    final = tokens.kind[first[1:] - 1]
    before_final = tokens.kind[np.maximum(first[1:] - 2, first[:-1])]
    stops = (final == Character.SENTENCE_END) | (
        ((final == Character.QUOTE) | (final == Character.CLOSE))
        & (before_final == Character.SENTENCE_END)
    )
    text_first, text_last = _bounds(blocks.text)
    line_first, line_last = _bounds(blocks.line)
    return Layout(
        block, words, per_block.astype(np.float64), (words >= PROSE_WORDS) & stops,
        block_hashes(blocks), text_first, text_last, line_first, line_last,
    )  # fmt: skip


def _bounds(group: npt.NDArray[np.integer]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """First and last row of the run of equal values that each row is in."""
    if not group.size:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    start = np.flatnonzero(begins_run(group))
    length = np.diff(start, append=group.size)
    return np.repeat(start, length), np.repeat(start + length - 1, length)


def _shape(blocks: Blocks, lay: Layout) -> Columns:
    tokens, first = blocks.tokens, blocks.first
    count = first.size - 1
    kinds = np.bincount(
        lay.block * TOKEN_KINDS + tokens.kind, minlength=count * TOKEN_KINDS
    ).reshape(count, TOKEN_KINDS)
    chars = blocks.end - blocks.start
    columns: Columns = {
        "words": np.log1p(lay.words),
        "characters": np.log1p(chars),
        "characters per token": chars / lay.tokens,
    }
    for name, kind in _SHARES:
        columns[f"share {name}"] = kinds[:, kind] / lay.tokens
    for name, kind in _COUNTS:
        columns[f"count {name}"] = np.log1p(kinds[:, kind])
    head, tail = tokens.kind[first[:-1]], tokens.kind[first[1:] - 1]
    for name, table in _ENDS:
        columns[f"starts {name}"] = table[head]
        columns[f"ends {name}"] = table[tail]
    columns["prose"] = lay.prose
    size = tokens.end - tokens.start
    character = tokens.codes[tokens.start]
    following = tokens.codes[tokens.start + 1]
    year = (size == 4) & (tokens.kind == Character.DIGIT) & (
        ((character == 0x31) & (following == 0x39)) | ((character == 0x32) & (following == 0x30))
    )  # fmt: skip
    columns["has year"] = np.bincount(lay.block, year, minlength=count) > 0
    sign = _SIGN_MARKS.groups(character)
    signed = np.flatnonzero(sign)
    groups = len(_SIGNS) + 1
    signs = np.bincount(lay.block[signed] * groups + sign[signed], minlength=count * groups)
    for place, marks in enumerate(_SIGNS, 1):
        columns[f"has {marks[0]}"] = signs[place::groups] > 0
    return columns


def _place(blocks: Blocks, lay: Layout) -> Columns:
    tokens, first = blocks.tokens, blocks.first
    count = first.size - 1
    row = np.arange(count)
    breaks = tokens.breaks[first[:-1]].copy()
    breaks[row == lay.text_first] = 3
    after = np.append(breaks[1:], 3)
    words = running_sums(lay.words)
    prose = running_sums(lay.words * lay.prose)
    line_words = words[lay.line_last + 1] - words[lay.line_first]
    text_words = words[lay.text_last + 1] - words[lay.text_first]
    text_prose = prose[lay.text_last + 1] - prose[lay.text_first]
    blocks_in_text = lay.text_last - lay.text_first + 1
    line_tail = tokens.kind[first[lay.line_last + 1] - 1]
    columns: Columns = {
        "line words": np.log1p(line_words),
        "line blocks": np.log(lay.line_last - lay.line_first + 1),
        "line first": row == lay.line_first,
        "line last": row == lay.line_last,
        "line share": lay.words / np.maximum(line_words, 1e-9),
        "line ends stop": line_tail == Character.SENTENCE_END,
        "glued": (breaks == 0) & (tokens.space[first[:-1]] == 0),
        "break before": np.minimum(breaks, 3),
        "blank before": breaks >= 2,
        "break after": np.minimum(after, 3),
        "blank after": after >= 2,
        "place by blocks": (row - lay.text_first) / blocks_in_text,
        "place by words": (words[:-1] - words[lay.text_first]) / np.maximum(text_words, 1),
        "blocks before": np.log1p(row - lay.text_first),
        "blocks after": np.log1p(lay.text_last - row),
        "text words": np.log1p(text_words),
        "text blocks": np.log(blocks_in_text),
        "text words per block": np.log1p(text_words / blocks_in_text),
        "text prose": text_prose / np.maximum(text_words, 1),
        "prose before": (prose[:-1] - prose[lay.text_first]) / np.maximum(text_prose, 1),
        "prose words before": np.log1p(prose[:-1] - prose[lay.text_first]),
        "prose words after": np.log1p(prose[lay.text_last + 1] - prose[1:]),
    }
    for reach in _WINDOWS:
        low = np.maximum(row - reach, lay.text_first)
        high = np.minimum(row + reach, lay.text_last)
        near = np.maximum(words[high + 1] - words[low] - lay.words, 1)
        own = lay.words * lay.prose
        columns[f"prose within {reach}"] = (prose[high + 1] - prose[low] - own) / near
        columns[f"words before within {reach}"] = np.log1p(words[:-1] - words[low])
        columns[f"words after within {reach}"] = np.log1p(words[high + 1] - words[1:])
    columns |= _distance_to_prose(lay, row)
    single = blocks_in_text == 1
    columns["alone"] = single
    short = running_sums(lay.words < 5)
    columns["text short blocks"] = (
        short[lay.text_last + 1] - short[lay.text_first]
    ) / blocks_in_text
    return columns


def _distance_to_prose(lay: Layout, row: npt.NDArray[np.int64]) -> Columns:
    last = np.maximum.accumulate(np.where(lay.prose, row, -1)) if row.size else row
    earlier = np.append(np.int64(-1), last[:-1]) if row.size else row
    following = np.minimum.accumulate(np.where(lay.prose, row, row.size)[::-1])[::-1]
    later = np.append(following[1:], np.int64(row.size)) if row.size else row
    far_back, far_on = earlier < lay.text_first, later > lay.text_last
    return {
        "no prose before": far_back,
        "no prose after": far_on,
        "since prose": np.log1p(row - np.where(far_back, lay.text_first - 1, earlier)),
        "until prose": np.log1p(np.where(far_on, lay.text_last + 1, later) - row),
    }


def _recurrence(blocks: Blocks, lay: Layout) -> Columns:
    tokens, first = blocks.tokens, blocks.first
    count = first.size - 1
    word = WORDS[tokens.kind]
    identity = paired(blocks.text, lay.identity)
    _, same, copies = np.unique(identity, return_inverse=True, return_counts=True)
    copies = np.where(lay.words > 0, copies[same], 1)
    columns: Columns = {"copies": np.log(copies)}
    for step in (1, 2, 3):
        equal = np.zeros(count, dtype=np.bool_)
        equal[step:] = (identity[step:] == identity[:-step]) & (lay.words[step:] > 0)
        columns[f"as {step} before"] = equal
        columns[f"as {step} after"] = np.append(equal[step:], np.zeros(min(step, count), np.bool_))
    prose = lay.prose[lay.block]
    size = tokens.end - tokens.start
    content = word & ((size >= CONTENT_LETTERS) | (tokens.kind == CAPITALS))
    columns["topic words"] = _known(
        paired(tokens.text, tokens.hash), content, prose, lay.block, count
    )
    pair = paired(tokens.text[1:], pair_hashes(tokens))
    block, inside = lay.block[:-1], lay.block[1:] == lay.block[:-1]
    name = (tokens.kind == Character.UPPER) | (tokens.kind == CAPITALS)
    names = name[:-1] & name[1:] & inside
    columns["known names"] = _known(pair, names, prose[:-1], block, count)
    ideograph = tokens.kind == Character.IDEOGRAPH
    pairs = ideograph[:-1] & ideograph[1:] & inside
    columns["topic pairs"] = _known(pair, pairs, prose[:-1], block, count)
    return columns


def _known(
    key: npt.NDArray[np.uint64],
    counted: npt.NDArray[np.bool_],
    prose: npt.NDArray[np.bool_],
    block: npt.NDArray[np.int64],
    blocks: int,
) -> npt.NDArray[np.float64]:
    """Share of a block's counted tokens that also stand in the text's other prose."""
    within, at = prose[counted], block[counted]
    _, same = np.unique(key[counted], return_inverse=True)
    seen = np.bincount(same, within)
    hit = seen[same] > within
    total = np.bincount(at, minlength=blocks)
    return np.bincount(at, hit, minlength=blocks) / np.maximum(total, 1)


def feature_columns(blocks: Blocks, lay: Layout) -> Columns:
    """All features by name, one value per block each."""
    return {**_shape(blocks, lay), **_place(blocks, lay), **_recurrence(blocks, lay)}
