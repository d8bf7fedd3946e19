"""Labels by hand: packed and unpacked they are the same, and the file holds nothing else."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.labels import LABELS
from cleaner.training.hand import FILE, LETTERS, packed, unpacked

parts = st.lists(
    st.tuples(st.text("ab é中", min_size=1, max_size=6), st.sampled_from(LABELS)),
    min_size=1, max_size=3,
)  # fmt: skip


@given(st.lists(parts, max_size=6))
def test_what_is_packed_is_unpacked(lines: list[list[tuple[str, str]]]) -> None:
    text, names = "", []
    for line in lines:
        for said, label in line:
            text += said
            names += [label] * len(said)
        text += "\n"
        names.append("")
    spans, at = [], 0
    for match in re.finditer(r"\S(?:[^\n]*\S)?", text):
        at = match.start()
        while at < match.end():
            end = at
            while end < match.end() and names[end] == names[at]:
                end += 1
            said = text[at:end]
            start = at + len(said) - len(said.lstrip())
            if said.strip():
                spans.append((start, start + len(said.strip()), str(names[at])))
            at = end
    again, found = unpacked(packed(text, spans), text)
    by_character = {
        at: label
        for start, end, label in found
        for at in range(start, end)
        if not text[at].isspace()
    }
    assert again == text
    assert by_character == {
        at: label
        for start, end, label in spans
        for at in range(start, end)
        if not text[at].isspace()
    }


def test_labels_of_another_text_are_refused() -> None:
    with pytest.raises(ValueError, match="expected the text that was labelled"):
        unpacked(packed("One\nTwo", [(0, 3, "title"), (4, 7, "body")]), "One\nThree")


@pytest.mark.skipif(not FILE.exists(), reason="stands in the repository only")
def test_the_file_holds_labels_and_no_words() -> None:
    assert dict(zip(LETTERS, map(str, LABELS), strict=True)) == {
        "t": "title", "h": "heading", "b": "body", "y": "byline", "d": "date", "c": "caption",
        "r": "copyright", "l": "related", "p": "promo", "s": "share", "n": "navigation",
        "m": "comments", "i": "bio", "g": "legal", "o": "other",
    }  # fmt: skip
    seen = set()
    for line in FILE.read_text("utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == {"data", "id", "digest", "labels", "parts"}
        assert re.fullmatch(rf"(\d*[{LETTERS}])+", row["labels"])
        assert re.fullmatch(r"[0-9a-f]{10}", row["digest"])
        for number, start, end, letter in row["parts"]:
            assert number >= 0 and 0 <= start < end and letter in LETTERS
        seen.add((row["data"], row["id"]))
    assert len(seen) > 1000
