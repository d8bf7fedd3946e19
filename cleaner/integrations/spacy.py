"""spaCy: the pieces of a page as ``doc.spans``, and every token's place in the page.

Two ways. The component ``cleaner`` (``nlp.add_pipe("cleaner")``) labels the pieces of
a document that holds a whole page as text. `clean_docs` makes documents of the clean text,
of HTML as well; whatever the pipeline then finds in them, ``span._.page`` is its range in
the page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cleaner.engine import Cleaner
from cleaner.integrations.extras import extra
from cleaner.integrations.offsets import page_range, text_range
from cleaner.result import Span as Piece

with extra("spacy"):
    from spacy.language import Language
    from spacy.tokens import Doc, Span, SpanGroup

__all__ = ["KEY", "CleanerComponent", "clean_docs", "make_component"]

KEY: Final = "cleaner"
"""The name of the component, of its spans in ``doc.spans``, of its data in ``doc.user_data``."""


@dataclass(frozen=True, slots=True)
class CleanerComponent:
    """Labels the pieces of each document; the text itself stays as it is.

    ``doc.spans["cleaner"]`` has a span for each piece, with its label. A piece that
    ends within a token has all of it; ``attrs`` has the exact ranges, and what was kept.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> pipe = nlp.add_pipe("cleaner", config={"settings": {"recall": 0.6}})
    >>> rain = "Rain fell on the hills for two days, and the river rose by a metre."
    >>> doc = nlp(f"{rain}\\n\\n© 2024 Example Ltd. All rights reserved.")
    >>> [(span.label_, span.text[:6]) for span in doc.spans["cleaner"]]
    [('body', 'Rain f'), ('copyright', '© 2024')]
    >>> doc.spans["cleaner"].attrs["ranges"], doc.spans["cleaner"].attrs["kept"]
    ([[0, 67], [69, 109]], [True, False])
    """

    cleaner: Cleaner

    def __call__(self, doc: Doc) -> Doc:
        """Label one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 128) -> Iterator[Doc]:
        """Label many, ``batch_size`` at a time."""
        from spacy.util import minibatch

        for docs in minibatch(stream, batch_size):
            results = self.cleaner.clean_batch([doc.text for doc in docs], "text")
            for doc, result in zip(docs, results, strict=True):
                doc.spans[KEY] = _group(doc, [(s, (s.start, s.end)) for s in result.spans])
                yield doc


# Its annotations must be no strings, which older releases of spaCy do not resolve.
@Language.factory(KEY, default_config={"settings": {}})
def make_component(nlp: Language, name: str, settings: dict[str, Any]) -> CleanerComponent:
    """Make the component for a pipeline, of the settings in its configuration."""
    return CleanerComponent(Cleaner(**settings))


def clean_docs(
    nlp: Language, pages: Iterable[object], cleaner: Cleaner | None = None
) -> Iterator[Doc]:
    """Clean pages and make a document of each clean text, ready for ``nlp.pipe``.

    ``doc.spans["cleaner"]`` has the pieces that were kept. ``span._.page`` of any span
    is its range in the page; it survives ``to_bytes`` and a ``DocBin`` that stores user data.

    Arguments:
        nlp: makes the tokens.
        pages: whatever `Cleaner.clean` takes.
        cleaner: the settings.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> page = "<nav>Home</nav><article><p>Rain &amp; hail fell on Monday night.</p></article>"
    >>> for doc in nlp.pipe(clean_docs(nlp, [page])):
    ...     start, end = doc[0:3]._.page
    ...     print(doc[0:3], "|", page[start:end])
    Rain & hail | Rain &amp; hail
    """
    for result in (cleaner or Cleaner()).clean_batch(pages):
        rows = result.aligned.rows()
        doc = nlp.make_doc(result.text)
        doc.user_data[KEY] = rows
        found = ((span, text_range(rows, span.start, span.end)) for span in result.kept)
        doc.spans[KEY] = _group(doc, [(span, place) for span, place in found if place])
        yield doc


def _group(doc: Doc, pieces: Sequence[tuple[Piece, tuple[int, int]]]) -> SpanGroup:
    """Make spans of pieces and their ranges in the document."""
    spans = [
        doc.char_span(*place, label=piece.label.value, alignment_mode="expand")
        for piece, place in pieces
    ]
    attributes = {
        "ranges": [list(place) for _, place in pieces],
        "kept": [piece.kept for piece, _ in pieces],
        "scores": [piece.score for piece, _ in pieces],
    }
    return SpanGroup(doc, name=KEY, spans=spans, attrs=attributes)


def _page(span: Span) -> tuple[int, int]:
    """Return the range of the page that a span was made of."""
    rows = span.doc.user_data.get(KEY)
    place = (span.start_char, span.end_char)
    return place if rows is None else page_range(rows, *place)


Span.set_extension("page", getter=_page, force=True)
