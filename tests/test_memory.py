"""How much memory a page takes: so many times its size, whatever its size is.

Measured on ordinary text and HTML of 10 MB: 88 and 50 times the size; on the short lines here,
110. Twelve were wished for, which columns over a whole page don't reach: they hold every token,
and the features and the network's layers of every block. `Cleaner.max_chars` bounds it.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

MOST = 130
"""Times the page's size."""
ROOM = 40_000_000
"""What is loaded once, in bytes, and what the system takes at a time."""

SCRIPT = """
import resource, sys
import cleaner
kind, size = sys.argv[1], int(sys.argv[2])
part = {
    "text": "The river rose on Monday night, and two roads in the town were closed.\\n\\n"
            "By Dana Whitfield\\n\\n© 2024 Example Ltd. All rights reserved.\\n\\n",
    "html": "<div class=story><h2>The river rose</h2><p>It rose on Monday night, and two roads in "
            "the town were <b>closed</b>.</p><ul><li><a href=/a>More news</a></ul></div>\\n",
}[kind]
def peak():
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
cleaner.clean(part * 20, kind=kind).text
page = part * (size // len(part))
before = peak()
result = cleaner.clean(page, kind=kind)
result.text
print(peak() - before)
"""


@pytest.mark.parametrize("kind", ["text", "html"])
@pytest.mark.parametrize("size", [10_000, 100_000, 1_000_000, 4_000_000])
def test_memory_grows_with_the_page_and_no_faster(kind: str, size: int) -> None:
    pytest.importorskip("resource", reason="there is no such measure on this system")
    command = [sys.executable, "-c", SCRIPT, kind, str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert int(done.stdout) <= MOST * size + ROOM
