"""The built wheel, alone with its declared dependencies in an empty environment, does the main job."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

BOOKS = ("chaoyang-government-2026", "beijing-hrss-2026")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_it_carries_rules_reports_and_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("rules", "reports"):
        shipped = {
            f"auditor/data/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert shipped
        assert shipped <= names
    assert "auditor/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "samples/", "bench/"))]


def test_it_does_the_main_job_in_an_empty_environment(wheel: Path, tmp_path: Path, samples: Path) -> None:
    home = tmp_path / "env"
    venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(home)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = next(path for path in (scripts / "python.exe", scripts / "python") if path.exists())
    install = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "install"]
    subprocess.run([*install, "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    site = _run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], tmp_path).strip()
    _copy_dependencies(wheel, Path(site))

    command = next(path for path in (scripts / "auditor.exe", scripts / "auditor") if path.exists())
    out = tmp_path / "结果"
    books = [samples / f"{name}.txt" for name in BOOKS]
    _run([command, "audit", *books, "-o", out, "--fail-on", "never"], tmp_path)

    result = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    assert [document["id"] for document in result["documents"]] == list(BOOKS)
    assert len(result["findings"]) > 100
    assert (out / "index.html").stat().st_size > 1000
    where = _run([python, "-c", "import auditor; print(auditor.__file__)"], tmp_path)
    assert Path(where.strip()).is_relative_to(home)


def _run(command: list[str | Path], folder: Path) -> str:
    env = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**env, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _copy_dependencies(wheel: Path, site: Path) -> None:
    """Copy from this environment what the wheel declares, and what that declares in turn: nothing else is there."""
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        lines = archive.read(metadata).decode("utf-8").splitlines()
    waiting = [line.partition(": ")[2] for line in lines if line.startswith("Requires-Dist: ")]
    assert waiting
    copied: set[str] = set()
    while waiting:
        requirement = Requirement(waiting.pop())
        # typing_extensions and typing-extensions are one.
        name = canonicalize_name(requirement.name)
        if name in copied or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        copied.add(name)
        found = _distribution(requirement.name)
        waiting += found.requires or []
        for file in found.files or []:
            source = Path(str(found.locate_file(file)))
            if ".." in file.parts or not source.is_file():
                continue
            target = site / file
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(source, target)
            except OSError:
                shutil.copy2(source, target)


def _distribution(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError:
        pytest.fail(f"{name} is not installed here; run `make test`")
