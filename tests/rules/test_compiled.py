"""A pattern that an earlier process has compiled is read from its file, and is the same pattern."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import pytest
import regex

from cleaner.rules import all_rules, compiled

DATE = r"(?P<day> \d{1,2}+) \. (?P<month> \d{1,2}+)"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where patterns are kept while a test runs."""
    monkeypatch.setattr(compiled.__spec__, "cached", str(tmp_path / "compiled.pyc"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def forbid_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("compiled once more")

    monkeypatch.setattr(regex, "compile", refuse)


def test_what_one_process_compiles_another_reads(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = compiled.compiled(DATE)
    assert len([*folder.iterdir()]) == 1
    regex.purge()
    forbid_compiling(monkeypatch)
    read = compiled.compiled(DATE)
    assert (read.pattern, read.flags) == (made.pattern, made.flags)
    match = read.fullmatch("24.12")
    assert match is not None and match.groupdict() == {"day": "24", "month": "12"}


def test_another_pattern_has_another_file(folder: Path) -> None:
    assert compiled.compiled(DATE).pattern != compiled.compiled(DATE + "x").pattern
    assert len([*folder.iterdir()]) == 2


def test_another_version_of_regex_reads_none_of_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled.compiled(DATE)
    monkeypatch.setattr(regex, "__version__", "another")
    compiled.compiled(DATE)
    assert len([*folder.iterdir()]) == 2


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, b"\0" * 15])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes) -> None:
    compiled.compiled(DATE)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage or whole[:-1])
    assert compiled.compiled(DATE).fullmatch("24.12")
    assert file.read_bytes() == whole


def test_nothing_is_kept_where_python_keeps_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled.compiled(DATE).fullmatch("24.12")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled.__spec__, "cached", None)
    assert compiled.compiled(DATE).fullmatch("24.12")
    assert not [*folder.iterdir()]
    monkeypatch.setattr(compiled.__spec__, "cached", str(folder / "missing" / "compiled.pyc"))
    assert compiled.compiled(DATE).fullmatch("24.12")
    assert not [*folder.iterdir()]


def test_every_rule_read_back_matches_what_it_matched() -> None:
    for rule in all_rules():
        made = regex.compile(rule.pattern, regex.VERBOSE)
        read: regex.Pattern[str] = pickle.loads(pickle.dumps(made))
        for text in (*rule.examples, *rule.counterexamples):
            found = [match.span() for match in made.finditer(text)]
            assert [match.span() for match in read.finditer(text)] == found, rule.id
