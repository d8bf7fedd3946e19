"""Words, numerals and dates are the same however a script or a site writes them."""

from __future__ import annotations

from itertools import permutations

import pytest

import cleaner
from cleaner.rules import all_rules
from cleaner.rules.calendar import mark_calendar
from cleaner.rules.match import matches
from cleaner.segment.tokens import tokenize

SAME_WORDS = [
    ("Überraschung", "Über\u00adra\u00adschung"),
    ("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ", "Διαβάστε επίσης"),
    ("İLGİLİ HABERLER", "ilgili haberler"),
    ("पढ़ें", "पढ\u093cें"),
    ("पढ़ें", "पढें"),
    ("আরও পড়ুন", "আরও পড\u09bcুন"),
    ("第１２回", "第12回"),
    ("২০২৩", "2023"),
]
DATES = [
    "২২ সেপ্টেম্বর, ২০১৮", "11 मई 2022", "१९ दिसंबर २०१७", "۱۷ مهر ۱۴۰۰", "٣ أغسطس ٢٠٢٢",
    "12 במרץ 2024", "17 มิถุนายน 2562 เวลา 20:33 น.", "๔ ก.พ. ๒๕๖๖", "Δευ 03 Ιουν 2019, 21:14",
    "2024. március 5.", "5 martie 2021", "23 серпня 2023",
]  # fmt: skip


@pytest.mark.parametrize(("word", "other"), SAME_WORDS)
def test_a_word_is_heard_the_same(word: str, other: str) -> None:
    assert tokenize([word]).hash.tolist() == tokenize([other]).hash.tolist()


@pytest.mark.parametrize("date", DATES)
def test_a_date_is_found_in_every_numeral(date: str) -> None:
    [rule] = [rule for rule in all_rules() if rule.id == "date.alone"]
    assert matches(rule, date) == [date]


def test_numerals_are_read_alike_in_any_batch() -> None:
    texts = ["1২ ও ১2", "Rain 12", "২০২৩"]
    alone = [mark_calendar(tokenize([text])) for text in texts]
    for order in permutations(range(len(texts))):
        together = mark_calendar(tokenize([texts[place] for place in order]))
        assert together == "".join(alone[place] for place in order)


def test_soft_hyphens_inside_words_are_no_part_of_a_page() -> None:
    page = "<article><p>Die Über\u00adra&shy;<b>\u00adschung</b> kam am Abend, als alle schliefen."
    result = cleaner.clean(page)
    assert result.text == "Die Überraschung kam am Abend, als alle schliefen."
    [kept] = result.kept
    assert page[kept.start : kept.end] == page[12:]
    assert [page[result.to_source(place) or 0] for place in range(4, 16)] == list("Überraschung")
