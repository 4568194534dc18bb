"""Run ``auditor audit FOLDER`` from outside over many bad files beside sound ones, and judge how it ended.

A run that fails as a whole (aborted, too long, too much memory) is divided until the file is found that does it.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.attack.books import Book, book
from tests.attack.case import Case, Made
from tests.conftest import ROOT

SECONDS = 60
"""What one file may take, of processor time: on a busy machine the clock says more of the others."""
HANGING = 240
"""Seconds of the clock after which a run is killed, reached by what waits for nothing and on very slow machines."""
MEMORY = 2 * 1024**3
"""Bytes of the largest process, as the system counted them."""
ADDRESSES = 6 * 1024**3
"""Bytes of addresses a process may ask for: an attack that succeeds ends here, not with the machine."""
BOUNDED = f"""import os, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({ADDRESSES}, {ADDRESSES}))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"""
"""Python that limits itself and then becomes the program."""
BATCH = 50
"""Damaged files in one folder. More would let the main process grow with their number instead of with one of them."""
HEAVY = 12
"""Hostile files in one folder: some take seconds, and a run that fails is divided."""
SOUND: dict[str, Book] = {
    "sound-a.txt": book("txt", "forms"),
    "sound-b.xlsx": book("xlsx", "list"),
    "sound-c.pdf": book("pdf", "forms"),
}
"""Files that stand beside the bad ones and must be reported as ever."""
UNFORESEEN = re.compile(r"Traceback \(most recent|程序出错|Fatal Python error|terminate called")


@dataclass(frozen=True)
class Fault:
    """What one file, or a run that cannot be divided, did wrong. ``name`` is that of the case."""

    name: str
    sort: str
    """One of: aborted, time, memory, traceback, pages, sound file lost, unaccounted, silent loss, exit."""
    detail: str = ""


@dataclass(frozen=True)
class Run:
    """How one ``auditor audit`` ended, and what it wrote."""

    code: int
    printed: str
    seconds: float
    """Of processor time, all processes together."""
    memory: int
    killed: bool
    out: Path

    @cached_property
    def result(self) -> dict[str, Any]:
        """findings.json; empty if there is none."""
        try:
            loaded: dict[str, Any] = json.loads((self.out / "findings.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return loaded

    def documents(self, stem: str) -> list[dict[str, Any]]:
        """The documents that were read from a file, the members of a ZIP among them."""
        return [one for one in self.result.get("documents", []) if stem in one["path"]]

    def counted(self, stem: str) -> tuple[int, int]:
        """Projects and indicators reported of a file."""
        ledgers = [one["ledger"] for one in self.documents(stem)]
        return sum(one["projects"] for one in ledgers), sum(one["indicators"] for one in ledgers)

    def refused(self, stem: str) -> bool:
        """Whether the file, or a member of it, is listed as not read or as left aside."""
        listed = [*self.result.get("unread", []), *self.result.get("run", {}).get("skipped", [])]
        return any(stem in json.dumps(one, ensure_ascii=False) for one in listed)

    def said(self, stem: str) -> bool:
        """Whether there is any word that not all of the file was read, or not surely. What no browser shows (a
        template) is no part of the document, but the ledger says that it is there."""
        documents = self.documents(stem)
        ids = {one["id"] for one in documents}
        return (
            self.refused(stem)
            or any(
                not table["read"] or table["title"] == "不显示的内容"
                for one in documents
                for table in one["ledger"]["tables"]
            )
            or any(repair["doubtful"] for one in documents for repair in one["repairs"])
            or any(one["document"] in ids and one["status"] == "needs-review" for one in self.result["findings"])
            or any(stem in json.dumps(one, ensure_ascii=False) for one in self.result.get("notices", []))
        )


def audit(folder: Path, out: Path, *, jobs: int, seconds: float) -> Run:
    """Run the command line on a folder; a run that takes longer is killed with its children."""
    command = [
        sys.executable,
        "-c",
        BOUNDED,
        "-m",
        "auditor",
        "audit",
        folder.name,
        "-o",
        str(out),
        "--jobs",
        str(jobs),
    ]
    killed = threading.Event()
    with (out.parent / "printed").open("w+b") as printed:
        process = subprocess.Popen(
            command,
            cwd=folder.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

        def kill() -> None:
            killed.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(seconds, kill)
        timer.start()
        try:
            # Usage of this run alone, of the largest among the process and all it waited for.
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            kill()
            raise
        finally:
            timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        text = printed.read().decode(errors="replace")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(process.returncode, text, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, killed.is_set(), out)


def whole_page(page: Path) -> bool:
    return page.exists() and page.read_bytes().rstrip().endswith(b"</html>")


def _of_the_run(run: Run, files: int) -> Iterator[tuple[str, str]]:
    """What is wrong with the run as a whole."""
    if run.killed:
        yield "time", "killed: it did not end"
    elif run.seconds > SECONDS + files - 1:
        yield "time", f"{run.seconds:.0f} s"
    if not run.killed and run.code not in range(4):
        yield "aborted", f"exit {run.code}: {run.printed[-200:]}"
    if run.memory > MEMORY:
        yield "memory", f"{run.memory / 1024**3:.1f} GB"
    if found := UNFORESEEN.search(run.printed):
        yield "traceback", run.printed[found.start() : found.start() + 300]
    if run.killed:
        return
    pages = [run.out / name for name in run.result.get("run", {}).get("files", []) if name.endswith(".html")]
    broken = [page.name for page in pages if not whole_page(page)]
    if broken or len(pages) != len(run.result.get("documents", [])) + 1:
        yield "pages", f"{len(pages)} written, cut off or missing: {broken}"
    for name, sound in SOUND.items():
        if run.counted(name) != (sound.projects, sound.indicators):
            yield "sound file lost", f"{name}: {run.counted(name)}"


def _of_the_file(run: Run, case: Case, made: Made) -> Iterator[tuple[str, str]]:
    projects, indicators = run.counted(case.stem)
    said = run.said(case.stem)
    if not run.documents(case.stem) and not run.refused(case.stem):
        yield "unaccounted", "neither a document nor unread"
    elif (projects < made.projects or indicators < made.indicators) and not said:
        yield "silent loss", f"{projects} projects of {made.projects}, {indicators} indicators of {made.indicators}"
    if run.refused(case.stem) and run.code != 3:
        yield "exit", f"{run.code}, though not all was read"


@dataclass
class Tally:
    """What a number of cases cost, and their faults."""

    cases: int = 0
    seconds: float = 0
    slowest: float = 0
    memory: int = 0
    faults: tuple[Fault, ...] = ()

    def add(self, run: Run) -> None:
        self.seconds += run.seconds
        self.slowest = max(self.slowest, run.seconds)
        self.memory = max(self.memory, run.memory)


def attack(cases: Sequence[Case], *, jobs: int = 2, told: Callable[[Fault], None] = lambda fault: None) -> Tally:
    """Run the cases, many in one folder, and judge each; faults are ``told`` as they are found."""
    tally = Tally(len(cases))
    # Cases of damage are numbered, each in a kind of its own: family/format/number.
    batch = BATCH if cases[0].name.count("/") > 1 else HEAVY
    for start in range(0, len(cases), batch):
        made = [(case, case.make()) for case in cases[start : start + batch]]
        for fault in _judged(made, jobs, tally):
            told(fault)
            tally.faults += (fault,)
    return tally


def _judged(made: Sequence[tuple[Case, Made]], jobs: int, tally: Tally) -> Iterator[Fault]:
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "in"
        folder.mkdir()
        for name, sound in SOUND.items():
            (folder / name).write_bytes(sound.data)
        for case, one in made:
            (folder / case.file).write_bytes(one.data)
        run = audit(folder, Path(scratch) / "out", jobs=jobs, seconds=HANGING + len(made))
        whole = list(_of_the_run(run, len(made)))
        if whole and len(made) > 1:
            part = len(made) // 4 or 1
            for start in range(0, len(made), part):
                yield from _judged(made[start : start + part], jobs, tally)
            return
        tally.add(run)
        for case, one in made:
            of_the_file = [] if whole else list(_of_the_file(run, case, one))
            yield from (Fault(case.name, sort, detail) for sort, detail in [*whole, *of_the_file])
