"""Texts in Markdown: what a reader sees of them, and the way back to the source.

Many tools give pages as Markdown. Its marks say nothing to a model of text, and the address of a
link hides what it says: so the text is judged as it is shown. Spans are given back with the marks
that belong to them, so that what is kept is Markdown still.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

_TARGET: Final = (
    r"""\]\([ \t]*+(?:<[^<>\n]*+>|[^\s()<>]*+(?:\([^\s()]*+\)[^\s()<>]*+)*+)"""
    r"""(?:[ \t\n]++(?:"[^"\n]*+"|'[^'\n]*+'))?+[ \t]*+\)"""
)
"""What stands behind the words of a link or a picture: its address, maybe with a title."""

_LINK: Final = re.compile(rf"\\.|!?\[|{_TARGET}|\]", re.DOTALL)
_ADDRESS: Final = re.compile(
    r"!?\[[^\[\]]{0,300}+\]\((?:<?(?:[a-z][a-z+.-]{1,10}+:|/|#|\./|\.\./)"
    r"|[^\s()]{1,300}\.[a-z]{2,5}(?:\)|[ \t]++[\"']))",
    re.IGNORECASE,
)
"""A link or a picture as no text has it that is not Markdown."""

_SECTION: Final = re.compile(r"^#{2,6}[ \t]+\S", re.MULTILINE)
"""A heading as Markdown has it. Two of them tell it: with a single ``#`` comments begin as well. Of
1,358 WCXB pages four show two such lines, and two of these are written in Markdown."""

_TAGS: Final = "a|b|center|code|del|div|em|font|i|img|kbd|mark|p|s|small|span|strong|sub|sup|u"
_MARKS: Final = re.compile(
    rf"""
    ^(?:[ \t]*+(?P<fence>```|~~~)[^\n]*+
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

_PICTURE: Final = rf"!\[[^\[\]\n]*+{_TARGET}"
_PICTURES: Final = re.compile(
    rf"^[ \t]*+(?:(?:{_PICTURE}|\[{_PICTURE}{_TARGET})[ \t]*+)++$", re.MULTILINE
)
"""Lines of nothing but pictures, or links around them."""

_FARTHEST: Final = 3000
"""Characters between the brackets of a link: some hold a whole card."""


class Mark(NamedTuple):
    """A part of the source that is not shown."""

    start: int
    end: int
    begins: bool
    """Does it belong to what follows it, not to what stands before?"""


class Shown(NamedTuple):
    """A text in Markdown as it is shown."""

    text: str
    starts: npt.NDArray[np.int64]
    """Where in the text each piece of the source starts that is shown."""
    sources: npt.NDArray[np.int64]
    """Where in the source."""
    marks: tuple[Mark, ...]
    """What is not shown."""
    pictures: tuple[tuple[int, int], ...]
    """Where in the text the words stand of pictures that have a line to themselves."""
    headings: tuple[tuple[int, int], ...]
    """Where in the text headings stand that have a ``#``."""
    first: int | None
    """Where the first of them stands that has but one."""

    def to_source(self, offset: int, *, behind: bool = False) -> int:
        """Where a character of the text stands in the source, or where it ends."""
        piece = bisect_right(self.starts, offset) - 1
        return int(self.sources[piece] + offset - self.starts[piece] + behind)

    def to_text(self, offset: int) -> int:
        """Where a character of the source stands in the text; of a mark, what follows it."""
        piece = max(bisect_right(self.sources, offset) - 1, 0)
        end = self.starts[piece + 1] if piece + 1 < self.starts.size else len(self.text)
        return int(min(self.starts[piece] + max(offset - self.sources[piece], 0), end))


def shown(source: str) -> Shown | None:
    """A text as it is shown, if it is Markdown.

    >>> page = shown("# News\\n\\nSee [the **report**](https://a.example/x) of May.")
    >>> page.text, page.to_source(6), shown("Item [1] (see p. 3)")
    ('News\\n\\nSee the report of May.', 8, None)
    """
    if not _ADDRESS.search(source) and len([*islice(_SECTION.finditer(source), 2)]) < 2:
        return None
    marks = _without_overlaps(sorted([*_links(source), *_line_marks(source)]))
    bounds = np.array([(mark.start, mark.end) for mark in marks], np.int64).reshape(-1, 2)
    begins = np.append(0, bounds[:, 1])
    ends = np.append(bounds[:, 0], len(source))
    some = np.flatnonzero(begins < ends)
    begins, ends = begins[some], ends[some]
    text = "".join(
        source[low:high] for low, high in zip(begins.tolist(), ends.tolist(), strict=True)
    )
    if not text or text.isspace():
        return None
    sizes = ends - begins
    found = Shown(text, np.cumsum(sizes) - sizes, begins, tuple(marks), (), (), None)
    pictures = (line.span() for line in _PICTURES.finditer(source))
    headings = [mark for mark in marks if _level(source, mark)]
    return found._replace(
        pictures=tuple((found.to_text(low), found.to_text(high)) for low, high in pictures),
        headings=tuple(
            (found.to_text(mark.end), found.to_text(_line_end(source, mark.end)))
            for mark in headings
        ),
        first=next((found.to_text(m.end) for m in headings if _level(source, m) == 1), None),
    )


def _level(source: str, mark: Mark) -> int:
    """The level of the heading that a mark begins, or 0."""
    begins_line = mark.begins and source[mark.start] not in "<`~\\"
    return source.count("#", mark.start, mark.end) if begins_line else 0


def _line_end(source: str, start: int) -> int:
    found = source.find("\n", start)
    return found if found >= 0 else len(source)


def _links(source: str) -> Iterator[Mark]:
    """The brackets and addresses of links and pictures; those without words as a whole."""
    opened: list[int] = []
    for found in _LINK.finditer(source):
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


def _line_marks(source: str) -> Iterator[Mark]:
    """What begins lines, and emphasis; of code its fences alone."""
    fenced = False
    for found in _MARKS.finditer(source):
        kind, written = found.lastgroup, found[0]
        begins = kind in ("start", "begin")
        if kind == "fence":
            fenced = begins = not fenced
        elif fenced:
            continue
        # White space outside of it is no part of a span.
        start, end = found.span()
        if begins:
            start += len(written) - len(written.lstrip())
        else:
            end -= len(written) - len(written.rstrip())
            start = end - len(written.strip()) if kind == "rule" else start
        yield Mark(start, end, begins)


def _without_overlaps(marks: list[Mark]) -> list[Mark]:
    """Those of sorted marks that don't begin inside of another."""
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
