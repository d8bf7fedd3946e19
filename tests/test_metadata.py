"""What a page says of itself, and where it shows it: compared, never guessed."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner.labels import Label
from cleaner.metadata import Metadata, extract_metadata, place
from cleaner.result import Span

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Harbour wall gives way in storm | Coast Gazette</title>
<meta property="og:title" content="Harbour wall gives way in storm">
<meta property="og:site_name" content="Coast Gazette">
<meta property="og:image" content="https://coast.example/wall.jpg">
<meta property="article:section" content="Local news">
<meta name="description" content="Part of the old wall fell into the harbour.">
<meta name="keywords" content="storm, harbour, storm">
<meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2024-03-05T08:00:00Z">
<link rel="canonical" href="https://coast.example/news/wall">
</head><body><article><h1>Harbour wall gives way in storm</h1>
<p>By <a href="/jane">Jane Doe</a>, 5 March 2024</p>
<p>Part of the old wall fell into the harbour on Monday night.</p></article></body></html>"""


def spans_of(*pieces: tuple[str, Label]) -> list[Span]:
    """Spans of a plain text of these pieces, one a line."""
    spans, position = [], 0
    for text, label in pieces:
        spans.append(Span(position, position + len(text), label, True, 0.5, None, text))
        position += len(text) + 1
    return spans


def bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end


# Reading


def test_a_page_says_what_it_is() -> None:
    pytest.importorskip("trafilatura")
    assert extract_metadata(PAGE, "https://coast.example/news/wall?from=feed") == Metadata(
        title="Harbour wall gives way in storm",
        author="Jane Doe",
        date="2024-03-05",
        site_name="Coast Gazette",
        language="en-GB",
        canonical_url="https://coast.example/news/wall",
        description="Part of the old wall fell into the harbour.",
        image="https://coast.example/wall.jpg",
        categories=("Local news",),
        tags=("storm", "harbour"),
    )


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("<html lang=de>", "de"),
        ("<html lang='pt_BR'>", "pt-BR"),
        ("<html xml:lang=fr>", "fr"),
        ("<html lang=''><meta property=og:locale content=es_MX>", "es-MX"),
        ("<html lang=en><meta property=og:locale content=es_MX>", "en"),
        ("<meta http-equiv=Content-Language content='it, en'>", "it"),
        ("<html lang='{{ language }}'>", None),
        ("<html lang=english>", None),
        ("<html>", None),
    ],
)
def test_the_language_is_the_one_declared(head: str, language: str | None) -> None:
    pytest.importorskip("trafilatura")
    assert extract_metadata(head + "<body><p>One</p><p>Two</p>").language == language


def test_a_page_without_metadata_has_none() -> None:
    pytest.importorskip("trafilatura")
    for page in ("", " ", "\0", "\ud800", "<!--", "<", "<p>", "<html></html>", "\ufeff"):
        assert extract_metadata(page) == Metadata()


def test_a_lone_surrogate_or_nul_hides_nothing_else() -> None:
    pytest.importorskip("trafilatura")
    found = extract_metadata(PAGE.replace("<p>", "<p>\ud800\0"))
    assert (found.title, found.date) == ("Harbour wall gives way in storm", "2024-03-05")


@pytest.mark.parametrize(
    "url", ["", "no address", "http://[::1", "//x", "\ud800", "javascript:1", "http://a b/2024/1/2"]
)
def test_an_odd_address_hides_nothing(url: str) -> None:
    pytest.importorskip("trafilatura")
    assert extract_metadata(PAGE, url).author == "Jane Doe"


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "NewsArticle", "headline": ["a"], "author": 5, "datePublished": {}}',
        '{"@type": "NewsArticle", "author": [[{"name": null}]], "publisher": []}',
        "[" * 5000,
        "{",
        "null",
    ],
)
def test_broken_linked_data_does_not_raise(data: str) -> None:
    pytest.importorskip("trafilatura")
    page = f"<html lang=de><script type='application/ld+json'>{data}</script><h1>Die Mauer</h1>"
    found = extract_metadata(page)
    assert found.language == "de"
    for value in (found.title, found.author, found.date, found.site_name):
        assert value is None or isinstance(value, str)


@settings(max_examples=60, deadline=None)
@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ["<html lang=", "<meta name=author content='", "<h1>", "<title>", "'>", ">"]
        )
        | st.sampled_from(["<script type='application/ld+json'>", '{"author":', "}", "</script>"])
        | st.sampled_from(["2024-03-05", "\0", "\ud800", "<!--", "<time datetime='", "<p>"])
        | st.text(max_size=3)
    ).map("".join)
)
@example("<html lang=de><title>" + "a - " * 500)
@example("<div>" * 5000 + "x")
def test_any_page_gives_metadata(page: str) -> None:
    pytest.importorskip("trafilatura")
    found = extract_metadata(page, "https://coast.example/")
    assert place(found, []).title_span is None


def test_a_page_of_another_type_is_refused() -> None:
    pytest.importorskip("trafilatura")
    with pytest.raises(TypeError, match="expected the page as str, got bytes"):
        extract_metadata(b"<p>")  # type: ignore[arg-type]


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    monkeypatch.setitem(sys.modules, "trafilatura.metadata", None)
    with pytest.raises(ImportError, match=r'pip install "cleaner\[metadata\]"'):
        extract_metadata(PAGE)


# The title's place

TITLE = Metadata(title="Harbour wall gives way in storm", site_name="Coast Gazette")


@pytest.mark.parametrize(
    ("shown", "label"),
    [
        ("Harbour wall gives way in storm", Label.TITLE),
        ("HARBOUR WALL\u00a0GIVES WAY  IN STORM", Label.TITLE),
        ("Harbour wall gives way in storm | Coast Gazette", Label.TITLE),
        ("Harbour wall gives way in storm – coastgazette", Label.TITLE),
        ("Harbour wall gives way in storm", Label.HEADING),
        ("Harbour wall gives way in storm - Coast Gazette", Label.BODY),
    ],
)
def test_the_title_is_found_with_and_without_the_sites_name(shown: str, label: Label) -> None:
    spans = spans_of(("Home", Label.NAVIGATION), (shown, label), ("Text.", Label.BODY))
    assert place(TITLE, spans).title_span == bounds(spans[1])


def test_a_title_that_carries_the_sites_name_is_found_without_it() -> None:
    spans = spans_of(("Menu", Label.NAVIGATION), ("Harbour wall’s end", Label.TITLE))
    metadata = Metadata(title="Harbour wall's end » Coast Gazette")
    assert place(metadata, spans).title_span == bounds(spans[1])


def test_the_title_with_the_same_words_goes_before_others() -> None:
    spans = spans_of(
        ("Coast Gazette", Label.TITLE),
        ("Harbour wall gives way in storm", Label.BODY),
        ("Harbour wall gives way in storm", Label.TITLE),
    )
    assert place(TITLE, spans).title_span == bounds(spans[2])
    assert place(TITLE, spans[:2]).title_span == bounds(spans[1])
    assert place(TITLE, spans[:1]).title_span == bounds(spans[0])


def test_a_text_that_only_mentions_the_title_is_not_it() -> None:
    spans = spans_of(("Read: Harbour wall gives way in storm", Label.RELATED))
    assert place(TITLE, spans).title_span is None
    assert place(Metadata(), spans_of(("A title", Label.TITLE))).title_span is None


# The author's place

AUTHOR = Metadata(author="Jane Doe")


def test_the_author_is_found_by_name_in_the_first_byline() -> None:
    spans = spans_of(
        ("Jane Doe rebuilt it.", Label.BODY),
        ("About Jane Doe", Label.BIO),
        ("Photo by Ann Other", Label.BYLINE),
        ("By JANE DOE, Reuters", Label.BYLINE),
    )
    start = spans[3].start + 3
    assert place(AUTHOR, spans).author_span == (start, start + 8)
    assert place(AUTHOR, spans[:3]).author_span == (spans[1].start + 6, spans[1].end)
    assert place(AUTHOR, spans[:1]).author_span is None


def test_a_part_of_a_longer_name_is_not_the_author() -> None:
    assert place(AUTHOR, spans_of(("By Jane Doering", Label.BYLINE))).author_span is None
    chinese = spans_of(("记者王小明报道", Label.BYLINE))
    assert place(Metadata(author="王小明"), chinese).author_span == (2, 5)


def test_several_authors_are_one_range() -> None:
    spans = spans_of(("By Jane Doe and John Roe in Leeds", Label.BYLINE))
    assert place(Metadata(author="John Roe; Jane Doe"), spans).author_span == (3, 24)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('By <a title="Jane Doe" href=/jane>Jane Doe</a> today', "Jane Doe"),
        ('By <a title="> Jane Doe">Jane Doe</a> today', "Jane Doe"),
        ("By <b>Jane</b> Doe today", "By <b>Jane</b> Doe today"),
        ("By Jane&#32;Doe today", "By Jane&#32;Doe today"),
    ],
)
def test_in_markup_the_name_is_narrowed_only_where_it_stands_as_it_is(
    source: str, expected: str
) -> None:
    page = "<p>" + source
    span = Span(3, len(page), Label.BYLINE, False, 0.1, None, "By Jane Doe today")
    found = place(AUTHOR, [span], page).author_span
    assert found is not None
    assert page[slice(*found)] == expected
    assert place(AUTHOR, [span]).author_span == bounds(span)


# The date's place


@pytest.mark.parametrize(
    "shown",
    [
        "2024-03-05", "Published: 2024-03-05T08:00:00Z", "2024/3/5 10:30", "2024.03.05", "20240305",
        "05.03.2024", "5.3.24, 10:30 Uhr", "05/03/2024", "03/05/2024", "3/5/24", "5-3-2024",
        "March 5, 2024", "Mar 5th, 2024", "5 March 2024", "5-Mar-2024", "Tue, 5th of March 2024",
        "Updated March 6, 2024 | Published March 5, 2024", "5. März 2024", "le 5 mars 2024 à 8h",
        "5 de marzo de 2024", "5 marca 2024", "5 марта 2024 г.", "2024. március 5.", "5 Mart 2024",
        "5 de marzo de 202407:59 hs",
        "2024年3月5日", "2024년 3월 5일", "5 tháng 3, 2024", "٥ مارس ٢٠٢٤", "5 मार्च 2024",
    ],
)  # fmt: skip
def test_the_date_is_found_in_any_form(shown: str) -> None:
    pytest.importorskip("dateparser")
    spans = spans_of(("On 5 March 2024 it fell.", Label.BODY), (shown, Label.DATE))
    assert place(Metadata(date="2024-03-05"), spans).date_span == bounds(spans[1])


@pytest.mark.parametrize(
    "shown",
    [
        "6 March 2024", "March 2024", "5 March", "5 March 2023", "05.04.2024", "03.05.2024",
        "15 March 2024", "March 15, 2024", "2024-03-050", "12024-03-05", "5.3.4", "5/3/024",
        "5 min read", "yesterday", "5 comments, 3 shares, 2024 views", "1.5.3.2024", "",
        "March has 31 days, 5 of them in 2024",
    ],
)  # fmt: skip
def test_another_date_is_not_taken_for_it(shown: str) -> None:
    spans = spans_of((shown, Label.DATE), (shown, Label.BYLINE), ("5 March 2024", Label.BODY))
    assert place(Metadata(date="2024-03-05"), spans).date_span is None


def test_a_date_goes_before_a_byline_that_has_it() -> None:
    spans = spans_of(("By Jane Doe, 5 March 2024", Label.BYLINE), ("5 March 2024", Label.DATE))
    metadata = Metadata(date="2024-03-05")
    assert place(metadata, spans).date_span == bounds(spans[1])
    assert place(metadata, spans[:1]).date_span == bounds(spans[0])


def test_without_dateparser_english_months_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner import metadata

    monkeypatch.setitem(sys.modules, "dateparser.languages.loader", None)
    metadata._months.cache_clear()
    try:
        spans = spans_of(("5 March 2024", Label.DATE))
        assert place(Metadata(date="2024-03-05"), spans).date_span == (0, 12)
    finally:
        metadata._months.cache_clear()


@given(st.text() | st.none(), st.lists(st.tuples(st.text(), st.sampled_from(list(Label)))))
@example("İ" * 3, [("ß" * 9, Label.TITLE), ("İ" * 3, Label.BYLINE)])
def test_any_metadata_and_spans_give_places_inside_the_spans(
    value: str | None, pieces: list[tuple[str, Label]]
) -> None:
    spans = spans_of(*pieces)
    placed = place(Metadata(title=value, author=value, date=value), spans)
    for found in (placed.title_span, placed.author_span, placed.date_span):
        if found is not None:
            assert any(span.start <= found[0] <= found[1] <= span.end for span in spans)
