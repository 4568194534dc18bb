"""Times the main job and writes bench/RESULTS.md: ``python bench/run.py [--runs N]``.

Every figure is the median of runs in new processes, as a reviewer starts them. All stages of one run are timed in one
process, so that they add up to the work of ``auditor audit`` without its start.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
BOOKS = tuple(ROOT / "samples" / name for name in ("chaoyang-government-2026.txt", "beijing-hrss-2026.txt"))
TARGETS = {"audit": 2.5, "help": 0.3}
"""Seconds on two cores."""

Done = TypeVar("Done")


def wall(arguments: list[str], runs: int) -> list[float]:
    """Seconds of each of ``runs`` fresh processes of ``auditor ARGUMENTS``, after one that warms the disk cache."""
    seconds = []
    for _ in range(runs + 1):
        start = perf_counter()
        subprocess.run([sys.executable, "-m", "auditor", *arguments], cwd=ROOT, check=True, capture_output=True)
        seconds.append(perf_counter() - start)
    return seconds[1:]


def audit(runs: int) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out")
        return wall(["audit", *map(str, BOOKS), "-o", out, "--fail-on", "never"], runs)


def stages() -> dict[str, float]:
    """Seconds of each stage in this process, by name, in the order they run."""
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Done]) -> Done:
        start = perf_counter()
        done = work()
        seconds[name] = perf_counter() - start
        return done

    def load_modules() -> None:
        import duckdb
        import jieba
        import jinja2
        import pydantic

        import auditor.cli.app

        del duckdb, jieba, jinja2, pydantic, auditor

    timed("import", load_modules)

    from auditor import findings, forms, readers, report, rulebook
    from auditor.facts.load import load

    printed = timed("read: files to grids", lambda: [readers.read(path) for path in BOOKS])
    books = timed(
        "read: grids to books",
        lambda: [forms.read_book(one, id=path.stem) for one, path in zip(printed, BOOKS, strict=True)],
    )
    rules = timed("rules: load and bind the core pack", lambda: rulebook.load_packs(["core"]))
    tables = timed("facts: meaning and tables", lambda: load(books))
    outcomes, found = timed("rules: run", lambda: rulebook.run(rules, tables))
    audit = findings.Audit("bench", "1970-01-01T00:00:00Z", ["core"], len(rules.rules), "", books, outcomes, found)
    with tempfile.TemporaryDirectory() as folder:
        timed("report: HTML and JSON", lambda: report.write(audit, Path(folder) / "out"))
    return seconds


def fresh_stages(runs: int) -> dict[str, float]:
    """The median of each stage over ``runs`` fresh processes."""
    command = [sys.executable, str(Path(__file__)), "--stages"]
    timings = [
        json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout) for _ in range(runs)
    ]
    return {name: statistics.median(timing[name] for timing in timings) for name in timings[0]}


def machine() -> str:
    """What the figures were measured on."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}"


def results(runs: int) -> str:
    """The page RESULTS.md."""
    whole, page, parts = audit(runs), wall(["--help"], runs), fresh_stages(runs)
    names = " ".join(f"samples/{path.name}" for path in BOOKS)
    lines = [
        "# Results",
        "",
        f"Made by `make bench` (`python bench/run.py --runs {runs}`) on {machine()}. Fresh processes, wall clock.",
        "",
        "| command | median | fastest | slowest | target |",
        "|---|---|---|---|---|",
        _row(f"`auditor audit {names} -o OUT`", whole, TARGETS["audit"]),
        _row("`auditor --help`", page, TARGETS["help"]),
        "",
        f"Where the time of the audit goes (`python bench/run.py --stages`, median of {runs} processes):",
        "",
        "| stage | seconds |",
        "|---|---|",
        *(f"| {name} | {seconds:.2f} |" for name, seconds in parts.items()),
        f"| sum | {sum(parts.values()):.2f} |",
    ]
    return "\n".join(lines) + "\n"


def _row(name: str, seconds: list[float], target: float) -> str:
    figures = (statistics.median(seconds), min(seconds), max(seconds))
    return f"| {name} | {' | '.join(f'{figure:.2f} s' for figure in figures)} | ≤ {target} s |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="fresh processes a figure (7)")
    parser.add_argument("--stages", action="store_true", help="only print the seconds of each stage, as JSON")
    options = parser.parse_args()
    if options.stages:
        print(json.dumps(stages()))
        return
    page = results(options.runs)
    (ROOT / "bench" / "RESULTS.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
