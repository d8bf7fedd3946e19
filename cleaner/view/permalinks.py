"""The links that pages put at their headings: to the heading itself, or to edit its section.

They stand inside of the heading, "History[edit]", "Timeouts¶", where no model that judges whole
blocks can tell them apart, but markup names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cleaner.rules.word_patterns import alternation
from cleaner.segment.elements import HEADINGS
from cleaner.segment.markup import Elements
from cleaner.view.visible import Visible

_EDIT: Final = "mw-editsection"
"""MediaWiki's name, for the edit links of every language."""

_NAMES: Final = frozenset({
    "anchor", "anchor-link", "anchorlink", "doc-anchor", "hash-link", "hashlink", "header-anchor",
    "header-link", "headerlink", "heading-anchor", "heading-link", "permalink",
})  # fmt: skip
"""Classes that such links have, but the headings of some sites as well."""

_WORDS: Final = frozenset({"anchor", "link", "permalink", "permanent link"})
"""What a link of such a class says at a heading, beside signs."""

_UNSEEN: Final = r"\s\u200b\u200d\u2060\ufe0e\ufe0f"
_SIGN: Final = "¶#§🔗"
_SIGNS: Final = re.compile(rf"[{_UNSEEN}]*+[{_SIGN}][{_SIGN}{_UNSEEN}]*+")
_SIGNS_AT_MOST: Final = re.compile(rf"[{_SIGN}⚓∞{_UNSEEN}]++")

_EDITING: Final = alternation(
    "edit edit+source bearbeiten Bearbeiten quelltext+bearbeiten Quelltext+bearbeiten modifier "
    "modifier+le+code modifier+le+wikicode editar editar+código editar+fonte editar+código-fonte "
    "modifica modifica+wikitesto bewerken brontekst+bewerken edytuj edytuj+kod править "
    "править+код редагувати редагувати+код redigera redigera+wikitext rediger rediger+kilde "
    "editovat editovat+zdroj değiştir kaynağı+değiştir sunting sunting+sumber sửa sửa+mã+nguồn "
    "编辑 編輯 编辑源代码 編輯原始碼 編集 ソースを編集 편집 원본+편집 عدل عدل+المصدر ویرایش עריכה"
)
_IN_TEXT: Final = re.compile(
    rf"\[\s?{_EDITING}(?:\s?[|·]\s?{_EDITING})?\s?\](?=[^\S\n]*+(?:\n|\Z)|[^\W\d_])"
)

LONGEST: Final = 100
"""Characters: what is longer, or goes on in another unit, was never closed."""


def permalinks(visible: Visible) -> list[tuple[int, int]]:
    """Find them: ranges of the page's visible text, in order.

    >>> page = Visible.of("<h1>One<a class=headerlink>¶</a></h1><h2>Two <a href='#two'>#</a></h2>")
    >>> [page.markup.text[low:high] for low, high in permalinks(page)]
    ['¶', '#']
    """
    return sorted({*_named(visible), *_signs(visible)})


def edit_links(text: str) -> list[tuple[int, int]]:
    """Find the links to edit in the text of a wiki that has lost its HTML: at the end of a line, or
    glued to the next, where nobody puts words in brackets.

    They are looked for when all is decided: a heading cut off from its link looks like a menu.

    >>> edit_links("History[edit]\\nThe bridge is old. Press [edit] to go on. [EDIT] Thanks!")
    [(7, 13)]
    """
    return [match.span() for match in _IN_TEXT.finditer(text)]


def _named(visible: Visible) -> Iterator[tuple[int, int]]:
    """Those that a class names."""
    elements = visible.markup.elements
    classes = [frozenset(re.split(r"[\s|]", names)) for _, names in elements.keys]
    named = {key for key, own in enumerate(classes) if _EDIT in own or own & _NAMES}
    if not named:
        return
    heading = _in_headings(elements)
    for place, key in enumerate(elements.key):
        if key not in named:
            continue
        found = visible.range(elements.start[place], elements.close[place])
        if found is None or found[1] - found[0] > LONGEST:
            continue
        low, end = _trimmed(visible, *found)
        text = visible.markup.text[low:end]
        start, stop = visible.bounds(visible.unit(low))
        if low == end or end > stop:
            continue
        says = heading[place] and start < low and text.lower() in _WORDS
        if _EDIT in classes[key] or says or _SIGNS_AT_MOST.fullmatch(text):
            yield low, end


def _signs(visible: Visible) -> Iterator[tuple[int, int]]:
    """Links without a name that end a heading with nothing but a sign."""
    markup = visible.markup
    if not any(sign in markup.text for sign in _SIGN):
        return
    heading: list[bool] = []
    for low, end in zip(markup.link_start, markup.link_end, strict=True):
        if end - low > LONGEST or not _SIGNS.fullmatch(markup.text, low, end):
            continue
        heading = heading or _in_headings(markup.elements)
        unit = visible.unit(low)
        start, stop = visible.bounds(unit)
        element = markup.unit_element[unit]
        at_end = start < low and not markup.text[end:stop].strip()
        if at_end and element >= 0 and heading[element]:
            yield _trimmed(visible, low, end)


def _trimmed(visible: Visible, low: int, end: int) -> tuple[int, int]:
    """A range of the visible text without the white space at its ends."""
    text = visible.markup.text[low:end]
    return low + len(text) - len(text.lstrip()), low + len(text.rstrip())


def _in_headings(elements: Elements) -> list[bool]:
    """Which elements are headings or stand in one."""
    found: list[bool] = []
    for tag, parent in zip(elements.tag, elements.parent, strict=True):
        found.append(tag in HEADINGS or (parent >= 0 and found[parent]))
    return found
