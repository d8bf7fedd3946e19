"""Another extractor's text, cleaned and brought back to the page."""

from __future__ import annotations

import builtins
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, Label, Result, clean, extractors
from cleaner.alignment import tokenize
from cleaner.extractors import checked, extract, place, unplaced
from cleaner.labels import ARTICLE
from cleaner.segment.html import segment_page

pytest.importorskip("trafilatura")

FOLDER = Path(__file__).parents[1] / "corpus_samples" / "html"
PAGES = {path.stem: path.read_bytes().decode() for path in sorted(FOLDER.glob("*.html"))}
LEFT_OUT = "extractor.trafilatura"
CLEANER = Cleaner(extractor="trafilatura")

ARTICLE_TEXT = (
    "The river rose on Monday night, and two roads near the mill were closed until Thursday.",
    "Residents of the lower town were taken to a school (the old one), where the Red Cross waited.",
    "The mayor said that the “new” wall would have held the water back, had it been finished.",
)
PAGE = (
    "<html><head><title>Flood</title></head><body><nav><a href=/>Home</a> <a href=/n>News</a></nav>"
    "<article><h1>Two roads closed</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE_TEXT)
    + "</article><footer>© 2024 Example Ltd.</footer></body></html>"
)


@pytest.fixture
def takes(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Say what the extractor takes: a text, or one for each page."""

    def set_to(text: str | Mapping[str, str]) -> None:
        def found(html: str) -> str:
            return text if isinstance(text, str) else text[html]

        monkeypatch.setitem(extractors.EXTRACTORS, "trafilatura", found)

    return set_to


def letters(text: str) -> Counter[str]:
    return Counter("".join(tokenize(text).words))


def check(result: Result) -> None:
    """Offsets are exact, and every visible character is in exactly one span."""
    assert result.kind == "html" and result.visible
    visible = result.visible
    text, covered = visible.markup.text, [0] * len(visible.markup.text)
    alternatives = set(zip(visible.markup.alt_start, visible.markup.alt_end, strict=True))
    done = 0
    for span in result.spans:
        assert done <= span.start < span.end
        done = span.end
        if (span.start, span.end) in alternatives:
            assert not span.kept
            continue
        found = visible.range(span.start, span.end)
        assert found is not None
        low, high = found
        assert visible.unit(low) == visible.unit(high - 1)
        assert not text[low].isspace() and not text[high - 1].isspace()
        assert span.text == visible.piece(span.start, span.end)
        assert visible.to_source(low) == span.start
        assert visible.to_source(high - 1, behind=True) == span.end
        for offset in range(low, high):
            covered[offset] += 1
    for character, times in zip(text, covered, strict=True):
        assert times == 1 or (times == 0 and character.isspace())
    assert Result.from_dict(result.source, result.to_dict()) == result


@pytest.mark.parametrize("name", PAGES)
def test_spans_of_a_page(name: str) -> None:
    result = CLEANER.clean(PAGES[name])
    check(result)
    taken = extract(PAGES[name], "trafilatura")
    assert letters("\n".join(span.text for span in result.kept)) <= letters(taken)
    for span in result.spans:
        assert not (span.kept and span.rule == LEFT_OUT)
        assert span.kept == (span.label in ARTICLE) or span.rule == LEFT_OUT


@pytest.mark.parametrize("name", PAGES)
def test_all_but_a_little_of_an_extract_is_placed(name: str) -> None:
    placed = place(segment_page(PAGES[name]), extract(PAGES[name], "trafilatura"))
    lost = sum(len(tokenize(piece)) for piece in placed.unplaced)
    assert lost <= 0.02 * len(tokenize(extract(PAGES[name], "trafilatura"))) + 2


def test_what_both_keep_is_kept_and_the_rest_says_why() -> None:
    result = CLEANER.clean(PAGE)
    check(result)
    assert [span.text for span in result.kept if span.label == Label.BODY][-3:] == [*ARTICLE_TEXT]
    home = next(span for span in result.spans if "Home" in span.text)
    assert (home.kept, home.rule) == (False, LEFT_OUT)
    assert home.label == Label.NAVIGATION
    assert home.reasons[0].name == LEFT_OUT and home.reasons[0].weight < 0
    assert unplaced(result) == ()


def test_what_text_mode_drops_of_the_extract_has_its_label_and_rule(takes: Any) -> None:
    takes("\n".join([*ARTICLE_TEXT, "© 2024 Example Ltd."]))
    result = CLEANER.clean(PAGE)
    check(result)
    last = result.spans[-1]
    assert (last.text, last.label, last.kept) == ("© 2024 Example Ltd.", Label.COPYRIGHT, False)
    assert last.rule and last.rule.startswith("copyright")
    named = next(reason for reason in last.reasons if reason.name == last.rule)
    assert named.start is not None and named.end is not None
    assert last.start <= named.start < named.end <= last.end
    assert last.reasons[0].name == LEFT_OUT and last.reasons[0].weight > 0


def test_text_that_is_not_in_the_page_is_told_and_in_no_span(takes: Any) -> None:
    takes("\n".join([ARTICLE_TEXT[0], "A sentence nobody wrote here.", *ARTICLE_TEXT[1:]]))
    result = CLEANER.clean(PAGE)
    check(result)
    assert result.text == "\n\n".join(ARTICLE_TEXT)
    assert unplaced(result) == ("A sentence nobody wrote here",)


def test_text_that_is_given_twice_is_placed_once(takes: Any) -> None:
    takes("\n".join([*ARTICLE_TEXT, ARTICLE_TEXT[0]]))
    result = CLEANER.clean(PAGE)
    check(result)
    assert result.text == "\n\n".join(ARTICLE_TEXT)
    assert [tokenize(piece).words for piece in unplaced(result)] == [
        tokenize(ARTICLE_TEXT[0]).words
    ]


def test_rewritten_words_do_not_split_a_span(takes: Any) -> None:
    changed = "\n".join(ARTICLE_TEXT).replace("“new”", '"new"').replace("Red Cross", "RedCross")
    takes(changed.replace("river rose", "river\u00a0 rose").replace("(the old one)", "the old one"))
    result = CLEANER.clean(PAGE)
    check(result)
    assert [span.text for span in result.kept] == [*ARTICLE_TEXT]
    assert unplaced(result) == ()


def test_words_left_out_inside_a_paragraph_are_dropped(takes: Any) -> None:
    takes("\n".join(ARTICLE_TEXT).replace(" (the old one)", ""))
    result = CLEANER.clean(PAGE)
    check(result)
    (gone,) = (span for span in result.spans if "old one" in span.text)
    assert (gone.text, gone.kept, gone.rule) == ("(the old one),", False, LEFT_OUT)
    assert "to a school where the Red Cross" in result.text


def test_moved_text_stays_where_the_page_has_it(takes: Any) -> None:
    takes("\n".join([*ARTICLE_TEXT[1:], ARTICLE_TEXT[0]]))
    result = CLEANER.clean(PAGE)
    check(result)
    assert result.text == "\n\n".join(ARTICLE_TEXT)


def test_nothing_taken_is_nothing_kept(takes: Any) -> None:
    takes("")
    result = CLEANER.clean(PAGE)
    check(result)
    assert result.text == "" and {span.rule for span in result.spans} == {LEFT_OUT}
    assert [span.label for span in result.spans] == [span.label for span in clean(PAGE).spans]
    assert all(reasons[0].name == LEFT_OUT for reasons in result.reasons)


def test_what_is_left_out_stays_out_whatever_labels_are_kept(takes: Any) -> None:
    takes("\n".join(ARTICLE_TEXT))
    page = PAGE.replace("<article>", "<article><figure><img src=x.jpg alt='A wall'></figure>")
    result = Cleaner(extractor="trafilatura", keep=set(Label)).clean(page)
    check(result)
    assert result.text == "\n\n".join(ARTICLE_TEXT)
    assert all(reason.kind != "forced" for reasons in result.reasons for reason in reasons)


def test_what_is_forced_beats_the_extractor(takes: Any) -> None:
    takes("\n".join(ARTICLE_TEXT))
    cleaner = Cleaner(extractor="trafilatura", force_keep=["Home"], force_drop=["mayor"])
    result = cleaner.clean(PAGE)
    check(result)
    assert result.text.startswith("Home") and "mayor" not in result.text
    forced = [span for span in result.spans if span.rule == "forced"]
    assert [span.reasons[0].name for span in forced] == ["force_keep", "force_drop"]


def test_the_same_again() -> None:
    for page in PAGES.values():
        assert CLEANER.clean(page) == CLEANER.clean(page)


def test_the_same_alone_and_in_a_batch(takes: Any) -> None:
    pages = [PAGE, PAGE.replace("Two roads", "Three roads"), "<p>One <b>two</b></p>"]
    takes(dict(zip(pages, ["\n".join(ARTICLE_TEXT), ARTICLE_TEXT[1], ""], strict=True)))
    results = list(CLEANER.clean_batch(pages))
    assert [CLEANER.clean(page) for page in pages] == results
    assert list(CLEANER.clean_batch(pages[::-1])) == results[::-1]
    assert [bool(result.text) for result in results] == [True, True, False]


@pytest.mark.parametrize("name", ["entities-crlf", "glued-caption-paragraph", "ja-column"])
def test_reasons(name: str) -> None:
    result = CLEANER.clean(PAGES[name])
    assert CLEANER.explain(result) == result.reasons
    for span in result.spans:
        names = [reason.name for reason in span.reasons]
        assert LEFT_OUT in names or span.rule == "markup.alternative-text"
        assert span.rule is None or span.rule in names
        for reason in span.reasons:
            if reason.start is not None and reason.end is not None:
                assert reason.start < span.end and span.start < reason.end


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.sampled_from([*" .,(“—\n", "ab", "cd", "Ab", "e\u0301", "ﬁ", "東", "😀", "x1"])),
    st.lists(st.sampled_from([*" .,(“—\n", "ab", "cd", "abcd", "Ab", "é", "fi", "東", "😀", "zz"])),
)
def test_any_extract_of_any_page(shown: Sequence[str], taken: Sequence[str]) -> None:
    units = "".join(shown).split("\n")
    page = "".join(f"<p>{escape(unit)}</p>" for unit in units)
    text = "".join(taken)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(extractors.EXTRACTORS, "trafilatura", lambda html: text)
        result = Cleaner(extractor="trafilatura", keep=set(Label)).clean(page, "html")
        check(result)
        placed = place(segment_page(page), text)
        kept = letters("\n".join(span.text for span in result.kept))
        assert kept + letters("\n".join(placed.unplaced)) == letters(text)
        assert len(result.reasons) == len(result.spans)


@pytest.mark.parametrize("page", ["", " \n", "<p>", "<p>\ud800 One \0 two", "<div>" * 3000 + "One"])
def test_broken_pages(page: str) -> None:
    check(CLEANER.clean(page, "html"))
    check(CLEANER.clean(page.encode("utf-8", "replace"), "html"))


def test_a_blank_page_is_no_error() -> None:
    assert CLEANER.clean(" \n").spans == ()


def test_an_extractor_that_fails_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object, **settings: object) -> str:
        raise RecursionError

    monkeypatch.setattr("trafilatura.extract", fails)
    assert CLEANER.clean(PAGE).text == ""


def test_wrong_arguments() -> None:
    with pytest.raises(ValueError, match=r"unknown extractor 'goose': expected 'trafilatura'"):
        Cleaner(extractor="goose")
    with pytest.raises(ValueError, match="unknown extractor"):
        extract(PAGE, "goose")
    with pytest.raises(ValueError, match="expected HTML, got a page of kind 'text'"):
        CLEANER.clean("Just a text.")
    with pytest.raises(ValueError, match="expected HTML, got a page of kind 'text'"):
        clean(PAGE, kind="text", extractor="trafilatura")
    with pytest.raises(ValueError, match="expected the result of an HTML page"):
        unplaced(clean("Just a text."))
    assert checked("trafilatura") == "trafilatura"


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **settings: Any) -> Any:
        if name == "trafilatura":
            raise ImportError(f"No module named {name!r}", name=name)
        return real(name, *args, **settings)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match=re.escape('pip install "cleaner[metadata]"')):
        CLEANER.clean(PAGE)
