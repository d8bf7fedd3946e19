"""What cleaning gives: a page's spans, each with its label and why, and the clean text.

A `Result` is a value: it never changes, it can be pickled, and two are equal if
the same was found in the same source. It holds columns of numbers; spans, text
and reasons are made when they are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NoReturn, final

from cleaner.labels import ARTICLE, CODES, LABELS, Label
from cleaner.reading.page import shown_of
from cleaner.source import Source, Unit
from cleaner.view.layout import AlignedText, lay_out
from cleaner.view.pieces import Columns, Explainer, Reason, Span

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from cleaner.metadata import Metadata
    from cleaner.view.visible import Visible

__all__ = ["Columns", "Explainer", "Reason", "Result", "Span"]

_SCORE_DECIMALS: Final = 4
"""Scores are kept to this many decimals, so that they survive being written down."""


@final
class Result:
    """A cleaned page.

    Made by ``clean``. The arguments are the spans as columns: offsets in the
    source's text, in order and trimmed of white space; places in ``LABELS``;
    the chance of each to belong to the article; whether it is kept; the id of
    the rule that named it. ``cleaner`` tells the reasons when they are asked for,
    ``visible`` is the page as it was read, if it is HTML and at hand. Where it came
    from, ``url``, makes no difference to whether two results are equal.

    >>> from cleaner.source import decode
    >>> page = Result(source=decode("News\\n\\n© 2024 Us"), starts=[0, 6], ends=[4, 15],
    ...               labels=[0, 6], scores=[0.9, 0.1], kept=[True, False])
    >>> page.text, page.dropped[0].label, page
    ('News', <Label.COPYRIGHT: 'copyright'>, <Result: 1 of 2 spans kept, 4 of 15 characters>)
    """

    __slots__ = (
        "_cleaner", "_columns", "_kind", "_layout", "_metadata", "_reasons", "_rules", "_source",
        "_spans", "_url", "_visible",
    )  # fmt: skip

    _source: Source
    _columns: Columns
    _rules: tuple[str | None, ...]
    _kind: str
    _cleaner: Explainer | None
    _layout: AlignedText | None
    _spans: tuple[Span, ...] | None
    _reasons: list[tuple[tuple[Reason, ...], ...]]
    _visible: Visible | None
    _url: str | None
    _metadata: Metadata | None

    def __init__(
        self,
        *,
        source: Source,
        starts: ArrayLike,
        ends: ArrayLike,
        labels: ArrayLike,
        scores: ArrayLike,
        kept: ArrayLike,
        rules: Sequence[str | None] | None = None,
        kind: str = "text",
        cleaner: Explainer | None = None,
        visible: Visible | None = None,
        url: str | None = None,
    ) -> None:
        import numpy as np

        columns = Columns(
            np.array(starts, np.int64),
            np.array(ends, np.int64),
            np.array(labels, np.uint8),
            np.array(scores, np.float64).round(_SCORE_DECIMALS),
            np.array(kept, np.bool_),
        )
        for column in columns:
            column.flags.writeable = False
        count = len(columns.starts)
        rules = (None,) * count if rules is None else tuple(rules)
        if {len(rules), *(len(np.atleast_1d(column)) for column in columns)} != {count}:
            raise ValueError("expected columns of one length")
        for name, value in (
            ("source", source), ("columns", columns), ("rules", rules), ("kind", kind),
            ("cleaner", cleaner), ("visible", visible), ("url", url), ("layout", None),
            ("spans", None), ("reasons", []), ("metadata", None),
        ):  # fmt: skip
            object.__setattr__(self, f"_{name}", value)

    # What was found

    @property
    def text(self) -> str:
        """The clean text: the kept spans in order, separated as in the source.

        At most one blank line stands between two of them.
        """
        return self.aligned.text

    @property
    def title(self) -> str | None:
        """The text of the span that is the likeliest title, kept or not; the first of equals.

        Of a text in Markdown it is told without its marks.
        """
        places = (self._columns.labels == CODES[Label.TITLE]).nonzero()[0]
        if not len(places):
            return None
        best = int(places[self._columns.scores[places].argmax()])
        start, end = int(self._columns.starts[best]), int(self._columns.ends[best])
        if self.visible:
            return self.visible.piece(start, end)
        shown = shown_of(self.source)
        seen = shown.text[shown.to_text(start) : shown.to_text(end)].strip() if shown else ""
        return seen or self.source[start:end]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every piece of the page, in order."""
        if self._spans is None:
            # The spans point to a result without spans: no cycle that keeps pages alive.
            owner = self._copy()
            text, visible = self._source.text, self.visible
            piece = visible.piece if visible else lambda start, end: text[start:end]
            rows = zip(*(column.tolist() for column in self._columns), self._rules, strict=True)
            spans = tuple(
                Span(start, end, LABELS[code], kept, score, rule, piece(start, end), (owner, place))
                for place, (start, end, code, score, kept, rule) in enumerate(rows)
            )
            object.__setattr__(self, "_spans", spans)
            return spans
        return self._spans

    @property
    def kept(self) -> tuple[Span, ...]:
        """The spans that are part of the clean text."""
        return tuple(span for span in self.spans if span.kept)

    @property
    def dropped(self) -> tuple[Span, ...]:
        """The spans that are not part of the clean text."""
        return tuple(span for span in self.spans if not span.kept)

    @property
    def reasons(self) -> tuple[tuple[Reason, ...], ...]:
        """The reasons of each span."""
        if not self._reasons:
            nothing: tuple[tuple[Reason, ...], ...] = ((),) * len(self._rules)
            self._reasons.append(self._cleaner.explain(self) if self._cleaner else nothing)
        return self._reasons[0]

    @property
    def columns(self) -> Columns:
        """The spans as arrays, for whoever handles many results."""
        return self._columns

    @property
    def rules(self) -> tuple[str | None, ...]:
        """The rule that named each span, None where no rule did."""
        return self._rules

    def counts(self) -> dict[Label, int]:
        """Count the characters of each label that occurs: in HTML those that are shown.

        >>> from cleaner.source import decode
        >>> Result(source=decode("<p>A &amp; B"), starts=[3], ends=[12], labels=[2], scores=[1],
        ...        kept=[True], kind="html").counts()
        {<Label.BODY: 'body'>: 5}
        """
        counts = dict.fromkeys(LABELS, 0)
        for span in self.spans:
            counts[span.label] += len(span.text)
        return {label: count for label, count in counts.items() if count}

    # The source, and the way to and from it

    @property
    def source(self) -> str:
        """The page that came in, decoded and otherwise unchanged."""
        return self._source.text

    @property
    def decoded(self) -> Source:
        """The page with how it was decoded, and its coordinates."""
        return self._source

    @property
    def is_partial(self) -> bool:
        """Whether only a beginning of the page was read: ``source`` is that beginning.

        ``decoded.whole`` is then the length of the whole page.
        """
        return self._source.whole is not None

    @property
    def encoding(self) -> str | None:
        """The encoding that the page's bytes were read in; None for a ``str``."""
        return self._source.encoding

    @property
    def keep(self) -> frozenset[Label]:
        """The labels that stay in the clean text: those of the cleaner that made it."""
        return frozenset(map(Label, self._cleaner.keep)) if self._cleaner else ARTICLE

    @property
    def kind(self) -> str:
        """What the page was taken for: ``text`` or ``html``."""
        return self._kind

    @property
    def url(self) -> str | None:
        """The page's address, if it is known."""
        return self._url

    @property
    def visible(self) -> Visible | None:
        """In HTML the page's visible text and its elements."""
        if self._visible is None and self._kind == "html":
            from cleaner.view.visible import Visible

            object.__setattr__(self, "_visible", Visible.of(self._source.text))
        return self._visible

    def to_source(self, text_offset: int) -> int:
        """Return where a character of ``text`` stands in ``source``.

        ``text_offset`` goes from 0 to the text's length, whose answer is the end
        of the last kept span. A space that the source lacks is placed at the end
        of the span before it. Raises IndexError outside.

        >>> from cleaner.source import decode
        >>> page = Result(source=decode("Ad\\n\\nNews"), starts=[0, 4], ends=[2, 8],
        ...               labels=[8, 2], scores=[0, 1], kept=[False, True])
        >>> page.to_source(0), page.to_text(4), page.to_text(0)
        (4, 0, None)
        """
        return self.aligned.to_source(text_offset)

    def to_text(self, source_offset: int) -> int | None:
        """Return where a character of ``source`` stands in ``text``: None if it was dropped.

        ``source_offset`` goes from 0 to the source's length, which is answered
        with the text's length if the text goes on to the source's end. Raises
        IndexError outside.
        """
        length = len(self.source)
        if not 0 <= source_offset <= length:
            raise IndexError(f"expected a source offset from 0 to {length}, got {source_offset}")
        text = self.aligned.text
        if source_offset == length:
            return len(text) if self.aligned.to_source(len(text)) == length else None
        return self.aligned.to_text(source_offset)

    @property
    def aligned(self) -> AlignedText:
        """The clean text with the runs of the source that it is made of."""
        if self._layout is None:
            starts, ends, _, _, kept = (column.tolist() for column in self._columns)
            spans = zip(starts, ends, kept, strict=True)
            visible = self.visible
            layout = visible.lay_out(spans) if visible else lay_out(self.source, spans)
            object.__setattr__(self, "_layout", layout)
            return layout
        return self._layout

    def offsets(self, unit: Unit = "codepoints") -> list[tuple[int, int]]:
        """Return start and end of each span in ``codepoints``, ``utf8``, ``utf16`` or ``bytes``.

        ``bytes`` counts in the bytes that came in, with their byte order mark.
        Raises ValueError for another unit and where bytes can't be told: the page
        came as ``str``, or its encoding keeps a state between bytes.
        """
        starts = self._source.to_unit(self._columns.starts, unit)
        ends = self._source.to_unit(self._columns.ends, unit)
        return list(zip(starts.tolist(), ends.tolist(), strict=True))

    # For others

    @property
    def html(self) -> str:
        """The page without what was dropped: tags and text as in the source. HTML only.

        Scripts, and elements without kept text, are gone too. Raises ValueError if
        the page was a text.

        >>> from cleaner.source import decode
        >>> page = Result(source=decode("<p class=x>News<nav>Ad</nav>"), starts=[11, 20],
        ...               ends=[15, 22], labels=[2, 8], scores=[1, 0], kept=[True, False],
        ...               kind="html")
        >>> page.html, page.markdown
        ('<p class=x>News</p>', 'News')
        """
        from cleaner.exports.cut import cut_html

        visible, columns = self._page("html"), self._columns
        starts, ends = columns.starts[columns.kept].tolist(), columns.ends[columns.kept].tolist()
        return cut_html(self.source, visible.markup, list(zip(starts, ends, strict=True)))

    @property
    def markdown(self) -> str:
        """The clean page as Markdown, addresses made absolute by ``url``; of a text its `text`."""
        if self._kind != "html":
            return self.text
        from cleaner.exports.markdown import to_markdown

        return to_markdown(self.html, self._url)

    @property
    def metadata(self) -> Metadata:
        """What the page says of itself: title, author, date and more, with their places.

        Read when first asked for. Raises ImportError without the extra ``metadata``,
        ValueError if the page was a text.
        """
        if self._metadata is None:
            self._page("metadata")
            from cleaner.metadata import extract_metadata, place

            found = place(extract_metadata(self.source, self._url), self.spans, self.source)
            object.__setattr__(self, "_metadata", found)
            return found
        return self._metadata

    def to_dolma(self, id: str, source: str | None = None) -> dict[str, Any]:
        """Return the spans as attributes of a Dolma document: `cleaner.exports.dolma.to_dolma`."""
        from cleaner.exports.dolma import to_dolma

        return to_dolma(self, id, source)

    def to_w3c(self, source_url: str | None = None) -> list[dict[str, Any]]:
        """Return the spans as W3C Web Annotations of ``source_url``, else of ``url``.

        See `cleaner.exports.w3c.to_annotations`.
        """
        from cleaner.exports.w3c import to_annotations

        return to_annotations(self, source_url or self._url)

    def to_report(self, name: str | None = None) -> str:
        """Return a self-contained HTML page that shows what was kept and dropped, and why.

        It lets its reader correct labels too, and download them as a record of a data set.
        ``name`` is that record's id; by default ``url``. Raises ImportError without the extra
        ``report``. See `cleaner.report` for many pages.
        """
        from cleaner.report import render_page

        return render_page(self, name)

    def _repr_html_(self) -> str:
        """Show the page in a notebook: what was dropped is dimmed, with its label."""
        from cleaner.report.notebook import to_fragment

        return to_fragment(self)

    # As data

    def to_dict(self, *, reasons: bool = False, paths: bool = False) -> dict[str, Any]:
        """Return all that was found as plain data; ``reasons`` and ``paths`` if asked for.

        With ``paths`` each span has ``path`` and ``element``, as `Span` has them: None in
        a text. `from_dict` replays it on the same source, which is known by its length
        and its hash.
        """
        from cleaner.replay import record

        return record(self, reasons, paths)

    def to_json(
        self, *, reasons: bool = False, paths: bool = False, indent: int | None = None
    ) -> str:
        """Return `to_dict` as JSON; ASCII alone if a lone surrogate is in it."""
        from cleaner.json_text import json_text

        return json_text(self.to_dict(reasons=reasons, paths=paths), indent=indent)

    @classmethod
    def from_dict(cls, page: str | bytes, data: Mapping[str, Any]) -> Result:
        """Replay what `to_dict` gave on the page that it was made from.

        ``page`` is the same bytes or the same text (from a text, offsets in bytes
        can't be told). Raises ValueError if the page is another one or the data
        is not what `to_dict` gives.

        >>> from cleaner.source import decode
        >>> page = Result(source=decode("News"), starts=[0], ends=[4], labels=[2], scores=[1],
        ...               kept=[True])
        >>> Result.from_dict("News", page.to_dict()) == page
        True
        """
        from cleaner.replay import replay

        return replay(page, data)

    # A value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Result):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        kept, visible = int(self._columns.kept.sum()), self.visible
        shown = f"{len(self.source):,} characters"
        if visible:
            places = (column.tolist() for column in self._columns[:2])
            whole = visible.lay_out((start, end, True) for start, end in zip(*places, strict=True))
            shown = f"{len(whole.text):,} visible characters"
        if self.is_partial:
            shown += f" of a longer page ({self._source.whole:,})"
        return (
            f"<Result: {kept:,} of {len(self._rules):,} spans kept, {len(self.text):,} of {shown}>"
        )

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Result can't be changed: tried to set {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a Result can't be changed: tried to delete {name!r}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self._arguments(),)

    def _key(self) -> tuple[object, ...]:
        columns = tuple(column.tobytes() for column in self._columns)
        return self._kind, self._source, self._rules, columns

    def _page(self, what: str) -> Visible:
        visible = self.visible
        if visible is None:
            raise ValueError(f"{what}: expected an HTML page, but it was cleaned as a text")
        return visible

    def _copy(self) -> Result:
        """Return an equal result that shares the reasons, once they are known."""
        copy = Result(**self._arguments())
        object.__setattr__(copy, "_reasons", self._reasons)
        object.__setattr__(copy, "_visible", self._visible)
        return copy

    def _arguments(self) -> dict[str, Any]:
        """What makes an equal result."""
        return {
            **self._columns._asdict(),
            "source": self._source,
            "rules": self._rules,
            "kind": self._kind,
            "cleaner": self._cleaner,
            "url": self._url,
        }


def _rebuild(arguments: dict[str, Any]) -> Result:
    return Result(**arguments)
