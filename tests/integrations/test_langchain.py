"""LangChain: chunks point back into the page that they were cut from."""

from __future__ import annotations

import asyncio
import json

import pytest

import cleaner
from tests.integrations.readme import HTML, SAMPLES, run_example

pytest.importorskip("langchain_core", reason='no "cleaner[langchain]"')
splitters = pytest.importorskip("langchain_text_splitters", reason="no langchain-text-splitters")

from langchain_core.documents import Document  # noqa: E402

from cleaner.integrations.langchain import ROWS, CleanTransformer, locate  # noqa: E402

SPLITTER = splitters.RecursiveCharacterTextSplitter(
    chunk_size=200, chunk_overlap=40, add_start_index=True
)


def visible(html: str) -> str:
    """What a slice of a page says."""
    spans = cleaner.clean(html, kind="html").spans
    return "".join("".join(span.text.split()) for span in spans)


def test_the_readme_example_points_into_the_page() -> None:
    told = run_example("LangChain", Document=Document, splitter=SPLITTER)
    assert len(told["chunks"]) > 2
    assert told["found"] in HTML
    assert "".join(told["chunks"][-1].page_content.split()) == visible(told["found"])


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_chunk_has_its_place(name: str) -> None:
    page = Document(SAMPLES[name], metadata={"source": "https://example.org/", "crawl": 3})
    [article] = CleanTransformer(kind="html").transform_documents([page])
    result = cleaner.clean(SAMPLES[name], kind="html")
    assert article.page_content == result.text
    assert json.loads(json.dumps(article.metadata)) == article.metadata
    for chunk in locate(SPLITTER.split_documents([article])):
        metadata = chunk.metadata
        begin = metadata["start_index"]
        assert metadata["start"] == result.to_source(begin)
        last = result.to_source(begin + len(chunk.page_content) - 1)
        assert metadata["start"] <= last < metadata["end"]
        assert metadata["crawl"] == 3
        assert ROWS not in metadata


def test_a_document_that_was_not_split_needs_no_start_index() -> None:
    [article] = CleanTransformer().transform_documents([Document(HTML, id="7")])
    [whole] = locate([article])
    kept = cleaner.clean(HTML).kept
    assert (whole.metadata["start"], whole.metadata["end"]) == (kept[0].start, kept[-1].end)
    assert whole.id == "7"
    assert ROWS in article.metadata


def test_pieces_are_the_kept_spans_with_flat_metadata() -> None:
    pages = [Document(HTML), Document(""), Document("Rain fell on Monday.")]
    pieces = asyncio.run(CleanTransformer(pieces=True).atransform_documents(pages))
    kept = [span for page in pages for span in cleaner.clean(page.page_content).kept]
    assert [piece.page_content for piece in pieces] == [span.text for span in kept]
    assert [piece.metadata["start"] for piece in pieces] == [span.start for span in kept]
    assert all(isinstance(v, str | int | float) for p in pieces for v in p.metadata.values())
