"""Whether what costs n for n characters costs 8 n for 8 n.

CPU time is measured at n, 2 n, 4 n and 8 n, the least of several runs, and its growth is what
is asserted: twice the linear one and a tenth of a second are left to the machine. What takes
no time at 8 n is not measured further.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

SLOW = 0.1
"""Seconds; what 8,000 characters take less for can't be quadratic to harm."""


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """The least CPU time of some tries, without that of collecting other tests' garbage."""
    taken = []
    gc.disable()
    try:
        for _ in range(times):
            begin = time.process_time()
            work()
            taken.append(time.process_time() - begin)
    finally:
        gc.enable()
    return min(taken)


def grows_linearly(work: Callable[[Any], object], make: Callable[[int], Any], size: int) -> bool:
    """Whether 2, 4 and 8 times as much take less than 4, 8 and 16 times as long."""
    small, larger = make(size), {times: make(times * size) for times in (2, 4, 8)}
    work(make(10))  # what is loaded once
    if seconds(lambda: work(larger[8])) < SLOW:
        return True
    for _ in range(3):  # a busy machine has a chance to calm down
        before = seconds(lambda: work(small), 3)
        if all(
            seconds(lambda text=text: work(text), 2) < 2 * times * before + SLOW  # type: ignore[misc]
            for times, text in larger.items()
        ):
            return True
    return False
