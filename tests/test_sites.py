"""What repeats across a site's pages: the memory as a value, and what it does to a page."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import Cleaner, Result, SiteMemory, sites
from cleaner.cli import main
from cleaner.evaluation.metrics import word_score
from cleaner.segment.tokens import tokenize
from cleaner.sites import learn
from cleaner.sites.index import Recurrence
from cleaner.sites.sketch import LINES, line_columns
from tests.site_pages import BOX, NOTE, POEM, Made, made

SITE = [made(number) for number in range(200)]

lines = st.sampled_from(
    ["Home", "News of 3 May", "More stories", "One.", "Two.", "Three.", "12", ""]
)
pages = st.lists(st.lists(lines, max_size=6).map("\n".join), max_size=8)
promise = settings(max_examples=100, deadline=None)


def recurrence(memory: SiteMemory, page: str) -> Recurrence:
    found = line_columns(tokenize([page]))
    return memory.index.recurrence(found, slice(0, found.hash.size))


def scores(result: Result) -> bytes:
    return result.columns.scores.tobytes() + result.columns.labels.tobytes()


# A value


@given(pages, pages, pages)
@promise
def test_memories_join_in_any_order(a: list[str], b: list[str], c: list[str]) -> None:
    with mock.patch.object(sites, "PAGES", 5), mock.patch.object(sites, "TEXTS", 2):
        first, second, third = (SiteMemory.of(part) for part in (a, b, c))
        assert first | second == second | first
        assert (first | second) | third == first | (second | third)
        assert first | first == first == first | SiteMemory()
        together = SiteMemory.of([*c, *a, *b])
        assert together == first | second | third
        assert hash(together) == hash(first | second | third)
        assert len(together.sketches) <= 5


@given(pages)
@promise
def test_a_file_gives_back_the_memory(some: list[str]) -> None:
    memory = SiteMemory.of(some)
    assert SiteMemory.from_dict(json.loads(json.dumps(memory.to_dict()))) == memory
    assert pickle.loads(pickle.dumps(memory)) == memory


@given(pages, st.lists(lines, min_size=1, max_size=6).map("\n".join))
@promise
def test_counts_fit_one_another(some: list[str], page: str) -> None:
    others = {SiteMemory.of([other]) for other in some} - {SiteMemory.of([page]), SiteMemory()}
    seen = recurrence(SiteMemory.of([*some, page, page]), page)
    assert (seen.between <= seen.beside).all()
    assert (seen.beside <= seen.anywhere).all()
    assert (seen.anywhere <= seen.pages).all()
    assert (seen.pages <= len(others)).all()


@given(st.sets(st.integers(0, 60), min_size=2, max_size=20), st.integers(0, 60))
@promise
def test_a_page_is_no_evidence_for_itself(others: set[int], number: int) -> None:
    page = SITE[number].text
    without = [SITE[other].text for other in sorted(others - {number})]
    within = recurrence(SiteMemory.of([*without, page, page]), page)
    for one, other in zip(within, recurrence(SiteMemory.of(without), page), strict=True):
        assert one.tolist() == other.tolist()


def test_its_size_is_bounded_and_its_counts_are_those_of_a_sample() -> None:
    texts = [
        f"The Paper\n{page.text}\n{'Odd' if k % 4 else 'Fourth'} day" for k, page in enumerate(SITE)
    ]
    memory = SiteMemory.of(texts)
    assert len(memory.sketches) == sites.PAGES
    assert memory.pages == pytest.approx(200, rel=0.25)
    assert len(json.dumps(memory.to_dict())) < 200_000
    found = {block.text: block.pages / block.of for block in memory.blocks()}
    assert found["The Paper"] == 1
    assert found["Fourth day"] == pytest.approx(0.25, abs=0.13)


def test_long_pages_are_asked_only_for_what_they_can_tell() -> None:
    shared = [f"shared {'x' * k} line" for k in range(1, 1500)]
    long = ["\n".join([*shared, f"own {'y' * k} line"]) for k in range(1, 5)]
    seen = recurrence(SiteMemory.of(long, kind="text"), "\n".join([*shared[:700], "own line"]))
    assert len(set(seen.pages.tolist())) > 1
    assert (seen.anywhere[:700] == seen.pages[:700]).all()
    assert 100 < np.count_nonzero(seen.pages) <= LINES


def test_dates_counters_and_prices_make_no_difference() -> None:
    first = "Monday, 3 May 2024: 1,024 comments, now £9.99"
    second = "Tuesday, 14 June 2025: 3 comments, now £12"
    seen = recurrence(SiteMemory.of([f"{first}\nOne story."]), f"{second}\nAnother one.")
    assert seen.anywhere.tolist() == [1, 0]


def test_copies_of_a_page_count_once() -> None:
    article = SITE[0].text
    copies = [f"{article}\nSeen by {name} last" for name in ("Ann", "Bob", "Cyd", "Dee")]
    memory = SiteMemory.of([*copies, SITE[1].text, SITE[2].text])
    assert memory.index.pages == 3
    assert (recurrence(memory, SITE[3].text).pages == 3).all()
    assert (recurrence(memory, f"{article}\nSeen by Eve last").pages == 2).all()


def test_many_sites_are_learnt_in_one_go() -> None:
    keyed = [(f"{k % 3}.example", page.text) for k, page in enumerate(SITE[:12])]
    found = learn(iter(keyed), texts=True)
    assert found == {
        name: SiteMemory.of([page for site, page in keyed if site == name]) for name in found
    }


# What it does to a page


def gain(kind: str, chosen: list[Made]) -> tuple[float, float]:
    """How much word-F1 and recall rise with the site's memory."""
    source = [page.text if kind == "text" else page.html for page in chosen]
    memory = SiteMemory.of(source)
    rows = [
        [word_score(result.text, page.article) for result, page in zip(found, chosen, strict=True)]
        for found in (
            Cleaner().clean_batch(source),
            Cleaner().clean_batch(source, site=memory),
        )
    ]
    without, within = (
        np.mean([(row.f1, row.recall) for row in row_set], axis=0) for row_set in rows
    )
    return float(within[0] - without[0]), float(within[1] - without[1])


@pytest.mark.parametrize(("kind", "least"), [("text", 0.02), ("html", 0.01)])
def test_a_site_of_200_pages_gains_and_loses_nothing(kind: str, least: float) -> None:
    better, recall = gain(kind, SITE)
    assert better >= least
    assert recall >= -0.001


@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_site_of_one_page_changes_nothing(kind: str) -> None:
    source = SITE[0].text if kind == "text" else SITE[0].html
    plain = cleaner.clean(source)
    for memory in (SiteMemory(), SiteMemory.of([source]), SiteMemory.of([source, source])):
        assert scores(cleaner.clean(source, site=memory)) == scores(plain)


def test_reasons_say_on_how_many_pages_and_can_be_replayed() -> None:
    texts = [page.text for page in SITE[:41]]
    result = cleaner.clean(texts[0], site=SiteMemory.of(texts))
    note = next(span for span in result.spans if span.text.startswith("What is printed"))
    (reason,) = (reason for reason in note.reasons if reason.kind == "site")
    assert (reason.name, reason.note) == ("recurs", "on 41 of 41 pages of this site")
    assert reason.weight < -1
    data = json.loads(result.to_json(reasons=True))
    assert Result.from_dict(texts[0], data).reasons == result.reasons
    again = pickle.loads(pickle.dumps(result))
    assert again == result and again.reasons == result.reasons


def test_a_batch_gives_what_single_calls_give() -> None:
    source = [page.html for page in SITE[:5]] + [page.text for page in SITE[5:20]]
    memory = SiteMemory.of(source)
    single = [scores(cleaner.clean(page, site=memory)) for page in source]
    assert single == [scores(found) for found in Cleaner(site=memory).clean_batch(source)]
    assert single == [scores(found) for found in Cleaner().clean_batch(source, site=memory)]
    mixed = [memory if k % 2 else None for k in range(len(source))]
    for page, site, found in zip(
        source, mixed, Cleaner().clean_batch(source, site=iter(mixed)), strict=True
    ):
        assert scores(found) == scores(cleaner.clean(page, site=site))
        assert found.reasons == cleaner.clean(page, site=site).reasons


def test_each_page_needs_its_own_memory_and_a_memory_is_needed() -> None:
    with pytest.raises(ValueError, match="expected one for each page"):
        list(Cleaner().clean_batch(["One.", "Two."], site=[SiteMemory()]))
    with pytest.raises(TypeError, match="expected a SiteMemory"):
        cleaner.clean("One.", site="site.json")
    with pytest.raises(TypeError, match="expected several pages"):
        SiteMemory.of("One.")


def test_an_extract_is_told_by_its_site_too() -> None:
    pytest.importorskip("trafilatura")
    source = [page.html for page in SITE[:30]]
    memory = SiteMemory.of(source)
    result = Cleaner(extractor="trafilatura", site=memory).clean(source[0])
    reasons = [reason for span in result.spans for reason in span.reasons]
    assert any(reason.note == "on 30 of 30 pages of this site" for reason in reasons)


# Hostile sites


@pytest.mark.parametrize("kind", ["text", "html"])
def test_where_every_page_is_the_same_nothing_changes(kind: str) -> None:
    source = SITE[0].text if kind == "text" else SITE[0].html
    same = [source.replace("March", f"March {k}") for k in range(40)]
    memory = SiteMemory.of(same)
    assert memory.index.pages == 1
    assert scores(cleaner.clean(source, site=memory)) == scores(cleaner.clean(source))


def test_where_every_line_stands_once_nothing_more_is_dropped() -> None:
    source = [
        "\n".join(
            f"{line} {'abcdefghij'[k]}{'qrstuvwxyz'[n % 10]}x"
            for n, line in enumerate(page.text.splitlines())
        )
        for k, page in enumerate(SITE[:10])
    ]
    memory = SiteMemory.of(source)
    for page in source:
        plain, told = (
            {at for span in result.kept for at in range(span.start, span.end)}
            for result in (cleaner.clean(page), cleaner.clean(page, site=memory))
        )
        lost = plain - told
        assert not any(not page[at].isspace() for at in lost)


def test_a_poem_on_all_pages_takes_nothing_else_along() -> None:
    source = [made(number, poem=True) for number in range(40)]
    texts = [page.text for page in source]
    plain = Cleaner().clean_batch(texts)
    told = Cleaner(site=SiteMemory.of(texts)).clean_batch(texts)
    for page, without, result in zip(source, plain, told, strict=True):
        before, kept = without.text.splitlines(), result.text.splitlines()
        article = [line for line in page.article.splitlines() if line in before]
        assert [line for line in article if line not in (*POEM, *kept)] == []


def test_many_hosts_with_one_page_each() -> None:
    found = learn((f"{k}.example", f"Page {'z' * (k % 50)} of {k}\nOne line.") for k in range(3000))
    assert len(found) == 3000
    assert max(len(pickle.dumps(memory)) for memory in found.values()) < 1000
    source = [page.text for page in SITE]
    alone = learn((str(k), page) for k, page in enumerate(source)).values()
    plain = [scores(result) for result in Cleaner().clean_batch(source)]
    assert plain == [scores(result) for result in Cleaner().clean_batch(source, site=alone)]


GOOD = SiteMemory.of(["One line.\nTwo lines."]).to_dict()


@pytest.mark.parametrize(
    "data",
    [
        None, 3, [], {}, {"format": "x"}, {**GOOD, "version": 2}, {**GOOD, "hashes": "?"},
        {**GOOD, "hashes": 7}, {**GOOD, "hashes": "AAAA"}, {**GOOD, "pages": {}},
        {**GOOD, "pages": [{}]}, {**GOOD, "pages": GOOD["pages"] * 200}, {**GOOD, "hashes": ""},
        {**GOOD, "pages": [{**GOOD["pages"][0], "texts": [[-1, "a"]]}]},
        {**GOOD, "pages": [{**GOOD["pages"][0], "texts": [[1, "a\nb"]]}]},
        {**GOOD, "pages": [{**GOOD["pages"][0], "texts": [1]}]},
        {**GOOD, "pages": [{**GOOD["pages"][0], "lines": GOOD["hashes"]}]},
    ],
)  # fmt: skip
def test_what_is_no_memory_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="cleaner site memory"):
        SiteMemory.from_dict(data)


def test_a_packed_bomb_is_not_unpacked() -> None:
    import base64
    import zlib

    bomb = base64.b64encode(zlib.compress(b"\1\0\0\0" * (1 << 22), 9)).decode()
    with pytest.raises(ValueError, match="expected up to 131072 packed numbers"):
        SiteMemory.from_dict({**GOOD, "hashes": bomb})


# The command


def test_the_command_learns_shows_and_cleans(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "pages", tmp_path / "site.json"
    folder.mkdir()
    for number, page in enumerate(SITE[:30]):
        (folder / f"{number}.html").write_text(page.html, encoding="utf-8")
    assert main(["site", "learn", str(folder), "-o", str(out)]) == 0
    assert "30 different pages seen, 30 compared" in capsys.readouterr().out
    assert SiteMemory.load(out) == SiteMemory.of(page.html for page in SITE[:30])
    assert main(["site", "show", str(out)]) == 0
    shown = capsys.readouterr().out
    assert "30 of 30" in shown and "The Valley Paper" in shown
    assert main(["site", "show", str(out), "--json", "--most", "100"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (rows[0]["pages"], rows[0]["of"]) == (30, 30)
    assert any(row["text"] == BOX[:160] for row in rows)
    first = str(folder / "0.html")
    assert main(["clean", "--site", str(out), first]) == 0
    assert NOTE not in capsys.readouterr().out


@pytest.mark.parametrize("wrong", ["no-such-file", "text", "json", "folder"])
def test_the_command_refuses_in_one_line(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / wrong
    if wrong == "folder":
        path.mkdir()
    elif wrong != "no-such-file":
        path.write_text("{}" if wrong == "json" else "no JSON", encoding="utf-8")
    assert main(["site", "show", str(path)]) == 2
    assert main(["clean", "--site", str(path), __file__]) == 2
    if wrong == "folder":
        assert main(["site", "learn", str(path), "-o", str(tmp_path / "out")]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) >= 2
    assert all(line.startswith("cleaner: ") and str(path) in line for line in errors)
