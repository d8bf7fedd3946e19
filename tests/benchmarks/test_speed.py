"""How fast: one page, a batch, the import. Figures, no bounds: ``pytest --benchmark-only``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from cleaner import Cleaner

SAMPLES = Path(__file__).parent.parent.parent / "corpus_samples" / "text"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    list(Cleaner().clean_batch(TEXTS[:2]))


def test_one_page(benchmark: BenchmarkFixture) -> None:
    """One text of 4.5 kB, its clean text and its spans."""
    page = max(TEXTS, key=lambda text: -abs(len(text) - 4500))
    benchmark.extra_info["characters"] = len(page)
    benchmark(lambda: (result := Cleaner().clean(page)).spans and result.text)


def test_batch(benchmark: BenchmarkFixture) -> None:
    """All samples ten times over; divide ``megabytes`` by the mean for MB/s."""
    batch = TEXTS * 10
    benchmark.extra_info["megabytes"] = sum(len(text.encode()) for text in batch) / 1e6
    benchmark.pedantic(lambda: [result.text for result in Cleaner().clean_batch(batch)], rounds=5)


def test_import(benchmark: BenchmarkFixture) -> None:
    """A fresh Python that imports the package, and one that does nothing."""
    benchmark.pedantic(
        lambda: subprocess.run([sys.executable, "-c", "import cleaner"], check=True), rounds=5
    )
