"""Scrapy: a real crawl of a site on this machine, and the pipeline with every kind of item.

The crawl runs in a process of its own, for Twisted's reactor runs once in a process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import cleaner
from tests.integrations.readme import HTML, SAMPLES, example

scrapy = pytest.importorskip("scrapy", reason='no "cleaner[scrapy]"')

from scrapy.http import HtmlResponse  # noqa: E402

from cleaner.integrations.scrapy import CleanerPipeline  # noqa: E402

CRAWL = """
import json, sys
import scrapy
from scrapy.crawler import CrawlerProcess

{example}
class SiteSpider(StorySpider):
    async def start(self):
        for url in json.loads(sys.argv[2]):
            yield scrapy.Request(url)

process = CrawlerProcess({{
    "FEEDS": {{sys.argv[1]: {{"format": "jsonlines"}}}}, "LOG_LEVEL": "WARNING",
    "TELNETCONSOLE_ENABLED": False, **json.loads(sys.argv[3]),
}})
crawler = process.create_crawler(SiteSpider)
process.crawl(crawler)
process.start()
print(json.dumps(crawler.stats.get_stats(), default=str))
"""


class Site(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    for name, html in SAMPLES.items():
        (tmp_path / f"{name}.html").write_text(html, "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, directory=str(tmp_path))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def crawl(site: str, feed: Path, **settings: Any) -> tuple[dict[str, Any], dict[str, Any], str]:
    """Return the items by page, the statistics and the log."""
    urls = [f"{site}/{name}.html" for name in SAMPLES]
    done = subprocess.run(
        [sys.executable, "-c", CRAWL.format(example=example("Scrapy")), str(feed),
         json.dumps(urls), json.dumps(settings)],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    items = [json.loads(line) for line in feed.read_text("utf-8").splitlines()]
    by_page = {Path(item["url"]).stem: item for item in items}
    assert len(by_page) == len(items) == len(SAMPLES)
    return by_page, json.loads(done.stdout), done.stderr


def test_a_crawl_gives_clean_items(site: str, tmp_path: Path) -> None:
    items, stats, log = crawl(site, tmp_path / "feed.jsonl")
    for name, item in items.items():
        # The server declares no charset: the page's own bytes decide.
        result = cleaner.clean(
            SAMPLES[name].encode(), kind="html", recall=0.6, url=f"{site}/{name}.html"
        )
        assert item["text"] == result.text
        assert item["title"] == result.title
        assert item["page"] == result.source
        assert [(span["start"], span["end"], span["label"]) for span in item["spans"]] == [
            (span.start, span.end, span.label) for span in result.spans
        ]
    assert stats["cleaner/pages"] == len(SAMPLES)
    assert stats["cleaner/characters"] == sum(len(item["text"]) for item in items.values())
    assert log == ""


def test_settings_of_the_project_are_read(site: str, tmp_path: Path) -> None:
    items, _, _ = crawl(
        site,
        tmp_path / "feed.jsonl",
        CLEANER_FIELDS={"text": "article", "markdown": "markdown"},
        CLEANER_KEEP_PAGE=False,
    )
    for name, item in items.items():
        assert item.keys() == {"url", "article", "markdown"}
        url = f"{site}/{name}.html"
        assert item["markdown"] == cleaner.clean(SAMPLES[name], recall=0.6, url=url).markdown


class Declared(scrapy.Item):  # type: ignore[name-defined]
    page = scrapy.Field()
    text = scrapy.Field()


@dataclass
class Typed:
    page: Any
    text: str = ""


@pytest.mark.parametrize("kind", [dict, Declared, Typed])
@pytest.mark.parametrize("spider", [(), (None,)], ids=["without spider", "with spider"])
def test_items_get_the_fields_that_they_have(kind: Any, spider: tuple[Any, ...]) -> None:
    response = HtmlResponse("https://example.org/", body=HTML.encode(), encoding="utf-8")
    item = CleanerPipeline(keep_page=False).process_item(kind(page=response), *spider)
    text = item.text if kind is Typed else item["text"]
    assert text == cleaner.clean(HTML).text
    if kind is dict:
        assert item.keys() == {"text", "title", "spans"}
    else:
        assert (item.page if kind is Typed else item["page"]) is None


def test_a_text_has_no_html_and_an_item_without_page_passes() -> None:
    fields = {"html": "html", "metadata": "metadata", "markdown": "markdown"}
    item = CleanerPipeline(fields=fields).process_item({"page": "Rain fell on Monday."})
    assert item == {
        "page": "Rain fell on Monday.", "html": None, "metadata": None,
        "markdown": "Rain fell on Monday.",
    }  # fmt: skip
    assert CleanerPipeline().process_item({"url": "x"}) == {"url": "x"}


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValueError, match="expected of text, title"):
        CleanerPipeline(fields={"texts": "text"})
