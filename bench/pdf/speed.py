"""Pages per second and peak memory of the PDF reader beside raw PDFium text and plain pdfplumber, in one run.

    python bench/pdf/speed.py samples/made/*.pdf

Each reader runs each file in a process of its own, in turn, and is timed by its own processor time; the best round
counts, for another program's load only ever slows one down. The table goes to standard output as Markdown.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5


def ours(path: str) -> int:
    from auditor.readers.pdf import read

    return read(path, Path(path).read_bytes()).pages or 0


def raw_text(path: str) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(Path(path).read_bytes())
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    return len(document)


def plumber(path: str) -> int:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
        return len(document.pages)


READERS: dict[str, Callable[[str], int]] = {"raw PDFium text": raw_text, "auditor": ours, "pdfplumber": plumber}


def _measure(name: str, path: str) -> None:
    reader = READERS[name]
    # Imports are not the reader's work.
    __import__("auditor.readers.pdf" if name == "auditor" else "pypdfium2" if "raw" in name else "pdfplumber")
    start = time.process_time()
    pages = reader(path)
    seconds = time.process_time() - start
    print(pages, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main(paths: list[str]) -> None:
    best: dict[tuple[str, str], tuple[float, float]] = {}
    pages: dict[str, int] = {}
    for round_number in range(ROUNDS):
        for path in paths:
            for name in READERS:
                if name == "pdfplumber" and round_number:
                    continue
                command = [sys.executable, __file__, "--one", name, path]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                counted, spent, peak = done.stdout.split()
                pages[path] = int(counted)
                before = best.get((name, path), (float("inf"), 0.0))
                best[name, path] = (min(before[0], float(spent)), max(before[1], float(peak)))
    print("| file | pages | " + " | ".join(f"{name}, pages/s (MB)" for name in READERS) + " | × pdfplumber | of raw |")
    print("|---" * (4 + len(READERS)) + "|")
    totals = dict.fromkeys(READERS, 0.0)
    for path in [*paths, ""]:
        cells = []
        for name in READERS:
            if path:
                seconds, memory = best[name, path]
                totals[name] += seconds
                cells.append(f"{pages[path] / seconds:.0f} ({memory:.0f})")
            else:
                cells.append(f"{sum(pages.values()) / totals[name]:.0f}")
        raw, mine, plain = ((best[name, path][0] if path else totals[name]) for name in READERS)
        label, number = (Path(path).name, pages[path]) if path else ("all", sum(pages.values()))
        print(f"| {label} | {number} | {' | '.join(cells)} | {plain / mine:.1f} | {100 * raw / mine:.0f} % |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _measure(sys.argv[2], sys.argv[3])
    else:
        main(sys.argv[1:])
