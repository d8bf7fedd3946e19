"""Dolma: a tagger for the toolkit's ``dolma tag``, whose spans its mixer cuts out again.

``dolma tag --tagger_modules cleaner.integrations.dolma --taggers cleaner …`` writes the
attributes of `cleaner.exports.dolma.to_dolma` beside the documents. The mixer replaces
``cut`` by nothing and ``space`` by a space and so gets the clean text; `mixer_spans` is
that part of its configuration.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from cleaner.engine import Cleaner
from cleaner.exports.dolma import to_dolma
from cleaner.integrations.extras import extra

with extra("dolma"):
    from dolma.core import BaseTagger, DocResult, Document, Span, TaggerRegistry

__all__ = ["TAGGER", "CleanerTagger", "mixer_spans"]

TAGGER: Final = "cleaner"
"""The tagger's name for ``dolma tag``."""

_REPLACEMENTS: Final = {"cut": "", "space": " "}


@TaggerRegistry.add(TAGGER)
class CleanerTagger(BaseTagger):
    """Tags the pieces of documents of plain text.

    For other settings, register a subclass with another ``cleaner`` under another name.

    >>> document = Document(source="web", id="1", text="Rain fell on Monday.\\n\\n© 2024 Us.")
    >>> CleanerTagger().group_output(CleanerTagger().predict(document))["cut"]
    [(20, 32, 1.0)]
    """

    cleaner: ClassVar[Cleaner] = Cleaner()
    """The settings."""

    def predict(self, doc: Document) -> DocResult:
        """Tag one document."""
        attributes = to_dolma(self.cleaner.clean(doc.text, "text"), doc.id)["attributes"]
        spans = [
            Span(start, end, name.rpartition("__")[2], score)
            for name, found in attributes.items()
            for start, end, score in found
        ]
        return DocResult(doc, spans)


def mixer_spans(experiment: str = TAGGER, tagger: str = TAGGER) -> list[dict[str, Any]]:
    """Return the ``span_replacement`` of a mixer's stream that leaves the clean text.

    Arguments:
        experiment: what ``dolma tag`` was given as ``--experiment``; the tagger's name if nothing.
        tagger: the tagger's name.

    >>> mixer_spans("web")[0]
    {'span': '$.attributes.web__cleaner__cut', 'min_score': 0.5, 'replacement': ''}
    """
    return [
        {
            "span": f"$.attributes.{experiment}__{tagger}__{kind}",
            "min_score": 0.5,
            "replacement": by,
        }
        for kind, by in _REPLACEMENTS.items()
    ]
