"""Places in the clean text lead to the page and back, in every sample."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.batch.rows import span_rows
from cleaner.integrations.offsets import page_range, text_range
from tests.integrations.readme import SAMPLES


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_rows_agree_with_the_result(name: str) -> None:
    result = cleaner.clean(SAMPLES[name], keep=cleaner.Label)
    rows = result.aligned.rows()
    for place in range(len(result.text)):
        assert page_range(rows, place, place + 1)[0] == result.to_source(place)
    for span in result.kept:
        found = text_range(rows, span.start, span.end)
        assert found is not None
        assert result.text[slice(*found)] == span.text
        start, end = page_range(rows, *found)
        assert (start, end) == (span.start, span.end)

    article = cleaner.clean(SAMPLES[name])
    for span in article.dropped:
        assert text_range(article.aligned.rows(), span.start, span.end) is None


def test_nothing_has_a_place_too() -> None:
    assert page_range([], 0, 0) == (0, 0)
    assert page_range([[0, 4, 10, 14]], 4, 4) == (14, 14)
    assert page_range([[0, 4, 10, 14]], 2, 2) == (12, 12)
    assert page_range([[0, 1, 10, 15], [1, 3, 15, 17]], 0, 0) == (10, 10)


def test_spans_are_what_json_takes() -> None:
    result = cleaner.clean("Rain fell.\n\n© 2024 Example Ltd. All rights reserved.")
    assert span_rows(result)[1] == {
        "start": 12,
        "end": 52,
        "label": "copyright",
        "score": result.spans[1].score,
        "rule": result.spans[1].rule,
        "kept": False,
    }
    names = ("start", "end", "label", "score", "rule", "kept")
    assert span_rows(result) == [
        {name: getattr(span, name) for name in names} for span in result.spans
    ]
