"""The examples in the docstrings run; so do those in the README."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import cleaner

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(cleaner.__path__, "cleaner.")
    if not module.name.endswith("__main__")
)
README = Path(__file__).parent.parent / "README.md"


@pytest.mark.parametrize("name", ["cleaner", *MODULES])
def test_docstring_examples_run(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if name.startswith("cleaner.training") and missing.name != name:
            pytest.skip(f"the extra 'train' is not installed: no {missing.name}")
        raise
    except (ImportError, ValueError) as missing:
        if 'pip install "cleaner[' in str(missing):
            pytest.skip(str(missing))
        raise
    assert doctest.testmod(module).failed == 0


def test_readme_examples_run() -> None:
    results = doctest.testfile(str(README), module_relative=False)
    assert results.attempted > 0
    assert results.failed == 0
