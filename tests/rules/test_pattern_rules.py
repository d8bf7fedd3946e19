"""The pattern rules of captions, by-lines, dates, copyright and wikis keep to their own examples.

A rule's examples are its tests: it fires on each of them, where it says it does, and on
none of its counterexamples. Here are also lines of prose that no rule may touch, and a
proof by measurement that hostile text costs each pattern linear time.
"""

from __future__ import annotations

import pytest

from cleaner.labels import Label
from cleaner.rules import byline, caption, copyright, date, wiki
from cleaner.rules.match import matches

RULES = (*caption.RULES, *byline.RULES, *date.RULES, *copyright.RULES, *wiki.RULES)
BY_ID = {rule.id: rule for rule in RULES}

PROSE = (
    "(Reuters) - The bank said on Tuesday that it would act.",
    "WASHINGTON (AP) — The bank fell on Tuesday, the agency said.",
    "(Example News) – A day after the vote, the two leaders met.",
    "Dekalb, Ill. — A man was found in the river on Monday.",
    "He told The Associated Press (AP).",
    "He told The Associated Press (AP)",
    "The rule was written by the Environmental Protection Agency (EPA).",
    "The virus spread to three countries, said the World Health Organization (WHO)",
    "The vase was sold to a museum (Getty)",
    "Students may take AP courses in the last year.",
    "You get a $600 Hotel Credit: it is paid at the desk.",
    "Container Image: nginx",
    "Image: docker.io/library/nginx:latest",
    "Credit: 3 hours",
    "Photo: the word comes from the Greek for light.",
    "The study showed it again (Smith, 2019).",
    "Updated dependencies",
    "By 2020, prices had doubled.",
    "By the time she left, it rained.",
    "By default the value is empty.",
    "May 2024 was the warmest month that the station had seen.",
    "The copyright law of 1976 was changed twice.",
    "The court held that the © sign is not needed.",
    "Sources say that the deal is done.",
    "The book was published in 1999 by a small press.",
    "She walked left, then right, and was lost.",
    "Posted speed limits changed in May.",
    "Von der Leyen reist am Montag nach Kiew.",
    "Por ejemplo, el precio subió un 3 %.",
    "记者从会上获悉，今年的预算已经通过。",
    "写真を撮った人は誰ですか。",
    "기자가 되고 싶은 사람은 많다.",
)


def plain(example: str) -> str:
    return example.replace("⟦", "").replace("⟧", "")


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(RULES)


@pytest.mark.parametrize("rule_id", BY_ID)
def test_rule_is_well_formed(rule_id: str) -> None:
    rule = BY_ID[rule_id]
    assert rule.id.startswith(f"{rule.label}.")
    assert 0 <= rule.strength <= 1
    assert rule.examples and rule.counterexamples
    assert all(need == need.lower() for need in rule.needs)


@pytest.mark.parametrize("rule_id", BY_ID)
def test_rule_fires_on_its_examples(rule_id: str) -> None:
    rule = BY_ID[rule_id]
    for example in rule.examples:
        found = matches(rule, plain(example))
        assert found, example
        if rule.cuts:
            start, end = example.index("⟦"), example.index("⟧")
            assert example[start + 1 : end] in found, (example, found)


@pytest.mark.parametrize("rule_id", BY_ID)
def test_rule_does_not_fire_on_its_counterexamples(rule_id: str) -> None:
    rule = BY_ID[rule_id]
    for text in rule.counterexamples:
        assert not matches(rule, text), text


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_left_alone(text: str) -> None:
    assert {rule.id: found for rule in RULES if (found := matches(rule, text))} == {}


def test_a_dateline_is_not_a_credit_but_the_same_agency_behind_a_caption_is() -> None:
    line = "Talks went on. Jane Doe speaks in Paris, Texas, Tuesday, Jan. 21, 2025.(AP)"
    assert matches(BY_ID["caption.wire-glued"], line) == [
        "Jane Doe speaks in Paris, Texas, Tuesday, Jan. 21, 2025.(AP)"
    ]
    dateline = "Talks went on.(AP) — Jane Doe spoke in Paris."
    assert not any(matches(rule, dateline) for rule in caption.RULES)


def test_abbreviations_do_not_end_the_caption_that_a_credit_closes() -> None:
    line = (
        "It rained. Gov. Jane Doe, D-Conn., left, and Dr. Roe in Folsom, Calif. (AP Photo/A. Lee)"
    )
    assert matches(BY_ID["caption.bracketed-glued"], line) == [line.removeprefix("It rained. ")]


def test_every_label_of_the_four_families_has_rules() -> None:
    labels = {rule.label for rule in RULES}
    assert {Label.CAPTION, Label.BYLINE, Label.DATE, Label.COPYRIGHT} <= labels
