"""Which fields of a record, or columns of a table, hold what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the pages stand, and what is known of each.

    A page is taken from ``html`` where that is not null, else from ``text``: one of the
    two is needed. Both may be strings or bytes.

    >>> Columns(html="body", url="address").pages
    ('body',)
    """

    text: str | None = None
    """Pages of plain text."""
    html: str | None = None
    """Pages of HTML."""
    url: str | None = None
    """The address of each page."""
    charset: str | None = None
    """The charset that each page's server declared; for bytes. One that doesn't exist is
    passed over."""
    keep_pages: bool = False
    """Whether the pages themselves are among what is given back."""

    def __post_init__(self) -> None:
        if self.text is None and self.html is None:
            raise ValueError("expected the name of a column of pages: text or html")

    @property
    def pages(self) -> tuple[str, ...]:
        """The columns that hold pages."""
        return tuple(name for name in (self.html, self.text) if name is not None)

    def check_url(self) -> None:
        """Raise ValueError if there is no column of addresses, which tell the pages' sites."""
        if self.url is None:
            raise ValueError("expected the name of the column of addresses, url: they tell sites")

    def among(self, names: Collection[str]) -> Columns:
        """Leave out what is not there. Raises ValueError if no column of pages is there.

        >>> Columns("text", "html", "url").among(["html", "id"])
        Columns(text=None, html='html', url=None, charset=None, keep_pages=False)
        """
        if not any(name in names for name in self.pages):
            expected, there = " or ".join(map(repr, self.pages)), ", ".join(names) or "none"
            raise ValueError(f"expected a field {expected}, got {there}")
        text, html, url, charset = (
            name if name in names else None
            for name in (self.text, self.html, self.url, self.charset)
        )
        return Columns(text, html, url, charset, self.keep_pages)


def free_names(names: Sequence[str], taken: Collection[str]) -> list[str]:
    """Rename what has a name that is taken: ``input_`` is put before it until it is free.

    >>> free_names(["id", "text", "input_text"], {"text", "spans"})
    ['id', 'input_input_text', 'input_text']
    """
    used, free = {*names, *taken}, []
    for name in names:
        if name in taken:
            while name in used:
                name = f"input_{name}"
            used.add(name)
        free.append(name)
    return free
