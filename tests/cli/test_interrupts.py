"""Ctrl-C at any moment: one line, exit code 130, nothing half written and no process left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.interrupts import SAID
from tests.cli.books import FAULTY
from tests.conftest import ROOT

if sys.platform == "win32":
    pytest.skip("a process group cannot be interrupted alone on this system", allow_module_level=True)

RUN = [sys.executable, "-m", "auditor"]
BOOKS = 4
MOMENTS = 20
"""Spread over the run."""
OWN = """\
pack: own
rules:
- {id: MY-001, name: 名, problem: custom, severity: error, over: 指标, message: 改, where: "指标性质 = '≤'"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(BOOKS):
        (tmp_path / f"书{number}.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    return tmp_path


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """An audit in a process group of its own."""
    books = [f"书{number}.txt" for number in range(BOOKS)]
    command = [*RUN, "audit", *books, "-o", "out", *arguments]
    return subprocess.Popen(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def left(group: int) -> bool:
    """Whether a process of the group is left some seconds later: a worker that is starting must first find out."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


def begun(process: subprocess.Popen[bytes]) -> bool:
    """Whether the program's own first line has run: before it, the signal meets Python itself."""
    try:
        caught = next(
            line for line in Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8").splitlines()
            if line.startswith("SigCgt")
        )  # fmt: skip
    except OSError:
        pytest.skip("no /proc on this system")
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


def told(err: bytes) -> Iterator[str]:
    return (line for line in err.decode().splitlines() if not line.startswith("已读取"))


def length(folder: Path, *arguments: str) -> float:
    started = time.monotonic()
    start(folder, *arguments).communicate()
    return time.monotonic() - started


@pytest.mark.parametrize(
    ("number", "arguments", "group"),
    [
        pytest.param(signal.SIGINT, (), True, id="Ctrl-C in a terminal, which tells every process"),
        pytest.param(signal.SIGINT, ("--jobs", "2", "--rules", "own.yaml"), False, id="SIGINT while workers run"),
        pytest.param(signal.SIGTERM, ("--jobs", "2", "--rules", "own.yaml"), False, id="SIGTERM while workers run"),
    ],
)
def test_an_interruption_is_one_line_at_any_moment(
    number: signal.Signals, arguments: tuple[str, ...], group: bool, folder: Path
) -> None:
    whole = length(folder, *arguments)
    seen = set()
    # Workers are slow to start: fewer moments.
    for moment in range(0, MOMENTS, 1 if group else 4):
        process = start(folder, *arguments)
        while not begun(process):
            time.sleep(0.001)
        time.sleep(whole * moment / MOMENTS)
        os.killpg(process.pid, number) if group else process.send_signal(number)
        _, err = process.communicate(timeout=60)
        seen.add(process.returncode)
        assert not left(process.pid), moment
        if process.returncode == 128 + number:
            assert list(told(err)) == [SAID], moment
        else:
            # It came when the result was written.
            assert (process.returncode, list(told(err))) == (1, []), moment
        assert not list(folder.glob(".*")), "something half written is left"
        assert not (folder / "out").exists() or (folder / "out" / "findings.json").exists()
    assert 128 + number in seen


def test_a_process_that_swallows_the_interruption_is_ended(tmp_path: Path) -> None:
    script = tmp_path / "stubborn.py"
    script.write_text(
        "import time\n"
        "from auditor import interrupts\n"
        "if __name__ == '__main__':\n"
        "    interrupts.PATIENCE = 0.5\n"
        "    interrupts.raise_and_clean()\n"
        "    while True:\n"
        "        try:\n"
        "            print('begun', flush=True)\n"
        "            time.sleep(60)\n"
        "        except BaseException:\n"
        "            pass\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [sys.executable, script], env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err.decode()) == (130, f"{SAID}\n")
