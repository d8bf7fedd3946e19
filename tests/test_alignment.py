"""Alignment: what finds a partner, what does not, and how long it takes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.alignment import align, matched_words, tokenize
from tests.linear import grows_linearly

ARTICLE = """The harbour reopened on Monday after two years of repairs
Fishing boats returned before dawn, and the market on the pier sold out within an hour.
What comes next
The council wants to rebuild the north wall before the autumn storms, at a cost of four million.
Residents said they had waited long enough for the cranes to leave."""


def partners(text: str, reference: str) -> list[str]:
    """The words of the text that have no partner."""
    tokens = tokenize(text)
    placed = align(tokens, tokenize(reference))
    return [word for word, place in zip(tokens.words, placed, strict=True) if place < 0]


WORDS = st.lists(st.sampled_from([f"w{number}" for number in range(40)]), max_size=60)
"""Few words, so that much is repeated."""

DISTINCT = st.lists(
    st.lists(st.integers(0, 10**6), min_size=12, max_size=30, unique=True), min_size=1, max_size=6
).map(lambda blocks: [[f"w{k}x{word}" for word in block] for k, block in enumerate(blocks)])
"""Blocks of a dozen words and more, none of which stands twice."""


@given(WORDS.map(" ".join), WORDS.map("\n".join))
def test_partners_are_equal_words_and_each_is_used_once(text: str, reference: str) -> None:
    ours, gold = tokenize(text), tokenize(reference)
    placed = [(i, place) for i, place in enumerate(align(ours, gold)) if place >= 0]
    assert all(ours.words[i] == gold.words[place] for i, place in placed)
    assert len({place for _, place in placed}) == len(placed)


@given(st.text(), st.text())
def test_any_texts_can_be_aligned(text: str, reference: str) -> None:
    tokens = tokenize(text)
    assert len(align(tokens, tokenize(reference))) == len(tokens)
    assert len(matched_words(text, reference)) == len(re.findall(r"\w+", text))
    assert all(text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True))


@given(DISTINCT, st.randoms(use_true_random=False))
def test_blocks_in_any_order_all_match(blocks: list[list[str]], chance: random.Random) -> None:
    moved = list(blocks)
    chance.shuffle(moved)
    text, reference = ("\n".join(" ".join(block) for block in each) for each in (moved, blocks))
    ours, gold = tokenize(text), tokenize(reference)
    placed = align(ours, gold)
    assert [gold.words[place] for place in placed] == ours.words
    assert -1 not in placed


@given(DISTINCT, st.lists(st.sampled_from(["Home", "News", "Read more", "Share"]), max_size=12))
def test_repeated_lines_around_an_article_have_no_partner(
    blocks: list[list[str]], menu: list[str]
) -> None:
    article = "\n".join(" ".join(block) for block in blocks)
    lines = "\n".join([*menu, article, *menu])
    assert partners(lines, article) == [word.lower() for word in " ".join(menu * 2).split()]


@given(DISTINCT, st.randoms(use_true_random=False))
def test_how_words_are_spaced_and_written_does_not_matter(
    blocks: list[list[str]], chance: random.Random
) -> None:
    words = [word for block in blocks for word in block]
    spaces = [
        chance.choice([" ", "\n", "\u00a0", "\t\t", " \u2014 ", "\u201d \u201c", ", "])
        for _ in words
    ]
    written = [chance.choice([word, word.upper(), f"\u00ad{word}"]) for word in words]
    text = "".join(word + space for word, space in zip(written, spaces, strict=True))
    assert partners(text, " ".join(words)) == []


def test_equal_texts_match_in_order() -> None:
    tokens = tokenize(ARTICLE)
    assert align(tokens, tokens) == list(range(len(tokens)))


def test_text_around_the_article_has_no_partner() -> None:
    page = f"Home\nThe market\nResidents\n\n{ARTICLE}\n\nMore news\nThe council\nWhat we do next"
    unmatched = partners(page, ARTICLE)
    expected = "home the market residents more news the council what we do next"
    assert " ".join(unmatched) == expected


def test_headings_between_matched_paragraphs_match() -> None:
    lines = ARTICLE.split("\n")
    page = "\n".join([lines[0], lines[1], "Advertisement", lines[2], lines[3], lines[4]])
    assert partners(page, ARTICLE) == ["advertisement"]


def test_moved_blocks_match() -> None:
    lines = ARTICLE.split("\n")
    assert partners("\n".join([lines[3], lines[4], lines[0], lines[1]]), ARTICLE) == []


def test_a_reference_token_is_used_once() -> None:
    line = ARTICLE.split("\n")[1]
    tokens = tokenize(f"{line}\n{line}")
    placed = [place for place in align(tokens, tokenize(ARTICLE)) if place >= 0]
    assert len(placed) == len(set(placed)) == len(tokens) / 2


def test_typography_and_white_space_do_not_matter() -> None:
    text = "It’s  a\u00a0“well-\nknown” fa\u00adçade, ﬁrst of ＡＢＣ buildings"
    reference = 'It\'s a "well-known" FAÇADE, first of ABC buildings'
    assert partners(text, reference) == []


def test_undecoded_entities_cost_only_themselves() -> None:
    text = "Fish &amp; chips were sold on the pier for the first time since the storm"
    reference = "Fish & chips were sold on the pier for the first time since the storm"
    assert partners(text, reference) == ["amp"]


def test_han_is_compared_by_the_character() -> None:
    text = "首页新闻\n港口周一重新开放，渔船在黎明前返回，市场一小时内售罄。"
    assert partners(text, "港口周一重新开放渔船在黎明前返回市场一小时内售罄") == list("首页新闻")
    assert matched_words(text, "港口周一重新开放，渔船在黎明前返回") == [False, True, True, False]


@pytest.mark.parametrize(
    ("text", "reference"), [("", ""), ("", "a b"), ("a b", ""), ("…\n\n—", "—")]
)
def test_empty_texts(text: str, reference: str) -> None:
    assert set(align(tokenize(text), tokenize(reference))) <= {-1}


def test_random_insertions_are_found() -> None:
    seed = random.Random(7)
    reference = [f"w{seed.randrange(4000)}" for _ in range(3000)]
    text: list[str] = []
    inserted = 0
    for place in range(0, 3000, 60):
        noise = [f"x{seed.randrange(4000)}" for _ in range(seed.randrange(20))]
        inserted += len(noise)
        text += noise + reference[place : place + 60]
    placed = align(tokenize(" ".join(text)), tokenize(" ".join(reference)))
    assert sum(place < 0 for place in placed) == inserted


@pytest.mark.parametrize(
    "make",
    [
        lambda size: ("a " * size, "a " * size),
        lambda size: ("a b c d e f g " * (size // 5), "a b c d e f g " * 14),
        lambda size: ("home\nnews\n" * (size // 2), "news\nhome\n" * (size // 2)),
        lambda size: tuple(" ".join(f"w{k % part}" for k in range(size)) for part in (9973, 9967)),
    ],
    ids=["a word", "a page and a line", "turned round", "long cycles"],
)
def test_hostile_texts_take_linear_time(make: Callable[[int], tuple[str, str]]) -> None:
    def work(texts: tuple[str, str]) -> None:
        align(*map(tokenize, texts))

    assert grows_linearly(work, make, 4_000)
