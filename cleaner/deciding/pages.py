"""What the blocks of HTML pages are: the decision by their chances, then by rules in what stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.deciding.evidence import gather_pages
from cleaner.deciding.refine import refine
from cleaner.deciding.spans import SpanColumns, to_spans
from cleaner.reading.page import Read
from cleaner.scoring.page_model import load_page_model
from cleaner.scoring.page_sequence import decide_pages


def page_spans(
    pages: Sequence[Read], model: str | None, language: str | None, recall: float
) -> Iterator[SpanColumns]:
    """The spans of each page in its visible text."""
    evidence = gather_pages([page.visible.markup for page in pages if page.visible])
    blocks = evidence.blocks
    scores = load_page_model(model).score(evidence.features, evidence.terms, blocks.text)
    if any(page.site for page in pages):
        from cleaner.scoring.site_evidence import page_evidence

        scores = page_evidence(blocks, [page.site for page in pages]).on_page(scores)
    decision = decide_pages(
        scores,
        evidence.layout.words,
        blocks.text,
        evidence.template,
        evidence.layout.identity,
        evidence.preformatted,
        evidence.standing,
        recall=recall,
    )
    urls = [page.url for page in pages]
    refined = refine(evidence, decision, scores.labels, urls=urls, language=language, recall=recall)
    return to_spans(refined.blocks, refined.words, refined.decision, refined.hits)
