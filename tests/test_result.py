"""A result: exact offsets both ways, a clean text that is laid out as the source was, a value."""

from __future__ import annotations

import copy
import gc
import json
import pickle
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cleaner
from cleaner.labels import ARTICLE, CODES, LABELS, Label
from cleaner.result import Reason, Result, Span
from cleaner.source import decode
from cleaner.view.layout import BLANKS, BREAKS, AlignedText

WHITE = st.text(st.sampled_from("\n\n\n \t\r\u2028\xa0\x1c") | st.sampled_from(BREAKS + BLANKS))
GAPS = st.sampled_from(["", " ", "\n", "\n\n", "\r\n\r\n", "\n    ", "\n\n\n  "]) | WHITE
PIECES = (
    st.sampled_from(["a", "Two words", "x\n\n\ny", "\ud83d", "\udc00", "😀", "é", "\ufeff", "\0"])
    | st.text(min_size=1, max_size=8)
).map(str.strip).filter(bool)  # fmt: skip
LINE_BREAK = re.compile(rf"\r\n|[{BREAKS}]")


@dataclass(frozen=True)
class Teller:
    """Stands in for the engine: it says of each span that its place weighed."""

    note: str = "its place"
    keep: frozenset[Label] = ARTICLE

    def explain(self, result: Result, /) -> tuple[tuple[Reason, ...], ...]:
        return tuple(
            (Reason("feature", f"place {place}", 0.5, span.start, span.end, self.note),)
            for place, span in enumerate(result.spans)
        )


def lay(
    parts: Sequence[tuple[str, str, bool]], tail: str = "", *, as_bytes: bool = False, **more: Any
) -> Result:
    """Make a result of gaps, pieces and whether they are kept."""
    text, starts, ends = "", [], []
    for gap, piece, _ in parts:
        text += gap
        starts.append(len(text))
        text += piece
        ends.append(len(text))
    text += tail
    return Result(
        source=decode(text.encode() if as_bytes else text),
        starts=starts,
        ends=ends,
        labels=[(7 * len(piece)) % len(LABELS) for _, piece, _ in parts],
        scores=[1 / (1 + place) for place in range(len(parts))],
        kept=[kept for _, _, kept in parts],
        rules=[f"rule.{place}" if place % 2 else None for place in range(len(parts))],
        **more,
    )


PARTS = st.lists(st.tuples(GAPS, PIECES, st.booleans()), max_size=8)
RESULTS = st.builds(lay, PARTS, GAPS)


def breaks(white: str) -> int:
    return len(LINE_BREAK.findall(white))


# The clean text


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        pytest.param([("", "a", True), (" ", "b", True)], "a b", id="as-in-the-source"),
        pytest.param([("", "a", True), ("", "b", True)], "ab", id="glued-stays-glued"),
        pytest.param([("\n ", "a", True), ("\n", "b", True)], "a\nb", id="line"),
        pytest.param([("", "a", True), ("\n\n\n\n", "b", True)], "a\n\nb", id="one-blank-line"),
        pytest.param([("", "a", True), (" \n \t\n  ", "b", True)], "a\n\n  b", id="indentation"),
        pytest.param([("", "a", True), ("\r\n\r\n\r\n", "b", True)], "a\r\n\r\nb", id="crlf"),
        pytest.param([("", "a", True), ("\n\r \n", "b", True)], "a\r \nb", id="no-crlf-is-made"),
        pytest.param([("", "a", True), (" \r\n", "b", True)], "a \r\nb", id="crlf-is-one-break"),
        pytest.param(
            [("", "a", True), ("\n\n", "x", False), ("\n", "b", True)], "a\n\nb", id="the-stronger"
        ),
        pytest.param(
            [("", "a", True), (" ", "x", False), ("\n", "b", True)], "a\nb", id="line-beats-space"
        ),
        pytest.param(
            [("", "a", True), ("", "x", False), (" ", "b", True)], "a b", id="space-beats-nothing"
        ),
        pytest.param(
            [("", "a", True), ("", "x", False), ("", "b", True)], "a b", id="a-space-is-put-in"
        ),
        pytest.param(
            [("", "a", True), ("\n\n  ", "x", False), ("\n    ", "b", True)],
            "a\n\n    b",
            id="the-indentation-of-its-own-line",
        ),
        pytest.param(
            [("", "a", True), ("\n    ", "x", False), (" ", "b", True)],
            "a\n    b",
            id="what-stood-ahead-on-the-line-leaves-the-indentation",
        ),
        pytest.param(
            [("", "x", False), ("\n", "a", True), ("\n\n", "y", False)], "a", id="no-outer-space"
        ),
        pytest.param([("", "x", False)], "", id="nothing-kept"),
        pytest.param([], "", id="nothing-there"),
        pytest.param([("", "x\n\n\ny", True)], "x\n\n\ny", id="the-inside-of-a-span-is-left"),
    ],
)
def test_kept_spans_are_separated_as_in_the_source(
    parts: list[tuple[str, str, bool]], text: str
) -> None:
    assert lay(parts).text == text


@given(RESULTS)
def test_each_character_of_the_text_is_that_of_the_source(result: Result) -> None:
    ends = {span.end for span in result.kept}
    places = [result.to_source(i) for i in range(len(result.text) + 1)]
    assert places == sorted(places)
    for i, (char, place) in enumerate(zip(result.text, places, strict=False)):
        if result.to_text(place) == i:
            assert result.source[place] == char
        else:  # put in where all was glued together
            assert char == " "
            assert place in ends
    assert places[-1] == max(ends, default=0)


@given(RESULTS)
def test_each_kept_character_is_found_and_no_dropped_one(result: Result) -> None:
    for span in result.spans:
        for place in range(span.start, span.end):
            i = result.to_text(place)
            if span.kept:
                assert i is not None
                assert result.text[i] == result.source[place]
                assert result.to_source(i) == place
            else:
                assert i is None


@given(RESULTS)
def test_each_kept_span_stands_in_the_text_in_one_piece(result: Result) -> None:
    assert result.text == result.text.strip()
    position = 0
    for span in result.kept:
        start = result.to_text(span.start)
        assert start is not None
        assert start >= position
        assert result.text[start : start + len(span.text)] == span.text
        assert result.text[position:start].strip() == ""
        position = start + len(span.text)
    assert position == len(result.text)


@given(PARTS, GAPS)
def test_the_separator_is_as_strong_as_the_strongest_gap(
    parts: list[tuple[str, str, bool]], tail: str
) -> None:
    result = lay(parts, tail)
    position, between = 0, list[str]()
    for span, (gap, _, kept) in zip(result.spans, parts, strict=True):
        between.append(gap)
        if not kept:
            continue
        start = result.to_text(span.start)
        assert start is not None
        if position:
            separator = result.text[position:start]
            assert breaks(separator) == min(2, max(map(breaks, between)))
            assert bool(separator) == (len(between) > 1 or gap != "")
            if len(between) == 1 and breaks(gap) < 2:
                assert separator == gap
            if breaks(gap):  # the indentation stays
                assert LINE_BREAK.split(separator)[-1] == LINE_BREAK.split(gap)[-1]
        position = start + len(span.text)
        between = []


@given(PARTS, GAPS)
def test_a_text_of_which_all_is_kept_changes_in_its_white_space_only(
    parts: list[tuple[str, str, bool]], tail: str
) -> None:
    result = lay([(gap, piece, True) for gap, piece, _ in parts], tail)
    assert "".join(result.text.split()) == "".join(result.source.split())
    again = lay([(gap, piece, True) for gap, piece in _gaps_and_pieces(result)])
    assert again.text == result.text


def _gaps_and_pieces(result: Result) -> list[tuple[str, str]]:
    pairs, position = [], 0
    for span in result.kept:
        start = result.to_text(span.start)
        assert start is not None
        pairs.append((result.text[position:start], span.text))
        position = start + len(span.text)
    return pairs


def test_offsets_outside_are_refused_with_what_was_expected() -> None:
    result = lay([("", "abc", True), ("\n", "de", False)])
    for wrong in (-1, 4):
        with pytest.raises(IndexError, match=f"expected a text offset from 0 to 3, got {wrong}"):
            result.to_source(wrong)
    for wrong in (-1, 7):
        with pytest.raises(IndexError, match=f"expected a source offset from 0 to 6, got {wrong}"):
            result.to_text(wrong)
    assert result.to_text(6) is None
    assert lay([("", "abc", True)]).to_text(3) == 3
    assert lay([]).to_source(0) == 0


def test_an_aligned_text_maps_what_was_not_copied_to_its_start() -> None:
    entity = AlignedText("a&≂̸b", (0, 1, 2, 4), (0, 1, 6, 19), (1, 5, 13, 1))
    assert [entity.to_source(i) for i in range(6)] == [0, 1, 6, 6, 19, 20]
    assert [entity.to_text(j) for j in (0, 1, 5, 6, 18, 19, 20)] == [0, 1, 1, 2, 2, 4, None]


def test_a_page_of_many_spans_takes_linear_time() -> None:
    parts = [("\n" if place % 3 else "", "word", place % 2 == 0) for place in range(50_000)]
    assert len(lay(parts).text) > 100_000
    hole = lay([("", "a", True), ("\n \r\n" * 500_000, "b", True)])
    assert hole.text == "a\n\r\nb"


# Spans


@given(PARTS, GAPS)
def test_spans_are_slices_of_the_source(parts: list[tuple[str, str, bool]], tail: str) -> None:
    result = lay(parts, tail)
    assert [span.text for span in result.spans] == [piece for _, piece, _ in parts]
    for span in result.spans:
        assert result.source[span.start : span.end] == span.text
    assert sorted((*result.kept, *result.dropped), key=lambda span: span.start) == [*result.spans]
    assert sum(result.counts().values()) == sum(len(piece) for _, piece, _ in parts)


@given(RESULTS)
def test_offsets_in_any_unit_cut_out_the_span(result: Result) -> None:
    utf8 = result.source.encode("utf-8", "surrogatepass")
    for span, (start, end) in zip(result.spans, result.offsets("utf8"), strict=True):
        assert utf8[start:end].decode("utf-8", "surrogatepass") == span.text
    assert result.offsets() == [(span.start, span.end) for span in result.spans]


@given(PARTS, GAPS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_offsets_in_bytes_cut_out_the_span(
    parts: list[tuple[str, str, bool]], tail: str, encoding: str
) -> None:
    whole = [(gap, piece.encode("utf-8", "ignore").decode(), kept) for gap, piece, kept in parts]
    made = lay([part for part in whole if part[1].strip() == part[1] != ""], tail)
    raw = made.source.encode(encoding)
    column = made.columns
    result = Result(source=decode(raw, encoding), **column._asdict())
    assert result.source in (made.source, made.source.removeprefix("\ufeff"))
    if result.source == made.source:
        plain = encoding.removesuffix("-sig").replace("utf-16", "utf-16-le")
        for span, (start, end) in zip(result.spans, result.offsets("bytes"), strict=True):
            assert raw[start:end].decode(plain) == span.text


def test_the_title_is_the_first_one() -> None:
    result = Result(
        source=decode("Menu\nOne\nTwo"),
        starts=[0, 5, 9],
        ends=[4, 8, 12],
        labels=[CODES[Label.NAVIGATION], CODES[Label.TITLE], CODES[Label.TITLE]],
        scores=[0, 1, 1],
        kept=[False, False, True],
    )
    assert result.title == "One"
    assert lay([("", "a", True)]).title is None


def test_reasons_are_asked_for_once_and_reach_each_span() -> None:
    asked = []

    class Counting(Teller):
        def explain(self, result: Result, /) -> tuple[tuple[Reason, ...], ...]:
            asked.append(result)
            return super().explain(result)

    result = lay([("", "a", True), ("\n", "b", False)], cleaner=Counting())
    assert not asked
    assert [span.reasons[0].name for span in result.spans] == ["place 0", "place 1"]
    assert result.reasons[1][0] == Reason("feature", "place 1", 0.5, 2, 3, "its place")
    assert len(asked) == 1
    assert lay([("", "a", True)]).spans[0].reasons == ()


# A value


@given(PARTS, GAPS)
def test_equal_results_are_equal_and_survive_pickling(
    parts: list[tuple[str, str, bool]], tail: str
) -> None:
    result = lay(parts, tail, cleaner=Teller(), url="https://example.org/")
    twin = lay(parts, tail, cleaner=Teller("another"))
    assert result == twin
    assert hash(result) == hash(twin)
    text = result.text
    for other in (pickle.loads(pickle.dumps(result)), copy.deepcopy(result), copy.copy(result)):
        assert other == result
        assert other.text == text
        assert other.spans == result.spans
        assert other.reasons == result.reasons
        assert other.url == "https://example.org/"


def test_another_decision_makes_another_result() -> None:
    one = lay([("", "a", True)])
    assert one != lay([("", "a", False)])
    assert one != lay([("", "b", True)])
    assert one != lay([("", "a", True)], tail="\n")
    assert one != "a"
    assert pickle.loads(pickle.dumps(one.spans[0])) == one.spans[0]


def test_nothing_can_be_changed() -> None:
    result = lay([("", "a", True)])
    with pytest.raises(AttributeError, match="a Result can't be changed"):
        result.text = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="a Result can't be changed"):
        del result._source
    with pytest.raises(AttributeError):
        result.spans[0].label = Label.BIO  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        result.columns.kept[0] = False
    with pytest.raises(ValueError, match="expected columns of one length"):
        Result(source=decode("a"), starts=[0], ends=[], labels=[0], scores=[1], kept=[True])


def test_what_the_caller_does_to_the_columns_later_changes_nothing() -> None:
    import numpy as np

    kept = np.array([True])
    result = Result(source=decode("a"), starts=[0], ends=[1], labels=[2], scores=[1], kept=kept)
    kept[0] = False
    assert result.kept


def test_results_leave_no_cycles_behind() -> None:
    gc.collect()
    gc.disable()
    try:
        result = lay([("", "a", True), ("\n", "b", False)], cleaner=Teller())
        assert result.spans[0].reasons
        assert result.text
        del result
        assert gc.collect() == 0
    finally:
        gc.enable()


# As data


@given(PARTS, GAPS, st.booleans(), st.booleans())
def test_what_is_written_down_replays_to_an_equal_result(
    parts: list[tuple[str, str, bool]], tail: str, reasons: bool, indent: bool
) -> None:
    result = lay(parts, tail, cleaner=Teller())
    data = json.loads(result.to_json(reasons=reasons, paths=True, indent=2 if indent else None))
    assert all(row["path"] is row["element"] is None for row in data["spans"])
    again = Result.from_dict(result.source, data)
    assert again == result
    assert again.text == result.text
    assert Result.from_dict(result.source, result.to_dict(reasons=reasons)) == result
    if reasons:
        assert again.reasons == result.reasons


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_bytes_replay_with_their_offsets(encoding: str) -> None:
    raw = "Tïtle 😀\n\nBody".encode(encoding)
    result = Result(
        source=decode(raw, encoding), starts=[0, 9], ends=[7, 13], labels=[0, 2], scores=[1, 1],
        kept=[True, True],
    )  # fmt: skip
    again = Result.from_dict(raw, result.to_dict())
    assert again == result
    assert again.decoded.chosen_by == result.decoded.chosen_by
    assert again.offsets("bytes") == result.offsets("bytes")
    from_text = Result.from_dict(result.source, result.to_dict())
    assert from_text == result
    with pytest.raises(ValueError, match=r"has no bytes, only text: give clean.* in 'utf8'"):
        from_text.offsets("bytes")


def test_another_source_is_refused() -> None:
    data = lay([("", "a", True)]).to_dict()
    for other in ("b", "ab", b"\xff"):
        with pytest.raises(ValueError, match="this is not the source that was cleaned"):
            Result.from_dict(other, data)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("version",), 2, "expected data of version 1, got 2"),
        (("spans",), None, "expected the data that"),
        (("spans",), [{}], "expected the data that .*start"),
        (("spans",), [], "none is behind 0"),
        (("kind",), "pdf", "unknown kind 'pdf': expected 'html' or 'text'"),
        (("url",), 7, "of 'url': 7"),
        (("source",), {}, "expected the data that .*length"),
        (("source", "errors"), "no", "of 'errors': 'no'"),
        (("spans", 0, "label"), "advert", "unknown label 'advert': expected one of title"),
        (("spans", 0, "kept"), "yes", "of 'kept': 'yes'"),
        (("spans", 0, "score"), "high", "of 'score': 'high'"),
        (("spans", 0, "start"), -1, "don't tile the source"),
        (("spans", 0, "end"), 2**70, "don't tile the source"),
        (("spans", 0, "end"), 1, "don't tile the source"),
        (("spans", 1, "start"), 0, "don't tile the source"),
        (("spans", 1, "start"), True, "of 'start': True"),
        (("spans", 0, "reasons"), [{"colour": 1}], "expected the data that"),
    ],
)
def test_data_that_does_not_fit_is_refused(path: tuple[Any, ...], value: Any, says: str) -> None:
    result = lay([("", "ab", True), ("\n", "c", False)])
    data = json.loads(result.to_json())
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValueError, match=says):
        Result.from_dict(result.source, data)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (lambda result: result.to_json(), r"got str: json.loads\(\) it first"),
        (lambda result: result.to_json().encode(), r"got bytes: json.loads\(\) it first"),
        (lambda result: result.to_dict()["spans"], r"got list\Z"),
        (lambda _: None, r"got NoneType\Z"),
    ],
)
def test_what_is_no_dict_is_told(given: Callable[[Result], Any], says: str) -> None:
    result = lay([("", "ab", True)])
    with pytest.raises(
        ValueError, match=rf"expected the dict that Result.to_dict\(\) gives, {says}"
    ):
        Result.from_dict(result.source, given(result))


def test_a_page_of_another_type_is_told() -> None:
    data = cleaner.clean("One.").to_dict()
    with pytest.raises(TypeError, match="expected a page as str or bytes, got NoneType"):
        Result.from_dict(None, data)  # type: ignore[arg-type]


def test_json_is_readable_and_always_encodable() -> None:
    assert '"text": "é😀"' in lay([("", "é😀", True)]).to_json()
    assert lay([("", "\ud83d", True)]).to_json().isascii()


def test_a_span_says_what_it_is() -> None:
    span = Span(0, 1, Label.BODY, True, 0.5, None, "a")
    assert repr(span).startswith("Span(start=0, end=1, label=<Label.BODY: 'body'>, kept=True, ")
    assert repr(lay([("", "a", True), ("\n", "b", False)])) == (
        "<Result: 1 of 2 spans kept, 1 of 3 characters>"
    )


# HTML

PAGE = """\
<title>The tide | Coast</title><nav><a href=/>Home</a></nav>
<article><h1>The tide &amp;
 the wall</h1><p class=by>By Jane Doe</p>
<figure><img src=wall.png alt="The wall &lt;at night"></figure>
<p id=first>The tide rose on <a href="wall">Monday night</a>, and the old wall gave way before \
the morning, the keeper of the harbour said.<script>track()</script></p>
<p>Nobody was hurt, but two boats were lost and the road along the shore stays closed until the \
wall is built again.</p></article><footer>© 2024 Example Ltd. All rights reserved.</footer>"""
FOLDER = Path(__file__).parents[1] / "corpus_samples" / "html"
CUTS: dict[str, Any] = {
    "force_drop": ["css:p:nth-of-type(2)", r"\be\w+", "xpath://li[1]", r"[^a-z]\s+\w"],
    "force_keep": ["[aeiou]{2}", (300, 900)],
}


@pytest.fixture(scope="module")
def page() -> Result:
    return cleaner.clean(PAGE, url="https://coast.example/news/", kind="html")


def replayed(result: Result) -> Result:
    return Result.from_dict(result.source, json.loads(result.to_json()))


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.html")))
def test_a_page_cut_in_pieces_is_replayed(name: str) -> None:
    source = (FOLDER / f"{name}.html").read_bytes()
    for result in (cleaner.clean(source), cleaner.clean(source, **CUTS)):
        assert result.kind == "html"
        again = Result.from_dict(source, json.loads(result.to_json(paths=True)))
        assert again == result
        assert (again.text, again.spans, again.html) == (result.text, result.spans, result.html)
        assert len(result.text) <= sum(result.counts().values()) + 2 * len(result.spans)


PIECES_OF_PAGES = st.sampled_from(
    ["<p>", "</p>", "<b>", "<br>", "<li>", "<td>", "<pre>", "</pre>", "<script>x</script>", " ",
     "\r\n", "One two. ", "a", "© 2024 Us", "&amp;", "&nbsp;", "&nbspx", "&eacutet", "\0", "é😀",
     "&NotEqualTilde;", "<img alt='A cat'>", "<div>", "</div>", "<!-- -->", "</", "<"]
)  # fmt: skip


@given(st.lists(PIECES_OF_PAGES, max_size=15).map("".join), st.sampled_from("aeO\u0338&x."))
@example("<p>a&NotEqualTilde;b", "\u0338")
@example("<p>&nbsp2024 was", "0")
@settings(max_examples=60, deadline=None)
def test_any_page_is_replayed(source: str, forced: str) -> None:
    result = cleaner.clean(source, kind="html", force_drop=[re.escape(forced)])
    assert replayed(result) == result
    starts, ends = result.columns.starts, result.columns.ends
    assert (starts < ends).all()
    assert (ends[:-1] <= starts[1:]).all()
    assert isinstance(result.html, str)
    assert isinstance(result.markdown, str)


@pytest.mark.parametrize(
    "change", ["missing", "last", "longer", "shorter", "twice", "tag", "order"]
)
def test_spans_that_do_not_tile_a_page_are_refused(page: Result, change: str) -> None:
    data = page.to_dict()
    spans = data["spans"]
    body = next(row for row in spans if row["text"].startswith("The tide rose"))
    place = spans.index(body)
    if change == "missing":
        del spans[place]
    elif change == "last":
        del spans[-1]
    elif change == "longer":  # up to the tag behind it
        body["end"] += len("<script>")
    elif change == "shorter":
        body["end"] -= 1
    elif change == "twice":
        spans.insert(place, dict(body))
    elif change == "tag":
        body["start"] -= 1
    else:
        spans[place : place + 2] = spans[place : place + 2][::-1]
    with pytest.raises(ValueError, match="the spans don't tile the source: "):
        Result.from_dict(PAGE, data)
    read_as_text = page.to_dict() | {"kind": "text"}
    with pytest.raises(ValueError, match="the spans don't tile the source: "):
        Result.from_dict(PAGE, read_as_text)


def test_entities_are_not_cut(page: Result) -> None:
    data = page.to_dict()
    heading = next(row for row in data["spans"] if row["text"] == "The tide & the wall")
    middle = PAGE.index("&amp;") + 2
    data["spans"].insert(data["spans"].index(heading) + 1, {**heading, "start": middle})
    heading["end"] = middle
    with pytest.raises(ValueError, match="see"):
        Result.from_dict(PAGE, data)


def test_an_alternative_text_has_a_span_of_its_own(page: Result) -> None:
    (alt,) = [span for span in page.spans if span.rule == "markup.alternative-text"]
    assert PAGE[alt.start : alt.end] == "The wall &lt;at night"
    assert (alt.text, alt.label, alt.kept) == ("The wall <at night", Label.CAPTION, False)
    data = page.to_dict()
    data["spans"] = [row for row in data["spans"] if row["start"] != alt.start]
    assert len(Result.from_dict(PAGE, data).spans) == len(page.spans) - 1
    kept = cleaner.clean(PAGE, keep={"body", "caption"}, kind="html")
    assert "The wall <at night" in kept.text.splitlines()
    assert 'alt="The wall &lt;at night"' in kept.html
    assert "wall.png" not in page.html
    assert replayed(kept) == kept


def test_a_page_tells_its_elements_if_asked(page: Result) -> None:
    assert "path" not in page.to_dict()["spans"][0]
    rows = page.to_dict(paths=True)["spans"]
    assert json.loads(json.dumps(rows)) == rows
    for row, span in zip(rows, page.spans, strict=True):
        assert row["path"] == span.path
        assert row["element"] == (span.element and list(span.element))
    by = next(row for row in rows if row["text"] == "By Jane Doe")
    assert PAGE[slice(*by["element"])] == "<p class=by>By Jane Doe</p>"
    assert by["path"].endswith("article > p:nth-of-type(1)")


def test_a_page_as_html_and_markdown(page: Result) -> None:
    assert [span.text[:8] for span in page.kept] == ["The tide", "The tide", "Nobody w"]
    assert page.html.startswith("<title>The tide | Coast</title>")
    assert "<h1>The tide &amp;\n the wall</h1>" in page.html
    assert '<p id=first>The tide rose on <a href="wall">Monday night</a>' in page.html
    for gone in ("nav", "script", "Jane", "©", "footer"):
        assert gone not in page.html
    assert cleaner.clean(page.html, kind="html", keep=list(Label)).text == page.text
    title, first, second = page.markdown.split("\n\n")
    assert title == "# The tide & the wall"
    assert "on [Monday night](https://coast.example/news/wall), and" in first
    assert second == page.kept[-1].text
    assert "[Monday night](wall)" in cleaner.clean(PAGE, kind="html").markdown


def test_a_text_has_no_html() -> None:
    result = cleaner.clean("News *of* the day.\n\n© 2024 Us", keep=list(Label))
    assert result.markdown == result.text
    assert result.url is None
    for name in ("html", "metadata"):
        with pytest.raises(ValueError, match=f"^{name}: expected an HTML page, but .* a text$"):
            getattr(result, name)


def test_characters_are_those_that_show(page: Result) -> None:
    counts = page.counts()
    assert counts[Label.COPYRIGHT] == len("© 2024 Example Ltd. All rights reserved.")
    assert counts[Label.TITLE] == len("The tide & the wall")
    assert counts[Label.BODY] == sum(len(span.text) for span in page.kept[1:])
    whole = cleaner.clean(PAGE, kind="html", keep=list(Label)).text
    assert repr(page) == (
        f"<Result: 3 of {len(page.spans)} spans kept, "
        f"{len(page.text)} of {len(whole)} visible characters>"
    )


def test_a_page_has_its_address(page: Result) -> None:
    assert page.url == page.to_dict()["url"] == replayed(page).url == "https://coast.example/news/"
    assert page.to_w3c()[0]["target"]["source"] == page.url
    assert page.to_w3c("https://other.example/")[0]["target"]["source"] == "https://other.example/"
    old = page.to_dict()
    del old["url"]
    assert Result.from_dict(PAGE, old).url is None
    assert Result.from_dict(PAGE, old) == page
    assert pickle.loads(pickle.dumps(page.spans[0])).path == page.spans[0].path


def test_a_response_tells_its_address() -> None:
    requests = pytest.importorskip("requests")
    response = requests.Response()
    response._content, response.url = PAGE.encode(), "https://coast.example/a"
    response.headers["Content-Type"] = "text/html; charset=utf-8"
    assert cleaner.clean(response).url == "https://coast.example/a"
    assert cleaner.clean(response, url="https://coast.example/b").url == "https://coast.example/b"


def test_dolma_attributes_of_a_page(page: Result) -> None:
    record = page.to_dolma("7", "crawl")
    assert (record["id"], record["source"]) == ("7", "crawl")
    (start, end, score), *more = record["attributes"]["cleaner__spans__title"]
    assert (page.source[start:end], more) == ("The tide &amp;\n the wall", [])
    assert score == page.kept[0].score


def test_metadata_has_places(page: Result) -> None:
    pytest.importorskip("trafilatura")
    found = page.metadata
    assert found.title == "The tide & the wall"
    assert found.title_span is not None
    assert PAGE[slice(*found.title_span)] == "The tide &amp;\n the wall"
    assert page.metadata is found
    assert replayed(page).metadata == found


def test_metadata_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura.metadata", None)
    result = cleaner.clean(PAGE, kind="html")
    with pytest.raises(ImportError, match=r"pip install \"cleaner\[metadata\]\""):
        _ = result.metadata
