"""web-poet: page objects from a response."""

from __future__ import annotations

import asyncio

import pytest

import cleaner
from tests.integrations.readme import HTML, run_example

web_poet = pytest.importorskip("web_poet", reason='no "cleaner[web-poet]"')


def test_the_readme_example_gives_an_item() -> None:
    told = run_example("web-poet")
    response = web_poet.HttpResponse(
        "https://example.org/news",
        HTML.encode("utf-16"),
        headers={"Content-Type": "text/html; charset=utf-16"},
    )
    page = told["StoryPage"](response)
    item = asyncio.run(page.to_item())
    result = cleaner.clean(HTML, kind="html")
    assert item["text"] == result.text
    assert item["title"] == result.title
    assert item["url"] == "https://example.org/news"
    assert item["notice"] == next(s.text for s in result.dropped if s.label == "copyright")
    source = page.result.source
    assert [source[span["start"] : span["end"]] for span in item["spans"]] == [
        HTML[span.start : span.end] for span in result.spans
    ]
    assert page.result is page.result
