"""Damaged tables of every layout: shifted rows, lost merges, blank cells, pages. Read, or said; never misread."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.forms.book import read_accounted
from auditor.forms.table.row import RowRole
from auditor.model import Book, RepairKind
from auditor.readers.text import read_text
from tests.forms.grids import book_of, book_on, dumped, rows_of
from tests.forms.layouts.test_layouts import CASES, FORM, L2, L3, L4, L5, L7, L8, L9, L10, L11, L12, PROJECT


def kinds(book: Book, doubtful: bool | None = None) -> set[RepairKind]:
    return {repair.kind for repair in book.repairs if doubtful is None or repair.doubtful is doubtful}


@pytest.mark.parametrize(
    ("title", "text", "old", "new", "row", "doubt"),
    [
        # A row that lost all its leading cells, level 1 among them.
        (PROJECT, L2, "^｜^｜^｜^｜^｜时效指标", "时效指标", "产出指标｜时效指标｜完成时限｜≤｜12｜月", True),
        # A row with a cell too many in front.
        (PROJECT, L2, "^｜^｜^｜^｜成本指标", "｜｜｜｜｜成本指标",
         "成本指标｜经济成本指标｜巡护经费｜≤｜1200000｜元", True),
        (FORM, L3, "^｜质量指标", "质量指标", "产出指标｜质量指标｜设备完好率｜=｜100.00｜%", True),
        (FORM, L3, "效益指标｜社会", "｜效益指标｜社会", "效益指标｜社会效益指标｜知晓程度｜｜合理｜", False),
        (FORM, L4, "效益指标｜生态效益指标｜水质改", "｜效益指标｜生态效益指标｜水质改",
         "效益指标｜生态效益指标｜水质达标率｜≥｜60｜%", True),
        (FORM, L5, "^｜^｜成本指标｜每", "｜｜成本指标｜每", "产出指标｜成本指标｜每公里成本｜≤｜1125｜万元", False),
        (PROJECT, L7, "质量｜保洁合格率｜行业标准｜295%", "质量｜保洁合格率｜｜≥95%",
         "产出指标｜质量指标｜保洁合格率｜≥｜95｜%", False),
        (PROJECT, L8, "^｜^｜质量指标", "质量指标", "产出指标｜质量指标｜培训合格率｜≥｜100｜百分比", True),
        (FORM, L9, "^｜产出｜数量｜活动场次｜≥10场", "产出指标｜数量指标｜活动场次｜≥10场",
         "产出指标｜数量指标｜活动场次｜≥｜10｜场", False),
        (FORM, L10, "^｜成本指标｜指标1", "｜成本指标｜指标1",
         "产出指标｜成本指标｜指标1：项目成本(≤**万元)｜≤｜50｜万元", False),
        (PROJECT, L11, "数量指标｜清淤长度｜实际清淤的长度", "数量指标｜清淤长度｜",
         "产出指标｜数量指标｜清淤长度｜≥｜10｜公里", False),
        (FORM, L12, "效益指标｜社会效益指标｜群众", "｜社会效益指标｜群众",
         "产出指标｜社会效益指标｜群众办事体验｜定性｜良好｜", False),
    ],
)  # fmt: skip
def test_a_damaged_row_is_read_whole(title: str, text: str, old: str, new: str, row: str, doubt: bool) -> None:
    assert old in text
    book = book_of(dumped(title, text.replace(old, new)))
    assert row in rows_of(book)
    found = [one for project in book.projects for one in project.indicators if one.name == row.split("｜")[2]]
    assert any(repair.doubtful for one in found for repair in one.repairs) is doubt


@pytest.mark.parametrize(
    ("title", "text", "old", "new", "why"),
    [
        (FORM, L12, "年度指标值", "上年实绩", "表头缺少：指标值；未识别的列：上年实绩（可用 --map 列名=字段 指明）"),
    ],
)
def test_an_unknown_header_is_said_and_never_guessed(title: str, text: str, old: str, new: str, why: str) -> None:
    book = book_on(title, text.replace(old, new))
    assert not book.projects
    assert [(entry.read, entry.why) for entry in book.ledger] == [(False, why)]


@pytest.mark.parametrize(
    ("title", "text", "old", "new", "field"),
    [
        (f"{PROJECT}\n单位：元", L2, "三级指标", "考核点", "三级指标"),
        (f"{PROJECT}\n单位：元", L2, "项目名称", "事项", "项目名称"),
        (f"{PROJECT}\n单位：元", L2, "指标性质", "大小", "指标性质"),
        (FORM, L3, "年度指标值", "本期数", "指标值"),
        (FORM, L12, "年度指标值", "本期数", "指标值"),
        (FORM, L12, "计量单位", "量词", "度量单位"),
        (FORM, L10, "一级指标", "大类", "一级指标"),
    ],
)
def test_an_unknown_title_is_bound_by_what_its_column_holds_with_a_doubt(
    title: str, text: str, old: str, new: str, field: str
) -> None:
    assert old in text
    book, sound = book_on(title, text.replace(old, new)), book_on(title, text)
    assert rows_of(book) == rows_of(sound)
    assert [project.name for project in book.projects] == [project.name for project in sound.projects]
    for project in book.projects:
        for indicator in project.indicators:
            doubts = [one for one in indicator.repairs if one.kind is RepairKind.TITLE_BY_CONTENT]
            assert [(one.raw.strip("*"), one.field, one.doubtful) for one in doubts] == [(new, field, True)]


def test_two_columns_that_may_be_the_value_stay_unknown() -> None:
    text = "项目名称｜甲\n一级指标｜二级指标｜三级指标｜本期数｜下期数\n产出指标｜数量指标｜场次｜≥3场｜≥4场"
    book = book_on(FORM, text)
    assert not book.projects
    assert "表头缺少：指标值；未识别的列：本期数、下期数" in (book.ledger[0].why or "")


@pytest.mark.parametrize(
    ("column", "cells", "told"),
    [
        ("考核对象", ("乡镇", "村组"), "没有对应字段的列，按原列名保留：考核对象"),
        ("量词", ("场", "约三至五"), "列“量词”不认识，按未读处理；可用 --map 量词=度量单位"),
        ("大小", ("≥", "约"), "列“大小”不认识，按未读处理；可用 --map 大小=指标性质"),
        ("下期数", ("≥4场", "≥5人"), "列“下期数”不认识，按未读处理；可用 --map 下期数=指标值"),
    ],
)
def test_a_column_that_stays_unknown_is_told_by_what_it_may_be(column: str, cells: tuple[str, str], told: str) -> None:
    head = f"项目名称｜甲\n一级指标｜二级指标｜三级指标｜指标值｜{column}"
    book = book_on(FORM, f"{head}\n产出指标｜数量指标｜场次｜3｜{cells[0]}\n产出指标｜数量指标｜人数｜5｜{cells[1]}")
    assert [one.extra[column] for project in book.projects for one in project.indicators] == list(cells)
    assert [entry.why for entry in book.ledger[1:]] == [told]
    assert book.whole is ("没有对应" in told)


def test_an_unknown_further_column_is_kept_under_its_title() -> None:
    book = book_on(
        FORM, "项目名称｜甲\n一级指标｜考核对象｜二级指标｜三级指标｜指标值\n产出指标｜乡镇｜数量指标｜场次｜≥3场"
    )
    assert rows_of(book) == ["产出指标｜数量指标｜场次｜≥｜3｜场"]
    assert book.projects[0].indicators[0].extra == {"考核对象": "乡镇"}


def variants(cells: list[str]) -> list[list[str]]:
    """The row with one more empty cell before each of its first four, and with one of its empty cells lost."""
    gained = [[*cells[:place], "", *cells[place:]] for place in range(4)]
    lost = [cells[:place] + cells[place + 1 :] for place, text in enumerate(cells) if not text]
    return gained + lost


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_row_that_gained_or_lost_an_empty_cell_is_never_misread_silently(
    case: tuple[str, str, str, list[str]],
) -> None:
    """The law of the damaged row: what is read is right, or it is doubtful, or it is in the ledger as unread."""
    title, text, _, rows = case
    lines = dumped(title, text).split("\n")
    placed = {one.source.line for project in book_of("\n".join(lines)).projects for one in project.indicators}
    for place, line in enumerate(lines):
        for cells in variants(line.split("\t")) if place + 1 in placed else ():
            book = book_of("\n".join([*lines[:place], "\t".join(cells), *lines[place + 1 :]]))
            here = [one for p in book.projects for one in p.indicators if one.source.line == place + 1]
            doubtful = any(repair.doubtful for one in here for repair in one.repairs)
            assert rows_of(book) == rows or doubtful or not book.whole, cells


def test_a_two_that_may_be_a_sign_is_a_doubt_only() -> None:
    indicator = book_on(PROJECT, L7).projects[0].indicators[2]
    doubts = [repair for repair in indicator.repairs if repair.doubtful]
    assert [(d.kind, d.field, d.raw) for d in doubts] == [(RepairKind.DOUBTFUL_CELL, "指标值", "295%")]
    assert "≥95%" in doubts[0].read_as
    assert (indicator.operator, indicator.value) == ("", "295")


class TestPages:
    NEXT = """
｜｜借阅册数｜<｜≥6万册
满意度指标｜服务对象满意度指标｜读者满意度｜<｜≥90%
其他说明｜无｜<｜<｜<
"""

    def test_a_form_goes_on_overleaf_and_its_remark_stays_with_it(self) -> None:
        book = book_on(FORM, L3, self.NEXT)
        assert rows_of(book)[-2:] == [
            "效益指标｜社会效益指标｜借阅册数｜≥｜6｜万册",
            "满意度指标｜服务对象满意度指标｜读者满意度｜≥｜90｜%",
        ]
        assert [project.extra["其他说明"] for project in book.projects] == ["无"]
        assert RepairKind.INHERITED_LEVEL in kinds(book)

    def test_a_header_repeated_overleaf_is_dropped_and_said(self) -> None:
        header = "一级指标｜二级指标｜三级指标｜<｜年度指标值"
        book = book_on(FORM, L3, header + self.NEXT)
        assert (len(book.projects), len(rows_of(book))) == (1, 6)
        assert RepairKind.REPEATED_HEADER in kinds(book)

    def test_each_form_begins_a_project_whatever_label_stands_first(self) -> None:
        second = "主管部门｜水务局｜实施单位｜水务站\n项目名称｜河道巡查｜<｜<\n" + L10.split("\n", 2)[2]
        book = book_on(FORM, L3, second)
        assert [(p.name, p.extra["主管部门"], len(p.indicators)) for p in book.projects] == [
            ("图书馆夜间开放", "财政局", 4),
            ("河道巡查", "水务局", 3),
        ]

    def test_forms_below_each_other_on_one_sheet(self) -> None:
        book = book_on(FORM, L10.strip() + "\n" + L10.strip().replace("档案数字化", "档案整理"))
        assert [(p.name, len(p.indicators)) for p in book.projects] == [("档案数字化", 3), ("档案整理", 3)]

    def test_a_goal_cut_by_the_page_is_joined(self) -> None:
        first, second = L10.split("一级指标｜")[0], "一级指标｜" + L10.split("一级指标｜")[1]
        book = book_on(FORM, first, "｜并挂接目录｜<\n" + second)
        assert book.projects[0].goal == "目标1：完成扫描并挂接目录"
        assert RepairKind.STITCHED in kinds(book)

    def test_a_value_cut_by_the_page_is_joined_and_read_again(self) -> None:
        book = book_on(
            FORM,
            "项目名称｜甲｜<｜<\n一级指标｜二级指标｜三级指标｜指标值\n产出指标｜数量指标｜面积｜≥100",
            "｜｜｜平方米",
        )
        assert rows_of(book) == ["产出指标｜数量指标｜面积｜≥｜100｜平方米"]

    def test_an_untitled_form_after_a_budget_table_is_its_own_table(self) -> None:
        book = book_on("预算04表 政府采购预算明细表", "采购类别｜金额\nA-货物｜1.00", L10)
        assert [(entry.kind, entry.read) for entry in book.ledger] == [("预算表", True), ("项目支出绩效表", True)]
        assert len(rows_of(book)) == 3


@pytest.mark.parametrize("remark", ["填表人：张三", "注：本表一式两份，由主管部门汇总后报送。"])
def test_a_remark_below_the_indicators_is_no_indicator(remark: str) -> None:
    book = book_on(FORM, f"{L10.strip()}\n{remark}｜<｜<｜<")
    assert len(rows_of(book)) == 3
    told = [entry.why or "" for entry in book.ledger if entry.read]
    assert book.whole
    assert "填表人" in book.projects[0].extra or any(remark[:10] in why for why in told)


WORDS = (
    "", "", "", "产出指标", "产出指标(50分)", "数量", "数量指标", "满意度", "指标1：场次", "≥90%", "295%",
    "按月安排", "100-120",
    "优", "50", "张三", "总分", "合计", "项目名称", "主管部门", "年度目标", "实际完成情况", "资金总额（元）",
    "其中：财政拨款", "成本构成",
    "全年预算数", "全年执行数", "执行率", "□新增 ☑延续", "长期绩效指标", "填表人：李四", "<b>", "项目名称：乙",
)  # fmt: skip
HEADS = tuple(
    "\n".join(
        line
        for line in dumped("", text).split("\n")
        if "级指标" in line or "评价标准" in line or line.startswith("\t\t\t优")
    )
    for _, text, _, _ in CASES.values()
)
ROW = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map("\t".join)
TITLES = st.sampled_from((FORM, PROJECT, "项目支出绩效自评表", "部门整体支出绩效目标表", "转移支付绩效目标表", "附件"))
PIECES = st.lists(st.one_of(st.sampled_from(HEADS), ROW, ROW, ROW), min_size=1, max_size=14)


@settings(max_examples=150, deadline=None)
@given(TITLES, PIECES)
def test_every_line_of_a_form_is_in_the_tree_or_in_the_ledger(title: str, pieces: list[str]) -> None:
    text = "\n".join([title, *pieces])
    book, tables, loose = read_accounted(read_text("made.txt", text.encode()), id="made")
    roles = {row.source.line: row.role for table in tables for row in table.rows}
    roles |= {caption.source.line: caption.role for table in tables for caption in table.captions}
    roles |= {caption.source.line: caption.role for caption in loose}
    assert set(roles) == {number for number, line in enumerate(text.split("\n"), start=1) if line.strip()}
    assert all(roles.values())
    everyone = [*book.projects, *book.departments, *book.transfers]
    lines = {one.source.line for project in everyone for one in project.indicators}
    assert {line for line, role in roles.items() if role == RowRole.INDICATOR} == lines
    if RowRole.LEDGER in roles.values():
        assert any(entry.why for entry in book.ledger)
