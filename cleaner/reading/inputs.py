"""What scrapers hold, taken as a page: text, bytes, trees, selectors, responses.

Objects of lxml, Beautiful Soup, parsel, scrapy, requests and httpx are known by what they offer, so
that none of these libraries is imported here. `looks_like_html` tells markup from
plain text where nobody has said which it is.
"""

from __future__ import annotations

import re
import sys
from typing import Any, Final, Literal, NamedTuple

from cleaner.charset import canonical_name
from cleaner.reading.formats import NotAPageError

EXPECTED: Final = (
    "expected a page as str or bytes, an lxml element or tree, a Beautiful Soup tag, "
    "a parsel or scrapy Selector, or a response of requests, httpx or scrapy"
)
"""What is said to whom gives something else."""


class Page(NamedTuple):
    """A page as ``clean`` takes it, and what its holder knew of it."""

    content: str | bytes
    """The page: offsets count in this, once decoded."""
    encoding: str | None
    """The charset of bytes: the caller's, else the one that the HTTP header declares."""
    url: str | None
    """The address it came from."""
    kind: Literal["html", "text"] | None
    """What it is, if its holder says so."""


def as_page(page: object, encoding: str | None = None) -> Page:
    """Take what a scraper holds as a page.

    A response gives its body's bytes, its address, and the charset and kind that its
    Content-Type header declares, never what its library guessed. An lxml element or
    tree is written out as HTML, an element without the text behind its end, a Beautiful
    Soup tag as its ``str()`` is, and a selector gives what its ``get()`` does: offsets
    count in that.

    Arguments:
        page: ``str``, bytes, an lxml element or tree, a Beautiful Soup tag, a parsel or
            scrapy ``Selector``, a response of requests, httpx or scrapy, or a `Page`.
        encoding: the charset of the bytes, if the caller knows better than the header.

    Raises:
        TypeError: for anything else. NotAPageError: for a response that says that it is
            something else, such as a PDF.

    >>> as_page(b"<p>One", "koi8-r")
    Page(content=b'<p>One', encoding='koi8-r', url=None, kind=None)
    """
    if isinstance(page, Page):
        return page._replace(encoding=encoding or page.encoding)
    if isinstance(page, str):
        return Page(page, encoding, None, None)
    if isinstance(page, bytes | bytearray | memoryview):
        return Page(bytes(page), encoding, None, None)
    markup = _written_out(page)
    if markup is not None:
        return Page(markup, encoding, None, "html")
    if callable(getattr(page, "getall", None)):
        return _selected(page, encoding)
    headers = getattr(page, "headers", None)
    answered = hasattr(page, "status_code") or hasattr(page, "status")  # a request is not
    if answered and callable(getattr(headers, "get", None)):
        return _received(page, headers, encoding)
    raise TypeError(f"{EXPECTED}; got {_type_name(page)}")


def _type_name(page: object) -> str:
    kind = type(page)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


# Trees and selectors


def _written_out(page: object) -> str | None:
    """Return an lxml element or tree, or a Beautiful Soup tag, as HTML; None for anything else."""
    # Whoever holds a tree has imported its library.
    if isinstance(page, getattr(sys.modules.get("bs4"), "Tag", ())):
        return str(page)
    etree = sys.modules.get("lxml.etree")
    if etree is None:
        return None
    if etree.iselement(page):
        element = True
    elif type(page).__module__ == "lxml.etree" and hasattr(page, "getroot"):
        element = False
    else:
        return None
    return str(etree.tostring(page, encoding="unicode", method="html", with_tail=not element) or "")


def _selected(page: Any, encoding: str | None) -> Page:
    if isinstance(page, list):
        raise TypeError(
            f"expected one page, got a {_type_name(page)} of {len(page)}: "
            "give its elements one by one, or one of them, as in clean(selectors[0])"
        )
    content = page.get()
    if not isinstance(content, str):
        raise TypeError(
            f"expected a Selector of markup or text, got one of {type(content).__name__}"
        )
    if isinstance(getattr(page, "root", None), str):  # of ::text or @href: no markup any more
        return Page(content, encoding, None, "text")
    return Page(content, encoding, None, "html" if getattr(page, "type", "") == "html" else None)


# Responses

_KINDS: Final[dict[str, Literal["html", "text"]]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
}
_MAY_BE_A_PAGE: Final = re.compile(
    r"text/.*|application/(?:[^/]*[+-])?xml[^/]*|(?:application|binary)/octet-stream|[^/]*"
)
"""Media types of text, HTML and XML, and what is said where the type is not known."""
_CHARSET: Final = re.compile(
    r"""[;\s]charset\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s;,"']++))""", re.IGNORECASE
)


def _received(page: Any, headers: Any, encoding: str | None) -> Page:
    body = getattr(page, "content", None)
    if body is None:
        body = getattr(page, "body", b"")
        if body is None:  # an answer without a body
            body = b""
    if not isinstance(body, bytes | bytearray | memoryview):
        close = getattr(body, "close", None)
        if callable(close) and hasattr(body, "cr_code"):
            close()  # a coroutine that nobody awaits would warn
        raise TypeError(
            f"expected a response that holds its body as bytes, got {_type_name(page)}: "
            "read it first, as in clean(await response.read(), encoding=response.charset)"
        )
    declared = headers.get("Content-Type") or headers.get("content-type") or ""
    if isinstance(declared, bytes):
        declared = declared.decode("latin-1")
    declared = declared if isinstance(declared, str) else ""
    media_type = re.split("[;,]", declared, maxsplit=1)[0].strip().lower()
    if not _MAY_BE_A_PAGE.fullmatch(media_type):
        raise NotAPageError(
            f"expected a response of HTML, XML or text, got {media_type!r}: what has a wrong "
            "header can be given as bytes"
        )
    if encoding is None:
        encoding = declared_charset(declared)
    return Page(bytes(body), encoding, _address(page), _KINDS.get(media_type))


def declared_charset(content_type: str) -> str | None:
    """Return the charset of a Content-Type header, if it is one that exists.

    >>> declared_charset('text/html; charset="koi8-r"'), declared_charset("text/html; charset=?")
    ('koi8-r', None)
    """
    for match in _CHARSET.finditer(content_type):
        label = next(filter(None, match.groups()), "").strip()
        try:
            canonical_name(label)
        except ValueError:  # the server's mistake, not the caller's
            continue
        return label
    return None


def _address(page: Any) -> str | None:
    try:
        url = page.url
    except (AttributeError, RuntimeError):  # httpx raises the latter for a response on its own
        return None
    return str(url) if url else None


# Is it HTML?

LOOKED_AT: Final = 100_000
"""How many characters `looks_like_html` reads."""

_IMPLIED: Final = frozenset({
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "html", "head", "body",
})  # fmt: skip
"""Elements whose end tag is often left out."""
_BLOCKS: Final = _IMPLIED | frozenset({
    "article", "aside", "blockquote", "center", "div", "dl", "fieldset", "figure", "figcaption",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main", "nav", "ol", "pre",
    "section", "table", "tbody", "thead", "tfoot", "ul",
})  # fmt: skip
_VOID: Final = frozenset({"br", "hr", "img", "input", "meta"})
_INLINE: Final = frozenset({
    "a", "abbr", "b", "big", "button", "cite", "code", "del", "em", "font", "i", "iframe", "ins",
    "label", "mark", "noscript", "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt",
    "u", "video",
})  # fmt: skip
_NAMES: Final = "|".join(sorted(_BLOCKS | _VOID | _INLINE))
_NEUTRAL: Final = (
    "base|g|link|object|option|path|picture|select|source|summary|template|text|textarea|title|use"
    "|[a-z]++-[a-z0-9-]*+"
)
"""Names as common in other XML, and those that sites make up: no evidence."""

_OPENING: Final = re.compile(
    r"(?:[\s\ufeff\0]++|<!--(?:[^-]++|-(?!->))*+-->|<\?[^<>]*+>)*+"
    r"(?:<!doctype\s++html\b|<(?:html|head)(?=[\s>])[^<>]*+>\s*+<)",
    re.IGNORECASE,
)
_DOCUMENT: Final = re.compile(
    r"^(?:<!doctype\s++html\b|<html(?=[\s>])[^<>]*+>\s*+<)", re.IGNORECASE | re.MULTILINE
)
_END_OF_DOCUMENT: Final = re.compile(r"</html\s*+>", re.IGNORECASE)
_XML: Final = re.compile(r"[\s\ufeff]*+<\?xml\b", re.IGNORECASE)
_TOKEN: Final = re.compile(
    rf"""
      <!--(?:[^-]++|-(?!->))*+(?:-->|\Z) | <\?[^<>]*+>
    | <(?P<raw>script|style|svg|math)\b[^<>]*+>
       (?:[^<]++|<(?!/(?P=raw)))*+(?:</(?P=raw)[^>]*+(?:>|\Z)|(?P<open>\Z))
    | (?P<code>```(?:[^`]++|`(?!``))*+``` | `[^`\n]{{0,100}}+`)
    | <(?P<end>/?)(?P<name>{_NAMES})(?=[\s/>])[^<>]*+>
    | </?(?:{_NEUTRAL})(?=[\s/>])
    | (?P<other></?[a-z])
    | (?P<markdown>^[ ]{{0,3}}\#{{1,6}}[ ] | \]\()
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)

_BLANK: Final = " \t\r\n\f\0\ufeff"
_NOTHING: Final = re.compile(
    r"(?:[\s\ufeff\0]++|&(?:[a-z]{1,4}sp|\#\w{1,6});|<!--(?:[^-]++|-(?!->))*+-->)*+", re.IGNORECASE
)
"""What may stand before the first tag of a fragment."""
_GLUED: Final = re.compile(rf"<(?:{'|'.join(_BLOCKS)})(?=[\s/>])[^<>]*+>\S", re.IGNORECASE)
"""A block's start tag and text right behind that."""
_BREAK: Final = re.compile(
    r"""[.!?…。！？][)"'”’»]?[ ]?(?:</[a-z][a-z0-9]*+>\s*+)*+"""
    rf"<(?:br|hr|{'|'.join(_BLOCKS)})(?=[\s/>])[^<>]*+>(?![\"']\s*+[;,)+.])",
    re.IGNORECASE,
)
"""A sentence ends, and right behind it a block begins or a line breaks."""
_NO_BREAKS: Final = re.compile(
    r"""`|\*\* | (?<!>\n)^[ \t]*+(?:[-*+][ ]|\d++[.)][ ]|[|>{\[])
    | (?:=[ ]|\()["'] | ["'][;)+][ \t]*+$ | \w[ ]<[a-z]++[1-6]?>[ ,.)]""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
"""Markdown, code, or a tag that a sentence mentions."""
_LINE: Final = re.compile(r"[^\s>][^\S\n]*+\n")
"""A line ends behind text and not behind a tag."""

MESSAGES: Final = 2_000
"""How much may stand before a document: what a server has to complain of."""
FEW_PAIRS: Final = 3
"""Start tags with their ends that make HTML of what begins as prose."""
PAIR_EVERY: Final = 1_000
"""One pair in so many characters at least, if all of them are inline."""


def looks_like_html(text: str) -> bool:
    """Say whether a text is HTML, a page or a part of one, from its beginning.

    A text that mentions tags, shows code or has an odd ``<br>`` is no HTML: tags must
    have their ends, hold most of the text, and outnumber what else begins with ``<``; or
    part its sentences.

    >>> looks_like_html("<p>One <b>two</b>"), looks_like_html("Press <b> for bold text.")
    (True, False)
    >>> looks_like_html("std::map<a, vector<b>> and a < b; Jane <jane@x.example>")
    False
    """
    head = text[:LOOKED_AT]
    if "<" not in head:
        return False
    if _OPENING.match(head):
        return True
    if _XML.match(head):
        return False
    whole = len(text) <= LOOKED_AT
    document = _DOCUMENT.search(head, 0, MESSAGES)
    if document:
        last = max((m.start() for m in _END_OF_DOCUMENT.finditer(head)), default=-1)
        if 2 * last > len(head) or (last < 0 and not whole):  # else a sample in a text
            return True
    found = _survey(head, whole)
    if found.others > 2 * found.tags or found.markdown > found.pairs:
        return False
    nothing = _NOTHING.match(head)
    head = head[nothing.end() :] if nothing else head
    first = _TOKEN.match(head)
    if first and not (first["code"] or first["markdown"]):
        return found.sound >= 2 or bool(_GLUED.match(head))
    if not (found.others or found.markdown) and _is_broken_by_tags(head):
        return True
    if found.pairs < FEW_PAIRS:
        return False
    if found.block_pairs:
        return 2 * found.inside >= found.shown
    return found.pairs * PAIR_EVERY >= len(head)


def _is_broken_by_tags(head: str) -> bool:
    """Say whether tags part the sentences, as in the fragments of feeds, and not line ends.

    >>> _is_broken_by_tags("One.<br><br>Two.<p>Three."), _is_broken_by_tags("One <br>\\nTwo.<p>")
    (True, False)
    """
    if _NO_BREAKS.search(head):
        return False
    breaks = sum(1 for _ in _BREAK.finditer(head))
    return breaks >= 2 * (1 + sum(1 for _ in _LINE.finditer(head)))


class _Survey(NamedTuple):
    """What stands in a text that may be markup."""

    tags: int
    others: int
    """What begins as tags do and is none of HTML."""
    pairs: int
    block_pairs: int
    sound: int
    """Tags that are complete: both of each pair, and those that need no end."""
    inside: int
    """Characters of text in blocks that have both their tags."""
    shown: int
    """Characters of text."""
    markdown: int
    """Headings and links as Markdown has them."""


def _survey(head: str, whole: bool) -> _Survey:
    opened: dict[str, list[int]] = {}  # where in the text each element begins that is open
    blocks: list[tuple[int, int]] = []  # those that have ended
    tags = others = pairs = sound = shown = markdown = position = 0
    for match in _TOKEN.finditer(head):
        shown += len(head[position : match.start()].strip(_BLANK))
        position = match.end()
        name = (match["name"] or "").lower()
        if match["other"]:
            others += 1
        elif match["markdown"]:
            markdown += 1
        elif match["raw"]:
            # Cut off by the end of what is read it counts; mentioned in prose it does not.
            mentioned = whole and match["open"] is not None
            if match["raw"].lower() in ("script", "style") and not mentioned:
                tags += 2
                sound += 2
        elif name and match["end"]:
            tags += 1
            if opened.get(name):
                start = opened[name].pop()
                pairs += 1
                sound += 1 if name in _IMPLIED else 2
                if name in _BLOCKS:
                    blocks.append((start, shown))
        elif name:
            tags += 1
            sound += name in _VOID or name in _IMPLIED
            if name in _IMPLIED:
                opened[name] = [shown]
            elif name not in _VOID:
                opened.setdefault(name, []).append(shown)
    shown += len(head[position:].strip(_BLANK))
    inside = _length_of_union(blocks)
    return _Survey(tags, others, pairs, len(blocks), sound, inside, shown, markdown)


def _length_of_union(ranges: list[tuple[int, int]]) -> int:
    length = reached = 0
    for start, end in sorted(ranges):
        length += max(0, end - max(start, reached))
        reached = max(reached, end)
    return length
