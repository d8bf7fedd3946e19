"""Dolma: what its tagger writes, its mixer cuts out again, and the clean text is left."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cleaner
from tests.integrations.readme import ROOT, SAMPLES

pytest.importorskip("dolma.dolma", reason='no "cleaner[dolma]"')

TEXTS = [
    *(path.read_text("utf-8") for path in sorted(ROOT.glob("corpus_samples/text/*.txt"))),
    # Astral characters before what is cut, and a caption glued between two sentences.
    "😀 Rain fell on Monday night, the mayor said.\r\n\r\n© 2024 Example Ltd. All rights reserved.",
    "© 2024 Example Ltd. All rights reserved.",
    "",
    *(cleaner.clean(html, keep=cleaner.Label).text for html in SAMPLES.values()),
]


def dolma(folder: Path, *arguments: str) -> None:
    """Run the toolkit's command in a process of its own, as everybody does."""
    command = [sys.executable, "-m", "dolma.cli.__main__", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]


def read(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.gz"))
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    ]


def test_the_mixer_leaves_the_clean_text(tmp_path: Path) -> None:
    from cleaner.integrations.dolma import mixer_spans

    documents = tmp_path / "docs/documents"
    documents.mkdir(parents=True)
    lines = (
        json.dumps({"id": str(number), "text": text, "source": "samples"})
        for number, text in enumerate(TEXTS)
    )
    (documents / "0.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    dolma(
        tmp_path, "tag", "--documents", "docs/documents/*.gz", "--taggers", "cleaner",
        "--tagger_modules", "cleaner.integrations.dolma", "--experiment", "web",
    )  # fmt: skip
    results = [cleaner.clean(text, kind="text") for text in TEXTS]
    for tagged, result in zip(read(tmp_path / "docs/attributes/web"), results, strict=True):
        own = result.to_dolma(tagged["id"])["attributes"]
        assert {name.split("__")[2]: spans for name, spans in tagged["attributes"].items()} == {
            name.split("__")[2]: spans for name, spans in own.items()
        }
    stream = {
        "name": "clean",
        "documents": ["docs/documents/*.gz"],
        "attributes": ["web"],
        "output": {"path": "mixed", "max_size_in_bytes": 10**9},
        "span_replacement": mixer_spans("web"),
    }
    config = {"streams": [stream], "processes": 1}
    (tmp_path / "mix.json").write_text(json.dumps(config))
    dolma(tmp_path, "--config", "mix.json", "mix")
    mixed = {document["id"]: document["text"] for document in read(tmp_path / "mixed")}
    assert mixed == {str(number): result.text for number, result in enumerate(results)}
