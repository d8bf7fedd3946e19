"""Links to a site's front page: a title that is one is the site's name, not the page's headline."""

from __future__ import annotations

import html
from bisect import bisect_right
from typing import Final
from urllib.parse import urlsplit

import regex

from cleaner.host import host_of
from cleaner.view.visible import Visible

LONGEST: Final = 2_000
"""Characters before a link's text in which its start tag is looked for."""

_LAST_LINK: Final = regex.compile(r"(?ri)<a(?=[\s/>])")
_ADDRESS: Final = regex.compile(r"""(?i)\shref\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++))""")


def is_home_link(visible: Visible, url: str | None, start: int, end: int) -> bool:
    """Is a piece of the visible text one link, to the front page of the site?

    Arguments:
        visible: the page. The front page itself has no such links.
        url: its address, if known: else only a link to ``/`` is one.
        start, end: where the piece stands in its visible text.

    >>> page = Visible.of("<h1><a href=/>The Gazette</a></h1><h2><a href=/one>One</a></h2>")
    >>> is_home_link(page, None, 0, 11), is_home_link(page, None, 13, 16)
    (True, False)
    >>> is_home_link(Visible.of("<a href=/>Home</a><h1><a>Rain</a></h1>"), None, 6, 10)
    False
    """
    links = visible.markup
    place = bisect_right(links.link_start, start) - 1
    if place < 0 or links.link_end[place] < end:
        return False
    at = visible.to_source(links.link_start[place])
    tag = _LAST_LINK.search(visible.source, max(at - LONGEST, 0), at)
    address = _ADDRESS.search(visible.source, tag.start(), at) if tag else None
    if address is None:
        return False
    target = html.unescape(next(filter(None, address.groups()), "")).strip()
    if not _is_front(target) or (url and _is_front(url)):
        return False
    return target == "/" or (url is not None and host_of(target) == host_of(url))


def _is_front(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.path in ("", "/") and not (parts.query or parts.fragment)
