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
    rules.add_argument("beginnings", nargs="*", metavar="ID", help="only these rules: a family, an "
                       "id, or how ids begin")  # fmt: skip
    rules.add_argument("--json", action="store_true", help="as JSON, one rule a line")
    rules.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    rows = _rule_rows()
    for beginning in arguments.beginnings:
        if not any(row["id"].startswith(beginning) for row in rows):
            families = ", ".join(sorted({row["id"].split(".")[0] for row in rows}))
            raise UsageError(f"{beginning!r} is no rule: expected an id or a family: {families}")
    rows = [row for row in rows if row["id"].startswith(tuple(arguments.beginnings or [""]))]
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
