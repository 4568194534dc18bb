"""Excel files as a department's clerk makes them: every row under its project, with sums, goal and department."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from auditor.model import Book, Ownership
from tests.forms.own_files import (
    CELLS,
    HEADER,
    OFFICE,
    PROJECTS,
    TITLE,
    Written,
    begin,
    book_of,
    doubts,
    put,
    put_form,
    put_project,
    read_back,
    unread,
    value,
    workbook,
)

LAMPS = PROJECTS[0]


def _is_whole(book: Book, projects: Sequence[Written] = PROJECTS) -> None:
    """Every project is read as the clerk wrote it, and nothing is left or doubtful."""
    assert read_back(book) == list(projects)
    assert (unread(book), doubts(book), book.department) == ([], [], OFFICE)


# Merged cells over the rows of a project, blank rows between.


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("gap", [0, 1, 2])
def test_a_list_with_merged_cells_and_blank_rows(merged: bool, gap: int) -> None:
    made, sheet = workbook()
    top = begin(sheet)
    for project in PROJECTS:
        top = put_project(sheet, project, top, merged) + gap
    _is_whole(book_of(made))


def test_cells_merged_over_the_blank_row_as_well() -> None:
    made, sheet = workbook()
    top = begin(sheet)
    for project in PROJECTS:
        last = put_project(sheet, project, top, merged=False)
        for column in range(1, 6):
            sheet.merge_cells(start_row=top, end_row=last, start_column=column, end_column=column)
        top = last + 1
    _is_whole(book_of(made))


def test_a_blank_row_below_each_indicator_leaves_the_owner_in_doubt() -> None:
    made, sheet = workbook()
    top = begin(sheet)
    for project in PROJECTS:
        put(sheet, [project.own], top)
        for row in project.rows:
            top = put(sheet, [list(map(value, row)), []], top, 6)
    book = book_of(made)
    assert read_back(book) == list(PROJECTS)
    assert not unread(book)


def test_own_cells_repeated_in_every_row_and_classes_printed_once() -> None:
    made, sheet = workbook()
    top = begin(sheet)
    for project in PROJECTS:
        above: tuple[str, ...] = ("", "")
        for row in project.rows:
            levels = ["" if row[0] == above[0] else row[0], "" if row[:2] == above else row[1]]
            top = put(sheet, [[*project.own, *levels, *map(value, row[2:])]], top)
            above = row[:2]
    _is_whole(book_of(made))


def test_a_project_whose_last_row_was_left_out_of_the_merge_keeps_it_with_a_doubt() -> None:
    made, sheet = workbook()
    top = begin(sheet)
    last = put_project(sheet, LAMPS, top, merged=False)
    for column in range(1, 6):
        sheet.merge_cells(start_row=top, end_row=last - 2, start_column=column, end_column=column)
    put_project(sheet, PROJECTS[1], last)
    book = book_of(made)
    assert read_back(book) == list(PROJECTS[:2])
    assert [one.ownership for one in book.projects[0].indicators] == [Ownership.PRINTED] * 3 + [Ownership.DOUBTFUL]
    assert [doubt.split("：")[0] for doubt in doubts(book)] == ["inherited-project"]


def test_totals_and_remarks_are_no_projects() -> None:
    made, sheet = workbook()
    top = put(sheet, [["合计", 1275.5, 1270.5, 5]], begin(sheet))
    for project in PROJECTS:
        top = put_project(sheet, project, top)
    put(sheet, [["填表人：张三", "", "", "", "联系电话：12345678"], ["注：本表由各科室填报。"]], top + 1)
    _is_whole(book_of(made))


# One sheet a project.


@pytest.mark.parametrize("heading", [[[TITLE]], [["项目支出绩效目标表"], [f"填报单位：{OFFICE}"]]])
def test_a_form_on_each_sheet(heading: list[list[str]]) -> None:
    made, first = workbook()
    made.remove(first)
    for project in PROJECTS:
        sheet = made.create_sheet(project.name)
        put_form(sheet, project, put(sheet, heading, 1))
    _is_whole(book_of(made))


def test_a_list_of_one_project_on_each_sheet() -> None:
    made, first = workbook()
    made.remove(first)
    for project in PROJECTS:
        sheet = made.create_sheet(project.name)
        put_project(sheet, project, begin(sheet))
    _is_whole(book_of(made))


# Titles of one's own.


def _titled(header: Sequence[str]) -> Book:
    made, sheet = workbook()
    top = begin(sheet, header)
    for project in PROJECTS:
        top = put_project(sheet, project, top)
    return book_of(made)


def test_other_known_titles() -> None:
    own = ("项目名称", "预算金额", "财政拨款", "其他资金", "年度目标")
    _is_whole(_titled((*own, "一级指标", "二级指标", "指标名称", "计算符号", "目标值", "计量单位")))


@pytest.mark.parametrize(
    ("column", "title"),
    [
        (0, "项目"),
        (1, "项目预算（万元）"),
        (4, "目标"),
        (7, "指标"),
        (8, "符号"),
        (9, "目标"),
        (10, "单位"),
    ],
)
def test_a_title_of_ones_own(column: int, title: str) -> None:
    _is_whole(_titled([*HEADER[:column], title, *HEADER[column + 1 :]]))


@pytest.mark.parametrize(("column", "title"), [(0, "工作任务"), (7, "考核要点"), (9, "本年要求")])
def test_a_needed_column_that_nobody_knows_is_told_and_nothing_is_invented(column: int, title: str) -> None:
    book = _titled([*HEADER[:column], title, *HEADER[column + 1 :]])
    assert read_back(book) in ([], list(PROJECTS))
    assert any(title in why for why in unread(book)) or read_back(book)


# Several tables on one sheet.


@pytest.mark.parametrize("heading", [[[TITLE]], []])
def test_forms_below_one_another_with_remarks_between(heading: list[list[str]]) -> None:
    made, sheet = workbook()
    top = put(sheet, [[TITLE]], 1)
    for project in PROJECTS:
        top = put_form(sheet, project, put(sheet, heading, top))
        top = put(sheet, [["注：以上指标由项目科室填报，数据来源为台账。"], []], top)
    _is_whole(book_of(made))


@pytest.mark.parametrize("gap", [0, 1, 2])
@pytest.mark.parametrize("each", [True, False])
def test_forms_side_by_side(gap: int, each: bool) -> None:
    made, sheet = workbook()
    for place, project in enumerate(PROJECTS):
        left = 1 + place * (len(CELLS) + gap)
        if each or not place:
            put(sheet, [[TITLE]], 1, left)
        put_form(sheet, project, 2, left)
    _is_whole(book_of(made))


@pytest.mark.parametrize("gap", [0, 1, 2])
@pytest.mark.parametrize("numbered", [True, False])
def test_lists_side_by_side(gap: int, numbered: bool) -> None:
    made, sheet = workbook()
    put(sheet, [[TITLE], ["单位：万元"]], 1)
    width = len(HEADER) + numbered
    for place, project in enumerate(PROJECTS):
        left = 1 + place * (width + gap)
        if numbered:
            put(sheet, [["序号"], [place + 1]], 3, left)
        put(sheet, [HEADER], 3, left + numbered)
        put_project(sheet, project, 4, left=left + numbered)
    _is_whole(book_of(made))


def test_a_list_goes_on_below_a_remark_and_its_header_printed_again() -> None:
    made, sheet = workbook()
    top = put_project(sheet, LAMPS, begin(sheet))
    top = put(sheet, [["注：以上为在建项目。"], [], HEADER], top)
    for project in PROJECTS[1:]:
        top = put_project(sheet, project, top)
    _is_whole(book_of(made))


def test_another_table_below_and_one_beside_take_nothing_and_give_nothing() -> None:
    made, sheet = workbook()
    top = begin(sheet)
    for project in PROJECTS:
        top = put_project(sheet, project, top)
    put(sheet, [["科室", "联系人", "电话"], ["市政科", "张三", "6512"]], 3, 14)
    put(sheet, [["收支总表"], ["收入项目", "金额", "支出项目", "金额"], ["财政拨款", 12, "项目支出", 12]], top + 2)
    book = book_of(made)
    _is_whole(book)
    assert [table.title for table in book.budget_tables] == ["收支总表"]


# What Excel hides.


def test_a_hidden_sheet_is_read_and_told() -> None:
    made, sheet = workbook()
    top = begin(sheet)
    for project in PROJECTS:
        top = put_project(sheet, project, top)
    old = LAMPS._replace(name="旧项目")
    hidden = made.create_sheet("草稿")
    put_project(hidden, old, begin(hidden))
    hidden.sheet_state = "hidden"
    book = book_of(made)
    _is_whole(book, [*PROJECTS, old])
    assert any("隐藏工作表“草稿”" in (entry.why or "") for entry in book.ledger)


def test_words_for_drop_down_boxes_on_a_hidden_sheet_are_no_rows_and_leave_nothing_unread() -> None:
    made, sheet = workbook()
    top = begin(sheet)
    for project in PROJECTS:
        top = put_project(sheet, project, top)
    hidden = made.create_sheet("字典")
    put(hidden, [["一级指标", "成本指标", "产出指标", "效益指标"], ["符号", "≥", "≤", "="]], 1)
    hidden.sheet_state = "hidden"
    book = book_of(made)
    _is_whole(book)
    assert any("隐藏工作表“字典”" in (entry.why or "") for entry in book.ledger)


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    made, sheet = workbook()
    top = begin(sheet)
    for project in PROJECTS:
        top = put_project(sheet, project, top)
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book = book_of(made)
    _is_whole(book)
    assert "含隐藏行，已一并读取：第 5 行；含隐藏列，已一并读取：C 列" in [entry.why for entry in book.ledger]


# Sheet two continues sheet one.


@pytest.mark.parametrize("title", [True, False])
@pytest.mark.parametrize("header", [True, False])
def test_a_second_sheet_goes_on(title: bool, header: bool) -> None:
    made, sheet = workbook()
    put_project(sheet, LAMPS, begin(sheet))
    second = made.create_sheet("续表")
    top = put(second, [[TITLE]] * title + [list(HEADER)] * header, 1)
    for project in PROJECTS[1:]:
        top = put_project(second, project, top)
    _is_whole(book_of(made))


@pytest.mark.parametrize("header", [True, False])
def test_a_project_is_cut_between_two_sheets(header: bool) -> None:
    made, sheet = workbook()
    put_project(sheet, LAMPS._replace(rows=LAMPS.rows[:2]), begin(sheet))
    second = made.create_sheet("续表")
    top = put(second, [HEADER] * header, 1)
    top = put(second, [list(map(value, row)) for row in LAMPS.rows[2:]], top, 6)
    for project in PROJECTS[1:]:
        top = put_project(second, project, top)
    _is_whole(book_of(made))


@pytest.mark.parametrize("header", [True, False])
def test_a_form_is_cut_between_two_sheets(header: bool) -> None:
    made, sheet = workbook()
    put_form(sheet, LAMPS._replace(rows=LAMPS.rows[:2]), put(sheet, [[TITLE]], 1))
    second = made.create_sheet("续表")
    put(second, [[*map(value, row)] for row in LAMPS.rows[2:]], put(second, [CELLS] * header, 1))
    _is_whole(book_of(made), [LAMPS])


# Text in place of numbers, numbers as text, formats.


def _one(own: Sequence[Any], cells: Sequence[Sequence[Any]], change: Callable[[Worksheet], None] | None = None) -> Book:
    made, sheet = workbook()
    top = begin(sheet)
    put(sheet, [["路灯改造", *own, "更换路灯"]], top)
    put(sheet, cells, top, 6)
    if change:
        change(sheet)
    return book_of(made)


NUMBER = ["产出指标", "数量指标", "更换路灯数", "≥", 80, "盏"]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("三百万", None),
        ("约50", None),
        ("待定", None),
        ("据实结算，以合同为准", None),
        ("100万元", Decimal(100)),
        ("40万", Decimal(40)),
        ("300万元整", Decimal(300)),
        ("1,200.50", Decimal("1200.5")),
        (" 45 ", Decimal(45)),
    ],
)
def test_a_sum_in_words_is_kept_as_printed_and_costs_no_project(printed: str, number: Decimal | None) -> None:
    book = _one([printed, 40, 5], [NUMBER])
    (project,) = book.projects
    assert (project.name, project.goal, len(project.indicators)) == ("路灯改造", "更换路灯", 1)
    assert project.total is not None
    assert (project.total.raw, project.total.number, project.total.unit) == (printed.strip(), number, "万元")
    assert project.fiscal is not None
    assert project.fiscal.number == 40
    assert not unread(book)


@pytest.mark.parametrize(
    ("typed", "form", "unit", "shown", "number"),
    [
        ("约50", "@", "处", "约50", None),
        ("八十", "@", "个", "八十", None),
        ("100万元", "@", "万元", "100万元", Decimal(100)),
        ("50人/次", "@", "", "50人/次", Decimal(50)),
        ("1200", "@", "件", "1200", Decimal(1200)),
        (0.95, "0%", "", "95%", Decimal(95)),
        (0.955, "0.00%", "%", "95.50%", Decimal("95.5")),
        (12345.5, "#,##0.00", "元", "12,345.50", Decimal("12345.5")),
        (datetime.date(2026, 12, 31), 'yyyy"年"m"月"d"日"', "", "2026年12月31日", None),
        (46387, 'yyyy"年"m"月"d"日"', "", "2026年12月31日", None),
    ],
)
def test_a_target_is_read_as_excel_shows_it(
    typed: Any, form: str, unit: str, shown: str, number: Decimal | None
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(4, 10).number_format = form

    (one,) = (
        _one([45, 40, 5], [["产出指标", "数量指标", "更换路灯数", "≥", typed, unit]], change).projects[0].indicators
    )
    assert (one.value, one.number, one.unit) == (shown, number, unit)
