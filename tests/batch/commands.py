"""Runs, and what they write, as tests of runs ask for them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from cleaner.cli import main

STORY = "The river rose on Monday night, and {} roads were closed.\n\n© 2024 Example Ltd."


def run(*arguments: object) -> int:
    return main(["run", "--workers", "1", *(str(argument) for argument in arguments)])


def lines(path: Path) -> list[dict[str, Any]]:
    data = path.read_bytes()
    data = gzip.decompress(data) if path.suffix == ".gz" else data
    return [json.loads(line) for line in data.splitlines()]


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
