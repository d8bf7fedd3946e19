"""Front matter is told from the text that stands below it, field by field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import Label, Result
from cleaner.reading.front_matter import front_matter
from tests.linear import grows_linearly

STORY = (
    "The city council voted 7 to 2 on Tuesday to build a second bridge over the river at Marston."
    "\n\nThe bridge will carry two lanes of traffic, a cycle path and the water main of the north."
)
YAML = '---\ntitle: "Bridge: a vote"\nauthor: Dana Lee\ntags:\n  - bridge\n---\n'
TOML = '+++\ntitle = "Bridge: a vote"\ndate = 2025-03-04\n[extra]\ncopyright = "2025"\n+++\n\n'
READER = (
    "Title: Bridge: a vote\n\nURL Source: https://marston.example/news\n\n"
    "Published Time: 2025-03-04T10:00:00Z\n\nMarkdown Content:\n"
)


@pytest.mark.parametrize("head", [YAML, TOML, READER, YAML.replace("\n", "\r\n"), "\n" + YAML])
def test_its_title_is_the_texts_if_that_has_none(head: str) -> None:
    result = cleaner.clean(head + STORY)
    assert result.title == "Bridge: a vote"
    assert [span.text for span in result.kept] == ["Bridge: a vote", *STORY.split("\n\n")]
    assert {span.rule for span in result.spans if span.end <= len(head)} == {"markup.front-matter"}
    assert all(span.reasons[0].name == span.rule for span in result.spans if span.rule)


@pytest.mark.parametrize("head", [YAML, TOML, READER])
def test_a_text_with_a_title_keeps_its_own(head: str) -> None:
    result = cleaner.clean(f"{head}# Council approves bridge\n\n{STORY}")
    assert result.title == "Council approves bridge"
    assert result.text == f"# Council approves bridge\n\n{STORY}"


def test_names_and_dates_are_told() -> None:
    labels = {span.text: span.label for span in cleaner.clean(YAML + STORY).spans}
    assert labels["author: Dana Lee"] is Label.BYLINE
    assert labels["tags:\n  - bridge"] is Label.OTHER
    labels = {span.text: span.label for span in cleaner.clean(READER + STORY).spans}
    assert labels["Published Time: 2025-03-04T10:00:00Z"] is Label.DATE


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{STORY}\n---\nMore.",
        f"---\n\n{STORY}",
        "---\ntitle: Never closed\n\nRain fell on the town.",
        "Title: A play in three acts\n\nScene: a room.\n\nMarkdown Content:\n",
        "----\na: b\n----\n",
        "---\n---\nRain.",
        "",
    ],
)
def test_other_texts_have_none(text: str) -> None:
    assert front_matter(text) is None


LINES = st.sampled_from([
    "---", "+++", "...", "title: A", 'title = "A"', "title:", "author: B", "  - c", "- d", "# e",
    "", "Title: A", "URL Source: b", "Markdown Content:", "date: 2025", "Rain fell.", "\t", "© 1",
])  # fmt: skip


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_nothing_is_lost_or_told_twice(text: str) -> None:
    for page in (text, f"---\n{text}", f"---\ntitle: A\n{text}\n---\nRain fell."):
        result = cleaner.clean(page, kind="text")
        _covers(result)
        found = front_matter(page)
        if found:
            assert list(found.fields) == sorted(found.fields)
            assert all(field.end <= found.end for field in found.fields)


def _covers(result: Result) -> None:
    left, at = "", 0
    for span in result.spans:
        assert span.start >= at
        left += result.source[at : span.start]
        at = span.end
    assert not (left + result.source[at:]).strip()


@pytest.mark.parametrize("piece", [" a", "a: b\n", "A ", " ", "\n", "- a\n", '"', "a="])
def test_it_is_linear(piece: str) -> None:
    assert grows_linearly(front_matter, lambda size: "---\ntitle: " + piece * size, 20_000)
