"""``auditor fix``: an exact suggestion is followed where the cell says nothing else, and what was done is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from auditor.annotate.note import APPLIED
from auditor.cli.app import run
from tests.cli.books import ROWS

TITLES = ["项目名称", "项目总额", "财政资金", "其他资金", "绩效目标", "一级指标", "二级指标", "三级指标",
          "绩效指标性质", "本年绩效指标值", "绩效度量单位"]  # fmt: skip


def book(folder: Path, **cells: Any) -> Path:
    """The small book as a workbook, with ``cells`` (address → value) changed. The satisfaction stands in row 9."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(["青河区教育局2026年度项目支出绩效表"])
    sheet.append(["金额单位：万元"])
    sheet.append(TITLES)
    for line in ROWS.replace("居民满意度\t≥", "居民满意度\t≤").splitlines():
        # The dump has a column more before the goal than this sheet has titles for sums.
        sheet.append([cell or None for cell in line.split("\t")])
    for address, value in cells.items():
        sheet[address] = value
        if isinstance(value, str) and value.startswith("=cmd"):
            sheet[address].data_type = "s"
    path = folder / "书.xlsx"
    made.save(path)
    return path


def test_an_exact_suggestion_is_followed_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = book(tmp_path)
    before = path.read_bytes()
    assert run(["fix", str(path), "-o", str(tmp_path / "改.xlsx")]) == 0
    said = capsys.readouterr().out
    assert "已改 Sheet!I9：指标性质 “≤” 改为 “≥”" in said
    assert "共改 1 条；改后再审：已改" in said
    assert path.read_bytes() == before
    sheet = openpyxl.load_workbook(tmp_path / "改.xlsx").active
    assert sheet["I9"].value == "≥"
    assert sheet["I9"].fill.fgColor.rgb.endswith(APPLIED)
    assert "【已改】" in sheet["I9"].comment.text
    original = openpyxl.load_workbook(path).active
    changed = [cell.coordinate for row in original for cell in row if sheet[cell.coordinate].value != cell.value]
    assert changed == ["I9"]


def test_a_cell_that_is_merged_is_left_to_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = book(tmp_path, I8="≤")
    made = openpyxl.load_workbook(path)
    made.active.merge_cells("I8:I9")
    made.active["I8"] = "≤"
    made.save(path)
    run(["fix", str(path), "-o", str(tmp_path / "改.xlsx")])
    assert "已改 Sheet!" not in capsys.readouterr().out
    sheet = openpyxl.load_workbook(tmp_path / "改.xlsx").active
    assert sheet["I8"].value == "≤"


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    path = book(tmp_path, H4="=cmd|' /C calc'!A0")
    run(["fix", str(path), "-o", str(tmp_path / "改.xlsx")])
    sheet = openpyxl.load_workbook(tmp_path / "改.xlsx").active
    assert (sheet["H4"].value, sheet["H4"].data_type) == ("=cmd|' /C calc'!A0", "s")


def test_the_original_is_never_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = book(tmp_path)
    before = path.read_bytes()
    assert run(["fix", str(path), "-o", str(path)]) == 2
    assert "原文件" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_only_a_workbook_can_be_corrected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "书.txt"
    path.write_text("青河区教育局\n" + ROWS, encoding="utf-8")
    assert run(["fix", str(path), "-o", str(tmp_path / "改.xlsx")]) == 2
    assert "auditor annotate" in capsys.readouterr().err
    assert not (tmp_path / "改.xlsx").exists()


def test_copies_of_a_result_are_found_by_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = book(tmp_path)
    assert run(["audit", str(path), "-o", str(tmp_path / "结果")]) in (0, 1)
    moved = tmp_path / "存档" / "另名.xlsx"
    moved.parent.mkdir()
    path.rename(moved)
    assert run(["annotate", str(tmp_path / "结果"), "-o", str(tmp_path / "批注")]) == 3
    assert "--files" in capsys.readouterr().err
    assert run(["annotate", str(tmp_path / "结果"), "--files", str(moved.parent), "-o", str(tmp_path / "批注")]) == 0
    copy = tmp_path / "批注" / "另名.批注.xlsx"
    assert openpyxl.load_workbook(copy).active["I9"].comment is not None
    # Written again over its own copy, but never over a file of somebody else.
    assert run(["annotate", str(moved), "-o", str(tmp_path / "批注")]) == 0
    copy.write_bytes(moved.read_bytes())
    assert run(["annotate", str(moved), "-o", str(tmp_path / "批注")]) == 2
    # A folder that holds the copies is audited without them.
    capsys.readouterr()
