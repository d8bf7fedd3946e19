"""Data sets of any layout: labelled pages, or one clear error."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cleaner.datasets import DataError, read
from cleaner.datasets.jsonl import as_line
from cleaner.datasets.read import LAYOUTS

FILES = {
    "jsonl": "a.jsonl", "samples": "a.json", "pairs": "a.txt", "scrapinghub": "ground-truth.json",
    "wcxb": "ground-truth/1.json", "cleaneval": "a.txt", "trafilatura": "evaldata.py",
    "doccano": "a.jsonl", "label-studio": "a.json",
}  # fmt: skip
"""The file of each layout that is fuzzed; a page stands beside it."""
_NAMES = (*FILES,)

_PAGE = b"<html><body><h1>Rain</h1><p>Rain fell on Monday.</p></body></html>"


def seeds() -> Iterator[bytes]:
    """What each layout may hold."""
    rows: dict[str, object] = {
        "jsonl": {"id": "1", "text": "Rain fell.", "spans": [[0, 4, "body"]], "url": "http://a.b"},
        "samples": {"spans": [[0, 4, "body"]], "kind": "html", "source": "Rain"},
        "scrapinghub": {"a": {"articleBody": "Rain fell.", "url": "http://a.b"}},
        "wcxb": {"url": "u", "ground_truth": {"main_content": "Rain", "with": ["Rain"]}},
        "doccano": {"id": 1, "text": "Rain fell.", "label": [[0, 4, "body"]]},
        "label-studio": [
            {"id": 1, "data": {"text": "Rain fell."}, "annotations": [{"result": [
                {"type": "labels", "value": {"start": 0, "end": 4, "labels": ["body"]}}
            ]}]}
        ],
    }  # fmt: skip
    for place, name in enumerate(_NAMES):
        content = json.dumps(rows[name]).encode() if name in rows else b"Rain fell."
        if name == "cleaneval":
            content = b"URL: http://a.b\n<h>Rain\n<p>Rain fell on Monday."
        if name == "trafilatura":
            content = (
                b"EVAL_PAGES = {'http://a.b': {'file': 'a.html', 'with': ['Rain'], 'without': []}}"
            )
        yield bytes([place]) + content


def check(data: bytes) -> None:
    """The first byte is the layout, the others its file."""
    name, content = _NAMES[data[0] % len(_NAMES) if data else 0], data[1:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, FILES[name])
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        for beside in ("a.html", "html/1.html", "html/a.html"):
            Path(folder, beside).parent.mkdir(exist_ok=True)
            Path(folder, beside).write_bytes(_PAGE)
        whole = name in ("samples", "pairs", "scrapinghub", "wcxb", "cleaneval")
        where = Path(folder) if whole else path
        for format in (name, None):
            try:
                pages = list(read(where, format))
            except DataError as error:
                assert "\n" not in str(error)
                continue
            for page in pages:
                assert page.has_gold
                json.loads(as_line(page))
    assert name in LAYOUTS
