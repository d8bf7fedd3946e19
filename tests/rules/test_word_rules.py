"""The rules that see words: each fires on its examples and on none of the false friends."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import pytest
import regex

from cleaner.rules.rule import Rule, Where
from cleaner.segment.tokens import tokenize

FAMILIES: Final = ("related", "promo", "share", "navigation", "comments", "bio", "legal")
RULES: Final[tuple[Rule, ...]] = tuple(
    rule for family in FAMILIES for rule in import_module(f"cleaner.rules.{family}").RULES
)


def fires(rule: Rule, text: str) -> bool:
    pattern = rf"(?:{rule.pattern})\Z" if rule.where is Where.END else rule.pattern
    compiled = regex.compile(pattern, regex.VERBOSE)
    if rule.where is Where.WHOLE:
        return compiled.fullmatch(text) is not None
    if rule.where is Where.START:
        return compiled.match(text) is not None
    return compiled.search(text) is not None


def hashes(texts: tuple[str, ...]) -> set[int]:
    return set(tokenize(texts).hash.tolist())


def cases(field: str) -> list[object]:
    return [
        pytest.param(rule, text, id=f"{rule.id}: {text}")
        for rule in RULES
        for text in getattr(rule, field)
    ]


@pytest.mark.parametrize(("rule", "text"), cases("examples"))
def test_a_rule_fires_on_its_examples(rule: Rule, text: str) -> None:
    assert fires(rule, text)


@pytest.mark.parametrize(("rule", "text"), cases("counterexamples"))
def test_a_rule_leaves_its_false_friends_alone(rule: Rule, text: str) -> None:
    assert not fires(rule, text)


@pytest.mark.parametrize(("rule", "text"), cases("examples"))
def test_an_example_holds_a_token_that_the_rule_needs(rule: Rule, text: str) -> None:
    assert hashes((text,)) & hashes(rule.needs)
    assert tokenize((text,)).hash.size <= 2 * rule.max_words


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_tried_rarely_and_tested_twice(rule: Rule) -> None:
    assert rule.needs
    assert len(rule.examples) >= 2 <= len(rule.counterexamples)
    assert 0.5 <= rule.strength <= 1
    assert not rule.cuts


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_needed_word_is_one_token(rule: Rule) -> None:
    assert tokenize(rule.needs).hash.size == len(rule.needs)


def test_ids_are_unique_and_begin_with_the_label() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.id.startswith(f"{rule.label}.") for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize(
    "unit", ["a ", "A", "Home > ", "1 ", "| a ", "#a ", "More News ", "share on "]
)
def test_hostile_text_is_matched_in_linear_time(rule: Rule, unit: str) -> None:
    pattern = regex.compile(rule.pattern, regex.VERBOSE)
    pattern.search(unit * 500 + "\0", timeout=5)
