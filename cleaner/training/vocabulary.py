"""Chooses the terms that a model knows: those that many sites use and that tell labels apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cleaner.scoring.vocabulary import slot_of


def choose_terms(
    hashes: npt.NDArray[np.uint32],
    sites: npt.NDArray[np.int32],
    classes: npt.NDArray[np.int8],
    *,
    size: int,
    least_sites: int,
) -> npt.NDArray[np.uint32]:
    """The ``size`` terms that say most about the class of the block they stand in.

    Arguments are columns over all occurrences: the term's hash, the number of the
    site it stands on, the class of its block (-1: unknown, not counted). A term
    counts once per site and class, so that one large site can't vote twice, and is
    left out below ``least_sites`` sites. What it says is its mutual information with
    the class (Manning, Raghavan, Schütze, Introduction to Information Retrieval, 13.5.1).

    >>> hashes = np.array([7, 7, 7, 9, 9, 9, 5], np.uint32) << 20
    >>> sites = np.array([0, 1, 2, 0, 1, 2, 0], np.int32)
    >>> classes = np.array([0, 0, 0, 1, 1, 1, 1], np.int8)
    >>> (choose_terms(hashes, sites, classes, size=2, least_sites=2) >> 20).tolist()
    [7, 9]
    """
    known = classes >= 0
    hashes, sites, classes = hashes[known], sites[known], classes[known]
    if not hashes.size:
        return np.zeros(0, np.uint32)
    kinds, sites_in_all = int(classes.max()) + 1, int(sites.max()) + 1
    distinct, index = np.unique(hashes, return_inverse=True)
    seen = np.unique((index * kinds + classes) * sites_in_all + sites)
    table = np.bincount(seen // sites_in_all, minlength=distinct.size * kinds)
    table = table.reshape(distinct.size, kinds).astype(np.float64)
    per_site = np.unique(index.astype(np.int64) * sites_in_all + sites)
    spread = np.bincount(per_site // sites_in_all, minlength=distinct.size)
    total = table.sum()
    expected = table.sum(1, keepdims=True) * table.sum(0, keepdims=True) / total
    with np.errstate(divide="ignore", invalid="ignore"):
        information = np.where(table > 0, table * np.log(table / expected), 0).sum(1)
    information[spread < least_sites] = -1
    best = np.argsort(-information, kind="stable")
    best = best[information[best] >= 0]
    # A vocabulary has one slot for each upper part of a hash: the better term takes it.
    _, alone = np.unique(slot_of(distinct[best]), return_index=True)
    return np.sort(distinct[best[np.sort(alone)[:size]]])


def number_sites(domains: Sequence[str]) -> npt.NDArray[np.int32]:
    """A number per distinct domain, in the order of the names."""
    numbers = {domain: place for place, domain in enumerate(sorted(set(domains)))}
    return np.array([numbers[domain] for domain in domains], dtype=np.int32)
