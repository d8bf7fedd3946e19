"""What costs n for n characters costs 8 n for 8 n: rules, pages, bytes and readers under attack.

CPU time is measured, the least of several runs, and its growth is what is asserted: twice
the linear one and a tenth of a second are left to the machine. What takes no time is not
measured twice.
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import regex

import cleaner
from cleaner.batch.columns import Columns
from cleaner.batch.readers import Reading, read_batches
from cleaner.batch.sources import find_inputs
from cleaner.rules import all_rules
from cleaner.rules.match import _find, _pattern, mark_calendar
from cleaner.rules.rule import MONTH_MARK, Rule
from cleaner.segment.html import segment_page
from cleaner.segment.tokens import tokenize
from cleaner.source import decode

PUMPS = [
    "a", "A", "é", "1", " ", "(", ")", ",", ".", "-", "'", "/", "By ", "A. ",
    "Ab ", "a ", "1 ", "| ", "中", "(AP", "Photo: ", MONTH_MARK * 3 + " ", "©",
    "© ", "2024 ", "—", "A,", "a-", "a.a.", "a'",
]  # fmt: skip
"""What is repeated in front of every pattern, beside the words of its own examples."""
SLOW = 0.1
"""Seconds; what 8,000 characters take less for can't be quadratic to harm."""


def seconds(work: Callable[[], object], times: int = 1) -> float:
    taken = []
    for _ in range(times):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)


def grows_linearly(work: Callable[[Any], object], make: Callable[[int], Any], size: int) -> bool:
    """Whether eight times as much takes less than sixteen times as long."""
    small, large = make(size), make(8 * size)
    work(make(10))  # what is loaded once
    if seconds(lambda: work(large)) < SLOW:
        return True
    for _ in range(3):  # a busy machine has a chance to calm down
        before, after = seconds(lambda: work(small), 3), seconds(lambda: work(large), 2)
        if after < 16 * before + SLOW:
            return True
    return False


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
    pattern = _pattern(place)

    def work(text: str) -> object:
        return [*_find(pattern, text, [0], [len(text)], [(0, 0, len(text))])]

    for begin, pump in sorted(attacks(all_rules()[place], pattern.marked)):

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
    return result.spans, result.text, result.to_dict(), result.to_dolma("1")


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

    assert grows_linearly(work, lambda size: pump * (size // len(pump)), 100_000)


ROWS = {
    "lines": ("a.jsonl", b'{"text": "a"}\n'),
    "blank": ("b.jsonl", b"\n"),
    "one-line": ("c.jsonl", b'{"text":'),
    "archive": (
        "d.warc",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4\r\n\r\nHTTP\r\n\r\n",
    ),
    "headers": ("e.warc", b"WARC/1.0\r\nWARC-Type: response\r\n"),
    "versions": ("f.warc", b"WARC/1.0\r\n"),
    "page": ("g.html", b"<p>a"),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("form", ROWS)
def test_a_reader_takes_linear_time(form: str, packed: bool, tmp_path: Path) -> None:
    if form in ("archive", "headers", "versions"):
        pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")
    name, pump = ROWS[form]

    def make(size: int) -> Path:
        path = tmp_path / f"{size}{name}{'.gz' * packed}"
        content = pump * (size // len(pump) + 1)
        path.write_bytes(gzip.compress(content) if packed else content)
        return path

    def work(path: Path) -> object:
        inputs = find_inputs([str(path)]).inputs
        return [batch.length for batch in read_batches(inputs, Reading(Columns("text")))]

    assert grows_linearly(work, make, 200_000)
