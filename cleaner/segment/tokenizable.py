"""A page as the tokenizer of HTML has to be given it, so that every character keeps its place."""

from __future__ import annotations

import re
from bisect import bisect
from typing import Final

_MISREAD: Final = re.compile(
    r"<(?:/?([nN][oO][sS][cC][rR][iI][pP][tT]|[iI][fF][rR][aA][mM][eE])(?=[\s/>])|(/)>"
    r"|([sS][tT][yY][lL][eE]|[tT][iI][tT][lL][eE]|[sS][cC][rR][iI][pP][tT])(?:\s[^<>]*+(?<=/)|/)>)"
)
_DRAWING: Final = re.compile(r"<(/?)svg(?=[\s>])", re.IGNORECASE)


def tokenizable(source: str) -> str:
    """A page of the same length that the tokenizer splits into tokens that tile it.

    The tokenizer folds CRLF, leaves "</>" out without a token, and takes the content of
    noscript and iframe for raw text, to the end of the page if nothing closes them: a CR
    becomes a space, "</>" an empty comment, and the two get other names. In an svg
    a style, title or script that ends with its own tag would swallow what follows.

    >>> tokenizable("<NoScript>a</></noscript>\\r\\n")
    '<NoScripx>a<!></noscripx> \\n'
    """
    if "\r" in source:
        source = source.replace("\r", " ")
    parts: list[str] = []
    done = 0
    drawings: list[int] | None = None
    for found in _MISREAD.finditer(source):
        which = found.lastindex or 0
        if which == 3:
            drawings = _drawings(source) if drawings is None else drawings
            if not bisect(drawings, found.start()) % 2:
                continue
        end = found.end(which)
        parts += source[done : end - 1], "!" if which == 2 else "x"
        done = end
    return "".join(parts) + source[done:] if parts else source


def _drawings(source: str) -> list[int]:
    """Where the outermost svg elements of a page start and end."""
    bounds: list[int] = []
    depth = 0
    for found in _DRAWING.finditer(source):
        closes = bool(found[1])
        if depth == closes:  # the first start tag, or the last end tag
            bounds.append(found.start())
        depth += -1 if closes and depth else not closes
    return bounds
