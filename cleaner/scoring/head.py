"""What a page's head says of its text: the title, the description, JSON-LD's articleBody.

Evidence only: a body that is cut short or belongs to another page costs nothing, as
the model weighs how much of the text it covers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.scoring.features import Columns, Layout
from cleaner.scoring.terms import pair_hashes
from cleaner.segment.blocks import Blocks
from cleaner.segment.hashes import paired, places_in
from cleaner.segment.markup import Markup
from cleaner.segment.tokens import Tokens, tokenize
from cleaner.segment.words import WORDS

_BODY: Final = re.compile(
    r'"(?:articleBody|reviewBody|recipeInstructions)"\s*+:\s*+("(?:[^"\\]++|\\.)*+")', re.DOTALL
)


def article_body(page: Markup) -> str:
    """The text that the page's JSON-LD says is the article's, or nothing.

    >>> from cleaner.segment.html import segment_page
    >>> article_body(segment_page('<script type="application/ld+json">'
    ...                           '{"articleBody": "One\\\\u0020two"}</script>'))
    'One two'
    """
    found = []
    for script in page.head.linked_data:
        if "Body" in script or "recipeI" in script:
            for match in _BODY.finditer(script):
                try:
                    found.append(str(json.loads(match[1], strict=False)))
                except ValueError:
                    continue
    return "\n".join(found)


def head_columns(pages: Sequence[Markup], blocks: Blocks, lay: Layout) -> Columns:
    """For each block the share of its words that the head holds, and of the title that it holds."""
    tokens, count = blocks.tokens, lay.words.size
    size = np.maximum(np.bincount(lay.block, WORDS[tokens.kind], minlength=count), 1)
    columns: Columns = {}
    words = paired(tokens.text, tokens.hash)
    titles = [" ".join(page.head.titles[:3]) for page in pages]
    descriptions = [" ".join(page.head.descriptions[:2]) for page in pages]
    heads = tokenize(titles + descriptions)
    for place, name in enumerate(("title", "description")):
        of = heads.text - place * len(pages)
        word = WORDS[heads.kind] & (of >= 0) & (of < len(pages))
        keys = np.unique(paired(of[word], heads.hash[word]))
        held = np.bincount(lay.block, places_in(keys, words)[1], minlength=count)
        distinct = np.bincount((keys >> np.uint64(32)).astype(np.int64), minlength=len(pages))
        columns[f"in the {name}"] = held / size
        columns[f"holds the {name}"] = np.minimum(held / np.maximum(distinct[blocks.text], 1), 1)
    bodies = [article_body(page) for page in pages]
    said, length = np.zeros(count), np.zeros(len(pages))
    if any(bodies):
        body = tokenize(bodies)
        keys = np.unique(_pairs(body)[body.text[1:] == body.text[:-1]])
        hit = places_in(keys, _pairs(tokens))[1] & (tokens.text[1:] == tokens.text[:-1])
        said = np.bincount(lay.block[1:], hit, minlength=count).astype(np.float64)
        length = np.bincount(body.text, minlength=len(pages)).astype(np.float64)
    columns["in the article's data"] = said / size
    columns["article's data"] = np.log1p(length)[blocks.text]
    return columns


def _pairs(tokens: Tokens) -> npt.NDArray[np.uint64]:
    """What tells the neighbouring words of each page from others."""
    return paired(tokens.text[1:], pair_hashes(tokens))
