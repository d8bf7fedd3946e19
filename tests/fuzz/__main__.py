"""Fuzz targets one after another: ``python -m tests.fuzz --seconds 600 pages texts``.

Needs atheris (``pip install atheris``), which has wheels for Linux and CPython 3.11 to 3.13. Each
target runs in a process of its own, guided by the coverage of the package's own Python code (the
HTML parser is compiled, and is not seen into). What breaks a promise is written to
``tests/fuzz/findings/<target>/``, and ends that target with exit code 1.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
TARGETS = (
    "texts", "pages", "encodings", "exports", "replays", "readers", "datasets",
)  # fmt: skip


def main() -> int:
    """Run the targets that were asked for. Without atheris nothing is run, and that is said."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], help="all, by default")
    parser.add_argument("--seconds", type=int, default=60, help="time of each target")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    try:
        import atheris  # noqa: F401
    except ImportError:
        print("fuzzing is skipped: atheris is not installed (no wheel for this Python or system?)")
        return 0
    if asked.here:
        fuzz(asked.targets[0], asked.seconds)
    failed = []
    for target in asked.targets or TARGETS:
        again = [sys.executable, "-m", "tests.fuzz", "--here", "--seconds", str(asked.seconds)]
        print(f"== {target}", flush=True)
        if subprocess.run([*again, target], cwd=HERE.parents[1], check=False).returncode:
            failed.append(target)
    print(f"failed: {', '.join(failed)}" if failed else "nothing was found")
    return 1 if failed else 0


def fuzz(name: str, seconds: int) -> None:
    """Fuzz a target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["cleaner"]):
        target = import_module(f"tests.fuzz.{name}")
        import_module("cleaner.cli")
        seeds = list(target.seeds())
        seeds = seeds[:: max(1, len(seeds) // (4 * seconds))]  # a short run tries others, too
        for seed in seeds[:10]:
            target.check(seed)  # imports all that is imported late
    findings = HERE / "findings" / name
    findings.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for place, seed in enumerate(seeds):
            Path(corpus, str(place)).write_bytes(seed)
        options = [
            f"-max_total_time={seconds}", "-max_len=3000", "-timeout=30", "-rss_limit_mb=0",
            f"-artifact_prefix={findings}/", f"-dict={HERE / 'words.dict'}", "-print_final_stats=1",
            "-close_fd_mask=0", "-verbosity=1", "-reload=0",
        ]  # fmt: skip
        atheris.Setup([sys.argv[0], *options, corpus], target.check)
        atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
