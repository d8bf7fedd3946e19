"""A page is cleaned by the thread that asks for it, whatever the libraries below could start.

Libraries of linear algebra give large products to a thread for each processor, and these wait
for more at full load: the work of one page costs that of several, all for nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SCRIPT = """
import sys, time
import cleaner
part = "<div class=story><h2>The river rose</h2><p>On Monday night two roads were shut.</p></div>"
pages = [part * 40] * 20
for clean in (lambda: [cleaner.clean(page, kind=sys.argv[1]) for page in pages],
              lambda: list(cleaner.Cleaner().clean_batch(pages, sys.argv[1]))):
    clean()
    whole, own = time.process_time(), time.thread_time()
    clean()
    whole, own = time.process_time() - whole, time.thread_time() - own
    print(whole / own)
"""


@pytest.mark.parametrize("kind", ["html", "text"])
def test_no_other_thread_works(kind: str) -> None:
    environment = {
        name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, kind],
        check=True, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    one_by_one, in_a_batch = map(float, done.stdout.split())
    assert one_by_one < 1.1 and in_a_batch < 1.1
