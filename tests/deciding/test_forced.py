"""What selectors select, and which are refused."""

import re
from typing import Any
from unittest.mock import Mock

import pytest
import regex
import turbohtml
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner.deciding.forced import CSS, XPATH, Selector
from cleaner.deciding.spans import ALTERNATIVE, FORCED
from cleaner.view.tree import Tree


@pytest.mark.parametrize(
    ("page", "selector", "selected"),
    [
        ("<p>One. <img src=a alt=x> Two.</p>", "img", ["<img src=a alt=x>"]),
        ("<p>One<br>two<br/>three", "br", ["<br>", "<br/>"]),
        ("<div><p class=ad>One ad</div>tail text", "p.ad", ["<p class=ad>One ad"]),
        ("<ul><li>a <b>b</b><li>c</ul> tail", "li", ["<li>a <b>b</b>", "<li>c"]),
        ("<p>One<p>Two <i>and more", "p", ["<p>One", "<p>Two <i>and more"]),
        ("<section><p>One</section><p>Two", "p", ["<p>One", "<p>Two"]),
        ("<template><p>One<i>two", "template, p", ["<template><p>One<i>two", "<p>One<i>two"]),
        ("<table><td>One<td>Two</table>tail", "td", ["<td>One", "<td>Two"]),
        ("<table><div>Ad<tr><td>One</table>", "div", ["<div>"]),
        ("<div>a\r\n<div>b</div></div>", "div div", ["<div>b</div>"]),
    ],
)
def test_an_element_ends_where_it_ends(page: str, selector: str, selected: list[str]) -> None:
    found = [page[start:end] for start, end in Selector(CSS, selector).ranges(Tree.of(page))]
    assert found == selected


def test_text_behind_a_picture_stays() -> None:
    page = "<p>Rain fell. <img src=a alt=x> The river rose by two metres on Monday.</p>"
    text = cleaner.clean(page, kind="html", force_drop=["css:img"]).text
    assert text == "Rain fell. The river rose by two metres on Monday."


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("//div[foo()]", "force_drop: 'xpath://div.foo...' is not a selector"),
        ("//h2[substring('a', 1, 2, 3)]", "is not a selector"),
        ("//p[$x]", "is not a selector"),
        ("count(//p)", "expected an XPath that selects elements"),
        ("string(//p)", "expected an XPath that selects elements"),
        ("//p/text()[1]", "expected an XPath that selects elements"),
        ("//li/@class", "expected an XPath that selects elements"),
    ],
)
def test_what_selects_no_elements_is_refused_at_once(expression: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cleaner.Cleaner(force_drop=[f"xpath:{expression}"])


def test_what_a_page_alone_shows_is_told_then() -> None:
    selector = Selector(XPATH, "//custom-part/@id")
    assert list(selector.ranges(Tree.of("<p>One"))) == []
    with pytest.raises(ValueError, match="expected an XPath that selects elements"):
        list(selector.ranges(Tree.of("<custom-part id=a>One")))
    keeping = cleaner.Cleaner(force_keep=["xpath://custom-part/@id"])
    with pytest.raises(ValueError, match="force_keep: expected an XPath that selects elements"):
        keeping.clean("<custom-part id=a>One", kind="html")


PICTURE = (
    "<article><p>The river rose on Monday night, and two roads were closed to all cars.</p>"
    "<figure><img src=a alt='A red barn in the water'></figure></article>"
)


@pytest.mark.parametrize(
    ("forced", "kept", "rule"),
    [
        ({}, False, ALTERNATIVE),
        ({"force_keep": ["css:figure"]}, True, FORCED),
        ({"force_keep": ["xpath://img"]}, True, FORCED),
        ({"force_keep": [(0, len(PICTURE))]}, True, FORCED),
        ({"force_keep": [(0, 10**30)]}, True, FORCED),
        ({"force_keep": ["css:p", (0, 90)]}, False, ALTERNATIVE),
        ({"force_keep": ["css:img"], "force_drop": ["css:article"]}, True, FORCED),
        ({"keep": {"caption"}}, True, ALTERNATIVE),
        ({"keep": {"caption"}, "force_drop": ["css:img"]}, False, FORCED),
        ({"keep": {"caption"}, "force_drop": [".+"]}, True, ALTERNATIVE),
        ({"keep": {"caption"}, "force_drop": ["css:article"]}, False, FORCED),
    ],
)
def test_alternative_texts_are_forced_as_well(
    forced: dict[str, Any], kept: bool, rule: str
) -> None:
    result = cleaner.clean(PICTURE, kind="html", **forced)
    (picture,) = [span for span in result.spans if "barn" in span.text]
    assert (picture.kept, picture.rule) == (kept, rule)
    assert ("barn" in result.text) == kept
    said = [reason.name for reason in picture.reasons if reason.kind == "forced"]
    assert said == ([f"force_{'keep' if kept else 'drop'}"] if rule == FORCED else [])


PIECES = st.sampled_from([
    "<p>", "</p>", "<div>", "</div>", "<figure>", "</figure>", "<table>", "<td>", "<b>", "<hr>",
    "<img alt='A barn'>", "<img alt='&lt;'>", "Rain fell.", " ", "\r\n", "&amp;", "<nav hidden>",
])  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.data())
@settings(max_examples=150, deadline=None)
def test_what_a_range_forces_in_a_page_is_forced(pieces: list[str], data: st.DataObject) -> None:
    page = "".join(pieces)
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, len(page)))
    forced = {"force_keep": [(start, end)], "force_drop": ["css:html", (0, len(page))]}
    for span in cleaner.clean(page, kind="html", keep=set(cleaner.Label), **forced).spans:
        assert span.rule == FORCED
        if (start <= span.start and span.end <= end) or span.end <= start or end <= span.start:
            assert span.kept == (start <= span.start < end)


def test_a_forced_span_says_so_where_it_would_have_been_the_same() -> None:
    page = "Rain fell on Monday night and two roads were closed.\n\nShare on Facebook"
    spans = cleaner.clean(page, force_keep=[(0, 20)], force_drop=["Share.*"]).spans
    said = [[reason.name for reason in span.reasons if reason.kind == "forced"] for span in spans]
    assert said == [["force_keep"], [], ["force_drop"]]


@pytest.mark.parametrize("entry", [re.compile(b"x"), regex.compile(b"x"), b"x", 3, None])
def test_what_is_no_pattern_of_str_is_refused_at_once(entry: Any) -> None:
    with pytest.raises(ValueError, match=r"force_keep: expected .* a pattern of str .*, got "):
        cleaner.Cleaner(force_keep=[entry])


def test_a_page_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = cleaner.Cleaner(force_drop=["css:p", "xpath://b"], force_keep=["css:i"])
    parse = Mock(wraps=turbohtml.parse)
    monkeypatch.setattr(turbohtml, "parse", parse)
    assert cut.clean("<div><p>One <b>two</b></div>", "html").spans[0].path
    parse.assert_called_once()
