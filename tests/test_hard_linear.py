"""What costs n for n characters costs 8 n for 8 n: rules, pages, bytes and readers under attack."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
import regex

import cleaner
from cleaner.batch.columns import Columns
from cleaner.batch.readers import Reading, read_batches
from cleaner.batch.sources import find_inputs
from cleaner.datasets import DataError, read
from cleaner.labels import Label
from cleaner.metadata import Metadata, place
from cleaner.reading.inputs import looks_like_html
from cleaner.result import Span
from cleaner.rules import all_rules
from cleaner.rules.calendar import mark_calendar
from cleaner.rules.match import _find, _pattern, phrase_hits
from cleaner.rules.phrase_lists import phrase_lists
from cleaner.rules.rule import MONTH_MARK, Rule, Where
from cleaner.rules.tries import TAIL
from cleaner.segment.blocks import Blocks
from cleaner.segment.html import segment_page
from cleaner.segment.text import segment
from cleaner.segment.tokens import tokenize
from cleaner.sites import SiteMemory
from cleaner.source import decode
from tests.fuzz.datasets import FILES
from tests.linear import SLOW, grows_linearly, seconds

PUMPS = [
    "a", "A", "é", "1", " ", "(", ")", ",", ".", "-", "'", "/", "By ", "A. ",
    "Ab ", "a ", "1 ", "| ", "中", "(AP", "Photo: ", MONTH_MARK * 3 + " ", "©",
    "© ", "2024 ", "—", "A,", "a-", "a.a.", "a'",
]  # fmt: skip
"""What is repeated in front of every pattern, beside the words of its own examples."""


def attacks(rule: Rule, marked: bool) -> set[tuple[str, str]]:
    """Beginnings of a rule's examples, and what is then repeated: each of their words."""
    found = set()
    for example in rule.examples[:2]:
        line = example.replace("⟦", "").replace("⟧", "")
        line = mark_calendar(tokenize([line])) if marked else line
        parts = regex.findall(r"\w+\W*|\W", line)
        found |= {("".join(parts[:place]), part) for place, part in enumerate(parts)}
        found |= {(begin, pump) for pump in PUMPS for begin in ("", parts[0], line)}
        found.add(("", line + " "))
    return found


@pytest.mark.parametrize("place", range(len(all_rules())), ids=lambda n: all_rules()[n].id)
def test_a_rule_takes_linear_time(place: int) -> None:
    rule, pattern = all_rules()[place], _pattern(place)

    def work(text: str) -> object:
        low = max(len(text) - TAIL, 0) if rule.where is Where.END else 0
        return _find(pattern, text, [(0, low, len(text))])

    for begin, pump in sorted(attacks(rule, pattern.marked)):

        def make(size: int, begin: str = begin, pump: str = pump) -> str:
            return begin + pump * (size // len(pump)) + "\n\0"

        assert grows_linearly(work, make, 1000), (begin, pump)


TEXTS = [
    "a", "A", " ", "\n", "\r", "a\n", "a\n\n", "(", "( ", "(AP)", "A. ",
    "J. Doe. ", "By A B\n", "Photo: ", "© 2024 ", "More\n", "* a\n", "1. ", "|",
    "é", "中。", "\u200b", "\u0301", "😀", "\0", "http://a.b/", "a@b.c ",
    "Jan. 1, 2024 ", "“", "...", "\u2028", "10 comments\n",
    "A sentence that is here, of some length.\n",
    "Jane Doe, left, speaks in Marston, Ohio, Tuesday, March 4, 2025.(AP)",
    "Talks.Jane ", MONTH_MARK, "ไทย",
    "[a](/x) ", "![a](/x)\n", "[![a](/x)](/y)", "## [a](/x)\n", "[a](/x)**",
    "|[a](/x)|\n|--|\n", "[", "](/x)",
]  # fmt: skip
PAGES = [
    "<p>a", "<div>", "<b>", "</b>", "<a href=x>a</a>", "<ul><li>a",
    "<table><tr><td>a", "<td>a", "<img alt=a>", "<img alt='", "<a ",
    "<p class='a b c'>x", "<!--", "<!", "<?", "</", "<", "<script>", "<title>",
    "<form>a", "<meta property=og:title content=a>",
    "<script type=application/ld+json>{\"a\":", "<svg><title>", "<xmp>",
    "<template>", "<noscript>", "<option>a", "<h1>a<h2>", "<pre>a\n", "a<br>",
    "&amp;", "&", "&#1", "&notit;", "<figure><figcaption>a</figcaption></figure>",
    "<button>a<p>", "<dl><dt>a<dd>b", "<p hidden>a", "<a><div>", "<i><b></i>",
    "</p>", "<body>", "<frameset>", "<p a=b ", "<p a=\"", "<![CDATA[",
    "a <b>b</b> ", "<caption>a", "<h2>More</h2><ul><li><a href=x>b</a></ul>",
    "<p>Photo: J. Doe</p>", "<p\n", "<x-a>a", "<iframe>", "<select>",
]  # fmt: skip


def whole(text: str) -> object:
    result = cleaner.clean(text, kind="text")
    annotations = result.to_w3c("https://example.org/")
    return result.spans, result.text, result.to_dict(), result.to_dolma("1"), annotations


@pytest.mark.parametrize("pump", TEXTS)
def test_a_text_takes_linear_time(pump: str) -> None:
    assert grows_linearly(whole, lambda size: pump * (size // len(pump)), 4000)


def whole_page(page: str) -> object:
    result = cleaner.clean(page, kind="html")
    return result.spans, result.text, result.html, result.to_dict(paths=True)


@pytest.mark.parametrize("pump", PAGES)
def test_a_page_takes_linear_time(pump: str) -> None:
    assert grows_linearly(whole_page, lambda size: pump * (size // len(pump)), 4000)
    assert grows_linearly(segment_page, lambda size: pump * (size // len(pump)), 20_000)


@pytest.mark.parametrize("pump", ["More\n", "River roads\n", "<h1>More</h1>", "<p>River roads</p>"])
def test_a_page_with_an_address_takes_linear_time(pump: str) -> None:
    cleaner_with_address = cleaner.Cleaner(url="https://river.example/a/river-floods-roads")
    assert grows_linearly(cleaner_with_address.clean, lambda size: pump * size, 1_000)


@pytest.mark.parametrize("pump", ["<div>", "<p>a", "<b>", "<td>a", "<x-a>", "<template>"])
def test_what_selectors_select_ends_in_linear_time(pump: str) -> None:
    """And at little cost: the parser's depth has a bound, so that walks to the top only add up."""
    plain, cut = cleaner.Cleaner(), cleaner.Cleaner(force_drop=["css:*"], force_keep=["xpath://*"])

    def make(size: int) -> str:
        return pump * (size // len(pump)) + "One two."

    assert grows_linearly(lambda page: cut.clean(page, "html"), make, 5000)
    page = make(20_000)
    bare = seconds(lambda: plain.clean(page, "html"), 3)
    assert seconds(lambda: cut.clean(page, "html"), 3) < 10 * bare + SLOW


BEGUN = ["<svg", "<script", "<!--", "<?x", "```", "`a", "<p", "<p>a</p", "](", "# a\n"]


@pytest.mark.parametrize("tail", ["", "</svg x", "</script", "--", "``", "</p"])
@pytest.mark.parametrize("pump", BEGUN + [f"{begun}>" for begun in BEGUN if begun[0] == "<"])
def test_the_kind_of_a_page_is_told_in_linear_time(pump: str, tail: str) -> None:
    def make(size: int) -> str:
        return "x " + pump * (size // len(pump)) + tail

    assert grows_linearly(looks_like_html, make, 4000)


@pytest.mark.parametrize("pump", ["a Facebook ", "By Jane Doe Facebook, 5 March 2024 "])
def test_reasons_take_linear_time(pump: str) -> None:
    cut = cleaner.Cleaner(force_drop=["Facebook"])

    def make(size: int) -> str:
        return pump * (size // len(pump))

    assert grows_linearly(lambda text: cut.clean(text, "text").reasons, make, 4000)


@pytest.mark.parametrize("pump", ["- ", "b - ", " | ", "a "])
def test_metadata_takes_linear_time(pump: str) -> None:
    pytest.importorskip("trafilatura", reason="the extra 'metadata' is not installed")

    def make(size: int) -> str:
        title = pump * (size // len(pump))
        names = "<meta property=og:site_name content='Example Herald'>"
        return f"<title>{title}</title>{names}<h1>{title}</h1>" + f"<p>{title[:200]}" * 20

    assert grows_linearly(lambda page: cleaner.clean(page, kind="html").metadata, make, 2000)


@pytest.mark.parametrize("label", [Label.TITLE, Label.BYLINE, Label.DATE])
@pytest.mark.parametrize("pump", ['<"', "1/", "mar ", "1 ", "<!--", "- "])
def test_what_metadata_stands_in_is_found_in_linear_time(pump: str, label: Label) -> None:
    def work(text: str) -> object:
        source = f"{text}&amp;"
        span = Span(0, len(source), label, False, 0.1, None, f"{text}Jane Doe&")
        known = Metadata(title=text, author="Jane Doe", date="2024-03-05", site_name="Herald")
        return place(known, [span] * 2, source)

    assert grows_linearly(work, lambda size: pump * (size // len(pump)), 20_000)


BYTES = [
    b"a", b"\xff", b"\x81", b"\x1b$B", b"\xe2\x82", b"a\0", b"\n\xff", b"\xa4\xa2",
    b"<meta charset=", b"<?xml encoding=", b"<!--", b"\x81\x30", b"\xc3\xa9",
    b"\xe9 ", b"~{", b"+AGE-",
]  # fmt: skip


@pytest.mark.parametrize("pump", BYTES)
@pytest.mark.parametrize("encoding", [None, "gb18030", "shift_jis", "iso-2022-jp", "utf-7"])
def test_bytes_are_decoded_in_linear_time(pump: bytes, encoding: str | None) -> None:
    def work(raw: bytes) -> object:
        source = decode(raw, encoding)
        try:
            return source.to_unit([0], "bytes")
        except ValueError:
            return source.to_unit([0], "utf8")

    assert grows_linearly(work, lambda size: pump * (size // len(pump)), 30_000)


ROWS = {
    "lines": ("a.jsonl", b'{"text": "a"}\n'),
    "blank": ("b.jsonl", b"\n"),
    "one-line": ("c.jsonl", b'{"text":'),
    "archive": (
        "d.warc",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4\r\n\r\nHTTP\r\n\r\n",
    ),
    "conversions": (
        "e.wet",
        b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 4\r\n\r\nRain\r\n\r\n",
    ),
    "headers": ("f.warc", b"WARC/1.0\r\nWARC-Type: response\r\n"),
    "versions": ("g.warc", b"WARC/1.0\r\n"),
    "page": ("h.html", b"<p>a"),
    "text": ("i.txt", b"a\n"),
}
PACKS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes, ".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress,
}  # fmt: skip


@pytest.mark.parametrize(
    ("form", "packed"),
    [(form, "") for form in ROWS] + [("lines", pack) for pack in PACKS if pack],
)
def test_a_reader_takes_linear_time(form: str, packed: str, tmp_path: Path) -> None:
    name, pump = ROWS[form]
    if b"WARC" in pump:
        pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")

    def make(size: int) -> Path:
        path = tmp_path / f"{size}{name}{packed}"
        path.write_bytes(PACKS[packed](pump * (size // len(pump) + 1)))
        return path

    def work(path: Path) -> object:
        inputs = find_inputs([str(path)]).inputs
        return [batch.length for batch in read_batches(inputs, Reading(Columns("text")))]

    assert grows_linearly(work, make, 200_000)


LAYOUTS = {
    "jsonl": [
        b'{"id": "1", "text": "a", "main_content": "a"}\n',
        b"\n",
        b"[[",
        b'{"spans": [[0, 1',
    ],
    "doccano": [b'{"id": 1, "text": "a", "label": [[0, 1, "body"]]}\n', b'{"label": [['],
    "label-studio": [b'[{"data": {"text": "a"}, "annotations": [', b"["],
    "scrapinghub": [b'{"a": {"articleBody": "a"}, ', b'{"a":'],
    "cleaneval": [b"<p>a\n", b"<h>", b"URL: ", b"\n", b"<text id=", b" \t"],
    "pairs": [b"a ", b"\n"],
    "trafilatura": [b"EVAL_PAGES = {'a': {'with': ['a']}}\n", b"(", b"{'a': ", b"-", b"#\n"],
}


@pytest.mark.parametrize(
    ("layout", "pump"), [(name, pump) for name, pumps in LAYOUTS.items() for pump in pumps]
)
def test_a_data_set_is_read_in_linear_time(layout: str, pump: bytes, tmp_path: Path) -> None:
    def make(size: int) -> Path:
        folder = tmp_path / str(size)
        path = folder / FILES[layout]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pump * (size // len(pump) + 1))
        (folder / "a.html").write_text("<p>Rain fell on Monday.")
        return folder if layout in ("cleaneval", "pairs") else path

    def work(where: Path) -> object:
        try:
            return list(read(where, layout))
        except DataError:
            return None

    assert grows_linearly(work, make, 50_000)


LINES = [line for entry in phrase_lists() for line in entry.phrases[:1]]


def test_phrases_are_found_in_linear_time() -> None:
    """The first of each list, in one line and in many: all lists are looked up at once."""
    for between in (" ", "\n", ". "):

        def make(size: int, between: str = between) -> Blocks:
            text = between.join(LINES) + between
            return segment(tokenize([text * (size // len(text) + 1)]))

        assert grows_linearly(phrase_hits, make, 100_000), between


def test_sites_are_learnt_in_linear_time() -> None:
    """From many pages, from a long one, and from many on one of which each line is new."""

    def pages(size: int) -> list[str]:
        return ["Rain fell on Monday.\nMore news"] * (size // 32)

    def long(size: int) -> list[str]:
        return ["Rain fell on Monday.\n" * (size // 21)]

    def new(size: int) -> list[str]:
        return ["\n".join(f"Rain fell on day {n} of page {m}" for n in range(9))
                for m in range(size // 300)]  # fmt: skip

    for make in (pages, long, new):
        assert grows_linearly(SiteMemory.of, make, 50_000), make
