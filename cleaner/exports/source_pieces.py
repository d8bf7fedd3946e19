"""A page's source as pieces: text, tags, comments, and elements whose text is not shown.

This is the page as the segmenter reads it, token by token, but with every character of
the source in a piece, so that what is written of them is the source.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from turbohtml import TokenType, tokenize

from cleaner.segment.elements import SKIPPED, TO_THE_END
from cleaner.segment.skipped import Skipped
from cleaner.segment.tags import trailing
from cleaner.segment.tokenizable import tokenizable


class PieceKind(Enum):
    """What a piece is."""

    TEXT = auto()
    BLANK = auto()
    """Text that is white space."""
    START = auto()
    END = auto()
    WHOLE = auto()
    """An element whose text is not shown, from its start tag to its end tag."""
    BROKEN = auto()
    """One of these that has no end tag: it ends with the page or where a block begins."""
    COMMENT = auto()


class Piece(NamedTuple):
    """A piece of the source: its range, and the tag that it is of."""

    kind: PieceKind
    tag: str
    start: int
    end: int
    atomic: bool = False
    """An entity (of a text), or a tag that is its own end."""


def read_pieces(source: str) -> tuple[list[Piece], frozenset[str]]:
    """Split a page; returns its pieces and the tags that nothing closes.

    Their elements are shown, as in `segment_page`.
    """
    pieces: list[Piece] = []
    transparent: set[int] = set()
    position = 0
    for token in tokenize(tokenizable(source), resolve_references=False, capture_source=True):
        at, kind, written = position, token.type, token.source or ""
        if kind is TokenType.TEXT or kind is TokenType.CHARACTER_REFERENCE:
            data = token.data or ""
            atomic = kind is TokenType.CHARACTER_REFERENCE
            position += len(written) if atomic else len(data)
            if atomic and (rest := trailing(token)):
                pieces.append(Piece(PieceKind.TEXT, "", at, position - rest, atomic))
                at, atomic = position - rest, False
            if position > at:
                blank = data.isspace()
                pieces.append(
                    Piece(PieceKind.BLANK if blank else PieceKind.TEXT, "", at, position, atomic)
                )
            continue
        position += len(written)
        if kind is TokenType.START_TAG:
            if token.tag == "template" and "shadowrootmode" in written:
                transparent.add(at)
            piece = Piece(PieceKind.START, token.tag or "", at, position, token.self_closing)
        elif kind is TokenType.END_TAG:
            piece = Piece(PieceKind.END, token.tag or "", at, position)
        else:
            piece = Piece(PieceKind.COMMENT, "", at, position)
        pieces.append(piece)
    shown: set[str] = set()
    while True:
        joined, unclosed = _join_skipped(pieces, SKIPPED - shown, transparent)
        if unclosed is None:
            return joined, frozenset(shown)
        shown.add(unclosed)


def _join_skipped(
    pieces: list[Piece], skipped: frozenset[str], transparent: set[int]
) -> tuple[list[Piece], str | None]:
    """Make one piece of each element whose text is not shown."""
    joined: list[Piece] = []
    skip: Skipped | None = None
    start = 0
    for piece in pieces:
        kind, tag, at, end, self_closing = piece
        if skip:
            name = skip.name
            if kind is PieceKind.END:
                skip = skip.behind_end(tag)
                if skip is None:
                    joined.append(Piece(PieceKind.WHOLE, name, start, end))
                continue
            if kind is not PieceKind.START:
                continue
            skip = skip.behind_start(tag, self_closing)
            if skip:
                continue
            joined.append(Piece(PieceKind.BROKEN, name, start, at))
        if kind is PieceKind.START and tag in skipped and at not in transparent:
            skip, start = Skipped.begun_by(tag, self_closing), at
            if skip is None:
                joined.append(Piece(PieceKind.WHOLE, tag, at, end))
        else:
            joined.append(piece)
    if skip is None:
        return joined, None
    joined.append(Piece(PieceKind.BROKEN, skip.name, start, pieces[-1].end))
    return joined, None if skip.name in TO_THE_END else skip.name
