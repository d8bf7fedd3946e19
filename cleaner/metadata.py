"""What a page says of itself: title, author, date and more, and where it shows them.

`extract_metadata` is trafilatura's, which the extra ``metadata`` installs: meta
elements, JSON-LD, then the page's markup. `place` finds the title, the author and
the date among a page's spans, by comparing, never by guessing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

import regex

from cleaner.labels import Label
from cleaner.view.pieces import Span

LOOKED_AT: Final = 1_000_000
"""How many characters of a page are read: trafilatura needs up to 6 s for them."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself. What it doesn't say is None, or empty.

    >>> Metadata(title="The river rose", date="2024-03-05").author is None
    True
    """

    title: str | None = None
    """The article's headline."""
    author: str | None = None
    """Who wrote it; several names are parted by ``"; "``."""
    date: str | None = None
    """When it was published, as YYYY-MM-DD. A date later than today is not taken."""
    site_name: str | None = None
    """The site's name, else its host."""
    language: str | None = None
    """The language that it declares, such as "en" or "pt-BR"."""
    canonical_url: str | None = None
    """The address that it gives as its own, else the one it was fetched from."""
    description: str | None = None
    """What it is about, in its own words for search engines and previews."""
    image: str | None = None
    """The address of the picture for its preview."""
    categories: tuple[str, ...] = ()
    """The sections it is filed under."""
    tags: tuple[str, ...] = ()
    """Its key words."""
    title_span: tuple[int, int] | None = None
    """Source offsets of the title, where the page shows it. `place` fills it and the next two."""
    author_span: tuple[int, int] | None = None
    """Source offsets of the author: of the name itself if it stands there as it is."""
    date_span: tuple[int, int] | None = None
    """Source offsets of the line that has the date."""


# Reading it


def extract_metadata(html: str, url: str | None = None) -> Metadata:
    """Read what a page says of itself; of any page, also an empty or a broken one.

    Arguments:
        html: the page. Of a very long one only the beginning is read.
        url: the address it was fetched from, for its site's name and its date.

    Raises:
        ImportError: if trafilatura is not installed.

    >>> page = '<html lang=en_GB><title>Floods | Example News</title><h1>Floods</h1>'
    >>> found = extract_metadata(page)
    >>> found.title, found.language, found.date
    ('Floods', 'en-GB', None)
    """
    try:
        from lxml.html import HTMLParser, document_fromstring
        from trafilatura.metadata import extract_metadata as extract
    except ImportError as error:
        raise ImportError(
            'metadata needs trafilatura: pip install "cleaner[metadata]"', name=error.name
        ) from error
    if not isinstance(html, str):
        raise TypeError(f"expected the page as str, got {type(html).__name__}")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    language = None
    try:
        tree = document_fromstring(readable(html[:LOOKED_AT]).encode(), parser=parser)
        language = _language(tree)
        # Not extensively: else the year of a copyright line is made the date of the page.
        found = extract(tree, default_url=url, extensive=False)
    except Exception:  # on broken pages the parser and trafilatura raise whatever they like
        return Metadata(language=language)
    return Metadata(
        title=_text(found.title),
        author=_text(found.author),
        date=_text(found.date),
        site_name=_text(found.sitename),
        language=language or _language_name(found.language),
        canonical_url=_text(found.url),
        description=_text(found.description),
        image=_text(found.image),
        categories=_texts(found.categories),
        tags=_texts(
            tag for tags in found.tags or () if isinstance(tags, str) for tag in tags.split(",")
        ),
    )


def readable(html: str) -> str:
    """The page, with U+FFFD for what no page can hold as text.

    Lone surrogates can't be encoded, NULs end the parser's text.

    >>> readable("<p>One\\0 two")
    '<p>One\ufffd two'
    """
    return re.sub("[\\0\ud800-\udfff]", "\ufffd", html)


def _text(value: object) -> str | None:
    # JSON-LD may hold anything where a text belongs.
    return (value.strip() or None) if isinstance(value, str) else None


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, Iterable) or isinstance(values, str):
        return ()
    return tuple(dict.fromkeys(text for text in map(_text, values) if text))


def _language(tree: Any) -> str | None:
    declared = [
        tree.get("lang"),
        tree.get("xml:lang"),
        *tree.xpath("//meta[@property='og:locale' or @name='og:locale']/@content"),
        *tree.xpath(
            "//meta[translate(@http-equiv, 'CLANGUGETO', 'clangugeto') = 'content-language'"
            " or @name = 'language' or @itemprop = 'inLanguage']/@content"
        ),
    ]
    return next(filter(None, map(_language_name, declared)), None)


def _language_name(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    match = re.match(r"\s*+([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}+)(?![\w-])", value)
    return match[1].replace("_", "-") if match else None


# Finding where the page shows it


def place(metadata: Metadata, spans: Sequence[Span], source: str | None = None) -> Metadata:
    """Find the title, the author and the date among the spans of the same page.

    The title is the span labelled so, that with the same words before others, else
    any span that says just that. The author is the first by-line, else the first bio,
    that has the name; the date the first date, else the first by-line, that has that
    day, month and year in figures or with the month's name in any language.

    Arguments:
        metadata: what the page says of itself.
        spans: its pieces, in order.
        source: the page they point to: with it the author's name is found alone also in
            a span with markup inside. Without, such a span is given whole.

    >>> byline = Span(40, 60, Label.BYLINE, False, 0.1, None, "By Jane Doe, Reuters")
    >>> place(Metadata(author="Jane Doe"), [byline]).author_span
    (43, 51)
    """
    return replace(
        metadata,
        title_span=_place_title(metadata, spans),
        author_span=_place_author(metadata, spans, source),
        date_span=_place_date(metadata, spans),
    )


def _labelled(spans: Sequence[Span], *labels: Label) -> Iterator[Span]:
    """All spans of the first label, then all of the second."""
    for label in labels:
        yield from (span for span in spans if span.label == label)


# Title

_SAME: Final = str.maketrans(
    {**dict.fromkeys("‘’‚′´`", "'"), **dict.fromkeys("“”„", '"'), **dict.fromkeys("–—‐‑−", "-")}
)
_SUFFIX: Final = re.compile(r" (?:[-|·•:/<>«»‹›~]|::|\|\|) ")
LONGEST_SITE_NAME: Final = 6
"""Words that a site's name may have behind a title."""


def _place_title(metadata: Metadata, spans: Sequence[Span]) -> tuple[int, int] | None:
    title = _folded(metadata.title or "")
    if not title:
        return None
    titles = list(_labelled(spans, Label.TITLE))
    bare = _without(title, metadata.site_name)
    for candidates, same in (
        (titles, lambda text: text == title),
        (titles, lambda text: _without(text, metadata.site_name) == bare),
        (titles, lambda text: _is_suffixed(title, text) or _is_suffixed(text, title)),
        (spans, lambda text: text == title),
        (spans, lambda text: _without(text, metadata.site_name) == bare),
    ):
        for span in candidates:
            if len(span.text) <= 2 * len(title) + 200 and same(_folded(span.text)):
                return span.start, span.end
    return (titles[0].start, titles[0].end) if titles else None


def _folded(text: str) -> str:
    """Return the words of a text without what differs between its places: case, quotes, space."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SAME).casefold().split())


def _without(title: str, site_name: str | None) -> str:
    """Return a folded title without the site's name behind it."""
    site = re.sub(r"\W|_|^www\.", "", _folded(site_name or ""))
    if not site:
        return title
    bare = title
    # From the end on, and no further back than a site's name with its signs may reach.
    for match in reversed([*_SUFFIX.finditer(title, max(len(title) - 2 * len(site) - 100, 0))]):
        suffix = re.sub(r"\W|_", "", title[match.end() :])
        if suffix == site or (len(suffix) > 3 and site.startswith(suffix)):
            bare = title[: match.start()]
    return bare


def _is_suffixed(long: str, short: str) -> bool:
    """Is the one the other with something like a site's name behind it?"""
    match = _SUFFIX.match(long, len(short))
    return bool(
        short
        and match
        and long.startswith(short)
        and len(long[match.end() :].split()) <= LONGEST_SITE_NAME
    )


# Author

_TAG: Final = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>|<[^<>]*+>""", re.S
)
LONGEST_LINE: Final = 4_000
"""Characters of a span that are searched for the date, or for the name among markup."""


def _place_author(
    metadata: Metadata, spans: Sequence[Span], source: str | None
) -> tuple[int, int] | None:
    names = [name for name in (metadata.author or "").split(";") if name.strip()]
    patterns = [_name_pattern(name) for name in names]
    for span in _labelled(spans, Label.BYLINE, Label.BIO):
        if any(pattern.search(span.text) for pattern in patterns):
            return _narrowed(span, patterns, source)
    return None


def _name_pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    # Where letters have no case, words often have no space between them either.
    cased = name.lower() != name.upper()
    return re.compile(rf"(?<!\w){words}(?!\w)" if cased else words, re.IGNORECASE)


def _narrowed(
    span: Span, patterns: Sequence[re.Pattern[str]], source: str | None
) -> tuple[int, int]:
    """Return where the names stand, from the first to the last, else the whole span."""
    found: list[tuple[int, int]] = []
    # What is left out of a span or decoded makes its text shorter than its source.
    if span.end - span.start == len(span.text):
        matches = (pattern.search(span.text) for pattern in patterns)
        found = [match.span() for match in matches if match]
    elif source is not None:
        markup = source[span.start : min(span.end, span.start + LONGEST_LINE)]
        shown = _TAG.sub(lambda tag: "\0" * len(tag[0]), markup)
        matches = (pattern.search(shown) for pattern in patterns)
        found = [match.span() for match in matches if match]
    if not found:
        return span.start, span.end
    return span.start + min(found)[0], span.start + max(end for _, end in found)


# Date

_NUMERIC: Final = re.compile(
    r"(?<![\d.,/-])(\d{1,4})\s{0,2}(?:([./-])|[年년]|tháng|thg)\s{0,2}(\d{1,2})"
    r"\s{0,2}(?:[./-]|[月월]|,|năm)\s{0,2}(\d{1,4})(?!\d|[./-]\d)",
    re.IGNORECASE,
)
_GLUED_TIME: Final = re.compile(r"((?:19|20)\d\d)(?=\d\d?:\d\d)")
_COMPACT: Final = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_TOKEN: Final = regex.compile(r"\d++|[\p{L}\p{M}]++")
_FILLER: Final = 3
"""Letters of the longest word that may stand between the parts of a date: "de", "th", "van"."""

_ENGLISH: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip


def _place_date(metadata: Metadata, spans: Sequence[Span]) -> tuple[int, int] | None:
    match = re.match(r"\s*(\d{4})-(\d\d?)-(\d\d?)(?!\d)", metadata.date or "")
    if not match:
        return None
    year, month, day = map(int, match.groups())
    for span in _labelled(spans, Label.DATE, Label.BYLINE):
        if _has_date(span.text[:LONGEST_LINE], year, month, day):
            return span.start, span.end
    return None


def _has_date(text: str, year: int, month: int, day: int) -> bool:
    text = _GLUED_TIME.sub(r"\1 ", unicodedata.normalize("NFKC", text))
    years = ((year, 4), (year % 100, 2))
    for match in _NUMERIC.finditer(text):
        first, second, third = int(match[1]), int(match[3]), int(match[4])
        if (first, second, third) == (year, month, day):
            return True
        # Two figures are a year at the end only, and behind a full stop the day comes first.
        orders = ((day, month),) if match[2] == "." else ((day, month), (month, day))
        if (third, len(match[4])) in years and (first, second) in orders:
            return True
    if any(
        tuple(map(int, match.groups())) == (year, month, day) for match in _COMPACT.finditer(text)
    ):
        return True
    return _has_named_date(text, year, month, day)


def _has_named_date(text: str, year: int, month: int, day: int) -> bool:
    """Does a text have the date with its month's name: 5 March 2024, March 5th 2024, 2024 …"""
    tokens = _TOKEN.findall(text.replace("ı", "i").replace("İ", "i").lower())
    for place, token in enumerate(tokens):
        if token.isdecimal() or month not in _months().get(token, ()):
            continue
        before = _number(reversed(tokens[:place]))
        behind = list(_numbers(tokens[place + 1 :]))
        if (before, behind[:1]) in ((day, [year]), (year, [day])) or behind[:2] == [day, year]:
            return True
    return False


def _numbers(tokens: Iterable[str]) -> Iterator[int]:
    """The numbers at the beginning, with no more than two short words before each."""
    words = 0
    for token in tokens:
        if token.isdecimal() and len(token) <= 4:
            yield int(token)
            words = 0
        elif token.isdecimal() or len(token) > _FILLER or words == 2:
            return
        else:
            words += 1


def _number(tokens: Iterable[str]) -> int | None:
    return next(_numbers(tokens), None)


@cache
def _months() -> dict[str, frozenset[int]]:
    """Names of months, in all languages that dateparser knows, else in English."""
    found: dict[str, set[int]] = {}
    for number, name in enumerate(_ENGLISH, 1):
        found.setdefault(name, set()).add(number)
        found.setdefault(name[:3], set()).add(number)
    try:
        from dateparser.languages.loader import default_loader

        tables = [locale.info for locale in default_loader.get_locales()]
    except Exception:  # not installed, or not the version that we know
        tables = []
    for table in tables:
        for number, name in enumerate(_ENGLISH, 1):
            for word in table.get(name, ()):
                folded = unicodedata.normalize("NFKC", word).replace("ı", "i").replace("İ", "i")
                found.setdefault(folded.lower().strip("."), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}
