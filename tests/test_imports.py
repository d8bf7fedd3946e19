"""Imports run downwards only: what decides knows no screen, no file format and no framework.

A module may import those of its own layer and of the layers before it. What is imported in a
function counts too, but for what a value offers of the layers above it: `Result.to_report`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import cleaner

LAYERS: Final = (
    "labels json_text host screen charset", "source", "segment", "rules", "view", "reading",
    "sites", "scoring", "metadata", "deciding", "alignment", "extractors", "settings", "result",
    "explanation", "engine", "exports replay", "batch", "datasets", "evaluation", "report",
    "integrations", "training", "commands", "cli", "__main__",
)  # fmt: skip
LEVEL: Final = {name: level for level, names in enumerate(LAYERS) for name in names.split()}
OFFERED: Final = {
    "result": {"exports", "replay", "report"},
    "sites": {"engine"},
}  # fmt: skip
"""Upper layers that a value's methods lead to."""

ROOT: Final = Path(cleaner.__file__).parent
MODULES: Final = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")


def imported(tree: ast.AST) -> Iterator[str]:
    """The parts of the package that are imported, but for those that only types need."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cleaner."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.ImportFrom) and node.module == "cleaner":
            yield from (alias.name for alias in node.names if alias.name in LEVEL)
        elif isinstance(node, ast.Import):
            parts = (alias.name.split(".") for alias in node.names)
            yield from (part[1] for part in parts if part[0] == "cleaner" and len(part) > 1)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_run_downwards(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0].removesuffix(".py")
    names = {*imported(ast.parse(path.read_text("utf-8")))}
    assert {name for name in names if LEVEL[name] > LEVEL[own]} <= OFFERED.get(own, set())


def test_every_part_has_its_layer() -> None:
    assert {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in MODULES} == {*LEVEL}
