"""What is decided beside the chances: copies, lists behind a heading, headlines that were lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import clean
from cleaner.deciding.evidence import gather
from cleaner.deciding.refine import _with_headlines, _with_titles
from cleaner.deciding.related_lists import with_lists
from cleaner.deciding.texts import decide_texts
from cleaner.labels import ARTICLE, CODES, LABELS, Label
from cleaner.rules.hits import Hits, rule_columns
from cleaner.scoring.features import layout
from cleaner.scoring.headline import with_headlines
from cleaner.scoring.model import Scores
from cleaner.scoring.page_model import PageScores
from cleaner.scoring.page_sequence import LIFT, decide_pages
from cleaner.scoring.sequence import (
    ARTICLE_CODES,
    EXTRACT_LIFT,
    PAGE_LIFT,
    Decision,
    beta_of,
    lifted_cut,
)
from cleaner.segment.blocks import Blocks
from cleaner.segment.text import segment
from cleaner.segment.tokens import tokenize

BODY, HEADING, NAVIGATION, RELATED, SHARE, TITLE = (
    CODES[Label(name)] for name in ("body", "heading", "navigation", "related", "share", "title")
)


def decided(words: list[float], identity: list[int], odds: list[float]) -> list[bool]:
    """Which blocks of one page stay."""
    labels = np.full((len(words), len(LABELS)), 0.01, np.float32)
    labels[:, BODY] = 0.5
    found = decide_pages(
        PageScores(labels, np.array(odds), None),
        np.array(words),
        np.zeros(len(words), np.int32),
        np.arange(len(words)),
        np.array(identity, np.uint32),
        np.zeros(len(words), np.bool_),
    )
    return [LABELS[code] in ARTICLE for code in found.label]


def test_a_long_passage_that_stands_twice_is_kept_once() -> None:
    assert decided([40, 40, 40, 40], [1, 2, 1, 2], [3, 3, 3, 3]) == [True, True, False, False]


def test_of_two_copies_the_likelier_is_kept() -> None:
    assert decided([12, 40, 12, 40], [1, 2, 1, 3], [0.2, 3, 4, 3]) == [False, True, True, True]


def test_a_step_that_a_plan_has_twice_stays() -> None:
    assert decided([40, 12, 40, 12, 40], [1, 2, 3, 2, 4], [3, 3, 3, 3, 3]) == [True] * 5


def test_what_is_in_doubt_goes_beside_much_that_is_sure_and_stays_where_nothing_is() -> None:
    doubted = -0.1
    assert decided([900, 9], [1, 2], [6, doubted]) == [True, False]
    assert decided([60, 9], [1, 2], [6, doubted]) == [True, True]
    assert decided([9, 300], [1, 2], [doubted, -2.4]) == [True, True]


@given(
    blocks=st.lists(st.tuples(st.floats(0, 1), st.floats(0.3, 2000)), min_size=1, max_size=30),
    recall=st.floats(0, 1),
    sure=st.floats(0, 0.5),
)
def test_the_cut_leaves_the_likeliest_and_sinks_as_recall_rises(
    blocks: list[tuple[float, float]], recall: float, sure: float
) -> None:
    chance, words = np.array(blocks).T
    for lift in (LIFT, PAGE_LIFT, EXTRACT_LIFT, PAGE_LIFT.towards(EXTRACT_LIFT, sure)):
        least = lifted_cut(chance, words, beta_of(recall), lift)
        assert 0 < least < 1
        assert least <= lifted_cut(chance, words, beta_of(recall / 2), lift) + 1e-12
        assert least <= max(chance.max(), 1e-4) + 1e-12


@pytest.mark.parametrize(
    ("labels", "scores", "recall", "found"),
    [
        ([NAVIGATION, NAVIGATION, BODY, NAVIGATION], [0.3, 0.4, 0.9, 0.6], 0.5, [1]),
        ([NAVIGATION, NAVIGATION, BODY, NAVIGATION], [0.1, 0.1, 0.9, 0.6], 0.5, []),
        ([NAVIGATION, NAVIGATION, BODY, BODY], [0.3, 0.4, 0.5, 0.6], 0.5, []),
        ([TITLE, NAVIGATION, BODY, BODY], [0.5, 0.4, 0.9, 0.6], 0.5, []),
        ([TITLE, NAVIGATION, BODY, BODY], [0.5, 0.4, 0.9, 0.6], 0.8, [1]),
    ],
    ids=["likeliest", "unlikely", "nothing sure below", "has a title", "more recall"],
)
def test_a_page_without_a_title_has_the_one_its_head_tells(
    labels: list[int], scores: list[float], recall: float, found: list[int]
) -> None:
    decision = Decision.of(np.array(labels), np.array(scores))
    said, text = np.array([True, True, False, True]), np.zeros(4, np.int32)
    now = _with_headlines(decision, said, text, recall)
    assert np.flatnonzero(now.label != decision.label).tolist() == found
    assert all(now.label[found] == TITLE)


def judged(text: str, chance: float) -> list[str]:
    """The lines of a text that stay, if the model gives each this chance of being the article."""
    evidence = gather([text])
    lines = text.splitlines()
    labels = np.zeros((len(lines), len(LABELS)), np.float32)
    labels[:, BODY], labels[:, NAVIGATION] = chance, 1 - chance
    found = decide_texts(evidence, Scores(labels, np.zeros(1)))
    return [line for line, kept in zip(lines, ARTICLE_CODES[found.label], strict=True) if kept]


def test_what_articles_have_too_stays_amid_them_if_the_model_keeps_it() -> None:
    text = "We fit a plank a day.\n21.09.2026\nTen places are left."
    assert judged(text, 0.8) == text.splitlines()


def test_a_date_beside_a_byline_goes_though_the_model_keeps_it() -> None:
    text = "We fit a plank a day.\nBy Ann Lee\nMay 3, 2026\nTen places are left."
    assert judged(text, 0.8) == ["We fit a plank a day.", "Ten places are left."]


@pytest.mark.parametrize(
    ("labels", "scores", "expected"),
    [
        ([BODY] * 4, [0.5, 0.4, 0.9, 0.5], [RELATED, RELATED, BODY, BODY]),
        ([BODY, SHARE, BODY, BODY], [0.5, 0.1, 0.5, 0.5], [RELATED, SHARE, BODY, BODY]),
        ([TITLE, BODY, BODY, BODY], [0.5, 0.5, 0.5, 0.5], [TITLE, BODY, BODY, BODY]),
    ],
    ids=["up to the article", "up to share buttons", "not the headline behind a menu's heading"],
)
def test_what_is_in_doubt_behind_a_related_heading_goes_with_it(
    labels: list[int], scores: list[float], expected: list[int]
) -> None:
    blocks = lined(["More News", "Two roads closed", "Share", "The river rose at night.", "Mill"])
    rules = rule_columns()
    rule = rules.names.index("related.more-of-kind")
    hit = np.zeros(1, np.int64)
    found = with_lists(
        Decision.of(np.array([RELATED, *labels]), np.array([0.1, *scores])),
        blocks,
        layout(blocks).words,
        layout(blocks).prose,
        Hits(hit, hit + rule, blocks.start[:1], blocks.end[:1]),
    )
    assert found.label.tolist() == [RELATED, *expected]


def test_a_list_of_dated_items_goes_to_its_end_below_an_article_only() -> None:
    story = "The city council voted 7 to 2 on Tuesday to build a second bridge over the old river. "
    items = []
    for day, title in enumerate(("Mill Sold To Its Workers", "Rate Stays At Four Percent"), 3):
        items += [title, title, f"April {day}, 2025", story.replace("bridge", "mill").strip()]
    lines = ["Council Approves Bridge", *[story * 2] * 3, "More Example Herald", *items]
    spans = clean("\n\n".join(lines)).spans
    at = next(place for place, span in enumerate(spans) if span.text == "More Example Herald")
    assert [span.kept for span in spans[at:]] == [False] * (len(items) + 1)
    menu = [
        "More Example Herald",
        "Mill Sold To Its Workers",
        "April 3, 2025",
        story * 2,
        story * 2,
    ]
    assert clean("\n\n".join(menu)).text.count("second bridge") == 4


def test_a_list_ends_at_posts_that_are_surely_the_article_and_one_paragraph_before() -> None:
    told = "The city council voted 7 to 2 on Tuesday to build a second bridge over the old river."
    rules, hit = rule_columns(), np.zeros(1, np.int64)
    rule = rules.names.index("related.more-of-kind")

    def kept(lines: list[str], labels: list[int], scores: list[float]) -> list[bool]:
        blocks = lined(lines)
        found = with_lists(
            Decision.of(np.array(labels), np.array(scores)),
            blocks,
            layout(blocks).words,
            layout(blocks).prose,
            Hits(hit + lines.index("More News"), hit + rule, blocks.start[:1], blocks.end[:1]),
        )
        return [bool(label == BODY) for label in found.label]

    lines, labels = ["More News", "Two roads closed", told, told], [RELATED, BODY, BODY, BODY]
    assert kept(lines, labels, [0.1, 0.5, 0.5, 0.9]) == [False, False, True, True]
    assert kept(lines, labels, [0.1, 0.5, 0.5, 0.7]) == [False, False, False, True]
    lines, labels = [*[told] * 6, "More News"], [*[BODY] * 6, RELATED]
    dates = ["Ann Lee", "April 2, 2025", "Rain fell.", "Bo Roe", "April 3, 2025", "Snow fell."]
    labels += [BODY, CODES[Label.DATE], BODY, BODY, CODES[Label.DATE], BODY]
    for score, posts in ((0.7, [False, False]), (0.9, [True, True])):
        row = kept([*lines, *dates], labels, [0.9] * 6 + [0.1] + [0.5, 0.1, score] * 2)
        assert [row[-4], row[-1]] == posts


def test_what_went_with_a_list_says_so_and_nothing_else_does() -> None:
    story = "The city council voted 7 to 2 on Tuesday to build a second bridge over the river."
    teaser = "The school board put off its vote on a stadium after parents filled the hall."
    article = ["Council Approves New Bridge", story, story.replace("second", "third")]
    lines = [*article, "More Example Herald", "Mill Sold", teaser]
    spans = clean("\n\n".join(lines)).spans
    said = {
        span.text: [(r.kind, r.name) for r in span.reasons if r.kind != "feature"] for span in spans
    }
    assert said["Mill Sold"] == [("sequence", "list")]
    assert said["More Example Herald"] == [("rule", "related.more-name")]
    assert said[story] == []
    assert {span.rule for span in spans if span.text == "Mill Sold"} == {"sequence.list"}


def test_a_reason_tells_of_no_step_that_was_not_taken() -> None:
    for recall in (0.2, 0.5, 1.0):
        result = clean("Menu\n\nCouncil news\n\nShort line\n\nRain fell", recall=recall)
        assert all(reason.kind != "sequence" for span in result.spans for reason in span.reasons)


def lined(lines: list[str]) -> Blocks:
    tokens = tokenize(["\n".join(lines)])
    blocks = segment(tokens, np.zeros(tokens.start.size, np.bool_))
    assert len(blocks.line) == len(lines)
    return blocks


MENU = ["Home", "Sport and games", "River floods two roads near old mill", "Weather today"]
STORY = [
    "The river rose by two metres on Monday night and two roads near the mill were closed by it.",
    "Floods like these have not been seen here for twenty years said the keeper of the old lock.",
]


@pytest.mark.parametrize(
    ("named", "expected"), [(None, [2]), (2, [])], ids=["nothing named", "a rule names it"]
)
def test_the_line_that_the_article_speaks_of_is_its_headline(
    named: int | None, expected: list[int]
) -> None:
    blocks = lined(MENU + STORY)
    chances = np.full((6, len(LABELS)), 0.1, np.float32)
    decision = Decision.of(
        np.array([NAVIGATION] * 4 + [BODY] * 2), np.array([0.1] * 4 + [0.95] * 2)
    )
    is_named = np.zeros(6, np.bool_)
    if named is not None:
        is_named[named] = True
    chances[2, TITLE] = 0.3
    found = with_headlines(decision, chances, blocks, layout(blocks).words, is_named)
    assert np.flatnonzero(found.label == TITLE).tolist() == expected


def test_a_headline_that_was_kept_is_enough() -> None:
    blocks = lined(MENU + STORY)
    chances = np.full((6, len(LABELS)), 0.1, np.float32)
    decision = Decision.of(
        np.array([TITLE] + [NAVIGATION] * 3 + [BODY] * 2), np.array([0.9] + [0.1] * 3 + [0.95] * 2)
    )
    found = with_headlines(decision, chances, blocks, layout(blocks).words, np.zeros(6, np.bool_))
    assert found.label.tolist() == decision.label.tolist()


@pytest.mark.parametrize("url", ["https://a.example/b/weather-today.html", None, "http://["])
def test_the_line_that_the_address_tells_is_the_headline(url: str | None) -> None:
    blocks = lined(MENU + STORY)
    chances = np.full((6, len(LABELS)), 0.1, np.float32)
    chances[2, TITLE] = 0.3
    decision = Decision.of(
        np.array([TITLE] + [NAVIGATION] * 3 + [BODY] * 2), np.array([0.9] + [0.1] * 3 + [0.95] * 2)
    )
    is_named = np.zeros(6, np.bool_)
    found = with_headlines(decision, chances, blocks, layout(blocks).words, is_named, [url])
    told = url is not None and url.endswith(".html")
    assert np.flatnonzero(found.label == TITLE).tolist() == ([0, 3] if told else [0])


def test_a_headline_told_by_the_address_says_so() -> None:
    page = "\n".join([*MENU, *STORY])
    for recall in (0.2, 0.5, 0.8):
        result = clean(page, url="https://a.example/n/river-floods-roads-near-mill", recall=recall)
        (span,) = (span for span in result.spans if span.text == MENU[2])
        assert span.kept and span.label == "title"
        assert result == clean(page, url=result.url, recall=recall)


ABROAD = {
    "tr": ("Köprü Ağustosta Açılıyor",
           "Belediye meclisi salı günü nehrin üzerine ikinci bir köprü yapılmasına karar verdi.",
           "Başkan, maliyetin büyük bölümünü devletin karşılayacağını söyledi.",
           "Haberleri kaçırmamak için bildirimlere abone olun"),
    "uk": ("Міст відкриють у серпні",
           "Міська рада у вівторок вирішила збудувати другий міст через річку за два роки.",
           "Мер сказав, що більшу частину коштів дасть держава, а решту збере місто.",
           "Підпишіться на наш телеграм-канал, щоб не пропустити новини"),
}  # fmt: skip


@pytest.mark.parametrize("language", ABROAD)
def test_a_call_in_a_rarer_language_goes_and_the_story_stays(language: str) -> None:
    title, *story, call = ABROAD[language]
    spans = clean("\n\n".join([title, *story, call]), kind="text").spans
    assert [span.text for span in spans if span.kept] == [title, *story]
    assert [(span.text, span.label) for span in spans if not span.kept] == [(call, Label.PROMO)]


def test_a_fragment_without_a_title_is_called_by_its_first_heading_of_the_first_rank() -> None:
    decision = Decision.of(np.array([BODY, HEADING, HEADING, TITLE, HEADING]), np.full(5, 0.9))
    top = np.array([True, True, True, False, True])
    found = _with_titles(decision, top, np.array([0, 0, 0, 1, 1], np.int32))
    assert found.label.tolist() == [BODY, TITLE, HEADING, TITLE, HEADING]


def test_what_stands_between_a_byline_and_a_date_goes_with_them() -> None:
    text = (
        "Easy Lentil Soup\n"
        "By Nora Example on October 3, 2023 | Updated January 4, 2024\n"
        "This soup is what I cook when the week has been long. It takes half an hour and one pot, "
        "and it keeps for three days in the fridge.\n"
        "Heat the oil and soften the onion for five minutes, then add carrots and lentils.\n"
    )
    labels = [(span.text, str(span.label)) for span in clean(text).spans[1:3]]
    assert labels == [
        ("By Nora Example on", "byline"),
        ("October 3, 2023 | Updated January 4, 2024", "date"),
    ]


@pytest.mark.parametrize(
    "pointer",
    [
        "ALSO READ | Ferry service to resume on Sunday",
        "RELATED · Ferry service to resume on Sunday",
        "Lesen Sie auch | Fähre fährt wieder",
        "Read the full report.",
    ],
)
def test_behind_a_pointer_in_one_line_the_article_goes_on(pointer: str) -> None:
    text = (
        "Monsoon covers Kerala four days early, says weather office\n\n"
        "The southwest monsoon reached Kerala on Saturday, four days ahead of its usual date, the "
        "weather office said in Thiruvananthapuram.\n\n"
        "Rain was recorded at fourteen of the sixteen stations that are watched for the onset of "
        "the season, the office said.\n\n"
        f"{pointer}\n\n"
        "Farmers in Palakkad welcomed the news. Sowing of paddy will begin within a week if the "
        "rain holds.\n\n"
        "The state has opened three control rooms. Fishermen were told not to go out to sea.\n\n"
        "Schools will open as planned on Monday, the education minister said.\n"
    )
    kept = clean(text).text
    assert "Farmers" in kept and "Schools" in kept
