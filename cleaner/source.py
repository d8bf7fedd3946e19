"""Decoding a page, and the coordinates of its characters.

`decode` turns bytes into text the way browsers do (byte order mark, then the
caller's charset, then a meta element, then detection) and never fails: what it
can't read becomes U+FFFD and is counted. A `Source` says where each character
of that text stands in UTF-8, in UTF-16 and in the bytes that came in.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from cleaner.charset import ChosenBy, canonical_name, choose, doubt, read

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

PageKind = Literal["text", "html"]
"""What a page is: marked up, or a text that has lost its HTML."""

Unit = Literal["codepoints", "utf8", "utf16", "bytes"]

SURE: Final = 6
"""Characters beyond ASCII that UTF-8 without an error has at least where a meta element names
another encoding: of so many of an older one hardly any are such by chance."""

_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]+")

UNITS: Final[tuple[Unit, ...]] = ("codepoints", "utf8", "utf16", "bytes")
"""The units in which an offset can be given."""


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded page: its text, unchanged, and how it was read.

    Two sources are equal if their text and their reading are, whether or not
    they hold the bytes.

    >>> page = decode(b"caf\\xe9 \\x80 5", "latin-1")
    >>> page.text, page.encoding, page.chosen_by, page.errors
    ('café € 5', 'windows-1252', 'argument', 0)
    """

    text: str
    """The decoded page. A byte order mark is left out, line ends stay as they are."""
    encoding: str | None = None
    """The encoding that was used, by its WHATWG name where it has one. None for ``str``."""
    chosen_by: ChosenBy = "str"
    """What named the encoding."""
    errors: int = 0
    """How many U+FFFD in ``text`` stand for bytes that are invalid in ``encoding``."""
    raw: bytes | None = field(default=None, repr=False, compare=False)
    """The bytes that came in, with their byte order mark. None for ``str``."""
    whole: int | None = None
    """How many characters the page has, if ``text`` is only its beginning."""
    looks_like: str | None = None
    """The encoding that the bytes look like, if ``encoding`` was declared, or the caller's, and
    makes other letters of them: ``text`` is then likely to be mojibake."""

    @property
    def unread(self) -> int:
        """How many characters of the page ``text`` is short of."""
        return 0 if self.whole is None else self.whole - len(self.text)

    def beginning(self, length: int) -> Source:
        """The page's first characters, as a page that is marked as partial.

        Raises ValueError for a negative length. A page that is no longer comes back as it is.

        >>> page = decode("Grüße".encode()).beginning(3)
        >>> page.text, page.raw, page.whole
        ('Grü', b'Gr\\xc3\\xbc', 5)
        """
        if length < 0:
            raise ValueError(f"expected a length of 0 or more, got {length}")
        if length >= len(self.text):
            return self
        text = self.text[:length]
        raw, errors = _bytes_of(text, self)
        return replace(self, text=text, raw=raw, errors=errors, whole=self.whole or len(self.text))

    def to_unit(self, positions: ArrayLike, unit: Unit) -> NDArray[np.int64]:
        """Give the offsets of characters in another unit.

        ``positions`` count code points of ``text``, each from 0 to its length.
        ``utf8`` and ``utf16`` count bytes and 16-bit units of ``text`` (a lone
        surrogate has three bytes and one unit); ``bytes`` counts in ``raw``.

        Raises ValueError for an unknown unit and where ``bytes`` can't be told
        (the page came as ``str``, or its encoding keeps a state between bytes, as
        ISO-2022-JP does), IndexError for a position outside.

        >>> decode("a😀b").to_unit([0, 1, 2, 3], "utf16").tolist()
        [0, 1, 3, 4]
        """
        import numpy as np

        places = _inside(positions, len(self.text), "codepoints")
        boundaries = self._boundaries(unit)
        return places if boundaries is None else np.asarray(boundaries[places], np.int64)

    def from_unit(self, offsets: ArrayLike, unit: Unit) -> NDArray[np.int64]:
        """Give the characters that stand at offsets in another unit.

        The inverse of `to_unit`, with the same errors; an offset inside a
        character gives that character.

        >>> decode("a😀b").from_unit([0, 1, 2, 3, 4], "utf16").tolist()
        [0, 1, 1, 2, 3]
        """
        import numpy as np

        boundaries = self._boundaries(unit)
        if boundaries is None:
            return _inside(offsets, len(self.text), unit)
        places = _inside(offsets, int(boundaries[-1]), unit)
        found = np.searchsorted(boundaries, places, side="right") - 1
        return np.asarray(found.clip(min=0), np.int64)

    def _boundaries(self, unit: Unit) -> NDArray[np.int64] | None:
        """Return each character's offset in ``unit`` and the end, or None where all are equal."""
        if unit not in UNITS:
            raise ValueError(f"unknown unit {unit!r}: expected one of {', '.join(UNITS)}")
        if unit == "bytes":
            return _byte_boundaries(self)
        if unit == "codepoints" or self.text.isascii():
            return None
        return _sums(_widths(self.text, unit))


def decode(page: str | bytes, encoding: str | None = None) -> Source:
    """Read a page: ``str`` as it is, bytes in the encoding that they are in.

    ``encoding`` is the charset that the caller knows of (an HTTP header's), by
    any label of the WHATWG standard or of Python; only a byte order mark beats
    it. Any bytes give a result.

    Raises ValueError for an unknown ``encoding``, TypeError for a page that is
    neither ``str`` nor bytes.

    >>> decode("Grüße".encode()).encoding
    'utf-8'
    >>> decode(b"ab\\xff", "utf-8").errors, decode("Grüße".encode(), "latin-1").looks_like
    (1, 'utf-8')
    """
    named = None if encoding is None else canonical_name(encoding)
    if isinstance(page, str):
        return Source(page if type(page) is str else str.__str__(page))
    if not isinstance(page, bytes | bytearray | memoryview):
        raise TypeError(f"expected a page as str or bytes, got {type(page).__name__}")
    raw = bytes(page)
    name, chosen_by, mark = choose(raw, named)
    text, errors = read(raw[mark:], name)
    suspected = doubt(raw, name, errors) if chosen_by in ("argument", "meta") else None
    if chosen_by == "meta" and suspected == "utf-8":
        # A page that was saved again keeps the meta element of the server's copy.
        saved = raw[mark:].decode()
        if sum(map(len, _BEYOND_ASCII.findall(saved))) >= SURE:
            return Source(saved, "utf-8", "detected", 0, raw)
    return Source(text, name, chosen_by, errors, raw, looks_like=suspected)


# Where each character stands

_WIDEST: Final = 4
"""Bytes of the widest character, valid or not, of the encodings whose offsets can be told."""

_TOKENS: Final = {
    "utf-8": rb"[\xc2-\xdf][\x80-\xbf]?|\xe0(?:[\xa0-\xbf][\x80-\xbf]?)?"
    rb"|[\xe1-\xec\xee\xef](?:[\x80-\xbf][\x80-\xbf]?)?|\xed(?:[\x80-\x9f][\x80-\xbf]?)?"
    rb"|\xf0(?:[\x90-\xbf](?:[\x80-\xbf][\x80-\xbf]?)?)?|\xf4(?:[\x80-\x8f](?:[\x80-\xbf]"
    rb"[\x80-\xbf]?)?)?|[\xf1-\xf3](?:[\x80-\xbf](?:[\x80-\xbf][\x80-\xbf]?)?)?",
    "gb18030": rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]|[\x81-\xfe][0-9][\x81-\xfe]?\Z"
    rb"|[\x81-\xfe][^0-9]?",
    "shift_jis": rb"[\x81-\x9f\xe0-\xfc][\x00-\xff]?",
    "euc-jp": rb"\x8f[\xa1-\xfe][\x80-\xff]?|[\x8e\x8f\xa1-\xfe][\x80-\xff]?",
    "euc-kr": rb"[\x81-\xfe][\x00-\xff]?",
    "big5": rb"[\x81-\xfe][\x00-\xff]?",
}
"""What the standard's decoders take as one character, valid or not, beside single bytes.

Two bytes of which the second is ASCII may also be two characters, if the pair
is not in the encoding's index: `_byte_boundaries` looks each pair up.
"""


def _bytes_of(text: str, source: Source) -> tuple[bytes | None, int]:
    """Return the bytes of a page's first characters, None if they can't be told, and the errors
    in them. Takes the time and memory of these alone, however long the page is.
    """
    raw, name = source.raw, source.encoding
    if raw is not None and name is not None:
        start = choose(raw, name)[2]  # behind the byte order mark
        if name == "utf-8" and not source.errors:
            return raw[: start + len(text.encode("utf-8", "surrogatepass"))], 0
        head = raw[: start + _WIDEST * (len(text) + 1)]  # one more: the last may be torn
        read_in_head, errors = read(head[start:], name)
        if read_in_head.startswith(text):
            cut = replace(source, text=read_in_head, errors=errors, raw=head)
            with suppress(ValueError):  # of some encodings' bytes the characters can't be told
                end = int(cut.to_unit([len(text)], "bytes")[0])
                # What is behind a character reads the same alone, what is before it may not.
                return head[:end], max(0, errors - read(head[end:], name)[1])
    return None, min(source.errors, text.count("\ufffd"))


def _byte_boundaries(source: Source) -> NDArray[np.int64] | None:
    """Return each character's place in the bytes and their end, or None where all are equal."""
    import numpy as np

    text, raw, name = source.text, source.raw, source.encoding
    if raw is None or name is None:
        raise ValueError(
            "this page has no bytes, only text: give clean() or decode() the bytes that came in, "
            "not a str made of them, or ask for the offsets in 'utf8', which every page has"
        )
    start = choose(raw, name)[2]  # behind the byte order mark
    name = "gb18030" if name == "gbk" else name
    if name == "utf-8" and not source.errors:
        return start + _sums(_widths(text, "utf8"))
    if name in ("utf-16le", "utf-16be"):
        ends = start + _sums(2 * _widths(text, "utf16"))
        ends[-1] = len(raw)  # the last character may be torn
        return ends
    if name in _TOKENS:
        token = re.compile(_TOKENS[name] + rb"|[\x00-\xff]", re.S)
        matches = token.finditer(raw, start)
        ends = np.fromiter((match.end() for match in matches), np.int64)
        ends = np.concatenate(([start], ends))
        if name != "utf-8":
            ends = _split_pairs(ends, raw, name)
        if len(ends) == len(text) + 1:
            return ends
    elif len(text) == len(raw):
        return None
    raise ValueError(
        f"offsets in bytes can't be told for {source.encoding}: a part of its bytes can't be read "
        "alone, or Python alone knows the encoding; ask for utf8 offsets"
    )


def _split_pairs(ends: NDArray[np.int64], raw: bytes, name: str) -> NDArray[np.int64]:
    """Add the boundaries inside byte pairs that were read as two characters."""
    import numpy as np

    codes = np.frombuffer(raw, np.uint8).astype(np.int32)
    second = ends[1:][np.diff(ends) == 2] - 1
    pairs = codes[second - 1] * 256 + codes[second]
    distinct, place = np.unique(pairs, return_inverse=True)
    texts = [read(int(pair).to_bytes(2, "big"), name)[0] for pair in distinct]
    # Invalid before ASCII: the first byte stands alone. Big5 has four valid pairs that
    # are a letter and its accent: the accent has no bytes of its own.
    torn = np.array([len(two) == 2 and two[0] == "\ufffd" for two in texts], bool)[place]
    accented = np.array([len(two) == 2 and two[0] != "\ufffd" for two in texts], bool)[place]
    return np.sort(np.concatenate((ends, second[torn], second[accented] + 1)))


def _widths(text: str, unit: Literal["utf8", "utf16"]) -> NDArray[np.int64]:
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    widths = np.ones(len(codes), np.int64) + (codes > 0xFFFF)
    if unit == "utf8":
        widths += codes > 0x7F
        widths += codes > 0x7FF
    return widths


def _sums(widths: NDArray[np.int64]) -> NDArray[np.int64]:
    import numpy as np

    sums = np.zeros(len(widths) + 1, np.int64)
    np.cumsum(widths, out=sums[1:])
    return sums


def _inside(places: ArrayLike, length: int, unit: Unit) -> NDArray[np.int64]:
    import numpy as np

    checked = np.asarray(places, np.int64)
    if checked.size and (checked.min() < 0 or checked.max() > length):
        raise IndexError(f"expected offsets from 0 to {length} {unit}")
    return checked
