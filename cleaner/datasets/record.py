"""A labelled page as one immutable value, and what is said of a record that is none.

Every reader brings its layout to the fields of our own format (see `cleaner.datasets`)
and hands them to `page_of`, so that all layouts are checked in one place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple

from cleaner.host import host_of
from cleaner.labels import LABELS, Label
from cleaner.source import PageKind

ARCHIVE: Final = re.compile(r"^https?://web\.archive\.org/web/\w+/(?=http)")


class DataError(ValueError):
    """A data set that can't be read; the message is one line."""


class FieldError(DataError):
    """A field that is not what it should be."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.field = field
        """The field's path in its record, such as ``spans[3]``."""
        self.message = message

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.field, self.message)


class RecordError(FieldError):
    """A record that is no labelled page.

    >>> error = RecordError("pages.jsonl", 3, "spans[0]", "expected [start, end, label]")
    >>> print(error)
    pages.jsonl:3: spans[0]: expected [start, end, label]
    """

    def __init__(self, file: object, line: int | None, field: str, message: str) -> None:
        super().__init__(field, message)
        where = f"{file}:{line}" if line else str(file)
        self.args = (" ".join(f"{where}: {self}".split()),)
        self.file = str(file)
        self.line = line
        """Its line, counted from 1; None where records are not lines."""

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.file, self.line, self.field, self.message)


class LabelledSpan(NamedTuple):
    """A piece of a page's source and what it is: code points, half-open."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what is known to be right for it.

    It may have any of the golds: ``spans``, ``main_content``, snippets. Raises
    `FieldError` for spans that are out of order, overlap or leave the source.

    >>> page = Page("1", "Rain\\n© Us", "text", spans=(LabelledSpan(0, 4, Label.BODY),))
    >>> page.source[slice(*page.spans[0][:2])], page.main_content
    ('Rain', None)
    """

    id: str
    source: str
    """The page, decoded."""
    kind: PageKind
    url: str | None = None
    language: str | None = None
    type: str | None = None
    """What kind of page it is: article, forum …"""
    site: str | None = None
    """The site that it comes from; `domain` tells it from the address if this is None."""
    spans: tuple[LabelledSpan, ...] | None = None
    """What each piece is. What no span covers is unknown."""
    main_content: str | None = None
    """The article's text. An empty one says that the page has none."""
    with_snippets: tuple[str, ...] = ()
    """What must stand in the clean text."""
    without_snippets: tuple[str, ...] = ()
    """What must not."""

    def __post_init__(self) -> None:
        for place, span in enumerate(self.spans or ()):
            if not 0 <= span.start < span.end <= len(self.source):
                raise FieldError(
                    f"spans[{place}]",
                    f"expected 0 <= start < end <= {len(self.source)} code points, "
                    f"got {span.start}, {span.end}",
                )
        for place, (left, right) in enumerate(pairwise(self.spans or ())):
            if left.end > right.start:
                raise FieldError(
                    f"spans[{place + 1}]", f"expected to start at {left.end} or later: they overlap"
                )

    @property
    def has_gold(self) -> bool:
        """Whether anything is known of it."""
        golds = (self.spans, self.main_content, self.with_snippets or self.without_snippets or None)
        return any(gold is not None for gold in golds)

    @property
    def domain(self) -> str | None:
        """The site: as given, or the host of the address without ``www.``.

        An archived page counts as the site that was archived.

        >>> Page("1", "", "text", url="https://www.example.org/a").domain
        'example.org'
        """
        if self.site or not self.url:
            return self.site
        return host_of(ARCHIVE.sub("", self.url))


def page_of(fields: Mapping[str, Any]) -> Page:
    """Make a page of a record's fields in our own format.

    Raises:
        FieldError: for a field that is missing or not what it should be.

    >>> page_of({"id": 7, "text": "Rain fell.", "main_content": "Rain fell."}).id
    '7'
    """
    given = [name for name in ("html", "text") if fields.get(name) is not None]
    # Beside `html` or `text` a `source` says where the page was found, in sets that have it.
    given = given or [name for name in ("source",) if fields.get(name) is not None]
    if len(given) != 1:
        found = f"got {' and '.join(given)}" if given else "got none"
        raise FieldError("source", f"expected one of source, html, text, {found}")
    source = _string(fields, given[0]) or ""
    name = fields.get("id")
    if not isinstance(name, str | int) or isinstance(name, bool) or name == "":
        raise FieldError("id", f"expected a string or a whole number, got {shown(name)}")
    spans = fields.get("spans")
    page = Page(
        id=str(name),
        source=source,
        kind=_kind(fields, given[0], source),
        url=_string(fields, "url"),
        language=_string(fields, "language", "lang"),
        type=_string(fields, "type", "page_type"),
        site=_string(fields, "site"),
        spans=None if spans is None else _spans(spans),
        main_content=_string(fields, "main_content"),
        with_snippets=_strings(fields, "with_snippets"),
        without_snippets=_strings(fields, "without_snippets"),
    )
    if not page.has_gold:
        raise FieldError(
            "main_content", "expected it, or spans, or with_snippets and without_snippets, got none"
        )
    return page


def found_in(
    file: object, line: int | None, fields: object, prefix: str = ""
) -> Page | RecordError:
    """Make a page of a record, or say what is wrong with it and where it stands.

    ``prefix`` goes before the field's name in what is said, where records are nested.
    """
    try:
        if not isinstance(fields, Mapping):
            raise FieldError("", f"expected an object with fields, got {shown(fields)}")
        return page_of(fields)
    except FieldError as error:
        return RecordError(file, line, prefix + error.field, error.message)


def label_named(name: object, field: str) -> Label:
    """The label of that name, in any case. Raises FieldError for another name."""
    if isinstance(name, str) and name.strip().lower() in LABELS:
        return Label(name.strip().lower())
    raise FieldError(field, f"expected a label ({', '.join(LABELS)}), got {shown(name)}")


def _kind(fields: Mapping[str, Any], given: str, source: str) -> PageKind:
    kind = fields.get("kind")
    if kind not in (None, "text", "html") or (given != "source" and kind not in (None, given)):
        expected = "'text' or 'html'" if given == "source" else repr(given)
        raise FieldError("kind", f"expected {expected}, got {shown(kind)}")
    if given == "html" or kind == "html":
        return "html"
    if given == "text" or kind == "text":
        return "text"
    from cleaner.reading.inputs import looks_like_html

    return "html" if looks_like_html(source) else "text"


def _string(fields: Mapping[str, Any], *names: str) -> str | None:
    for name in names:
        value = fields.get(name)
        if value is not None and not isinstance(value, str):
            raise FieldError(name, f"expected a string, got {shown(value)}")
        if value is not None:
            return value
    return None


def _strings(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = fields.get(name)
    if values is None:
        return ()
    if not isinstance(values, list | tuple):
        raise FieldError(name, f"expected a list of strings, got {shown(values)}")
    for place, value in enumerate(values):
        if not isinstance(value, str):
            raise FieldError(f"{name}[{place}]", f"expected a string, got {shown(value)}")
    return tuple(values)


def _spans(values: object) -> tuple[LabelledSpan, ...]:
    if not isinstance(values, list | tuple):
        raise FieldError("spans", f"expected a list of [start, end, label], got {shown(values)}")
    return tuple(sorted(_span(value, f"spans[{place}]") for place, value in enumerate(values)))


def _span(value: object, field: str) -> LabelledSpan:
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != 3:
        raise FieldError(field, f"expected [start, end, label], got {shown(value)}")
    start, end, label = value
    for offset in (start, end):
        if not isinstance(offset, int) or isinstance(offset, bool):
            raise FieldError(field, f"expected whole numbers as offsets, got {shown(offset)}")
    return LabelledSpan(start, end, label_named(label, field))


def shown(value: object) -> str:
    """A value in a message, cut short."""
    shown = "nothing" if value is None else repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
