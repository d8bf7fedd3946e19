"""Scrapy: an item pipeline that cleans the page an item carries.

A spider yields items with the response; its feed has text, title and spans. Offsets count
in the page as text. Settings of the project::

    ITEM_PIPELINES = {"cleaner.integrations.scrapy.CleanerPipeline": 300}
    CLEANER_SETTINGS = {"recall": 0.6}        # those of Cleaner
    CLEANER_PAGE_FIELD = "page"               # a response, HTML or text
    CLEANER_KEEP_PAGE = True                  # the page then stands there as text
    CLEANER_FIELDS = {"text": "text", "title": "title", "spans": "spans"}

``CLEANER_FIELDS`` says what is written and under which name: further ``markdown``, ``html``
and ``metadata``. Items that declare their fields get those that they have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from cleaner.batch.rows import span_rows
from cleaner.engine import Cleaner
from cleaner.integrations.extras import extra
from cleaner.reading.inputs import as_page
from cleaner.result import Result

with extra("scrapy"):
    from itemadapter import ItemAdapter

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

__all__ = ["FIELDS", "CleanerPipeline"]

FIELDS: Final[dict[str, Callable[[Result], Any]]] = {
    "text": lambda result: result.text,
    "title": lambda result: result.title,
    "spans": span_rows,
    "markdown": lambda result: result.markdown,
    "html": lambda result: result.html if result.kind == "html" else None,
    "metadata": lambda result: asdict(result.metadata) if result.kind == "html" else None,
}
"""What can be written to an item. A text has no HTML and no metadata."""

_WRITTEN: Final = {name: name for name in ("text", "title", "spans")}


class CleanerPipeline:
    """Cleans the page of each item that has one, and passes the others on.

    >>> pipeline = CleanerPipeline()
    >>> item = pipeline.process_item({"page": "Rain fell.\\n\\n© 2024 Example Ltd."})
    >>> item["text"], item["spans"][1]["label"]
    ('Rain fell.', 'copyright')

    Arguments:
        cleaner: the settings.
        page_field: the field that holds a response or a page.
        keep_page: whether it then holds the page as text; else it is emptied.
        fields: what of `FIELDS` is written, and to which field.
        stats: counts pages and characters.
    """

    def __init__(
        self,
        cleaner: Cleaner | None = None,
        page_field: str = "page",
        keep_page: bool = True,
        fields: Mapping[str, str] = _WRITTEN,
        stats: StatsCollector | None = None,
    ) -> None:
        unknown = fields.keys() - FIELDS.keys()
        if unknown:
            raise ValueError(f"fields: expected of {', '.join(FIELDS)}; got {sorted(unknown)}")
        self._cleaner = cleaner or Cleaner()
        self._page_field = page_field
        self._keep_page = keep_page
        self._fields = dict(fields)
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleanerPipeline:
        """Make one of a project's settings."""
        settings = crawler.settings
        return cls(
            Cleaner(**settings.getdict("CLEANER_SETTINGS")),
            settings.get("CLEANER_PAGE_FIELD", "page"),
            settings.getbool("CLEANER_KEEP_PAGE", True),
            settings.getdict("CLEANER_FIELDS", _WRITTEN),
            crawler.stats,
        )

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """Clean the item's page; ``spider`` is what Scrapy before 2.13 gives as well."""
        fields = ItemAdapter(item)
        if fields.get(self._page_field) is None:
            return item
        page = as_page(fields[self._page_field])
        address = fields.get("url")
        if page.url is None and isinstance(address, str):
            page = page._replace(url=address)
        result = self._cleaner.clean(page)
        declared = ItemAdapter.get_field_names_from_class(type(item))
        for name, field in self._fields.items():
            if declared is None or field in declared:
                fields[field] = FIELDS[name](result)
        fields[self._page_field] = result.source if self._keep_page else None
        if declared is None and not self._keep_page:
            del fields[self._page_field]
        if self._stats:
            self._stats.inc_value("cleaner/pages")
            self._stats.inc_value("cleaner/characters", len(result.text))
            self._stats.inc_value("cleaner/pages_without_text", int(not result.text))
        return item
