"""Forms as other provinces print them, drawn small: each gives its rows under their owners, or says what it lacks."""

from __future__ import annotations

from collections import Counter

import pytest

from auditor.forms import read_book
from auditor.model import Book
from tests.forms.grids import book_on, sheet
from tests.forms.test_changed_columns import FIXTURES, blocks, sound
from tests.forms.test_forms_in_pieces import drawn
from tests.forms.test_one_wrong_character import FORMATS, owned

Rows = list[list[str]]


def lines(book: Book) -> list[str]:
    return [
        "｜".join((goal.name, one.level1, one.name, one.operator, one.value, one.unit, one.extra.get("期间", "")))
        for goal in book.goals()
        for one in goal.indicators
    ]


QUARTERS = """
项目名称｜公交补贴｜<｜<｜<｜<｜<
一级指标｜二级指标｜三级指标｜一季度｜二季度｜三季度｜四季度
产出指标｜数量指标｜新增公交车辆｜≥5辆｜≥10辆｜≥15辆｜≥20辆
"""
NAME_FIRST = """
项目名称｜数字文化馆｜<｜<｜<
绩效指标｜指标类型｜指标值｜计量单位｜权重
线上培训场次｜产出指标｜≥20｜场｜20
群众满意度｜满意度指标｜≥90｜%｜10
"""
REVISED = """
项目名称｜食堂改造｜<｜<｜<
一级指标｜二级指标｜三级指标｜调整前指标值｜调整后指标值
产出指标｜数量指标｜改造食堂｜≥8个｜≥6个
"""
REVISED_BESIDE = """
项目名称｜食堂改造｜<｜<｜<｜<
一级指标｜二级指标｜三级指标｜指标值｜变更后目标值｜变更理由
产出指标｜数量指标｜改造食堂｜≥8个｜≥6个｜缩减规模
"""
NO_LEVELS = """
项目名称｜食堂改造｜<｜<
指标｜目标值｜完成时限｜责任科室
改造食堂数量｜6个｜2026年9月｜基建科
学生满意度｜90%以上｜2026年12月｜办公室
"""
BARE = """
项目名称｜食堂改造｜<｜<
类别｜指标｜值｜依据
产出｜改造食堂｜≥6个｜台账
效益｜受益学生｜≥3000人｜学籍
项目名称｜教师培训｜<｜<
类别｜指标｜值｜依据
产出｜培训教师｜≥200人｜签到
"""
SECTIONED = """
项目一：校园食堂改造（预算120万元）｜<｜<｜<
一级指标｜二级指标｜三级指标｜指标值
产出指标｜数量指标｜改造食堂｜≥6个
^｜质量指标｜验收合格率｜≥98%
项目二：教师培训（预算30万元）｜<｜<｜<
一级指标｜二级指标｜三级指标｜指标值
产出指标｜数量指标｜培训教师｜≥200人
"""
ONE_HEADER = """
一级指标｜二级指标｜三级指标｜指标值
（一）校园食堂改造｜<｜<｜<
产出指标｜数量指标｜改造食堂｜≥6个
^｜质量指标｜验收合格率｜≥98%
（二）教师培训｜<｜<｜<
产出指标｜数量指标｜培训教师｜≥200人
"""
UNNUMBERED = """
校园食堂改造｜<｜<｜<
一级指标｜二级指标｜三级指标｜指标值
产出指标｜数量指标｜改造食堂｜≥6个
^｜质量指标｜验收合格率｜≥98%
教师培训｜<｜<｜<
一级指标｜二级指标｜三级指标｜指标值
产出指标｜数量指标｜培训教师｜≥200人
"""
PROJECTS = [
    "校园食堂改造｜产出指标｜改造食堂｜≥｜6｜个｜",
    "校园食堂改造｜产出指标｜验收合格率｜≥｜98｜%｜",
    "教师培训｜产出指标｜培训教师｜≥｜200｜人｜",
]
TURNED = """
项目名称｜校园食堂改造｜<｜<
绩效指标｜一级指标｜产出指标｜<
^｜三级指标｜改造食堂｜验收合格率
^｜指标值｜≥6个｜≥98%
填表人：｜<｜<｜<
项目名称｜教师培训｜<｜<
绩效指标｜一级指标｜产出指标｜效益指标
^｜三级指标｜培训教师｜受益学生
^｜指标值｜≥200人｜≥3000人
"""
CASES = {
    "targets for quarters": (
        QUARTERS,
        [
            f"公交补贴｜产出指标｜新增公交车辆｜≥｜{number}｜辆｜{part}季度"
            for number, part in ((5, "一"), (10, "二"), (15, "三"), (20, "四"))
        ],
    ),
    "names left of their class": (
        NAME_FIRST,
        ["数字文化馆｜产出指标｜线上培训场次｜≥｜20｜场｜", "数字文化馆｜满意度指标｜群众满意度｜≥｜90｜%｜"],
    ),
    "before and after a change": (REVISED, ["食堂改造｜产出指标｜改造食堂｜≥｜6｜个｜"]),
    "a changed target beside the first": (REVISED_BESIDE, ["食堂改造｜产出指标｜改造食堂｜≥｜6｜个｜"]),
    "no level at all": (NO_LEVELS, ["食堂改造｜｜改造食堂数量｜｜6｜个｜", "食堂改造｜｜学生满意度｜≥｜90｜%｜"]),
    "bare words only": (
        BARE,
        [
            "食堂改造｜产出指标｜改造食堂｜≥｜6｜个｜",
            "食堂改造｜效益指标｜受益学生｜≥｜3000｜人｜",
            "教师培训｜产出指标｜培训教师｜≥｜200｜人｜",
        ],
    ),
    "projects in rows of their own": (SECTIONED, PROJECTS),
    "the same below one header": (ONE_HEADER, PROJECTS),
    "the same without numbers": (UNNUMBERED, PROJECTS),
    "turned, twice in one grid": (
        TURNED,
        [*PROJECTS, "教师培训｜效益指标｜受益学生｜≥｜3000｜人｜"],
    ),
}


@pytest.mark.parametrize("form", ["grid", "html"])
@pytest.mark.parametrize("name", CASES)
def test_a_form_of_another_province(name: str, form: str) -> None:
    text, expected = CASES[name]
    rows = [row.split("｜") for row in text.strip().split("\n")]
    book = read_book(FORMATS[form]("2026年项目支出绩效目标表\n金额单位：万元", rows), id="made")
    assert lines(book) == expected
    assert book.whole


def test_a_sum_in_brackets_behind_the_name() -> None:
    book = book_on("项目绩效目标表", SECTIONED)
    assert [goal.total and goal.total.number for goal in book.projects] == [120, 30]


def test_a_list_of_goals_beside_their_label_is_the_goal() -> None:
    text = (
        "项目名称｜食品安全监管｜<｜<\n年度绩效目标｜序号｜目标内容｜<\n^｜1｜完成抽检2000批次｜<\n"
        "^｜2｜问题食品处置到位。｜<\n一级指标｜二级指标｜三级指标｜指标值\n产出指标｜数量指标｜抽检批次｜≥2000批次"
    )
    book = book_on("项目支出绩效目标表", text)
    assert book.whole
    assert book.projects[0].goal == "完成抽检2000批次；问题食品处置到位。"


def test_a_plan_beside_a_merged_label_is_kept() -> None:
    text = (
        "项目名称｜管网改造｜<｜<｜<\n支出计划（%）｜3月底｜6月底｜10月底｜12月底\n^｜10%｜35%｜80%｜100%\n"
        "一级指标｜二级指标｜三级指标｜指标值｜备注\n产出指标｜数量指标｜更换管网｜≥23公里｜"
    )
    book = book_on("项目支出绩效目标表", text)
    assert book.whole
    assert "10% | 35% | 80% | 100%" in book.projects[0].extra["支出计划（%）"]


def turned(rows: Rows, start: int, end: int) -> Rows:
    """``rows`` with those from ``start`` to ``end`` turned by a quarter."""
    width = max(map(len, rows[start:end]))
    block = [[*row, *[""] * (width - len(row))] for row in rows[start:end]]
    swapped = {"^": "<", "<": "^"}
    columns = [[swapped.get(row[column], row[column]) for row in block] for column in range(width)]
    wide = max([len(row) for row in rows] + [len(columns[0])])
    return [
        [*row, *["<" if len(row) < len(rows[0]) else ""] * (wide - len(row))]
        for row in (*rows[:start], *columns, *rows[end:])
    ]


SQUARE = [
    name
    for name in FIXTURES
    if name in {"L8", "L10"} and "<" not in FIXTURES[name].rows()[next(blocks(sound(name, "grid")[1]))[0]]
]


@pytest.mark.parametrize("name", SQUARE)
def test_a_form_turned_by_a_quarter_gives_the_same_rows(name: str) -> None:
    rows, (was, roles) = FIXTURES[name].rows(), sound(name, "grid")
    (start, end), *_ = blocks(roles)
    book = book_on(FIXTURES[name].title, drawn(turned(rows, start, end)))
    assert Counter(owned(book)) == Counter(owned(was))


def test_a_label_and_its_values_are_no_turned_form() -> None:
    text = "项目名称｜甲项目｜乙项目\n绩效目标｜修路｜架桥\n指标值｜≥6个｜≥3座"
    assert len(sheet(text).rows) == 3
    assert not book_on("项目支出绩效目标表", text).whole
