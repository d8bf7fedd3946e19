"""What selectors select, and which are refused."""

from unittest.mock import Mock

import pytest
import turbohtml

import cleaner
from cleaner.deciding.forced import CSS, XPATH, Selector
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


def test_a_page_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = cleaner.Cleaner(force_drop=["css:p", "xpath://b"], force_keep=["css:i"])
    parse = Mock(wraps=turbohtml.parse)
    monkeypatch.setattr(turbohtml, "parse", parse)
    assert cut.clean("<div><p>One <b>two</b></div>", "html").spans[0].path
    parse.assert_called_once()
