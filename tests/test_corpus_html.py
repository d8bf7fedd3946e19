"""The pages in corpus_samples/html are well formed: their offsets can be trusted."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from tests import test_corpus

NAMES = test_corpus.names("html")
LANGUAGES = {"en", "de", "fr", "ar", "fa", "zh", "ja"}
WITHOUT_ARTICLE = {"login-404"}

BLOCKS = (
    "address|article|aside|blockquote|body|br|button|caption|center|dd|details|dialog|dir|div|dl|dt"
    "|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|legend|li|main|menu|nav"
    "|ol|p|pre|search|section|select|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
BLOCK_TAG = re.compile(rf"</?(?:{BLOCKS})(?![\w-])", re.IGNORECASE)
UNSEEN = re.compile(
    r"<(head|script|style|template|svg|title|textarea|iframe|noframes|canvas|audio|video|object)"
    r"(?![\w-]).*?</\1\s*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
TAG = re.compile(r"""<[!?/a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>""")


def read(name: str) -> tuple[str, dict[str, Any]]:
    return test_corpus.read_named("html", name)


def visible(source: str) -> str:
    return html.unescape(TAG.sub("", UNSEEN.sub("", source)))


def labels_of(name: str) -> set[str]:
    return test_corpus.labels_of("html", name)


@pytest.mark.parametrize("name", NAMES)
def test_spans_start_and_end_at_visible_characters(name: str) -> None:
    page, sample = read(name)
    for start, end, _ in sample["spans"]:
        piece = page[start:end]
        assert visible(piece).strip(), piece
        assert visible(piece) == visible(piece).strip(), piece
        assert not re.match(r"\s|</?\w|<!", piece), piece
        assert not re.search(r"\s\Z|<[^<>]*>\Z", piece), piece


@pytest.mark.parametrize("name", NAMES)
def test_spans_stay_within_their_block(name: str) -> None:
    page, sample = read(name)
    for start, end, _ in sample["spans"]:
        assert not BLOCK_TAG.search(UNSEEN.sub("", page[start:end])), page[start:end]


@pytest.mark.parametrize("name", NAMES)
def test_spans_cover_everything_visible(name: str) -> None:
    page, sample = read(name)
    rest, position = [], 0
    for start, end, _ in [*sample["spans"], [len(page), len(page), ""]]:
        rest.append(page[position:start])
        position = end
    assert not visible("".join(rest)).strip()


@pytest.mark.parametrize("name", NAMES)
def test_all_pages_but_the_error_page_have_an_article(name: str) -> None:
    assert ("body" in labels_of(name)) == (name not in WITHOUT_ARTICLE)


def test_there_are_enough() -> None:
    assert len(NAMES) >= 25
    assert {read(name)[1]["language"] for name in NAMES} >= LANGUAGES


def test_awkward_sources_occur() -> None:
    pages = [read(name)[0] for name in NAMES]
    assert any("\r\n" in page for page in pages)
    assert any(re.search(r"&eacute(?!;)", page) for page in pages)
    assert any("<body" not in page.lower() for page in pages)
    assert any("<P>" in page and "</P>" not in UNSEEN.sub("", page) for page in pages)
    assert any("<![CDATA[" in page for page in pages)
    assert any('dir="rtl"' in page for page in pages)


def test_alternative_texts_of_lone_images_are_captions() -> None:
    found = 0
    for name in NAMES:
        page, sample = read(name)
        for start, _, label in sample["spans"]:
            if re.search(r"\balt=[\"']?\s*\Z", page[:start][-40:], re.IGNORECASE):
                assert label == "caption"
                found += 1
    assert found >= 20
