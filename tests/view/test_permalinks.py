"""The links of headings to themselves are no part of the headings, and other words of them are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import Cleaner, Label, Result

STORY = (
    "<p>Talks between the rail union and the operator broke off on Sunday night, and commuters in"
    " three counties were told to stay at home for a second week.</p>"
)
LINKS = [
    ('<a class="headerlink" href="#t" title="Link to this heading">¶</a>', "¶"),
    ('<a class="headerlink" href="#t">&para;</a>', "¶"),
    ('<span class="mw-editsection"><span>[</span><a href="/e">edit</a>]</span>', "[edit]"),
    ('<span class="mw-editsection">[ <a>Bearbeiten</a> | <a>Quelltext</a> ]</span>',
     "[ Bearbeiten | Quelltext ]"),
    ('<a aria-hidden="true" class="anchor" href="#t">#</a>', "#"),
    ('<a class="hash-link" href="#t">&#8203;</a>', "\u200b"),
    ('<a class="x permalink" href="#t"><b>🔗</b></a>', "🔗"),
    ('<a class="anchor-link" href="#t">Permalink</a>', "Permalink"),
    ('<a href="#t"><b>#</b></a>', "#"),
    ('<a href="#t">§</a>', "§"),
]  # fmt: skip
EVERY = Cleaner(keep=set(Label))


@pytest.mark.parametrize(("link", "shown"), LINKS)
def test_a_heading_is_kept_without_its_link(link: str, shown: str) -> None:
    page = f"<article><h1>Rail strike: timeout{link}</h1>{STORY}</article>"
    result = cleaner.clean(page)
    assert result.title == "Rail strike: timeout"
    assert result.text.startswith("Rail strike: timeout\n\nTalks")
    assert result.markdown.startswith("# Rail strike: timeout\n\nTalks")
    assert result.html.startswith("<article><h1>Rail strike: timeout</h1><p>")
    found = result.spans[1]
    assert (found.text, found.label, found.kept) == (shown, Label.NAVIGATION, False)
    assert page.index(link) < found.start < found.end < page.index("</h1>")
    reason = found.reasons[0]
    assert (reason.name, reason.note) == ("markup.permalink", "names it navigation")
    assert (reason.start, reason.end) == (found.start, found.end)
    assert "markup.permalink" not in {reason.name for reason in result.spans[0].reasons}
    assert Result.from_dict(page, result.to_dict()) == result


@pytest.mark.parametrize(
    "heading",
    [
        '<h1><a class="permalink" href="/story">Rail strike enters second week</a></h1>',
        '<h1 class="anchor">Rail strike enters second week</h1>',
        '<h1><a class="headerlink">Rail strike</a> <span>enters second week</span></h1>',
        '<h1>Rail strike enters <a class="anchor">week</a></h1>',
        "<h1>Rail strike: sharps in C<a href=/c>#</a> and D</h1>",
        "<h1><a href=/c>#</a></h1>",
        "<p>See the rule in <a href=/law>§</a></p>",
        "<h1>Rail strike, track #</h1>",
        '<p>Read <a class="permalink">link</a></p>',
        f'<h1>Rail strike<span class="mw-editsection">{"[edit] " * 20}</span></h1>',
    ],
)
def test_what_else_links_or_has_such_a_name_stays(heading: str) -> None:
    result = EVERY.clean(heading + STORY)
    assert "markup.permalink" not in result.rules
    assert len(result.spans) == 2


def test_one_behind_a_term_goes_too() -> None:
    term = '<dt>get(url, timeout)<a class="headerlink" href="#get">¶</a></dt>'
    result = cleaner.clean(f"<h1>Requests</h1><dl>{term}<dd>{STORY}</dd></dl>{STORY}")
    assert "¶" not in result.text
    (found,) = [span for span in result.spans if span.rule == "markup.permalink"]
    assert result.source[found.start : found.end] == "¶"


def test_the_caller_may_keep_one() -> None:
    page = f'<article><h1>Rail strike<a class="headerlink">¶</a></h1>{STORY}</article>'
    assert "¶" in cleaner.clean(page, keep={"title", "navigation"}).text
    assert "¶" in cleaner.clean(page, force_keep=["¶"]).text


pieces = st.sampled_from(
    [
        *(link for link, _ in LINKS),
        "Rail ",
        "strike",
        " &amp; ",
        "<br>",
        "¶",
        "<a class=anchor>&nbsp;</a>",
        "<a href=#> § </a>",
        "<b class=mw-editsection>",
    ]
)
headings = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["h1", "h2", "p", "div"]),
                     st.lists(pieces, max_size=5).map("".join))  # fmt: skip


@given(st.lists(headings, max_size=4).map("".join))
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost_where_a_link_is_cut_out(page: str) -> None:
    result = EVERY.clean(page, "html")
    assert result.visible is not None
    squeezed = "".join(result.visible.markup.text.split())
    assert "".join("".join(span.text for span in result.spans).split()) == squeezed
    assert "".join(result.text.split()) == squeezed
    done = 0
    for span in result.spans:
        assert done <= span.start < span.end
        done = span.end
        if span.rule == "markup.permalink":
            assert span.label is Label.NAVIGATION
            assert span.reasons[0].name == span.rule
    assert next(iter(Cleaner(keep=set(Label)).clean_batch([page], "html"))) == result


def test_a_text_loses_its_links_to_edit_and_keeps_the_headings_that_they_stand_at() -> None:
    story = (
        "Harbour clocks\n\n历史[编辑]\n\nThe first of them was hung in the toll house, where the "
        "ferrymen could see it.\n\nWork [modifier | modifier le code]\n\nIts weights are two "
        "sandbags, which the harbour master lifts each Monday morning. Press [edit] to stop it."
    )
    result = cleaner.clean(story, kind="text")
    assert {"历史", "Work"} <= set(result.text.splitlines())
    assert "编辑" not in result.text and "modifier" not in result.text
    assert "Press [edit] to stop it." in result.text
