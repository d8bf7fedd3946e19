"""The table: ``python -m tests.benchmarks [PAGES]``, with ``pip install ".[bench]"``.

PAGES is a folder of HTML files or JSONL, compressed or not, with the field ``html``; pages of our
own writing by default. Each contender reads the same files in a process of its own, of which the
peak memory is told; CPU time is the least of some rounds, that of reading the files left out.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from rich.box import MARKDOWN
from rich.console import Console
from rich.table import Table

from cleaner.segment.html import segment_page
from tests.benchmarks.contenders import CONTENDERS, Run
from tests.benchmarks.pages import SIZES, own_pages, own_texts, pages_at, size_class

ROOT = Path(__file__).parents[2]
WIDTH = 150
"""Columns of the terminal; that of a pipe would cut the table."""


def main() -> int:
    """Write the pages down, run each contender on them, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("pages", nargs="?", type=Path, help="a folder or JSONL; ours by default")
    parser.add_argument("--count", type=int, default=200, help="how many pages (default: 200)")
    parser.add_argument("--rounds", type=int, default=3, help="the fastest counts (default: 3)")
    parser.add_argument("--only", help="contenders by semicolons")
    parser.add_argument("--contender", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.contender:
        measured = measure(asked.contender, asked.pages, asked.rounds)
        print(json.dumps(measured))
        return 0
    names = asked.only.split(";") if asked.only else list(CONTENDERS)
    if unknown := [name for name in names if name not in CONTENDERS]:
        parser.error(f"unknown contender {unknown[0]!r}: expected {'; '.join(CONTENDERS)}")
    rows: dict[str, Measured | str] = {}
    with tempfile.TemporaryDirectory() as folder:
        try:
            write_pages(asked.pages, asked.count, Path(folder))
        except (OSError, ValueError, ImportError) as error:
            parser.error(str(error))
        for name in names:
            rows[name] = in_a_process(name, folder, asked.rounds)
            print(f"{name}: done", file=sys.stderr)
    Console(width=WIDTH).print(table(rows))
    return 0


class Measured(NamedTuple):
    """What a contender took."""

    pages: Mapping[str, int]
    """By class of size."""
    bytes: Mapping[str, int]
    seconds: Mapping[str, float]
    peak: int
    """Bytes of memory of its process, all included."""


def write_pages(pages: Path | None, count: int, folder: Path) -> None:
    """Put pages, and their text, in files by kind and class of size."""
    texts = list(own_texts()) if pages is None else []
    kinds = (("html", own_pages() if pages is None else pages_at(pages, count)), ("text", texts))
    for kind, source in kinds:
        for place, page in enumerate(source):
            if kind == "html":
                texts.append(segment_page(page).text)
            file = folder / kind / size_class(page) / str(place)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(page.encode("utf-8", "surrogatepass"))


def in_a_process(name: str, folder: str, rounds: int) -> Measured | str:
    """What a contender took in a fresh Python, or why it could not run."""
    command = [sys.executable, "-m", "tests.benchmarks", folder, "--contender", name]
    done = subprocess.run(
        [*command, "--rounds", str(rounds)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        return (done.stderr.strip() or f"ended with {done.returncode}").splitlines()[-1]
    return Measured(*json.loads(done.stdout))


def measure(name: str, folder: Path, rounds: int) -> Measured:
    """Run a contender on each class of pages, in this process."""
    load, kind = CONTENDERS[name]
    run = load()
    for _ in run([*own_pages()][:2] if kind == "html" else [*own_texts()][:2]):
        pass  # what is loaded and compiled once
    files = {size: sorted((folder / kind / size).glob("*")) for size in SIZES}
    files = {size: paths for size, paths in files.items() if paths}
    return Measured(
        pages={size: len(paths) for size, paths in files.items()},
        bytes={size: sum(path.stat().st_size for path in paths) for size, paths in files.items()},
        seconds={
            size: min(cpu_seconds(run, paths) for _ in range(rounds))
            for size, paths in files.items()
        },
        peak=peak_memory(),
    )


def cpu_seconds(run: Run, files: Iterable[Path]) -> float:
    """The CPU time of a run over files, less that of reading them."""
    reading = 0.0

    def pages() -> Iterator[str]:
        nonlocal reading
        for file in files:
            begin = time.process_time()
            page = file.read_bytes().decode("utf-8", "surrogatepass")
            reading += time.process_time() - begin
            yield page

    begin = time.process_time()
    for _ in run(pages()):
        pass
    return time.process_time() - begin - reading


def peak_memory() -> int:
    """The most memory that this process has had, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells there, a process may have from its parent
        [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def table(rows: Mapping[str, Measured | str]) -> Table:
    """The rows as a table of Markdown."""
    made = Table(box=MARKDOWN)
    heads = (*(f"ms, {size}" for size in SIZES), "ms, all", "pages/s", "MB/s", "peak MB")
    for place, head in enumerate(("CPU time per page", *heads)):
        made.add_column(head, justify="right" if place else "left")
    for name, row in rows.items():
        if isinstance(row, str):
            made.add_row(name, row)
            continue
        count, seconds = sum(row.pages.values()), sum(row.seconds.values())
        by_size = (
            f"{1000 * row.seconds[size] / row.pages[size]:.2f} ({row.pages[size]})"
            if size in row.pages
            else ""
            for size in SIZES
        )
        made.add_row(
            name, *by_size, f"{1000 * seconds / count:.2f}", f"{count / seconds:.0f}",
            f"{sum(row.bytes.values()) / seconds / 1e6:.1f}", f"{row.peak / 1e6:.0f}",
        )  # fmt: skip
    return made


if __name__ == "__main__":
    sys.exit(main())
