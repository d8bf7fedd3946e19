"""The promises of the library, as properties of any input."""

from __future__ import annotations

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import Cleaner, Label, Result

SAMPLES = sorted(Path(__file__).parent.parent.joinpath("corpus_samples", "text").glob("*.txt"))
TEXTS = [path.read_bytes().decode("utf-8") for path in SAMPLES]

lines = st.lists(
    st.one_of(
        st.sampled_from([line for text in TEXTS for line in text.splitlines() if line.strip()]),
        st.text(max_size=60),
        st.sampled_from(
            ["", " ", "\t", "\r", "\u2028", "\x00", "\ud800", "a" * 300, "😀", ".)", "(AP)"]
        ),
    ),
    max_size=25,
)
texts = st.builds(
    lambda parts, joint: joint.join(parts), lines, st.sampled_from(["\n", "\r\n", "\n\n", " ", ""])
)
total = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@given(texts)
@total
def test_spans_and_white_space_tile_the_source(text: str) -> None:
    result = cleaner.clean(text)
    assert result.source == text
    place = 0
    for span in result.spans:
        assert text[place : span.start].strip() == ""
        assert span.start < span.end
        assert text[span.start : span.end] == span.text == span.text.strip()
        assert "\n" not in span.text
        assert isinstance(span.label, Label)
        assert 0 <= span.score <= 1
        place = span.end
    assert text[place:].strip() == ""


@given(texts)
@total
def test_offsets_map_both_ways(text: str) -> None:
    result = cleaner.clean(text)
    for offset, character in enumerate(result.text):
        source = result.to_source(offset)
        if character != " " or text[source : source + 1] == character:
            assert text[source] == character
            assert result.to_text(source) == offset
    for span in result.dropped:
        assert all(result.to_text(place) is None for place in range(span.start, span.end))
    for span in result.kept:
        start = result.to_text(span.start)
        assert start is not None
        assert result.text[start : start + len(span.text)] == span.text


@given(st.lists(texts, max_size=6))
@total
def test_a_batch_gives_what_single_calls_give(batch: list[str]) -> None:
    single = [cleaner.clean(text) for text in batch]
    assert list(Cleaner().clean_batch(batch)) == single
    assert list(Cleaner().clean_batch(batch[::-1])) == single[::-1]


def test_scores_are_the_same_to_the_last_bit_in_any_batch() -> None:
    single = [cleaner.clean(text).columns.scores.tobytes() for text in TEXTS]
    together = [result.columns.scores.tobytes() for result in Cleaner().clean_batch(TEXTS)]
    backwards = [result.columns.scores.tobytes() for result in Cleaner().clean_batch(TEXTS[::-1])]
    assert single == together == backwards[::-1]


def test_threads_do_not_disturb_each_other() -> None:
    expected = [cleaner.clean(text) for text in TEXTS]
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(cleaner.clean, TEXTS * 3)) == expected * 3


@given(st.binary(max_size=400))
@total
def test_any_bytes_give_a_result(page: bytes) -> None:
    result = cleaner.clean(page)
    assert isinstance(result, Result)
    assert "".join(result.source.split()) == "".join("".join(s.text for s in result.spans).split())


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=200))
@total
def test_any_string_gives_a_result(page: str) -> None:
    result = cleaner.clean(page)
    assert "".join(page.split()) == "".join("".join(s.text for s in result.spans).split())


@given(texts, st.sets(st.sampled_from(list(Label))))
@total
def test_labels_do_not_depend_on_what_is_kept(text: str, keep: set[Label]) -> None:
    plain, chosen = cleaner.clean(text), cleaner.clean(text, keep=keep)
    assert [s.label for s in plain.spans] == [s.label for s in chosen.spans]
    assert all(span.kept == (span.label in keep) for span in chosen.spans)


def test_templates_are_told_apart_in_any_batch() -> None:
    """Numbers of the batch once made hashes that collided in some batches."""
    quote = "We have no way to get to work, said a nurse who had waited since six in the morning."
    story = "Talks between the rail union and the operator broke off on Sunday night, it was said."
    for padding in range(28, 40):
        page = (
            f"<article><h1>Rail strike</h1><p>{story}</p>"
            f"<div class=q><div class=q>{quote}</div></div>"
            + "".join(f"<p class=x{place}>x</p>" for place in range(padding))
            + f"<div class=links><a href=/a>Five storms</a></div><p>{story}</p></article>"
        )
        before = "<html>" + "".join(f"<p class=c{place}>x</p>" for place in range(31))
        assert [*Cleaner().clean_batch([before, page], "html")][1] == Cleaner().clean(page, "html")


@given(texts, st.data())
@total
def test_what_is_forced_to_stay_stays(text: str, data: st.DataObject) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    result = cleaner.clean(text, keep=(), force_keep=[(start, end)], force_drop=["."])
    for span in result.spans:
        inside = start <= span.start and span.end <= end
        outside = span.end <= start or end <= span.start
        assert inside or outside
        assert span.kept == inside
    stays = "".join(span.text for span in result.kept)
    assert "".join(stays.split()) == "".join(text[start:end].split())


@given(texts)
@total
def test_an_explanation_can_be_replayed(text: str) -> None:
    result = cleaner.clean(text)
    data = json.loads(result.to_json(reasons=True))
    assert Result.from_dict(text, data) == result
    assert pickle.loads(pickle.dumps(result)) == result
    assert len(result.reasons) == len(result.spans)
    for span in result.spans:
        for reason in span.reasons:
            if reason.start is not None and reason.end is not None:
                assert 0 <= reason.start < reason.end <= len(text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_more_recall_never_keeps_less(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    kept = [len("".join(cleaner.clean(text, recall=dial).text.split())) for dial in (0, 0.5, 1)]
    assert kept == sorted(kept)


def test_cleaning_a_clean_text_changes_little() -> None:
    """The bound: over the samples, a second pass drops under 2 % of what the first one kept."""
    before = after = 0
    for text in TEXTS:
        once = cleaner.clean(text).text
        before += len(once.split())
        after += len(cleaner.clean(once).text.split())
    assert after >= 0.98 * before


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"keep": ["bodi"]}, "unknown label 'bodi'"),
        ({"keep": "body"}, "expected a collection"),
        ({"recall": 2}, "from 0 to 1"),
        ({"recall": 0.2, "precision": 0.2}, "one dial"),
        ({"encoding": "utf-9"}, "utf-9"),
        ({"force_keep": ["("]}, "not a pattern"),
        ({"force_keep": ["css:p["]}, "not a selector"),
        ({"force_drop": [(3, 1)]}, r"\(start, end\)"),
        ({"kind": "pdf"}, "unknown kind"),
        ({"colour": 1}, "colour"),
    ],
)
def test_wrong_arguments_say_what_was_expected(settings: dict[str, object], words: str) -> None:
    with pytest.raises((TypeError, ValueError), match=words):
        cleaner.clean(b"A page.", **settings)  # type: ignore[arg-type]


short = st.lists(
    st.sampled_from(
        [".", "”", ")", "(", ",", "!", "…", "A", "Abc", "word", "May", "Mo", "7", "1.", "By", "©",
         "(AP)", "中", "。", "\"", "-", "Photo:", " "]
    ),
    min_size=1, max_size=4,
).map("".join)  # fmt: skip


@given(st.lists(short, min_size=2, max_size=5))
@total
def test_a_text_does_not_go_on_where_the_one_before_ended(batch: list[str]) -> None:
    single = [cleaner.clean(text, kind="text") for text in batch]
    assert list(Cleaner().clean_batch(batch, "text")) == single


def test_a_text_is_the_same_at_the_end_of_a_batch() -> None:
    texts = [" ".join(f"word{i} river town" for i in range(size)) + "." for size in range(1, 40)]
    texts = [f"{text}\n\nThey told me about the smell of apples in the house." for text in texts]
    single = [Cleaner().clean(text) for text in texts]
    assert list(Cleaner().clean_batch(texts)) == single
    assert list(Cleaner().clean_batch(texts[::-1])) == single[::-1]


def test_a_single_page_is_no_batch() -> None:
    with pytest.raises(TypeError, match="several pages"):
        list(Cleaner().clean_batch("A page."))


def test_a_span_is_named_after_its_strongest_rule() -> None:
    caption = "The port by night. (Lee Park/Example Herald)"
    rules = {span.rule for span in cleaner.clean(caption, recall=0).spans}
    assert rules & {"caption.bracketed-glued", "caption.bracketed-line"}


@pytest.mark.parametrize(
    "url", ["http://[", "http://[::1", "//", "no address", "http://a b/", "\ud800"]
)
@pytest.mark.parametrize("page", ["The river rose.\n\nMore Herald", "<p>The river rose.</p>"])
def test_no_address_breaks_a_page(url: str, page: str) -> None:
    assert "The river rose." in cleaner.clean(page, url=url, recall=1).markdown
