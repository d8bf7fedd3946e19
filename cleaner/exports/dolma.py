"""Records for the Dolma toolkit: a document, and the spans that were found in it.

Dolma keeps documents and what is said of them apart, in two files of JSON lines
that go in step. What is said are *attributes*: names of three parts (experiment,
tagger, type; two underscores between them), each with spans of the document's
text as start, end and score. Offsets count code points.
"""

from __future__ import annotations

from typing import Any

from cleaner.result import Result

EXPERIMENT = "cleaner"
TAGGER = "spans"


def to_dolma(
    result: Result, id: str, source: str | None = None, *, experiment: str = EXPERIMENT
) -> dict[str, Any]:
    """Return the attributes of a page: an entry per label, and ``dropped``.

    Spans of a label have the chance of the span to belong to the article as their
    score; under ``dropped`` are the spans that are not part of the clean text, with
    the chance that they do *not* belong to it. So a mixer cleans the documents by
    replacing the spans of ``$.attributes.cleaner__spans__dropped``, above the
    ``min_score`` of its choice. What it replaces to get exactly `Result.text` are
    those of a text's ``cut`` and ``space``, see `replacements`. ``source`` is what the
    documents' files call their collection. The offsets count in ``result.source``, the text that
    `to_dolma_document` gives.

    >>> from cleaner.source import decode
    >>> page = Result(source=decode("News\\n\\n© 2024 Us"), starts=[0, 6], ends=[4, 15],
    ...               labels=[0, 6], scores=[0.9, 0.1], kept=[True, False])
    >>> for name, spans in to_dolma(page, "1")["attributes"].items():
    ...     print(name, spans)
    cleaner__spans__title [[0, 4, 0.9]]
    cleaner__spans__copyright [[6, 15, 0.1]]
    cleaner__spans__dropped [[6, 15, 0.9]]
    cleaner__spans__cut [[4, 15, 1.0]]
    """
    prefix = f"{experiment}__{TAGGER}__"
    attributes: dict[str, list[list[float]]] = {}
    dropped: list[list[float]] = []
    for span in result.spans:
        spans = attributes.setdefault(prefix + span.label.value, [])
        spans.append([span.start, span.end, span.score])
        if not span.kept:
            # As few decimals as the scores have, not what the subtraction leaves.
            dropped.append([span.start, span.end, round(1 - span.score, 6)])
    if dropped:
        attributes[prefix + "dropped"] = dropped
    if result.kind == "text":
        for kind, places in replacements(result).items():
            attributes[prefix + kind] = [[start, end, 1.0] for start, end in places]
    record: dict[str, Any] = {"id": id}
    if source is not None:
        record["source"] = source
    record["attributes"] = attributes
    return record


def replacements(result: Result) -> dict[str, list[tuple[int, int]]]:
    """Return what to replace in a text so that its clean text is left, white space included.

    What is under ``cut`` is replaced by nothing, what is under ``space`` by a space: it
    stood glued between two kept spans. A kind that does not occur is left out. In HTML
    there is no such thing: the clean text has no tags and entities.

    >>> import cleaner
    >>> replacements(cleaner.clean("Rain fell on Monday.\\n\\nShare on Facebook"))
    {'cut': [(20, 39)]}
    """
    found: dict[str, list[tuple[int, int]]] = {}
    done, kind = 0, "cut"
    for _, _, start, end in [*result.aligned.rows(), (0, 0, len(result.source), -1)]:
        if start == end:
            kind = "space"
            continue
        if start > done:
            found.setdefault(kind, []).append((done, start))
        done, kind = end, "cut"
    return found


def to_dolma_document(
    result: Result,
    id: str,
    source: str,
    *,
    added: str | None = None,
    created: str | None = None,
    metadata: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return a page as a document: its source, which the spans of `to_dolma` count in.

    ``added`` and ``created`` say when the page was collected and written, as ISO 8601.

    >>> from cleaner.source import decode
    >>> page = Result(source=decode("News"), starts=[0], ends=[4], labels=[2], scores=[1],
    ...               kept=[True])
    >>> to_dolma_document(page, "1", "my-crawl", added="2025-01-21T00:00:00.000Z")
    {'id': '1', 'text': 'News', 'source': 'my-crawl', 'added': '2025-01-21T00:00:00.000Z'}
    """
    record: dict[str, Any] = {"id": id, "text": result.source, "source": source}
    optional = {"added": added, "created": created, "metadata": metadata}
    return record | {name: value for name, value in optional.items() if value is not None}
