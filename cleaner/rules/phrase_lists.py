"""The phrases that sites use, by language and family: ``phrases/<language>.toml``, one a line."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cleaner.labels import Label
from cleaner.rules.rule import Where


class PhraseList(NamedTuple):
    """The phrases of one language that name a label, and where in a block they must stand."""

    language: str
    label: Label
    where: Where
    phrases: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its name in reasons: ``label.where.language``."""
        return f"{self.label}.{self.where}.{self.language}"


@cache
def phrase_lists() -> tuple[PhraseList, ...]:
    """All phrase lists of the package.

    >>> {"en", "de"} <= {entry.language for entry in phrase_lists()}
    True
    """
    folder = files("cleaner.rules") / "phrases"
    lists = []
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            data = tomllib.loads(file.read_text(encoding="utf-8"))
            language = data.pop("language")
            for label, by_where in data.items():
                for where, phrases in by_where.items():
                    entries = tuple(phrases.splitlines())
                    lists.append(PhraseList(language, Label(label), Where(where), entries))
    return tuple(lists)
