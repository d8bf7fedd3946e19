"""The words of a page's address: those of most articles hold the words of their headline."""

from __future__ import annotations

import unicodedata
from typing import Final
from urllib.parse import unquote, urlsplit

import regex

LONG: Final = 3
"""Characters of a word that counts."""

FEWEST: Final = 3
"""Words that an address and a headline share, at least."""

ALIKE: Final = 0.6
"""The share of its words that a headline and an address have in common"""

HELD: Final = 0.3
"""or, if it has all words of the address, the share that these are of it."""

_WORDS: Final = regex.compile(r"[^\W_]++")
_MARKS: Final = regex.compile(r"\p{M}++")


def address_words(url: str | None) -> frozenset[str]:
    """The long words of the part of an address that has most of them; none if they are few.

    >>> sorted(address_words("https://example.org/2024/05/12/bridge-over-the-sill-closed.html"))
    ['bridge', 'closed', 'over', 'sill', 'the']
    >>> address_words("https://example.org/news/12345")
    frozenset()
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return frozenset()
    path = regex.sub(r"\.\p{L}{2,5}\z", "", unquote(parts.path))
    # Of parts with as many words the last: those before it name the section.
    found = max(map(_long_words, (parts.query, *reversed(path.split("/")))), key=len)
    return found if len(found) > 1 else frozenset()


def is_told(address: frozenset[str], text: str) -> bool:
    """Does the address tell a text: is the text most of what it says, or all that it says there?

    >>> address = address_words("https://example.org/a/bruecke-ueber-die-sill-gesperrt")
    >>> is_told(address, "Brücke über die Sill gesperrt")
    True
    """
    for form in (text, text.translate(_UMLAUTS)):
        words = _long_words(form)
        shared = len(address & words)
        if shared >= FEWEST:
            least = HELD if shared == len(address) else ALIKE
            if shared >= least * max(len(address), len(words)):
                return True
        elif shared > 1 and address == words:
            return True
    return False


_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue"})


def _long_words(text: str) -> frozenset[str]:
    """The long words of a text as addresses write them: small, and without accents."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return frozenset(word for word in _WORDS.findall(plain) if len(word) >= LONG)
