"""All that a run needs to know, before it begins."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from cleaner.batch.manifest import NAME, PART
from cleaner.batch.readers import Reading
from cleaner.batch.records import Batch
from cleaner.batch.sources import Input, RunError
from cleaner.batch.work import Work

PART_PAGES: Final = 20_000
"""Records of a part: some minutes of work, which is what a kill costs at most."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is read, what is done with it, and where it goes."""

    inputs: tuple[Input, ...]
    reading: Reading
    work: Work
    output: Path | None
    """A file, or a folder for several; None is standard output."""
    suffix: str | None
    """The suffix of the parts in a folder; None if the output is one file."""
    errors: Path | None
    """Where records go that could not be cleaned."""
    settings: dict[str, Any]
    """What must not change when the run goes on."""
    sites: bool = False
    """Whether a first pass learns what repeats across the pages of each host."""
    workers: int = 1
    timeout: float = 60
    resume: bool = False
    part_pages: int = PART_PAGES

    @property
    def folder(self) -> Path:
        """Where the parts are written."""
        assert self.output is not None
        return self.output if self.suffix else self.output.with_name(f"{self.output.name}.parts")

    @property
    def manifest(self) -> Path:
        """Where it is told how far the run is."""
        return self.folder / NAME

    @property
    def proof(self) -> Path:
        """Where it is told of which run a single file is: hidden, as no one's input."""
        assert self.output is not None
        return self.output.with_name(f".{self.output.name}.manifest.json")

    def part(self, number: int, batch: Batch) -> str:
        """The name of a part, which begins with a batch."""
        if self.work.form == "dolma":  # files of attributes go with those of documents
            return document_names(self.inputs)[batch.place]
        name = self.output.name if self.output else ""
        return f"{PART}{number:05}{self.suffix or name[name.index('.') :]}"


@lru_cache(maxsize=1)
def document_names(inputs: tuple[Input, ...]) -> tuple[str, ...]:
    """The inputs' names below the folder that they share.

    Raises RunError where that gives two of them one name.

    >>> document_names(tuple(Input("jsonl", (f"d/{path}",), 0) for path in ("a/1.gz", "b/1.gz")))
    ('a/1.gz', 'b/1.gz')
    """
    paths = [_absolute(source.paths[0]) for source in inputs]
    try:
        shared = os.path.commonpath([os.path.dirname(path) for path in paths])  # noqa: PTH120
    except ValueError as error:  # drives of Windows
        raise RunError(f"expected documents below one folder: {error}") from None
    names = tuple(os.path.relpath(path, shared).replace(os.sep, "/") for path in paths)
    for name, times in Counter(names).items():
        if times > 1:
            raise RunError(f"expected documents of different names, got {name} {times} times")
    return names


def _absolute(path: str) -> str:
    _, scheme, address = path.partition("://")
    return f"/{address}" if scheme else os.path.abspath(path)  # noqa: PTH100
