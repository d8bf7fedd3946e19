"""What the fuzzers found once stays found: each finding, and each seed, keeps the promises."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tests.fuzz.__main__ import TARGETS

FINDINGS = sorted(Path(__file__).parent.joinpath("fuzz", "findings").glob("*/*"))


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_finding_stays_found(path: Path) -> None:
    import_module(f"tests.fuzz.{path.parent.name}").check(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_keep_the_promises(name: str) -> None:
    if name == "readers":
        pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")
        pytest.importorskip("pyarrow", reason="the extra 'batch' is not installed")
    target = import_module(f"tests.fuzz.{name}")
    seeds = list(target.seeds())
    for seed in seeds[:: max(1, len(seeds) // 25)]:
        target.check(seed)
