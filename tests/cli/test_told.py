"""What ``audit`` says at its end, ``-`` for the standard input, and completion."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.books import FAULTY, SOUND
from tests.conftest import ROOT, Auditor


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "甲.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(SOUND, encoding="utf-8")
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_file_has_its_verdict_in_one_table(desk: Path, auditor_command: Auditor) -> None:
    lines = auditor_command("audit", ".", "-o", "审核结果").out.splitlines()
    assert lines[0].split() == [
        "部门",
        "文件",
        "年度",
        "结论",
        "必须修改",
        "建议修改",
        "提示",
        "待核实",
        "项目",
        "指标",
    ]
    cells = [line.split() for line in lines[2:6]]
    assert cells[0] == ["未识别部门", "乙.txt", "可公开", "0", "0", "0", "0", "1", "6"]
    assert cells[1] == ["未识别部门", "甲.txt", "须修改", "2", "0", "0", "0", "1", "6"]
    assert cells[2] == ["坏.pdf", "未能读取"]
    assert cells[3] == ["合计", "2", "份文件", "2", "0", "0", "0", "2", "12"]
    assert lines[-1] == f"报告：{Path('审核结果', 'index.html')}"
    assert auditor_command("audit", "甲.txt", "-o", "表", "--format", "xlsx").out.splitlines()[-1] == "报告：表"


def test_letters_that_are_not_written_or_not_whole_are_said(desk: Path, auditor_command: Auditor) -> None:
    (desk / "空.txt").write_text("部门预算说明\n没有绩效表。\n", encoding="utf-8")
    ended = auditor_command("audit", ".", "-o", "审核结果", "--format", "docx")
    assert "审核意见：2 份" in ended.out
    assert "没有写审核意见：空：没有要发的问题，但尚不能认定可以公开" in ended.err
    assert "可在 auditor.yaml 的 letter: 下写明" in ended.err
    (desk / "auditor.yaml").write_text("letter: {审核单位: 某局}\n", encoding="utf-8")
    ended = auditor_command("audit", "甲.txt", "-o", "审核结果")
    assert "审核意见：1 份" in ended.out, "a project file that says who sends them makes letters usual"
    assert "letter" not in ended.err


def test_a_dash_is_refused_with_a_way_out(desk: Path, auditor_command: Auditor) -> None:
    ended = auditor_command("audit", "-")
    assert ended.code == 2
    assert ended.err == "错误：-：不从标准输入读取。请先存成文件，再写上文件名。\n"
    (desk / "-").write_text(SOUND, encoding="utf-8")
    assert auditor_command("audit", "-", "-o", "审核结果").code == 0, "a file of this name is a file"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_has_its_script(shell: str, auditor_command: Auditor) -> None:
    ended = auditor_command("completion", shell)
    assert ended.code == 0
    assert "_AUDITOR_COMPLETE" in ended.out


def test_an_unknown_shell_is_refused(auditor_command: Auditor) -> None:
    ended = auditor_command("completion", "cmd")
    assert (ended.code, "可用的有 bash、zsh、fish、powershell" in ended.err) == (2, True)


@pytest.mark.parametrize(("typed", "offered"), [("auditor ru", {"rules"}), ("auditor review ", {"import", "stats"})])
def test_a_shell_is_told_what_could_follow(typed: str, offered: set[str]) -> None:
    words = typed.split(" ")
    asked = {"_AUDITOR_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "auditor"], env={**os.environ, **asked, "PYTHONPATH": str(ROOT)},
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert set(done.stdout.split()) == offered
