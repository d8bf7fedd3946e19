"""A limit gives a beginning of the page, marked as such, and everything else still holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, Result
from cleaner.cli import main
from cleaner.reading import limits
from cleaner.reading.limits import PROBE, characters_within

PARAGRAPH = "The river rose on Monday night, and two roads in the north of the town were closed. "
PAGES = st.text(st.sampled_from("ab<>p/& \nüß😀"), max_size=80)


@settings(deadline=None)
@given(PAGES, st.integers(1, 40), st.sampled_from(["text", "html"]))
def test_a_beginning_is_cleaned_as_a_page_of_its_own(text: str, limit: int, kind: Any) -> None:
    page = f"<p>{text}" if kind == "html" else text
    result = Cleaner(max_chars=limit).clean(page, kind)
    assert result.is_partial == (len(page) > limit)
    assert page.startswith(result.source)
    assert len(result.source) <= limit or not result.is_partial
    alone = Cleaner().clean(result.source, kind)
    assert [(s.start, s.end, s.label) for s in result.spans] == [
        (s.start, s.end, s.label) for s in alone.spans
    ]
    assert Result.from_dict(page, result.to_dict()) == result


@settings(deadline=None)
@given(PAGES, st.integers(1, 40), st.sampled_from(["utf-8", "utf-16", "shift_jis", "iso-2022-jp"]))
def test_bytes_are_counted_in_the_bytes_that_came_in(text: str, limit: int, encoding: str) -> None:
    raw = text.encode(encoding, "replace")
    result = Cleaner(max_chars=limit, encoding=encoding).clean(raw, "text")
    try:
        places = result.offsets("bytes")
    except ValueError:
        assert encoding == "iso-2022-jp"
        return
    whole = Cleaner(encoding=encoding).clean(raw, "text").decoded
    for (start, end), span in zip(places, result.spans, strict=True):
        assert whole.from_unit([start, end], "bytes").tolist() == [span.start, span.end]


def test_words_and_tags_stay_whole() -> None:
    assert Cleaner(max_chars=30).clean(PARAGRAPH).source == "The river rose on Monday "
    assert Cleaner(max_chars=12).clean("<p>One</p><p class=x>Two").source == "<p>One</p>"


def test_a_limit_in_seconds_reads_a_beginning() -> None:
    page = PARAGRAPH * 20_000
    assert Cleaner(max_seconds=1e-6).clean(page).is_partial
    for seconds in (3600.0, 1e308, float("inf")):
        assert not Cleaner(max_seconds=seconds).clean(PARAGRAPH * 2_000).is_partial
    tried: list[int] = []
    assert characters_within(page[:PROBE], None, 1e-6, lambda text: tried.append(1)) == PROBE
    assert not tried  # a short page needs no trial


def test_what_a_process_does_once_is_not_the_pages_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 2.0, 2.0, 2.05])  # the first probe loads what the second finds loaded
    monkeypatch.setattr(limits, "perf_counter", lambda: next(clock))
    page = "x" * (20 * PROBE)
    assert characters_within(page, None, 1.0, len) == pytest.approx(12 * PROBE, abs=1)
    clock = iter([0.0, 0.01])  # where all can be read, one probe does
    assert characters_within(page, None, 1.0, len) == len(page)


@pytest.mark.parametrize("name", ["max_chars", "max_seconds"])
def test_what_is_no_limit_is_refused(name: str) -> None:
    settings: dict[str, Any] = {name: 0}
    with pytest.raises(ValueError, match=f"{name}: expected more than 0, got 0"):
        Cleaner(**settings)
    with pytest.raises(TypeError, match=f"{name}: expected a number, got str"):
        Cleaner(**{**settings, name: "9"})


def test_the_command_says_that_it_read_a_beginning(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PARAGRAPH * 3, "utf-8")
    assert main(["clean", "--max-chars", "90", str(page)]) == 0
    written = capsys.readouterr()
    assert written.out.strip() == PARAGRAPH.strip() + " The"
    assert written.err == f"cleaner: {page}: read 88 of {3 * len(PARAGRAPH)} characters\n"
