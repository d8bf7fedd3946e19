"""How far a run is: which parts are written, and where in the inputs it goes on.

The manifest is a file beside the parts, replaced whole after each of them. What stands in
the folder and not in the manifest was not finished, and is written again. That of an output
which is one file stays beside it, and tells of which run it is.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Final

from cleaner.batch.records import Batch, Outcome
from cleaner.batch.sources import RunError
from cleaner.batch.writers import ASIDE, write_aside
from cleaner.labels import LABELS

NAME: Final = "_manifest.json"
PART: Final = "part-"
"""What the names of parts begin with."""
ERRORS: Final = "_errors-"
"""What the names of files of errors begin with, until they are joined."""
SITES: Final = "_sites.sqlite"
"""What is known of the pages' sites, until the run is finished."""

_VERSION: Final = 2


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, of a batch or of a run so far."""

    pages: int = 0
    failed: int = 0
    bytes: int = 0
    """Of the pages, as they were read."""
    counts: tuple[tuple[int, int, int], ...] = ((0, 0, 0),) * len(LABELS)
    """For each of `LABELS`: spans, characters, and how many of these were kept."""
    skipped: tuple[tuple[str, int], ...] = ()
    """What in the inputs was no page, and how often."""
    problems: tuple[str, ...] = ()
    """A line for each input that could not be read to its end."""

    @classmethod
    def of(cls, batch: Batch, outcome: Outcome) -> Done:
        """Tell what was done of a batch."""
        counts = cls().counts
        if outcome.pages:
            counts = tuple((spans, shown, kept) for spans, shown, kept in outcome.counts.tolist())
        problems = () if batch.problem is None else (batch.problem,)
        failed = len(outcome.errors)
        return cls(outcome.pages, failed, batch.size, counts, batch.skipped, problems)

    def plus(self, more: Done) -> Done:
        """Add what was done next.

        >>> Done(2, problems=("a",)).plus(Done(3, 1, problems=("b",))).problems
        ('a', 'b')
        """
        pairs = zip(self.counts, more.counts, strict=True)
        return Done(
            self.pages + more.pages,
            self.failed + more.failed,
            self.bytes + more.bytes,
            tuple((a + x, b + y, c + z) for (a, b, c), (x, y, z) in pairs),
            tuple((Counter(dict(self.skipped)) + Counter(dict(more.skipped))).items()),
            self.problems + more.problems,
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """A run so far."""

    settings: dict[str, Any]
    """What must be the same for it to go on."""
    parts: tuple[str, ...] = ()
    """The files that are written, in order."""
    errors: tuple[str, ...] = ()
    place: int = 0
    """The input that comes next, and in it the record."""
    first: int = 0
    done: Done = field(default_factory=Done)
    complete: bool = False
    """Whether all parts are written: an output that is there is made of them."""
    finished: bool = False
    size: int | None = None
    """Bytes of the output that is one file, once it is there."""

    def write(self, path: Path) -> None:
        """Put it in the place of the one before."""
        data = json.dumps({"version": _VERSION, **asdict(self)}, indent=1).encode()

        def write(file: IO[bytes]) -> None:
            file.write(data)

        write_aside(path, write)

    def begun_with(self, settings: dict[str, Any]) -> Manifest:
        """Go on with these settings. Raises RunError if it was begun with others."""
        for name in sorted(settings.keys() | self.settings.keys()):
            if settings.get(name) != self.settings.get(name):
                raise RunError(
                    f"expected what the run was begun with, but {name} is not the same: it was "
                    f"{self.settings.get(name)!r:.200}"
                )
        return replace(self, settings=settings)


def read_manifest(path: Path) -> Manifest | None:
    """Read a manifest; None if there is none. Raises RunError if it is broken."""
    try:
        data = json.loads(path.read_bytes())
        if data.pop("version") != _VERSION:
            raise ValueError("another version of cleaner wrote it")
        done = data.pop("done")
        data["done"] = Done(**{name: _tuples(value) for name, value in done.items()})
        settings = data.pop("settings")
        return Manifest(settings, **{name: _tuples(value) for name, value in data.items()})
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise RunError(f"{path}: expected the manifest of a run: {error}") from error


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def tidy(folder: Path, manifest: Manifest) -> None:
    """Remove what is no longer of use, and what a run that was killed left beside its parts."""
    known = {*manifest.parts, *manifest.errors}
    passing = (PART, ERRORS, SITES) if manifest.finished else (PART, ERRORS)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name not in known and (name.endswith(ASIDE) or name.startswith(passing)):
            path.unlink()
