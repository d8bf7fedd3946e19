"""Code, cells and headings of an article look like a page's furniture, and stay."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, clean

PROSE = (
    "<p>The council met on Tuesday to talk about the bridge and its price, which rose again this "
    "year, said the mayor of the town, and it will meet once more before the winter comes.</p>"
)


def page(*parts: str) -> str:
    places = ("stone", "wood", "iron")
    body = "".join(
        PROSE.replace("bridge", f"bridge of {place}") + part
        for place, part in zip(places, parts, strict=False)
    )
    return f"<html><body><article><h1>A bridge too dear</h1>{body}{PROSE}</article></body></html>"


@pytest.mark.parametrize(
    "code", ["&gt;&gt;&gt; fruits.pop()", "# Copyright 2024 Jane Doe\nimport os", "Share: 3\nx = 1"]
)
def test_no_rule_speaks_of_code(code: str) -> None:
    shown = code.replace("&gt;", ">")
    assert shown in clean(page(f"<pre>{code}</pre>"), kind="html").text


def test_cells_of_a_table_that_is_kept_stay() -> None:
    rows = "".join(
        f"<tr><td>{day} May 2024<td>Leeds<td>{price}/month"
        for day, price in ((3, "$49"), (4, "$9"))
    )
    table = f"<table><tr><th>Date<th>author<th>email</tr>{rows}</table>"
    kept = clean(page(table), kind="html")
    for cell in ("Date", "author", "email", "3 May 2024", "4 May 2024", "$49/month", "$9/month"):
        assert cell in kept.text.replace("\t", "\n").split("\n"), kept.text


@pytest.mark.parametrize("heading", ["FAQ", "Contact", "Privacy", "January 5, 2020"])
def test_the_heading_of_a_section_stays_with_it(heading: str) -> None:
    made = page("<h2>Prices</h2>", f"<h2>{heading}</h2>", "<h2>Outlook</h2>")
    assert heading in clean(made, kind="html").text.split("\n")


def test_a_layout_table_holds_no_data() -> None:
    made = f"<table><tr><td>By Jane Doe<tr><td>3 May 2024<tr><td>{PROSE * 4}</table>"
    assert "Jane Doe" not in clean(f"<h1>A bridge</h1>{made}", kind="html").text


def test_items_of_a_list_share_a_fate() -> None:
    terms = {
        "Beam": "The roller that holds the warp.",
        "Beater": "The frame that packs the weft.",
        "Dent": "One gap in the reed.",
        "Heddle": "A wire or cord with an eye, through which a warp end passes.",
        "Pick": "One pass of the weft.",
        "Sett": "Ends per inch. See <a href=#dent>Dent</a>.",
        "Shed": "The opening between raised and lowered ends.",
        "Weft": "The yarn that crosses.",
    }
    result = clean(
        "<html><head><title>Glossary of weaving terms</title></head><body><nav><a href=/>Home</a> "
        "<a href=/l>Looms</a> <a href=/g>Glossary</a></nav><h1>Glossary of weaving terms</h1>"
        "<div><a href=#b>A</a> <a href=#b>B</a> <a href=#d>C</a></div>"
        f"<dl>{''.join(f'<dt>{term}<dd>{said}' for term, said in terms.items())}</dl>"
        "<p><a href=#top>Back to top</a></p><footer>© The Weavers' Guild</footer></body></html>"
    )
    listed = [s.kept for s in result.spans if s.path and "dl > " in s.path]
    assert len(listed) == 2 * len(terms) and all(listed)


def test_lists_of_other_pages_of_a_batch_say_nothing() -> None:
    pages = [
        "<li>Rain fell on the town all day.<li>Share",
        "<li>Share<li>Tweet<li>Print",
        "<li>Rain",
    ]
    alone = [clean(page, kind="html").spans for page in pages]
    assert [result.spans for result in Cleaner().clean_batch(pages, "html")] == alone


CLAUSES = (
    "We use cookies to remember your language.",
    "By using this website you agree to the use of cookies.",
    "The information on this site is for general guidance only and is no legal advice.",
    "We and our partners store and access information on your device.",
)


@pytest.mark.parametrize(
    ("title", "clauses"), [("Terms of use", CLAUSES[:1]), ("What the library may do", CLAUSES)]
)
def test_clauses_stay_on_a_page_of_terms(title: str, clauses: tuple[str, ...]) -> None:
    result = clean(
        f"<html><head><title>{title} | Otley Library</title></head><body><header>Otley Library"
        f"</header><main><h1>{title}</h1><p>This page explains what the library does with your "
        "data when you join, borrow a book or use our website.</p>"
        f"{''.join(f'<h2>Part</h2><p>{clause}</p>' for clause in clauses)}</main></body></html>"
    )
    for clause in clauses:
        assert clause in result.text


def test_a_clause_below_an_article_goes() -> None:
    assert CLAUSES[0] not in clean(page("", "", f"<p>{CLAUSES[0]}</p>"), kind="html").text
