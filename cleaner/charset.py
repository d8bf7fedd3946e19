"""Which encoding a page is in, and reading it.

The order is that of browsers (the WHATWG standard): a byte order mark, the
charset that the caller knows, a meta element in what looks like HTML, and last
what the bytes look like. The standard's labels and decoders are used, so
"latin-1" is windows-1252 and "gb2312" is GBK. Every function is total on bytes.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from importlib.util import find_spec
from typing import Final, Literal

from webencodings import lookup

ChosenBy = Literal["str", "bom", "argument", "meta", "detected"]
"""What named a page's encoding."""

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))

_HEAD: Final = 1024
"""How many bytes browsers search for a meta element."""

_SAMPLE: Final = 16_384
"""How many bytes the detector sees: it takes 1.5 ms for them."""

_WIDE: Final = frozenset({"big5", "euc-jp", "euc-kr", "gb18030", "gbk", "shift_jis"})
"""The encodings whose characters are one byte or more."""

_LATIN: Final = frozenset(
    {"windows-1250", "windows-1252", "windows-1254", "windows-1257", "windows-1258"}
    | {f"iso-8859-{part}" for part in (2, 3, 4, 10, 13, 14, 15, 16)}
)
"""What detection calls pages in Latin letters: in which of them they are it can't tell well."""

_DOUBTED: Final = 4096
"""How many bytes are looked at to doubt what a page was said to be in: .4 ms."""

_FEW: Final = 8
"""Letters beyond ASCII that say too little of an encoding in which all bytes are valid. With
8 no page of 2,011, real ones written in six encodings of one byte and three of Chinese, was
wrongly doubted; with 4 two were."""

_STANDARD_NAMES: Final = {
    "utf-8-sig": "utf-8",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "big5hkscs": "big5",
    "iso2022-jp": "iso-2022-jp",
    "cp874": "windows-874",
    "mac-roman": "macintosh",
    "mac-cyrillic": "x-mac-cyrillic",
}
"""Names that only Python has for encodings of the standard."""

_PYTHON_NAMES: Final = {"utf-8": "utf-8", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}
"""The encodings of the standard that Python decodes just so."""

_NOT_FOR_PAGES: Final = frozenset(
    {"charmap", "idna", "mbcs", "oem", "punycode", "raw_unicode_escape"} | {"unicode_escape"}
)
"""Text codecs of Python that are not the encoding of any page."""


def canonical_name(label: str) -> str:
    """Return the encoding that a label means: its standard name, else Python's.

    Raises ValueError for a label that neither knows, TypeError for no ``str``.

    >>> canonical_name("Latin-1"), canonical_name("sjis"), canonical_name("cp437")
    ('windows-1252', 'shift_jis', 'cp437')
    """
    if not isinstance(label, str):
        raise TypeError(f"expected encoding as str, got {type(label).__name__}")
    name = _standard_name(label)
    if not name:
        codec = _python_codec(label.strip())
        name = codec and (_standard_name(codec.replace("_", "-")) or codec)
    if not name:
        raise ValueError(
            f"unknown encoding {label!r}: expected a charset label such as utf-8, "
            "windows-1252, shift_jis or gb18030"
        )
    return name


def choose(raw: bytes, named: str | None) -> tuple[str, ChosenBy, int]:
    """Return a page's encoding, what named it, and the length of its byte order mark.

    ``named`` is the canonical name of the caller's charset.

    >>> choose(b"\\xff\\xfea\\0", "utf-8")
    ('utf-16le', 'bom', 2)
    """
    # UTF-32's mark begins with UTF-16's; browsers don't know UTF-32, a caller may.
    if named is None or not named.startswith("utf-32"):
        for mark, name in _MARKS:
            if raw.startswith(mark):
                return name, "bom", len(mark)
    if named is not None:
        return named, "argument", 0
    declared = _declared(raw[:_HEAD])
    if declared is not None:
        return declared, "meta", 0
    return _detected(raw), "detected", 0


def read(raw: bytes, name: str) -> tuple[str, int]:
    """Return the text, and how many U+FFFD in it stand for invalid bytes.

    ``name`` is canonical, ``raw`` has no byte order mark.

    >>> read(b"a\\xff\\xef\\xbf\\xbd", "utf-8")
    ('a��', 1)
    """
    if name not in _PYTHON_NAMES and _standard_name(name):
        import turbohtml.detect  # noqa: F401  (registers the standard's decoders)

        text = raw.decode(f"whatwg-{name}")
        genuine = raw.count(b"\x841\xa47") if name in ("gbk", "gb18030") else 0
        return text, max(0, text.count("\ufffd") - genuine)
    codec = _PYTHON_NAMES.get(name, name)
    try:
        return raw.decode(codec), 0
    except UnicodeError:
        text = raw.decode(codec, "replace")
        return text, text.count("\ufffd") - raw.decode(codec, "ignore").count("\ufffd")


def doubt(raw: bytes, name: str, errors: int) -> str | None:
    """Return the encoding that bytes look like, if they were read in another one by mistake.

    ``name`` is the encoding that somebody named, ``errors`` what `read` counted in it. What
    makes much the same characters of the bytes, or other Latin letters, is no mistake.

    >>> doubt("Grüße".encode(), "windows-1252", 0), doubt(b"Gr\\xfc", "windows-1252", 0)
    ('utf-8', None)
    """
    if raw.isascii() or (name.startswith("utf-") and not errors):
        return None
    try:
        raw.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        sample = _sample(raw)[:_DOUBTED]
    found = _detected_in(sample)
    told, likely = (
        Counter(letter for letter in read(sample, encoding)[0] if _tells(letter))
        for encoding in (name, found)
    )
    if found == name or (not errors and told.total() < _FEW):
        return None
    latin = sum(count for letter, count in told.items() if letter < "\u0250")
    if found in _LATIN and 2 * latin > told.total():
        return None
    return None if 2 * (told & likely).total() >= told.total() else found


def _tells(letter: str) -> bool:
    """Signs are left out: typographers' quotes stand anywhere, and tell no language."""
    return letter > "\x7f" and (letter.isalpha() or letter == "\ufffd")


def _standard_name(label: str) -> str | None:
    known = lookup(label) if label.isascii() else None
    if known is None or known.name == "replacement":
        return _STANDARD_NAMES.get(label)
    return str(known.name)


def _python_codec(label: str) -> str | None:
    """Return the name of Python's own codec for a text encoding, if there is one."""
    try:
        name = codecs.lookup(label).name
        module = name.replace("-", "_")
        own = find_spec(f"encodings.{module}") is not None
        "".encode(name)  # LookupError for a codec that isn't one of text
    except (LookupError, ValueError):
        return None
    return name if own and module not in _NOT_FOR_PAGES else None


# What a page declares

_LOOKS_LIKE_HTML: Final = re.compile(rb"\s*<[!?a-z]|.*?<(?:!doctype|html|head|body)\b", re.I | re.S)
_XML_DECLARATION: Final = re.compile(rb"<\?xml\b[^>]*?\sencoding\s*=\s*([\"'])(.+?)\1")
_META: Final = re.compile(
    rb"<!--.*?(?:-->|\Z)|<meta(?=[\s/])((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.I | re.S
)
_ATTRIBUTE: Final = re.compile(rb"([^\s/>=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_CONTENT_CHARSET: Final = re.compile(
    rb"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"']+))", re.I
)


def _declared(head: bytes) -> str | None:
    """Return the encoding that a meta element or an XML declaration names, if it is known."""
    if b"<" not in head or not _LOOKS_LIKE_HTML.match(head):
        return None
    labels = []
    for meta in _META.finditer(head):
        values: dict[bytes, bytes] = {}
        for attribute in _ATTRIBUTE.finditer(meta[1] or b""):
            value = attribute[2] or attribute[3] or attribute[4] or b""
            values.setdefault(attribute[1].lower(), value)
        if b"charset" in values:
            labels.append(values[b"charset"])
        elif values.get(b"http-equiv", b"").lower() == b"content-type":
            found = _CONTENT_CHARSET.search(values.get(b"content", b""))
            labels.append((found[1] or found[2] or found[3] or b"") if found else b"")
    xml = _XML_DECLARATION.match(head)
    if xml:
        labels.append(xml[2])
    for label in labels:
        name = _standard_name(label.decode("latin-1"))
        if name:
            # A page whose declaration can be read as ASCII is not in the first two.
            instead = {"utf-16le": "utf-8", "utf-16be": "utf-8", "x-user-defined": "windows-1252"}
            return instead.get(name, name)
    return None


# What the bytes look like


def _detected(raw: bytes) -> str:
    """Return the encoding that the bytes look like: UTF-8 wherever they are valid in it."""
    utf16 = _looks_like_utf16(raw[:4096])
    if utf16:
        return utf16
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return _detected_in(_sample(raw))
    # ISO-2022-JP is ASCII with escape sequences; a torn end may count as two errors.
    escape = re.search(rb"\x1b\$[@B]", raw)
    if escape and read(raw[escape.start() :][:_SAMPLE], "iso-2022-jp")[1] <= 2:
        return "iso-2022-jp"
    return "utf-8"


def _looks_like_utf16(head: bytes) -> str | None:
    """Return the byte order of UTF-16 text without a mark: every other byte is mostly 0."""
    if len(head) < 16 or b"\0" not in head:
        return None
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) // 2
    if max(even, odd) * 2 < half or min(even, odd) * 16 > half:
        return None
    return "utf-16be" if even > odd else "utf-16le"


def _sample(raw: bytes) -> bytes:
    """Return the first lines that are not ASCII."""
    first = re.search(rb"[\x80-\xff]", raw)
    window = raw[max(0, first.start() - 32) if first else 0 :][: 4 * _SAMPLE]
    lines = b"\n".join(line for line in window.splitlines() if not line.isascii())
    return lines[:_SAMPLE]


def _detected_in(sample: bytes) -> str:
    as_utf8 = sample.decode("utf-8", "replace")
    invalid = as_utf8.count("\ufffd")
    valid = len(re.findall("[^\x00-\x7f\ufffd]", as_utf8))
    if valid and valid >= 2 * invalid:  # chance makes no such sequences: UTF-8, damaged
        return "utf-8"
    # A torn character at the end rules out the right encoding, so another end is tried:
    # before ASCII below 0x30, which is no second byte anywhere, or a byte earlier.
    safe = re.search(rb"[\x00-\x2f][^\x00-\x2f]*\Z", sample)
    found = _detector(sample)
    if found not in _WIDE:
        other = _detector(sample[: safe.start()] if safe else sample[:-1])
        found = other if other in _WIDE else found
    return found


def _detector(sample: bytes) -> str:
    from turbohtml.detect import detect

    match = detect(sample.replace(b"<meta", b" meta"))  # what is declared was looked up before
    name = _standard_name(match.encoding or "")
    return name if name and not name.startswith("utf-") else "windows-1252"
