"""Fitting to one's own pages: from a folder of samples to weights that `Cleaner` reads."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the extra 'train'")

from cleaner import Cleaner
from cleaner.cli import main
from cleaner.datasets import Page, page_of, read
from cleaner.scoring.stored import read_weights
from cleaner.training.adapt import adapt_lexicon
from cleaner.training.own import as_text, own_example, own_examples
from cleaner.training.train import Plan, TooFewPagesError, fit_kind, fold_of

SAMPLES: Final = Path(__file__).parents[2] / "corpus_samples"


def silent(line: str) -> None:
    """Report to nobody."""


def test_gold_spans_of_html_stand_in_its_text() -> None:
    source = "<nav>Menu</nav><p>One &amp; <b>two</b> three</p>"
    page = page_of({"id": 1, "html": source, "spans": [[5, 9, "navigation"], [18, 44, "body"]]})
    text = as_text(page)
    assert [(text.source[s.start : s.end], s.label.value) for s in text.spans or ()] == [
        ("Menu", "navigation"),
        ("One & two three", "body"),
    ]


def test_a_page_with_main_content_gives_views_and_an_html_example() -> None:
    html = "<nav><a href=/>Home</a></nav><p>The river rose on Monday night, the mayor said.</p>"
    page = Page("1", html, "html", main_content="The river rose on Monday night, the mayor said.")
    own = own_example(page)
    assert own.html is not None
    assert {example.view for example in own.texts} >= {"lines", "glued", "nodes"}
    assert own_example(page, with_views=False).texts == ()


def test_snippets_alone_say_what_they_say() -> None:
    page = Page(
        "1", "Rain fell.\n\nUnknown words here.\n\nSign up now", "text",
        with_snippets=("Rain fell",), without_snippets=("Sign up now",),
    )  # fmt: skip
    (example,) = own_example(page).texts
    article, everything = 0b111, (1 << 15) - 1
    assert example.allowed.tolist() == [article, everything, everything & ~article]


def test_adapting_is_repeatable_and_its_weights_are_used(tmp_path: Path) -> None:
    samples = str(SAMPLES / "html")
    for name in ("one", "two"):
        output = str(tmp_path / name)
        assert main(["train", samples, "-o", output, "--folds", "2", "--seed", "3"]) == 0
    first, second = (dict(np.load(tmp_path / name / "html.npz")) for name in ("one", "two"))
    assert first.keys() == second.keys()
    assert all(np.array_equal(first[key], second[key]) for key in first)
    card = json.loads((tmp_path / "one" / "html.json").read_text("utf-8"))
    figures = card["cross-validation"]["figures"]
    assert card["pages"] == figures["after"]["pages"] == len(list(read(SAMPLES / "html")))
    assert figures["gain"]["low"] <= figures["gain"]["value"] <= figures["gain"]["high"]
    page = next(read(SAMPLES / "html"))
    plain, adapted = Cleaner(), Cleaner(model=str(tmp_path / "one"))
    old, new = plain.clean(page.source, "html"), adapted.clean(page.source, "html")
    assert [span.score for span in old.spans] != [span.score for span in new.spans]


def test_the_lexicon_learns_the_names_of_a_site() -> None:
    html = "<div class=zorkmid-main><p>{0}</p></div><div class=zorkmid-side><p>{1}</p></div>"
    pages = [
        Page(
            str(number),
            html.format(
                f"The council met on day {number} and voted for the bridge, the mayor said. " * 4,
                f"Offer number {number}: a subscription for the price of a coffee, every day. " * 4,
            ),
            "html",
            main_content=f"The council met on day {number} and voted for the bridge, "
            "the mayor said. " * 4,
        )
        for number in range(6)
    ]
    examples = [own.html for own in own_examples(pages, with_views=False) if own.html]
    start = read_weights("html", None)
    more = adapt_lexicon(start, examples)
    assert more["lexicon_steps"].size > start["lexicon_steps"].size


def test_too_little_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "few.jsonl"
    data.write_text('{"id": 1, "text": "Rain fell.", "main_content": "Rain fell."}\n', "utf-8")
    command = ["train", str(data), "-o", str(tmp_path / "out"), "--no-measure"]
    assert main(command) == 2
    assert (
        capsys.readouterr()
        .err.strip()
        .endswith("cleaner: expected at least 8 pages of kind text, got 1")
    )
    assert not (tmp_path / "out").exists()
    with pytest.raises(TooFewPagesError, match="40 sites"):
        fit_kind(
            list(own_examples(islice(read(SAMPLES / "text"), 10))),
            "text",
            Plan(adapt=False),
            silent,
        )


def test_pages_of_a_site_share_a_fold_where_new_sites_are_meant() -> None:
    pages = [
        Page(str(n), "Rain fell.", "text", site="example.org", main_content="Rain fell.")
        for n in range(20)
    ]
    own = list(own_examples(pages))
    assert len({fold_of(one, Plan(adapt=False)) for one in own}) == 1
    assert len({fold_of(one, Plan(adapt=True)) for one in own}) > 1
