"""What of a page stays, and where it stands in the source: the last step of a decision.

A label says whether a span stays; what an extractor left out goes all the same; what the
caller forces is stronger than both.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cleaner.deciding.forced import Forced, ranges_in, ranges_in_source, ranges_shown
from cleaner.deciding.spans import (
    EXTRACTOR,
    SpanColumns,
    cut_out_forced,
    cut_out_permalinks,
    force_alternatives,
    in_source,
    name_home_links,
)
from cleaner.labels import Label
from cleaner.view.permalinks import edit_links, permalinks

if TYPE_CHECKING:
    from cleaner.reading.markdown import Shown
    from cleaner.view.visible import Visible

Kept = npt.NDArray[np.bool_]
"""Which of the spans stay."""


def keep_in_text(
    text: str,
    shown: Shown | None,
    columns: SpanColumns,
    keep: Collection[Label | str],
    force_keep: Sequence[Forced],
    force_drop: Sequence[Forced],
) -> tuple[SpanColumns, Kept]:
    """A text's spans, cut where something is forced, and which of them stay.

    Of Markdown they are those of what is ``shown``, and come back as spans of the source.
    """
    seen = shown.text if shown else text
    columns = cut_out_permalinks(seen, columns, edit_links(seen))
    if shown:
        from cleaner.deciding.markdown import in_markdown

        columns = in_markdown(columns, shown)
    kept = columns.kept_with(keep)
    if not (force_keep or force_drop):
        return columns, kept
    stay, go = ranges_in(text, force_keep), ranges_in(text, force_drop)
    return cut_out_forced(text, columns, kept, stay, go)


def keep_in_page(
    visible: Visible,
    columns: SpanColumns,
    keep: Collection[Label | str],
    force_keep: Sequence[Forced],
    force_drop: Sequence[Forced],
    *,
    url: str | None = None,
    extractor: str | None = None,
) -> tuple[SpanColumns, Kept]:
    """The same for the spans of a page's visible text: they come back as spans of its source."""
    text, markup = visible.markup.text, visible.markup
    columns = _named_by_markup(visible, columns, url)
    kept, alternatives = columns.kept_with(keep), keep
    if extractor:
        left_out = EXTRACTOR + extractor
        kept = kept & np.array([name != left_out for name in columns.rules], np.bool_)
        alternatives = ()
    if not (force_keep or force_drop):
        return in_source(columns, kept, markup, alternatives)
    stay = list(ranges_in_source("force_keep", visible, force_keep))
    go = list(ranges_in_source("force_drop", visible, force_drop))
    shown = ranges_shown(visible, stay), ranges_shown(visible, go)
    columns, kept = cut_out_forced(text, columns, kept, *shown)
    columns, kept = in_source(columns, kept, markup, alternatives)
    return force_alternatives(visible.source, columns, kept, stay, go)


def _named_by_markup(visible: Visible, columns: SpanColumns, url: str | None) -> SpanColumns:
    """The spans, with those named that the page's own marks tell: permalinks, the site's name."""
    from cleaner.view.home_links import is_home_link

    columns = cut_out_permalinks(visible.markup.text, columns, permalinks(visible))
    return name_home_links(columns, partial(is_home_link, visible, url))
