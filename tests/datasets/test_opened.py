"""What is damaged is told by name; what only can't be opened stays the system's error."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.datasets import read


def test_a_folder_in_place_of_a_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        list(read(tmp_path, format="jsonl"))
