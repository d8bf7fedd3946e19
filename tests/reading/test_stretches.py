"""Pages longer than a stretch: nothing is lost at a seam, and each part knows what it stands in."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.reading import stretches
from cleaner.segment.html import segment_page
from cleaner.segment.markup import Elements
from cleaner.source import PageKind

SAMPLES = Path(__file__).parents[2] / "corpus_samples"
LINES = st.lists(st.text(alphabet="ab \n\r\u3000", max_size=30), max_size=20).map("".join)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretches of 300 characters."""
    monkeypatch.setattr(stretches, "LONGEST", 300)


@given(LINES, st.integers(1, 40))
def test_stretches_tile_the_text(text: str, longest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "LONGEST", longest)
        bounds = stretches.stretches(text)
    assert [text[low:high] for low, high in bounds] == [
        text[low:high] for low, high in pairwise([0, *(high for _, high in bounds)])
    ]
    assert bounds[-1][1] == len(text)
    assert all(0 < high - low <= longest for low, high in bounds) or not text


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("name", ["text/newswire-more-list.txt", "html/news-every-block.html"])
def test_spans_of_a_long_page_cover_it(name: str) -> None:
    page = (SAMPLES / name).read_text(encoding="utf-8")
    result = cleaner.clean(page)
    assert len(stretches.stretches(result.visible.markup.text if result.visible else page)) > 2
    said = "".join(
        "".join(span.text.split())
        for span in result.spans
        if span.rule != "markup.alternative-text"
    )
    shown = result.visible.markup.text if result.visible else page
    assert said == "".join(shown.split())
    assert all(left.end <= right.start for left, right in pairwise(result.spans))


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("name", ["text/newswire-more-list.txt", "html/news-every-block.html"])
def test_reasons_of_a_long_page_point_into_their_spans(name: str) -> None:
    page = (SAMPLES / name).read_text(encoding="utf-8") * 2
    result = cleaner.clean(page)
    pointing = 0
    for span in result.spans:
        for reason in span.reasons:
            if reason.start is not None and reason.end is not None:
                pointing += 1
                assert reason.start < span.end and span.start < reason.end
    assert pointing > 10


@pytest.mark.usefixtures("short")
def test_a_page_is_the_same_alone_and_in_a_batch() -> None:
    pages = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("text/*.txt"))[:20]]
    alone = [cleaner.clean(page, kind="text").spans for page in pages]
    assert [r.spans for r in cleaner.Cleaner().clean_batch(pages, "text")] == alone


@pytest.mark.parametrize("low", [0, 300, 1000])
def test_a_part_stands_in_the_same_elements(low: int) -> None:
    page = (SAMPLES / "html/news-every-block.html").read_text(encoding="utf-8")
    markup = segment_page(page)
    high = min(low + 700, len(markup.text))
    part = stretches.cut_markup(markup, low, high)
    first = sum(start <= low for start in markup.unit_start) - 1
    assert part.text == markup.text[low:high]
    assert len(part.unit_element) > 3
    for place, element in enumerate(part.unit_element):
        whole = _around(markup.elements, markup.unit_element[first + place])
        assert _around(part.elements, element) == whole
    linked = [part.text[s:e] for s, e in zip(part.link_start, part.link_end, strict=True)]
    assert linked == [
        markup.text[max(s, low) : min(e, high)]
        for s, e in zip(markup.link_start, markup.link_end, strict=True)
        if s < high and low < e
    ]


def _around(elements: Elements, element: int) -> list[tuple[str, str]]:
    found = []
    while element >= 0:
        found.append(elements.keys[elements.key[element]])
        element = elements.parent[element]
    return found


@pytest.mark.parametrize("page", ["x" * 600_000, "x " * 300_000, "\r\n" * 600_000])
@pytest.mark.parametrize("kind", ["html", "text"])
def test_one_line_without_an_end_is_cut_as_well(page: str, kind: PageKind) -> None:
    result = cleaner.clean(page, kind=kind)
    assert sum(len(span.text.strip()) for span in result.spans) >= len(page.strip()) - 2
