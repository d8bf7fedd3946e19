"""Exports: HTML that reads as what was kept, and formats that others' readers take."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from hashlib import sha256
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from turbohtml import Document, Element, Text, parse

from cleaner.exports.cut import cut_html
from cleaner.exports.dolma import replacements, to_dolma, to_dolma_document
from cleaner.exports.markdown import to_markdown
from cleaner.exports.w3c import to_annotations
from cleaner.labels import CODES, LABELS
from cleaner.result import Result
from cleaner.segment.html import segment_page
from cleaner.segment.markup import Markup
from cleaner.source import decode
from tests.linear import grows_linearly

Ranges = list[tuple[int, int]]

# HTML: pages of tags that nest, misnest and don't end

TAGS = [
    *["p", "div", "ul", "li", "table", "tr", "td", "th", "span", "a", "b", "i", "em", "h1", "pre"],
    *["br", "hr", "img", "svg", "script", "style", "noscript", "iframe", "option", "select"],
    *["template", "object", "head", "body", "html", "button", "section", "figure", "figcaption"],
    *["title", "meta", "textarea", "plaintext", "xmp", "video", "math", "foreignObject"],
    *["article", "dl", "dt", "dd", "wbr", "center", "label"],
]
ATTRIBUTES = ["", " class=x", ' id=y class="a b"', " hidden", ' alt="a picture"', " href='/'", "/"]
STARTS = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
ENDS = st.builds("</{}>".format, st.sampled_from(TAGS))
WORDS = st.sampled_from(
    ["one ", "two", " three ", "\n", " ", "a", "&amp;", "&nbsp;", "&am", "p;", "&lt", "<", "&", "#",
     "x<5", "</", "é😀", "\0", "\r\n", "</>", "<!--c-->", "<!--", "<![CDATA[z]]>",
     "<!doctype html>", "<?x?>", "<p class='", "lt;b>", "/p>", "!--", "\ud800"]
)  # fmt: skip
PAGES = st.lists(STARTS | ENDS | WORDS | WORDS, max_size=30).map("".join)


class Piece(NamedTuple):
    """A character of the visible text, or an entity: where it stands and what it says."""

    start: int
    end: int
    unit: int
    text: str


def pieces(markup: Markup) -> list[Piece]:
    units = {start: unit for unit, start in enumerate(markup.unit_start)}
    found = []
    unit = -1
    behind = [*markup.run_text, len(markup.text)][1:]
    for at, end, place, length in zip(
        markup.run_text, behind, markup.run_source, markup.run_length, strict=True
    ):
        unit = units.get(at, unit)
        text = markup.text[at:end]
        if not length and "\n" in text:
            continue  # what parts two units
        if len(text) == length:
            found += [Piece(place + i, place + i + 1, unit, char) for i, char in enumerate(text)]
        else:
            found.append(Piece(place, place + length, unit, text))
    return found


def unit_ranges(markup: Markup) -> Ranges:
    """The source range of each unit, from its first visible character to its last."""
    spans: dict[int, tuple[int, int]] = {}
    for start, end, unit, text in pieces(markup):
        if not text.isspace():
            spans[unit] = (spans.get(unit, (start, end))[0], end)
    return [spans[unit] for unit in sorted(spans)]


def kept_text(markup: Markup, kept: Ranges) -> str:
    """What a page says where it is kept: units, and texts parted by others, stay apart."""
    said: list[str] = []
    last = -1
    for start, end, unit, text in pieces(markup):
        stays = any(low < end and start < high for low, high in kept)
        said += [" " if unit != last else "", text if stays else " "]
        last = unit
    return fold("".join(said))


def fold(text: str) -> str:
    return " ".join(text.split())


def written(markup: Markup) -> str:
    return fold(markup.text)


@st.composite
def cuts(draw: st.DrawFn) -> tuple[str, Ranges]:
    """A page and what stays of it: whole units, or parts of them."""
    page = draw(PAGES)
    if "xmp" in page or "plaintext" in page:
        # No tags there, but the segmenter takes them for some that it must write otherwise.
        page = page.replace("</>", "").replace("iframe", "b").replace("noscript", "b")
    markup = segment_page(page)
    if draw(st.booleans()):
        return page, [span for span in unit_ranges(markup) if draw(st.booleans())]
    shown = [piece for piece in pieces(markup) if not piece.text.isspace()]
    kept: Ranges = []
    unit = -1
    for piece in shown:
        if draw(st.booleans()):
            if kept and piece.unit == unit and draw(st.booleans()):
                kept[-1] = (kept[-1][0], piece.end)
            else:
                kept.append((piece.start, piece.end))
            unit = piece.unit
    return page, kept


@given(cuts())
@example(("<p><head> three ", [(14, 15)]))  # a head ends inside of a text
@settings(max_examples=400, deadline=None)
def test_the_cut_page_says_what_was_kept(case: tuple[str, Ranges]) -> None:
    page, kept = case
    markup = segment_page(page)
    assert written(segment_page(cut_html(page, markup, kept))) == kept_text(markup, kept)


@given(PAGES)
@settings(max_examples=200, deadline=None)
def test_nothing_dropped_leaves_the_text_as_it_was(page: str) -> None:
    markup = segment_page(page)
    text = segment_page(cut_html(page, markup, unit_ranges(markup))).text
    assert text.split() == markup.text.split()


@given(cuts())
@settings(max_examples=200, deadline=None)
def test_a_cut_page_has_nothing_left_to_cut(case: tuple[str, Ranges]) -> None:
    page, kept = case
    once = cut_html(page, segment_page(page), kept)
    markup = segment_page(once)
    assert cut_html(once, markup, unit_ranges(markup)) == once


@given(PAGES, st.lists(st.tuples(st.integers(-5, 200), st.integers(-5, 200))))
@settings(max_examples=100, deadline=None)
def test_any_ranges_give_a_page(page: str, kept: Ranges) -> None:
    assert isinstance(cut_html(page, segment_page(page), kept), str)


def cut(marked: str) -> str:
    """Cut a page in which what is kept stands between « and »."""
    kept: Ranges = []
    page = ""
    for part in marked.split("«"):
        said, _, behind = part.rpartition("»")
        if said:
            kept.append((len(page), len(page) + len(said)))
        page += said + behind
    return cut_html(page, segment_page(page), kept)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(
            "<!doctype html><html lang=en><head><title>T</title><style>p{}</style>"
            "<script>x()</script></head><body><nav><a href=/>Home</a><script>y()</script></nav>"
            "<article><h1>«News»</h1><p>«Text.»</p><aside>Ad<iframe src=/></iframe></aside>"
            "</article></body></html>",
            "<!doctype html><html lang=en><head><title>T</title><style>p{}</style></head><body>"
            "<article><h1>News</h1><p>Text.</p></article></body></html>",
            id="a-page",
        ),
        pytest.param("<b>«a»<p>no</b>way<p>«b»", "<b>a</b><p>b", id="end-stays-with-its-start"),
        pytest.param("<p><b>no</p><p>«a»</b>", "<p>a", id="end-goes-with-its-start"),
        pytest.param("<b>«a»<p><b>no</p>«b»</b>", "<b>a<br>b</b>", id="ends-are-told-apart"),
        pytest.param("<p>«a» <a href=/>Ad</a> «b»", "<p>a b", id="no-empty-link"),
        pytest.param("<p>«a» <a href=/><img>Ad</a>", "<p>a <a href=/><img></a>", id="picture"),
        pytest.param("<p>«a»<b>x</b>«b»", "<p>a b", id="not-glued"),
        pytest.param("<p>«a»x«b» y «c»z", "<p>a b c", id="within-a-text"),
        pytest.param("<p>«a»<script>x</script>«b»", "<p>ab", id="no-space-for-nothing"),
        pytest.param("<div>«a»<p>x</p>«b»", "<div>a<br>b", id="line-break-stays"),
        pytest.param("<ul><li>«a»<li>x<li>«b»</ul>", "<ul><li>a</li><li>b</ul>", id="list-item"),
        pytest.param("<p>«a»<div>x</div>«b»", "<p>a</p>b", id="implied-end"),
        pytest.param("«&am»<script></script>«p;»", "&am<!---->p;", id="no-new-entity"),
        pytest.param("«1 <»<i></i><span class=x></span>«b>»", "1 <<i></i>b>", id="a-tag-is-enough"),
        pytest.param("«1 <»<span class=x></span>«b>»", "1 <<!---->b>", id="no-new-tag"),
        pytest.param(
            "<table><tr><th>«a»<td>x<td>«b»<tr><td>y</table>",
            "<table><tr><th>a<td><td>b</td></tr></table>",
            id="cells-hold-their-place",
        ),
        pytest.param(
            "<table><tr><td><a>x</a><br><br>x<td>«a»<br>x<td><br></table>",
            "<table><tr><td><td>a<br><td><br></table>",
            id="line-breaks-of-an-emptied-cell",
        ),
        pytest.param(
            "<p>«a» <i><b>x<br>x</b><br></i>«b» <b><br></b>",
            "<p>a <br>b <b><br></b>",
            id="line-breaks-of-an-emptied-inline-element",
        ),
        pytest.param(
            "<figure><span class=w><img src=p></span><figcaption>«c»</figcaption></figure>"
            "<figure><img src=q><figcaption>x</figcaption></figure>",
            "<figure><span class=w><img src=p></span><figcaption>c</figcaption></figure>",
            id="pictures-go-with-their-caption",
        ),
        pytest.param(
            "<p>«a <i class=i></i>b»<br>«c»", "<p>a <i class=i></i>b<br>c", id="inside-a-range"
        ),
        pytest.param(
            "<noscript><p>«a»</p></noscript><noscript><p>x</p></noscript>",
            "<noscript><p>a</p></noscript>",
            id="noscript",
        ),
        pytest.param("<pre>«a»\nx\n«b»</pre>", "<pre>a\nb</pre>", id="one-line-break"),
        pytest.param("<svg><p>x</p>«yes»", "yes", id="svg-that-a-block-ends"),
        pytest.param("<object>«yes»<i>", "yes<i>", id="object-without-end"),
        pytest.param("<div>x<body>«yes»", "<div>yes", id="second-body"),
        pytest.param("<p>x<p class='", "", id="tag-without-end"),
        pytest.param("", "", id="empty"),
    ],
)
def test_what_is_cut(page: str, expected: str) -> None:
    assert cut(page) == expected


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("<div>", ""),
        ("<b>", "</i></b>"),
        ("<p class=x>a", ""),
        ("<svg><p>", ""),
        ("<!--", ""),
        ("&amp", ""),
        ("<a class=x>a</b>", ""),
    ],
)
def test_hostile_pages_are_cut_in_linear_time(before: str, behind: str) -> None:
    def work(page: str) -> None:
        markup = segment_page(page)
        spans = unit_ranges(markup)
        for kept in ([], spans[::2], spans):
            cut_html(page, markup, kept)

    assert grows_linearly(work, lambda size: before * size + "x" + behind * size, 4_000)


# Markdown


def test_markdown_of_what_an_article_has() -> None:
    page = """<h1>T</h1><p>A <b>b</b> <em>i</em> <a href="../x?a=1&amp;b">link</a>
    <code>c*d</code>.
    <ul><li>one<ul><li>in</ul><li>two</ul><ol><li>a<li>b</ol>
    <table><tr><th>H<th>I<tr><td>a|b<td>c</table>
    <pre><code class="language-py">def f():\n    return 1\n</code></pre>
    <blockquote><p>q<p>r</blockquote>
    <figure><img src=p.png alt=pic><figcaption>c</figcaption></figure>
    <iframe src=/ad>fallback</iframe><script>x()</script><style>p{}</style>"""
    assert to_markdown(page, "https://example.org/a/b/").split("\n") == [
        "# T", "", "A **b** *i* [link](https://example.org/a/x?a=1&b) `c*d`.", "",
        "- one", "  - in", "- two", "1. a", "2. b", "",
        "| H | I |", "| --- | --- |", "| a\\|b | c |", "",
        "```py", "def f():", "    return 1", "```", "", "> q", ">", "> r", "",
        "![pic](https://example.org/a/b/p.png)", "", "c",
    ]  # fmt: skip


def test_markdown_passes_over_blocks_that_hold_nothing_but_characters_without_width() -> None:
    page = "<p>One.</p><p><span>\u200b</span></p><p>Two\u200bthree.</p><p>&#8203;&#xfeff;</p>Four."
    assert to_markdown(page) == "One.\n\nTwo\u200bthree.\n\nFour."


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("10<sup>3</sup> of H<sub>2</sub>O<sup></sup>", "10<sup>3</sup> of H<sub>2</sub>O"),
        ("<ruby>山<rp>(</rp><rt>やま</rt><rp>)</rp></ruby>", "山(やま)"),
        ("Donau\u00adschiff", "Donauschiff"),
        ("<a href=' java\nScript:void(0)'>x</a> <a href=/y>y</a>", "x [y](https://a.org/y)"),
        ("<img src=data:image/gif;base64,R0 data-src=/x.png alt=x>", "![x](https://a.org/x.png)"),
        ("<img srcset='/x.png 1x, /y.png 2x' alt=x>", "![x](https://a.org/x.png)"),
        ("<img src=data:image/gif;base64,R0 alt=x>", "x"),
        ("One <img src=data:image/gif;base64,R0>two", "One two"),
    ],
)
def test_markdown_says_what_a_reader_sees(page: str, expected: str) -> None:
    assert to_markdown(f"<p>{page}</p>", "https://a.org/") == expected


def test_markdown_goes_by_the_base_of_the_page() -> None:
    page = '<base href="/deep/"><p><a href=x>y</a>'
    assert to_markdown(page, "https://a.org/b") == "[y](https://a.org/deep/x)"
    assert to_markdown(page, "http://[") == "[y](x)"
    assert to_markdown(page) == "[y](x)"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>One<br><br>two<br> <br/>\n<br>three<br>four", "One\n\ntwo\n\nthree  \nfour"),
        ("One<br>&nbsp;<br>two<font><br></font><br>three", "One\n\ntwo\n\nthree"),
        ("<p>x <b>One<br><br>two</b> y", "x **One**\n\n**two** y"),
        ("<br>One<p><br>two</p><br>three<hr><br>four", "One\n\ntwo\n\nthree\n\n---\n\nfour"),
        ("One<br><img src=p><br>two", "One  \n![](p)  \ntwo"),
        ("<ul><li>One<br><br>two<li><br>three</ul>", "- One\n\n  two\n\n- three"),
        ("<blockquote>One<br><br>two</blockquote>", "> One\n>\n> two"),
        ("<pre>a<br><br><i>b</i></pre>", "```\na\n\nb\n```"),
        ("<p style='white-space: pre-wrap'>One<br><br><i>two</i>", "One\n\n*two*"),
        ("<template><br><br></template>One", "One"),
    ],
)  # fmt: skip
def test_markdown_has_a_blank_line_for_two_line_breaks(page: str, expected: str) -> None:
    assert to_markdown(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<table><tr><td><td><b>T</b><br><br>One<br><br>two</table>", "**T**\n\nOne\n\ntwo"),
        ("<table><caption>c</caption><tr><td>a<td><pre>b</table>", "c\n\na\n\n```\nb\n```"),
        ("<table><tr><td>a<tr><td>b</table>", "a\n\nb"),
        (
            "<table><tr><td>a<td><p>b<p>c<p>d<tr><td>e<td><h2>f</h2>g</table>",
            "a\n\nb\n\nc\n\nd\n\ne\n\n## f\n\ng",
        ),
        (
            "<table><tr><td>x<td>y<tr><td>z<td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>",
            "x\n\ny\n\nz\n\n| a | b |\n| --- | --- |\n| c | d |",
        ),
        (
            "<table><tr><th>a<th>b<tr><td>c<td><img src=p>",
            "| a | b |\n| --- | --- |\n| c | ![](p) |",
        ),
        (
            "<table><tr><th>a<th>b<tr><td><ul><li><p>c<li><p>d</ul><td>e</table>",
            "| a | b |\n| --- | --- |\n| <ul><li><p>c</p></li><li><p>d</p></li></ul> | e |",
        ),
        ("<table><tr><th>a<th>b</table>", "a\n\nb"),
        (
            "<table><tr><td>a<br><br>b<td>c<tr><td>d<td><ul><li>e<li>f</ul><tr><td>g<td>h</table>",
            "| a<br><br>b | c |\n| --- | --- |\n| d | <ul><li>e</li><li>f</li></ul> |\n| g | h |",
        ),
    ],
)
def test_markdown_keeps_tables_of_data_alone(page: str, expected: str) -> None:
    assert to_markdown(page) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "<tr><th colspan=2>H<tr><td>a<td>b<tr><td>c<td>d",
            ["| H |  |", "| --- | --- |", "| a | b |", "| c | d |"],
        ),
        (
            "<tr><th>H<th>I<tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d",
            ["| H | I |", "| --- | --- |", "| a | b |", "|  | c |", "| d |  |"],
        ),
        (
            "<tr><td>a<td rowspan=3 colspan=2>b<td>c<tr><td>d<td>e<tr></tr><tr><td>f<td>g",
            ["| a | b |  | c |", "| --- | --- | --- | --- |", "| d |  |  | e |", "| f | g |  |  |"],
        ),
        (
            "<tr><td colspan=' 1'>a<td rowspan=x>b<tr><td colspan=-3>c<td rowspan='²'>d",
            ["| a | b |", "| --- | --- |", "| c | d |"],
        ),
    ],
    ids=["over two columns", "over two rows", "both, an empty row", "no numbers"],
)
def test_markdown_gives_every_row_of_a_table_as_many_cells(rows: str, expected: list[str]) -> None:
    assert to_markdown(f"<table class=x>{rows}</table>").splitlines() == expected


def test_markdown_leaves_a_table_alone_that_would_grow_too_large() -> None:
    page = "<table><tr><td>a<td colspan=9999>b<tr><td>c<td>d</table>"
    assert to_markdown(page).startswith("<table>")


@pytest.mark.parametrize(
    "part",
    [
        "<table><tr><td>a<br><br>",
        "<br>&nbsp;",
        "<div><br>x<br>",
        "<tr><td rowspan=9999>a<td>b",
        "<td colspan=99>a",
    ],
)
def test_markdown_of_hostile_pages_takes_linear_time(part: str) -> None:
    table = "<table><tr><td>a<td>b" * part.startswith(("<tr", "<td"))
    assert grows_linearly(to_markdown, lambda size: table + part * size, 1_000)


@given(PAGES)
@settings(max_examples=100, deadline=None)
def test_markdown_of_any_page(page: str) -> None:
    assert isinstance(to_markdown(page, "https://a.org/"), str)


# Spans for others


def result_of(page: str, spans: Ranges, kind: str) -> Result:
    return Result(
        source=decode(page),
        starts=[start for start, _ in spans],
        ends=[end for _, end in spans],
        labels=[place % len(LABELS) for place in range(len(spans))],
        scores=[(place % 7) / 7 for place in range(len(spans))],
        kept=[place % 2 == 0 for place in range(len(spans))],
        kind=kind,
    )


ASTRAL = result_of("😀 Tïtle\r\n\r\nBody & <more>\n\n© 😀 Us", [(0, 7), (11, 24), (26, 32)], "text")


def test_dolma_records_are_what_its_types_take() -> None:
    types = pytest.importorskip("dolma.core.data_types")
    msgspec = pytest.importorskip("msgspec")
    document = json.dumps(to_dolma_document(ASTRAL, "7", "crawl", metadata={"a": 1})).encode()
    attributes = json.dumps(to_dolma(ASTRAL, "7", "crawl")).encode()
    read = types.DocResult.from_spec(
        msgspec.json.decode(document, type=types.InputSpec),
        msgspec.json.decode(attributes, type=types.OutputSpec),
    )
    labels = {span.label.value for span in ASTRAL.spans}
    said = [(span.type, span.select(read.doc)) for span in read.spans if span.type in labels]
    assert said == [(span.label.value, span.text) for span in ASTRAL.spans]


def test_dolma_attributes_are_as_documented() -> None:
    record = json.loads(json.dumps(to_dolma(ASTRAL, "7", "crawl")))
    assert record["id"] == "7"
    assert record["source"] == "crawl"
    text = to_dolma_document(ASTRAL, "7", "crawl")["text"]
    for name, spans in record["attributes"].items():
        experiment, tagger, kind = name.split("__", 2)
        assert (experiment, tagger) == ("cleaner", "spans")
        for start, end, score in spans:
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert 0 <= score <= 1
            if kind == "cut":
                continue
            found = [span for span in ASTRAL.spans if (span.start, span.end) == (start, end)]
            assert text[start:end] == found[0].text
            assert found[0].label.value == kind or (kind == "dropped" and not found[0].kept)
    names = [name.split("__")[2] for name in record["attributes"]]
    assert names == [*(span.label.value for span in ASTRAL.spans), "dropped", "cut"]


GAPS = st.text(st.sampled_from(" \t\n\r\u2028"), max_size=4)
TILES = st.tuples(GAPS, st.sampled_from(["one", "é😀", "a  b", "<p>&amp;"]), st.booleans())


@given(st.lists(TILES, max_size=6), GAPS)
def test_dolma_cuts_leave_the_clean_text(tiles: list[tuple[str, str, bool]], end: str) -> None:
    source, ranges = "", []
    for gap, words, _ in tiles:
        source += gap + words
        ranges.append((len(source) - len(words), len(source)))
    source += end
    result = Result(
        source=decode(source),
        starts=[start for start, _ in ranges],
        ends=[end for _, end in ranges],
        labels=[2] * len(tiles),
        scores=[0.5] * len(tiles),
        kept=[kept for _, _, kept in tiles],
    )
    by = {"cut": "", "space": " "}
    places = [(*place, by[kind]) for kind, found in replacements(result).items() for place in found]
    for low, high, replacement in sorted(places, reverse=True):
        source = source[:low] + replacement + source[high:]
    assert source == result.text


def test_dolma_names_its_experiment() -> None:
    record = to_dolma(ASTRAL, "7", experiment="mine")
    assert "source" not in record
    assert all(name.startswith("mine__spans__") for name in record["attributes"])


def check_annotation(annotation: dict[str, Any]) -> None:
    """What the Web Annotation Data Model says must be, and no term that it lacks."""
    assert annotation.keys() == {"@context", "id", "type", "motivation", "body", "target"}
    assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert annotation["id"].startswith("urn:uuid:")
    assert annotation["type"] == "Annotation"
    assert annotation["motivation"] == "tagging"
    body = annotation["body"]
    assert body.keys() == {"type", "value", "purpose", "format"}
    assert (body["type"], body["purpose"]) == ("TextualBody", "tagging")
    assert body["value"] in CODES
    target = annotation["target"]
    assert target.keys() <= {"type", "source", "selector"}
    assert target["type"] == "SpecificResource"
    assert ":" in target["source"]
    for selector in target.get("selector", []):
        check_selector(selector)


def check_selector(selector: dict[str, Any]) -> None:
    if selector["type"] == "CssSelector":
        assert selector.keys() <= {"type", "value", "refinedBy"}
        assert isinstance(selector["value"], str)
        for refined in selector.get("refinedBy", []):
            check_selector(refined)
    elif selector["type"] == "TextPositionSelector":
        assert selector.keys() == {"type", "start", "end"}
        assert 0 <= selector["start"] <= selector["end"]
    else:
        assert selector["type"] == "TextQuoteSelector"
        assert selector.keys() == {"type", "exact", "prefix", "suffix"}


def check_selected(selectors: list[dict[str, Any]], text: str) -> str:
    """Follow a position and a quote: both must select the same; returns what."""
    position, quote = selectors
    start, end = position["start"], position["end"]
    assert text[start:end] == quote["exact"]
    assert text[:start].endswith(quote["prefix"])
    assert text[end:].startswith(quote["suffix"])
    assert len(quote["prefix"]) == min(start, 32)
    assert len(quote["suffix"]) == min(len(text) - end, 32)
    return text[start:end]


def test_annotations_of_a_text() -> None:
    annotations = to_annotations(ASTRAL, "https://example.org/")
    for span, annotation in zip(ASTRAL.spans, annotations, strict=True):
        check_annotation(annotation)
        assert annotation["body"]["value"] == span.label.value
        assert annotation["target"]["source"] == "https://example.org/"
        assert check_selected(annotation["target"]["selector"], ASTRAL.source) == span.text
    assert len({annotation["id"] for annotation in annotations}) == 3
    assert annotations == to_annotations(ASTRAL, "https://example.org/")
    assert json.loads(json.dumps(annotations)) == annotations


def test_a_page_without_an_address_is_named_by_its_hash() -> None:
    page = Result(
        source=decode(b"caf\xe9", "latin-1"), starts=[0], ends=[4], labels=[0], scores=[1], kept=[1]
    )
    (annotation,) = to_annotations(page)
    scheme, _, digest = annotation["target"]["source"].partition(";")
    assert scheme == "ni:///sha-256"
    assert urlsafe_b64decode(digest + "=") == sha256(b"caf\xe9").digest()


def content(root: Document | Element) -> str:
    """``textContent`` (of a document, that of its root element)."""
    nodes = [*reversed(root.children)]
    said = ""
    while nodes:
        node = nodes.pop()
        if isinstance(node, Text):
            said += node.data
        elif isinstance(node, Element):
            nodes += reversed(node.children)
    return said


@given(PAGES)
@example("<table>a<tr><td>b</table>c")
@example("\ue000\ue001<p>a")
@settings(max_examples=300, deadline=None)
def test_annotations_of_a_page_select_the_dom_s_text(page: str) -> None:
    markup = segment_page(page)
    result = result_of(page, unit_ranges(markup), "html")
    document = parse(page)
    text = content(document)
    for annotation in to_annotations(result, "https://example.org/"):
        check_annotation(annotation)
        selectors = annotation["target"].get("selector", [])
        if [selector["type"] for selector in selectors[-1:]] == ["TextQuoteSelector"]:
            said = check_selected(selectors[-2:], text)
            for selector in selectors[:-2]:
                element = document.select_one(selector["value"])
                assert isinstance(element, Element)
                assert check_selected(selector["refinedBy"], content(element)) == said


class _WithPath(NamedTuple):
    start: int
    end: int
    label: Any
    path: str | None


class _Paths:
    """A result whose spans have paths."""

    def __init__(self, result: Result, paths: list[str | None]) -> None:
        self.kind, self.source, self.decoded = result.kind, result.source, result.decoded
        self.spans = [
            _WithPath(span.start, span.end, span.label, path)
            for span, path in zip(result.spans, paths, strict=True)
        ]


def test_annotations_of_a_page_lead_through_its_elements() -> None:
    page = (
        "<title>T</title><div><p>Some <i>text</i> &amp; 😀 more</p>\r\n<p>Other</p>"
        "<img id=i alt='A cat'></div><template><p>in</p></template><p>Last"
    )
    said = ["Some <i>text</i> &amp; 😀 more", "Other", "A cat", "Last", "in", "T"]
    spans = [(page.index(text), page.index(text) + len(text)) for text in said[:3]]
    spans += [(page.index("in</p>"), page.index("in</p>") + 2), (len(page) - 4, len(page))]
    paths = ["div > p:nth-of-type(1)", "div > p:nth-of-type(2)", "#i", None, "div, ]["]
    result: Any = _Paths(result_of(page, spans, "html"), paths)
    annotations = to_annotations(result)
    for annotation in annotations:
        check_annotation(annotation)
    first, second, picture, hidden, last = (each["target"].get("selector") for each in annotations)
    document = parse(page)
    for selectors, expected in [(first, "Some text & 😀 more"), (second, "Other")]:
        by_path, *by_text = selectors
        element = document.select_one(by_path["value"])
        assert element is not None
        assert check_selected(by_path["refinedBy"], content(element)) == expected
        assert check_selected(by_text, content(document)) == expected
    assert picture == [{"type": "CssSelector", "value": "#i"}]
    assert hidden is None  # what is in a template is not in the document
    assert check_selected(last, content(document)) == "Last"
