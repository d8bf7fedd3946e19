"""Settings: what they take, what they refuse in a line, and that they reach each page."""

from __future__ import annotations

import pickle
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cleaner import Cleaner, Result, clean
from tests.quality import SAMPLES

GERMAN = (
    "Der Fluss stieg in der Nacht, und zwei Straßen wurden gesperrt, sagte die Stadt.\n\n"
    "Newsletter abonnieren\n\n"
    "Am Morgen fiel das Wasser wieder, und die Straßen wurden geräumt und freigegeben."
)


@pytest.mark.parametrize(("country", "meant"), [("jp", "'ja'"), ("CZ", "'cs'"), ("us", "'en'")])
def test_a_countrys_code_is_no_languages(country: str, meant: str) -> None:
    with pytest.raises(ValueError, match=meant):
        Cleaner(language=country)


@pytest.mark.parametrize("code", ["de", "de_DE", "deu", "GER", "de-Latn-AT"])
def test_a_language_has_many_codes(code: str) -> None:
    assert Cleaner(language=code) == Cleaner(language="de")
    assert "Newsletter" not in clean(GERMAN, language=code).text


def test_phrases_of_other_languages_do_not_count() -> None:
    rules = [span.rule for span in clean(GERMAN, language="en").spans]
    assert not any(rule and rule.endswith(".de") for rule in rules)
    page = f"<article><p>{GERMAN}<p>Newsletter abonnieren<p>{GERMAN}</article>"
    rules = [span.rule for span in clean(page, kind="html", language="en").spans]
    assert not any(rule and rule.endswith(".de") for rule in rules)


@pytest.mark.parametrize(
    ("settings", "error", "expected"),
    [
        ({"keep": None}, TypeError, "keep: expected a collection of labels"),
        ({"keep": "body"}, TypeError, "keep: expected a collection of labels"),
        ({"recall": "0.5"}, TypeError, "recall: expected a number from 0 to 1, got str"),
        ({"precision": "1"}, TypeError, "precision: expected a number"),
        ({"language": "German"}, ValueError, "language: expected a code such as 'en'"),
        ({"language": 5}, TypeError, "language: expected a string, got int"),
        ({"url": 5}, TypeError, "url: expected a string, got int"),
        ({"encoding": 8}, TypeError, "encoding: expected a string, got int"),
        ({"encoding": "nope"}, ValueError, "unknown encoding 'nope': expected a charset label"),
        ({"extracted": "yes"}, TypeError, "extracted: expected True, False or None, got str"),
        ({"max_chars": 20.5}, TypeError, "max_chars: expected a whole number, got float"),
        ({"force_keep": [(0.5, "a")]}, ValueError, "force_keep: expected"),
        ({"force_drop": ["xpath://p/text()"]}, ValueError, "force_drop: expected"),
    ],
)
def test_what_can_not_be_is_told_at_once(
    settings: dict[str, Any], error: type[Exception], expected: str
) -> None:
    with pytest.raises(error, match=expected):
        Cleaner(**settings)


def test_each_page_has_its_own_address() -> None:
    page = "<p>One river rose in the night, and <a href='/two'>two roads</a> were closed."
    urls = ["https://example.org/a", None, "https://example.com/b"]
    found = [result.url for result in Cleaner().clean_batch([page] * 3, urls=urls)]
    assert found == urls
    assert Cleaner(url=urls[0]).clean(page, url=urls[2]).url == urls[2]
    assert "(https://example.com/two)" in Cleaner().clean(page, url=urls[2]).markdown


def test_pages_before_one_that_is_none_have_their_results() -> None:
    found = Cleaner().clean_batch(["One.", "Two.", object(), "Three."])
    assert [next(found).source, next(found).source] == ["One.", "Two."]
    with pytest.raises(TypeError, match="expected a page as str or bytes"):
        next(found)
    with pytest.raises(ValueError, match="kind"):
        Cleaner().clean_batch([], "pdf")  # type: ignore[arg-type]


def test_weights_that_change_are_read_again(tmp_path: Path) -> None:
    weights = tmp_path / "text.npz"
    own = dict(np.load(str(files("cleaner.scoring") / "weights" / "text.npz")))
    np.savez(weights, **own)
    page = "The river rose in the night.\n\nMore News\n\nShare this"
    cleaner = Cleaner(model=str(tmp_path))
    before = [span.score for span in cleaner.clean(page).spans]
    assert before == [span.score for span in Cleaner().clean(page).spans]
    last = max(int(name.removeprefix("bias_")) for name in own if name.startswith("bias_"))
    np.savez(weights, **own | {f"bias_{last}": own[f"bias_{last}"] + np.arange(15)})
    assert [span.score for span in cleaner.clean(page).spans] != before


@pytest.mark.parametrize("urls", [["https://example.org/"], [None] * 3])
def test_addresses_are_in_step_with_the_pages(urls: list[str | None]) -> None:
    with pytest.raises(ValueError, match="urls: expected one for each page"):
        list(Cleaner().clean_batch(["One.", "Two."], urls=urls))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"pages": ["One.", "Two."], "urls": "ab"}, "urls: expected an iterable .* got str"),
        ({"pages": ["One.", "Two."], "urls": b"ab"}, "urls: expected an iterable .* got bytes"),
        ({"pages": {"a": "One."}}, "pages: expected an iterable such as a list, got dict"),
        ({"pages": ["One."], "urls": {"a": "b"}}, "urls: expected an iterable .* got dict"),
    ],
)
def test_what_would_be_taken_apart_is_refused(arguments: dict[str, Any], expected: str) -> None:
    with pytest.raises(TypeError, match=expected):
        Cleaner().clean_batch(**arguments)


def test_recall_and_precision_are_one_dial() -> None:
    for tenth in range(11):
        one, other = Cleaner(recall=tenth / 10), Cleaner(precision=1 - tenth / 10)
        assert one == other == Cleaner(recall=tenth / 10, precision=1 - tenth / 10)
    assert Cleaner(precision=0.8) == Cleaner(recall=0.2)
    assert replace(Cleaner(recall=0.3), keep={"body"}).recall == 0.3
    assert pickle.loads(pickle.dumps(Cleaner(recall=0.3))) == Cleaner(recall=0.3)
    for recall in (0.3, 1):
        with pytest.raises(ValueError, match="are one dial: expected one of them"):
            Cleaner(recall=recall, precision=0.4)


def test_of_extracts_more_is_kept() -> None:
    texts = [text.read_text("utf-8") for text in sorted((SAMPLES / "text").glob("*.txt"))]
    lengths = [
        [len(result.text) for result in Cleaner(extracted=known).clean_batch(texts, "text")]
        for known in (True, False)
    ]
    more, less = (sum(each) for each in lengths)
    assert all(extract >= page for extract, page in zip(*lengths, strict=True))
    assert more > 1.05 * less


def test_what_is_kept_is_replayed() -> None:
    result = clean(GERMAN, keep={"body"})
    again = Result.from_dict(GERMAN, result.to_dict())
    assert again == result
    assert again.keep == result.keep == {"body"}
