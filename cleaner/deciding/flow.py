"""From pages that were read to the spans of each, very long ones stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cleaner.deciding.spans import SpanColumns, one_behind_another
from cleaner.reading.page import Read
from cleaner.reading.stretches import LONGEST, split


def decided(
    pages: Sequence[Read],
    model: str | None,
    language: str | None,
    recall: float,
    extracted: bool | None = None,
) -> Iterator[SpanColumns]:
    """The spans of each page in its text.

    Arguments:
        pages: all in HTML, or all texts.
        model, language, recall, extracted: as `cleaner.Cleaner` has them.
    """
    for long, group in groupby(pages, lambda page: len(page.text) > LONGEST):
        if not long:
            yield from _decided(list(group), model, language, recall, extracted)
            continue
        for page in group:
            yield one_behind_another(
                (low, columns)
                for low, part in split(page)
                for columns in _decided([part], model, language, recall, extracted)
            )


def _decided(
    pages: Sequence[Read],
    model: str | None,
    language: str | None,
    recall: float,
    extracted: bool | None,
) -> Iterator[SpanColumns]:
    """The same for pages of which each is judged as one; what the other kind needs isn't loaded."""
    if pages[0].is_html:
        from cleaner.deciding.pages import page_spans

        return page_spans(pages, model, language, recall)
    from cleaner.deciding.texts import text_spans

    return text_spans(pages, model, language, recall, extracted)
