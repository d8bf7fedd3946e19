"""Two line breaks are a blank line in the clean text, and a list in a list is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, Label
from cleaner.screen import breaks_before
from cleaner.segment.html import segment_page
from cleaner.view.gaps import gaps_of

EVERY = Cleaner(keep=set(Label))


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One.<br><br>Two.<br><br>Three", "One.\n\nTwo.\n\nThree"),
        ("One.<br/>\n<BR />\n<br clear=all>Two.<br>Three", "One.\n\nTwo.\nThree"),
        ("One.<br>&nbsp;<br>Two.", "One.\n\nTwo."),
        ("<b>One.<br></b><!-- ad --><font><br>Two.", "One.\n\nTwo."),
        ("<p>One<br>two<br>three", "One\ntwo\nthree"),
        ("One<br title='a>b'>two<brief>three", "One\ntwothree"),
        ("<ul><li>One<br><li><br>two", "One\ntwo"),
        ("<ul><li>One<br><br>two<li>three", "One\n\ntwo\nthree"),
        ("<table><tr><td>a<br><td><br>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("<pre>a\n\n\nb<br><br>  c</pre>", "a\n\n\nb\n\n  c"),
    ],
)  # fmt: skip
def test_two_line_breaks_are_a_blank_line(page: str, text: str) -> None:
    assert EVERY.clean(page, "html").text == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<ul><li>One<ul><li>a<li>b</ul><li>two</ul>x", "One\na\nb\ntwo\n\nx"),
        ("<ol><li>One</li><ol><li>a</ol><li>two</ol>", "One\na\ntwo"),
        ("<ul><li>One<ul><li>a<ol><li>b</ol></ul>more</ul><p>x", "One\na\nb\nmore\n\nx"),
        ("<ul><li><p>One</p><ul><li>a</ul><li>two", "One\n\na\ntwo"),
        ("<ul><li><ul><li>a</ul></ul><ul><li>b</ul>", "a\n\nb"),
        ("<ul><li>One<br><br><ul><li>a", "One\n\na"),
        ("One<ul><li>a</ul>two", "One\n\na\n\ntwo"),
    ],
)
def test_a_list_in_a_list_begins_on_the_next_line(page: str, text: str) -> None:
    assert EVERY.clean(page, "html").text == text


def test_what_is_dropped_between_counts() -> None:
    page = "<p>«One»<br><br>Share this<br>«Two»<br>Advertisement<br>«Three»"
    result = Cleaner(keep=()).clean(page, "html")
    starts = [page.index(f"«{word}") for word in ("One", "Two", "Three")]
    spans = [(span.start, span.end, span.start in starts) for span in result.spans]
    assert result.visible is not None
    assert result.visible.lay_out(spans).text == "«One»\n\n«Two»\n«Three»"


def test_the_screen_shows_the_same_gaps() -> None:
    result = EVERY.clean("<p>One<br>two<br><br>three<ul><li>four<ul><li>five", "html")
    assert list(breaks_before(result)) == [1, 1, 2, 2, 1]


TAGS = ["<br>", "<br>", "<ul>", "</ul>", "<li>", "<p>", "</p>", "<td>", "<b>", "</b>", "a", " "]


@given(st.lists(st.sampled_from(TAGS), max_size=25).map("".join))
@settings(max_examples=200, deadline=None)
def test_only_lines_and_paragraphs_change(page: str) -> None:
    markup = segment_page(page)
    gaps = gaps_of(page, markup)
    assert len(gaps) == len(markup.unit_gap)
    for mine, theirs in zip(gaps, markup.unit_gap, strict=True):
        assert mine == theirs or {mine, theirs} == {1, 2}
    for offset, character in enumerate((result := EVERY.clean(page, "html")).text):
        if not character.isspace():
            assert result.to_text(result.to_source(offset)) == offset
