"""How well each language is cleaned, and a language that the model has not seen.

``python -m cleaner.training.languages DATA WORK`` prints the figures by language and by script,
beside trafilatura, by the fold models that ``fit_html`` left in WORK. With ``--without de`` it
also fits a model that has seen no German page, and no page of a site with one, and sets it
beside the fold models on the German pages. A page's language is told from its text: what pages
declare is wrong or missing on one of ten.
"""

from __future__ import annotations

import argparse
import heapq
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
import py3langid
import regex
import torch

from cleaner import Cleaner
from cleaner.datasets import Page, read
from cleaner.evaluation.bootstrap import Estimate, estimate
from cleaner.evaluation.evaluate import OURS, Row, Score, evaluate
from cleaner.evaluation.peers import peers
from cleaner.evaluation.summary import snippets_f1
from cleaner.segment.html import segment_page
from cleaner.training import compare
from cleaner.training.examples import FOLDS, fold_of
from cleaner.training.fit_html import fit_model, fitted_on, prepare
from cleaner.training.pages import MeasuredPage
from cleaner.training.views import domain_of

SETS: Final = ("snippets_dev", "chinese_dev", "articles_dev")
"""The data sets that are not English alone."""

PEER: Final = "trafilatura"

LEAST_PAGES: Final = 15
"""Pages from which on a language has to reach the bar, and can be left out."""

BAR: Final = 0.90
"""The F1 that every language with so many pages should reach."""

SHOWN_PAGES: Final = 5
"""Languages with fewer pages are shown together."""

ALL, OTHERS = "all", "others"

TELLING: Final = 20
"""The longest lines of a page, which tell its language where it has no gold."""

LEFT_OUT_FOLD: Final = 0
"""A fold that a model without a language does without too, so that it has seen as many pages
in other languages as a fold model."""

WRITTEN_AS_CHINESE: Final = frozenset({"wuu", "yue", "lzh", "nan", "hak"})
"""What the guesser calls some pages that are written in Chinese characters."""

SCRIPTS: Final = {
    name: regex.compile(rf"[{pattern}]")
    for name, pattern in {
        "Japanese": r"\p{Hiragana}\p{Katakana}", "Korean": r"\p{Hangul}", "Chinese": r"\p{Han}",
        "Latin": r"\p{Latin}", "Cyrillic": r"\p{Cyrillic}", "Greek": r"\p{Greek}",
        "Arabic": r"\p{Arabic}", "Hebrew": r"\p{Hebrew}", "Devanagari": r"\p{Devanagari}",
        "Bengali": r"\p{Bengali}", "Thai": r"\p{Thai}",
    }.items()
}  # fmt: skip
"""Scripts and their letters; a fifth of kana or Hangul beside Han tells Japanese and Korean."""


def telling_text(lines: Iterable[str], gold: str | None) -> str:
    """What tells a page's language: its gold, or else its longest lines.

    >>> telling_text(["Menu", "The rain fell all day."], None)
    'The rain fell all day.\\nMenu'
    """
    return gold or "\n".join(heapq.nlargest(TELLING, lines, key=len))


def language_of(text: str) -> str:
    """The language of a text, by its code.

    >>> language_of("Der Rat hat am Dienstag eine neue Brücke beschlossen.")
    'de'
    """
    code = str(py3langid.classify(text)[0])
    return "zh" if code in WRITTEN_AS_CHINESE else code


def script_of(text: str) -> str:
    """The script that most letters of a text are written in.

    >>> script_of("東京では雨が降りました"), script_of("Хельсинки (Helsinki)"), script_of("12")
    ('Japanese', 'Cyrillic', 'other')
    """
    count = {name: len(letters.findall(text)) for name, letters in SCRIPTS.items()}
    for name in ("Japanese", "Korean"):
        if 4 * count[name] > count["Chinese"] > 0:
            count[name] += count["Chinese"]
    name = max(count, key=lambda name: count[name])
    return name if count[name] else "other"


def f1_of(scores: Sequence[Score]) -> Estimate:
    """The F1 over pages with its interval: over all snippets, or the mean by words."""
    snippets = [score.snippets for score in scores if score.snippets is not None]
    if snippets:
        return estimate(snippets, snippets_f1)
    return estimate([score.words.f1 for score in scores if score.words is not None])


def table(
    rows: Sequence[Row], groups: Mapping[str, str], folds: Mapping[str, int], title: str
) -> Iterator[str]:
    """F1 by group, ours with its interval and the spread over folds, beside the peer's.

    Arguments:
        rows: what was made of each page.
        groups: the language or the script of each page, by its id.
        folds: the fold of each page.
        title: what the groups are.
    """
    sizes = Counter(groups[row.id] for row in rows)
    members: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        group = groups[row.id]
        members[group if sizes[group] >= SHOWN_PAGES else OTHERS].append(row)
    members[ALL] = list(rows)
    names = [name for name in (OURS, PEER) if name in rows[0].scores]
    yield f"| {title} | pages | {' | '.join(names)} | over folds |"
    yield "|---" * (len(names) + 3) + "|"
    under = []
    for group in sorted(members, key=lambda name: (name == OTHERS, -len(members[name]))):
        chosen = members[group]
        found = [f1_of([row.scores[name] for row in chosen]) for name in names]
        by_fold = [
            f1_of([row.scores[OURS] for row in chosen if folds[row.id] == fold]).value
            for fold in sorted({folds[row.id] for row in chosen})
        ]
        cells = [_with_interval(each) for each in found]
        spread = compare.share(float(np.std(by_fold)))
        yield f"| {group} | {len(chosen)} | {' | '.join(cells)} | ± {spread} |"
        if len(chosen) >= LEAST_PAGES and group not in (ALL, OTHERS) and found[0].value < BAR:
            under.append(f"{group} {compare.share(found[0].value)}")
    yield ""
    named = ", ".join(under) or "none"
    yield f"Under {compare.share(BAR)} with {LEAST_PAGES} pages and more: {named}"


def _with_interval(found: Estimate) -> str:
    value, low, high = (compare.share(value) for value in found)
    return value if np.isnan(found.low) else f"{value} ({low}–{high})"


def by_language(data: Path, work: Path) -> Iterator[str]:
    """The tables of each data set by language and by script; no model knows a page's site."""
    cleaners = _fold_cleaners(work)
    found, missing = peers([PEER])
    for name in SETS:
        pages = list(read(compare.place_of(data, name)))
        folds = {page.id: _fold(page) for page in pages}
        evaluation = evaluate(
            ((name, page) for page in pages),
            lambda page: cleaners[_fold(page)],
            found,
            group=lambda data, page: language_of(_telling_text(page)),
            missing=missing,
            rouge=False,
        )
        languages = {row.id: row.group for row in evaluation.rows}
        scripts = {page.id: script_of(_telling_text(page)) for page in pages}
        for groups, title in ((languages, "language"), (scripts, "script")):
            yield f"{name}\n"
            yield from table(evaluation.rows, groups, folds, title)
            yield ""


def _fold(page: Page) -> int:
    return fold_of(domain_of({"id": page.id, "url": page.url}))


def _fold_cleaners(work: Path) -> list[Cleaner]:
    return [Cleaner(model=str(work / f"fold-{fold}")) for fold in range(FOLDS)]


def _telling_text(page: Page) -> str:
    return telling_text(segment_page(page.source).text.split("\n"), page.main_content)


def leave_out(pages: Sequence[MeasuredPage], language: str, work: Path) -> Path:
    """The folder of a model that has not seen a language, nor sites with pages in it.

    It is fitted on the first call.
    """
    place = work / f"without-{language}"
    if not (place / "html.npz").exists():
        spoken = {
            page.example.site
            for page in pages
            if language_of(telling_text(page.texts, page.gold)) == language
        }
        others = [
            page
            for page in pages
            if page.example.site not in spoken and page.example.fold != LEFT_OUT_FOLD
        ]
        arrays = fit_model(fitted_on(others))
        place.mkdir(parents=True, exist_ok=True)
        np.savez(place / "html.npz", **arrays)  # type: ignore[arg-type]
    return place


def unseen(data: Path, work: Path, language: str) -> Iterator[str]:
    """The pages of a language by the fold models, and by the model that has not seen it."""
    without = Cleaner(model=str(leave_out(prepare(data, work), language, work)))
    cleaners = _fold_cleaners(work)
    for name in SETS:
        pages = [
            page
            for page in read(compare.place_of(data, name))
            if language_of(_telling_text(page)) == language
        ]
        if pages:
            seen = f1_of(_scores(pages, lambda page: cleaners[_fold(page)]))
            new = f1_of(_scores(pages, lambda page: without))
            yield (
                f"| {language} | {name} | {len(pages)} | {_with_interval(seen)} | "
                f"{_with_interval(new)} | {new.value - seen.value:+.3f} |"
            )


def _scores(pages: Sequence[Page], ours: Callable[[Page], Cleaner]) -> list[Score]:
    evaluation = evaluate((("", page) for page in pages), ours, rouge=False)
    return [row.scores[OURS] for row in evaluation.rows]


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="folder with the data sets")
    parser.add_argument("work", type=Path, help="folder with the fold models")
    parser.add_argument("--without", help="languages to leave out, one at a time, by commas")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    lines = (
        by_language(options.data, options.work)
        if not options.without
        else chain.from_iterable(
            unseen(options.data, options.work, each) for each in options.without.split(",")
        )
    )
    for line in lines:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
