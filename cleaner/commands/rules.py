"""``cleaner rules``: the rules and the phrase lists, with their examples."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from cleaner.commands.arguments import UsageError


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    rules = commands.add_parser(
        "rules", help="list the rules", description="List the rules with their examples."
    )
    rules.add_argument("families", nargs="*", metavar="FAMILY", help="only rules of these families")
    rules.add_argument("--json", action="store_true", help="as JSON, one rule a line")
    rules.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    rows = _rule_rows()
    families = sorted({row["id"].split(".")[0] for row in rows})
    for family in arguments.families:
        if family not in families:
            raise UsageError(f"{family!r} is no family of rules: expected {', '.join(families)}")
    wanted = set(arguments.families or families)
    rows = [row for row in rows if row["id"].split(".")[0] in wanted]
    if arguments.json:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
        return
    from rich.text import Text

    from cleaner.screen import console, printable

    screen = console()
    for row in rows:
        head = Text.assemble((row["id"], "bold"), f"  {row['label']}, {row['where']}")
        if "strength" in row:
            head.append(f", strength {row['strength']:g}" + (", cuts" if row["cuts"] else ""))
        screen.print(head, soft_wrap=True)
        if "phrases" in row:
            screen.print("    " + " | ".join(row["phrases"]), soft_wrap=True, style="dim")
        for sign, field, style in (("+", "examples", ""), ("-", "counterexamples", "dim")):
            for example in row.get(field, ()):
                shown = printable(example).replace("\n", "⏎")
                screen.print(f"    {sign} {shown}", soft_wrap=True, style=style)


def _rule_rows() -> list[dict[str, Any]]:
    """Return the rules and the phrase lists as data, rules first."""
    from cleaner.rules import all_rules
    from cleaner.rules.phrase_lists import phrase_lists

    rows = [asdict(rule) for rule in all_rules()]
    return rows + [{"id": entry.id, **entry._asdict()} for entry in phrase_lists()]
