"""The samples in corpus_samples/ are well formed: their offsets can be trusted."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cleaner.labels import ARTICLE, Label

FOLDER = Path(__file__).parents[1] / "corpus_samples" / "text"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
KEYS = {"about", "url", "language", "kind", "spans"}
LANGUAGES = {
    "en", "de", "fr", "es", "pt", "it", "pl", "ru", "tr", "ar", "he", "hi", "zh", "ja", "ko", "th"
}  # fmt: skip


def read(name: str) -> tuple[str, dict[str, Any]]:
    with (FOLDER / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    return text, json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def labels_of(name: str) -> set[str]:
    return {label for _, _, label in read(name)[1]["spans"]}


def test_every_text_has_its_spans_and_the_other_way_round() -> None:
    texts = {path.stem for path in FOLDER.glob("*.txt")}
    assert texts == set(NAMES)
    assert {path.suffix for path in FOLDER.iterdir()} == {".txt", ".json"}
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_description(name: str) -> None:
    _, sample = read(name)
    assert set(sample) == KEYS
    for key in KEYS - {"spans"}:
        value = sample[key]
        assert isinstance(value, str)
        assert value and value == value.strip() and "\n" not in value, key
    assert re.match(r"https://[a-z0-9.-]+\.example/", sample["url"])
    assert re.fullmatch(r"[a-z]{2}(-[A-Z][a-z]{3})?", sample["language"])


@pytest.mark.parametrize("name", NAMES)
def test_spans_are_valid(name: str) -> None:
    text, sample = read(name)
    spans = sample["spans"]
    assert spans
    for start, end, label in spans:
        assert type(start) is int and type(end) is int
        assert 0 <= start < end <= len(text)
        piece = text[start:end]
        assert piece == piece.strip(), piece
        assert not re.search(r"[\r\n]", piece), piece
        assert label in set(Label), label
    for (_, end, _), (start, _, _) in pairwise(spans):
        assert end <= start


@pytest.mark.parametrize("name", NAMES)
def test_spans_cover_all_but_white_space(name: str) -> None:
    text, sample = read(name)
    position = 0
    for start, end, _ in [*sample["spans"], [len(text), len(text), ""]]:
        assert not text[position:start].strip(), text[position:start]
        position = end


@pytest.mark.parametrize("name", NAMES)
def test_text_can_be_written_back(name: str) -> None:
    raw = (FOLDER / f"{name}.txt").read_bytes()
    assert read(name)[0].encode("utf-8") == raw
    assert not raw.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_has_an_article(name: str) -> None:
    assert "body" in labels_of(name)


def test_there_are_enough() -> None:
    assert len(NAMES) >= 50


def test_all_labels_occur_in_several_samples() -> None:
    seen = dict.fromkeys(Label, 0)
    for name in NAMES:
        for label in labels_of(name):
            seen[Label(label)] += 1
    assert {label for label, count in seen.items() if count < 5} == set()


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
