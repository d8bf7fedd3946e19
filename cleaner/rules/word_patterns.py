"""Word lists as patterns: what the families' grammars are written with."""

from __future__ import annotations

import re


def alternation(words: str) -> str:
    """Words as one atomic group that shares their beginnings; "+" is any white space.

    Sharing makes a place where no word stands cost one look, not one per word.

    >>> alternation("mar march may last+updated")
    '(?>(?:last\\\\s+updated|ma(?:r(?:ch)?|y)))'
    """
    return f"(?>{_branches(sorted(set(words.split())))})"


def _branches(words: list[str]) -> str:
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], []).append(word[1:])
    may_end = by_letter.pop("", None) is not None
    parts = [
        (r"\s+" if letter == "+" else re.escape(letter)) + _branches(rests)
        for letter, rests in by_letter.items()
    ]
    if len(parts) == 1 and not may_end:
        return parts[0]
    return f"(?:{'|'.join(parts)})" + ("?" if may_end else "") if parts else ""


def words(text: str) -> tuple[str, ...]:
    """Words as a tuple: a rule's needs, kept short.

    >>> words("by von par")
    ('by', 'von', 'par')
    """
    return tuple(text.split())
