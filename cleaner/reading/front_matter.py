"""What stands before a text and tells of it: front matter, and what a reader service puts there.

Tools that give pages as text write title, author and date above it, between lines of ``---`` or
``+++``, or as Jina's reader does, ending in "Markdown Content:". None of it is the page's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from cleaner.labels import Label

_FENCES: Final = {"---": ("---", "..."), "+++": ("+++",)}
"""What opens front matter, YAML or TOML, and what closes it."""

_READER: Final = ("Title:", "URL Source", "Markdown Content:")
"""How Jina's reader begins, its second field, and how it ends what it tells of a page."""

_LONGEST: Final = 200
"""Lines that front matter has at most."""

_LINE: Final = re.compile(r"[^\n]*+(?:\n|\Z)")
_FIELD: Final = re.compile(
    r"(?P<name>(?P<key>[\w.@-]++(?: [A-Z]\w*+)*+)[ \t]*+[:=](?=\s|\Z)(?:[ \t]*+[\"'])?+)"
    r"[ \t]*+(?P<title>[^\n]*?)(?P<rest>[\"']?)\Z"
)
_MORE: Final = re.compile(r"[ \t]+\S|- |[\[\]}#]")

_LABELS: Final = {
    "title": Label.TITLE,
    **dict.fromkeys(("author", "authors", "byline"), Label.BYLINE),
    **dict.fromkeys(
        ("date", "published", "published time", "updated", "modified", "lastmod"), Label.DATE
    ),
}
"""What fields tell by their names, in small letters; of any other nothing is known."""


class Field(NamedTuple):
    """A part of what stands before a text, without white space around it."""

    start: int
    end: int
    label: Label


class FrontMatter(NamedTuple):
    """What stands before a text."""

    end: int
    """Where the text itself begins."""
    fields: tuple[Field, ...]
    """Its parts in their order, fences among them; of a title its name and what it says are two."""


def front_matter(source: str) -> FrontMatter | None:
    """What stands before a text and tells of it, if anything does.

    >>> page = "---\\ntitle: The river rose\\ndate: 2024-03-05\\n---\\nRain fell."
    >>> found = front_matter(page)
    >>> [(page[start:end], label.value) for start, end, label in found.fields[1:-1]]
    [('title:', 'other'), ('The river rose', 'title'), ('date: 2024-03-05', 'date')]
    >>> page[found.end :], front_matter("---\\nRain fell.\\n---")
    ('Rain fell.', None)
    """
    opening = len(source) - len(source.lstrip())
    by_reader = source.startswith(_READER[0], opening)
    closes = _READER[2:] if by_reader else _FENCES.get(source[opening : opening + 3], ())
    if not closes:
        return None
    fields: list[Field] = []
    names: set[str] = set()
    for line in islice(_LINE.finditer(source, opening), _LONGEST):
        written, start = line[0].rstrip(), line.start()
        said, end = written.lstrip(), start + len(written)
        if not said:
            continue
        if start == opening and said in _FENCES:
            fields.append(Field(start, end, Label.OTHER))
        elif said in closes:
            fields.append(Field(start, end, Label.OTHER))
            told = _READER[1] in names if by_reader else names
            return FrontMatter(line.end(), tuple(fields)) if told else None
        elif named := _FIELD.match(written):
            names.add(named["key"])
            label = _LABELS.get(named["key"].lower(), Label.OTHER)
            fields += _title(named, start) if label is Label.TITLE else [Field(start, end, label)]
        elif names and _MORE.match(written):
            fields[-1] = fields[-1]._replace(end=end)
        else:
            return None
    return None


def _title(field: re.Match[str], start: int) -> Iterator[Field]:
    """A title's name, what it says, and what is left: a quotation mark."""
    for group, label in (("name", Label.OTHER), ("title", Label.TITLE), ("rest", Label.OTHER)):
        low, high = field.span(group)
        if low < high:
            yield Field(start + low, start + high, label)
