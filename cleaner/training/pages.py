"""Labelled HTML pages to examples: the model for HTML learns from these.

A page's labels come from its gold and the structure around it (labelling.py); for
the pages whose text was labelled by hand, those labels are carried over to the page.
Both are made for the page's reference text and brought to its visible text by
aligning tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from cleaner.alignment import align, tokenize
from cleaner.deciding.evidence import gather_pages
from cleaner.segment.html import segment_page
from cleaner.segment.markup import Markup
from cleaner.training.examples import Example, allowed_labels, term_columns
from cleaner.training.flatten import flatten
from cleaner.training.hand import Hand, read_hand
from cleaner.training.labelling import label_page
from cleaner.training.views import SOURCES, Spans, aligned_view, domain_of, read

HAND: Final = "gold"
"""View of the pages whose labels a careful reader gave."""


@dataclass(frozen=True, slots=True, eq=False)
class LabelledPage:
    """An HTML page, its visible text's labels and what it is measured by."""

    about: dict[str, Any]
    """``id, data, domain, page_type, trust, usable``; ``gold text``: was it made into
    one of the texts that are measured on?"""
    html: str
    spans: Spans
    """Sets of labels over the visible text."""
    hand: Spans
    """Labels by hand over the visible text, where there are any."""
    gold: str | None
    with_snippets: tuple[str, ...]
    without_snippets: tuple[str, ...]


def carried(markup: Markup, text: str, spans: Iterable[tuple[int, int, str]]) -> Spans:
    """Labels of a text brought to the visible text of the page that it was made from.

    >>> page = segment_page("<nav>Menu</nav><p>One <b>two</b> three four")
    >>> carried(page, "One two three four", [(0, 18, "body")])
    [(6, 24, 'body')]
    """
    names = [""] * (len(text) + 1)
    for start, end, label in spans:
        names[start:end] = [label] * (end - start)
    tokens, reference = tokenize(markup.text), tokenize(text)
    found: Spans = []
    for token, place in enumerate(align(tokens, reference)):
        label = names[reference.starts[place]] if place >= 0 else ""
        start, end = tokens.starts[token], tokens.ends[token]
        if not label:
            continue
        if found and found[-1][2] == label and "\n" not in markup.text[found[-1][1] : start]:
            found[-1] = (found[-1][0], end, label)
        else:
            found.append((start, end, label))
    return found


def labelled_page(
    name: str, row: Mapping[str, Any], trust: float, hand: Hand | None = None
) -> LabelledPage:
    """A row of a data set, labelled; ``hand``: all labels by hand."""
    page, markup = flatten(row["html"]), segment_page(row["html"])
    read_by_hand = hand.of(name, row["id"], page) if hand else None
    labelled = label_page(page, row, read_by_hand)
    return LabelledPage(
        about={
            "id": row["id"],
            "data": name,
            "domain": domain_of(row),
            "page_type": row.get("page_type", ""),
            "trust": trust,
            "usable": labelled.usable,
            "gold text": hand is not None and (name, row["id"]) in hand.texts,
        },
        html=row["html"],
        spans=aligned_view(markup.text, labelled),
        hand=carried(markup, *read_by_hand) if read_by_hand else [],
        gold=row.get("main_content"),
        with_snippets=tuple(row.get("with_snippets") or ()),
        without_snippets=tuple(row.get("without_snippets") or ()),
    )


def _labelled(job: tuple[str, dict[str, Any], Hand]) -> LabelledPage:
    name, row, hand = job
    return labelled_page(name, row, SOURCES[name], hand)


def labelled_pages(data: Path, workers: int = 2) -> Iterator[LabelledPage]:
    """All pages of all data sets, labelled."""
    hand = read_hand(data)
    jobs = (
        (name, row, hand.only(name, row["id"]))
        for name in SOURCES
        for row in read(data / f"{name}.jsonl.xz")
    )
    with Pool(workers) as pool:
        yield from pool.imap(_labelled, jobs, chunksize=4)


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredPage:
    """A page with what a model needs to label it and to be measured on it."""

    about: dict[str, Any]
    example: Example
    """Its labels are sets, those by hand where there are any."""
    template: npt.NDArray[np.int64]
    preformatted: npt.NDArray[np.bool_]
    texts: tuple[str, ...]
    """What each block says."""
    hand: npt.NDArray[np.int32]
    """For each block the label by hand as a set, or `ANY`."""
    gold: str | None
    with_snippets: tuple[str, ...]
    without_snippets: tuple[str, ...]


def measured_page(page: LabelledPage) -> MeasuredPage:
    """A labelled page with its features."""
    markup = segment_page(page.html)
    evidence = gather_pages([markup])
    blocks = evidence.blocks
    example = Example(
        id=page.about["id"],
        data=page.about["data"],
        group=page.about["page_type"] or "",
        view=HAND if page.hand else "page",
        site=page.about["domain"],
        trust=page.about["trust"],
        allowed=allowed_labels(markup.text, [*page.spans, *page.hand], blocks),
        words=evidence.layout.words.astype(np.float32),
        features=evidence.features.astype(np.float16),
        **term_columns(evidence.terms),
    )
    return MeasuredPage(
        about=page.about,
        example=example,
        template=evidence.template,
        preformatted=evidence.preformatted,
        texts=tuple(
            markup.text[start:end]
            for start, end in zip(blocks.start.tolist(), blocks.end.tolist(), strict=True)
        ),
        hand=allowed_labels(markup.text, page.hand, blocks),
        gold=page.gold,
        with_snippets=page.with_snippets,
        without_snippets=page.without_snippets,
    )
