"""Where the program runs: folders that may not be looked into, no current folder, a locale without Chinese."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from tests.cli.books import FAULTY, SOUND
from tests.conftest import ROOT, Auditor

NOBODY = 65534
"""The user id without any rights: a folder's mode means nothing to the administrator whom tests may run as."""


def unread(out: Path) -> list[dict[str, str]]:
    return list(json.loads((out / "findings.json").read_text(encoding="utf-8"))["unread"])


@pytest.mark.parametrize(
    ("number", "told"), [(errno.EACCES, "没有权限"), (errno.EIO, "磁盘读写出错"), (errno.ENOENT, "不存在")]
)
@pytest.mark.parametrize("closed", ["送审/二级", "送审"])
def test_a_folder_that_cannot_be_listed_is_told(
    closed: str, number: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor
) -> None:
    (tmp_path / "送审" / "二级").mkdir(parents=True)
    (tmp_path / "送审" / "书.txt").write_text(SOUND, encoding="utf-8")
    (tmp_path / "另.txt").write_text(SOUND, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    real = os.scandir

    def scandir(path: Any = ".") -> Any:
        if str(path) == str(Path(closed)):
            raise OSError(number, "said by the system", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    ended = auditor_command("audit", "送审", "另.txt", "-o", "结果")
    assert ended.code == 3
    found = unread(Path("结果"))
    assert len(found) == 1, found
    (entry,) = found
    assert entry["path"] == str(Path(closed))
    assert told in entry["message"]
    assert entry["path"] in ended.err
    assert entry["message"] in Path("结果/index.html").read_text(encoding="utf-8")


def test_a_named_folder_that_cannot_be_listed_is_no_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor
) -> None:
    (tmp_path / "送审").mkdir()

    real = os.scandir

    def scandir(path: Any = ".") -> Any:
        if str(path) == "送审":
            raise PermissionError(errno.EACCES, "said by the system", str(path))
        return real(path)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "scandir", scandir)
    ended = auditor_command("audit", "送审", "-o", "结果")
    assert ended.code == 3
    assert "没有权限" in ended.err


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter; that of pytest is closed to others."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="no modes of folders")
def test_a_folder_without_rights_is_told_by_a_real_system(open_folder: Path) -> None:
    sub = open_folder / "送审" / "二级"
    sub.mkdir(parents=True)
    (open_folder / "送审" / "书.txt").write_text(SOUND, encoding="utf-8")
    (sub / "书.txt").write_text(FAULTY, encoding="utf-8")
    sub.chmod(0)
    script = (
        # The first call loads all that is needed while the user may read the program.
        "import os, sys; from auditor.inputs import expand; expand(['送审']);"
        f"os.geteuid() or os.setuid({NOBODY}); files, skipped = expand(['送审']);"
        "sys.stdout.buffer.write('|'.join([*map(str, files), *(f'{s.path} {s.message}' for s in skipped)]).encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=open_folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        timeout=120,
    )
    sub.chmod(0o755)
    told = done.stdout.decode().split("|")
    assert told[0] == str(Path("送审", "书.txt")), done.stderr.decode()
    assert told[1].startswith(f"{Path('送审', '二级')} 文件夹打不开（没有权限")


@pytest.mark.skipif(os.name == "nt", reason="the system does not delete a current folder")
@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "{0}/书.txt", "-o", "{0}/结果"),
        ("audit", "{0}/书.txt", "-o", "{0}/结果", "--rules", "core"),
        ("query", "{0}/书.txt", "select 1"),
        ("rules", "list"),
        ("tree", "{0}/书.txt"),
    ],
)
def test_a_current_folder_that_is_gone_is_a_sentence(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "书.txt").write_text(SOUND, encoding="utf-8")
    gone = tmp_path / "gone"
    gone.mkdir()
    program = (
        "import os, sys; os.chdir(sys.argv[1]); os.rmdir(sys.argv[1]);"
        "from auditor.cli.app import run; sys.exit(run(sys.argv[2:]))"
    )
    given = [part.format(tmp_path) for part in arguments]
    done = subprocess.run(
        [sys.executable, "-c", program, str(gone), *given],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["错误：当前文件夹已不存在（被删除或移走）。请进入另一个文件夹再运行。"]


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_locale_without_chinese_reads_and_writes_chinese_names(tmp_path: Path) -> None:
    (tmp_path / "送审").mkdir()
    (tmp_path / "送审" / "书.txt").write_text(FAULTY, encoding="utf-8")
    command = [sys.executable, "-m", "auditor", "audit", "送审", "-o", "结果"]
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONPATH": str(ROOT)}
    alive = subprocess.run([sys.executable, "-c", ""], env={**os.environ, **locale}, capture_output=True, check=False)
    if alive.returncode:
        # The .pth file of an editable install names the checkout, and Python reads it in the encoding of the locale.
        pytest.skip("Python itself does not start in this locale: the checkout lies in a folder with a Chinese name")
    for _ in range(2):  # the second run replaces the first result
        done = subprocess.run(
            command, cwd=tmp_path, env={**os.environ, **locale}, capture_output=True, check=False, timeout=120
        )
        assert done.returncode == 1, done.stderr
        assert sorted(path.name for path in (tmp_path / "结果").iterdir()) == [
            "findings.json",
            "index.html",
            "书.html",
            "问题清单.xlsx",
        ]
    (document,) = json.loads((tmp_path / "结果" / "findings.json").read_text(encoding="utf-8"))["documents"]
    assert (document["id"], document["path"]) == ("书", "送审/书.txt")
