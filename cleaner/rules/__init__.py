"""The rules: what a piece of a page is, told by its words. One file per family.

Phrases by language stand beside them in ``phrases/``. Rules name; scoring decides.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final

from cleaner.rules.rule import Rule, Where

__all__ = ["FAMILIES", "Rule", "Where", "all_rules"]

FAMILIES: Final = (
    "byline", "date", "caption", "copyright", "related", "promo", "share", "navigation",
    "comments", "bio", "legal", "wiki",
)  # fmt: skip
"""The families, one module each."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """All rules in a fixed order.

    >>> all(rule.id.startswith(rule.label) for rule in all_rules() if not rule.cuts)
    True
    """
    rules: list[Rule] = []
    for family in FAMILIES:
        rules.extend(import_module(f"cleaner.rules.{family}").RULES)
    return tuple(rules)
