"""How properties are searched: the same examples each time, so that the check can be trusted.

``HYPOTHESIS_PROFILE=search`` looks at new ones on each run. No example has a deadline: a busy
machine would break it.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
