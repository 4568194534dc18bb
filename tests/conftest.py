"""What every test may use: where the samples lie, and a command line to run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from tests import browser as chromium

# How long an example takes says more of the machine's other work than of the code.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Ended:
    """How a command line ended."""

    code: int
    out: str
    err: str


Auditor = Callable[..., Ended]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of published budget books."""
    return ROOT / "samples"


@pytest.fixture
def auditor_command(capfd: pytest.CaptureFixture[str]) -> Auditor:
    """Run ``auditor ARGUMENTS…`` in this process."""
    from auditor.cli.app import run

    def call(*arguments: str | Path) -> Ended:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return Ended(code, *capfd.readouterr())

    return call


@pytest.fixture
def auditor_process(tmp_path: Path) -> Auditor:
    """Run ``auditor ARGUMENTS…`` as a process of its own, outside the checkout, without a terminal."""

    def call(*arguments: str | Path, env: dict[str, str] | None = None) -> Ended:
        import os

        done = subprocess.run(
            [sys.executable, "-m", "auditor", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=600,
        )
        encoding = (env or {}).get("PYTHONIOENCODING", "utf-8").partition(":")[0]
        return Ended(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    return call


@pytest.fixture(scope="module")
def browser() -> Iterator[chromium.Browser]:
    """A Chromium that stays open for the tests of one file."""
    program = chromium.found()
    if program is None:
        pytest.skip("没有找到 Chromium：请安装 chromium，或用环境变量 CHROMIUM 指明它的位置")
    with chromium.Browser(program) as opened:
        yield opened
