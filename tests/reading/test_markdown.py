"""Texts in Markdown are judged as they are shown, and come back as Markdown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import Cleaner, Label, Result
from cleaner.reading.markdown import shown

STORY = """[Skip to content](#content)

- [Home](/)
- [News](/news "All of it")
- [Sign in](https://herald.example/login)

# Council Approves *New* River Bridge

By [Dana Whitfield](/staff/dana)

![A crane beside the old bridge](https://herald.example/a.jpg)

The city council voted 7 to 2 on Tuesday to build [a second bridge](/bridge), which will end the
**detour** of 2019. The mayor called it the end of a long wait for the people of the east bank.

| Year | Cost |
|------|-----:|
| 2019 | 3 million |

The bridge will cost 14 million dollars, most of it from the state. Work begins in August, and the
ferry will go on until the first cars cross.

Copyright 2025 [Example Herald](https://herald.example/). All rights reserved.

## More Example Herald

- [School Board Delays Vote On New Stadium](/stadium)
- [Storm Closes Two Schools In The County](/storm)
"""


def test_what_is_kept_is_markdown_still() -> None:
    result = cleaner.clean(STORY)
    assert result.kind == "text"
    assert result.title == "Council Approves New River Bridge"
    assert result.text.startswith("# Council Approves *New* River Bridge\n\nThe city council")
    assert "[a second bridge](/bridge), which" in result.text
    assert "| 2019 | 3 million |" in result.text
    for lost in ("Home", "Sign in", "Stadium", "Storm", "Copyright", "crane", "Dana"):
        assert lost not in result.text


def test_pieces_have_their_marks_and_labels() -> None:
    spans = {span.text: span.label for span in cleaner.clean(STORY).spans}
    assert spans["- [Home](/)"] is Label.NAVIGATION
    assert spans["By [Dana Whitfield](/staff/dana)"] is Label.BYLINE
    assert spans["![A crane beside the old bridge](https://herald.example/a.jpg)"] is Label.CAPTION
    assert spans["## More Example Herald"] is Label.RELATED
    assert (
        spans["Copyright 2025 [Example Herald](https://herald.example/). All rights reserved."]
        is Label.COPYRIGHT
    )


def test_it_is_labelled_as_the_text_without_marks_is() -> None:
    page = shown(STORY)
    assert page is not None
    plain = cleaner.clean(page.text, kind="text")
    marked = [span for span in cleaner.clean(STORY).spans if "crane" not in span.text]
    assert [span.label for span in marked] == [
        span.label for span in plain.spans if "crane" not in span.text
    ]


def test_reasons_point_into_their_spans() -> None:
    result = cleaner.clean(STORY)
    notice = next(span for span in result.spans if span.label is Label.COPYRIGHT)
    places = [(r.start, r.end) for r in notice.reasons if r.start is not None]
    assert places
    for start, end in places:
        assert start is not None and end is not None
        assert notice.start <= start < end <= notice.end
    picture = next(span for span in result.spans if span.label is Label.CAPTION)
    assert [reason.name for reason in picture.reasons] == [picture.rule]


def test_what_is_forced_counts_in_the_source() -> None:
    start = STORY.index("- [News]")
    result = cleaner.clean(STORY, force_keep=[(start, start + 7)], force_drop=["ferry"])
    assert result.text.startswith("- [News\n") and "ferry" not in result.text


@pytest.mark.parametrize("mark", ["## ", "](/bridge)", "- [", "|------|-----:|", "!["])
def test_marks_alone_can_be_forced(mark: str) -> None:
    start = STORY.index(mark)
    place = [(start, start + len(mark))]
    for result in (cleaner.clean(STORY, force_keep=place), cleaner.clean(STORY, force_drop=place)):
        forced = [span for span in result.spans if span.rule == "forced"]
        assert forced
        assert all(span.reasons[0].kind == "forced" for span in forced)
        assert sum(map(len, result.reasons)) > len(result.spans)


@pytest.mark.parametrize(
    "text",
    [
        "He said [sic](see p. 3) that it rained.",
        "f = table[row](x, y)",
        "The vote [1](2) was close.",
        "[](/nothing)",
        "# a comment\n\n## Menu\n\n- one\n- two",
        "",
    ],
)
def test_other_texts_are_not_markdown(text: str) -> None:
    assert shown(text) is None


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("[![Alt](a.png)](/b)", "Alt"),
        ("![](a.png) Rain [fell](/x).", " Rain fell."),
        ("[a](/x) 2\\. March, *so* __it__ `is` snake_case", "a 2. March, so it `is` snake_case"),
        ("> * [a](<../b c> 'd')\n\n---\n", "a\n\n\n"),
        ("[a](/x)\n```py\n# **kept**\n```", "a\n\n# **kept**\n"),
        ("<strong>[Wiki](/w_(x))</strong><br/>", "Wiki"),
        ("| [a](/x) | b |\n|:--|--|\n| c | d |", "a | b \n\nc | d "),
        ("[One\n\nTwo](/x \"t\")", "One\n\nTwo"),
        ("## One\n* a\n### Two\n1. b", "One\na\nTwo\nb"),
    ],
)  # fmt: skip
def test_what_is_shown(source: str, seen: str) -> None:
    page = shown(source)
    assert page is not None and page.text == seen


TUTORIAL = """# Train a classifier

This tutorial shows how to train a small classifier on your own pictures with
[Keras](https://keras.io).

## Set up

Import the library first:

{}

The model is then trained for ten epochs, which takes about a minute on a small machine.
"""


@pytest.mark.parametrize(
    "inside",
    [
        "```python\n# Copyright 2024 The Authors. All Rights Reserved.\nimport keras\n```",
        "```text\nUsage: tool [options]\nCopyright 2025 Example. All rights reserved.\n```",
        "~~~ yaml\nauthor: Jane Doe\ntags: [a, b]\ncopyright: 2025 Jane Doe\n```\n~~~",
        '```python\n"""Share this article on Twitter."""\ndef share(): ...\n```',
        "| Page | Author | Updated |\n|---|---|---|\n| Intro | Jane Doe | March 3, 2025 |\n"
        "| Set-up | John Smith | March 5, 2025 |\n| Model | Ann Lee | April 1, 2025 |",
        "### Changed\n\n- Python 3.8 is no longer supported",
    ],
)
def test_code_tables_and_sections_stay_as_a_whole(inside: str) -> None:
    page = TUTORIAL.format(inside)
    result = cleaner.clean(page)
    assert result.text == page.strip()
    for span in result.spans:
        if span.rule in ("markup.code", "markup.table"):
            assert span.label is Label.BODY and span.reasons[0].name == span.rule


def test_code_among_what_goes_goes() -> None:
    page = f"{STORY}\n```\nCopyright 2025 Example. All rights reserved.\n```\n"
    assert "```" not in cleaner.clean(page).text


def test_underlined_lines_are_headings() -> None:
    page = "Bridge\n======\n\n" + TUTORIAL.format("Next\n----").split("\n", 2)[2]
    labels = {span.text: span.label for span in cleaner.clean(page).spans}
    assert labels["Bridge\n======"] is Label.TITLE
    assert labels["Next\n----"] is Label.HEADING


PIECES = st.sampled_from([
    "[a link](/x)", "![pic](a.jpg)", "![](a.jpg)", "[](/x)", "[![b](b.png)](/c)", "**", "*", "_",
    "~~", "# ", "\n## ", "\n- ", "\n> ", "\n1. ", "\n\n", "\n", "|", "\n| ", "\n|---|---|\n",
    "\n---\n", "\n===\n", "\n```\n", "~~~ py\n",
    "---\na: b\n---\n", "\\", "\\*", "[", "](", ")", "](/y)", "![", "<br>", "<b>", "</b>", " ",
    "Rain fell on the town.", "© 2024 Example Ltd", "Share", "word", "(AP)", "\t", "é😀", "\r\n",
])  # fmt: skip
PAGES = st.lists(PIECES, max_size=25).map("".join).map("[Home](/)\n\n{}".format)


@given(PAGES)
@settings(max_examples=200, deadline=None)
def test_spans_and_white_space_make_up_the_source(page: str) -> None:
    result = cleaner.clean(page, kind="text")
    done = 0
    for span in result.spans:
        assert done <= span.start < span.end
        assert not page[done : span.start].strip()
        assert span.text == page[span.start : span.end] == span.text.strip()
        done = span.end
    assert not page[done:].strip()
    assert Result.from_dict(page, json.loads(result.to_json(reasons=True))) == result


@given(PAGES)
@settings(max_examples=100, deadline=None)
def test_what_is_shown_maps_to_its_source(page: str) -> None:
    found = shown(page)
    assert found is not None
    for place, character in enumerate(found.text):
        assert page[found.to_source(place)] == character
        assert found.to_text(found.to_source(place)) == place


def test_a_batch_gives_what_single_texts_give() -> None:
    pages = [STORY, "Rain fell.\n\nShare", STORY[:300], "<p>One", STORY[150:]]
    batch = [*Cleaner().clean_batch(pages)]
    assert batch == [cleaner.clean(page) for page in pages]


def test_a_long_page_is_judged_in_stretches() -> None:
    page = STORY * 800
    assert len(page) > 600_000
    result = cleaner.clean(page, kind="text")
    assert "[a second bridge](/bridge)" in result.text


def test_the_command_takes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from cleaner.cli import main

    (tmp_path / "story.md").write_text(STORY)
    assert main(["clean", str(tmp_path / "story.md")]) == 0
    assert capsys.readouterr().out.startswith("# Council Approves *New* River Bridge\n")


def test_marks_tell_headings_and_the_title() -> None:
    spans = {span.text: span.label for span in cleaner.clean(STORY).spans}
    assert spans["# Council Approves *New* River Bridge"] is Label.TITLE
    page = STORY.replace("The bridge will cost", "### What it costs\n\nThe bridge will cost")
    result = cleaner.clean(page)
    labels = {span.text: span.label for span in result.spans}
    assert labels["### What it costs"] is Label.HEADING
    assert [span.text[0] for span in result.spans if span.label is Label.TITLE] == ["#"]


def test_comments_in_code_are_no_headings() -> None:
    code = "```c#\n# fetch it first\ncurl herald.example/bridge\n```\n\nThe bridge will cost"
    page = STORY.replace("# Council", "Council").replace("The bridge will cost", code)
    result = cleaner.clean(page)
    assert result.title == "Council Approves New River Bridge"
    assert all("fetch" not in s.text for s in result.spans if s.label in ("title", "heading"))
