"""What follows from a tag for whoever reads a page, worked out once for each distinct one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from turbohtml import Token, TokenType

from cleaner.segment.elements import (
    BREAKOUT,
    FORMATTING,
    GAP_NONE,
    GAPS,
    HEADINGS,
    NAMING,
    NEVER_ENDED,
    OPENINGS,
    PREFORMATTED,
    SKIPPED,
    VOID,
    Opening,
)  # fmt: skip
from cleaner.segment.markup import Head

_HIDDEN: Final = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)))?+"""
)
_VERBATIM: Final = frozenset({"xmp", "plaintext"})
_TELLING: Final = frozenset({*NAMING, "hidden", "aria-hidden", "style"})
_META: Final = {
    **dict.fromkeys(("og:title", "twitter:title"), 0),
    **dict.fromkeys(("og:description", "twitter:description", "description"), 1),
}
"""Meta elements, and which column of `Head` they go to."""

_QUOTE: Final = '"'
_START, _END, _REFERENCE = TokenType.START_TAG, TokenType.END_TAG, TokenType.CHARACTER_REFERENCE

PASS, DATA, CLOSES, OPENS, EMPTY, HIDES = range(6)
"""What a tag or an entity does: nothing; it is text; it ends elements; it begins one; it does what
its name says, and holds nothing; it begins an element whose text is not shown."""

HIDDEN_MARK, PRE_MARK = 1, 2
"""Marks of start tags: a reader does not see the element; its white space is part of its text."""


Tag: TypeAlias = tuple[int, str, int, int, Opening | None, int]
"""What follows from the source of a tag or an entity: its role, its name (of an entity what it
stands for), the gap that it puts between units, the key of the element that it makes or -1,
what it ends, and its marks."""

_NOTHING: Final[Tag] = (PASS, "", GAP_NONE, -1, None, 0)
_ALWAYS: Final[dict[str, Tag]] = {
    **dict.fromkeys(FORMATTING | VOID, _NOTHING),
    **{name: (EMPTY, name, GAPS.get(name, GAP_NONE), -1, None, 0)
       for name in ("br", "hr", "img", "meta")},
}  # fmt: skip
"""Start tags whose attributes change nothing."""


class Tags:
    """The tags of a page: those met before are looked up by their source."""

    def __init__(self, skipped: frozenset[str]) -> None:
        self.skipped = skipped
        self.known: dict[str, Tag] = {}
        """Tags and entities, by their source."""
        self.numbers: dict[tuple[str, str], int] = {}
        """Distinct tags and names of elements."""
        self.opened = dict.fromkeys((*HEADINGS, "p", "a", *OPENINGS), 0)
        """How many elements of each name are open; all names that were met are in it."""
        self.as_written = False
        """Is there an element that shows its text as it is written, tags and all?"""
        self._made: dict[tuple[str, str, int], Tag] = {}
        """Start tags by what they say."""
        self._short: dict[str, Tag] = {}
        """Links by their source without the address."""

    def learn(self, token: Token, written: str, is_skipped: bool) -> Tag:
        """What follows from a tag or an entity that was not met before, be it skipped or not."""
        kind = token.type
        name = token.tag or ""
        if kind is _START:
            learnt = _ALWAYS.get(name)
            if learnt is not None:
                pass
            elif is_skipped and name not in BREAKOUT:
                return OPENS, name, GAP_NONE, -1, None, 0  # its name is all that counts
            elif name == "a":
                # Most links differ in where they lead to alone.
                before, _, behind = written.partition('href="')
                short = f"{before} {behind.partition(_QUOTE)[2]}"
                learnt = self._short.get(short)
                if learnt is not None:
                    return learnt
                learnt = self._short[short] = self._start(token, name, written)
            else:
                learnt = self._start(token, name, written)
        elif kind is _END:
            self.opened.setdefault(name, 0)
            learnt = _end(name)
        elif kind is _REFERENCE:
            learnt = (DATA, token.data or "", GAP_NONE, -1, None, trailing(token))
        else:
            return _NOTHING
        self.known[written] = learnt
        return learnt

    def _start(self, token: Token, name: str, written: str) -> Tag:
        if name in SKIPPED:
            shown = name not in self.skipped
            if shown or (name == "template" and "shadowrootmode" in written):
                return _NOTHING
            return HIDES, name, GAP_NONE, -1, None, 0
        short = len(written) == len(name) + 2
        names, marks = ("", 0) if short else _named(token.attrs or ())
        told = (name, names, marks)
        made = self._made.get(told)
        if made is None:
            gap, key = GAPS.get(name, GAP_NONE), -1
            if gap >= 0 or names:
                key = self.numbers.setdefault((name, names), len(self.numbers))
            if name in PREFORMATTED:
                marks |= PRE_MARK
            self.opened.setdefault(name, 0)
            self.as_written |= name in _VERBATIM
            made = self._made[told] = (OPENS, name, gap, key, OPENINGS.get(name), marks)
        return made


def _end(name: str) -> Tag:
    gap = GAPS.get(name, GAP_NONE)
    if name in FORMATTING or (name in VOID and gap < 0):
        return _NOTHING
    ends_nothing = name in VOID or name in NEVER_ENDED
    return EMPTY if ends_nothing else CLOSES, name, gap, -1, None, 0


def _named(attributes: Sequence[tuple[str, str]]) -> tuple[str, int]:
    """The names that a start tag gives its element, and whether it hides it."""
    telling = [pair for pair in attributes if pair[0] in _TELLING]
    if not telling:
        return "", 0
    if len(telling) == 1 and telling[0][0] == "class":
        return telling[0][1], 0
    values = dict(telling)
    hidden = "hidden" in values or values.get("aria-hidden") == "true"
    if not hidden and "style" in values:
        hidden = _HIDDEN.search(values["style"]) is not None
    names = [values[name] for name in NAMING if values.get(name)]
    return "|".join(names), HIDDEN_MARK * hidden


def trailing(reference: Token) -> int:
    """How many characters at the end of a reference's token are no part of the reference.

    Without a semicolon the token goes on to the end of the word, "&nbspWord". Every name that
    needs none stands for one character.
    """
    return 0 if (reference.source or "").endswith(";") else len(reference.data or "") - 1


def alternative_text(
    token: Token, written: str, start: int, element: int
) -> Iterator[tuple[int, int, int]]:
    """Where the alternative text of a picture stands, if it has one, and what it stands in."""
    if token.attr("alt"):
        attributes = _ATTRIBUTE.finditer(written, len("<img"))
        found = next((each for each in attributes if each[1].lower() == "alt"), None)
        if found and found.lastindex != 1:
            low, high = found.span(found.lastindex or 0)
            bare = written[low:high].strip()
            if bare:
                low = start + written.index(bare, low)
                yield low, low + len(bare), element


def read_meta(token: Token, head: Head) -> None:
    """Add what a meta element says of the page."""
    found = _META.get((token.attr("property") or token.attr("name") or "").lower())
    text = token.attr("content")
    if found is not None and text:
        head[found].append(text)
