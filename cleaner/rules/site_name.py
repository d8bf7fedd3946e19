"""What the page's address tells: the site's name, and so what "More <Site>" is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.host import host_of
from cleaner.rules import all_rules
from cleaner.segment.blocks import Blocks

MORE: Final = frozenset(
    "more morefrom moreon moreat mehr mehrvon mehraus mehrauf plusde plussur más másde másen "
    "mais maisde maisem altro altroda meervan meerop merfrån merfra więcejz ещёна".split()
)
"""What stands before the site's name in the heading of a list, letters only."""

LONGEST: Final = 60
"""Characters of the longest heading of that kind."""

RULE: Final = "related.more-name"
"""The rule that such a heading counts for."""


def site_name(url: str) -> str:
    """The letters and digits of the longest part of the host's name; "www", "m", "amp" and "news"
    don't count, nor does the last part, the top-level domain, where there is another.

    >>> site_name("https://www.example-news.co.uk/a")
    'examplenews'
    """
    host = (host_of(url if "//" in url else f"//{url}") or "").split(".")
    names = [part for part in host if part not in ("www", "m", "amp", "news")]
    longest = max(names[:-1] or names, key=len, default="")
    return "".join(filter(str.isalnum, longest.casefold()))


def more_headings(blocks: Blocks, urls: Sequence[str | None]) -> tuple[npt.NDArray[np.int64], int]:
    """The blocks that say "More <Site>", and the place of the rule that they count for.

    ``urls``: the address of each text of the batch, as far as it is known.
    """
    names = [site_name(url) if url else "" for url in urls]
    place = [rule.id for rule in all_rules()].index(RULE)
    found = []
    text, start, end = blocks.text, blocks.start, blocks.end
    named = np.array([len(name) > 3 for name in names])[text]
    short = np.flatnonzero(named & (end - start <= LONGEST))
    columns = (column.tolist() for column in (short, text[short], start[short], end[short]))
    for block, number, low, high in zip(*columns, strict=True):
        name = names[number]
        letters = "".join(filter(str.isalnum, blocks.tokens.stream[low:high].casefold()))
        if letters.endswith(name) and letters.removesuffix(name) in MORE:
            found.append(block)
    return np.array(found, np.int64), place
