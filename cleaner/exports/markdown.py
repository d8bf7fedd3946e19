"""HTML as Markdown, by the converter of the parser that the library uses anyway."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final
from urllib.parse import urljoin

from turbohtml import Document, Element, Markdown, Text, parse

from cleaner.exports.flow import unfold
from cleaner.segment.hyphens import IN_WORD
from cleaner.segment.tokens import SOFT_HYPHEN

_NOT_SHOWN: Final = (
    "iframe, svg, textarea, object, audio, video, canvas, datalist, applet, noembed, noframes"
)
"""Elements whose text is for browsers that can't show them: the converter would write it."""

_WRAPPED: Final = "[style*=pre-wrap], [style*=pre-line], [style*=break-spaces]"
"""Prose whose line breaks browsers show: the converter would take it for code."""

_LATER: Final = ("data-src", "data-lazy-src", "data-original", "srcset", "data-srcset")
"""Where pictures have their address that are loaded when they come into view."""

_SCRIPT: Final = re.compile(
    r"[\x00-\x20]*+j\s*+a\s*+v\s*+a\s*+s\s*+c\s*+r\s*+i\s*+p\s*+t\s*+:", re.I
)
"""What is no address, as browsers read it."""

_SUB, _SUP = "\ufdd0", "\ufdd1"
"""What the converter is to write around indices and exponents: characters that no text has."""

_MARKED: Final = re.compile(rf"([{_SUB}{_SUP}])(.*?)\1", re.DOTALL)
_RENDERING: Final = Markdown(inline=Markdown.Inline(sub=_SUB, sup=_SUP))

_UNSEEN: Final = "\u200b\u2060\ufeff"
"""Characters without width: a block of nothing else is empty, as builders of sites leave them."""


def to_markdown(html: str, base: str | None = None) -> str:
    """Return a page as GitHub-flavoured Markdown: its body, without scripts and styles.

    ``base`` is the page's address: links and pictures become absolute by it. A
    ``<base href>`` in the page goes before it, as in browsers. An address that
    can't be resolved stays as it is.

    >>> print(to_markdown("<h1>News</h1><p>A <b>big</b> <a href=/x>story</a>.", "https://a.org/"))
    # News
    <BLANKLINE>
    A **big** [story](https://a.org/x).
    """
    document = parse(html)
    for picture in document.select("img"):
        _with_address(picture)
    for link in document.select("a[href]"):
        if _SCRIPT.match(str(link.attrs["href"])):
            del link.attrs["href"]
    if base is not None:
        with suppress(ValueError):
            document.resolve_links(_base_of(document, base))
    for element in document.select(_NOT_SHOWN):
        element.decompose()
    for element in document.select(_WRAPPED):
        del element.attrs["style"]
    for bracket in document.select("rp"):
        bracket.tag = "span"
    for node in list(document.descendants):
        if isinstance(node, Text) and node.data:
            if not node.data.strip(_UNSEEN):
                node.decompose()
            elif SOFT_HYPHEN in node.data:
                node.data = IN_WORD.sub("", node.data)
    unfold(document)
    return _MARKED.sub(_tagged, str(document.to_markdown(_RENDERING)))


def _tagged(found: re.Match[str]) -> str:
    """An index or an exponent in its tags, as Markdown has nothing else for it: without them ten to
    the third is 103."""
    tag = "sub" if found[1] == _SUB else "sup"
    return f"<{tag}>{found[2]}</{tag}>"


def _with_address(picture: Element) -> None:
    """Give a picture the address that a script would; one that has none is what it says."""
    if not str(picture.attrs.get("src") or "data:").lstrip().lower().startswith("data:"):
        return
    for name in _LATER:
        found = str(picture.attrs.get(name) or "").replace(",", " ").split()
        if found and not found[0].lower().startswith("data:"):
            picture.attrs["src"] = found[0]
            return
    picture.replace_with(Text(str(picture.attrs.get("alt") or "")))


def _base_of(document: Document, base: str) -> str:
    found = document.select_one("base[href]")
    return base if found is None else urljoin(base, str(found.attrs["href"]))
