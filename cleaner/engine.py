"""The cleaner: settings as one value, and the flow from a page to its result.

Read the pages, in groups; decide what each piece is, many pages at once; place the pieces in
the source; keep what is to stay. Each step is a function of its input alone, so the same page
gives the same result in any thread, batch or order of calls.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import InitVar, dataclass, replace
from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from cleaner import settings
from cleaner.deciding.forced import Forced, checked
from cleaner.labels import ARTICLE, Label
from cleaner.reading.groups import each_kind, in_groups, in_step, weight
from cleaner.reading.limits import characters_within, checked_limit
from cleaner.reading.page import Read, read
from cleaner.result import Reason, Result
from cleaner.sites import SiteMemory
from cleaner.source import PageKind, Source

if TYPE_CHECKING:
    from cleaner.deciding.spans import SpanColumns


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
    """The page's address, if known: its words tell a text's headline, its host's name tells
    "More <Site>" from a heading."""
    encoding: str | None = None
    """The charset of pages given as bytes, if known."""
    language: str | None = None
    """The pages' language ("en", "pt-BR", "deu"): phrases of others than it and English don't
    count."""
    force_keep: Sequence[Forced] = ()
    """Source ranges, patterns, in HTML ``css:`` and ``xpath:`` selectors: what they find stays,
    whatever its label. They beat ``force_drop``."""
    force_drop: Sequence[Forced] = ()
    """The same for what goes."""
    model: str | None = None
    """A folder with weights of one's own, ``html.npz`` or ``text.npz``; None: the package's."""
    recall: float = 0.5
    """The dial between keeping most of what may be the article (1) and dropping most of what may
    be something else (0)."""
    precision: InitVar[float | None] = None
    """The same dial from its other end: ``precision=0.8`` is ``recall=0.2``."""
    extractor: str | None = None
    """``"trafilatura"``: on HTML that extractor is asked first. What it takes is cleaned as text
    and brought back to the page; what it leaves out is dropped, named "extractor.trafilatura".
    What it gives that the page has not is in no span: `cleaner.extractors.unplaced` tells it."""
    extracted: bool | None = None
    """Whether an extractor has been at the texts: of such text much more is kept. None: what the
    text looks like. With an ``extractor`` its extracts are known to be such."""
    site: SiteMemory | None = None
    """What repeats across the pages of the site: weighs against what stands on others of them."""
    max_chars: int | None = None
    """The most characters of a page that are read; `Result.is_partial` tells if there were more."""
    max_seconds: float | None = None
    """The most time that a page should take: of a long one only as much is read as its beginning
    says can be done, not counting what a process does once. What comes out then depends on the
    machine."""

    def __post_init__(self, precision: float | None) -> None:
        settings.model(self.model)
        settings.site(self.site)
        settings.string("url", self.url)
        settings.encoding(self.encoding)
        settings.truth("extracted", self.extracted)
        keep, drop = settings.labels("keep", self.keep), settings.labels("drop", self.drop)
        recall = settings.dial(self.recall, precision)
        checked_limit("max_chars", self.max_chars, whole=True)
        checked_limit("max_seconds", self.max_seconds)
        if self.extractor is not None:
            from cleaner.extractors import checked as known

            known(self.extractor)
        for name, value in (
            ("keep", keep - drop),
            ("drop", frozenset[Label]()),
            ("recall", recall),
            ("language", settings.language(self.language)),
            ("force_keep", checked("force_keep", self.force_keep)),
            ("force_drop", checked("force_drop", self.force_drop)),
        ):
            object.__setattr__(self, name, value)

    def clean(
        self, page: object, kind: PageKind | None = None, *, url: str | None = None
    ) -> Result:
        """Label every piece of a page.

        Arguments:
            page: the page as ``str`` or as the bytes that were scraped, an lxml element, a
                Beautiful Soup tag, a parsel or scrapy selector (offsets count in its
                serialisation), or a response of requests, httpx or scrapy.
            kind: ``"html"`` or ``"text"``. None looks at the page.
            url: the page's address, if it is not that of the settings or of the response.

        Returns:
            The spans with their labels, and the clean text.

        Raises:
            TypeError, ValueError: for a page or kind of another type, or plain text where an
                ``extractor`` is set, which reads HTML.

        >>> Cleaner().clean("© 2024 Example Ltd. All rights reserved.").spans[0].label
        <Label.COPYRIGHT: 'copyright'>
        """
        return next(iter(self.clean_batch([page], kind, urls=[url])))

    def clean_batch(
        self,
        pages: Iterable[object],
        kind: PageKind | None = None,
        *,
        urls: Iterable[str | None] | None = None,
        site: SiteMemory | Iterable[SiteMemory | None] | None = None,
    ) -> Iterator[Result]:
        """Label every piece of many pages; results come in the order of the pages.

        Arguments:
            pages, kind: as for `clean`.
            urls: the pages' addresses, in step with them.
            site: what is known of their site, if not that of the settings; or an iterable in
                step with the pages that gives each its own, or None.

        Returns:
            The results as they are made. Pages are worked on in groups of about a quarter of a
            million characters, which is several times as fast as one by one and gives the same
            results.

        Raises:
            TypeError, ValueError: as `clean`, behind the results of the pages before; for urls or
                sites that are not in step with the pages.

        >>> [len(result.spans) for result in Cleaner().clean_batch(["", "One.", "One.\\n\\nTwo."])]
        [0, 1, 2]
        """
        settings.kind(kind)
        if isinstance(pages, str | bytes):
            raise TypeError("expected several pages, got one: clean() takes a single page")
        settings.several("pages", pages)
        settings.several("urls", urls)
        sites = repeat(site or self.site) if site is None or isinstance(site, SiteMemory) else site
        named = in_step(pages, repeat(None) if urls is None else urls, sites)
        groups = in_groups(self._reads(named, kind), weight)
        return chain.from_iterable(map(self._results, groups))

    def explain(self, result: Result) -> tuple[tuple[Reason, ...], ...]:
        """The reasons of each of a result's spans, worked out from its source again."""
        from cleaner.explanation import explain

        return explain(self, result)

    # The flow. What decides is imported when there is something to decide: it is heavy.

    def _reads(
        self, pages: Iterable[tuple[object, Any, Any]], kind: PageKind | None
    ) -> Iterator[Read]:
        for page, url, site in pages:
            settings.site(site)
            settings.string("url", url)
            yield self._read(page, kind, url)._replace(site=site)

    def _read(self, page: object, kind: PageKind | None, url: str | None) -> Read:
        limit = None if self.max_chars is None and self.max_seconds is None else self._limited
        found = read(page, kind, self.encoding, limit)
        if self.extractor and not found.is_html and found.text.strip():
            raise ValueError(
                f"extractor={self.extractor!r}: expected HTML, got a page of kind 'text'"
            )
        return found._replace(url=url or self.url or found.url)

    def _limited(self, source: Source, kind: PageKind) -> Source:
        unlimited = replace(self, max_chars=None, max_seconds=None)
        length = characters_within(
            source.text, self.max_chars, self.max_seconds, lambda text: unlimited.clean(text, kind)
        )
        return source.beginning(length)

    def _results(self, pages: Sequence[Read]) -> Iterator[Result]:
        """The results of a group of pages."""
        for page, columns in zip(pages, each_kind(pages, self._decided), strict=True):
            yield self._result(page, columns)

    def _decided(self, pages: Sequence[Read]) -> Iterator[SpanColumns]:
        """The spans of each page in its text, in HTML the visible one; pages of one kind."""
        from cleaner.deciding.flow import decided

        decide = partial(decided, model=self.model, language=self.language, recall=self.recall)
        if self.extractor and pages[0].is_html:
            from cleaner.extractors import ask

            return ask(self.extractor, pages, decide)
        return decide(pages, extracted=self.extracted)

    def _result(self, page: Read, columns: SpanColumns) -> Result:
        """What of a page stays, with all spans in its source."""
        from cleaner.deciding.keep import keep_in_page, keep_in_text

        wanted = self.keep, self.force_keep, self.force_drop
        if page.visible:
            columns, kept = keep_in_page(
                page.visible, columns, *wanted, url=page.url, extractor=self.extractor
            )
        else:
            columns, kept = keep_in_text(page.source.text, page.shown, columns, *wanted)
        return Result(
            source=page.source,
            starts=columns.starts,
            ends=columns.ends,
            labels=columns.labels,
            scores=columns.scores,
            kept=kept,
            rules=columns.rules,
            kind="html" if page.is_html else "text",
            cleaner=self if page.site is self.site else replace(self, site=page.site),
            visible=page.visible,
            url=page.url,
        )


def clean(page: object, kind: PageKind | None = None, **settings: Any) -> Result:
    """Label every piece of a page: the article's body, and what stands around it.

    Arguments:
        page: as for `Cleaner.clean`.
        kind: ``"html"`` or ``"text"``. None looks at the page.
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
