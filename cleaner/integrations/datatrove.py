"""datatrove: a step that cleans documents and keeps their spans, and an extractor.

`CleanStep` works on batches and writes what it found into the metadata. `CleanExtractor`
stands where datatrove's ``Trafilatura`` does, with its time limit and its sandbox, and
gives the text alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from cleaner.batch.each import clean_each
from cleaner.batch.rows import span_rows
from cleaner.engine import Cleaner
from cleaner.integrations.extras import extra
from cleaner.integrations.tables import ROWS
from cleaner.reading.inputs import Page
from cleaner.result import Result
from cleaner.source import PageKind

with extra("datatrove"):
    from datatrove.data import Document, DocumentsPipeline
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.extractors.base import BaseExtractor
    from datatrove.utils.logging import logger
    from datatrove.utils.typeshelper import StatHints

__all__ = ["SECONDS", "CleanExtractor", "CleanStep"]

SECONDS: Final = 10.0
"""A page takes milliseconds, the first of a process about a second on a slow machine."""


class CleanStep(PipelineStep):
    """Replaces the text of documents, HTML or text, by their clean text.

    ``metadata["spans"]`` has every piece of the page, with ``start``, ``end``, ``label``,
    ``score``, ``rule``, ``kept``; offsets count in the text that came in, which stays
    under ``metadata["page"]`` with ``keep_page``. Documents without any clean text are
    dropped. A page's address is taken from ``metadata["url"]``.

    Arguments:
        cleaner: the settings.
        kind: what the documents are; None looks at each.
        keep_page: whether the page stays in the metadata.
    """

    type = "🛢 - EXTRAC"
    name = "🧹 cleaner"

    def __init__(
        self, cleaner: Cleaner | None = None, kind: PageKind | None = None, keep_page: bool = False
    ) -> None:
        super().__init__()
        self.cleaner = cleaner or Cleaner()
        self.kind = kind
        self.keep_page = keep_page

    def run(
        self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        """Give the cleaned documents, in order."""
        waiting = iter(data or ())
        while documents := list(islice(waiting, ROWS)):
            with self.track_time("batch"):
                results = list(clean_each(len(documents), self._pages(documents), self.cleaner))
            for document, result in zip(documents, results, strict=True):
                self.stat_update(StatHints.total)
                if isinstance(result, Result) and result.text:
                    self._rewrite(document, result)
                    self.stat_update(StatHints.forwarded)
                    self.update_doc_stats(document)
                    yield document
                else:
                    self.stat_update(StatHints.dropped)
                    if isinstance(result, Exception):
                        self.stat_update("failed")
                        logger.warning(f"{document.id} could not be cleaned: {result!r}")

    def _pages(self, documents: list[Document]) -> Callable[[int], Page]:
        def page(number: int) -> Page:
            document = documents[number]
            url = document.metadata.get("url")
            return Page(document.text, None, url if isinstance(url, str) else None, self.kind)

        return page

    def _rewrite(self, document: Document, result: Result) -> None:
        if self.keep_page:
            document.metadata["page"] = document.text
        document.text = result.text
        document.metadata["spans"] = span_rows(result)


class CleanExtractor(BaseExtractor):
    """Extracts the clean text of pages, where ``Trafilatura`` stood in a pipeline.

    >>> CleanExtractor().extract("<nav>Home</nav><p>Rain fell on Monday night, and it froze.")
    'Rain fell on Monday night, and it froze.'

    Arguments:
        cleaner: the settings.
        timeout: seconds that a page may take; one that takes longer is dropped.
    """

    name = "🧹 cleaner"

    def __init__(self, cleaner: Cleaner | None = None, timeout: float = SECONDS) -> None:
        super().__init__(timeout)
        self.cleaner = cleaner or Cleaner()

    def extract(self, text: str) -> str:
        """Return the clean text of a page."""
        return self.cleaner.clean(text).text
