"""``auditor diff``: results and documents are taken alike; the table, the lists and the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.cli.app import run
from tests.cli.books import SOUND
from tests.rounds.test_difference import BOOK, OWNER


def file(folder: Path, text: str) -> str:
    folder.mkdir()
    (folder / "书.txt").write_text(text, encoding="utf-8")
    return str(folder)


def test_a_result_and_documents_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = file(tmp_path / "甲", BOOK)
    run(["audit", old, "-o", str(tmp_path / "结果")])
    new = file(tmp_path / "乙", BOOK.replace("亮灯率\t≥\t95", "亮灯率\t≥\t80"))
    capsys.readouterr()
    assert run(["diff", str(tmp_path / "结果"), new, "-o", str(tmp_path / "对比")]) == 1
    said = capsys.readouterr().out
    assert "仍在" in said
    assert "80（放松）" in said
    assert sorted(path.name for path in (tmp_path / "对比").iterdir()) == ["两轮对比.html", "两轮对比.xlsx"]


def test_what_was_written_beside_the_documents_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = file(tmp_path / "甲", BOOK)
    assert run(["diff", folder, folder, "-o", folder]) == 1
    assert run(["diff", folder, folder]) == 1
    heard = capsys.readouterr()
    assert "跳过以前的审核结果 2 个文件" in heard.err
    assert "未能读取" not in heard.err


def test_a_book_without_faults_ends_with_0(tmp_path: Path) -> None:
    sound = OWNER + SOUND
    old, new = file(tmp_path / "甲", sound), file(tmp_path / "乙", sound)
    assert run(["diff", old, new, "--rules", "self-evaluation"]) == 0


def test_what_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", str(tmp_path / "没有"), str(tmp_path / "没有")]) == 2
    assert "路径不存在" in capsys.readouterr().err
