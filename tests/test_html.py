"""HTML pages of any kind: what is read in them is what a browser shows, with exact places."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html.entities import html5
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from turbohtml import Element, Text, parse

import cleaner
from cleaner import Cleaner, Label
from cleaner.reading.page import Read
from cleaner.scoring.page_model import PageScores
from cleaner.scoring.page_sequence import decide_pages
from cleaner.scoring.sequence import ARTICLE_CODES
from cleaner.segment.elements import SKIPPED
from cleaner.segment.html import segment_page
from cleaner.segment.markup import Markup
from cleaner.segment.tokenizable import tokenizable

TAGS = [
    *["p", "div", "span", "a", "b", "i", "em", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2"],
    *["table", "tbody", "tr", "td", "th", "caption", "section", "article", "pre", "blockquote"],
    *["br", "hr", "img", "wbr", "input", "select", "option", "optgroup", "button", "form", "label"],
    *["html", "head", "body", "noscript", "center", "font", "nobr", "ruby", "rt", "details"],
    *["summary", "figure", "figcaption", "x-card", "main", "nav", "footer", "fieldset", "legend"],
]
ATTRIBUTES = [
    "", "", "", " class=x", ' id=y class="a b"', " hidden", " href='/a?b&amp;c>d'", "/", ' a="<p>"',
    " style=display:none", " aria-hidden=true", "\nclass\r\n=\r\n'x y'", " \0=\0", " é=😀",
]  # fmt: skip
TEXTS = [
    "one ", "two", " three ", "A whole sentence, with a comma.", "\n", " ", "\t\r\n", "\r", "a\nb",
    "&amp;", "&nbsp;", "&eacute", "&notit;", "&am", "&#8364;", "&#x1F600", "&#0;", "&#x80;",
    "&fjlig;", "&nbspWord", "&ampT", "&ampamp", "&notin", "&copy2024",
    "a\u00adb", "&shy;", "\u00ad",
    "&lt;b&gt;", "&", "&;", "&#", "x<5", "a < b > c", "é", "😀", "e\u0301", "\u200f", "\ud800",
    "\udc00", "\0", "\ufeff", "\u2028", "©", "中文",
]  # fmt: skip
HIDDEN = [
    "<script>if (a<b) '<p>no</p>'</script>", "<style>p > b {}</style>", "<!-- <p>no -->", "<!>",
    "<title>t &amp; t</title>", "<textarea><b>no</textarea>", "<iframe><p>no</iframe>", "</>",
    "<svg id=z><path d='M0'/><g>no</g></svg>", "<template><p>no</p></template>", "<?php no ?>",
    "<!doctype html>", "<svg id=z><style/><title/></svg>", "<noframes><p>no</noframes>", "</ no>",
    "<video><p>no</p></video>", "<object><p>no</p></object>", "<SCRIPT>no</ScRiPt>",
]  # fmt: skip
SHOWN = [
    "<xmp>a <b> &amp; </></xmp>",
    "<noscript><p>seen</p></noscript>",
    "<NoScript>seen</noscript>",
]
UNCLOSED = [
    "<!--",
    "<p class='",
    '<a b="',
    "</p",
    "<",
    "<svg>",
    "<iframe>",
    "<script>",
    "<![CDATA[",
]

starts = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
ends = st.builds("</{}>".format, st.sampled_from(TAGS))
texts = st.sampled_from(TEXTS)
whole = st.sampled_from(HIDDEN + SHOWN)
proper = st.recursive(
    texts | whole,
    lambda inside: st.builds(
        "<{0}{1}>{2}</{0}>".format,
        st.sampled_from(TAGS),
        st.sampled_from(ATTRIBUTES),
        st.lists(inside, max_size=4).map("".join),
    ),
    max_leaves=8,
)
balanced = st.lists(starts | ends | texts | texts | whole | proper, max_size=25).map("".join)
hostile = st.lists(
    starts
    | ends
    | texts
    | whole
    | st.sampled_from(UNCLOSED)
    | st.text("<>/!-&;'\"= apx\0\n", max_size=6),
    max_size=25,
).map("".join)
pages = balanced | hostile
total = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

UNSEEN = (SKIPPED - {"iframx"}) | {"iframe"}


def squeezed(text: str) -> str:
    """A text without white space, soft hyphens and what a browser drops or replaces (NUL)."""
    return re.sub(r"[\s\0\ufffd\u00ad]+", "", text)


def shown(source: str) -> str:
    """The text of a browser's tree, without that of elements that aren't shown."""
    found: list[str] = []
    waiting: list[object] = [parse(source)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Text):
            found.append(node.data)
        elif not (isinstance(node, Element) and node.tag in UNSEEN):
            waiting.extend(reversed(list(node.children)))  # type: ignore[attr-defined]
    return "".join(found)


def runs(markup: Markup) -> list[tuple[str, int, int]]:
    ends = [*markup.run_text, len(markup.text)][1:]
    return [
        (markup.text[at:end], place, length)
        for at, end, place, length in zip(
            markup.run_text, ends, markup.run_source, markup.run_length, strict=True
        )
    ]


def folded(text: str) -> str:
    return re.sub(r"[\r\n]", " ", text)


# The segmenter


@given(pages)
@total
def test_runs_tile_the_text_and_rise_in_the_source(page: str) -> None:
    markup = segment_page(page)
    assert list(markup.run_text[:1]) == ([0] if markup.text else [])
    assert all(low < high for low, high in pairwise([*markup.run_text, len(markup.text)]))
    done = 0
    for _, place, length in runs(markup):
        assert done <= place
        done = place + length
    assert done <= len(page)
    starts = [*markup.unit_start, len(markup.text)]
    assert all(low < high for low, high in pairwise(starts))
    assert set(markup.unit_start) <= set(markup.run_text)
    for low, high in zip(markup.link_start, markup.link_end, strict=True):
        assert 0 <= low < high <= len(markup.text)
    assert all(low <= high for low, high in pairwise(markup.link_start))


@given(pages)
@total
def test_runs_say_what_the_source_says(page: str) -> None:
    for text, place, length in runs(segment_page(page)):
        written = page[place : place + length]
        if not length:
            assert text in ("\n", "\n\n", " ")
        elif written.startswith("&") and len(written) > 1:
            assert text in (html.unescape(written), folded(html.unescape(written)))
            assert len(text) == 1 or text in ("fj", folded(written))
        elif text == " ":
            assert written.isspace()
        else:
            assert folded(text) == folded(written)


LEGACY = sorted(name for name in html5 if name[-1] != ";" and name != "shy")


@given(st.sampled_from(LEGACY), st.text("aeimnostx;12", max_size=6))
@total
def test_a_reference_without_a_semicolon_ends_with_its_name(name: str, rest: str) -> None:
    """Its name is the longest of those in HTML's table, which is what Python's reads too."""
    page = f"<p>a&{name}{rest}b"
    longest = max(
        size for size in range(2, len(name) + len(rest) + 1) if f"{name}{rest}"[:size] in html5
    )
    found = {place: text for text, place, _ in runs(segment_page(page))}
    assert found[len("<p>a")] == html5[f"{name}{rest}"[:longest]]
    assert found.get(len("<p>a&") + longest, "") in f"{name}{rest}b"[longest:]
    result = cleaner.clean(page, kind="html", keep=set(Label))
    assert result.to_source(len(result.text) - 1) == len(page) - 1


def test_the_word_behind_a_reference_has_its_own_place() -> None:
    page = (
        "<p>The AT&ampT strike lasts for a second night.&nbspCommuters are told to stay home.</p>"
    )
    result = cleaner.clean(page, kind="html", keep=set(Label))
    for word in ("T strike", "Commuters"):
        at = result.text.index(word)
        assert [result.to_source(at + i) for i in range(9)] == [
            page.index(word) + i for i in range(9)
        ]
    cut = cleaner.clean(page, kind="html", keep=set(Label), force_drop=["Commuters"])
    assert [page[span.start : span.end] for span in cut.dropped] == ["Commuters"]
    assert "second night. are told" in cut.html


@given(pages)
@total
def test_elements_are_nested_ranges(page: str) -> None:
    elements = segment_page(page).elements
    for place, parent in enumerate(elements.parent):
        start, close, end = elements.start[place], elements.close[place], elements.end[place]
        assert page[start] == "<"
        assert start < close <= end <= len(page)
        assert page[close:end] == "" or page[close:end].startswith("</")
        assert elements.first_unit[place] <= elements.end_unit[place]
        assert -1 <= parent < place
        if parent >= 0:
            assert elements.start[parent] < start
            assert end <= elements.close[parent]
            assert elements.end_unit[place] <= elements.end_unit[parent]


@given(balanced)
@total
def test_the_text_is_what_a_browser_shows(page: str) -> None:
    """In any order: what stands in a table outside of its cells, a browser puts before it."""
    assert Counter(squeezed(segment_page(page).text)) == Counter(squeezed(shown(page)))


@given(hostile)
@total
def test_hostile_pages_hide_nothing_that_a_browser_shows(page: str) -> None:
    """More may be shown: the content of hidden elements that nothing closes.

    Nor is there an open drawing: its text is hidden up to the next block, in a browser
    up to the next element that is none of a drawing's.
    """
    page = page.replace("<svg>", "")
    missing = Counter(squeezed(shown(page))) - Counter(squeezed(segment_page(page).text))
    assert not missing


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<title>a<template><p>b</template>", ""),
        ("<template><p>b", "b"),
        ("<svg><p>b", "b"),
        ("<frameset><frame></frameset>b", "b"),
        ("<math><mtext><p>a</mtext></math>b", "ab"),
        ("<template shadowrootmode=open>a</template>b", "ab"),
        ("<svg><style/><title a='b'/><path/></svg><p>b", "b"),
    ],
)
def test_where_more_is_read_than_a_browser_shows(page: str, text: str) -> None:
    assert segment_page(page).text == text


@pytest.mark.parametrize(
    ("page", "paths"),
    [
        ("<ul><li>a<ul><li>b</li></li><li>c</ul>d</ul>", "ul.li ul.li.ul.li ul.li.ul.li ul.li"),
        ("<ul><li>a<section><li>b</ul>", "ul.li ul.li.section.li"),
        ("<h1>a<h2>b</h1>c", "h1 h2 -"),
        ("<h1>a</h3>b", "h1 -"),
        ("<p>a<hr>b", "p -"),
        ("<p>a<button>b<p>c</button>d", "p p.button p.button.p p"),
        ("<button>a<button>b", "button button"),
        ("<table><caption>a<tr><td>b", "table.caption table.tr.td"),
        ("<table><td>a<table><tr><td>b</table>c", "table.td table.td.table.tr.td table.td"),
        ("<dl><dt>a<dd>b<dl><dd>c</dl>d<dt>e", "dl.dt dl.dd dl.dd.dl.dd dl.dd dl.dt"),
        ("<dl><div><dt>a</div><div><dd>b", "dl.div.dt dl.div.dd"),
        ("<head><title>t</title>a<p>b", "- p"),
        ("<select><option class=x>a<option class=y>b</select>c", "select.option -"),
        ("<p>a</p></p>b", "p -"),
        ("<p/>a<div/>b", "p div"),
        ("</body></html>a<p>b", "- p"),
    ],
)
def test_elements_end_where_a_browser_ends_them(page: str, paths: str) -> None:
    markup = segment_page(page)
    tags, parents = markup.elements.tag, markup.elements.parent
    found = []
    for element in markup.unit_element:
        path: list[str] = []
        while element >= 0:
            path.insert(0, tags[element])
            element = parents[element]
        found.append(".".join(path) or "-")
    assert " ".join(found) == paths


@pytest.mark.parametrize(
    ("page", "links"),
    [
        ("<a href=/>a</a>b", ["a"]),
        ("<a>a<a>b</a>c", ["a", "b"]),
        ("<a>a<div>b</a>c</div>", ["a", "b"]),
        ("<a>a<div>b<a>c</a>d", ["a", "b", "c"]),
        ("<a>a<br>b</a>", ["a", "b"]),
        ("<p><a>a<p>b", ["a"]),
    ],
)
def test_links(page: str, links: list[str]) -> None:
    markup = segment_page(page)
    places = zip(markup.link_start, markup.link_end, strict=True)
    assert [markup.text[low:high] for low, high in places] == links


def test_raw_text_is_shown_as_it_is() -> None:
    page = "<xmp></><noscript >\0</xmp><plaintext>a</><iframe >\r\n&amp;</plaintext>"
    expected = "</><noscript >\0\n\na</><iframe >  &amp;</plaintext>"
    assert segment_page(page).text == expected
    assert segment_page("<title>a</>&amp;</title>").head.titles == ["a</>&"]


@given(pages)
@total
def test_what_is_tokenized_is_as_long_as_the_source(page: str) -> None:
    plain = tokenizable(page)
    assert len(plain) == len(page)
    assert tokenizable(plain) == plain


# The result


def visible_characters(markup: Markup) -> list[tuple[int, int]]:
    found = []
    for text, place, length in runs(markup):
        if len(text) == length:
            found += [(place + i, place + i + 1) for i, c in enumerate(text) if not c.isspace()]
        elif length and not text.isspace():
            found.append((place, place + length))
    return found


@given(pages)
@total
def test_every_visible_character_is_in_one_span(page: str) -> None:
    result = cleaner.clean(page, kind="html")
    assert result.source == page
    done = 0
    covered = 0
    characters = visible_characters(segment_page(page))
    for span in result.spans:
        assert done <= span.start < span.end <= len(page)
        assert isinstance(span.label, Label)
        assert 0 <= span.score <= 1
        done = span.end
    spans = [(span.start, span.end) for span in result.spans]
    for start, end in characters:
        covered += sum(low <= start and end <= high for low, high in spans)
    assert covered == len(characters)


@given(balanced)
@total
def test_a_slice_without_tags_is_what_the_span_says(page: str) -> None:
    if "<xmp" in page.lower() or "<img" in page.lower():
        return  # a slice of raw text is no markup; that of an alternative text is an attribute
    for span in cleaner.clean(page, kind="html").spans:
        assert Counter(squeezed(shown(f"<body><div>{page[span.start : span.end]}"))) == Counter(
            squeezed(span.text)
        )


@given(pages)
@total
def test_every_character_of_the_text_maps_to_its_own(page: str) -> None:
    result = cleaner.clean(page, kind="html", keep=set(Label))
    entities = {
        place: (text, length)
        for text, place, length in runs(segment_page(page))
        if length and (length != len(text) or page[place] == "&")
    }
    for offset, character in enumerate(result.text):
        source = result.to_source(offset)
        if character.isspace():
            continue
        if source in entities:
            assert character in entities[source][0]
        else:
            assert page[source] == character
            assert result.to_text(source) == offset


@given(pages)
@total
def test_all_labels_give_all_the_text(page: str) -> None:
    result = cleaner.clean(page, kind="html", keep=set(Label))
    assert squeezed(result.text) == squeezed("".join(span.text for span in result.spans))
    said = Counter(squeezed(segment_page(page).text))
    alternatives = [s.text for s in result.spans if s.rule == "markup.alternative-text"]
    assert Counter(squeezed(result.text)) - Counter(squeezed("".join(alternatives))) == said
    assert cleaner.clean(page, kind="html", keep=()).text == ""


CELLS = ["", " ", "&nbsp;", "14", "Ashby", "<p>1,024</p>", "<b>Pts</b>", "a &amp; b"]
EVERY = Cleaner(keep=set(Label))


@given(st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(st.sampled_from(CELLS), min_size=width, max_size=width),
                           min_size=2, max_size=6)
))  # fmt: skip
@total
def test_rows_of_a_table_keep_their_columns(rows: list[list[str]]) -> None:
    assume(sum(sum(map(bool, map(said, row))) > 1 for row in rows) > 1)
    written = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    head, *body = (f"<tr>{row}</tr>" for row in written)
    table = f"<table><thead>{head}</thead><tbody>{''.join(body)}</tbody></table>"
    lines = EVERY.clean(f"<p>Before</p>{table}", "html").text.split("\n")
    assert lines[:2] == ["Before", ""]
    expected = ["\t".join(map(said, row)).rstrip("\t") for row in rows]
    assert lines[2:] == [line for line in expected if line]


def said(cell: str) -> str:
    return html.unescape(re.sub("<.*?>", "", cell)).strip()


def test_a_dropped_cell_keeps_its_place() -> None:
    rows = [["Team", "Ad", "Pts"], ["Ashby", "Ad", "42"], ["Corley", "Ad", "33"]]
    page = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in rows)
    result = cleaner.clean(f"<table>{page}", keep=set(Label), force_drop=["Ad", "Corley"])
    assert result.text == "Team\t\tPts\nAshby\t\t42\n\t\t33"


INDENT = st.text(" \t", max_size=5)
CODE = st.tuples(INDENT, st.sampled_from(["if x:", "return 1", "<b>def</b> f():", "a &lt; b"]))
BREAK = st.sampled_from(["\n", "<br>", "\n\n", "<br>\n"])


@given(st.lists(st.tuples(CODE, BREAK), min_size=1, max_size=6), st.booleans())
@total
def test_code_keeps_its_indentation(lines: list[tuple[tuple[str, str], str]], split: bool) -> None:
    """Whether it stands in one text or, as where code is coloured, in an element of its own."""
    wrap = "<span class=w>{}</span>" if split else "{}"
    code = "".join(f"{wrap.format(indent)}{word}{end}" for (indent, word), end in lines)
    page = f"<p>Before</p> <pre><code>\n{code}</code></pre>"
    result = EVERY.clean(page, "html")
    shown = [f"{indent}{said(word)}" for (indent, word), _ in lines]
    assert [line for line in result.text.split("\n") if line] == ["Before", *shown]
    for offset, character in enumerate(result.text):
        place = result.to_source(offset)
        if character in " \t" and page[place : place + 1] == character:
            assert result.to_text(place) == offset
    for span in result.spans:
        assert not span.text[0].isspace()
        assert not page[span.start].isspace()


def test_a_frame_around_columns_is_no_table_of_data() -> None:
    column = "<td>&nbsp;</td><td><p>One paragraph.</p><p>Two.</p><p>Three.</p></td>"
    result = EVERY.clean(f"<table><tr>{column}{column}</tr><tr>{column}{column}</tr></table>")
    assert result.text == "\n\n".join(["One paragraph.", "Two.", "Three."] * 4)


@given(st.lists(pages, max_size=4))
@settings(total, max_examples=60)
def test_a_batch_gives_what_single_pages_give(batch: list[str]) -> None:
    single = [cleaner.clean(page, kind="html") for page in batch]
    assert list(Cleaner().clean_batch(batch, "html")) == single
    assert list(Cleaner().clean_batch(batch[::-1], "html")) == single[::-1]


@given(pages)
@settings(total, max_examples=60)
def test_bytes_give_what_their_text_gives(page: str) -> None:
    page = page.encode("utf-8", "replace").decode().lstrip("\ufeff")
    told, given_bytes = (
        Cleaner(encoding="utf-8").clean(form, "html") for form in (page, page.encode())
    )
    assert given_bytes.source == told.source
    assert given_bytes.spans == told.spans
    assert given_bytes.text == told.text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000 + "x",
        "<b><span>" * 50_000 + "x" + "</b>" * 50_000,
        "<p>" + "many words " * 200_000,
        "<!--" * 100_000,
        "<p " * 100_000,
        "</" * 100_000 + ">",
        "<p>x" * 50_000,
        "<ul><li>x" * 30_000,
        "<a href='/'>x" * 50_000,
        "<table><td>" * 30_000 + "x",
        "<td>x" * 50_000,
        "<svg>" * 50_000 + "<p>x",
        "<span class=x>" * 30_000 + "x" + "</b></i></a>" * 30_000,
        "<img alt='" * 50_000,
        "&amp;" * 100_000,
        "<svg><title/>" * 30_000 + "x",
    ],
    ids=lambda page: page[:12],
)
def test_hostile_pages_have_a_result(page: str) -> None:
    result = cleaner.clean(page, kind="html", keep=set(Label))
    assert squeezed(result.text) == squeezed(segment_page(page).text)


def test_a_copy_of_a_kept_block_goes_and_says_so() -> None:
    lead = "The council voted on Tuesday to build a second bridge over the river in August."
    more = "Work is to begin in the autumn, the mayor said, and it will take about two years."
    page = f"<article><h1>A bridge</h1><p>{lead}</p><p>{more}</p><p>{lead}</p></article>"
    copies = [span for span in cleaner.clean(page, kind="html").spans if span.text == lead]
    assert [span.kept for span in copies] == [True, False]
    assert copies[1].label is Label.OTHER
    assert ("sequence", "copy") in {(reason.kind, reason.name) for reason in copies[1].reasons}


def test_what_is_left_of_a_line_goes_with_its_date() -> None:
    story = "The river rose by two metres on Monday night and two roads near the mill were closed."
    body = "".join(f"<p>{story.replace('Monday', day)}</p>" for day in ("Monday", "Friday"))
    page = f"<article><h1>River floods two roads</h1><p>Posted on May 3, 2021 by Jo</p>{body}"
    spans = cleaner.clean(page, kind="html").spans
    assert [(span.text, span.label) for span in spans[1:3]] == [
        ("Posted on May 3, 2021", Label.DATE),
        ("by Jo", Label.BYLINE),
    ]


PROSE = [
    "The town council voted seven to two on Monday night to build a second bridge over the river.",
    "The bridge will cost fourteen million dollars, most of it from the state, the mayor said.",
    "Opponents of the plan left the hall before the vote, and one of them slammed the door.",
]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Photographs by Jane Doe, text by Kim Roe 9 July 2018", [Label.BYLINE, Label.DATE]),
        ("كتبت: ليان المثال آخر تحديث: 13 مارس 2022 - 14:20", [Label.BYLINE, Label.DATE]),
        ("Eingestellt von Eva Muster um 19:04", [Label.BYLINE]),
    ],
)
def test_a_short_line_above_the_article_is_cut_at_its_date(line: str, found: list[Label]) -> None:
    body = "".join(f"<p>{part}</p>" for part in PROSE)
    page = f"<h1>Council approves bridge</h1><div class='meta'>{line}</div><div>{body}</div>"
    spans = [span for span in cleaner.clean(page, kind="html").spans if not span.kept]
    assert [span.label for span in spans] == found


@pytest.mark.parametrize(
    ("story", "tail", "label"),
    [
        ("The plan had failed twice, when voters turned down a bond.",
         "Subscribe to our newsletter.", Label.PROMO),
        ("“We will build it,” said the mayor. The plan had failed twice. Opponents left the hall.",
         "© Reuters", Label.CAPTION),
    ],
)  # fmt: skip
def test_a_sentence_of_a_paragraph_goes_alone(story: str, tail: str, label: Label) -> None:
    paragraphs = "".join(f"<p>{part}</p>" for part in (*PROSE, f"{story} {tail}"))
    page = f"<article><h1>Council approves bridge</h1>{paragraphs}</article>"
    *_, kept, dropped = cleaner.clean(page, kind="html").spans
    assert (kept.text, kept.label, kept.kept) == (story, Label.BODY, True)
    assert (dropped.text, dropped.label, dropped.kept) == (tail, label, False)


def test_the_lines_of_a_song_recur() -> None:
    verses = [f"The river rose in the year of {year}, and nobody came." for year in range(4)]
    chorus = ["You are the one that I want, the one that I want"] * 3
    for mark in ("<br>", "</p><p>"):
        song = mark.join([*verses[:2], *chorus, *verses[2:], *chorus])
        page = f"<article><h1>The river</h1><p>{song}</p></article>"
        assert cleaner.clean(page, kind="html").text.count(chorus[0]) == 6


def test_of_two_copies_the_one_that_shows_stays() -> None:
    story = "".join(
        f"<p>The council voted on {day} to build a second bridge over the river, said the mayor, "
        "who had asked for it for twelve years without an answer from any of them at all.</p>"
        for day in ("Monday", "Tuesday", "Friday")
    )
    page = f"<div style='display:none'>{story}</div><article><h1>Bridge</h1>{story}</article>"
    result = cleaner.clean(page, kind="html")
    assert result.text.count("on Tuesday") == 1
    assert result.to_source(result.text.index("on Tuesday")) > page.index("<article>")


@pytest.mark.parametrize(
    ("picture", "alternative"),
    [
        ('<img title="the alt=\'wrong\' one" alt="right">', "right"),
        ("<img data-caption='<img alt=foo>' alt='a &amp; b'/>", "a & b"),
        ("<img alt=bare/>", "bare/"),
        ("<img ALT = 'x'class=a>", "x"),
        ("<img =alt=a alt=q>", "q"),
        ("<img alt>", None),
        ("<img data-alt=a>", None),
    ],
)
def test_the_alternative_text_is_that_of_the_attribute(
    picture: str, alternative: str | None
) -> None:
    spans = cleaner.clean(f"<div>{picture}</div>", kind="html").spans
    assert [span.text for span in spans] == ([alternative] if alternative else [])


@pytest.mark.parametrize("preformatted", [False, True])
def test_lines_of_code_may_recur(preformatted: bool) -> None:
    two, chances = np.zeros(2, np.int64), np.full((2, len(Label)), 1 / len(Label), np.float32)
    decision = decide_pages(
        PageScores(chances, np.array([3.0, 3.0])),
        np.array([20.0, 20.0]),
        two.astype(np.int32),
        np.arange(2),
        two.astype(np.uint32),
        np.full(2, preformatted),
    )
    assert ARTICLE_CODES[decision.label].tolist() == [True, preformatted]


class Response:
    """A response as requests has it, as far as it is looked at."""

    status_code = 200

    def __init__(self, content: str, url: str) -> None:
        self.content, self.url = content.encode(), url
        self.headers = {"Content-Type": "text/html; charset=utf-8"}


def test_pages_of_several_sites_are_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("A lead of the story.\n\nMore Marston Ledger\n\nAnother story", "More Marston Ledger")
    urls = ("https://www.marstonledger.example/a", "https://elsewhere.example/b")
    pages = [Response(f"<p>{text}</p>", url) for text, url in zip(texts, urls, strict=True)]
    batches: list[int] = []
    whole = Cleaner._results

    def counted(self: Cleaner, pages: Sequence[Read]) -> Iterator[cleaner.Result]:
        batches.append(len(pages))
        return whole(self, pages)

    monkeypatch.setattr(Cleaner, "_results", counted)
    together = list(Cleaner().clean_batch(pages))
    assert [size for size in batches if size] == [2]
    assert together == [Cleaner().clean(page) for page in pages]
