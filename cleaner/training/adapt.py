"""Fits a model a little further, on some dozens of pages of one's own.

What is learnt anew is what differs from site to site: how the elements are called that hold
the article (the lexicon, whose old values count as some pages' worth of evidence), and, in a
few gentle epochs, what the network makes of words and names. The trees stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from cleaner.scoring.page_model import read_lexicon
from cleaner.scoring.vocabulary import from_steps
from cleaner.training.examples import Example
from cleaner.training.forest import lexicon_arrays, name_masses
from cleaner.training.network import Settings, fit

Array = npt.NDArray[Any]

PRIOR_PAGES: Final = 1.0
"""Pages of one's own that a name's old log-odds are worth."""

GENTLE: Final = Settings(
    epochs=6, rate=1e-3, decay=0.0, dropout=0.25, term_dropout=0.2, wordless_share=0.0, terms=2000,
    names=2000, least_sites=2, read_repeats=1, extract_share=1.0,
)  # fmt: skip
"""How the network is fitted further."""


def adapt(
    start: Mapping[str, Array],
    examples: Sequence[Example],
    settings: Settings = GENTLE,
    report: Any = print,
) -> dict[str, Array]:
    """Fit weights further on some examples, HTML pages or texts as the weights are for.

    Returns:
        All arrays of the adapted weights.
    """
    pages = [replace(example, site=example.id) for example in examples]
    adapted = dict(start) | fit(pages, settings, report, start)
    if "lexicon_steps" in start:
        adapted |= adapt_lexicon(start, examples)
    return adapted


def adapt_lexicon(start: Mapping[str, Array], examples: Sequence[Example]) -> dict[str, Array]:
    """The lexicon with what some pages say of the names of their elements."""
    old, new = read_lexicon(dict(start)), name_masses(examples)
    known = from_steps(start["lexicon_steps"])
    # A name that is not known begins with even odds.
    chance = 1 / (1 + np.exp(-old.values[old.names.places(new.names)].astype(np.float64)))
    article = new.article + PRIOR_PAGES * chance
    rest = new.rest + PRIOR_PAGES * (1 - chance)
    others = ~np.isin(known, new.names)
    return lexicon_arrays(
        np.concatenate((new.names, known[others])),
        np.concatenate((np.log(article / rest), old.values[:-1][others])),
    )
