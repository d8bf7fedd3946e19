"""The evaluator on pages whose scores are known, and what it makes of peers."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from cleaner import Cleaner
from cleaner.datasets import LabelledSpan, Page
from cleaner.evaluation.evaluate import OURS, WORST, evaluate
from cleaner.evaluation.peers import PEERS, peers
from cleaner.evaluation.summary import summary
from cleaner.evaluation.table import extractor_rows, print_table
from cleaner.labels import LABELS, Label

ALL = Cleaner(keep=LABELS)
NOTHING = Cleaner(keep=())
ARTICLE = "Rain fell all day on Monday."
SOURCE = f"<html><body><nav>Home News</nav><p>{ARTICLE}</p></body></html>"
BY_TEXT = Page("text", SOURCE, "html", type="news", main_content=ARTICLE)
BY_SPANS = Page(
    "spans",
    SOURCE,
    "html",
    type="forum",
    spans=(
        LabelledSpan(SOURCE.index("Home"), SOURCE.index("</nav>"), Label.NAVIGATION),
        LabelledSpan(SOURCE.index("Rain"), SOURCE.index("</p>"), Label.BODY),
    ),
)
BY_SNIPPETS = Page(
    "snippets", SOURCE, "html", with_snippets=("all day", "Tuesday"), without_snippets=("Home",)
)
PAGES = [("mine", page) for page in (BY_TEXT, BY_SPANS, BY_SNIPPETS)]


def failing(html: str) -> str:
    raise RuntimeError(html)


def test_keeping_everything_has_known_scores() -> None:
    rows = evaluate(PAGES, ALL).rows
    text, snippets = (rows[place].scores[OURS] for place in (0, 2))
    assert list(text.words or ()) == pytest.approx([12 / 14, 6 / 8, 1])
    assert list(text.shingles or ()) == pytest.approx([3 / 5, 2 / 5, 0])
    assert list(text.rouge or ()) == pytest.approx([12 / 14, 6 / 8, 1])
    assert snippets.snippets == (1, 1, 1)
    assert snippets.words is None


def test_keeping_nothing_has_known_scores() -> None:
    rows = evaluate(PAGES, NOTHING).rows
    assert rows[0].scores[OURS].words == (0, 0, 0)
    assert rows[0].scores[OURS].is_empty
    assert rows[2].scores[OURS].snippets == (0, 2, 0)


def test_gold_spans_tell_the_text_and_the_labels() -> None:
    row = evaluate(PAGES, Cleaner()).rows[1]
    assert row.scores[OURS].words == (1, 1, 1)
    assert row.table is not None
    assert row.table.sum() == 8
    assert row.pieces == (1, 1, 1, 1)


def test_what_is_kept_is_what_should_be_kept() -> None:
    # With all labels kept, there is nothing to drop, and the whole page is the reference.
    figures = summary(evaluate([("mine", BY_SPANS)], ALL))
    assert figures["extractors"][OURS]["word_f1"]["value"] == 1
    assert figures["labels"]["found"] == {}


def test_pieces_kept_by_force_count_as_kept() -> None:
    forced = Cleaner(force_keep=["Home News"])
    row = evaluate([("mine", BY_SPANS)], forced).rows[0]
    assert list(row.scores[OURS].words or ()) == pytest.approx([12 / 14, 6 / 8, 1])
    assert row.pieces == (1, 0, 0, 0)


def test_peers_are_scored_like_ours_and_a_failing_one_is_told() -> None:
    beside = {"perfect": lambda html: ARTICLE, "empty": lambda html: "", "failing": failing}
    pages = [PAGES[0], PAGES[0], PAGES[2]]
    evaluation = evaluate(pages, ALL, beside, missing={"absent": "not installed"})
    figures = summary(evaluation)
    found = figures["extractors"]
    assert list(found) == [OURS, "perfect", "empty", "failing"]
    assert found["perfect"]["word_f1"]["value"] == 1
    assert found["empty"]["word_f1"]["value"] == found["failing"]["word_f1"]["value"] == 0
    assert [found[name]["failed"] for name in found] == [0, 0, 0, 3]
    assert figures["missing"] == {"absent": "not installed"}
    # By words .857 against 1 on two pages; by snippets 2/4 against 2/3 on the third.
    behind = (2 * (12 / 14 - 1) + 0.5 - 2 / 3) / 3
    assert found["perfect"]["behind_ours"]["value"] == pytest.approx(behind, abs=1e-4)


def test_peers_do_not_read_texts() -> None:
    page = Page("1", ARTICLE, "text", main_content=ARTICLE)
    evaluation = evaluate([("mine", page)], Cleaner(), {"failing": failing})
    assert list(evaluation.rows[0].scores) == [OURS]
    assert summary(evaluation)["extractors"]["failing"]["pages"] == 0


def test_every_extractor_runs_on_a_page_before_the_next_page_comes() -> None:
    seen: list[tuple[str, str]] = []
    sources = [f"<html><p>Page {number}" for number in range(3)]
    pages = [("mine", Page(html[-1], html, "html", main_content="")) for html in sources]

    def note(name: str) -> Callable[[str], str]:
        def extract(html: str) -> str:
            seen.append((name, html))
            return ""

        return extract

    evaluate(pages, Cleaner(), {"a": note("a"), "b": note("b")})
    timed = seen[6:]  # the first six warm up
    assert [html for _, html in timed] == sorted(html for _, html in timed)
    assert {name for name, _ in timed[:2]} == {"a", "b"}


def test_each_page_can_have_its_cleaner() -> None:
    rows = evaluate(PAGES, lambda page: ALL if page.id == "text" else Cleaner()).rows
    assert [row.scores[OURS].words and row.scores[OURS].words.recall for row in rows] == [
        1,
        1,
        None,
    ]
    assert rows[0].scores[OURS].words is not None
    assert rows[0].scores[OURS].words.precision == 6 / 8


def test_the_worst_pages_are_the_worst_and_no_more_are_kept() -> None:
    pages = [
        ("mine", Page(str(n), SOURCE, "html", main_content=" ".join(ARTICLE.split()[: 1 + n % 6])))
        for n in range(60)
    ]
    evaluation = evaluate(pages, Cleaner())
    scores = [row.scores[OURS].main or 0 for row in evaluation.rows]
    worst = [entry.row.scores[OURS].main or 0 for entry in evaluation.worst]
    assert len(worst) == WORST
    assert worst == sorted(scores)[:WORST]


def test_pages_without_an_article() -> None:
    pages = [
        ("mine", Page(str(n), SOURCE, "html", main_content=gold))
        for n, gold in enumerate(["", ARTICLE])
    ]
    figures = summary(evaluate(pages, NOTHING))["extractors"][OURS]
    assert figures["without_article"] == {"pages": 1, "left_empty": 1}
    assert figures["content_lost"]["value"] == 1  # of the page that has one
    assert figures["word_f1"]["value"] == 0


def test_figures_are_json_by_group_and_of_means() -> None:
    figures = summary(evaluate(PAGES, ALL))
    assert json.loads(json.dumps(figures, allow_nan=False)) == figures
    assert figures["groups"] == {"forum": 1, "news": 1, "unknown": 1}
    own = figures["extractors"][OURS]
    assert own["word_precision"]["value"] == pytest.approx((6 / 8 + 1) / 2)
    assert own["groups"]["news"]["f1"]["value"] == pytest.approx(12 / 14, abs=1e-4)
    assert own["groups"]["unknown"]["f1"]["value"] == pytest.approx(0.5)
    assert own["snippets"] == {"found": 1, "missed": 1, "left_in": 1}
    assert sum(entry["spans"] for entry in figures["calibration"]["bins"]) == 4
    assert all(math.isfinite(row["characters"]) for row in figures["rows"])


def test_nothing_measured_is_nothing_shown(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    print_table(Console(width=100), summary(evaluate([], Cleaner())))
    assert capsys.readouterr().out.split() == ["0", "pages", "extractor", "pages", "cleaner", "0"]


def test_the_table_shows_what_there_is() -> None:
    rows = extractor_rows(summary(evaluate([("mine", BY_SNIPPETS)], ALL)), intervals=False)
    assert rows[0] == ["extractor", "pages", "snippets", "CPU ms"]
    assert rows[1][:3] == [OURS, "1", "0.500"]


@pytest.mark.parametrize("name", PEERS)
def test_peers_run(name: str) -> None:
    found, missing = peers([name])
    if missing:
        pytest.skip(missing[name])
    sentence = (
        "It was the {n}th day of the flood, and it was all that they had to say about it to us "
        "and to the others who were there with them. When they had said it, they went out of the "
        "house and did not come back, for it was the last of the houses that were still standing."
    )
    body = "".join(f"<p>{sentence.format(n=n)}</p>" for n in range(20))
    text = found[name](f"<html><body><nav>Home</nav><article>{body}</article></body></html>")
    assert "the 3th day of the flood" in text


class Reader(HTMLParser):
    """Gathers ids, addresses and texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.addresses: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            if name in ("href", "src"):
                self.addresses.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_report_holds_all_it_needs_and_escapes_what_it_shows() -> None:
    pytest.importorskip("jinja2")
    from cleaner.evaluation.report import report

    name = "<script>alert(1)</script>"
    odd = Page(name, SOURCE, "html", type=name, url='" onload="x', main_content="&lt;b&gt; Rain")
    evaluation = evaluate([*PAGES, (name, odd)], ALL, {"failing": failing}, missing={"x": name})
    page = Reader(report(evaluation, summary(evaluation), name))
    assert "script" not in page.tags
    assert {address.removeprefix("#") for address in page.addresses} == {
        f"page-{n}" for n in range(1, 4)
    }
    assert page.ids >= {address.removeprefix("#") for address in page.addresses}
    assert page.text.count(name) >= 5
    assert "failing failed on 4 pages" in page.text
    assert "Home News" in page.text
    assert "svg" in page.tags


def test_the_report_of_nothing() -> None:
    pytest.importorskip("jinja2")
    from cleaner.evaluation.report import report

    evaluation = evaluate([], Cleaner())
    assert "0 pages" in Reader(report(evaluation, summary(evaluation))).text
