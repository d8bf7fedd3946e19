"""Pages of one's own, of any data set that `cleaner.datasets` reads, as examples to learn from.

An HTML page becomes an example for the model for HTML, and its text views examples for the
model for text; a text becomes an example as it is. Gold spans are taken as they are; where only
the main content or snippets are known, the labels are those that they allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from multiprocessing import Pool
from typing import Any, Final, NamedTuple

from cleaner.alignment import align, tokenize
from cleaner.datasets import LabelledSpan, Page
from cleaner.labels import Label
from cleaner.segment.html import segment_page
from cleaner.segment.markup import Markup
from cleaner.training.examples import Example, to_example
from cleaner.training.flatten import flatten
from cleaner.training.labelling import label_page, snippet_hits
from cleaner.training.pages import LabelledPage, labelled_page, measured_page
from cleaner.training.views import Spans, domain_of, views_of
from cleaner.training.weak_names import DROPPED, KEPT
from cleaner.view.visible import Visible

TRUST: Final = 1.0
"""How far one's own gold is trusted: as the best of ours."""


class Own(NamedTuple):
    """A page of one's own as examples."""

    page: Page
    site: str
    """Its registered domain, or its id."""
    html: Example | None
    texts: tuple[Example, ...]


def own_examples(
    pages: Iterable[Page], workers: int = 1, *, with_views: bool = True
) -> Iterator[Own]:
    """The examples of each page that has gold, in their order.

    ``with_views``: make texts of HTML pages too, for the model for text.
    """
    made = partial(own_example, with_views=with_views)
    gold = (page for page in pages if page.has_gold)
    if workers == 1:
        yield from map(made, gold)
        return
    with Pool(workers) as pool:
        yield from pool.imap(made, gold, chunksize=4)


def own_example(page: Page, *, with_views: bool = True) -> Own:
    """The examples of a page.

    >>> page = Page("1", "Rain fell all day.\\n\\n© 2024 Us", "text",
    ...             main_content="Rain fell all day.")
    >>> [example.allowed.tolist() for example in own_example(page).texts]
    [[7, 32760]]
    """
    row: dict[str, Any] = {
        "id": page.id, "url": page.url, "page_type": page.type,
        "with_snippets": page.with_snippets, "without_snippets": page.without_snippets,
        page.kind: page.source,
    }  # fmt: skip
    if page.main_content is not None:
        row["main_content"] = page.main_content
    site = page.site or domain_of(row)
    if page.kind == "text":
        if page.spans is not None:
            whole: Spans = [(span.start, span.end, str(span.label)) for span in page.spans]
            return Own(page, site, None, _texts(page, site, [("gold", page.source, whole)]))
        partial_spans = _partial_spans(page)
        return Own(page, site, None, _texts(page, site, [("lines", page.source, partial_spans)]))
    if page.spans is not None:
        markup = segment_page(page.source)
        spans = visible_spans(page, markup)
        about = {
            "id": page.id, "data": "own", "domain": site, "page_type": page.type, "trust": TRUST
        }  # fmt: skip
        labelled = LabelledPage(about, page.source, spans, spans, None, (), ())
        texts = [("gold", markup.text, spans)] if with_views else []
        return Own(page, site, _html(labelled, site), _texts(page, site, texts))
    labelled = labelled_page("own", row, TRUST)
    if not labelled.about["usable"]:
        return Own(page, site, None, ())
    texts = []
    if with_views:
        flat = flatten(page.source)
        texts += views_of("own", row, flat, label_page(flat, row))
    return Own(page, site, _html(labelled, site), _texts(page, site, texts))


def as_text(page: Page) -> Page:
    """An HTML page as the text that it shows, with its gold; a text as it is."""
    if page.kind == "text":
        return page
    markup = segment_page(page.source)
    spans = [
        LabelledSpan(start, end, Label(name)) for start, end, name in visible_spans(page, markup)
    ]
    return replace(
        page, kind="text", source=markup.text, spans=None if page.spans is None else tuple(spans)
    )


def visible_spans(page: Page, markup: Markup) -> Spans:
    """A page's gold spans as ranges of its visible text.

    >>> from cleaner.datasets import page_of
    >>> page = page_of({"id": 1, "html": "<p>Rain &amp; wind", "spans": [[3, 18, "body"]]})
    >>> visible_spans(page, segment_page(page.source))
    [(0, 11, 'body')]
    """
    visible = Visible(page.source, markup)
    ranges = ((visible.range(start, end), label) for start, end, label in page.spans or ())
    return [(*found, str(label)) for found, label in ranges if found is not None]


def _html(labelled: LabelledPage, site: str) -> Example | None:
    example = measured_page(labelled).example
    return replace(example, site=site) if example.words.size else None


def _texts(page: Page, site: str, views: Iterable[tuple[str, str, Spans]]) -> tuple[Example, ...]:
    made = (
        to_example({
            "id": page.id, "data": "own", "domain": site, "page_type": page.type, "view": view,
            "text": text, "spans": spans, "trust": TRUST,
        })
        for view, text, spans in views
    )  # fmt: skip
    return tuple(example for example in made if example is not None)


def _partial_spans(page: Page) -> Spans:
    """What main content or snippets say of each word of a text."""
    kept, dropped = "|".join(KEPT), "|".join(DROPPED)
    tokens = tokenize(page.source)
    if page.main_content is not None:
        inside = [place >= 0 for place in align(tokens, tokenize(page.main_content))]
        outside = [not hit for hit in inside]
    else:
        inside = snippet_hits(tokens, page.with_snippets)
        outside = snippet_hits(tokens, page.without_snippets)
    return [
        (start, end, kept if hit else dropped)
        for start, end, hit, miss in zip(tokens.starts, tokens.ends, inside, outside, strict=True)
        if hit != miss
    ]
