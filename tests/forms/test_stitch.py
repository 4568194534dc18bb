"""Titles, captions, and which grids make one table."""

from __future__ import annotations

import pytest

from auditor.forms import read_book
from auditor.forms.table.table_title import split_title
from auditor.table_kinds import TableKind
from tests.forms.grids import OUTPUT, book_of, grid, line, printed, project_table

OWN = "12345678T00001-甲项目\t10.000000\t10.000000\t\t做好甲工作"
ROW = f"{OWN}\t{OUTPUT}"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("预算01表 收支总表", ("01", "收支总表")),
        ("预算表12 年度项目支出绩效表", ("12", "年度项目支出绩效表")),
        ("预算12表 年度项目支出绩效表", ("12", "年度项目支出绩效表")),
        ("表3 支出预算总表", ("3", "支出预算总表")),
        ("附件2：项目支出绩效目标表", ("2", "项目支出绩效目标表")),
        ("预算10表 财政拨款（含政府性基金）“三公”经费支出表", ("10", "财政拨款（含政府性基金）“三公”经费支出表")),
        ("项目支出绩效目标表（续）", ("", "项目支出绩效目标表（续）")),
        ("金额单位：万元", None),
        ("（2026年度）", None),
        ("本部门按照要求填报了绩效表。", None),
        ("第 12 页", None),
    ],
)
def test_titles(text: str, title: tuple[str, str] | None) -> None:
    assert split_title(text) == title


def test_a_repeated_title_continues_the_table() -> None:
    part = "预算04表 政府采购预算明细表\n金额单位：万元\n采购类别\t金额\n{}\n\n"
    book = book_of(part.format("A-货物\t1.00") + part.format("B-工程\t2.00"))
    assert [(table.number, len(table.lines)) for table in book.budget_tables] == [("04", 2)]
    assert [entry.rows for entry in book.ledger] == [2]


def test_a_grid_without_a_title_continues_the_table_above() -> None:
    book = book_of("预算04表 政府采购预算明细表\n采购类别\t金额\nA-货物\t1.00\n\nB-工程\t2.00\n")
    assert [len(table.lines) for table in book.budget_tables] == [2]


def test_prose_between_two_grids_ends_the_table() -> None:
    prose = "以上为政府采购预算，以下为部门职责和机构设置情况的说明。"
    book = book_of(f"预算04表 政府采购预算明细表\n采购类别\t金额\nA-货物\t1.00\n{prose}\n处室\t职责\n办公室\t文秘\n")
    assert [(entry.kind, entry.read) for entry in book.ledger] == [("预算表", True), ("其他", True)]


def test_an_untitled_project_table_is_known_by_its_header() -> None:
    book = book_of(project_table(f"{OWN}\t{OUTPUT}").split("\n", 2)[2])
    assert [project.kind for project in book.projects] == [TableKind.PROJECTS]


def test_a_title_inside_the_grid_is_a_caption() -> None:
    rows = [line.split("\t") for line in project_table(f"{OWN}\t{OUTPUT}").rstrip().split("\n")]
    wide = [row + [""] * (11 - len(row)) for row in rows]
    book = read_book(printed(grid(wide)), id="made")
    assert [entry.title for entry in book.ledger] == ["项目支出绩效表"]
    assert len(book.projects[0].indicators) == 1


def test_a_title_without_a_table_is_told() -> None:
    book = book_of(project_table(f"{OWN}\t{OUTPUT}") + "\n预算13表 部门整体支出绩效目标表\n")
    assert [(entry.title, entry.read) for entry in book.ledger][1:] == [("部门整体支出绩效目标表", False)]


def test_a_title_and_unit_line_before_the_next_title_is_told() -> None:
    text = "预算08表 政府性基金预算支出表\n金额单位：万元\n\n" + project_table(f"{OWN}\t{OUTPUT}")
    assert ("政府性基金预算支出表", False) in [(entry.title, entry.read) for entry in book_of(text).ledger]


@pytest.mark.parametrize(
    ("unit", "read"), [("金额单位：万元", "万元"), ("单位:元", "元"), ("金额单位：\n万元", "万元"), ("", "万元")]
)
def test_the_unit_line_says_the_unit(unit: str, read: str) -> None:
    book = book_of(f"预算04表 政府采购预算明细表\n{unit}\n采购类别\t金额\nA-货物\t1.00\n")
    assert book.budget_tables[0].unit == read


def test_a_file_without_tables_is_told() -> None:
    book = book_of("2026年部门预算说明\n本部门没有表。\n")
    assert not book.whole
    assert "没有找到表格" in " ".join(entry.why or "" for entry in book.ledger)
    assert book.year == 2026


def test_what_a_reader_has_to_say_is_in_the_ledger() -> None:
    rows = [line.split("\t") for line in project_table(f"{OWN}\t{OUTPUT}").rstrip().split("\n")[2:]]
    hidden = grid(rows)
    hidden.notes.append("本表位于隐藏工作表")
    book = read_book(printed(line("预算12表 项目支出绩效表"), hidden), id="made")
    assert [(entry.read, entry.why) for entry in book.ledger] == [(True, "本表位于隐藏工作表")]


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("单位:（元）", "元"),
        ("单位：￥元", "元"),
        ("部门名称：某局\t金额单位：元", "元"),
        ("金额单位：\t元", "元"),
        ("部门名称：某局\t2026年\t单位：万元", "万元"),
    ],
)
def test_the_unit_line_however_it_is_set(caption: str, unit: str) -> None:
    text = project_table(ROW).replace("金额单位：万元", caption)
    assert book_of(text).projects[0].funding[0].total.unit == unit  # type: ignore[union-attr]


@pytest.mark.parametrize("title", ["项目总额（元）", "项目总额（单位：元）", "项目总额(人民币元)"])
def test_the_unit_in_the_title_of_the_sums_goes_before_the_tables(title: str) -> None:
    text = project_table(ROW).replace("项目总额", title)
    assert book_of(text).projects[0].funding[0].total.unit == "元"  # type: ignore[union-attr]


def test_the_same_title_with_another_unit_begins_another_table() -> None:
    text = project_table(ROW) + "\n" + project_table(ROW).replace("万元", "元")
    assert [project.funding[0].total.unit for project in book_of(text).projects] == ["万元", "元"]  # type: ignore[union-attr]


@pytest.mark.parametrize("row", ["- 3 -", "第3页 共20页"])
def test_a_page_number_in_a_row_is_no_project(row: str) -> None:
    book = book_of(project_table(ROW, row + "\t" * 10, ROW.replace("00001", "00002")))
    assert [project.code for project in book.projects] == ["12345678T00001", "12345678T00002"]


def test_a_line_between_two_parts_of_a_table_is_said_unless_it_comes_on_every_page() -> None:
    parts = [project_table(ROW), "的余下文字", ROW, "某局 第1页", ROW, "某局 第2页", ROW]
    (entry,) = [entry for entry in book_of("\n\n".join(parts)).ledger if entry.rows]
    assert entry.why == "表的两部分之间另有文字：的余下文字"


@pytest.mark.parametrize(
    ("above", "title", "number"),
    [
        (["收入决算表", "公开02表", "部门：甲局 金额单位：万元"], "收入决算表", "02"),
        (["公开02表", "收入决算表", "单位：万元"], "收入决算表", "02"),
        (["表2", "收入决算表"], "收入决算表", "2"),
        (["预算02表 收入总表", "单位：万元"], "收入总表", "02"),
        (["公开02表", "单位：万元"], "公开02表", "02"),
        (["目录", "一、收入决算表", "二、支出决算表", "一、收入决算表", "单位：万元"], "收入决算表", "一"),
        (["目录", "一、收入决算表", "二、支出决算表", "收入决算总表", "单位：万元"], "收入决算总表", ""),
        (["收入决算表", "说明：本表反映本部门本年度取得的全部收入情况，按功能分类填列。"], "收入决算表", ""),
    ],
)
def test_the_title_of_a_table(above: list[str], title: str, number: str) -> None:
    book = book_of("\n".join([*above, "", "项目\t金额\t备注", "甲\t1.00\t", "乙\t2.00\t"]) + "\n")
    assert [(table.title, table.number) for table in book.budget_tables] == [(title, number)]


@pytest.mark.parametrize(
    "above",
    [
        ["目录", "一、收入决算表", "二、支出决算表"],
        ["目 录", "一、收入决算表", "二、支出决算表", "第三部分 名词解释"],
        ["一、收入决算表", "二、机构设置"],
        ["第二部分 部门决算表"],
        ["收入决算表", "本部门共有三个预算单位，均为财政拨款的事业单位，名单如下。"],
    ],
)
def test_lines_that_are_not_the_title_of_the_next_table(above: list[str]) -> None:
    book = book_of("\n".join([*above, "", "序号\t单位\t人数", "1\t甲所\t12", "2\t乙所\t30"]) + "\n")
    assert book.budget_tables == []
    assert [entry.why for entry in book.ledger if not entry.read] == ["没有表名，也不是绩效表"]


def test_a_number_alone_above_the_next_page_continues_the_table() -> None:
    page = "项目\t金额\t备注\n"
    book = book_of(
        f"收入决算表\n公开02表\n单位：万元\n\n{page}甲\t1.00\t\n\n公开02表\n单位：万元\n\n{page}乙\t2.00\t\n"
    )
    assert [(table.title, [line.label for line in table.lines]) for table in book.budget_tables] == [
        ("收入决算表", ["甲", "乙"])
    ]
