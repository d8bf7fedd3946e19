"""HTML as Markdown, by the converter of the parser that the library uses anyway."""

from __future__ import annotations

from contextlib import suppress
from typing import Final
from urllib.parse import urljoin

from turbohtml import Document, Text, parse

from cleaner.exports.flow import unfold

_NOT_SHOWN: Final = (
    "iframe, svg, textarea, object, audio, video, canvas, datalist, applet, noembed, noframes"
)
"""Elements whose text is for browsers that can't show them: the converter would write it."""

_WRAPPED: Final = "[style*=pre-wrap], [style*=pre-line], [style*=break-spaces]"
"""Prose whose line breaks browsers show: the converter would take it for code."""

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
    if base is not None:
        with suppress(ValueError):
            document.resolve_links(_base_of(document, base))
    for element in document.select(_NOT_SHOWN):
        element.decompose()
    for element in document.select(_WRAPPED):
        del element.attrs["style"]
    for node in list(document.descendants):
        if isinstance(node, Text) and node.data and not node.data.strip(_UNSEEN):
            node.decompose()
    unfold(document)
    return str(document.to_markdown())


def _base_of(document: Document, base: str) -> str:
    found = document.select_one("base[href]")
    return base if found is None else urljoin(base, str(found.attrs["href"]))
