"""What repeats across the pages of a site: learnt from some of them, a value for the others.

A memory keeps the sketches of at most `PAGES` pages: of all different ones those with the
lowest fingerprints. That is a random sample, it does not depend on the order in which pages
come, and the sample of two memories together is the sample of all their pages; so memories
can be joined in any order, and a page that was seen twice counts once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from os import PathLike

    from cleaner.sites.index import SiteIndex
    from cleaner.sites.sketch import PageSketch
    from cleaner.source import PageKind

PAGES: Final = 128
"""Pages that are remembered. Up to these all counts are exact; of more, a line on a share p of
a site's pages is found on p ± 1.96 √(p (1 - p) / 128) of the sample, at most ± 8.7 %, 19 times
in 20; one on 3 % of the pages is in the sample with 98 %."""

TEXTS: Final = 16
"""Pages of these whose lines' texts are kept: a line on every fifth page is in them with 97 %."""


class SiteBlock(NamedTuple):
    """A line that several pages of a site have."""

    text: str
    """What it says on one of them, its beginning if it is long."""
    pages: int
    """On how many of the pages that are compared it stands."""
    of: int
    """How many are compared."""
    label: str
    """What the cleaner takes it for, most often."""


@dataclass(frozen=True)
class SiteMemory:
    """What repeats across the pages of a site.

    Build it with `SiteMemory.of` and give it to `cleaner.clean`. Memories are equal if the
    same is remembered; ``a | b`` is what both have seen, in whatever order it is done.

    >>> pages = [f"Harbour Gazette\\nSubscribe now\\nStory {word}." for word in ("one", "two")]
    >>> memory = SiteMemory.of(pages)
    >>> memory, memory == SiteMemory.of(pages[:1]) | SiteMemory.of(pages[1:])
    (<SiteMemory: 2 pages>, True)
    """

    sketches: tuple[PageSketch, ...] = ()
    """What is remembered of each page, by rising fingerprint."""

    @classmethod
    def of(
        cls,
        pages: Iterable[object],
        *,
        kind: PageKind | None = None,
        encoding: str | None = None,
        texts: bool = True,
    ) -> SiteMemory:
        """Learn what repeats across pages of one site.

        Arguments:
            pages: as `cleaner.clean` takes them, HTML or text; read one after the other.
            kind: ``"html"`` or ``"text"``. None looks at each page.
            encoding: the charset of pages given as bytes, if known.
            texts: keep the beginnings of the lines of some pages, for `blocks`.

        Raises:
            TypeError, ValueError: for pages that `cleaner.clean` doesn't take.
        """
        if isinstance(pages, str | bytes):
            raise TypeError("expected several pages, got one")
        keyed = (("", page) for page in pages)
        return learn(keyed, kind=kind, encoding=encoding, texts=texts).get("", cls())

    def __or__(self, other: object) -> SiteMemory:
        if not isinstance(other, SiteMemory):
            return NotImplemented
        return SiteMemory(_reduced((*self.sketches, *other.sketches)))

    def __repr__(self) -> str:
        about = "" if len(self.sketches) < PAGES else "about "
        return f"<SiteMemory: {about}{self.pages:,} page{'s' * (self.pages != 1)}>"

    def __reduce__(self) -> tuple[object, ...]:
        return SiteMemory, (self.sketches,)

    @property
    def pages(self) -> int:
        """How many different pages it has seen: exact below `PAGES`, else estimated, ± 9 %.

        The highest of the lowest fingerprints tells how dense they lie (Bar-Yossef et al.,
        Counting distinct elements in a data stream, 2002).
        """
        seen = len(self.sketches)
        if seen < PAGES:
            return seen
        return round((seen - 1) * 2**64 / max(self.sketches[-1].fingerprint, 1))

    def blocks(self, most: int | None = None) -> Iterator[SiteBlock]:
        """The lines that stand on two pages and more, most frequent first, with their labels.

        Only lines whose text was kept are known. ``most``: how many are wanted.

        >>> pages = [f"Harbour Gazette\\nStory {word}." for word in ("one", "two")]
        >>> [(block.text, block.pages, block.of) for block in SiteMemory.of(pages).blocks()]
        [('Harbour Gazette', 2, 2)]
        """
        from cleaner.sites.template import blocks

        return islice(blocks(self), most)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data, which `from_dict` reads."""
        from cleaner.sites.file import to_dict

        return to_dict(self.sketches)

    @classmethod
    def from_dict(cls, data: Any) -> SiteMemory:
        """Return the memory that `to_dict` wrote; ValueError for anything else."""
        from cleaner.sites.file import from_dict

        return cls(_reduced(from_dict(data)))

    def save(self, path: str | PathLike[str]) -> None:
        """Write it to a file, as JSON."""
        from cleaner.sites.file import save

        save(self.to_dict(), path)

    @classmethod
    def load(cls, path: str | PathLike[str]) -> SiteMemory:
        """Return the memory in a file; OSError, or ValueError if it is none of a site."""
        from cleaner.sites.file import load

        return cls.from_dict(load(path))

    @cached_property
    def index(self) -> SiteIndex:
        """The memory made ready for questions, when first asked one."""
        from cleaner.sites.index import SiteIndex

        return SiteIndex(self.sketches)


def learn(
    pages: Iterable[tuple[str, object]],
    *,
    kind: PageKind | None = None,
    encoding: str | None = None,
    texts: bool = False,
    max_chars: int | None = None,
) -> dict[str, SiteMemory]:
    """Learn the memories of many sites from pages in any order.

    Arguments:
        pages: (site, page): a name for the site, such as its host, and a page.
        kind, encoding, texts: as for `SiteMemory.of`.
        max_chars: the most characters of a page that are read, as for `cleaner.Cleaner`.

    Returns:
        The memory of each site, by name. A site takes up to half a megabyte and one with a
        single page about 2 kB, without texts.

    >>> found = learn([("a.example", "One page"), ("b.example", "One"), ("b.example", "Two")])
    >>> found
    {'a.example': <SiteMemory: 1 page>, 'b.example': <SiteMemory: 2 pages>}
    """
    from cleaner.sites.learning import sketched

    waiting: defaultdict[str, list[PageSketch]] = defaultdict(list)
    for site, sketch in sketched(pages, kind, encoding, texts, max_chars):
        mine = waiting[site]
        mine.append(sketch)
        if len(mine) >= 4 * PAGES:
            waiting[site] = list(_reduced(mine))
    return {site: SiteMemory(_reduced(mine)) for site, mine in waiting.items()}


def _reduced(pages: Iterable[PageSketch]) -> tuple[PageSketch, ...]:
    """The pages that are remembered of these: each once, the lowest `PAGES`, texts of few."""
    # Of two with one fingerprint the lesser is kept, so that order makes no difference.
    found: dict[int, PageSketch] = {}
    for page in pages:
        other = found.setdefault(page.fingerprint, page)
        if page < other:
            found[page.fingerprint] = page
    chosen = sorted(found.values())[:PAGES]
    return (*chosen[:TEXTS], *(page._replace(texts=()) for page in chosen[TEXTS:]))
