"""The sites that were asked for last, made ready for questions: a cache of bounded size."""

from __future__ import annotations

from typing import Final

from cleaner.batch.each import Sites
from cleaner.sites import SiteMemory

CACHED: Final = 2048
"""Remembered pages, with their index: of most sites 2 kB each, 50 kB at most."""


class RecentSites:
    """What is known of many sites, with those at hand that were asked for last.

    It goes through pickle without them.

    >>> RecentSites({"a.example": SiteMemory.of(["One"])}).get("a.example")
    <SiteMemory: 1 page>
    """

    def __init__(self, sites: Sites) -> None:
        self._sites = sites
        self._known: dict[str, SiteMemory] = {}  # the one that was asked for last comes last
        self._held = 0

    def __reduce__(self) -> tuple[object, ...]:
        return RecentSites, (self._sites,)

    def get(self, host: str, /) -> SiteMemory | None:
        """The memory of a host, if there is one."""
        memory = self._known.pop(host, None)
        if memory is None:
            found = self._sites.get(host)
            if found is None:
                return None
            memory = SiteMemory(found.sketches)  # with an index of its own, which goes with it
            self._held += len(memory.sketches)
        self._known[host] = memory
        while self._held > CACHED and len(self._known) > 1:
            self._held -= len(self._known.pop(next(iter(self._known))).sketches)
        return memory
