"""The report in a browser: it opens, shows all of a page, and lets a reader look and correct."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.datasets import read
from cleaner.result import Result
from cleaner.source import decode
from tests.report.conftest import Opened

SAMPLES = Path(__file__).parents[2] / "corpus_samples"

STORY = """<!doctype html><html lang=en><head><title>Rail strike enters second week</title></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>\r
<article><h1>Rail strike enters second week</h1>
<p>Talks between the rail union &amp; the operator broke off 😀 on Sunday night, and commuters in
three counties were told to stay at <b>home</b> for a second week, the council said.</p>
<figure><img src="https://example.org/a.jpg" alt="An empty platform">\
<figcaption>Platform 4. Photo: Jane Doe</figcaption></figure>
<p>The mayor called the offer generous. Nobody from the union would comment on the figure, and \
the operator did not answer questions about the talks, which go on next week in the city.</p>
</article><footer><p>© 2025 Example Herald. All rights reserved.</p></footer></body></html>
"""


@pytest.fixture(scope="module")
def story() -> Result:
    return cleaner.clean(STORY, url="https://example.org/story")


def shown(page: Any, pane: str) -> str:
    """What stands in a pane, all of it drawn."""
    text = page.evaluate(
        "name => { const pane = panes[name]; pane.chunks.forEach(({place}) => pane.draw(place));"
        " return pane.chunks.map((chunk) => chunk.textContent); }",
        pane,
    )
    return "".join(text) if pane == "source" else "\n\n".join(part for part in text if part)


def selected(page: Any, pane: str) -> str:
    marked: list[str] = page.locator(f"#{pane} .selected").all_text_contents()
    return "".join(marked)


def rendered(page: Any) -> Any:
    return page.frame_locator("#rendered iframe")


def until(page: Any, condition: str) -> None:
    """Wait for a condition. `wait_for_function` evaluates a string: our policy forbids that."""
    for _ in range(150):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not within 15 seconds: {condition}")


def downloaded(page: Any, path: Path) -> Path:
    with page.expect_download() as download:
        page.click("#download")
    download.value.save_as(path)
    return path


def place_of(page: Any, text: str) -> tuple[float, float]:
    """Where a text of the rendered page stands in the window."""
    box = rendered(page).get_by_text(text).first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


# It shows the page


@pytest.mark.parametrize(
    "name",
    ["html/news-every-block.html", "html/entities-crlf.html", "html/ar-news.html",
     "text/byline-date-share-glued.txt", "text/ar-khabar.txt"],
)  # fmt: skip
def test_all_of_a_page_is_shown(name: str, open_report: Opened) -> None:
    result = cleaner.clean((SAMPLES / name).read_bytes())
    page = open_report(result)
    assert shown(page, "source") == result.source
    assert shown(page, "text").split() == result.text.split()
    page.check("#dropped")
    said = " ".join(span.text for span in result.spans)
    assert "".join(shown(page, "text").split()) == "".join(said.split())


def test_a_paragraph_stands_apart_in_the_clean_text(open_report: Opened) -> None:
    result = cleaner.clean("One river rose.\n\nTwo roads were closed.\nThree bridges stood.")
    assert shown(open_report(result), "text") == result.text


def test_an_empty_page_is_shown(open_report: Opened) -> None:
    for empty in ("", "<p></p>"):
        page = open_report(cleaner.clean(empty))
        assert "shows no text" in page.inner_text("#panel")
        page.keyboard.press("ArrowDown")


def test_lone_surrogates_and_controls_are_shown(open_report: Opened) -> None:
    source = "A \ud800 lone one.\x00\x1b[2J\u2028Two."
    assert "lone one" in shown(open_report(cleaner.clean(source), "\udc80"), "source")


def test_the_shares_of_the_labels_are_told(story: Result, open_report: Opened) -> None:
    page = open_report(story)
    counts = story.counts()
    for label in cleaner.Label:
        button = page.locator(f"#filter .label-{label}")
        assert button.is_visible() == (label in counts)
    body = round(100 * counts[cleaner.Label.BODY] / sum(counts.values()))
    assert page.inner_text("#filter .label-body .share") == f"{body} %"


def test_right_to_left_lines_begin_at_the_right(open_report: Opened) -> None:
    result = cleaner.clean((SAMPLES / "html/ar-news.html").read_bytes())
    page = open_report(result)
    pane = page.locator("#text").bounding_box()
    for label in ("title", "heading", "body"):
        line = page.locator(f"#text .label-{label}").first.bounding_box()
        assert line["x"] + line["width"] > pane["x"] + pane["width"] * 0.9


# It says why


def test_pointing_at_a_piece_says_what_it_is_and_why(story: Result, open_report: Opened) -> None:
    page = open_report(story)
    notice = story.dropped[-1]
    page.hover(f"#source .label-{notice.label}:has-text('All rights')")
    said = page.inner_text("#panel")
    assert f"score {notice.score:.2f}" in said
    assert "dropped" in said
    for reason in notice.reasons:
        assert reason.name in said
    evidence = [reason for reason in notice.reasons if reason.start is not None]
    assert page.locator("#panel mark").all_text_contents()[0].startswith("©")
    # The evidence is underlined where it stands.
    underlined = page.evaluate("[...CSS.highlights.get('evidence')].map(String)")
    wanted = {story.source[reason.start : reason.end] for reason in evidence}
    assert wanted <= set(underlined)
    page.mouse.move(5, 5)
    assert "Point at a piece" in page.inner_text("#panel")


def test_a_click_shows_the_same_piece_in_the_other_views(
    story: Result, open_report: Opened
) -> None:
    page = open_report(story)
    page.click("#text :text('The mayor called')")
    for pane in ("source", "text"):
        assert selected(page, pane).startswith("The mayor called the offer generous.")
    marked = rendered(page).locator(".selected").all_text_contents()
    assert "".join(marked).startswith("The mayor called the offer generous.")
    page.mouse.click(*place_of(page, "Photo: Jane Doe"))
    assert selected(page, "source") == "Platform 4. Photo: Jane Doe"
    assert "caption" in page.inner_text("#panel h2")
    assert "caption, dropped" in page.inner_text("#said")
    picture = rendered(page).locator("img").first.bounding_box()  # its alternative text
    page.mouse.click(picture["x"] + 5, picture["y"] + 5)
    assert selected(page, "source") == "An empty platform"


def test_pictures_are_marked_by_their_alternative_texts(open_report: Opened) -> None:
    result = cleaner.clean(
        "<h1>A river rose</h1><div><img src=a alt=One></div><div><img alt='Two &quot;&gt; three'>"
        '</div><div><img alt="<b>Four"></div><p>The river rose on Monday night.</p>'
    )
    page = open_report(result)
    for picture in range(3):
        box = rendered(page).locator("img").nth(picture).bounding_box()
        page.mouse.click(box["x"] + 3, box["y"] + 3)
        span = result.spans[picture + 1]
        assert selected(page, "source") == result.source[span.start : span.end]
        assert rendered(page).locator("img").nth(picture).get_attribute("alt") == span.text


def test_the_views_scroll_together(open_report: Opened) -> None:
    result = cleaner.clean((SAMPLES / "html/news-every-block.html").read_bytes())
    page = open_report(result)
    page.hover("#source")
    page.mouse.wheel(0, 7000)
    until(page, "panes.text.box.scrollTop > 100 && rendered.box.scrollTop > 100")
    top, other = page.evaluate("[panes.source.topOffset(), panes.text.topOffset()]")
    nearest = page.evaluate("([a, b]) => Math.abs(placeOf(a) - placeOf(b))", [top, other])
    assert nearest < 25  # dropped pieces are not in the text


def test_the_map_leads_to_the_page(story: Result, open_report: Opened) -> None:
    page = open_report(story)
    box = page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + box["width"] - 4, box["y"] + 20)
    assert "All rights reserved" in selected(page, "source")


# Filter, search, threshold


def test_keys_walk_over_the_pieces_of_a_label(story: Result, open_report: Opened) -> None:
    page = open_report(story)
    page.keyboard.press("ArrowDown")
    assert selected(page, "source").startswith(story.source[story.spans[0].start :][:4])
    page.click("#filter .label-copyright")
    assert page.get_attribute("#filter .label-copyright", "aria-pressed") == "true"
    assert page.locator("#source .off").count() > 0
    page.locator("#source").focus()
    page.keyboard.press("ArrowDown")
    assert "All rights reserved" in selected(page, "source")
    page.keyboard.press("Escape")
    assert selected(page, "source") == ""


def test_keys_select_several_pieces(story: Result, open_report: Opened) -> None:
    page = open_report(story)
    page.click("#source .label-title")
    for key in ("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowUp"):
        page.keyboard.press(key)
    page.keyboard.press("d")
    assert page.inner_text("#corrected") == "2 corrected"
    page.keyboard.press("Control+z")
    assert page.inner_text("#corrected") == ""


def test_words_are_found(story: Result, open_report: Opened) -> None:
    page = open_report(story)
    page.keyboard.press("/")
    page.keyboard.type("the  MAYOR")
    page.keyboard.press("Enter")
    assert page.inner_text("#found") == "1 of 1"
    assert selected(page, "source").startswith("The mayor")
    page.fill("#search", "(no such")
    page.keyboard.press("Enter")
    assert page.inner_text("#found") == "0 of 0"


def test_the_threshold_shows_what_would_change(story: Result, open_report: Opened) -> None:
    page = open_report(story)
    page.locator("#cut").fill("0")
    everything = len(story.dropped)
    until(page, f"find('cut-said').textContent.includes('+{everything} −0')")
    assert page.locator("#source .gained").count() >= everything
    assert "All rights reserved" in page.inner_text("#text")
    lost = sum(span.score < 1 for span in story.kept)
    page.locator("#cut").fill("1")
    until(page, f"find('cut-said').textContent.includes('−{lost}')")
    page.click("#cut-off")
    assert page.inner_text("#cut-said") == "as cleaned"
    assert page.locator(".gained, .lost").count() == 0


# Correcting


def test_what_is_downloaded_are_the_spans(
    story: Result, open_report: Opened, tmp_path: Path
) -> None:
    page = open_report(story, "news/1")
    file = downloaded(page, tmp_path / "gold.jsonl")
    (record,) = read(file)
    assert (record.id, record.source, record.kind) == ("news/1", story.source, "html")
    assert record.url == "https://example.org/story"
    assert record.spans == tuple((span.start, span.end, span.label) for span in story.spans)


def test_a_letter_corrects_the_label(story: Result, open_report: Opened, tmp_path: Path) -> None:
    page = open_report(story)
    page.click("#text :text('The mayor called')")
    page.keyboard.press("p")
    assert "promo" in page.inner_text("#panel h2")
    assert "found as body" in page.inner_text("#panel")
    assert page.inner_text("#corrected") == "1 corrected"
    (record,) = read(downloaded(page, tmp_path / "gold.jsonl"))
    mayor = next(span for span in story.kept if span.text.startswith("The mayor"))
    expected = [
        (span.start, span.end, cleaner.Label.PROMO if span == mayor else span.label)
        for span in story.spans
    ]
    assert list(record.spans or ()) == expected
    page.keyboard.press("u")
    assert page.inner_text("#corrected") == ""
    (record,) = read(downloaded(page, tmp_path / "undone.jsonl"))
    assert record.spans == tuple((span.start, span.end, span.label) for span in story.spans)
    page.keyboard.press("Shift+U")
    assert page.inner_text("#corrected") == "1 corrected"
    downloaded(page, tmp_path / "again.jsonl")


SELECT = """([pane, words]) => {
  const walker = document.createTreeWalker(document.getElementById(pane), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    document.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
    return true;
  }
  return false;
}"""


@pytest.mark.parametrize(
    ("pane", "words", "wanted"),
    [
        ("source", "commuters in\nthree counties", "commuters in\nthree counties"),
        ("text", "union & the operator", "union &amp; the operator"),  # an entity
        ("text", "😀 on Sunday", "😀 on Sunday"),  # an astral character
        ("text", "stay at home for", "stay at <b>home</b> for"),  # a tag in between
        ("source", "amp; the", "&amp; the"),  # half an entity is all of it
        ("source", " at <b>ho", "at <b>ho"),
        ("source", "b>home</b", "<b>home</b>"),  # and half a tag
    ],
)
def test_selected_words_are_cut_out(
    pane: str, words: str, wanted: str, story: Result, open_report: Opened, tmp_path: Path
) -> None:
    page = open_report(story)
    assert page.evaluate(SELECT, [pane, words])
    page.keyboard.press("c")
    (record,) = read(downloaded(page, tmp_path / "gold.jsonl"))
    before = {(span.start, span.end, span.label) for span in story.spans}
    new = sorted(set(record.spans or ()) - before)
    (caption,) = [span for span in new if span.label == "caption"]
    assert STORY[caption.start : caption.end] == wanted
    # The rest of the paragraph is still body, and nothing else changed.
    (paragraph,) = before - set(record.spans or ())
    assert {span.label for span in new} == {cleaner.Label.BODY, cleaner.Label.CAPTION}
    assert (new[0].start, new[-1].end) == paragraph[:2]
    assert not any(STORY[left.end : right.start].strip() for left, right in pairwise(new))
    page.click("#undo")
    (record,) = read(downloaded(page, tmp_path / "undone.jsonl"))
    assert set(record.spans or ()) == before


def test_a_selection_over_several_pieces_labels_them_all(
    story: Result, open_report: Opened, tmp_path: Path
) -> None:
    page = open_report(story)
    page.locator("#text").focus()
    page.evaluate(
        "() => { getSelection().selectAllChildren(panes.text.box);"
        " document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true })); }"
    )
    page.keyboard.press("o")
    (record,) = read(downloaded(page, tmp_path / "gold.jsonl"))
    kept = [(span.start, span.end) for span in story.kept]
    labels = {span.label for span in record.spans or () if span[:2] in kept}
    assert labels == {cleaner.Label.OTHER}


def test_letters_typed_into_a_field_label_nothing(story: Result, open_report: Opened) -> None:
    page = open_report(story)
    page.keyboard.press("ArrowDown")
    page.click("#search")
    page.keyboard.type("pcb")
    assert page.inner_text("#corrected") == ""


def test_a_text_corrected_goes_into_a_data_set(open_report: Opened, tmp_path: Path) -> None:
    source = "\ufeffOne 😀 river rose.\r\n\r\nPhoto: Jane Doe\r\n\r\nTwo roads\u2028were closed."
    result = cleaner.clean(source, kind="text")
    page = open_report(result, "text 1")
    assert page.evaluate(SELECT, ["text", "river rose"])
    page.click("#labelling .label-date")
    (record,) = read(downloaded(page, tmp_path / "gold.jsonl"))
    assert (record.id, record.kind, record.source) == ("text 1", "text", result.source)
    dates = [span for span in record.spans or () if span.label == "date"]
    assert [result.source[span.start : span.end] for span in dates] == ["river rose"]


# Large pages


def test_twenty_megabytes_are_shown_and_corrected(open_report: Opened, tmp_path: Path) -> None:
    line = "The river rose by two metres on Monday night, and two roads were closed to traffic.\n\n"
    source = line * (20_000_000 // len(line))
    starts = range(0, len(source), len(line))
    result = Result(
        source=decode(source),
        starts=list(starts),
        ends=[start + len(line) - 2 for start in starts],
        labels=[2, 8] * (len(starts) // 2) + [2] * (len(starts) % 2),
        scores=[0.9, 0.1] * (len(starts) // 2) + [0.9] * (len(starts) % 2),
        kept=[True, False] * (len(starts) // 2) + [True] * (len(starts) % 2),
    )
    page = open_report(result)
    assert page.evaluate("document.querySelectorAll('#source [data-piece]').length") < 3_000
    page.evaluate("select(spans.at(-1))")
    page.wait_for_selector("#source .selected")
    page.keyboard.press("r")
    page.locator("#cut").fill("0")
    until(page, "find('cut-said').textContent.startsWith('0.00')")
    assert page.evaluate("document.querySelectorAll('#source [data-piece]').length") < 30_000
    file = downloaded(page, tmp_path / "gold.jsonl")
    (record,) = read(file)
    assert record.spans is not None
    assert (len(record.spans), record.spans[-1].label) == (len(starts), cleaner.Label.COPYRIGHT)


def test_a_single_line_of_two_megabytes_is_shown(open_report: Opened) -> None:
    for source, kind in (("rain " * 400_000, "text"), (f"<p>{'rain ' * 400_000}</p>", "html")):
        result = Result(
            source=decode(source),
            starts=[source.index("rain")],
            ends=[source.rindex("rain") + 4],
            labels=[2],
            scores=[1],
            kept=[True],
            kind=kind,
        )
        page = open_report(result)
        page.click("#source .span >> nth=0")
        assert "1 of 1 span" in page.inner_text("#panel")


def test_the_report_of_a_page_of_100_kb_is_small(story: Result) -> None:
    pytest.importorskip("jinja2")
    part = STORY[STORY.index("<nav") : STORY.index("</body")]
    page = STORY.replace(part, part * (100_000 // len(part)))
    report = cleaner.clean(page).to_report()
    assert len(report.encode()) < 600_000
    assert "://" not in report.split("<script id=")[0].replace("https://example.org/story", "")


# For everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(scheme: str, story: Result, open_report: Opened) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe")
    page = open_report(story, color_scheme=scheme)
    page.check("#dropped")
    for step in ("document.title", "select(spans.at(-1))", "tryCut(1)", "keys['?']()"):
        page.evaluate(step)
        page.wait_for_timeout(200)  # until colours have changed
        found = axe.Axe().run(page, options={"iframes": False}).response["violations"]
        said = [(v["id"], v["impact"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]
        assert said == [], json.dumps(said, indent=1)


def test_all_of_the_text_is_printed(open_report: Opened) -> None:
    result = cleaner.clean("\n\n".join(f"The river rose {i} metres on Monday." for i in range(900)))
    page = open_report(result)
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.inner_text("#text").split() == result.text.split()
    assert not page.is_visible("#source")
    assert not page.is_visible("aside")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(27, 27, 27)"  # on paper, whatever the screen is
