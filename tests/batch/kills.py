"""Runs that die at each of their steps."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest


def killed_at_each_step(folder: Path, run: Callable[[Path], object]) -> Iterator[Path]:
    """Kill a run at its first step, the next at its second, until one lives to its end.

    Gives the folder that each wrote into, and removes it.
    """
    moment, died = 0, True
    while died:
        moment += 1
        out = folder / f"kill-{moment}"
        out.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            reached = _killing_at(moment, patch)
            with suppress(_KilledError):
                run(out)
            died = reached()
        yield out
        shutil.rmtree(out)


class _KilledError(BaseException):
    """Stands for a kill: nothing may catch it."""


def _killing_at(moment: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Let the run die before the nth time that it settles, renames or removes a file."""
    seen = 0
    replace, fsync, unlink, remove = Path.replace, os.fsync, Path.unlink, shutil.rmtree

    def dying(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal seen
            seen += 1
            if seen == moment:
                raise _KilledError
            return function(*arguments, **options)

        return call

    monkeypatch.setattr(Path, "replace", dying(replace))
    monkeypatch.setattr(Path, "unlink", dying(unlink))
    monkeypatch.setattr(os, "fsync", dying(fsync))
    monkeypatch.setattr(shutil, "rmtree", dying(remove))
    return lambda: seen >= moment
