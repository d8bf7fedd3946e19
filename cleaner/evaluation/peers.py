"""The extractors that people use: each from HTML to text, and timed like ours."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from typing import Final

Extractor = Callable[[str], str]

_log: Final = logging.getLogger("cleaner.evaluation")


def _trafilatura() -> Extractor:
    import trafilatura

    return lambda html: trafilatura.extract(html) or ""


def _trafilatura_without_comments() -> Extractor:
    import trafilatura

    return lambda html: trafilatura.extract(html, include_comments=False) or ""


def _resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html: str(extract_plain_text(html, main_content=True))


def _readability() -> Extractor:
    import lxml.html
    from readability import Document

    return lambda html: str(lxml.html.fromstring(Document(html).summary()).text_content())


def _justext() -> Extractor:
    import justext

    stop_words = justext.get_stoplist("English")
    return lambda html: "\n".join(
        paragraph.text
        for paragraph in justext.justext(html, stop_words)
        if not paragraph.is_boilerplate
    )


PEERS: Final = {
    "trafilatura": _trafilatura,
    "trafilatura-without-comments": _trafilatura_without_comments,
    "resiliparse": _resiliparse,
    "readability": _readability,
    "justext": _justext,
}
"""What makes each peer ready to run, by name."""


def peers(names: Iterable[str] | None = None) -> tuple[dict[str, Extractor], dict[str, str]]:
    """The peers that can run, by name, and why the others can't.

    None stands for all. Raises ValueError for a name that is none of ``PEERS``.

    >>> peers(["goose"])
    Traceback (most recent call last):
    ValueError: unknown peer 'goose': expected trafilatura, trafilatura-without-comments, \
resiliparse, readability, justext
    """
    found: dict[str, Extractor] = {}
    missing: dict[str, str] = {}
    for name in PEERS if names is None else dict.fromkeys(names):
        if name not in PEERS:
            raise ValueError(f"unknown peer {name!r}: expected {', '.join(PEERS)}")
        try:
            found[name] = PEERS[name]()
        except ImportError as error:
            missing[name] = f'{error}: pip install "cleaner[peers]"'
            _log.warning("%s is left out: %s", name, missing[name])
    return found, missing


def run(extract: Callable[[str], str], page: str) -> tuple[str | None, float]:
    """What an extractor makes of a page, None if it fails, and the CPU time in seconds."""
    start = time.process_time()
    try:
        text = extract(page)
    except Exception:  # any: it is counted, and scored as an empty text
        text = None
    return text, time.process_time() - start
