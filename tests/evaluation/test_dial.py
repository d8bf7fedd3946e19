"""The dial that is chosen loses no more than was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from cleaner import Cleaner
from cleaner.cli import main
from cleaner.datasets import Page, read
from cleaner.evaluation.dial import DIALS, choose_dial

SAMPLES: Final = Path(__file__).parents[2] / "corpus_samples" / "text"


def test_the_least_dial_within_the_target_is_chosen() -> None:
    pages = list(read(SAMPLES))[:12]
    choice = choose_dial(pages, Cleaner(), 0.02)
    assert [setting.recall for setting in choice.settings] == list(DIALS)
    assert choice.chosen is not None
    place = choice.settings.index(choice.chosen)
    assert all(setting.lost.value <= 0.02 for setting in choice.settings[place:])
    assert place == 0 or choice.settings[place - 1].lost.value > 0.02
    assert choice.elsewhere is not None


def test_no_dial_may_be_good_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # The article is what the rules know for a copyright notice: it goes at any setting.
    notice = "© 2024 Example Ltd. All rights reserved."
    page = Page("1", notice, "text", main_content=notice)
    assert choose_dial([page], Cleaner(), 0.02).chosen is None
    data = tmp_path / "pages.jsonl"
    data.write_text(f'{{"id": 1, "text": "{notice}", "main_content": "{notice}"}}\n', "utf-8")
    assert main(["calibrate", str(data)]) == 1
    assert "No setting loses 0.02 or less." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--recall", "0.5"], "--recall: this is what calibrate finds"),
        (["--url", "http://example.org"], "--url: the data say this of each page"),
        (["--lost", "2"], "expected a number from 0 to 1"),
    ],
)
def test_what_makes_no_sense_is_refused(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code: object = main(["calibrate", str(SAMPLES), *arguments])
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    assert told in capsys.readouterr().err


def test_pages_without_an_article_to_lose_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "pages.jsonl"
    data.write_text('{"id": 1, "text": "Rain fell.", "with_snippets": ["Rain"]}\n', "utf-8")
    assert main(["calibrate", str(data)]) == 2
    assert "expected pages with their main content or gold spans" in capsys.readouterr().err
