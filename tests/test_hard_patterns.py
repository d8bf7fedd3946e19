"""Every compiled pattern of the package is attacked with what it is made of itself.

Rules have examples to attack them with, and tests of their own in ``test_hard_linear``. Here the
attacks are made of a pattern's parts: what its literals, classes and repeats begin with is what
is repeated, behind every beginning that gets so far.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import cleaner
from tests.linear import grows_linearly

SIZE = 3000
"""Characters; eight times as many of what backtracks over all pairs take minutes."""
MOST = 500
"""Attacks on a pattern: more only combine the same parts."""
CLASSES = {
    codes.CATEGORY_DIGIT: "1", codes.CATEGORY_WORD: "a", codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_NOT_DIGIT: "a", codes.CATEGORY_NOT_WORD: "-", codes.CATEGORY_NOT_SPACE: "a",
}  # fmt: skip


def patterns() -> Iterator[tuple[str, tuple[re.Pattern[Any], bool]]]:
    """What stands in the package's modules, and if it is looked for anywhere, by name."""
    for module in pkgutil.walk_packages(cleaner.__path__, "cleaner."):
        if module.name.startswith(("cleaner.training", "cleaner.integrations")):
            continue  # the first reads data of one's own, the others hold none
        try:
            loaded = importlib.import_module(module.name)
        except ImportError:
            continue
        except Exception as missing:
            if "cleaner[" not in str(missing):  # an extra that is not installed
                raise
            continue
        source = inspect.getsource(loaded)
        for name, value in sorted(vars(loaded).items()):
            if isinstance(value, re.Pattern):
                calls = set(re.findall(rf"\b{name}\.(\w+)\(", source))
                yield f"{module.name}.{name}", (value, not calls <= {"match", "fullmatch"})


PATTERNS = dict(patterns())


def samples(parsed: Any) -> list[str]:
    """Strings that a parsed pattern matches, more or less: one, or one for each of its choices."""
    found = [""]
    for code, value in parsed:
        parts = part(code, value)
        found = [begin + end for begin in found for end in parts][:8]
    return found


def part(code: Any, value: Any) -> list[str]:
    if code in (codes.LITERAL, codes.NOT_LITERAL):
        return [chr(value) if code is codes.LITERAL else "a" if value != ord("a") else "b"]
    if code is codes.IN:
        return one_of(value)
    if code is codes.ANY:
        return ["a"]
    if code is codes.BRANCH:
        return [sample for branch in value[1] for sample in samples(branch)][:6]
    if code is codes.SUBPATTERN:
        return samples(value[-1])
    if code is codes.ATOMIC_GROUP:
        return samples(value)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [sample * max(1, value[0]) for sample in samples(value[2])]
    return [""]


def one_of(items: Any) -> list[str]:
    if items[0][0] is codes.NEGATE:
        return ["a"]
    first, last = items[0], items[-1]
    found = []
    for code, value in (first, last):
        if code is codes.LITERAL:
            found.append(chr(value))
        elif code is codes.RANGE:
            found.append(chr(value[0]))
        elif code is codes.CATEGORY:
            found.append(CLASSES[value])
    return list(dict.fromkeys(found))


def attacks(pattern: re.Pattern[Any]) -> set[tuple[str, str]]:
    """Beginnings, and what is repeated behind them."""
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    parsed = list(parser.parse(text, pattern.flags & ~re.UNICODE & ~re.ASCII))
    whole = samples(parsed)
    pumps = {piece for code, value in parsed for piece in part(code, value)}
    pumps |= {character for sample in whole for character in sample}
    begins = {sample[:cut] for sample in whole for cut in range(min(len(sample), 12) + 1)}
    pumps |= begins | {*whole, " ", "a", "<", "a ", "\n"}
    return {(begin, pump) for begin in begins for pump in pumps if pump}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_linear_time(name: str) -> None:
    pattern, anywhere = PATTERNS[name]
    binary = isinstance(pattern.pattern, bytes)
    tried = sorted(attacks(pattern))
    for begin, pump in tried[:: len(tried) // MOST + 1]:

        def make(size: int, begin: str = begin, pump: str = pump) -> str | bytes:
            page = begin + pump * (size // len(pump) + 1) + "\0"
            return page.encode("latin-1", "replace") if binary else page

        def work(page: str | bytes) -> object:
            return sum(1 for _ in pattern.finditer(page)) if anywhere else pattern.match(page)

        assert grows_linearly(work, make, SIZE), (begin, pump)
