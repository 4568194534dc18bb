"""Compare readers of PDF tables: pages per second, peak memory, rows right. Writes bench/pdf/results.md.

    make bench-pdf            (or: python -m bench.pdf.run, where the packages of the group "bench" are installed)

Each reader reads each file in a separate process, and the readers take turns within one run. Time is the process's
processor time without imports; the best round counts, because other programs can only slow a reader down.
A reader whose package is missing is left out, and the page says so.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from bench.pdf.readers import LIMIT, OURS, PLAIN, READERS
from bench.pdf.rows import right
from tests.readers.pdf.paper import pdf, text

ROOT = Path(__file__).resolve().parents[2]
TRUTH = ROOT / "samples" / "chaoyang-government-2026.txt"
FILES = sorted((ROOT / "samples" / "made").glob("chaoyang-*.pdf"))
PAGES = (ROOT / "bench" / "pdf" / "results.md", ROOT / "docs" / "benchmarks.md")
SLOW = 1
"""Rounds for readers that take seconds per file."""
PACKAGES = ("pypdfium2", "pdfplumber", "camelot-py", "pymupdf")


@dataclass(slots=True)
class Measured:
    """A reader on a file: pages, seconds of the best round, megabytes of the worst, share of correct rows."""

    pages: int
    seconds: float
    memory: float | None
    right: float | None


def peak() -> float | None:
    """Peak memory of this process in megabytes; None if the system does not report it."""
    try:
        import resource
    except ImportError:
        return None
    unit = 1048576 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def one(name: str, path: str, judge: bool) -> Measured:
    """Read one file in this process."""
    module, reader = READERS[name]
    __import__(module)
    start = time.process_time()
    pages, blocks = reader(path)
    seconds = time.process_time() - start
    memory = peak()
    return Measured(pages, seconds, memory, right(blocks, TRUTH) if judge and name != LIMIT else None)


def fresh(name: str, path: Path, judge: bool) -> Measured:
    """The same in a new process."""
    command = [sys.executable, "-m", "bench.pdf.run", "--one", name, str(path), *(["--judge"] if judge else [])]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8")
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def best(name: str, path: Path, so_far: Measured | None) -> Measured:
    now = fresh(name, path, judge=so_far is None)
    if so_far is None:
        return now
    memory = max(now.memory or 0.0, so_far.memory or 0.0) or None
    return Measured(now.pages, min(now.seconds, so_far.seconds), memory, so_far.right)


def measure(names: list[str], files: list[Path], rounds: int) -> dict[tuple[str, Path], Measured]:
    measured: dict[tuple[str, Path], Measured] = {}
    for turn in range(rounds):
        for path in files:
            for name in names:
                if turn < SLOW or name in {LIMIT, OURS}:
                    measured[name, path] = best(name, path, measured.get((name, path)))
    return measured


def prose(folder: Path) -> Path:
    """A file of 60 pages without any table."""
    line = "本部门二〇二六年预算按照有关规定编制，项目支出绩效目标随部门预算一并公开。"
    path = folder / "prose.pdf"
    path.write_bytes(pdf(*[[text(30, 20 + 9 * row, line, size=8) for row in range(30)]] * 60))
    return path


def page(measured: dict[tuple[str, Path], Measured], names: list[str], files: list[Path], plain: Path) -> str:
    """The page in Markdown."""
    counts = {path: measured[LIMIT, path].pages for path in files}
    totals = {name: sum(measured[name, path].seconds for path in files) for name in names}
    number = sum(counts.values())
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES if _installed(name))
    lines = [
        "# Reading tables from PDF",
        "",
        f"Made by `make bench-pdf` (`python -m bench.pdf.run`) on {platform.system()} {platform.machine()},"
        f" {os.cpu_count()} cores, Python {platform.python_version()}; {versions}.",
        "",
        f"The same table (83 projects, 528 rows) as {len(files)} programs print it, {number} pages in all. Each reader"
        " reads each file in a fresh process, the readers taking turns; processor time, imports not counted, best"
        " round. *Rows right*: the whole row exact and under the right project; every reader's tables go through the"
        " same plain stage, which knows the columns by their places (bench/pdf/rows.py).",
        "",
        "| reader | pages/s | × pdfplumber | of the limit | rows right, mean | worst file | peak MB |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in names:
        shares = [measured[name, path].right for path in files]
        known = [share for share in shares if share is not None]
        memory = max((measured[name, path].memory or 0.0 for path in files), default=0.0)
        quality = f"{_percent(sum(known) / len(known))} | {_percent(min(known))}" if known else "– | –"
        faster = f"{totals[PLAIN] / totals[name]:.1f}" if PLAIN in totals else "–"
        share = _percent(totals[LIMIT] / totals[name])
        lines.append(
            f"| {name} | {number / totals[name]:.1f} | {faster} | {share} | {quality} | {memory:.0f} |"
            if memory
            else f"| {name} | {number / totals[name]:.1f} | {faster} | {share} | {quality} | – |"
        )
    lines += ["", "By file, pages a second and rows right:", ""]
    lines += ["| file | pages | " + " | ".join(names) + " |", "|---" * (2 + len(names)) + "|"]
    for path in files:
        cells = [
            f"{counts[path] / found.seconds:.1f}" + (f", {_percent(found.right)}" if found.right is not None else "")
            for found in (measured[name, path] for name in names)
        ]
        lines.append(f"| {path.name} | {counts[path]} | " + " | ".join(cells) + " |")
    lines += [
        "",
        "chaoyang-chromium-dashed draws the lines between rows as dashes. The other readers find no line between the"
        " cells of its last column: pdfplumber and PyMuPDF give the units of all its rows as one cell, so no row is"
        " whole, and camelot finds only the two lines of the header.",
    ]
    alone, whole = measured[LIMIT, plain], measured[OURS, plain]
    lines += [
        "",
        f"A page without a table ({alone.pages} pages of prose): {1000 * alone.seconds / alone.pages:.1f} ms for"
        f" PDFium's text alone, {1000 * whole.seconds / alone.pages:.1f} ms for the auditor's lines with their places,"
        f" {whole.seconds / alone.seconds:.1f} times as much. Nothing is asked of such a page that a table would need"
        " (tests/readers/pdf/test_read.py).",
    ]
    missing = [name for name in READERS if name not in names]
    if missing:
        lines += ["", "Not measured, for the package is not installed: " + ", ".join(missing) + "."]
    return "\n".join(lines) + "\n"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="rounds of the two fast readers (7)")
    parser.add_argument("--one", nargs=2, metavar=("READER", "FILE"), help=argparse.SUPPRESS)
    parser.add_argument("--judge", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        found = one(options.one[0], options.one[1], options.judge)
        values = (found.pages, found.seconds, found.memory, found.right)
        print(json.dumps(dict(zip(("pages", "seconds", "memory", "right"), values, strict=True))))
        return
    names = [name for name, (module, _) in READERS.items() if util.find_spec(module)]
    with tempfile.TemporaryDirectory() as folder:
        plain = prose(Path(folder))
        measured = measure(names, FILES, options.rounds)
        for _ in range(options.rounds):
            for name in (LIMIT, OURS):
                found = fresh(name, plain, judge=False)
                before = measured.get((name, plain), found)
                measured[name, plain] = min(found, before, key=lambda one: one.seconds)
        written = page(measured, names, FILES, plain)
    for path in PAGES:
        path.write_text(written, encoding="utf-8", newline="\n")
    print(written)


if __name__ == "__main__":
    main()
