"""Decoding: the order of the standard, and offsets that are exact whatever the bytes are."""

from __future__ import annotations

import pickle
import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.charset import read
from cleaner.source import UNITS, Source, decode

# Lone surrogates, astral characters, line ends of all kinds, U+FEFF and U+FFFD.
TEXTS = st.text(st.characters() | st.sampled_from("\ud83d\ude00\udcff\r\n\ufeff\ufffdé語😀"))
WIDE = ("utf-8", "gb18030", "gbk", "shift_jis", "euc-jp", "euc-kr", "big5")
ONE_BYTE = ("windows-1252", "windows-1251", "koi8-u", "iso-8859-8", "x-user-defined", "cp437")
STATEFUL = ("iso-2022-jp", "hz", "utf-7", "iso2022_kr")
HOSTILE = st.binary() | st.lists(
    st.sampled_from([b"\x81", b"\xfe", b"\x8f", b"\x8e", b"\xa4", b"\xef\xbf\xbd", b"\xe2\x82"])
    | st.sampled_from(
        [b"0", b"A", b"\x40", b"\x88\x62", b"\x841\xa47", b"\xf0\x9f\x98", b"\xed\xa0"]
    )
    | st.binary(min_size=1, max_size=2)
).map(b"".join)


# Which encoding


@pytest.mark.parametrize(
    ("raw", "argument", "encoding", "chosen_by", "text"),
    [
        pytest.param(b"\xef\xbb\xbfa\xc3\xa9", "koi8-r", "utf-8", "bom", "aé", id="mark-beats-all"),
        pytest.param(b"\xff\xfea\0", None, "utf-16le", "bom", "a", id="utf-16le-mark"),
        pytest.param(b"\xfe\xff\0a", None, "utf-16be", "bom", "a", id="utf-16be-mark"),
        pytest.param(b"\x80", "latin-1", "windows-1252", "argument", "€", id="python-label"),
        pytest.param(b"\x81", " ISO-8859-1 ", "windows-1252", "argument", "\x81", id="c1-control"),
        pytest.param(b"\xf5", "x-user-defined", "x-user-defined", "argument", "\uf7f5", id="user"),
        pytest.param(b"a\0", "utf-16", "utf-16le", "argument", "a", id="utf-16-is-little-endian"),
        pytest.param(b"\x80", "gb2312", "gbk", "argument", "€", id="gb2312-is-gbk"),
        pytest.param(b"\xae", "koi8-u", "koi8-u", "argument", "ў", id="koi8-u-is-koi8-ru"),
        pytest.param(b"\x82", "cp437", "cp437", "argument", "é", id="only-python-knows"),
        pytest.param(b"\xb0\xa1", "uhc", "euc-kr", "argument", "가", id="detectors-name"),
        pytest.param(b"a\0\0\0", "utf-32-le", "utf-32-le", "argument", "a", id="utf-32"),
        pytest.param(
            b"<html><meta charset='koi8-r'>", "utf-8", "utf-8", "argument", None, id="header"
        ),
        pytest.param(
            b"<!doctype html><meta charset=koi8-r>\xc1", None, "koi8-r", "meta", None, id="meta"
        ),
        pytest.param(
            b'<meta content="text/html; charset=big5" http-equiv=Content-Type>',
            None,
            "big5",
            "meta",
            None,
            id="http-equiv",
        ),
        pytest.param(
            b"<html><!-- <meta charset=big5> --><meta charset=euc-jp>",
            None,
            "euc-jp",
            "meta",
            None,
            id="not-in-comments",
        ),
        pytest.param(b"<meta charset=utf-16>", None, "utf-8", "meta", None, id="not-utf-16"),
        pytest.param(
            b"<meta charset=x-user-defined>", None, "windows-1252", "meta", None, id="not-user"
        ),
        pytest.param(
            b"<?xml version='1.0' encoding='euc-kr'?><a/>", None, "euc-kr", "meta", None, id="xml"
        ),
        pytest.param(
            b"<meta charset=nonsense><meta charset=big5>", None, "big5", "meta", None, id="next"
        ),
        pytest.param(
            b"<html>" + b" " * 1024 + b"<meta charset=big5>", None, "utf-8", "detected", None,
            id="only-the-first-1024-bytes",
        ),
        pytest.param(
            b"Write <meta charset=koi8-r> there.", None, "utf-8", "detected", None, id="text"
        ),
    ],
)  # fmt: skip
def test_the_encoding_is_chosen_in_the_order_of_the_standard(
    raw: bytes, argument: str | None, encoding: str, chosen_by: str, text: str | None
) -> None:
    source = decode(raw, argument)
    assert (source.encoding, source.chosen_by, source.errors) == (encoding, chosen_by, 0)
    if text is not None:
        assert source.text == text


SENTENCES = {
    "windows-1252": "Le président a déclaré mardi que les délégués étaient arrivés à Genève.",
    "windows-1251": "Президент заявил во вторник, что переговоры будут продолжены.",
    "koi8-r": "Президент заявил во вторник, что переговоры будут продолжены.",
    "windows-1250": "Prezydent powiedział we wtorek, że rozmowy będą kontynuowane w Łodzi.",
    "windows-1256": "قال الرئيس يوم الثلاثاء إن المحادثات ستستمر في القاهرة.",
    "gb18030": "总统星期二表示，谈判将继续进行，双方讨论了贸易和安全问题。",
    "big5": "總統星期二表示，談判將繼續進行，雙方討論了貿易和安全問題。",
    "shift_jis": "大統領は火曜日、交渉は東京で続けられると述べた。貿易についても話し合った。",
    "euc-jp": "大統領は火曜日、交渉は東京で続けられると述べた。貿易についても話し合った。",
    "iso-2022-jp": "大統領は火曜日、交渉は東京で続けられると述べた。貿易についても話し合った。",
    "euc-kr": "대통령은 화요일에 협상이 서울에서 계속될 것이라고 말했다.",
    "utf-8": "Grüße aus Köln — “ja” 😀",
    "utf-16-le": "Grüße aus Köln und mehr",
    "utf-16-be": "Grüße aus Köln und mehr",
}


@pytest.mark.parametrize("declared", ["iso-8859-1", "gb2312", "shift_jis", "windows-1251"])
def test_utf_8_is_told_beside_a_stale_declaration(declared: str) -> None:
    def page(text: str) -> bytes:
        return f"<html><meta charset={declared}><p>{text}".encode()

    source = decode(page("Größe, Füße, Käse, Öl, Süden"))
    assert (source.encoding, source.chosen_by, source.errors) == ("utf-8", "detected", 0)
    assert source.text.endswith("Größe, Füße, Käse, Öl, Süden")
    assert decode(page("Größe")).looks_like == "utf-8"  # may be by chance
    assert decode(page("Größe, Füße, Käse, Öl, Süden"), declared).chosen_by == "argument"


@pytest.mark.parametrize("encoding", SENTENCES)
@pytest.mark.parametrize("ahead", [0, 100_000])
def test_what_nobody_names_is_detected(encoding: str, ahead: int) -> None:
    text = "plain ASCII text\n" * (ahead // 17) + SENTENCES[encoding]
    source = decode(text.encode(encoding))
    assert source.text == text
    assert (source.chosen_by, source.errors) == ("detected", 0)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "shift_jis", "euc-jp"])
def test_a_torn_end_does_not_hide_the_encoding(encoding: str) -> None:
    text = SENTENCES["shift_jis"].removesuffix("。") * 3
    source = decode(text.encode(encoding)[:-1])
    assert source.text == text[:-1] + "\ufffd"
    assert source.errors == 1


def test_damaged_utf8_stays_utf8_and_says_so() -> None:
    source = decode(SENTENCES["windows-1251"].encode() + b" caf\xe9")
    assert source.encoding == "utf-8"
    assert source.errors == 1
    assert source.text.endswith(" caf\ufffd")


def test_a_character_that_was_u_fffd_before_is_no_error() -> None:
    assert decode("a\ufffd".encode() + b"\xff", "utf-8").errors == 1
    assert decode("a\ufffd".encode("gb18030"), "gb18030").errors == 0
    assert decode("a\ufffd".encode("utf-16-le") + b"\0", "utf-16").errors == 1


@pytest.mark.parametrize(
    "label", ["nonsense", "", "base64", "idna", "undefined", "utf-8\0", "\ud800", "x" * 9999]
)
def test_an_unknown_encoding_is_refused_with_what_was_expected(label: str) -> None:
    for page in ("text", b"bytes"):
        with pytest.raises(ValueError, match=r"unknown encoding .*: expected a charset label"):
            decode(page, label)


def test_a_page_of_another_type_is_refused() -> None:
    with pytest.raises(TypeError, match="expected a page as str or bytes, got int"):
        decode(5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected encoding as str, got int"):
        decode("a", 5)  # type: ignore[arg-type]


def test_other_kinds_of_bytes_and_str_are_read_too() -> None:
    class Markup(str):
        pass

    assert decode(bytearray(b"a")) == decode(memoryview(b"a")) == decode(b"a")  # type: ignore[arg-type]
    assert type(decode(Markup("a")).text) is str


# Promises


@given(TEXTS)
def test_str_comes_back_unchanged(text: str) -> None:
    assert decode(text) == Source(text, None, "str", 0)


@given(HOSTILE, st.sampled_from([None, *WIDE, *ONE_BYTE, *STATEFUL, "utf-16", "utf-16be"]))
def test_any_bytes_decode(raw: bytes, encoding: str | None) -> None:
    source = decode(raw, encoding)
    assert 0 <= source.errors <= source.text.count("\ufffd")
    assert source.raw == raw
    assert decode(raw, encoding) == source
    assert pickle.loads(pickle.dumps(source)) == source


@given(st.binary())
def test_any_head_of_a_page_decodes(raw: bytes) -> None:
    decode(b"<html><meta charset=" + raw)
    decode(b"<meta " + raw)
    decode(b"\x1b$B" + raw)


@given(TEXTS)
def test_offsets_are_those_of_the_encoded_text(text: str) -> None:
    source = decode(text)
    every = range(len(text) + 1)
    utf8 = [len(text[:i].encode("utf-8", "surrogatepass")) for i in every]
    assert source.to_unit(every, "utf8").tolist() == utf8
    # A lone surrogate counts one unit, also beside another: one at a time.
    units = [sum(len(c.encode("utf-16-le", "surrogatepass")) // 2 for c in text[:i]) for i in every]
    assert source.to_unit(every, "utf16").tolist() == units
    assert source.to_unit(every, "codepoints").tolist() == list(every)


@given(HOSTILE, st.sampled_from([*WIDE, *ONE_BYTE, "utf-16", "utf-16be"]))
@example(b"\x88\x62a\x88\xa5", "big5")
@example(b"\xef\xbb\xbf\xe2\x82", "utf-8")
def test_bytes_on_both_sides_of_an_offset_decode_to_the_text_on_both_sides(
    raw: bytes, encoding: str
) -> None:
    assert_bytes_meet_text(decode(raw, encoding))


@pytest.mark.parametrize("encoding", WIDE[1:])
def test_every_pair_of_bytes_has_its_offsets(encoding: str) -> None:
    for first in range(0x80, 0x100):
        raw = b"".join(bytes((first, second, 0x20)) for second in range(0x100))
        assert_bytes_meet_text(decode(raw, encoding))


def assert_bytes_meet_text(source: Source) -> None:
    raw, encoding = source.raw or b"", source.encoding or ""
    space = b" \0" if encoding == "utf-16le" else b"\0 " if encoding == "utf-16be" else b" "
    places = source.to_unit(range(len(source.text) + 1), "bytes").tolist()
    assert places == sorted(places)
    assert places[-1] == len(raw)
    for i, place in enumerate(places[:-1]):
        # In Big5 four pairs are a letter and its accent, which has no bytes of its own.
        if place != places[i + 1] and (i == 0 or place != places[i - 1]):
            # The space ends what would else be torn.
            assert read(raw[places[0] : place] + space, encoding)[0] == source.text[:i] + " "
            assert read(raw[place:], encoding)[0] == source.text[i:]


@given(HOSTILE | TEXTS, st.sampled_from(UNITS), st.sampled_from([*WIDE[:-1], *ONE_BYTE, "utf-16"]))
def test_offsets_go_there_and_back(page: str | bytes, unit: str, encoding: str) -> None:
    if isinstance(page, str) and unit == "bytes":
        return
    source = decode(page, encoding)
    every = list(range(len(source.text) + 1))
    there = source.to_unit(every, unit)  # type: ignore[arg-type]
    assert source.from_unit(there, unit).tolist() == every  # type: ignore[arg-type]


def test_an_offset_inside_a_character_gives_that_character() -> None:
    source = decode("aé😀".encode())
    assert source.from_unit(range(8), "bytes").tolist() == [0, 1, 1, 2, 2, 2, 2, 3]


def test_the_mark_counts_in_bytes_but_not_in_the_text() -> None:
    source = decode("\ufeffé\r\nb".encode())
    assert source.text == "é\r\nb"
    assert source.to_unit([0, 1, 2, 3, 4], "bytes").tolist() == [3, 5, 6, 7, 8]
    assert source.to_unit([0, 1], "utf8").tolist() == [0, 2]
    assert source.from_unit([0, 3], "bytes").tolist() == [0, 0]


@pytest.mark.parametrize("encoding", STATEFUL)
def test_an_encoding_with_a_state_has_no_byte_offsets(encoding: str) -> None:
    source = decode("日本語 한국어~{+".encode(encoding, "ignore") or b"~", encoding)
    with pytest.raises(ValueError, match=r"can't be told for .*; ask for utf8"):
        source.to_unit([0], "bytes")
    assert source.to_unit([0], "utf8").tolist() == [0]


def test_wrong_offsets_and_units_are_refused_with_what_was_expected() -> None:
    source = decode("aé")
    with pytest.raises(ValueError, match="has no bytes, only text"):
        source.to_unit([0], "bytes")
    with pytest.raises(ValueError, match="unknown unit 'words': expected one of codepoints"):
        source.to_unit([0], "words")  # type: ignore[arg-type]
    for wrong in (-1, 3):
        with pytest.raises(IndexError, match="expected offsets from 0 to 2 codepoints"):
            source.to_unit([wrong], "utf8")
    with pytest.raises(IndexError, match="expected offsets from 0 to 3 utf8"):
        source.from_unit([4], "utf8")


@pytest.mark.parametrize(
    "raw",
    [b"\xff" * 3_000_000, b"\x81" * 3_000_000, b"<" * 3_000_000, b"\x1b$B" * 1_000_000],
    ids=["invalid", "lead-bytes", "open-tags", "escapes"],
)
def test_large_hostile_bytes_take_linear_time(raw: bytes) -> None:
    source = decode(raw)
    assert source.to_unit([0], "utf8").tolist() == [0]


# Beginnings


@given(HOSTILE, st.sampled_from([*WIDE, *ONE_BYTE, "utf-16", "utf-16be"]), st.data())
@example(b"\x810\x81 ", "gb18030", None)
@example(b"\x81\x841\xa47", "gb18030", None)
@example("\ufeffa\ufffdé".encode() + b"\xff", "utf-8", None)
def test_a_beginning_has_the_bytes_and_errors_of_its_characters(
    raw: bytes, encoding: str, data: st.DataObject | None
) -> None:
    source = decode(raw, encoding)
    ends = source.to_unit(range(len(source.text) + 1), "bytes").tolist()
    lengths = range(len(source.text)) if data is None else [data.draw(st.integers(0, len(ends)))]
    for length in lengths:
        found = source.beginning(length)
        assert found.text == source.text[:length]
        if length >= len(source.text):
            assert found is source
            continue
        assert found.raw == raw[: ends[length]]
        assert found.whole == len(source.text)
        assert found.beginning(length // 2) == source.beginning(length // 2)
        behind = read(raw[ends[length] :], source.encoding or "")[1]
        assert found.errors == max(0, source.errors - behind)


def test_a_beginning_counts_no_character_that_was_u_fffd_before() -> None:
    source = decode("\ufffdabc".encode() + b"\xff", "utf-8")
    assert [source.beginning(length).errors for length in range(6)] == [0, 0, 0, 0, 0, 1]
    assert source.beginning(4).beginning(2).whole == 5
    assert decode("\ufffda\ufffd").beginning(2).errors == 0


@pytest.mark.parametrize("encoding", STATEFUL)
def test_a_beginning_whose_bytes_can_not_be_told_has_none(encoding: str) -> None:
    source = decode("日本語 한국어~{+".encode(encoding, "ignore") * 50, encoding)
    found = source.beginning(len(source.text) // 2)
    assert found.raw is None and found.errors <= source.errors
    assert found.text == source.text[: len(source.text) // 2]


@pytest.mark.parametrize("encoding", [*WIDE, "windows-1252", "utf-16"])
@pytest.mark.parametrize("end", [b"", b"\xff"], ids=["sound", "damaged"])
def test_a_short_beginning_takes_no_memory_of_the_whole_page(encoding: str, end: bytes) -> None:
    source = decode(("Rain fell. " * 100_000).encode(encoding) + end, encoding)
    source.beginning(100)  # loads what is needed
    tracemalloc.start()
    try:
        source.beginning(100)
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()
