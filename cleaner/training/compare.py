"""The extractors that people use, beside ours, on the same pages in one run.

``python -m cleaner.training.compare DATA WORK`` takes the fold models that
``fit_html`` left in WORK, so that no page is scored by a model that has seen its site,
and prints word-F1 by page type and CPU time per page. ``--pages N`` takes a sample.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from cleaner import Cleaner
from cleaner.evaluation.metrics import snippet_counts, snippet_f1, word_score
from cleaner.training.examples import FOLDS, fold_of
from cleaner.training.views import domain_of, read

Extractor = Callable[[str], str]


def _trafilatura() -> Extractor:
    import trafilatura

    return lambda html: trafilatura.extract(html) or ""


def _trafilatura_without_comments() -> Extractor:
    import trafilatura

    return lambda html: trafilatura.extract(html, include_comments=False) or ""


def _resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html: str(extract_plain_text(html, main_content=True))


def _readability() -> Extractor:
    import lxml.html
    from readability import Document

    return lambda html: str(lxml.html.fromstring(Document(html).summary()).text_content())


def _justext() -> Extractor:
    import justext

    stop_words = justext.get_stoplist("English")
    return lambda html: "\n".join(
        paragraph.text
        for paragraph in justext.justext(html, stop_words)
        if not paragraph.is_boilerplate
    )


PEERS: Final = {
    "trafilatura": _trafilatura,
    "trafilatura without comments": _trafilatura_without_comments,
    "resiliparse": _resiliparse,
    "readability-lxml": _readability,
    "jusText": _justext,
}
"""What makes each peer ready to run, by name."""


def peers() -> dict[str, Extractor]:
    """The peers that are installed, by name; the others are named on standard error."""
    found: dict[str, Extractor] = {}
    for name, ready in PEERS.items():
        try:
            found[name] = ready()
        except ImportError as error:
            sys.stderr.write(f"{name} is left out: {error}\n")
    return found


WARM_UP: Final = 20
"""Pages that are run once before the clock starts: patterns and models are loaded then."""

KINDS: Final = (
    "article", "forum", "documentation", "service", "product", "collection", "listing",
)  # fmt: skip


def run(extract: Extractor, html: str) -> tuple[str | None, float]:
    """What an extractor makes of a page, None if it fails, and the CPU time in seconds."""
    start = time.process_time()
    try:
        text = extract(html)
    except Exception:  # any: it is counted, and scored as an empty text
        text = None
    return text, time.process_time() - start


def compare(
    rows: Sequence[dict[str, Any]], extractors: dict[str, Callable[[dict[str, Any]], Extractor]]
) -> dict[str, Any]:
    """Figures of each extractor over the rows of a data set.

    ``extractors`` give for a row what extracts it, so that each page has its fold's model.
    """
    table: dict[str, Any] = {}
    scores: dict[str, list[float]] = {name: [] for name in extractors}
    times: dict[str, list[float]] = {name: [] for name in extractors}
    snippets: dict[str, list[Any]] = {name: [] for name in extractors}
    failed = dict.fromkeys(extractors, 0)
    for row in rows[:WARM_UP]:
        for choose in extractors.values():
            run(choose(row), row["html"])
    for row in rows:
        for name, choose in extractors.items():
            made, seconds = run(choose(row), row["html"])
            failed[name] += made is None
            text = made or ""
            times[name].append(seconds)
            if "main_content" in row:
                scores[name].append(word_score(text, row["main_content"] or "").f1)
            if row.get("with_snippets") or row.get("without_snippets"):
                snippets[name].append(
                    snippet_counts(
                        text, row.get("with_snippets") or (), row.get("without_snippets") or ()
                    )
                )
    kinds = np.array([row.get("page_type") or "" for row in rows])
    folds = np.array([fold_of(domain_of(row)) for row in rows])
    for name in extractors:
        figures: dict[str, Any] = {"cpu ms": round(1000 * float(np.mean(times[name])), 2)}
        if failed[name]:
            figures["failed"] = failed[name]
        if scores[name]:
            f1 = np.array(scores[name])
            by_fold = [f1[folds == fold].mean() for fold in np.unique(folds)]
            figures["word f1"] = round(float(f1.mean()), 4)
            figures["spread"] = round(float(np.std(by_fold)), 4)
            figures |= {
                kind: round(float(f1[kinds == kind].mean()), 3)
                for kind in KINDS
                if (kinds == kind).any()
            }
        if snippets[name]:
            figures["snippet f1"] = round(snippet_f1(snippets[name]), 4)
        table[name] = figures
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="folder with the labelled pages")
    parser.add_argument("work", type=Path, help="folder with the fold models")
    parser.add_argument("--pages", type=int, help="pages to sample of each data set")
    parser.add_argument("--sets", default="wcxb_dev,snippets_dev")
    parser.add_argument("--only", help="extractors to run, by commas (ours: cleaner)")
    parser.add_argument(
        "--shipped", action="store_true", help="the package's weights: for times, not for scores"
    )
    options = parser.parse_args(arguments)
    cleaners = [
        Cleaner(model=None if options.shipped else str(options.work / f"fold-{fold}"))
        for fold in range(FOLDS)
    ]

    def ours(row: dict[str, Any]) -> Extractor:
        cleaner = cleaners[fold_of(domain_of(row))]
        return lambda html: cleaner.clean(html, "html").text

    def same(extract: Extractor) -> Callable[[dict[str, Any]], Extractor]:
        return lambda row: extract

    extractors = {"cleaner": ours, **{name: same(extract) for name, extract in peers().items()}}
    if options.only:
        extractors = {name: extractors[name] for name in options.only.split(",")}
    for data in options.sets.split(","):
        rows = list(read(options.data / f"{data}.jsonl.xz"))
        if options.pages:
            rows = random.Random(0).sample(rows, min(options.pages, len(rows)))
        sys.stdout.write(f"{data}, {len(rows)} pages\n")
        for name, figures in compare(rows, extractors).items():
            sys.stdout.write(f"  {name:26} {json.dumps(figures)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
