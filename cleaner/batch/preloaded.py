"""Loads what cleaning needs: imported by the process that workers are forked from.

So modules, weights and phrases are read once, not by each worker, and stand in memory that
the workers share.
"""

from __future__ import annotations

import gc

import cleaner.batch.work  # noqa: F401
from cleaner.engine import Cleaner

for _kind in ("html", "text"):
    Cleaner().clean("One", _kind)
gc.freeze()  # what is never freed is not looked at again, which would copy it
