"""Summaries with one row a project and indicators inside cells: any list that is printed so is read back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.forms import read_book
from auditor.model import Book, Ownership, RepairKind
from auditor.table_kinds import TableKind
from tests.forms.grids import book_of, book_on, dumped, grid, line, printed, rows_of

TITLE = "2026年度项目绩效目标汇总表"
ONE_LINE = """
序号｜项目名称｜项目总额｜绩效目标｜数量指标｜质量指标｜时效指标｜成本指标｜社会效益｜满意度
1｜路灯改造｜45.00｜改善照明｜更换路灯≥80盏；检修线路≥3公里｜验收合格率≥98%｜完成时间≤12月｜总成本≤45万元｜投诉下降率≥10%｜居民满意度≥90%
2｜公园维护｜30.00｜整洁｜1.保洁面积≥3万平方米 2.绿植≥500株｜达标率=100%｜无｜｜｜≥90%
合计｜｜75.00｜｜｜｜｜｜｜
注：本表由各科室填报。｜｜｜｜｜｜｜｜｜
"""
THREE_LINES = """
项目名称｜预算数｜年度目标｜绩效指标｜<｜<｜<
^｜^｜^｜产出指标｜<｜效益指标｜满意度指标
^｜^｜^｜数量指标｜质量指标｜社会效益指标｜服务对象满意度指标
路灯改造｜45.00｜改善照明｜更换路灯≥80盏；检修线路≥3公里｜验收合格率≥98%｜投诉下降率≥10%｜居民满意度≥90%
"""
IN_TEXT = """
项目名称｜项目资金｜绩效指标
路灯改造｜45.00｜产出指标：数量：更换路灯≥80盏；检修线路≥3公里；质量：验收合格率≥98%；效益指标：社会效益：投诉下降率≥10%；满意度指标：居民满意度≥90%
公园维护｜30.00｜产出指标：数量：绿植≥500株
"""
LIGHT = [
    "产出指标｜数量指标｜更换路灯｜≥｜80｜盏",
    "产出指标｜数量指标｜检修线路｜≥｜3｜公里",
    "产出指标｜质量指标｜验收合格率｜≥｜98｜%",
]


def _both(text: str) -> list[Book]:
    """The same table drawn, under the title of a performance table and under none, and as a text dump."""
    return [book_on(TITLE, text), book_on("青河区住建委", text), book_of(dumped(TITLE, text))]


@pytest.mark.parametrize("book", _both(ONE_LINE), ids=["drawn", "untitled", "dump"])
def test_each_cell_is_read_as_its_indicators(book: Book) -> None:
    assert [(one.name, one.total and one.total.number, one.goal) for one in book.projects] == [
        ("路灯改造", Decimal(45), "改善照明"),
        ("公园维护", Decimal(30), "整洁"),
    ]
    assert rows_of(book) == [
        *LIGHT,
        "产出指标｜时效指标｜完成时间｜≤｜12｜月",
        "产出指标｜成本指标｜总成本｜≤｜45｜万元",
        "效益指标｜社会效益指标｜投诉下降率｜≥｜10｜%",
        "满意度指标｜满意度指标｜居民满意度｜≥｜90｜%",
        "产出指标｜数量指标｜保洁面积｜≥｜3｜万平方米",
        "产出指标｜数量指标｜绿植｜≥｜500｜株",
        "产出指标｜质量指标｜达标率｜=｜100｜%",
        "满意度指标｜满意度指标｜满意度｜≥｜90｜%",
    ]
    assert book.whole
    assert book.ledger[0].kind == TableKind.PROJECTS
    assert book.projects[1].extra == {"序号": "2", "时效指标": "无"}
    doubtful = [(repair.kind, repair.raw) for repair in book.repairs if repair.doubtful]
    assert doubtful == [(RepairKind.SPLIT_LEVELS, "成本指标"), (RepairKind.MISSING_LEVEL, "≥90%")]


@pytest.mark.parametrize("book", [*_both(THREE_LINES), *_both(IN_TEXT)])
def test_classes_stand_in_several_lines_of_the_header_or_in_the_text(book: Book) -> None:
    assert book.projects[0].name == "路灯改造"
    assert [row.split("｜")[0] for row in rows_of(book)][:5] == [
        *["产出指标"] * 3,
        "效益指标",
        "满意度指标",
    ]
    assert rows_of(book)[:3] == LIGHT
    assert book.whole
    assert not any(repair.doubtful for repair in book.repairs)


def test_a_column_that_nobody_knows_is_read_by_its_content_without_a_class() -> None:
    text = ONE_LINE.replace("数量指标", "工作任务")
    book = book_on(TITLE, text)
    assert rows_of(book)[:2] == ["｜｜更换路灯｜≥｜80｜盏", "｜｜检修线路｜≥｜3｜公里"]
    assert len(rows_of(book)) == len(rows_of(book_on(TITLE, ONE_LINE)))
    for one in book.projects[0].indicators[:2]:
        assert (one.repairs[0].kind, one.repairs[0].doubtful) == (RepairKind.SPLIT_LEVELS, True)


def test_indicators_without_any_class_are_read_with_a_doubt() -> None:
    book = book_on(TITLE, "项目名称｜绩效指标\n路灯改造｜更换路灯≥80盏；验收合格率≥98%\n公园维护｜整洁")
    assert rows_of(book) == ["｜｜更换路灯｜≥｜80｜盏", "｜｜验收合格率｜≥｜98｜%", "｜｜整洁｜｜｜"]
    assert all(any(repair.doubtful for repair in one.repairs) for one in book.projects[0].indicators)


@pytest.mark.parametrize("first", [True, False])
def test_a_summary_and_a_list_under_one_title_are_two_tables(first: bool) -> None:
    rows = "项目名称｜一级指标｜二级指标｜三级指标｜指标值\n河道清淤｜产出指标｜数量指标｜清淤长度｜≥12公里"
    sheets = (ONE_LINE, rows) if first else (rows, ONE_LINE)
    book = book_on(TITLE, *sheets)
    assert sorted(one.name for one in book.projects) == ["公园维护", "河道清淤", "路灯改造"]
    assert len(rows_of(book)) == 12
    assert book.whole


def test_titles_of_level_1_alone_leave_level_2_open() -> None:
    book = book_on(TITLE, "项目名称｜产出指标｜效益指标｜成本指标\n路灯改造｜更换路灯≥80盏｜受益≥5人｜总成本≤45万元")
    assert [row.split("｜")[:2] for row in rows_of(book)] == [["产出指标", ""], ["效益指标", ""], ["成本指标", ""]]
    assert {"项目总额", "绩效目标", "二级指标"} <= book.projects[0].absent


def test_every_indicator_knows_its_cell_and_what_it_prints() -> None:
    book = book_on(TITLE, ONE_LINE)
    second = book.projects[0].indicators[1]
    assert second.raw == "检修线路≥3公里"
    assert second.printed["三级指标"].raw == "更换路灯≥80盏；检修线路≥3公里"
    assert second.printed["二级指标"].raw == "数量指标"
    assert second.source == book.projects[0].indicators[0].source


def test_a_repeated_header_and_the_rest_of_a_row_on_the_next_page() -> None:
    head = "项目名称｜项目总额｜数量指标｜质量指标｜满意度指标"
    book = book_on(
        TITLE,
        f"{head}\n路灯改造｜45｜更换路灯≥80盏；检修线｜验收合格率≥98%｜",
        f"{head}\n｜｜路≥3公里｜｜居民满意度≥90%\n公园维护｜30｜绿植≥500株｜｜",
    )
    assert rows_of(book) == [
        *LIGHT,
        "满意度指标｜满意度指标｜居民满意度｜≥｜90｜%",
        "产出指标｜数量指标｜绿植｜≥｜500｜株",
    ]
    assert book.whole
    kinds = {repair.kind for repair in book.repairs}
    assert {RepairKind.REPEATED_HEADER, RepairKind.STITCHED} <= kinds


def test_a_row_without_a_name_belongs_to_the_project_above_with_a_doubt_unless_merged() -> None:
    head = "项目名称｜数量指标｜质量指标｜社会效益\n路灯改造｜更换≥80盏｜｜\n"
    merged = book_on(TITLE, head + "^｜检修≥5次｜｜")
    blank = book_on(TITLE, head + "｜检修≥5次｜｜")
    assert rows_of(merged) == rows_of(blank)
    assert [one.ownership for one in merged.projects[0].indicators] == [Ownership.PRINTED] * 2
    assert [one.ownership for one in blank.projects[0].indicators] == [Ownership.PRINTED, Ownership.DOUBTFUL]


def test_a_row_with_sums_and_no_name_is_a_project_without_a_name() -> None:
    text = "项目名称｜项目总额｜数量指标｜质量指标｜社会效益\n路灯改造｜45｜更换≥80盏｜｜\n｜30｜绿植≥500株｜｜"
    book = book_on(TITLE, text)
    assert [(one.name, one.total and one.total.number) for one in book.projects] == [
        ("路灯改造", Decimal(45)),
        ("", Decimal(30)),
    ]


def test_a_heading_over_rows_is_no_project_and_is_told() -> None:
    book = book_on(TITLE, "项目名称｜数量指标｜质量指标｜社会效益\n一、市政类｜<｜<｜<\n路灯改造｜更换≥80盏｜｜")
    assert [one.name for one in book.projects] == ["路灯改造"]
    assert [entry.why for entry in book.ledger if not entry.read] == ["这一行未能归入表中任何一项：一、市政类"]


def test_rows_of_another_table_are_not_read_as_projects() -> None:
    other = "项目名称｜项目编码｜主管部门｜\n路灯｜001｜城管局｜"
    book = book_on(TITLE, f"项目名称｜数量指标｜质量指标｜社会效益\n路灯改造｜更换≥80盏｜｜\n{other}")
    assert len(book.projects) == 1
    assert not book.whole


@pytest.mark.parametrize(
    "text",
    [
        "明细｜单价｜数量｜成本\n人工｜3｜20｜60",  # a table of costs
        "项目名称｜一级指标｜二级指标｜三级指标｜指标值\n路灯改造｜产出指标｜数量指标｜更换路灯｜≥80盏",
        "项目名称｜绩效指标\n路灯改造｜更换路灯",
        "项目名称｜产出指标｜数量指标\n路灯改造｜更换路灯≥80盏｜3",  # a level with its own class: no list of classes
    ],
)
def test_other_tables_are_left_to_their_layouts(text: str) -> None:
    assert all(project.layout != "横排汇总" for project in book_on(TITLE, text).projects)


CLASSES = {
    "数量指标": "产出指标",
    "质量指标": "产出指标",
    "时效指标": "产出指标",
    "社会效益": "效益指标",
    "可持续影响指标": "效益指标",
    "服务对象满意度指标": "满意度指标",
}
_WORDS = st.text("路灯更换检修培训覆盖合格受益居民人次面积", min_size=2, max_size=8)
_INSIDE = st.sampled_from(["", "（含乡、镇；村）", "（每期≥30人）", "(1.5米，双向)"])
_NUMBERS = st.sampled_from(["0", "3", "80", "98.5", "1,000", "12345"])
_ROWS = st.lists(
    st.tuples(
        st.tuples(_WORDS, _INSIDE).map("".join),
        st.sampled_from(["≥", "≤", "=", ">", "<"]),
        _NUMBERS,
        st.sampled_from(["%", "盏", "人次", "万元", "万平方米"]),
        st.sampled_from(list(CLASSES)),
    ),
    min_size=1,
    max_size=12,
)
_STYLES = {  # what stands before each, between them, and at the end
    "；": ("", "；", ""),
    "；。": ("", "；\n", "。"),
    "lines": ("", "\n", ""),
    "，": ("", "，", ""),
    "1.": ("{}.", " ", ""),
    "1、；": ("{}、", "；", "；"),
    "（1）": ("（{}）", "\n", ""),
    "指标1": ("指标{}：", "；", ""),
}
Printed = tuple[str, str, str, str, str]


@settings(max_examples=150, deadline=None)
@given(rows=_ROWS, style=st.sampled_from(list(_STYLES)), in_text=st.booleans())
def test_any_list_printed_in_cells_is_read_back(rows: list[Printed], style: str, in_text: bool) -> None:
    mark, between, end = _STYLES[style]
    texts = {}
    for title in CLASSES:
        parts = ["".join(row[:4]) for row in rows if row[4] == title]
        if parts:
            texts[title] = between.join(mark.format(n) + part for n, part in enumerate(parts, 1)) + end
    if in_text:
        joined = "\n".join(f"{CLASSES[title]}：{title}：{text}" for title, text in texts.items())
        cells = [["项目名称", "项目总额", "绩效指标"], ["路灯改造", "45", joined]]
    else:
        cells = [["项目名称", "项目总额", *CLASSES], ["路灯改造", "45", *(texts.get(title, "") for title in CLASSES)]]
    book = read_book(printed(line(TITLE), grid(cells)), id="made")
    read = [
        (one.level1, one.level2, one.name, one.operator, one.value, one.unit) for one in book.projects[0].indicators
    ]
    ordered = sorted(rows, key=lambda row: list(CLASSES).index(row[4]))
    assert read == [
        (CLASSES[under], under if under.endswith("指标") else f"{under}指标", name, sign, value, unit)
        for name, sign, value, unit, under in ordered
    ]
    assert book.whole
    assert not any(repair.doubtful for repair in book.repairs)
