"""Sums of projects that stand in another table of the file."""

from __future__ import annotations

import pytest

from auditor.forms.book import read_book
from auditor.model import Book
from auditor.readers import read_data
from tests.readers.office import row, sheet, text_cell, xlsx

NAMES = ("古树保护", "花坛养护")
LISTS = {
    "names": (("项目名称", "预算合计", "财政资金", "其他资金"), ("{name}", "{t}", "{f}", "{o}")),
    "names at the right": (("预算合计", "财政资金", "其他资金", "项目名称"), ("{t}", "{f}", "{o}", "{name}")),
    "a list of contents": (("编号", "项目", "2026年预算", "财政拨款", "其他"), ("01", "{name}", "{t}", "{f}", "{o}")),
    "codes": (("项目编号", "2025年预算", "2026年预算", "财政资金", "其他资金"), ("{code}", "7", "{t}", "{f}", "{o}")),
}
TWO_LINES = {
    "names": (("序号", "项目名称", "预算安排", "", ""), ("", "", "合计", "财政资金", "其他资金")),
    "codes": (("项目编码", "实施单位", "项目金额", "", ""), ("", "", "小计", "财政拨款", "其他资金")),
    "a part that is a source": (("序号", "项目", "年度预算", "", ""), ("", "", "总额", "一般公共预算", "自筹资金")),
    "a remark at the right": (("序号", "项目名称", "资金安排", "", "", "备注"), ("", "", "总计", "财政", "其他")),
}
SUMS = (("300", "250", "50"), ("60", "60", "0"))


def book(shape: str, *, first: bool, own: str = "", other: str = "") -> Book:
    titles, line = LISTS[shape]
    lines = [
        [part.format(name=name, code=f"HL-00{number}", t=t, f=f, o=o) for part in line]
        for number, (name, (t, f, o)) in enumerate(zip(NAMES, SUMS, strict=True), 1)
    ]
    listed = [list(titles), *lines, *([[other, *["9"] * (len(titles) - 1)]] if other else [])]
    forms = [form(name, f"HL-00{number}", own) for number, name in enumerate(NAMES, 1)]
    pages = {"资金": listed, **{f"表{number}": rows for number, rows in enumerate(forms, 1)}}
    order = pages if first else dict(reversed(pages.items()))
    return read_book(read_data("a.xlsx", xlsx({name: page(rows) for name, rows in order.items()})), id="a")


def form(name: str, code: str, own: str) -> list[list[str]]:
    head = [["2026年项目支出绩效目标表"], ["项目名称", name], ["项目编码", code], *([["项目总额", own]] if own else [])]
    rows = ["一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|养护处数|≥12处", "产出指标|质量指标|合格率|≥98%"]
    return [*head, *(text.split("|") for text in rows)]


def page(rows: list[list[str]]) -> str:
    lines = [
        row(at, *(text_cell(f"{'ABCDEF'[place]}{at}", text, 3) for place, text in enumerate(texts)))
        for at, texts in enumerate(rows, 1)
    ]
    return sheet(*lines)


def shown(read: Book) -> dict[str, tuple[str, ...]]:
    return {
        goal.name: tuple(str(one.number) if one else "" for one in (goal.total, goal.fiscal, goal.other))
        for goal in read.projects
    }


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("shape", LISTS)
def test_a_list_gives_its_sums_to_the_projects_it_names(shape: str, first: bool) -> None:
    read = book(shape, first=first)
    assert shown(read) == dict(zip(NAMES, SUMS, strict=True))
    assert all(any("另一张表" in repair.read_as for repair in goal.repairs) for goal in read.projects)
    assert read.whole


@pytest.mark.parametrize("shape", LISTS)
def test_a_sum_in_the_own_form_counts(shape: str) -> None:
    assert [goal[0] for goal in shown(book(shape, first=True, own="11")).values()] == ["11", "11"]


def test_a_line_that_names_no_project_is_still_not_read() -> None:
    read = book("names", first=True, other="河道疏浚")
    assert shown(read) == dict(zip(NAMES, SUMS, strict=True))
    assert not read.whole


@pytest.mark.parametrize("unit", ["", "（万元）", "（元）"])
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("shape", TWO_LINES)
def test_a_list_with_two_lines_of_titles(shape: str, first: bool, unit: str) -> None:
    titles, below = ([*line] for line in TWO_LINES[shape])
    titles[2] += unit
    subject = "HL-00{number}" if shape == "codes" else "{name}"
    place = 0 if shape == "codes" else 1
    lines = []
    for number, (name, (t, f, o)) in enumerate(zip(NAMES, SUMS, strict=True), 1):
        cells = [str(number), "园林所", t, f, o]
        cells[place] = subject.format(name=name, number=number)
        lines.append(cells)
    pages = {
        "资金": [titles, below, *lines],
        **{f"表{n}": form(name, f"HL-00{n}", "") for n, name in enumerate(NAMES, 1)},
    }
    order = pages if first else dict(reversed(pages.items()))
    read = read_book(read_data("a.xlsx", xlsx({name: page(rows) for name, rows in order.items()})), id="a")
    if shape != "a part that is a source":
        assert shown(read) == dict(zip(NAMES, SUMS, strict=True))
    else:
        sources = {goal.name: str(goal.funding[0].further["自筹资金"].number) for goal in read.projects}
        assert sources == dict(zip(NAMES, (other for _, _, other in SUMS), strict=True))
    assert {goal.total.unit for goal in read.projects if goal.total} == {unit.strip("（）") or "万元"}
    assert len(read.projects) == len(NAMES)
    assert read.whole
