"""Labelled texts to what the fitting needs: features, terms and the labels allowed.

What is known of a page is often only part of its labels (in the article or not;
a caption or the body), so each block has a set of labels that it may have.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from cleaner.deciding.evidence import gather
from cleaner.labels import CODES, LABELS, Label
from cleaner.scoring.terms import BlockTerms, NameTerms, flat_terms
from cleaner.segment.blocks import Blocks

ANY: Final = (1 << len(LABELS)) - 1
"""The set of all labels: nothing is known."""

FOLDS: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A labelled text, ready for fitting and for measuring."""

    id: str
    data: str
    """The data set it is from."""
    group: str
    """The kind of page, where the data set names it."""
    view: str
    """How the text was made from the page."""
    site: str
    """The registered domain."""
    trust: float
    """How much its labels count."""
    features: npt.NDArray[np.float16]
    term_block: npt.NDArray[np.int32]
    term_hash: npt.NDArray[np.uint32]
    names: NameTerms | None
    """What the elements around the blocks are called, on HTML pages."""
    allowed: npt.NDArray[np.int32]
    """For each block the set of labels that it may have, a bit each."""
    words: npt.NDArray[np.float32]

    @property
    def fold(self) -> int:
        """The part of the cross-validation that the site belongs to."""
        return fold_of(self.site)


def fold_of(site: str) -> int:
    """The part of the cross-validation that a site belongs to."""
    return int(hashlib.md5(site.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def label_set(names: str | Iterable[str]) -> int:
    """Labels (a list, or joined by bars) as a set of bits.

    >>> label_set("title|heading") == label_set(["heading", "title"]) == 3
    True
    """
    labels = names.split("|") if isinstance(names, str) else names
    return sum(1 << CODES[Label(label)] for label in set(labels))


def to_example(record: dict[str, Any]) -> Example | None:
    """A record of a views file as an example; None if its gold is unusable or it is empty."""
    text, site = record["text"], record["domain"] or record["id"]
    if not record.get("usable", True) and record["data"] != "snippets_dev":
        return None
    evidence = gather([text])
    if evidence.blocks.first.size == 1:
        return None
    return Example(
        id=record["id"],
        data=record["data"],
        group=record.get("page_type") or "",
        view=record["view"],
        site=site,
        trust=float(record.get("trust", 1)),
        features=evidence.features.astype(np.float16),
        allowed=allowed_labels(text, record["spans"], evidence.blocks),
        words=evidence.layout.words.astype(np.float32),
        **term_columns(evidence.terms),
    )


def term_columns(terms: BlockTerms) -> dict[str, Any]:
    """The terms of an example as the columns that hold them."""
    owner, hashes = flat_terms(terms.blocks, terms.groups)
    return {"term_block": owner.astype(np.int32), "term_hash": hashes, "names": terms.names}


def allowed_labels(
    text: str, spans: Iterable[tuple[int, int, str]], blocks: Blocks
) -> npt.NDArray[np.int32]:
    """For each block the set of labels that most of its characters may have; later spans win."""
    allowed = np.full(len(text) + 1, ANY, np.int32)
    for start, end, names in spans:
        allowed[start:end] = label_set(names)
    tokens, first = blocks.tokens, blocks.first
    block = np.repeat(np.arange(first.size - 1), np.diff(first))
    return _majority(allowed[tokens.start], block, tokens.end - tokens.start, first.size - 1)


def _majority(
    value: npt.NDArray[np.int32],
    block: npt.NDArray[np.int64],
    weight: npt.NDArray[np.int64],
    count: int,
) -> npt.NDArray[np.int32]:
    """For each block the value that most of its characters have."""
    pairs, place = np.unique(block * (ANY + 1) + value, return_inverse=True)
    mass = np.bincount(place, weight)
    order = np.lexsort((mass, pairs // (ANY + 1)))
    result = np.full(count, ANY, np.int32)
    result[pairs[order] // (ANY + 1)] = pairs[order] % (ANY + 1)
    return result


def read_records(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """The records of views files, one JSON object a line."""
    for path in paths:
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)


def read_examples(paths: Sequence[Path], workers: int) -> list[Example]:
    """The examples of views files, in their order."""
    with Pool(workers) as pool:
        made = pool.imap(to_example, read_records(paths), chunksize=16)
        return [example for example in made if example is not None]
