"""The README's examples for engines and frameworks, found by their first line and run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
HTML = (ROOT / "corpus_samples/html/news-every-block.html").read_text("utf-8")
SAMPLES = {path.stem: path.read_text("utf-8") for path in ROOT.glob("corpus_samples/html/*.html")}


def example(name: str) -> str:
    """The block that opens with the comment of this name."""
    readme = (ROOT / "README.md").read_text("utf-8")
    [block] = re.findall(rf"```python\n# {re.escape(name)}\n(.*?)```", readme, re.DOTALL)
    return str(block)


def run_example(name: str, **given: Any) -> dict[str, Any]:
    """What is defined when the example has run, ``html`` being a page."""
    defined: dict[str, Any] = {"html": HTML, "__name__": "readme", **given}
    exec(compile(example(name), f"README.md: {name}", "exec"), defined)
    return defined
