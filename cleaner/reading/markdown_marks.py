"""The marks of a text in Markdown: what of its source no reader sees.

Brackets and addresses of links, what begins lines, emphasis, fences, lines that part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

TARGET: Final = (
    r"""\]\([ \t]*+(?:<[^<>\n]*+>|[^\s()<>]*+(?:\([^\s()]*+\)[^\s()<>]*+)*+)"""
    r"""(?:[ \t\n]++(?:"[^"\n]*+"|'[^'\n]*+'))?+[ \t]*+\)"""
)
"""What stands behind the words of a link or a picture: its address, maybe with a title."""

_LINK: Final = re.compile(rf"\\.|!?\[|{TARGET}|\]", re.DOTALL)
_TAGS: Final = "a|b|center|code|del|div|em|font|i|img|kbd|mark|p|s|small|span|strong|sub|sup|u"
_MARKS: Final = re.compile(
    rf"""
    ^(?:[ \t]*+(?P<fence>`{{3,}}+[^`\n]*+$|~{{3,}}+[^\n]*+)
        | (?P<rule>[ \t]*+(?:-[ \t]*+){{3,}}+$ | [ \t]*+(?:\*[ \t]*+){{3,}}+$
            | [ \t]*+={{3,}}+[ \t]*+$
            | [ \t]*+\|?+(?:[ \t]*+:?-{{2,}}+:?[ \t]*+\|)++[ \t]*+(?::?-{{2,}}+:?)?+[ \t]*+$)
        | (?P<start>[ \t]*+(?:(?:>|\#{{1,6}}+(?=[ \t])|[*+-](?=[ \t])|\d{{1,3}}+[.)](?=[ \t]))
            [ \t]*+)++ | \|[ \t]*+)(?=\S))
    | (?=[|<*_~\\])  # a look that spares most places what follows
        (?:(?P<end>\|$ | <(?:[bh]r|/(?:{_TAGS}))\b[^<>\n]*+>
            | (?<=[^\s\\])(?:\*{{1,3}}+|_{{1,3}}+(?!\w)|~~))
        | (?P<begin><(?:{_TAGS})\b[^<>\n]*+> | (?<!\\)(?:\*{{1,3}}+|(?<!\w)_{{1,3}}+|~~)(?=\S)
            | \\(?=[!-/:-@\[-`{{-~])))
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
"""Fences of code; lines that underline or part, and those below the heads of tables; what begins a
line; what ends, and what begins, emphasis and tags."""

_FARTHEST: Final = 3000
"""Characters between the brackets of a link: some hold a whole card."""


class Mark(NamedTuple):
    """A part of the source that is not shown."""

    start: int
    end: int
    begins: bool
    """Does it belong to what follows it, not to what stands before?"""


def find_marks(source: str, low: int) -> list[Mark]:
    """The marks of a text from ``low`` on, in their order; none begins inside of another.

    >>> [(mark.start, mark.end, mark.begins) for mark in find_marks("## See [a](/x)", 0)]
    [(0, 3, True), (7, 8, True), (9, 14, False)]
    """
    kept: list[Mark] = []
    for mark in sorted([*_links(source, low), *_line_marks(source, low)]):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _links(source: str, low: int) -> Iterator[Mark]:
    """The brackets and addresses of links and pictures; those without words as a whole."""
    opened: list[int] = []
    for found in _LINK.finditer(source, low):
        token = found[0]
        if token.endswith("["):
            opened.append(found.start())
        elif token.startswith("]") and opened:
            start = opened.pop()
            inside = start + 1 + (source[start] == "!")
            if len(token) == 1 or found.start() - start > _FARTHEST:
                continue
            if source[inside : found.start()].strip():
                yield Mark(start, inside, begins=True)
                yield Mark(*found.span(), begins=False)
            else:
                yield Mark(start, found.end(), begins=False)


def _line_marks(source: str, low: int) -> Iterator[Mark]:
    """What begins lines, and emphasis; of code its fences alone."""
    fence = ""
    for found in _MARKS.finditer(source, low):
        kind, written = found.lastgroup, found[0]
        begins = kind in ("start", "begin")
        if fence:
            if kind != "fence" or not _closes(fence, written.strip()):
                continue
            fence = ""
        elif kind == "fence":
            fence = written.strip()
            begins = True
        # White space outside of it is no part of a span.
        start, end = found.span()
        if begins:
            start += len(written) - len(written.lstrip())
        else:
            end -= len(written) - len(written.rstrip())
            start = end - len(written.strip()) if kind == "rule" else start
        yield Mark(start, end, begins)


def _closes(opening: str, closing: str) -> bool:
    """Whether a line closes a fence: of the same character, as long, and nothing else."""
    length = len(opening) - len(opening.lstrip(opening[0]))
    return len(closing) >= length and not closing.strip(opening[0])
