"""The samples in corpus_samples/ are well formed: their offsets can be trusted."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from cleaner.labels import ARTICLE
from tests import test_corpus

NAMES = test_corpus.names("text")
LANGUAGES = {
    "en", "de", "fr", "es", "pt", "it", "pl", "ru", "tr", "ar", "he", "hi", "zh", "ja", "ko", "th"
}  # fmt: skip


def read(name: str) -> tuple[str, dict[str, Any]]:
    return test_corpus.read_named("text", name)


def labels_of(name: str) -> set[str]:
    return test_corpus.labels_of("text", name)


@pytest.mark.parametrize("name", NAMES)
def test_spans_are_trimmed_and_stay_in_a_line(name: str) -> None:
    text, sample = read(name)
    for start, end, _ in sample["spans"]:
        piece = text[start:end]
        assert piece == piece.strip(), piece
        assert not re.search(r"[\r\n]", piece), piece


@pytest.mark.parametrize("name", NAMES)
def test_spans_cover_all_but_white_space(name: str) -> None:
    text, sample = read(name)
    position = 0
    for start, end, _ in [*sample["spans"], [len(text), len(text), ""]]:
        assert not text[position:start].strip(), text[position:start]
        position = end


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_has_an_article(name: str) -> None:
    assert "body" in labels_of(name)


def test_there_are_enough() -> None:
    assert len(NAMES) >= 50


def test_enough_samples_must_come_back_untouched() -> None:
    untouched = [name for name in NAMES if labels_of(name) <= set(ARTICLE)]
    assert len(untouched) >= 8


def test_languages() -> None:
    assert {read(name)[1]["language"].split("-")[0] for name in NAMES} >= LANGUAGES


def test_awkward_characters_occur() -> None:
    texts = [read(name)[0] for name in NAMES]
    assert any("\r\n" in text for text in texts)
    assert any("\u00a0" in text for text in texts)
    assert any(max(map(ord, text)) > 0xFFFF for text in texts)
    assert any("\n" not in text for text in texts)
    assert any(max(map(len, text.splitlines())) <= 72 for text in texts)


def test_some_lines_hold_several_labels() -> None:
    glued = 0
    for name in NAMES:
        text, sample = read(name)
        for (_, end, before), (start, _, after) in pairwise(sample["spans"]):
            if before != after and {before, after} == {"body", "caption"}:
                glued += not re.search(r"[\r\n]", text[end:start])
    assert glued >= 10
