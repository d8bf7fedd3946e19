"""datatrove: from WARC to JSONL in its own executor, also after a crash."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import cleaner
from tests.integrations.readme import HTML, SAMPLES, run_example

pytestmark = [
    # datatrove and loguru leave their log files to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
pytest.importorskip("datatrove", reason='no "cleaner[datatrove]"')

from datatrove.data import Document  # noqa: E402
from datatrove.executor.local import LocalPipelineExecutor  # noqa: E402
from datatrove.pipeline.readers import WarcReader  # noqa: E402
from datatrove.pipeline.writers import JsonlWriter  # noqa: E402
from fastwarc.warc import WarcRecord, WarcRecordType  # noqa: E402

from cleaner.integrations.datatrove import CleanExtractor, CleanStep  # noqa: E402

try:
    import magic  # noqa: F401
except ImportError as missing:  # python-magic is there, the system's libmagic is not
    pytest.skip(f"datatrove's WarcReader: {missing}", allow_module_level=True)

CRASH = """
import os, signal, sys
from datatrove.executor.local import LocalPipelineExecutor
from datatrove.pipeline.readers import WarcReader
from datatrove.pipeline.writers import JsonlWriter
from cleaner.integrations.datatrove import CleanStep

def die(data, rank=0, world_size=1):
    for number, document in enumerate(data):
        if rank == 1 and number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        yield document

if __name__ == "__main__":
    steps = [WarcReader("pages"), CleanStep(), die, JsonlWriter("clean", compression=None)]
    steps = [step for step in steps if step is not die or sys.argv[1] == "die"]
    LocalPipelineExecutor(steps, tasks=3, workers=1, logging_dir="logs").run()
"""


def write_pages(folder: Path, files: int) -> dict[str, str]:
    """Write the samples to WARC files; return the pages by address."""
    folder.mkdir()
    pages = {f"https://example.org/{name}": html for name, html in sorted(SAMPLES.items())}
    streams = [(folder / f"{number}.warc.gz").open("wb") for number in range(files)]
    for number, (url, html) in enumerate(pages.items()):
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.headers["WARC-Target-URI"] = url
        record.headers["WARC-Identified-Payload-Type"] = "text/html"
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        record.set_bytes_content(answer + html.encode())
        content = BytesIO()
        record.write(content)
        streams[number % files].write(gzip.compress(content.getvalue()))
    for stream in streams:
        stream.close()
    return pages


def documents(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]


def check(found: list[dict[str, Any]], pages: dict[str, str]) -> None:
    """Each page is there once, with its clean text and its spans."""
    assert sorted(document["metadata"]["url"] for document in found) == sorted(pages)
    for document in found:
        url = document["metadata"]["url"]
        result = cleaner.clean(pages[url], url=url)
        assert document["text"] == result.text
        assert [(s["start"], s["end"], s["label"]) for s in document["metadata"]["spans"]] == [
            (span.start, span.end, span.label) for span in result.spans
        ]


def test_the_readme_example_cleans_a_crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pages = write_pages(tmp_path / "pages", 2)
    run_example(
        "datatrove",
        WarcReader=WarcReader,
        JsonlWriter=JsonlWriter,
        LocalPipelineExecutor=LocalPipelineExecutor,
    )
    check(documents(tmp_path / "clean"), pages)


def test_a_crashed_run_goes_on(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 3)
    (tmp_path / "job.py").write_text(CRASH)

    def run(how: str) -> int:
        arguments = [sys.executable, "job.py", how]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with (tmp_path / "log").open("wb") as log:
            job = subprocess.Popen(
                arguments, cwd=tmp_path, env=environment, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        code = job.wait(timeout=120)
        with suppress(ProcessLookupError):  # what a killed job leaves behind
            os.killpg(job.pid, signal.SIGKILL)
        return code

    assert run("die") == -signal.SIGKILL
    done = sorted(path.name for path in (tmp_path / "logs/completions").iterdir())
    assert done == ["00000"]
    before = (tmp_path / "clean/00000.jsonl").stat()
    assert run("finish") == 0
    assert (tmp_path / "clean/00000.jsonl").stat().st_mtime_ns == before.st_mtime_ns
    check(documents(tmp_path / "clean"), pages)


def test_the_extractor_stands_in_for_trafilatura(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 1)
    pipeline = [
        WarcReader(str(tmp_path / "pages")),
        CleanExtractor(cleaner.Cleaner(recall=0.7)),
        JsonlWriter(str(tmp_path / "clean"), compression=None),
    ]
    LocalPipelineExecutor(pipeline, logging_dir=str(tmp_path / "logs")).run()
    found = documents(tmp_path / "clean")
    assert [d["text"] for d in found] == [
        cleaner.clean(pages[d["metadata"]["url"]], recall=0.7).text for d in found
    ]
    assert len(found) == len(pages)


def some_pages() -> Iterator[Document]:
    yield Document(HTML, id="1")
    yield Document("<nav><a href=/>Home</a></nav>", id="2", metadata={"url": None})
    yield Document("Rain fell on Monday.\n\n© 2024 Example Ltd.", id="3")


def test_the_page_may_stay_and_empty_documents_go() -> None:
    step = CleanStep(keep_page=True)
    found = list(step.run(some_pages()))
    assert [document.id for document in found] == ["1", "3"]
    assert found[0].metadata["page"] == HTML
    notice = found[1].metadata["spans"][-1]
    assert found[1].metadata["page"][notice["start"] : notice["end"]] == "© 2024 Example Ltd."
    stats = {name: stat.total for name, stat in step.stats.stats.items()}
    assert (stats["total"], stats["forwarded"], stats["dropped"]) == (3, 2, 1)
