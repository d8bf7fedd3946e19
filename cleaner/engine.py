"""The cleaner: settings as one value, and the flow from a page to its result.

Decode, segment, rules, features, model, decision, spans: each step is a function
of its input alone, so the same page gives the same result in any thread, batch
or order of calls.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import InitVar, dataclass
from typing import Any, Final, Literal

from cleaner.forced import Forced, checked
from cleaner.labels import ARTICLE, LABELS, Label
from cleaner.result import Reason, Result
from cleaner.source import Source, decode

Kind = Literal["text", "html"]

BATCH_CHARACTERS: Final = 1 << 18
"""Characters that are worked on at once: large enough that the cost per call of numpy
vanishes, small enough that the columns stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Settings, and what they do to a page.

    >>> cleaner = Cleaner(keep={"title", "heading", "body", "caption"})
    >>> cleaner.clean("Photo: Jane Doe").spans[0].kept
    True
    """

    keep: Collection[Label | str] = ARTICLE
    """Labels that stay in the clean text."""
    drop: Collection[Label | str] = ()
    """Labels taken out of ``keep``."""
    url: str | None = None
    """The page's address, if known: its host's name tells "More <Site>" from a heading."""
    encoding: str | None = None
    """The charset of pages given as bytes, if known."""
    language: str | None = None
    """The pages' language ("en", "pt-BR"): phrases of others than it and English don't count."""
    force_keep: Sequence[Forced] = ()
    """Source ranges or patterns that stay, whatever their label. They beat ``force_drop``."""
    force_drop: Sequence[Forced] = ()
    """Source ranges or patterns that go, whatever their label."""
    recall: float = 0.5
    """The dial between losing nothing of the article (1) and leaving nothing else (0)."""
    precision: InitVar[float | None] = None
    """The same dial from its other end: ``precision=0.8`` is ``recall=0.2``."""

    def __post_init__(self, precision: float | None) -> None:
        keep, drop = _labels("keep", self.keep), _labels("drop", self.drop)
        recall = _dial(self.recall, precision)
        for name, value in (
            ("keep", keep - drop),
            ("drop", frozenset[Label]()),
            ("recall", recall),
            ("force_keep", checked("force_keep", self.force_keep)),
            ("force_drop", checked("force_drop", self.force_drop)),
        ):
            object.__setattr__(self, name, value)

    def clean(self, page: str | bytes, kind: Kind | None = None) -> Result:
        """Label every piece of a page.

        Arguments:
            page: the page, as text or as the bytes that were scraped.
            kind: ``"text"``; ``"html"`` is not supported yet. None takes it for text.

        Returns:
            The spans with their labels, and the clean text.

        Raises:
            TypeError, ValueError: for a page or kind of another type, or an unknown encoding.

        >>> Cleaner().clean("© 2024 Example Ltd. All rights reserved.").spans[0].label
        <Label.COPYRIGHT: 'copyright'>
        """
        return next(iter(self.clean_batch([page], kind)))

    def clean_batch(
        self, pages: Iterable[str | bytes], kind: Kind | None = None
    ) -> Iterator[Result]:
        """Label every piece of many pages; results come in the order of the pages.

        Pages are worked on in groups of about a quarter of a million characters, which
        is several times as fast as one by one and gives the same results.

        >>> [len(result.spans) for result in Cleaner().clean_batch(["", "One.", "One.\\n\\nTwo."])]
        [0, 1, 2]
        """
        _check_kind(kind)
        if isinstance(pages, str | bytes):
            raise TypeError("expected several pages, got one: clean() takes a single page")
        waiting: list[Source] = []
        size = 0
        for page in pages:
            source = decode(page, self.encoding)
            waiting.append(source)
            size += len(source.text)
            if size >= BATCH_CHARACTERS:
                yield from self._results(waiting)
                waiting, size = [], 0
        yield from self._results(waiting)

    def explain(self, result: Result) -> tuple[tuple[Reason, ...], ...]:
        """The reasons of each of a result's spans, worked out from its source again."""
        from cleaner.explanation import explain

        return explain(self, result)

    def _results(self, sources: Sequence[Source]) -> Iterator[Result]:
        if not sources:
            return
        from cleaner.analysis import gather, score
        from cleaner.scoring.model import load_model
        from cleaner.scoring.sequence import decide
        from cleaner.spans import cut_out_forced, to_spans

        evidence = gather([source.text for source in sources], self.language, self.url)
        decision = decide(
            score(evidence, load_model()),
            evidence.layout.words,
            evidence.blocks.text,
            evidence.blocks.line,
            *evidence.naming,
            recall=self.recall,
        )
        for source, columns in zip(sources, to_spans(evidence, decision), strict=True):
            kept = columns.kept_with(self.keep)
            if self.force_keep or self.force_drop:
                columns, kept = cut_out_forced(
                    source.text, columns, kept, self.force_keep, self.force_drop
                )
            yield Result(
                source=source,
                starts=columns.starts,
                ends=columns.ends,
                labels=columns.labels,
                scores=columns.scores,
                kept=kept,
                rules=columns.rules,
                cleaner=self,
            )


def clean(page: str | bytes, *, kind: Kind | None = None, **settings: Any) -> Result:
    """Label every piece of a page: the article's body, and what stands around it.

    Arguments:
        page: the page, as text or as the bytes that were scraped.
        kind: ``"text"``; ``"html"`` is not supported yet. None takes it for text.
        settings: those of `Cleaner`.

    Returns:
        The spans with their labels, and the clean text.

    >>> result = clean("The river rose on Monday night, and two roads were closed.\\n\\n"
    ...                "© 2024 Example Ltd. All rights reserved.")
    >>> result.text
    'The river rose on Monday night, and two roads were closed.'
    >>> result.dropped[0].label
    <Label.COPYRIGHT: 'copyright'>
    """
    try:
        cleaner = Cleaner(**settings)
    except TypeError as error:
        raise TypeError(str(error).replace("Cleaner.__init__()", "clean()")) from None
    return cleaner.clean(page, kind)


def _check_kind(kind: str | None) -> None:
    if kind == "html":
        raise ValueError("kind='html' is not supported yet: give the page's text, or kind='text'")
    if kind not in (None, "text"):
        raise ValueError(f"unknown kind {kind!r}: expected 'text' or None")


def _labels(name: str, labels: Collection[Label | str]) -> frozenset[Label]:
    if isinstance(labels, str):
        raise TypeError(f"{name}: expected a collection of labels such as {{'body'}}, got a string")
    known = set(LABELS)
    for label in labels:
        if label not in known:
            raise ValueError(f"{name}: unknown label {label!r}: expected {', '.join(LABELS)}")
    return frozenset(Label(label) for label in labels)


def _dial(recall: float, precision: float | None) -> float:
    if precision is not None:
        if recall != 0.5:
            raise ValueError("recall and precision are one dial: expected one of them")
        recall = 1 - precision
    if not 0 <= recall <= 1:
        raise ValueError(f"recall and precision: expected a number from 0 to 1, got {recall}")
    return recall
