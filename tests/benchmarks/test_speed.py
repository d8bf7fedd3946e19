"""The table's contenders on small pages, and the import: ``pytest --benchmark-only``."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.contenders import CONTENDERS
from tests.benchmarks.pages import own_pages, own_texts, size_class

PAGES = {
    "html": [page for page in own_pages() if size_class(page) == "< 10 kB"],
    "text": list(own_texts()),
}


@pytest.mark.parametrize("name", CONTENDERS)
def test_small_pages(benchmark: BenchmarkFixture, name: str) -> None:
    """Divide ``megabytes`` by the mean for MB/s."""
    load, kind = CONTENDERS[name]
    try:
        run = load()
    except ImportError as missing:
        pytest.skip(f"the extra 'bench' is not installed: {missing}")
    pages = PAGES[kind]
    benchmark.extra_info["megabytes"] = sum(len(page.encode()) for page in pages) / 1e6
    made = benchmark.pedantic(lambda: list(run(pages)), rounds=5, warmup_rounds=1)
    assert len(made) == len(pages)


def test_import(benchmark: BenchmarkFixture) -> None:
    """A fresh Python that imports the package."""
    benchmark.pedantic(
        lambda: subprocess.run([sys.executable, "-c", "import cleaner"], check=True), rounds=5
    )
