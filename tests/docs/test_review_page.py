"""docs/审核流程.md: its commands lead from forty departments' files to forty letters and one list."""

from __future__ import annotations

import re
import shlex
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from auditor.findings import Choice
from auditor.report.formats.workbook import ALL, COLUMNS
from tests.cli.books import FAULTY, SOUND
from tests.conftest import ROOT, Auditor

PAGE = (ROOT / "docs" / "审核流程.md").read_text(encoding="utf-8")
COMMANDS = [shlex.split(line) for line in re.findall(r"^auditor .+$", PAGE, re.MULTILINE)]
PROJECT = re.findall(r"```yaml\n(.+?)```", PAGE, re.DOTALL)
HEADS = [head for head, _ in COLUMNS]
DEPARTMENTS = [f"青河区第{number}管理局" for number in range(1, 41)]


def test_the_page_leads_to_forty_letters_and_one_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "auditor.yaml").write_text(PROJECT[0], encoding="utf-8")
    for folder, book in (("送审", FAULTY), ("修改稿", SOUND)):
        (tmp_path / folder).mkdir()
        for name in DEPARTMENTS:
            (tmp_path / folder / f"{name}.txt").write_text(f"{name}2026年部门预算\n\n{book}", encoding="utf-8")
    first, collect, again, second, rounds, stats = COMMANDS

    assert auditor_command(*first[1:]).code == 1
    lists = tmp_path / "审核结果" / "问题清单.xlsx"
    made = load_workbook(lists)
    sheet = made[ALL]
    assert len(made.sheetnames) == len(DEPARTMENTS) + 2
    grave = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, HEADS.index("级别") + 1).value == "必须修改"]
    assert len(grave) == 2 * len(DEPARTMENTS)
    for number, row in enumerate(grave):
        sheet.cell(row, HEADS.index("处理意见") + 1).value = (Choice.TRUE, Choice.FALSE_ALARM)[number % 2]
    made.save(lists)

    ended = auditor_command(*collect[1:])
    assert (ended.code, f"新收 {len(grave)} 条" in ended.out) == (0, True)
    ended = auditor_command(*again[1:])
    assert f"审核意见：{len(DEPARTMENTS)} 份" in ended.out
    assert "没有处理意见" not in ended.err
    letters = sorted((tmp_path / "审核结果").glob("审核意见-*.docx"))
    assert {letter.stem.removeprefix("审核意见-") for letter in letters} == set(DEPARTMENTS)
    for letter in letters:
        text = "\n".join(each.text for each in docx.Document(BytesIO(letter.read_bytes())).paragraphs)
        assert "发现须修改的问题 1 处" in text
        assert "青河区财政局" in text
    assert "50%" in auditor_command(*stats[1:]).out
    ended = auditor_command(*second[1:])
    assert ended.code == 0
    assert "消失" in ended.out
    assert auditor_command(*rounds[1:]).code == 0
    changes = load_workbook(tmp_path / "对比.xlsx")["问题"]
    assert {changes.cell(row, 2).value for row in range(2, changes.max_row + 1)} >= {"已改"}


def test_the_table_on_top_has_the_same_commands() -> None:
    in_table = [shlex.split(each) for each in re.findall(r"\| `(auditor [^`]+)` \|", PAGE)]
    assert in_table == COMMANDS[:-2]
