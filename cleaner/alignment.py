"""Which words of a text stand in another text, and where.

Two texts of one page never agree to the letter: extractors drop, reorder and
repeat, fold white space, decode entities, change quotes. ``align`` finds for
every token of a text its partner in a reference:

1. n-grams of six tokens are anchors; each is extended to a maximal run.
2. The heaviest chain of runs that is in order in both texts is taken first,
   then long runs that are out of order (blocks that were moved).
3. The gaps between neighbours of the chain are filled: shorter n-grams and
   whole lines, then single words between matched words. A short match must
   stand near an anchor, so a menu item that repeats a word of the article far
   from it finds no partner.

A reference token is used at most once. Time is near-linear in the sum of the
sizes: n-grams that are frequent in the reference start no run.

>>> text = tokenize("Home\\nThe quick brown fox jumps over it.\\nShare")
>>> [i for i, p in enumerate(align(text, tokenize("the quick brown fox jumps over it"))) if p < 0]
[0, 8]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

ANCHOR: Final = 6
"""Tokens of an n-gram that starts a run anywhere in the texts."""
SHORT: Final = 3
"""Tokens of an n-gram that starts a run inside a gap."""
MOVED: Final = 8
"""Tokens that a run out of order must have."""
FREQUENT: Final = 16
"""An n-gram with more occurrences in the reference starts no run."""
NEAR: Final = 40
"""A short match stands at most this many tokens from an anchor, plus four times
its distance from it in the reference."""
CELLS: Final = 2500
"""Gaps of at most this many token pairs are compared word by word."""

_CJK: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SOFT: Final = "\u00ad\u200b-\u200d\u2060\ufeff"
_TOKEN: Final = re.compile(rf"[{_CJK}]|(?:[^\W{_CJK}]|[{_SOFT}])+|\n")
_DROP_SOFT: Final = re.compile(f"[{_SOFT}]+")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens: runs of word characters, Han and kana one by one."""

    words: list[str]
    """Folded: NFKC, case, without soft hyphens and joiners."""
    starts: list[int]
    ends: list[int]
    lines: list[int]
    """The line, counted from 0, on which each token stands."""

    def __len__(self) -> int:
        return len(self.words)


class _Run(NamedTuple):
    """``size`` equal tokens from ``a`` in the text and ``b`` in the reference."""

    a: int
    b: int
    size: int
    weight: float


class _Gap(NamedTuple):
    """A stretch of both texts that is still open."""

    a_from: int
    a_to: int
    b_from: int
    b_to: int


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", _DROP_SOFT.sub("", word)).casefold()


def tokenize(text: str) -> Tokens:
    """Cut a text into folded tokens with their places.

    >>> tokenize("Don’t stop\\n東京").words
    ['don', 't', 'stop', '東', '京']
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    lines: list[int] = []
    line = 0
    folded: dict[str, str] = {}
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token == "\n":
            line += 1
            continue
        word = folded.get(token)
        if word is None:
            word = folded[token] = _fold(token)
        if word:
            words.append(word)
            starts.append(match.start())
            ends.append(match.end())
            lines.append(line)
    return Tokens(words, starts, ends, lines)


def align(text: Tokens, reference: Tokens) -> list[int]:
    """For each token of the text the place of its partner, or -1."""
    partner = [-1] * len(text)
    if not text.words or not reference.words:
        return partner
    a, b = _codes(text.words, reference.words)
    used = bytearray(len(b))
    whole = _Gap(0, len(a), 0, len(b))
    runs = _runs(a, b, whole, ANCHOR)
    chain = _chain(runs)
    chain = _assign(chain, partner, used)
    _assign_moved(runs, partner, used)
    text_lines, reference_lines = _line_starts(text.lines), _line_starts(reference.lines)
    for gap in _gaps(chain, whole):
        short = _runs(a, b, gap, SHORT)
        short += _equal_lines(a, b, gap, text_lines, reference_lines)
        short = [run for run in short if _is_near(run, gap, whole)]
        inner = _assign(_chain(short), partner, used)
        for small in _gaps(inner, gap):
            _fill(a, b, small, partner, used)
    return partner


def matched_words(text: str, reference: str) -> list[bool]:
    """For each ``\\w+`` of the text whether it stands in the reference.

    A word of several Han or kana characters is matched if half of them are.

    >>> matched_words("Menu\\nIt was a dark and stormy night.", "It was a dark and stormy night")
    [False, True, True, True, True, True, True, True]
    """
    tokens = tokenize(text)
    partner = align(tokens, tokenize(reference))
    matched: list[bool] = []
    at = 0
    for word in _WORD.finditer(text):
        hits = total = 0
        while at < len(tokens) and tokens.starts[at] < word.end():
            total += 1
            hits += partner[at] >= 0
            at += 1
        matched.append(total > 0 and 2 * hits >= total)
    return matched


def _codes(a: Sequence[str], b: Sequence[str]) -> tuple[list[int], list[int]]:
    """Both texts as numbers; a word that stands in one text only has no equal."""
    codes: dict[str, int] = {}
    return (
        [codes.setdefault(word, len(codes)) for word in a],
        [codes.setdefault(word, len(codes)) for word in b],
    )


def _runs(a: Sequence[int], b: Sequence[int], gap: _Gap, size: int) -> list[_Run]:
    """All maximal runs in the gap that hold an n-gram of this size."""
    index: dict[tuple[int, ...], list[int]] = {}
    for j in range(gap.b_from, gap.b_to - size + 1):
        index.setdefault(tuple(b[j : j + size]), []).append(j)
    if not index:
        return []
    runs: list[_Run] = []
    covered: dict[int, int] = {}
    for i in range(gap.a_from, gap.a_to - size + 1):
        places = index.get(tuple(a[i : i + size]))
        if places is None or len(places) > FREQUENT:
            continue
        for j in places:
            if covered.get(i - j, -1) > i:
                continue
            start_a, start_b = i, j
            while (
                start_a > gap.a_from and start_b > gap.b_from and a[start_a - 1] == b[start_b - 1]
            ):
                start_a, start_b = start_a - 1, start_b - 1
            end_a, end_b = i + size, j + size
            while end_a < gap.a_to and end_b < gap.b_to and a[end_a] == b[end_b]:
                end_a, end_b = end_a + 1, end_b + 1
            covered[i - j] = end_a
            length = end_a - start_a
            runs.append(_Run(start_a, start_b, length, length - size / 2))
    return runs


def _chain(runs: Sequence[_Run]) -> list[_Run]:
    """The heaviest chain of runs in order; ends may overlap by half an anchor.

    Of equal chains the one with less jumping wins, by a nudge in the weights.
    """
    if not runs:
        return []
    order = sorted(range(len(runs)), key=lambda k: (runs[k].a, runs[k].b))
    slack = [min(ANCHOR, runs[k].size // 2) for k in range(len(runs))]
    inserts = sorted(order, key=lambda k: runs[k].a + runs[k].size - slack[k])
    places = sorted(
        {run.b for run in runs} | {run.b + run.size - slack[k] for k, run in enumerate(runs)}
    )
    rank = {place: number + 1 for number, place in enumerate(places)}
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    score = [0.0] * len(runs)
    before = [-1] * len(runs)
    done = 0
    for k in order:
        run = runs[k]
        while done < len(inserts):
            other = inserts[done]
            end = runs[other].a + runs[other].size - slack[other]
            if end > run.a:
                break
            entry = (score[other], other)
            at = rank[runs[other].b + runs[other].size - slack[other]]
            while at < len(best):
                best[at] = max(best[at], entry)
                at += at & -at
            done += 1
        found = (0.0, -1)
        at = rank[run.b]
        while at > 0:
            found = max(found, best[at])
            at -= at & -at
        score[k] = found[0] + run.weight
        before[k] = found[1]
    last = max(range(len(runs)), key=score.__getitem__)
    chain: list[_Run] = []
    while last >= 0:
        chain.append(runs[last])
        last = before[last]
    chain.reverse()
    return chain


def _assign(chain: Sequence[_Run], partner: list[int], used: bytearray) -> list[_Run]:
    """Write the chain's pairs; returns the runs less what overlapped or was used."""
    written: list[_Run] = []
    next_a = next_b = 0
    for run in chain:
        skip = max(0, next_a - run.a, next_b - run.b)
        start = -1
        for k in range(skip, run.size + 1):
            free = k < run.size and partner[run.a + k] < 0 and not used[run.b + k]
            if free:
                partner[run.a + k] = run.b + k
                used[run.b + k] = 1
                if start < 0:
                    start = k
            elif start >= 0:
                written.append(_Run(run.a + start, run.b + start, k - start, 0.0))
                start = -1
        next_a, next_b = max(next_a, run.a + run.size), max(next_b, run.b + run.size)
    return written


def _assign_moved(runs: Sequence[_Run], partner: list[int], used: bytearray) -> None:
    """Write long runs out of order, the longest first, as far as they are free."""
    for run in sorted(runs, key=lambda run: -run.size):
        if run.size < MOVED:
            break
        start = 0
        for k in range(run.size + 1):
            if k < run.size and partner[run.a + k] < 0 and not used[run.b + k]:
                continue
            if k - start >= MOVED:
                for place in range(start, k):
                    partner[run.a + place] = run.b + place
                    used[run.b + place] = 1
            start = k + 1


def _gaps(chain: Sequence[_Run], whole: _Gap) -> list[_Gap]:
    """What the chain leaves open on both sides."""
    gaps: list[_Gap] = []
    at_a, at_b = whole.a_from, whole.b_from
    for run in chain:
        gaps.append(_Gap(at_a, run.a, at_b, run.b))
        at_a, at_b = run.a + run.size, run.b + run.size
    gaps.append(_Gap(at_a, whole.a_to, at_b, whole.b_to))
    return [gap for gap in gaps if gap.a_from < gap.a_to and gap.b_from < gap.b_to]


def _is_near(run: _Run, gap: _Gap, whole: _Gap) -> bool:
    """Whether a short run stands near the anchor before or after it."""
    near = False
    if gap.a_from > whole.a_from or gap.b_from > whole.b_from:
        near = run.a - gap.a_from <= NEAR + 4 * (run.b - gap.b_from)
    if not near and (gap.a_to < whole.a_to or gap.b_to < whole.b_to):
        distance = gap.b_to - run.b - run.size
        near = gap.a_to - run.a - run.size <= NEAR + 4 * distance
    if gap == whole:
        near = run.size >= min(ANCHOR, gap.b_to - gap.b_from)
    return near


def _line_starts(lines: Sequence[int]) -> list[int]:
    """For each token the first token of its line; one place more for the end."""
    starts: list[int] = []
    for place, line in enumerate(lines):
        starts.append(starts[-1] if place and lines[place - 1] == line else place)
    starts.append(len(lines))
    return starts


def _whole_lines(starts: Sequence[int], low: int, high: int) -> list[tuple[int, int]]:
    """The lines of fewer than ``ANCHOR`` tokens that lie whole between two places."""
    lines: list[tuple[int, int]] = []
    at = low
    while at < high:
        end = at + 1
        while end < high and starts[end] == starts[at]:
            end += 1
        is_whole = starts[at] == at and starts[end] != starts[at]
        if is_whole and end - at < ANCHOR:
            lines.append((at, end))
        at = end
    return lines


def _equal_lines(
    a: Sequence[int], b: Sequence[int], gap: _Gap, a_starts: Sequence[int], b_starts: Sequence[int]
) -> list[_Run]:
    """Short lines of the gap that stand as lines on both sides."""
    index: dict[tuple[int, ...], list[int]] = {}
    for start, end in _whole_lines(b_starts, gap.b_from, gap.b_to):
        index.setdefault(tuple(b[start:end]), []).append(start)
    if not index:
        return []
    runs: list[_Run] = []
    span = gap.a_to - gap.a_from
    for start, end in _whole_lines(a_starts, gap.a_from, gap.a_to):
        places = index.get(tuple(a[start:end]), [])
        for place in places[:FREQUENT]:
            edge = min(start - gap.a_from, gap.a_to - end) / (2 * span)
            runs.append(_Run(start, place, end - start, end - start - edge))
    return runs


def _fill(
    a: Sequence[int], b: Sequence[int], gap: _Gap, partner: list[int], used: bytearray
) -> None:
    """Word by word: the longest common subsequence of a small gap.

    It counts if it covers half of the gap's open words, so that single common
    words inside other text do not.
    """
    left = [i for i in range(gap.a_from, gap.a_to) if partner[i] < 0]
    right = [j for j in range(gap.b_from, gap.b_to) if not used[j]]
    if not left or not right or len(left) * len(right) > CELLS:
        return
    width = len(right) + 1
    table = [[0] * width for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        row, below, code = table[i], table[i + 1], a[left[i]]
        for j in range(len(right) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if code == b[right[j]] else max(below[j], row[j + 1])
    if 2 * table[0][0] < len(left):
        return
    i = j = 0
    while i < len(left) and j < len(right):
        if a[left[i]] == b[right[j]]:
            partner[left[i]] = right[j]
            used[right[j]] = 1
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
