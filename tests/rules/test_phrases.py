"""The phrase lists are well-formed and spare prose."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from string import ascii_lowercase
from typing import Any, Final

import numpy as np
import pytest

import cleaner.rules
from cleaner.labels import ARTICLE, LABELS
from cleaner.rules.match import phrase_hits
from cleaner.rules.phrase_lists import phrase_lists
from cleaner.rules.phrase_search import _table, find_phrases
from cleaner.segment.text import lines, segment
from cleaner.segment.tokens import tokenize

FOLDER: Final = Path(cleaner.rules.__file__).parent / "phrases"
FILES: Final = sorted(FOLDER.glob("*.toml"))
INNOCENT: Final = sorted((Path(__file__).parent / "innocent").glob("*.txt"))
TABLES: Final = {str(label) for label in LABELS if label not in ARTICLE}
KEYS: Final = {"whole", "start", "inside"}
LONGEST: Final = 10

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def load(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def phrases(file: Path) -> list[tuple[str, str]]:
    """Every phrase of a file with its label."""
    return [
        (phrase, label)
        for label, table in load(file).items()
        if label != "language"
        for listed in table.values()
        for phrase in listed.splitlines()
    ]


def test_there_are_at_least_24_languages() -> None:
    assert len({load(file)["language"] for file in FILES}) >= 24


@each_file
def test_a_file_holds_only_known_tables_and_keys(file: Path) -> None:
    data = load(file)
    assert data.pop("language") == file.stem
    assert set(data) <= TABLES
    assert {key for table in data.values() for key in table} <= KEYS


@each_file
def test_phrases_are_lower_case(file: Path) -> None:
    assert [phrase for phrase, _ in phrases(file) if phrase != phrase.lower()] == []


@each_file
def test_phrases_have_one_to_ten_tokens(file: Path) -> None:
    listed = [phrase for phrase, _ in phrases(file)]
    count = np.bincount(tokenize(listed).text, minlength=len(listed))
    wrong = (count < 1) | (count > LONGEST)
    assert [listed[place] for place in np.flatnonzero(wrong)] == []


@each_file
def test_no_phrase_stands_under_two_labels(file: Path) -> None:
    labels = defaultdict(set)
    for phrase, label in phrases(file):
        labels[phrase].add(label)
    assert {phrase: found for phrase, found in labels.items() if len(found) > 1} == {}


def test_no_phrase_is_compared_as_another_of_its_language_is() -> None:
    table = _table()
    languages = [table.lists[owner].language for owner in table.owner.tolist()]
    seen = Counter(zip(table.hash.tolist(), languages, strict=True))
    assert [key for key, count in seen.items() if count > 1] == []


@each_file
def test_a_phrase_is_heard_where_its_language_is_named(file: Path) -> None:
    lists = [entry for entry in phrase_lists() if entry.language == file.stem]
    lines = [
        phrase if entry.where == "whole" else f"{phrase} word"
        for entry in lists
        for phrase in entry.phrases
    ]
    blocks = segment(tokenize(lines))
    ids = [entry.id for entry in phrase_lists()]
    hits = find_phrases(blocks, file.stem)
    heard = {
        text
        for text, owner in zip(blocks.text[hits.block].tolist(), hits.owner.tolist(), strict=True)
        if ids[owner].endswith(f".{file.stem}")
    }
    assert [line for text, line in enumerate(lines) if text not in heard] == []


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("This slideshow requires JavaScript.", True),
        ("This slideshow requires Javascript.", True),
        ("JavaScript", False),
        ("LinkedIn", False),
    ],
)
def test_a_name_with_a_capital_inside_is_found_in_a_phrase_and_is_none_alone(
    text: str, fires: bool
) -> None:
    assert bool(phrase_hits(lines(tokenize([text])), None).block.size) is fires


def test_a_phrase_of_several_languages_counts_as_that_of_the_page() -> None:
    blocks = segment(tokenize(["Newsletter"]))
    ids = [entry.id for entry in phrase_lists()]
    for language, heard in ((None, "en"), ("en", "en"), ("cs", "cs")):
        hits = find_phrases(blocks, language)
        assert [ids[owner] for owner in hits.owner] == [f"promo.whole.{heard}"]


@pytest.mark.parametrize("file", INNOCENT, ids=lambda file: file.stem)
def test_no_phrase_fires_on_innocent_prose(file: Path) -> None:
    blocks = segment(tokenize([file.read_text(encoding="utf-8")]))
    tokens, ids = blocks.tokens, [entry.id for entry in phrase_lists()]
    hits = find_phrases(blocks, file.stem)
    fired = {
        (ids[owner], tokens.stream[tokens.start[first] : tokens.end[end - 1]])
        for owner, first, end in zip(hits.owner, hits.first, hits.end, strict=True)
        if ids[owner].split(".")[2] == file.stem
    }
    assert fired == set()


def test_what_leads_a_paragraph_is_no_phrase_of_any_language() -> None:
    leads = [f"({letter})" for letter in ascii_lowercase] + [">", ">>", ">>>", "$", "#", "…", "1."]
    text = "\n".join(f"{lead} the owner of the land is told" for lead in leads)
    assert find_phrases(segment(tokenize([text]))).block.tolist() == []
