"""A title that links to the front page is the site's name."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import clean
from cleaner.deciding.spans import HOME_LINK, SpanColumns, name_home_links
from cleaner.labels import CODES, Label
from cleaner.view.home_links import is_home_link
from cleaner.view.visible import Visible

URL = "https://notes.example.org/2024/plain-text"
TITLE, HEADING, BODY = CODES[Label.TITLE], CODES[Label.HEADING], CODES[Label.BODY]


@pytest.mark.parametrize(
    ("address", "url", "is_home"),
    [
        ("/", None, True),
        ("'/'", URL, True),
        ("https://notes.example.org", URL, True),
        ("//www.notes.example.org/", URL, True),
        ("/2024/plain-text", URL, False),
        ("https://other.example/", URL, False),
        ("https://notes.example.org/", None, False),
        ("/", "https://notes.example.org/", False),
        ("#top", URL, False),
        ("http://[", URL, False),
        ("", URL, False),
    ],
)
def test_which_links_lead_to_the_front_page(address: str, url: str | None, is_home: bool) -> None:
    for tag in (f"<a class=x href={address}>", f"<A HREF={address} ><abbr>"):
        page = Visible.of(f"<h1>{tag}Ada's Notes</a></h1><p>One.")
        assert is_home_link(page, url, 0, 11) == is_home
        assert not is_home_link(page, url, 13, 17)


@pytest.mark.parametrize("anchor", ["<a>", "<A>", "<a name=top>", "<a\nid=top>"])
def test_an_anchor_without_address_does_not_lead_where_the_link_before_it_does(anchor: str) -> None:
    page = Visible.of(f"<a href=/>Home</a><h1>{anchor}Ada's Notes</a></h1><p>One.")
    assert not is_home_link(page, None, 6, 17)


@pytest.mark.parametrize("page", ["<h1>Ada's Notes</h1>", "<h1>Ada's <a href=/>Notes</a></h1>"])
def test_a_piece_that_is_no_link_leads_nowhere(page: str) -> None:
    assert not is_home_link(Visible.of(page), None, 0, 11)


def test_a_title_that_leads_to_the_front_page_goes_and_the_heading_behind_it_is_the_title() -> None:
    columns = SpanColumns(
        np.array([0, 10, 20]), np.array([9, 19, 29]), np.array([TITLE, HEADING, BODY], np.uint8),
        np.array([0.9, 0.8, 0.9]), (None, None, None),
    )  # fmt: skip
    found = name_home_links(columns, lambda start, end: (start, end) == (0, 9))
    assert found.labels.tolist() == [CODES[Label.NAVIGATION], TITLE, BODY]
    assert (found.rules, found.scores[0]) == ((HOME_LINK, None, None), 0)
    assert name_home_links(columns, lambda start, end: False) is columns


def test_the_name_of_a_blog_is_not_its_entry_s_title() -> None:
    result = clean(
        "<html lang=en><head><title>Ada's Blog</title></head><body><header><h1><a href=/>Ada's "
        "Blog</a></h1></header><article><h2>Why I moved my notes to plain text</h2><p>By <a href="
        "/ada>Priya Nandakumar</a></p><p>For ten years I kept my notes in an app that nobody makes "
        "any more, and last winter I spent three weekends getting them out of it again.</p><p>Plain"
        " text files are boring, and that is the point of them: every program I have ever used can "
        "read them, and so will the next one.</p></article></body></html>"
    )
    name = result.spans[0]
    assert (name.text, name.kept) == ("Ada's Blog", False)
    assert name.rule != HOME_LINK or name.reasons[0].name == HOME_LINK
    assert result.title == "Why I moved my notes to plain text"
