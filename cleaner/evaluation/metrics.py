"""How like a reference a clean text is: words in common, runs of words, snippets.

Each benchmark's own measure: the bag of words of WCXB, the shingles of ScrapingHub's article
benchmark, the snippets of trafilatura's evaluation; and ROUGE-L, which minds the order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple
from unicodedata import normalize

WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""A word, or one Han or kana character."""

_RUN: Final = re.compile(r"\w+")
_HAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")

SHINGLE: Final = 4
"""Words of a shingle, as in ScrapingHub's benchmark."""

LONGEST: Final = 50_000
"""Words of a text that ROUGE-L reads: its time grows with the product of both lengths, which
at this length is about a second."""


class WordScore(NamedTuple):
    """Shares of words in common with a reference."""

    f1: float
    precision: float
    recall: float

    @property
    def lost(self) -> float:
        """Share of the reference that is missing."""
        return 1 - self.recall


def word_score(text: str, reference: str, *, by_character: bool = False) -> WordScore:
    r"""Compare two texts as bags of words, ``\w+`` of the lower-cased text (WCXB's measure).

    ``by_character``: a Han or kana character is a word.

    >>> word_score("the cat sat", "the cat sat down").f1
    0.8571428571428571
    """
    word = WORD if by_character else _RUN
    ours = Counter(word.findall(text.lower()))
    gold = Counter(word.findall(reference.lower()))
    common = (ours & gold).total()
    if not common:
        return WordScore(0.0, 0.0, 0.0)
    precision, recall = common / ours.total(), common / gold.total()
    return WordScore(_f1(precision, recall), precision, recall)


class SnippetCounts(NamedTuple):
    """Snippets that must and must not stand in a text, and do or don't."""

    found: int
    missed: int
    left_in: int


def snippet_counts(
    text: str, with_snippets: Sequence[str], without_snippets: Sequence[str]
) -> SnippetCounts:
    """Count the snippets of a page as trafilatura's evaluation does, white space folded.

    How letters with marks are encoded makes no difference (both sides are brought to NFC).

    >>> snippet_counts("One two\\nthree", ["two three", "four"], ["five", "One"])
    SnippetCounts(found=1, missed=1, left_in=1)
    """
    folded = _folded(text)
    found = sum(_folded(snippet) in folded for snippet in with_snippets)
    left_in = sum(_folded(snippet) in folded for snippet in without_snippets)
    return SnippetCounts(found, len(with_snippets) - found, left_in)


def _folded(text: str) -> str:
    return normalize("NFC", " ".join(text.split()))


def snippet_f1(counts: Sequence[SnippetCounts]) -> float:
    """The F1 over all snippets of all pages (Barbaresi: Trafilatura, ACL 2021, section 4).

    >>> round(snippet_f1([SnippetCounts(3, 1, 0), SnippetCounts(1, 0, 1)]), 3)
    0.8
    """
    found, missed, left_in = (sum(column) for column in zip(*counts, strict=True))
    return float(2 * found / max(2 * found + missed + left_in, 1))


def is_by_character(text: str) -> bool:
    """Whether a text is mostly Han and kana, whose words no space separates.

    >>> is_by_character("東京の雨 (Tokyo)"), is_by_character("Tokyo 東")
    (True, False)
    """
    return 2 * len(_HAN.findall(text)) > len(WORD.findall(text))


class Shingles(NamedTuple):
    """A page's shares of shingles: they add up to 1, or are all 0 if it has none."""

    right: float
    wrong: float
    missed: float


def shingles(text: str, reference: str, *, by_character: bool = False) -> Shingles:
    """Compare two texts by their runs of four words, as ScrapingHub's benchmark does.

    >>> shingles("the cat sat down here", "the cat sat down there")
    Shingles(right=0.3333333333333333, wrong=0.3333333333333333, missed=0.3333333333333333)
    """
    ours, gold = (_shingles(side, by_character) for side in (text, reference))
    common = (ours & gold).total()
    wrong, missed = ours.total() - common, gold.total() - common
    total = max(common + wrong + missed, 1)
    return Shingles(common / total, wrong / total, missed / total)


def _shingles(text: str, by_character: bool) -> Counter[tuple[str, ...]]:
    words = (WORD if by_character else _RUN).findall(text)
    starts = range(max(1, len(words) - SHINGLE + 1))
    return Counter(tuple(words[start : start + SHINGLE]) for start in starts if words)


def shingle_score(pages: Sequence[Shingles]) -> WordScore:
    """The benchmark's figures over pages: means of precision and recall, and their F1.

    Pages on which nothing was extracted have no precision, those without gold no recall.

    >>> shingle_score([Shingles(1, 0, 0), Shingles(0, 0, 1)])
    WordScore(f1=0.6666666666666666, precision=1.0, recall=0.5)
    """
    shares = [shingle_shares(page) for page in pages]
    found, founds, gold, golds = (sum(column) for column in zip(*shares, strict=True))
    precision, recall = found / max(founds, 1), gold / max(golds, 1)
    return WordScore(_f1(precision, recall), precision, recall)


def shingle_shares(page: Shingles) -> tuple[float, int, float, int]:
    """A page's precision and whether it has one, its recall and whether it has one."""
    found, gold = page.right + page.wrong, page.right + page.missed
    return page.right / (found or 1), int(found > 0), page.right / (gold or 1), int(gold > 0)


def rouge_l(text: str, reference: str, *, by_character: bool = False) -> WordScore:
    """Compare two texts by their longest common sequence of words (Lin 2004).

    Of longer texts the first ``LONGEST`` words count.

    >>> rouge_l("down sat the cat", "the cat sat down").recall
    0.5
    """
    word = WORD if by_character else _RUN
    ours, gold = (word.findall(side.lower())[:LONGEST] for side in (text, reference))
    common = common_sequence(ours, gold)
    precision, recall = common / max(len(ours), 1), common / max(len(gold), 1)
    return WordScore(_f1(precision, recall), precision, recall)


def common_sequence(a: Sequence[str], b: Sequence[str]) -> int:
    """The length of the longest common subsequence.

    A row of the table is one number, a bit per word of ``b`` (Hyyrö 2004), so the time is that
    of the product of the lengths divided by the bits of a machine word.

    >>> common_sequence("the cat sat down".split(), "a cat lay down".split())
    2
    """
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    a, b = a[start:], b[start:]
    pairs = zip(reversed(a), reversed(b), strict=False)
    end = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    a, b = a[: len(a) - end], b[: len(b) - end]
    places: dict[str, int] = {}
    for place, word in enumerate(b):
        places[word] = places.get(word, 0) | 1 << place
    everywhere = (1 << len(b)) - 1
    open_places = everywhere
    for word in a:
        here = open_places & places.get(word, 0)
        if here:
            open_places = ((open_places + here) | (open_places - here)) & everywhere
    return start + end + len(b) - open_places.bit_count()


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
