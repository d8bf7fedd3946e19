"""Labels the text of a page: what its gold holds is the article, the rest is named by structure.

The truth is partial, so every piece of text gets a set of labels that are
allowed. A set of one is a clear case; all fifteen say that nothing is known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cleaner.alignment import Tokens, align, tokenize
from cleaner.labels import Label
from cleaner.training.counts import FAR, IS_ARTICLE, IS_NOT_ARTICLE, Counts
from cleaner.training.flatten import EVERYTHING, Page, Piece, Segment, render
from cleaner.training.hand import Labelled as HandLabelled
from cleaner.training.weak_labels import by_structure, by_words
from cleaner.training.weak_names import ALL, DROPPED, KEPT, Labels

FOUND: Final = 0.5
"""Share of the gold's tokens that the page must hold, or the gold is stale."""
BODY_WORDS: Final = 15
"""A matched unit with this many words is body, not a heading."""
LISTS: Final = (
    Label.RELATED, Label.COMMENTS, Label.PROMO, Label.NAVIGATION, Label.LEGAL, Label.SHARE,
)  # fmt: skip
"""Structures in which the title's words may be something else."""
LISTED: Final = (Label.RELATED, Label.PROMO, Label.NAVIGATION, Label.COMMENTS)
"""What a date or a by-line may be that stands far from the article or is repeated."""

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS: Final = frozenset({"li", "td", "th", "dt", "dd"})
_TITLE_CUT: Final = re.compile(r"\s+[|–—·»:-]+\s+|\s*[|｜_]\s*|::")
_CJK_WORD: Final = 1.6
"""Han or kana characters to a word."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page's reference text with the labels of its pieces."""

    text: str
    tokens: Tokens
    segments: list[Segment]
    labels: list[Labels]
    """By piece number."""
    usable: bool

    def of_token(self, token: int, starts: Sequence[int]) -> Labels:
        """The labels of a token of the reference; ``starts`` are the segments'."""
        segment = bisect_right(starts, self.tokens.starts[token]) - 1
        return self.labels[self.segments[max(segment, 0)].piece]


def label_page(page: Page, row: Mapping[str, Any], hand: HandLabelled | None = None) -> Labelled:
    """Label every piece of a page by the row of the data set it comes from.

    ``hand``: a text of the page that a reader labelled. Where reader and gold disagree on what is
    the article, either may be right in the views of the page: gold of shops and lists follows rules
    of its own. (The page as it was read has the reader's labels alone.)
    """
    text, segments = render(page, EVERYTHING)
    tokens = tokenize(text)
    if "main_content" in row:
        gold = tokenize(row["main_content"] or "")
        hits = [place >= 0 for place in align(tokens, gold)]
        misses = [not hit for hit in hits]
        usable = len(gold) > 0 and sum(hits) >= FOUND * len(gold)
    else:
        hits = snippet_hits(tokens, row.get("with_snippets") or [])
        misses = snippet_hits(tokens, row.get("without_snippets") or [])
        usable = any(hits)
    counts = Counts(page, tokens, segments, hits, misses, has_gold="main_content" in row)
    titles = _titles(page, row)
    labels: list[Labels] = [ALL] * page.numbers
    for number in range(len(page.units)):
        _label_unit(number, counts, titles, labels, row)
    if hand is not None:
        for piece, name in _by_hand(tokens, segments, hand).items():
            labels[piece] = _agreed(Label(name), labels[piece])
    return Labelled(text, tokens, segments, labels, usable or hand is not None)


def _agreed(name: Label, weak: Labels) -> Labels:
    """A reader's label, and what the gold says besides if it says otherwise."""
    agrees = any((label in KEPT) == (name in KEPT) for label in weak)
    return (name,) if agrees else (name, *weak)


def _by_hand(tokens: Tokens, segments: Sequence[Segment], hand: HandLabelled) -> dict[int, str]:
    """The label of most tokens of each piece, where a reader labelled most of them."""
    text, spans = hand
    starts = [start for start, _, _ in spans]
    read = tokenize(text)
    names: dict[int, Counter[str]] = defaultdict(Counter)
    bounds = [segment.start for segment in segments]
    for token, place in enumerate(align(tokens, read)):
        piece = segments[max(bisect_right(bounds, tokens.starts[token]) - 1, 0)].piece
        span = bisect_right(starts, read.starts[place]) - 1 if place >= 0 else -1
        is_read = span >= 0 and read.starts[place] < spans[span][1]
        names[piece][spans[span][2] if is_read else ""] += 1
    most = ((piece, found.most_common(1)[0][0]) for piece, found in names.items())
    return {piece: name for piece, name in most if name}


def snippet_hits(tokens: Tokens, snippets: Sequence[str]) -> list[bool]:
    """The tokens of every occurrence of the snippets, compared token by token."""
    hits = [False] * len(tokens)
    haystack = " " + " ".join(tokens.words) + " "
    offsets: dict[int, int] = {}
    at = 1
    for token, word in enumerate(tokens.words):
        offsets[at] = token
        at += len(word) + 1
    for snippet in snippets:
        words = tokenize(snippet).words
        if not words:
            continue
        needle = " " + " ".join(words) + " "
        place = haystack.find(needle)
        while place >= 0:
            first = offsets[place + 1]
            hits[first : first + len(words)] = [True] * len(words)
            place = haystack.find(needle, place + 1)
    return hits


def _titles(page: Page, row: Mapping[str, Any]) -> set[tuple[str, ...]]:
    """All that may stand as the headline: the row's title, the head's, both without the site."""
    titles: set[tuple[str, ...]] = set()
    for title in [row.get("title") or "", *page.titles]:
        for form in (title, *_TITLE_CUT.split(title)[:1]):
            words = tuple(tokenize(form).words)
            if len(words) >= 3 or (form == row.get("title") and words):
                titles.add(words)
    return titles


def _label_unit(
    number: int,
    counts: Counts,
    titles: set[tuple[str, ...]],
    labels: list[Labels],
    row: Mapping[str, Any],
) -> None:
    page, unit, words = counts.page, counts.page.units[number], counts.unit_words[number]
    is_title = tuple(words) in titles
    is_item = not unit.opened.isdisjoint(_ITEMS)
    text = "".join(piece.text for piece in unit.pieces)
    for piece in unit.pieces:
        total, hits = counts.total[piece.number], counts.hits[piece.number]
        share = hits / total if total >= 3 else counts.unit_share[number]
        heading = _heading(page, piece.element)
        if heading == "h2" and not counts.has_h1:
            heading = "h1"
        weak = by_structure(page.elements, piece.element, counts.is_trusted, counts.openers)
        if share >= IS_ARTICLE:
            aside = by_structure(page.elements, piece.element, counts.is_aside, counts.openers)
            allowed = _kept(text, heading, is_title, is_item, words, weak or aside, row)
        elif share > IS_NOT_ARTICLE:
            allowed = ALL
        elif is_title:
            sure = weak is None or weak[0] not in LISTS
            allowed = (Label.TITLE,) if sure else (Label.TITLE, *(weak or ()))
        elif _is_open(number, piece, words, heading, weak, counts):
            allowed = ALL
        else:
            doubt = _doubt(weak, piece.element, number, counts, row)
            if not weak and counts.may_be_missing(number):
                doubt = (Label.BODY, *DROPPED)
            allowed = by_words(text, doubt, is_near=counts.far[number] <= FAR)
        labels[piece.number] = allowed


def _is_open(
    number: int,
    piece: Piece,
    words: Sequence[str],
    heading: str,
    weak: Labels | None,
    counts: Counts,
) -> bool:
    """Whether nothing is known of text that is not in the gold.

    So it is where the gold is a few snippets, where the same words stand in the
    gold from another place of the page, and for headings over the article's text.
    """
    if tuple(words) in counts.twins:
        return True
    if weak:
        return False
    unknown = not counts.has_gold and not counts.misses[piece.number]
    return unknown or bool(heading and _leads(counts, number))


def _doubt(
    weak: Labels | None, element: int, number: int, counts: Counts, row: Mapping[str, Any]
) -> Labels:
    """The labels of dropped text: what the structure says, wider where it is loose."""
    labels = tuple(label for label in weak or DROPPED if label not in KEPT) or DROPPED
    if labels == (Label.NAVIGATION,) and not counts.is_menu(element):
        return (Label.NAVIGATION, Label.RELATED, Label.PROMO)
    if labels == (Label.COMMENTS,) and _is_forum(row):
        return DROPPED
    if labels[0] in (Label.DATE, Label.BYLINE, Label.CAPTION) and (
        counts.far[number] > FAR or counts.is_repeated(element)
    ):
        return (*labels, *(label for label in LISTED if label not in labels))
    return labels


def _is_forum(row: Mapping[str, Any]) -> bool:
    return row.get("page_type") == "forum" or "/forum/" in str(row["id"])


def _heading(page: Page, element: int) -> str:
    """The heading that the element is in, or nothing."""
    for _ in range(5):
        if element < 0:
            break
        if page.elements[element].tag in _HEADINGS:
            return page.elements[element].tag
        element = page.elements[element].parent
    return ""


def _kept(
    text: str,
    heading: str,
    is_title: bool,
    is_item: bool,
    words: Sequence[str],
    weak: Labels | None,
    row: Mapping[str, Any],
) -> Labels:
    """The labels of text that the gold holds."""
    if is_title:
        return (Label.TITLE,)
    hint = by_words(text, DROPPED)
    if hint != DROPPED:
        weak = (*(weak or ()), *hint)
    length = _length(words)
    if weak:
        return (*KEPT, *dict.fromkeys(label for label in weak if label not in KEPT))
    if heading == "h1":
        return (Label.TITLE, Label.HEADING)
    if length >= BODY_WORDS:
        return (Label.BODY,)
    if row.get("source") == "magic-html" and length < 5:
        return ALL
    if heading or length >= BODY_WORDS / 2 or is_item:
        return (Label.HEADING, Label.BODY)
    return KEPT


def _length(words: Sequence[str]) -> float:
    """Words, where a Han or kana character is less than one."""
    single = sum(1 for word in words if len(word) == 1 and word > "\u3000")
    return len(words) - single + single / _CJK_WORD


def _leads(counts: Counts, number: int) -> bool:
    """Whether the article goes on right after a unit."""
    return any(share >= IS_ARTICLE for share in counts.unit_share[number + 1 : number + 3])
