"""Running prose stays as it is, in every language that has phrase lists."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner.rules.phrase_lists import phrase_lists

PROSE: Final = tomllib.loads((Path(__file__).parent / "prose.toml").read_text("utf-8"))
"""A paragraph by language."""


def test_every_language_has_prose() -> None:
    assert set(PROSE) == {entry.language for entry in phrase_lists()}


@pytest.mark.parametrize("language", PROSE)
def test_a_paragraph_of_prose_stays_untouched(language: str) -> None:
    assert cleaner.clean(PROSE[language]).text == PROSE[language]


@given(st.permutations(sorted(PROSE)).map(lambda order: order[:4]))
@settings(max_examples=30, deadline=None)
def test_so_do_paragraphs_of_several_languages(order: list[str]) -> None:
    page = "\n\n".join(PROSE[language] for language in order)
    assert cleaner.clean(page).text == page


@pytest.mark.parametrize("language", PROSE)
def test_so_does_prose_in_the_paragraphs_of_a_page(language: str) -> None:
    page = f"<html lang={language}><body><article><p>{PROSE[language]}</p></article></body></html>"
    assert cleaner.clean(page).text == PROSE[language]
