"""All samples in corpus_samples/ are well formed: their offsets can be trusted."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

from cleaner.labels import Label

FOLDER: Final = Path(__file__).parents[1] / "corpus_samples"
SUFFIXES: Final = {"text": ".txt", "html": ".html"}
KEYS: Final = {"about", "url", "language", "kind", "spans"}
GOLDS: Final = sorted(FOLDER.glob("*/*.json"))

each_sample = pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.stem)


@cache
def read(gold: Path) -> tuple[str, dict[str, Any]]:
    """A sample's page, decoded and otherwise as it is, and what is written beside it."""
    page = gold.with_suffix(SUFFIXES[gold.parent.name]).read_bytes()
    return page.decode("utf-8"), json.loads(gold.read_text(encoding="utf-8"))


def names(kind: str) -> list[str]:
    return [gold.stem for gold in GOLDS if gold.parent.name == kind]


def read_named(kind: str, name: str) -> tuple[str, dict[str, Any]]:
    return read(FOLDER / kind / f"{name}.json")


def labels_of(kind: str, name: str) -> set[str]:
    return {label for _, _, label in read_named(kind, name)[1]["spans"]}


@pytest.mark.parametrize("kind", SUFFIXES)
def test_every_page_has_its_spans_and_the_other_way_round(kind: str) -> None:
    files = list((FOLDER / kind).iterdir())
    assert {path.stem for path in files if path.suffix == SUFFIXES[kind]} == set(names(kind))
    assert {path.suffix for path in files} == {SUFFIXES[kind], ".json"}
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names(kind))


@each_sample
def test_description(gold: Path) -> None:
    _, sample = read(gold)
    assert set(sample) == KEYS
    for key in KEYS - {"spans"}:
        value = sample[key]
        assert isinstance(value, str)
        assert value and value == value.strip() and "\n" not in value, key
    assert re.match(r"https://[a-z0-9.-]+\.example/", sample["url"])
    assert re.fullmatch(r"[a-z]{2}(-[A-Z][a-z]{3})?", sample["language"])


@each_sample
def test_spans_are_valid(gold: Path) -> None:
    page, sample = read(gold)
    spans = sample["spans"]
    assert spans
    for start, end, label in spans:
        assert type(start) is int and type(end) is int
        assert 0 <= start < end <= len(page)
        assert label in set(Label), label
    for (_, end, _), (start, _, _) in pairwise(spans):
        assert end <= start


@each_sample
def test_there_is_no_byte_order_mark(gold: Path) -> None:
    assert not read(gold)[0].startswith("\ufeff")


@pytest.mark.parametrize("kind", SUFFIXES)
def test_all_labels_occur_in_several_samples(kind: str) -> None:
    seen = dict.fromkeys(Label, 0)
    for name in names(kind):
        for label in labels_of(kind, name):
            seen[Label(label)] += 1
    assert {label for label, count in seen.items() if count < 5} == set()
