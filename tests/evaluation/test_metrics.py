"""The measures: known scores by hand, and what holds for any text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.datasets import LabelledSpan, Page
from cleaner.evaluation.bootstrap import estimate
from cleaner.evaluation.drops import confusion, drop_score, span_counts, span_f1, visible_words
from cleaner.evaluation.metrics import (
    Shingles,
    SnippetCounts,
    WordScore,
    common_sequence,
    rouge_l,
    shingle_score,
    shingles,
    snippet_counts,
    snippet_f1,
    word_score,
)
from cleaner.evaluation.reliability import BINS, calibration_error
from cleaner.labels import CODES, LABELS, Label
from cleaner.view.visible import Visible

WORDS = st.lists(st.sampled_from("abcde"), max_size=40)


def longest_by_table(a: list[str], b: list[str]) -> int:
    """The textbook's table."""
    row = [0] * (len(b) + 1)
    for word in a:
        above, row = row, [0]
        for place, other in enumerate(b):
            row.append(above[place] + 1 if word == other else max(row[place], above[place + 1]))
    return row[-1]


@given(WORDS, WORDS)
def test_the_common_sequence_is_that_of_the_textbook(a: list[str], b: list[str]) -> None:
    assert common_sequence(a, b) == longest_by_table(a, b)


@given(st.lists(st.sampled_from("abcdefgh"), min_size=4, max_size=30).map(" ".join))
def test_a_text_is_like_itself(text: str) -> None:
    assert word_score(text, text) == rouge_l(text, text) == WordScore(1, 1, 1)
    assert shingles(text, text) == Shingles(1, 0, 0)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_precision_one_way_is_recall_the_other_way(a: str, b: str) -> None:
    for measure in (word_score, rouge_l):
        there, back = measure(a, b), measure(b, a)
        assert (there.precision, there.recall) == (back.recall, back.precision)
        assert there.f1 == pytest.approx(back.f1)
        assert 0 <= there.f1 <= 1
    assert rouge_l(a, b).f1 <= word_score(a, b).f1 + 1e-9
    there_by_shingles, back_by_shingles = shingles(a, b), shingles(b, a)
    assert there_by_shingles.wrong == back_by_shingles.missed


def test_words_are_a_bag() -> None:
    score = word_score("Sat the CAT, sat", "the cat sat down")
    assert score == WordScore(0.75, 0.75, 0.75)
    assert word_score("", "the cat") == word_score("the cat", "") == WordScore(0, 0, 0)
    assert word_score("東京の雨", "東京", by_character=True).precision == 0.5


def test_shingles_are_runs_of_four_words() -> None:
    # Runs of the text: abcd bcde; of the reference: abcd bcdf. Case counts, as in the benchmark.
    assert shingles("a b c d e", "a b c d f") == Shingles(1 / 3, 1 / 3, 1 / 3)
    assert shingles("a b c d", "A b c d") == Shingles(0, 0.5, 0.5)
    assert shingles("a b", "a b") == Shingles(1, 0, 0)
    assert shingles("", "") == Shingles(0, 0, 0)
    # Precision over the page that has text: 1/2. Recall over both: (1/2 + 0) / 2.
    score = shingle_score([Shingles(1 / 3, 1 / 3, 1 / 3), Shingles(0, 0, 1)])
    assert list(score) == pytest.approx([1 / 3, 0.5, 0.25])


def test_rouge_minds_the_order() -> None:
    assert rouge_l("c d a b", "a b c d") == WordScore(0.5, 0.5, 0.5)
    assert list(rouge_l("a x b y c", "a b c")) == pytest.approx([0.75, 0.6, 1])


def test_snippets() -> None:
    counts = snippet_counts("Rain  fell\nall day", ["rain", "Rain fell", "all day"], ["day", "sun"])
    assert counts == SnippetCounts(found=2, missed=1, left_in=1)
    assert snippet_f1([counts, SnippetCounts(1, 0, 0)]) == pytest.approx(6 / 8)


PAGE = '<p>Rain <a href="/rain/today">fell</a> all day.</p><nav>Home News</nav><img alt="A river">'


def spans_of(page: str, **pieces: str) -> list[tuple[int, int, str]]:
    return [(page.index(text), page.index(text) + len(text), name) for name, text in pieces.items()]


def test_words_of_markup_do_not_count_and_those_of_pictures_do() -> None:
    at = visible_words(PAGE, Visible.of(PAGE))
    assert [PAGE[start:].split()[0][:4] for start in at.tolist()] == [
        "Rain", "fell", "all", "day.", "Home", "News", "A", "rive",
    ]  # fmt: skip


def test_drops_by_word_and_by_piece() -> None:
    gold = spans_of(
        PAGE,
        body='Rain <a href="/rain/today">fell</a> all day.',
        navigation="Home News",
        caption="A river",
    )
    pieces = {"body": "Rain", "promo": "fell</a> all day.", "navigation": "Home"}
    found = spans_of(PAGE, **pieces, caption="A river")
    at = visible_words(PAGE, Visible.of(PAGE))
    table = confusion(PAGE, gold, found, at)
    body, navigation, promo = (CODES[Label(name)] for name in ("body", "navigation", "promo"))
    assert table[body, body] == 1
    assert table[body, promo] == 3
    # "News" is in nothing that was found: it counts as kept, as the first label.
    assert table[navigation].tolist().count(1) == 2
    score = drop_score([table])
    assert (score.precision, score.recall, score.content_lost) == (0.5, 0.75, 0.75)
    assert (score.over_quarter, score.right_label) == (1, 1)
    assert score.found["navigation"] == 0.5
    # Of "Home News" one of two words was dropped: not more than half.
    counts = span_counts(PAGE, gold, found, at)
    assert counts == (2, 1, 3, 2)
    assert list(span_f1([counts])) == pytest.approx([4 / 7, 2 / 3, 0.5])


def test_what_is_kept_can_be_chosen() -> None:
    gold = spans_of(PAGE, body="Rain", navigation="Home News", caption="A river")
    at = visible_words(PAGE, Visible.of(PAGE))
    table = confusion(PAGE, gold, gold, at)
    assert drop_score([table], {"body", "caption"}).found.keys() == set(LABELS) - {
        "body",
        "caption",
    }
    assert span_counts(PAGE, gold, gold, at, {"body", "caption"}) == (1, 1, 1, 1)


def test_an_interval_is_as_wide_as_theory_says() -> None:
    values = np.random.default_rng(1).normal(0.5, 0.1, 400)
    found = estimate(values)
    assert found.value == pytest.approx(values.mean())
    assert found.high - found.low == pytest.approx(2 * 1.96 * values.std() / 20, rel=0.15)
    assert found.low < found.value < found.high
    assert estimate(values) == found


def test_intervals_of_one_value_of_none_and_of_ratios() -> None:
    assert estimate([0.5] * 7) == (0.5, 0.5, 0.5)
    assert np.isnan(estimate([]).value)
    alone = estimate([0.5])
    assert alone.value == 0.5
    assert np.isnan([alone.low, alone.high]).all()
    ratio = estimate([[1, 2], [2, 4], [4, 8]], lambda sums: sums[..., 0] / sums[..., 1])
    assert ratio == (0.5, 0.5, 0.5)


def test_scores_that_are_chances_have_no_error() -> None:
    bins = np.zeros((BINS, 3))
    bins[2], bins[9] = (8, 2, 2), (10, 9.5, 9.5)
    assert calibration_error(bins) == 0
    bins[2] = (8, 2, 6)
    assert calibration_error(bins) == pytest.approx(4 / 18)


def test_gold_of_a_page_is_a_span() -> None:
    page = Page("1", "Rain", "text", spans=(LabelledSpan(0, 4, Label.BODY),))
    assert confusion(page.source, page.spans or (), [(0, 4, "body")]).sum() == 1
