"""What holds of every result, whatever the page was: asserted for a text and for HTML."""

from __future__ import annotations

import html
from bisect import bisect_right

import cleaner
from cleaner import Cleaner, Label, Result

EVERYTHING = Cleaner(keep=set(Label))
ORDINARY = "The river rose on Monday night.\n\n© 2024 Example Ltd. All rights reserved."
LOOSE = "(Rain in May"
"""Ends in the middle of a sentence, so that what begins the next text must not go on with it."""
ORDINARY_HTML = f"<h1>A bridge</h1><p>{ORDINARY}</p><footer>© 2024 Us</footer>"


def check_text(page: str | bytes, result: Result) -> None:
    """Spans and white space tile the text, and the clean text maps to it and back."""
    source = result.source
    done = 0
    for span in result.spans:
        assert not source[done : span.start].strip(), "a gap between spans says something"
        assert span.start < span.end
        assert source[span.start : span.end] == span.text == span.text.strip()
        assert 0 <= span.score <= 1
        done = span.end
    assert not source[done:].strip(), "text behind the last span"
    text = result.text
    for offset, character in enumerate(text):
        place = result.to_source(offset)
        if character != " " or source[place : place + 1] == character:
            assert source[place] == character
            assert result.to_text(place) == offset
    for span in result.spans:
        at = result.to_text(span.start)
        if span.kept:
            assert at is not None and text[at : at + len(span.text)] == span.text
        else:
            assert at is None and result.to_text(span.end - 1) is None
    check_alone_and_together(page, result, ORDINARY)


def check_html(page: str | bytes, result: Result) -> None:
    """Every visible character is in one span; a span says what its slice says."""
    source, visible = result.source, result.visible
    assert visible is not None
    markup = visible.markup
    starts = [span.start for span in result.spans]
    done = 0
    for span in result.spans:
        assert done <= span.start < span.end <= len(source)
        assert 0 <= span.score <= 1
        done = span.end
    alternatives = set(zip(markup.alt_start, markup.alt_end, strict=True))
    said: dict[int, list[str]] = {}
    ends = [*markup.run_text, len(markup.text)][1:]
    runs = zip(markup.run_text, ends, markup.run_source, markup.run_length, strict=True)
    for low, high, place, length in runs:
        text, written = markup.text[low:high], source[place : place + length]
        if not length:
            assert text in ("\n", "\n\n", " ")
            continue
        if len(text) != length or written[0] == "&" < written[1:]:
            named = html.unescape(written)  # nothing for controls, which browsers take as they are
            assert text == " " or _folded(named) in ("", _folded(text)), (written, text)
        else:
            assert _folded(text) == _folded(written), "a run says what the source does not"
        whole = len(text) != length
        for at, character in enumerate(text):
            if character.isspace():
                continue
            begin = place if whole else place + at
            end = place + length if whole else begin + 1
            owner = bisect_right(starts, begin) - 1
            assert owner >= 0 and end <= result.spans[owner].end, "a visible character in no span"
            said.setdefault(owner, []).append(character)
    for number, span in enumerate(result.spans):
        if (span.start, span.end) not in alternatives:
            assert "".join(said.get(number, ())) == "".join(span.text.split())
    kept = "".join("".join(span.text.split()) for span in result.kept)
    assert "".join(result.text.split()) == kept, "the clean text is not what was kept"
    check_alone_and_together(page, result, ORDINARY_HTML)


def check_alone_and_together(page: str | bytes, result: Result, other: str) -> None:
    """The same result between other pages, to the last bit."""
    kind = "html" if result.kind == "html" else "text"
    batch = [other, page, LOOSE, page, other]
    for together in list(cleaner.Cleaner().clean_batch(batch, kind))[1::2]:  # type: ignore[arg-type]
        assert together == result
        assert together.columns.scores.tobytes() == result.columns.scores.tobytes()
        assert together.text == result.text


def _folded(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)
