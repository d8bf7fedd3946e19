"""A page that came in, decoded and, if it is HTML, read: the first step of all that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleaner.reading.inputs import as_page, looks_like_html
from cleaner.source import PageKind, Source, decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner.reading.markdown import Shown
    from cleaner.sites import SiteMemory
    from cleaner.view.visible import Visible


class Read(NamedTuple):
    """A page that was decoded and, if it is HTML, read."""

    source: Source
    url: str | None
    visible: Visible | None
    shown: Shown | None = None
    """In Markdown the text as it is shown."""
    site: SiteMemory | None = None
    """What is known of its site."""

    @classmethod
    def of_text(cls, source: Source, url: str | None) -> Read:
        """Read a page that is a text."""
        return cls(source, url, None, shown_of(source.text))

    @property
    def is_html(self) -> bool:
        """Whether it is HTML."""
        return self.visible is not None

    @property
    def text(self) -> str:
        """What is worked on: the text itself, or what is shown of it."""
        if self.visible:
            return self.visible.markup.text
        return self.shown.text if self.shown else self.source.text


def shown_of(text: str) -> Shown | None:
    """A text as it is shown, if it is Markdown; what knows Markdown is loaded if it may be."""
    headed = text[:99].lstrip().startswith(("---", "+++", "Title:"))
    if not headed and "](" not in text and "\n##" not in text:
        return None
    from cleaner.reading.markdown import shown

    return shown(text)


def read(
    page: object,
    kind: PageKind | None = None,
    encoding: str | None = None,
    limit: Callable[[Source, PageKind], Source] | None = None,
) -> Read:
    """Decode a page, find out whether it is HTML, and read it if it is.

    Arguments:
        page: as `cleaner.Cleaner.clean` takes it.
        kind: ``"html"`` or ``"text"``. None asks the page's holder, then looks at the page.
        encoding: the charset of a page given as bytes, if known.
        limit: what is read of a page that was decoded, if not all.

    Raises:
        TypeError, ValueError: for a page of another type, or an unknown encoding.

    >>> read("<p>One &amp; two").text, read("One & two").is_html
    ('One & two', False)
    """
    content, declared, url, told = as_page(page, encoding)
    source = decode(content, declared)
    kind = kind or told or ("html" if looks_like_html(source.text) else "text")
    if limit is not None:
        source = limit(source, kind)
    if kind == "text":
        return Read.of_text(source, url)
    from cleaner.segment.html import segment_page
    from cleaner.view.visible import Visible

    return Read(source, url, Visible(source.text, segment_page(source.text)))
