"""The promises on pages that were broken: real structure, mutated, and nasty grammars."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
import sysconfig
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import Cleaner, Label, Result, Span
from cleaner.charset import read
from cleaner.segment.html import segment_page
from tests.fuzz.promises import check_html, check_text

SAMPLES = Path(__file__).parent.parent / "corpus_samples"
PAGES = [path.read_bytes().decode("utf-8", "replace") for path in SAMPLES.glob("html/*.html")]
TEXTS = [path.read_bytes().decode("utf-8", "replace") for path in SAMPLES.glob("text/*.txt")]
TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+|<", re.S)
TOKENS = [TOKEN.findall(page) for page in PAGES]
ATTRIBUTE = re.compile(r"""([\w-]+)=("[^"]*"|'[^']*'|[^\s>]+)""")
total = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


# Structure


def broken_attribute(tag: str) -> str:
    """A tag whose first attribute's value has no end, or no quotes."""
    found = ATTRIBUTE.search(tag)
    return tag if not found else tag[: found.end() - 1] + tag[found.end() :]


def mutate(name: str, tokens: list[str], at: int, to: int) -> list[str]:
    """Break a page at a tag or text, for two of them at another place as well."""
    before, one, behind = tokens[:at], tokens[at], tokens[at + 1 :]
    if name == "swap":
        swapped = list(tokens)
        swapped[at], swapped[to] = tokens[to], one
        return swapped
    if name == "move":
        left = before + behind
        return [*left[:to], one, *left[to:]]
    instead = {
        "drop": [],
        "double": [one, one],
        "tear": [one[:-1]],
        "upper": [one.upper()],
        "attribute": [broken_attribute(one)],
        "close": [one.replace("<", "</")],
        "nest": [*tokens[to : to + 20], one],
    }
    return before + instead[name] + behind


MUTATIONS = ("attribute", "close", "double", "drop", "move", "nest", "swap", "tear", "upper")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A sample page of which up to a dozen tags or texts were changed."""
    tokens = draw(st.sampled_from(TOKENS))
    start = draw(st.integers(0, max(0, len(tokens) - 250)))
    tokens = tokens[start : start + 250]
    for _ in range(draw(st.integers(1, 12))):
        places = st.integers(0, len(tokens) - 1)
        tokens = mutate(draw(st.sampled_from(MUTATIONS)), tokens, draw(places), draw(places))
        tokens = tokens or ["<p>a"]
    return "".join(tokens)


@given(mutated())
@total
def test_broken_pages_keep_the_promises(page: str) -> None:
    result = cleaner.clean(page, kind="html")
    check_html(page, result)
    kept = [s for s in result.kept if result.visible and result.visible.range(s.start, s.end)]
    left = "".join(segment_page(result.html).text.split())
    assert left == "".join("".join(span.text.split()) for span in kept)
    assert Result.from_dict(page, result.to_dict(reasons=True)) == result


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_mutation_of_a_page_keeps_the_promises(name: str) -> None:
    """At twelve places of a page each, without chance."""
    tokens = max(TOKENS, key=len)[:400]
    for at in range(0, len(tokens), len(tokens) // 12):
        page = "".join(mutate(name, tokens, at, len(tokens) - 1 - at))
        check_html(page, cleaner.clean(page, kind="html"))


def test_losing_a_tag_does_not_lose_the_article() -> None:
    """The words of the article that stay where one tag of a sample, any of forty, is lost."""
    page = max(PAGES, key=len)
    tokens = TOKEN.findall(page)
    words = set(cleaner.clean(page, kind="html").text.split())
    tags = [n for n, token in enumerate(tokens) if re.match(r"</?[a-z]", token)]
    tags = [n for n in tags if not re.match(r"</?(script|style|title|textarea)", tokens[n])]
    shares = []
    for at in tags[:: max(1, len(tags) // 40)]:
        left = cleaner.clean("".join(tokens[:at] + tokens[at + 1 :]), kind="html")
        shares.append(len(words & set(left.text.split())) / len(words))
    assert sum(shares) / len(shares) > 0.95


# Nasty texts

FRAGMENTS = [
    "\r", "\r\n", "\n", "\u2028", "\x85", "\x1c", "\t", "\xa0", "\u3000", "\u200b",
    "\u200e", "\ufeff", "\0", "\ud83d", "\ude00", "e\u0301", "\u0301", "😀",
    "👩‍👩‍👧", "ﷺ", "a" * 999, "(" * 50, "." * 50, "<p>", "&amp;", "©", "(AP)",
    "Photo: ", "By ", "More ", "مرحبا", "ไทย", "한국어", "中文。", "\ue000",
    "\U0010ffff", "1. ", "* ", "# ",
]  # fmt: skip
nasty = st.lists(
    st.sampled_from(FRAGMENTS)
    | st.sampled_from([line for text in TEXTS for line in text.splitlines() if line.strip()])
    | st.text(max_size=5),
    max_size=40,
).map("".join)


@given(nasty)
@total
def test_nasty_texts_keep_the_promises(text: str) -> None:
    check_text(text, cleaner.clean(text, kind="text"))


@given(st.lists(nasty | mutated(), max_size=5), st.randoms())
@settings(total, max_examples=30)
def test_any_mix_of_pages_is_a_batch(pages: list[str], chance: object) -> None:
    single = [cleaner.clean(page) for page in pages]
    assert list(Cleaner().clean_batch(pages)) == single
    together = [result.text for result in Cleaner().clean_batch(pages[::-1])]
    assert together == [result.text for result in single[::-1]]


# Encodings

ENCODINGS = {
    "Latin": [
        "utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "macintosh", "cp437",
        "cp850", "utf-16", "utf-16-le", "utf-16-be", "windows-1254", "iso-8859-3",
        "iso-8859-10", "iso-8859-14", "iso-8859-16",
    ],
    "Polish": ["windows-1250", "iso-8859-2", "cp852", "iso-8859-13", "windows-1257"],
    "Russian": ["windows-1251", "koi8-r", "iso-8859-5", "ibm866", "x-mac-cyrillic", "koi8-u"],
    "Greek": ["windows-1253", "iso-8859-7"],
    "Hebrew": ["windows-1255", "iso-8859-8"],
    "Arabic": ["windows-1256", "iso-8859-6"],
    "Thai": ["windows-874"],
    "Vietnamese": ["windows-1258"],
    "Chinese": ["gb18030", "gbk", "gb2312"],
    "Taiwanese": ["big5"],
    "Japanese": ["shift_jis", "euc-jp"],
    "Korean": ["euc-kr"],
}  # fmt: skip
LETTERS = {
    "Latin": "Der Fluß trat über die Ufer, è già così.",
    "Polish": "Rzeka wylała w poniedziałek, jak mówią.",
    "Russian": "Река вышла из берегов в понедельник.",
    "Greek": "Το ποτάμι ξεχείλισε τη Δευτέρα.",
    "Hebrew": "הנהר עלה על גדותיו ביום שני.",
    "Arabic": "فاض النهر يوم الاثنين في المدينة.",
    "Thai": "แม่น้ำเอ่อล้นในวันจันทร์",
    "Vietnamese": "Sông tràn b\u01a1 vào thư hai.",
    "Chinese": "星期一河水漫过了堤岸。",
    "Taiwanese": "星期一河水漫過了堤岸。",
    "Japanese": "月曜日に川があふれた。",
    "Korean": "월요일에 강이 넘쳤다.",
}
NAMED = [(script, name) for script, names in ENCODINGS.items() for name in names]
PYTHON = {
    "macintosh": "mac-roman", "ibm866": "cp866", "x-mac-cyrillic": "mac-cyrillic",
    "windows-874": "cp874",
}  # fmt: skip


def page_in(script: str, name: str, declared: str | None) -> tuple[str, bytes]:
    said = LETTERS[script]
    meta = f"<meta charset={declared}>" if declared else ""
    page = f"<html><head>{meta}<title>1</title></head><body><p>{said}</p><p>{said} 2</p>"
    codec = PYTHON.get(name, name)
    return page.encode(codec, "ignore").decode(codec), page.encode(codec, "ignore")


def check_bytes(result: Result, raw: bytes, codec: str) -> None:
    """The bytes at a span's byte offsets decode to the span's slice of the source."""
    for span, (start, end) in zip(result.spans, result.offsets("bytes"), strict=True):
        slice = result.source[span.start : span.end]
        assert raw[start:end].decode(PYTHON.get(codec, codec), "replace") == slice


@pytest.mark.parametrize(("script", "name"), NAMED)
def test_a_known_encoding_is_read_whether_the_page_declares_it_or_another(
    script: str, name: str
) -> None:
    for declared in (name, None, "utf-8", "windows-1251"):
        page, raw = page_in(script, name, declared)
        result = cleaner.clean(raw, encoding=name, kind="html")
        assert result.source == page.removeprefix("\ufeff")
        assert result.decoded.errors == 0 and result.decoded.looks_like is None
        bare = name if name != "utf-16" else "utf-16-le"
        check_bytes(result, raw, bare)


@pytest.mark.parametrize(("script", "name"), NAMED)
def test_a_declared_encoding_is_read(script: str, name: str) -> None:
    if name in ("cp437", "cp850", "cp852") or name.startswith("utf-16-"):
        pytest.skip("browsers don't know it, or don't look for a declaration in it")
    page, raw = page_in(script, name, name)
    result = cleaner.clean(raw)
    assert result.source == page
    assert result.decoded.errors == 0 and result.decoded.looks_like is None
    check_bytes(result, raw, "utf-16-le" if name == "utf-16" else name)


UNTOLD = {"macintosh", "cp437", "cp850", "cp852", "x-mac-cyrillic", "windows-1258"}
"""Taken for others of the same letters where nothing declares them, as few bytes tell which."""


@pytest.mark.parametrize(("script", "name"), NAMED)
def test_an_undeclared_encoding_is_detected(script: str, name: str) -> None:
    page, raw = page_in(script, name, None)
    result = cleaner.clean(raw, kind="html")
    assert result.decoded.chosen_by == ("bom" if name == "utf-16" else "detected")
    if script != "Polish" and name not in UNTOLD:
        assert result.source == page
    used = result.encoding or ""
    assert read(raw, used)[1] == result.decoded.errors
    for span, (start, end) in zip(result.spans, result.offsets("bytes"), strict=True):
        assert read(raw[start:end], used)[0] == result.source[span.start : span.end]


UNSAID = {("Russian", "x-mac-cyrillic", "windows-1251"), ("Japanese", "euc-jp", "gbk")}
"""Most letters are the same in both."""


@pytest.mark.parametrize("declared", ["windows-1252", "windows-1251", "windows-1253", "gbk"])
@pytest.mark.parametrize(("script", "name"), NAMED)
def test_mojibake_is_said(script: str, name: str, declared: str) -> None:
    """What is read in another encoding has errors, or looks like what it is in.

    Where few letters are not ASCII, as in pages in Latin letters, it may go unsaid.
    """
    if name.startswith("utf-16"):
        pytest.skip("its byte order tells, or zeros do")
    page, raw = page_in(script, name, declared)
    result = cleaner.clean(raw, kind="html")
    used, looks_like = result.encoding or "", result.decoded.looks_like
    # UTF-8 without an error is no accident where enough of it is not ASCII.
    assert used == declared or (used, name) == ("utf-8", "utf-8")
    for span, (start, end) in zip(result.spans, result.offsets("bytes"), strict=True):
        assert read(raw[start:end], used)[0] == result.source[span.start : span.end]
    if result.source == page:
        assert looks_like is None
    elif looks_like is not None:
        assert looks_like != used and result.to_dict()["source"]["looks_like"] == looks_like
        if name not in UNTOLD and script != "Polish":
            assert read(raw, looks_like)[0] == page
    else:
        few = script in ("Latin", "Polish", "Vietnamese")
        assert few or result.decoded.errors or (script, name, declared) in UNSAID


@pytest.mark.parametrize(("script", "name"), NAMED)
def test_a_wrongly_declared_encoding_is_said(script: str, name: str) -> None:
    """What is no UTF-8 but says so has errors, as many as there are U+FFFD in its text."""
    if name.startswith("utf-"):
        pytest.skip("declared rightly, or a byte order tells")
    _, raw = page_in(script, name, "utf-8")
    result = cleaner.clean(raw)
    assert result.encoding == "utf-8"
    assert result.decoded.errors == result.source.count("\ufffd") > 0
    assert result.to_dict()["source"]["errors"] == result.decoded.errors
    places = result.offsets("bytes")
    assert all(0 <= start < end <= len(raw) for start, end in places)


@given(st.lists(st.sampled_from(NAMED), min_size=2, max_size=5), st.booleans())
@total
def test_mixed_encodings_are_said(parts: list[tuple[str, str]], declared: bool) -> None:
    head = b"<html><meta charset=utf-8><body>" if declared else b"<html><body>"
    said = (f"<p>{LETTERS[script]}</p>" for script, _ in parts)
    names = (PYTHON.get(name, name) for _, name in parts)
    raw = head + b"".join(s.encode(name, "ignore") for s, name in zip(said, names, strict=True))
    result = cleaner.clean(raw, kind="html")
    assert result.decoded.errors <= result.source.count("\ufffd")
    if result.encoding == "utf-8":
        assert result.decoded.errors == result.source.count("\ufffd")
        for span, (start, end) in zip(result.spans, result.offsets("bytes"), strict=True):
            slice = raw[start:end].decode("utf-8", "replace")
            assert slice == result.source[span.start : span.end]
    check_html(result.source, cleaner.clean(result.source, kind="html"))


# Threads and processes


def digest(page: str) -> tuple[str, bytes, tuple[Span, ...]]:
    result = cleaner.clean(page)
    return result.text, result.columns.scores.tobytes(), result.spans


def test_sixteen_threads_do_what_one_does() -> None:
    pages = [page[:3000] for page in PAGES + TEXTS]
    serial = [digest(page) for page in pages]
    times = -(-400 // len(pages))
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(digest, pages * times)) == serial * times


def test_nothing_brings_the_global_lock_back() -> None:
    """On a free-threaded Python, where the test above then runs its threads at the same time."""
    if not sysconfig.get_config_var("Py_GIL_DISABLED"):
        pytest.skip("this Python has a global lock")
    work = (
        "import sys, cleaner\n"
        "for page in ('Rain fell.', '<p>Rain fell.', '<p>Gr\u00fc\u00dfe'.encode('latin-1')):\n"
        "    cleaner.clean(page).text\n"
        "print(sys._is_gil_enabled())"
    )
    command = [sys.executable, "-W", "error", "-c", work]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_processes_do_what_one_does(method: str) -> None:
    pages = [page[:3000] for page in (PAGES[:6] + TEXTS[:6])]
    expected = [cleaner.clean(page) for page in pages]
    with ProcessPoolExecutor(2, mp_context=get_context(method)) as pool:
        assert list(pool.map(cleaner.clean, pages)) == expected


def test_every_public_value_can_be_pickled() -> None:
    settings = Cleaner(
        keep={"body"}, force_keep=["css:p", "a+", (0, 3)], url="https://example.org/", recall=0.4
    )
    for page in (PAGES[0], TEXTS[0]):
        result = settings.clean(page)
        values = [settings, result, result.decoded, result.columns, result.aligned, result.keep]
        values += [*result.spans, *result.reasons, *Label, result.counts()]
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            again = pickle.loads(pickle.dumps(values, protocol))
            assert str(again[0]) == str(settings)
            assert again[1] == result and again[1].text == result.text
            assert again[1].reasons == result.reasons
            assert again[2] == result.decoded and again[4:] == values[4:]
