"""How properties are searched: the same examples each time, so that the check can be trusted.

``HYPOTHESIS_PROFILE=search`` looks at new ones on each run.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True)
settings.register_profile("search")
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
