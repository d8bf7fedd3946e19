"""What is no page: documents, pictures and archives, told by how they begin.

Crawls are full of them. `Cleaner` reads any bytes as text; who cleans files asks here first.
"""

from __future__ import annotations

from typing import Final

_BEGINNINGS: Final = (
    ("%PDF-", "a PDF"),
    ("\x89PNG\r\n", "a PNG picture"),
    ("GIF87a", "a GIF picture"),
    ("GIF89a", "a GIF picture"),
    ("\xff\xd8\xff", "a JPEG picture"),
    ("PK\x03\x04", "a ZIP archive or an Office document"),
    ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
    ("\x1f\x8b\x08", "gzip"),
    ("\x28\xb5\x2f\xfd", "Zstandard"),
    ("7z\xbc\xaf\x27\x1c", "a 7z archive"),
    ("PAR1\x15", "Parquet"),
    ("ARROW1\x00", "an Arrow file"),
    ("WARC/1.", "a web archive"),
    ("SQLite format 3\x00", "an SQLite database"),
    ("wOFF", "a font"),
    ("wOF2", "a font"),
    ("ID3\x03", "an MP3"),
    ("\x00\x00\x00\x18ftyp", "a video"),
    ("\x00\x00\x00\x20ftyp", "a video"),
    ("{\\rtf1", "an RTF document"),
)
"""How files of these formats begin, a character for a byte."""


class NotAPageError(ValueError):
    """A file is no page but something else; the message says what."""


def known_format(content: str | bytes) -> str | None:
    """Say what a file is that is no page; None if it may be one.

    >>> known_format(b"%PDF-1.7 ..."), known_format("<p>One.")
    ('a PDF', None)
    """
    head = content[:16] if isinstance(content, str) else content[:16].decode("latin-1")
    return next((name for beginning, name in _BEGINNINGS if head.startswith(beginning)), None)


def check_page(content: str | bytes) -> None:
    """Refuse what is no page.

    Raises:
        NotAPageError: for it.
    """
    name = known_format(content)
    if name:
        raise NotAPageError(f"expected a page of HTML or text, got {name}")
