"""Which site a page is of: the host of its address."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

LONGEST: Final = 253
"""Characters of a name that DNS knows (RFC 1035)."""


def host_of(url: str | None) -> str | None:
    """The host of an address, without ``www.``; None where there is none.

    >>> host_of("https://www.Example.org:8080/a?b"), host_of("/a"), host_of("http://[")
    ('example.org', None, None)
    """
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    host = host.rstrip(".").removeprefix("www.")
    # What is not printable, such as a lone surrogate, is no name and can't be written as UTF-8.
    return host if 0 < len(host) <= LONGEST and host.isprintable() else None
