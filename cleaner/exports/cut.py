"""A page's source with what was dropped cut out of it.

The page is read as the segmenter reads it, token by token, and each token is
written as it stands in the source or left out. An element without kept text goes
with all that is in it; tags go in pairs. Little is added, and only where a cut would
change how the kept text reads: a space or a line break between two kept texts that
would be glued together, the end tag of an element that ended where something was
cut, an empty comment where two pieces of text would become a tag or an entity.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from cleaner.exports.source_pieces import Piece, PieceKind, read_pieces
from cleaner.segment.elements import BLOCKS, CELLS, SKIPPED, VOID
from cleaner.segment.markup import Markup

_FRAME: Final = frozenset({"html", "head", "body"})
_WITH_PARENT: Final = CELLS | {"colgroup"}
"""Parts of a table that hold the place of others: a row keeps its empty cells."""

_BREAKS: Final = BLOCKS | {"br", "hr"}
_UNFINISHED: Final = re.compile(r"(?:<|&#?\w*|\w{40})\Z")
"""A text that more text could turn into a tag or an entity."""

_RAW: Final = frozenset({"scripx", "stylx", "titlx"})
"""script, style and title that end themselves in a drawing, as `tokenizable` names them: where
the drawing's own tags are left out, they would have the rest of the page as their text."""

_GUARD: Final = "<!---->"


def cut_html(source: str, markup: Markup, kept: Sequence[tuple[int, int]]) -> str:
    """Return a page without what was dropped: all visible text outside of ``kept``.

    ``markup`` is what `segment_page` reads in ``source``. ``kept`` are the source
    ranges of the spans that stay, in any order, each from a visible
    character to a visible character; what stands inside of a range stays, but
    scripts. An element that a range reaches into stays; others go with what is in
    them, but for the page's frame (html, head, body), the cells of a row that stays
    and what holds the picture of a figure that stays. The line breaks of these go if
    all their text does.

    >>> from cleaner.segment.html import segment_page
    >>> page = "<nav>Home</nav><p>One <b>two</b>. <i>Ad</i><p class=ad>Buy<ul><li>x</ul>"
    >>> cut_html(page, segment_page(page), [(18, 33)])
    '<p>One <b>two</b>. </p>'
    >>> cut_html(page, segment_page(page), [])
    ''
    """
    return _Cutter(source, markup, _normal(kept, len(source))).cut()


def _normal(ranges: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Put ranges in order, inside the page, and join those that touch."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        low, high = max(start, 0), min(end, length)
        if low >= high:
            continue
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


# The cut


class _Gap(Enum):
    """What must part the last kept text from the next."""

    NONE = auto()
    SPACE = auto()
    BREAK = auto()


class _Open(NamedTuple):
    """An inline element that is open: where its tag was written, and what came before it."""

    place: int
    solid: int
    dropped: int
    fixed: bool
    """Its start tag ends another element: it can't be taken back."""
    in_line: bool


class _Cutter:
    """One pass over a page's pieces; the output grows as it goes."""

    def __init__(self, source: str, markup: Markup, kept: list[tuple[int, int]]) -> None:
        self.source = source
        self.elements = markup.elements
        runs = zip(markup.run_source, markup.run_length, strict=True)
        self.run_starts = [start for start, length in runs if length]
        self.kept = kept
        self.kept_starts = [start for start, _ in kept]
        self.out: list[str] = []
        self.inline: defaultdict[str, list[_Open]] = defaultdict(list)
        self.orphans: Counter[str] = Counter()
        """Inline elements that began in what was cut and have not ended."""
        self.inside: Counter[str] = Counter()
        """Those of them that began in the element that is being cut."""
        self.gap = _Gap.NONE
        self.in_line = False
        """Was kept text written since the last boundary?"""
        self.spaced = False
        """Was white space written since the last kept text?"""
        self.solid = 0
        """How many things were written that show."""
        self.dropped = 0
        """How many visible texts were cut."""
        self.breaks: list[int] = []
        """Where line breaks were written."""
        self.tail = ""
        """The end of the text that was written last, "" behind a tag."""
        self.tail_end = 0
        """Where it ends in the source."""
        self.next_kept = 0

    def cut(self) -> str:
        source, elements = self.source, self.elements
        starts, closes, ends = elements.start, elements.close, elements.end
        frame = self._framing()
        stays = self._stays(frame)
        pieces, unclosed = read_pieces(source)
        count, following = len(starts), 0
        open_elements: list[int] = []
        silent: set[int] = set()  # elements that stay without their tags: second bodies among them
        cut_until = 0
        for piece in pieces:
            kind, tag, at, end, _ = piece
            if at < cut_until:
                # A head ends inside of the text that shows that it is over.
                if end <= cut_until or kind is not PieceKind.TEXT:
                    self._leave_out(piece)
                    continue
                at, piece = cut_until, piece._replace(start=cut_until)
            ended: list[int] = []
            while open_elements and ends[open_elements[-1]] <= at:
                ended.append(open_elements.pop())
            written = False
            if kind is PieceKind.TEXT or kind is PieceKind.BLANK:
                self._text(piece)
            elif kind is PieceKind.START:
                while following < count and starts[following] < at:
                    following += 1
                if following < count and starts[following] == at:
                    if stays[following]:
                        open_elements.append(following)
                        written = tag not in unclosed and (tag != "body" or following in frame)
                        if written:
                            self._tag(piece)
                            self.solid += 1
                        else:
                            silent.add(following)
                            self._need(_Gap.BREAK if tag in _BREAKS else _Gap.NONE)
                    else:
                        cut_until = max(ends[following], end)
                        self.inside.clear()
                        self._leave_out(piece)
                elif tag == "br" and open_elements and self._is_emptied(open_elements[-1]):
                    pass
                elif tag not in unclosed and tag not in _RAW:
                    written = True
                    self._inline_start(piece, bool(ended))
            elif kind is PieceKind.END:
                if open_elements and closes[open_elements[-1]] == at:
                    written = open_elements.pop() not in silent
                    if written:
                        self._tag(piece)
                    elif tag in _BREAKS:
                        self._need(_Gap.BREAK)
                elif tag in BLOCKS or tag == "br":
                    written = True
                    self._tag(piece)  # closes nothing, but parts what stands around it
                elif tag not in SKIPPED or self.inline.get(tag):
                    written = self._inline_end(piece)
            elif kind is PieceKind.WHOLE:
                if tag != "script":
                    self._write(source[at:end])
                    self.solid += 1
            elif kind is PieceKind.COMMENT:
                self._write(source[at:end])
            if ended and not written:
                for element in ended:
                    tag = elements.tag[element]
                    # One that has an end tag ends behind it.
                    implied = closes[element] == ends[element] == at
                    if implied and tag not in _FRAME and element not in silent:
                        self._write(f"</{tag}>")
                        self._bound(tag)
        return "".join(self.out)

    def _stays(self, frame: set[int]) -> list[bool]:
        """Return of each element whether it stays if what is around it does."""
        elements = self.elements
        holds: list[bool] = []
        stays: list[bool] = []
        in_figure: list[bool] = []
        columns = zip(elements.tag, elements.parent, elements.start, elements.end, strict=True)
        for tag, parent, start, end in columns:
            held = self._reaches(start, end)
            figure = tag == "figure" and held
            if parent >= 0:
                figure = figure or in_figure[parent]
            holds.append(held)
            in_figure.append(figure)
            stays.append(
                held
                or len(stays) in frame
                or (parent >= 0 and tag in _WITH_PARENT and holds[parent])
                or (figure and not self._has_text(start, end))
            )
        return stays

    def _framing(self) -> set[int]:
        """Find the page's html, head and body: browsers pass over others of the name."""
        elements = self.elements
        frame: dict[int, str] = {}
        for element, (tag, parent) in enumerate(zip(elements.tag, elements.parent, strict=True)):
            outermost = parent < 0 or frame.get(parent) == "html"
            if outermost and tag in _FRAME and tag not in frame.values():
                frame[element] = tag
        return set(frame)

    def _reaches(self, start: int, end: int) -> bool:
        place = bisect_left(self.kept_starts, end) - 1
        return place >= 0 and self.kept[place][1] > start

    def _is_emptied(self, element: int) -> bool:
        """Does an element stay without any of its text?"""
        place = self.elements.start[element], self.elements.end[element]
        return self._has_text(*place) and not self._reaches(*place)

    def _has_text(self, start: int, end: int) -> bool:
        place = bisect_left(self.run_starts, start)
        return place < len(self.run_starts) and self.run_starts[place] < end

    # Text

    def _text(self, piece: Piece) -> None:
        """Write the kept parts of a text, and the white space of the others."""
        at, end = piece.start, piece.end
        kept = self.kept
        while self.next_kept < len(kept) and kept[self.next_kept][1] <= at:
            self.next_kept += 1
        place = self.next_kept
        if piece.atomic or piece.kind is PieceKind.BLANK:
            if place < len(kept) and kept[place][0] < end:
                self._kept_text(at, end)
            else:
                self._dropped_text(at, end, piece.kind is PieceKind.BLANK)
            return
        while at < end:
            if place >= len(kept) or kept[place][0] >= end:
                self._dropped_text(at, end)
                return
            low, high = max(kept[place][0], at), min(kept[place][1], end)
            if at < low:
                self._dropped_text(at, low)
            self._kept_text(low, high)
            at = high
            place += 1

    def _kept_text(self, start: int, end: int) -> None:
        text = self.source[start:end]
        self._part(start)
        self.out.append(text)
        self.tail = (self.tail + text)[-40:]
        self.tail_end = end
        if not text.isspace():
            self.gap, self.in_line, self.spaced = _Gap.NONE, True, text[-1].isspace()
            self.solid += 1

    def _dropped_text(self, start: int, end: int, is_blank: bool = False) -> None:
        """Write the white space that a text begins with, or else ends with."""
        blank = text = self.source[start:end]
        if not is_blank and not text.isspace():
            self.dropped += 1
            self._need(_Gap.SPACE)
            blank = text[: len(text) - len(text.lstrip())] or text[len(text.rstrip()) :]
        if not blank:
            return
        while self.out and not self.out[-1]:
            self.out.pop()
        if self.out and self.out[-1].isspace() and self.tail_end != start:
            return  # what stood between two white spaces is gone: one is enough
        self.out.append(blank)
        self.tail = (self.tail + blank)[-40:]
        self.tail_end = end if blank == text else -1
        self.spaced = True

    def _part(self, start: int) -> None:
        """Write what keeps the next text from running into the last."""
        if self.in_line and self.gap is _Gap.BREAK:
            self._write("<br>")
        elif self.in_line and self.gap is _Gap.SPACE and not self.spaced:
            self.out.append(" ")
            self.tail = " "
        elif self.tail and self.tail_end != start and _UNFINISHED.search(self.tail):
            self._write(_GUARD)
        self.gap = _Gap.NONE

    def _need(self, gap: _Gap) -> None:
        if gap is not _Gap.NONE and self.gap is not _Gap.BREAK:
            self.gap = gap

    # Tags

    def _write(self, markup: str) -> None:
        self.out.append(markup)
        self.tail = ""

    def _tag(self, piece: Piece) -> None:
        if piece.tag == "plaintext":
            self._part(-1)  # no tag is one behind it
        self._write(self.source[piece.start : piece.end])
        self._bound(piece.tag)

    def _bound(self, tag: str) -> None:
        if tag in _BREAKS:
            self.gap, self.in_line, self.spaced = _Gap.NONE, False, False

    def _inline_start(self, piece: Piece, fixed: bool) -> None:
        tag = piece.tag
        if tag in VOID:
            if tag == "br":
                self.breaks.append(len(self.out))
            else:
                self.solid += 1
            self._tag(piece)
            return
        opened = _Open(len(self.out), self.solid, self.dropped, fixed, self.in_line)
        self.inline[tag].append(opened)
        self._tag(piece)

    def _inline_end(self, piece: Piece) -> bool:
        """Write an inline end tag if its start tag stands; returns if it was written."""
        tag = piece.tag
        if not self.inline[tag]:
            if self.orphans[tag]:
                self.orphans[tag] -= 1
                return False
            self._tag(piece)  # closes nothing, as in the source
            return True
        opened = self.inline[tag].pop()
        if self.solid == opened.solid and self.dropped > opened.dropped and not opened.fixed:
            self.out[opened.place] = ""
            while self.breaks and self.breaks[-1] > opened.place:
                self.out[self.breaks.pop()] = ""
                self.gap, self.in_line = _Gap.BREAK, opened.in_line
            return False
        self._tag(piece)
        return True

    def _leave_out(self, piece: Piece) -> None:
        """Pass what stands in an element that is cut; ends of what began before it stay."""
        kind, tag = piece.kind, piece.tag
        if kind is PieceKind.TEXT:
            self.dropped += 1
            self._need(_Gap.SPACE)
        elif kind is PieceKind.START or kind is PieceKind.END:
            if tag in _BREAKS:
                self._need(_Gap.BREAK)
            elif kind is PieceKind.START:
                if tag == "option":
                    self._need(_Gap.SPACE)
                if tag not in VOID:
                    self.orphans[tag] += 1
                    self.inside[tag] += 1
            elif self.inside[tag]:
                self.inside[tag] -= 1
                self.orphans[tag] -= 1
            elif self.inline.get(tag):
                self.inline[tag].pop()
                self._tag(piece)
            elif self.orphans[tag]:
                self.orphans[tag] -= 1
