"""The indentation of a line of code that no span begins with.

Spans begin with what is seen, so the white space before the first line of preformatted text is in
none. The clean text takes it from the source, where tags may stand in it.
"""

from __future__ import annotations

import re
from typing import Final

from cleaner.segment.elements import GAPS
from cleaner.view.layout import BLANKS

_NAME: Final = re.compile(r"</?([a-zA-Z][^\s/>]*+)")


def indentation(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the white space stands that a line begins with: place and length of each piece.

    Arguments:
        source: the page.
        start: where the text before it ends.
        end: where its first visible character stands.

    >>> page = "<pre><code>  <b> </b>if x:"
    >>> indentation(page, 0, page.index("if"))
    [(11, 2), (16, 1)]
    """
    pieces: list[tuple[int, int]] = []
    while end > start:
        blank = end
        while blank > start and source[blank - 1] in BLANKS:
            blank -= 1
        if blank < end:
            pieces.append((blank, end - blank))
            end = blank
        elif source[end - 1] == ">":
            end = max(source.rfind("<", start, end), start)
            tag = _NAME.match(source, end)
            if tag and tag[1].lower() in GAPS:
                break  # the line begins here
        else:
            break  # with a line break, or what stands in an element that is not shown
    return pieces[::-1]
