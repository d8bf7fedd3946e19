"""An element that opens with a heading is what that says, if none of it is surely the article."""

from __future__ import annotations

import numpy as np
import pytest

import cleaner
from cleaner.deciding.sections import with_sections
from cleaner.labels import CODES, Label
from cleaner.rules.hits import Hits, rule_columns
from cleaner.scoring.sequence import Decision, Step
from tests.linear import grows_linearly

BODY, TITLE = CODES[Label.BODY], CODES[Label.TITLE]
ENDS = np.array([1, 4, 3, 4, 5])
"""The second of five blocks opens an element up to the last."""


def decided(scores: list[float], labels: list[int], rule: str, ends: np.ndarray = ENDS) -> Decision:
    place = rule_columns().names.index(rule)
    zero = np.zeros(1, np.int64)
    hits = Hits(zero + 1, zero + place, zero, zero)
    before = Decision.of(np.array(labels), np.array(scores))
    return with_sections(before, hits, np.arange(len(scores)), ends)


@pytest.mark.parametrize(
    ("rule", "sure", "goes"),
    [
        ("related.whole.en", 0.7, True),
        ("related.whole.en", 0.9, False),
        ("legal.whole.en", 0.9, True),
        ("promo.whole.en", 0.7, False),
        ("navigation.whole.en", 0.1, False),
        ("related.start.en", 0.1, False),
    ],
)
def test_it_goes_if_none_of_it_is_sure(rule: str, sure: float, goes: bool) -> None:
    found = decided([0.9, 0.5, sure, 0.5, 0.9], [BODY] * 5, rule)
    label = CODES[Label(rule.split(".")[0])]
    inside = [label] * 3 if goes else [BODY] * 3
    assert found.label.tolist() == [BODY, *inside, BODY]
    assert (found.step == Step.SECTION).tolist() == [False, *[goes] * 3, False]


def test_what_holds_the_title_stays() -> None:
    found = decided([0.9, 0.5, 0.5, 0.5, 0.9], [BODY, BODY, TITLE, BODY, BODY], "related.whole.en")
    assert found.label.tolist() == [BODY, BODY, TITLE, BODY, BODY]


def test_a_heading_amid_an_element_opens_none() -> None:
    found = decided([0.5] * 5, [BODY] * 5, "related.whole.en", np.arange(1, 6))
    assert found.label.tolist() == [BODY] * 5


TEASER = "<p>The storm closed {} schools in the north of the county on Monday, officials said.</p>"
PAGE = (
    "<html><body><article><h1>Bridge to be built</h1>"
    + "".join(f"<p>The council voted on Tuesday to build bridge {n} at Marston.</p>" for n in "123")
    + "</article><div><h2>{}</h2>"
    + "".join(TEASER.format(number) for number in ("two", "three", "four"))
    + "</div></body></html>"
)


def test_pages_of_a_batch_know_nothing_of_one_another() -> None:
    pages = [
        PAGE.format(name) for name in ("Related articles", "The storm", "We value your privacy")
    ]
    pages += ["<h2>Related</h2>", "<div><h2>Related</h2></div><p>Rain fell.", "<h2>Related</h2>x"]
    alone = [cleaner.clean(page, kind="html").spans for page in pages]
    assert [result.spans for result in cleaner.Cleaner().clean_batch(pages, "html")] == alone


def test_nested_ones_take_linear_time() -> None:
    def clean(page: str) -> object:
        return cleaner.clean(page, kind="html")

    assert grows_linearly(clean, lambda size: "<div><h2>Related</h2><p>Rain." * size, 200)
