"""The head of a form in lines above its grid: name, goal and sums belong to the project as if they stood in cells."""

from __future__ import annotations

import pytest

from auditor.forms import read_book
from auditor.grid import Block
from tests.forms.grids import line, printed, sheet

ROWS = """
一级指标｜二级指标｜三级指标｜指标值
产出指标｜数量指标｜扫描档案卷数｜≥500卷
"""


@pytest.mark.parametrize("label", ["项目名称", "申报项目", "补助资金名称", "预算项目名称"])
def test_a_line_names_the_project_of_the_grid_below_it(label: str) -> None:
    blocks: list[Block] = [line("项目支出绩效目标表")]
    for name in ("档案数字化", "档案修复"):
        blocks += [line(f"{label}：{name}        金额：万元"), line("年度目标：全年完成。"), sheet(ROWS)]
    book = read_book(printed(*blocks), id="made")
    assert [(one.name, one.goal, len(one.indicators)) for one in book.projects] == [
        ("档案数字化", "全年完成。", 1),
        ("档案修复", "全年完成。", 1),
    ]
    assert book.whole


def test_a_line_above_a_list_of_projects_takes_nothing_from_it() -> None:
    rows = "项目名称｜一级指标｜二级指标｜三级指标｜指标值\n档案修复｜产出指标｜数量指标｜修复卷数｜≥5卷"
    book = read_book(printed(line("项目支出绩效目标表"), line("项目名称：见表"), sheet(rows)), id="made")
    assert [one.name for one in book.projects] == ["档案修复"]
    assert book.whole


def test_labelled_prose_without_a_grid_is_no_project() -> None:
    book = read_book(printed(line("项目名称：档案修复"), line("年度目标：修复。")), id="made")
    assert not book.projects
