"""Bytes in any encoding, known or not: they decode, and offsets in bytes are right."""

from __future__ import annotations

from collections.abc import Iterator

import cleaner
from cleaner.charset import read
from cleaner.source import Unit, decode
from tests.fuzz.promises import check_html, check_text
from tests.fuzz.texts import SAMPLES

NAMES = (
    None, "utf-8", "windows-1252", "windows-1251", "koi8-r", "gb18030", "gbk", "big5", "shift_jis",
    "euc-jp", "euc-kr", "iso-2022-jp", "utf-16le", "utf-16be", "x-user-defined", "utf-7", "hz",
    "utf-32", "cp437", "iso2022_kr", "big5hkscs", "johab", "cp500",
)  # fmt: skip
"""What the first byte chooses from."""


def seeds() -> Iterator[bytes]:
    """Sample pages in each encoding that has their letters."""
    paths = sorted((SAMPLES / "text").glob("*.txt")) + sorted((SAMPLES / "html").glob("*.html"))
    for place, path in enumerate(paths):
        text = path.read_text("utf-8", "replace")[:400]
        name = NAMES[place % len(NAMES)]
        codec = "windows-1252" if name in (None, "x-user-defined") else name
        yield bytes([place % len(NAMES)]) + text.encode(codec or "utf-8", "replace")


def check(data: bytes) -> None:
    """The first byte is the caller's charset, the others are the page."""
    name, page = NAMES[data[0] % len(NAMES)] if data else None, data[1:]
    source = decode(page, name)
    assert 0 <= source.errors <= source.text.count("\ufffd")
    assert source.looks_like != source.encoding
    every = range(len(source.text) + 1)
    units: tuple[Unit, ...] = ("utf8", "utf16")
    for unit in units:
        assert source.from_unit(source.to_unit(every, unit), unit).tolist() == list(every)
    try:
        places = source.to_unit(every, "bytes").tolist()
    except ValueError as error:
        assert "can't be told" in str(error)
    else:
        assert places == sorted(places) and places[-1] == len(page)
        half = len(every) // 2
        # In Big5 two bytes may be a letter and an accent: not between these two.
        whole = (
            half > 0 and places[half - 1] < places[half] < places[min(half + 1, len(places) - 1)]
        )
        if whole and source.encoding != "utf-7":
            text, errors = read(page[places[half] :], source.encoding or "")
            assert text == source.text[half:] and errors <= source.errors
    result = cleaner.clean(page, encoding=name)
    if result.kind == "html":
        check_html(source.text, cleaner.clean(source.text, kind="html"))
    else:
        check_text(source.text, cleaner.clean(source.text, kind="text"))
