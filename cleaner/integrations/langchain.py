"""LangChain: documents of pages become documents of articles that point back into the page.

`CleanTransformer` cleans; a text splitter may follow, then `locate` gives each chunk the
range of the page that it was made of. So an answer's source is a place, not just an address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cleaner.engine import Cleaner
from cleaner.integrations.extras import extra
from cleaner.integrations.offsets import page_range
from cleaner.reading.inputs import Page
from cleaner.result import Result
from cleaner.source import PageKind

with extra("langchain"):
    from langchain_core.documents import BaseDocumentTransformer, Document

__all__ = ["ROWS", "CleanTransformer", "locate"]

ROWS: Final = "cleaner"
"""The metadata that leads from the clean text to the page."""


@dataclass(frozen=True, slots=True)
class CleanTransformer(BaseDocumentTransformer):
    """Clean documents that hold whole pages, HTML or text.

    The clean document has the page's metadata, ``title`` if the page has one and the
    metadata lacks it, and what `locate` needs. With ``pieces`` there is a document for
    each kept piece instead (a paragraph, a heading), with ``start``, ``end``, ``label``
    and ``score``: plain values, as vector stores want them.

    >>> page = Document("Rain fell on Monday night.\\n\\n© 2024 Example Ltd.")
    >>> for piece in CleanTransformer(pieces=True).transform_documents([page]):
    ...     print(piece.page_content, piece.metadata["start"], piece.metadata["end"])
    Rain fell on Monday night. 0 26
    """

    cleaner: Cleaner = field(default_factory=Cleaner)
    """The settings."""
    pieces: bool = False
    """Whether each kept piece becomes a document of its own."""
    kind: PageKind | None = None
    """What the pages are; None looks at each."""
    url: str = "source"
    """The metadata that holds the page's address, as LangChain's loaders call it."""

    def transform_documents(
        self, documents: Sequence[Document], **kwargs: Any
    ) -> Sequence[Document]:
        """Return the cleaned documents, in order; a page without an article gives no pieces."""
        pages = [
            Page(document.page_content, None, self._address(document), self.kind)
            for document in documents
        ]
        results = self.cleaner.clean_batch(pages)
        cleaned = self._pieces if self.pieces else self._whole
        return [
            made
            for document, result in zip(documents, results, strict=True)
            for made in cleaned(document, result)
        ]

    def _address(self, document: Document) -> str | None:
        address = document.metadata.get(self.url)
        return address if isinstance(address, str) and address else None

    def _whole(self, document: Document, result: Result) -> Iterator[Document]:
        title = {} if result.title is None else {"title": result.title}
        metadata = title | document.metadata | {ROWS: result.aligned.rows()}
        yield Document(result.text, metadata=metadata, id=document.id)

    def _pieces(self, document: Document, result: Result) -> Iterator[Document]:
        for span in result.kept:
            place = {
                "start": span.start,
                "end": span.end,
                "label": span.label.value,
                "score": span.score,
            }
            yield Document(span.text, metadata=document.metadata | place)


def locate(chunks: Sequence[Document]) -> list[Document]:
    """Return chunks of cleaned documents with their place in the page, ``start`` and ``end``.

    The splitter must have been asked for ``add_start_index=True``; a document that was
    not split needs none. What leads to the page is left out, for it is as long as the page.

    Raises:
        KeyError: if a document does not come from `CleanTransformer`.

    >>> page = Document("Menu\\n\\nRain fell on Monday night, and the river rose by a metre.")
    >>> [whole] = CleanTransformer().transform_documents([page])
    >>> begin = whole.page_content.index("river")
    >>> chunk = Document("river", metadata={**whole.metadata, "start_index": begin})
    >>> place = locate([chunk])[0].metadata
    >>> page.page_content[place["start"]:place["end"]]
    'river'
    """
    located = []
    for chunk in chunks:
        metadata = dict(chunk.metadata)
        begin = metadata.get("start_index", 0)
        start, end = page_range(metadata.pop(ROWS), begin, begin + len(chunk.page_content))
        metadata |= {"start": start, "end": end}
        located.append(Document(chunk.page_content, metadata=metadata, id=chunk.id))
    return located
