"""Any layout in other pieces: its head and its indicators apart, its name in a heading, its levels in one cell.

The law is the same for all: every indicator is there under its owner with its cells, as in the whole form.
"""

from __future__ import annotations

import itertools
from collections import Counter

import pytest

from auditor.forms import read_book
from auditor.forms.table.row import RowRole
from auditor.forms.table.title import role_of
from auditor.grid import Block
from auditor.model import Book
from tests.forms.grids import book_on, line, printed, sheet
from tests.forms.test_changed_columns import FIXTURES, blocks, sound
from tests.forms.test_one_wrong_character import owned

Rows = list[list[str]]
BETWEEN = ("年度绩效目标表", "绩效指标", "")
"""Lines between the halves of a form: the title of the second, its caption, none."""


def drawn(rows: Rows) -> str:
    return "\n".join("｜".join(row) for row in rows)


def halves(name: str) -> list[Rows]:
    """The grids of a fixture whose heads stand in grids of their own; [] if a head and its indicators are merged."""
    rows, (_, roles) = FIXTURES[name].rows(), sound(name, "grid")
    cuts = sorted({0, len(rows), *(place for pair in blocks(roles) for place in pair)})
    if roles[0] is not RowRole.PROJECT or any("^" in rows[cut] for cut in cuts[:-1]):
        return []
    return [rows[start:end] for start, end in itertools.pairwise(cuts)]


SPLIT = [name for name in FIXTURES if halves(name)]


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("name", SPLIT)
def test_the_head_and_the_indicators_of_a_form_in_grids_of_their_own(name: str, between: str) -> None:
    blocks_: list[Block] = [line(text) for text in FIXTURES[name].title.split("\n")]
    for page, rows in enumerate(halves(name), 1):
        if between and page % 2 == 0:
            blocks_.append(line(between))
        blocks_.append(sheet(drawn(rows), page))
    book = read_book(printed(*blocks_), id="made")
    assert Counter(owned(book)) == Counter(owned(sound(name, "grid")[0]))
    assert totals(book) == totals(sound(name, "grid")[0])


def totals(book: Book) -> dict[str, str]:
    return {goal.name: goal.total.raw for goal in book.goals() if goal.total is not None}


def test_the_halves_are_those_of_many_layouts() -> None:
    assert len(SPLIT) > 8


PAST = [
    name
    for name in FIXTURES
    if any(role_of(text) == "指标值" for row in FIXTURES[name].rows() for text in row)
    and [role_of(text) for row in FIXTURES[name].rows() for text in row].count("指标值") in (1, 2)
    and name.removesuffix(" twice") in {"L3", "L5", "L6", "L10"}
]
TITLES = (
    ("前年", "上年", "预期当年实现值"),
    ("2024年实际", "2025年预计", "2026年目标值"),
    ("上年完成", "历史最好水平", "本年目标值"),
)


@pytest.mark.parametrize("titles", TITLES)
@pytest.mark.parametrize("name", PAST)
def test_results_of_past_years_beside_the_target(name: str, titles: tuple[str, str, str]) -> None:
    """指标值 over 前年 | 上年 | 预期当年实现值; every other title is merged down over both lines."""
    rows, (_, roles) = FIXTURES[name].rows(), sound(name, "grid")
    spread: Rows = []
    column = -1
    for place, row in enumerate(rows):
        values = [at for at, text in enumerate(row) if roles[place] is RowRole.HEADER and role_of(text) == "指标值"]
        column = values[0] if values else column
        if values:
            spread.append([*row[: column + 1], "<", "<", *row[column + 1 :]])
            under = ["<" if text == "<" else "^" for text in row]
            spread.append([*under[:column], *titles, *under[column + 1 :]])
        elif column < 0 or roles[place] is RowRole.PROJECT:
            spread.append(row)
        elif column < len(row):
            held = ["<", "<", row[column]] if row[column] == "<" else ["21家", "24家", row[column]]
            spread.append([*row[:column], *held, *row[column + 1 :]])
        else:
            spread.append(row)
    book = book_on(FIXTURES[name].title, drawn(spread))
    assert Counter(owned(book)) == Counter(owned(sound(name, "grid")[0]))


LIST = """
项目编号｜项目名称｜资金总额｜其中：财政拨款｜其他资金｜绩效目标｜{title}｜指标名称｜指标值｜计量单位
A-31｜作业补助｜512.00｜512.00｜0.00｜作业面积稳步扩大，农户得到实惠。｜｜｜｜
｜｜｜｜｜｜{0}｜补助面积｜≥2.4｜万亩
｜｜｜｜｜｜{1}｜核查准确率｜≥98｜%
A-32｜安全监理｜43.70｜43.70｜0.00｜检验拖拉机和联合收割机，开展田间安全检查。｜｜｜｜
｜｜｜｜｜｜{2}｜检验费用｜≤60｜元
｜｜｜｜｜｜{3}｜机手满意度｜≥92｜%
填表人：｜<｜<｜<｜审核人：｜<｜<｜联系电话：｜<｜<
"""
CLASSES = (("产出", "数量"), ("产出", "质量"), ("成本", "经济成本"), ("满意度", "服务对象满意度"))


@pytest.mark.parametrize("title", ["指标类别", "指标分类", "绩效指标分类", "二级指标"])
@pytest.mark.parametrize(
    "form", ["{0}指标-{1}指标", "{0}指标/{1}指标", "{0}指标{1}指标", "{0}—{1}", "{0}指标（{1}指标）", "{0}指标·{1}指标"]
)
def test_a_list_with_both_levels_in_one_cell(title: str, form: str) -> None:
    book = book_on("项目支出绩效目标公开表", LIST.format(*(form.format(*one) for one in CLASSES), title=title))
    assert book.whole
    assert owned(book) == [
        ("作业补助", "产出指标", "数量指标", "补助面积", "≥", "2.4", "万亩"),
        ("作业补助", "产出指标", "质量指标", "核查准确率", "≥", "98", "%"),
        ("安全监理", "成本指标", "经济成本指标", "检验费用", "≤", "60", "元"),
        ("安全监理", "满意度指标", "服务对象满意度指标", "机手满意度", "≥", "92", "%"),
    ]
    assert not any(repair.doubtful for repair in book.repairs)


TABLES = (
    "指标类别｜指标名称｜目标值｜备注\n数量指标｜{0}次数｜不少于160次｜\n质量指标｜{0}合格率｜≥96%｜",
    "一级指标｜二级指标｜三级指标｜指标值\n产出指标｜数量指标｜{0}次数｜≥160次\n^｜质量指标｜{0}合格率｜≥96%",
    "二级指标｜三级指标｜指标符号｜指标值｜计量单位\n数量指标｜{0}次数｜≥｜160｜次\n质量指标｜{0}合格率｜≥｜96｜%",
)
MONEY = (
    "批复资金{0}万元，其中县级财政资金80万元，企业自筹20万元。",
    "2026年安排预算{0}万元，其中：财政拨款80万元。",
    "项目资金：{0}万元",
    "",
)
NUMBERS = (("（一）", "（二）"), ("1.", "2."), ("一、", "二、"), ("项目一：", "项目二："), ("1）", "2）"))


def headed(table: str, money: str, numbers: tuple[str, str], names: tuple[str, str]) -> Book:
    """A letter with a heading, a line of money, a goal and a table for each project."""
    parts: list[Block] = [line("青川市财政局关于批复青川市园林局2026年度项目绩效目标的通知"), line("青川市园林局：")]
    parts += [line("一、请严格按照批复的绩效目标组织实施，不得随意调整。"), line("附件：项目绩效目标批复表")]
    for page, (number, name) in enumerate(zip(numbers, names, strict=True), 1):
        parts.append(line(f"{number}{name}"))
        parts += [line(money.format(100))] if money else []
        parts += [line("绩效目标：按期完成全年任务，群众得到实惠。"), sheet(table.format(name[:2]), page)]
    return read_book(printed(*parts), id="made")


@pytest.mark.parametrize("numbers", NUMBERS, ids=range(len(NUMBERS)))
@pytest.mark.parametrize("money", MONEY, ids=range(len(MONEY)))
@pytest.mark.parametrize("table", TABLES, ids=range(len(TABLES)))
def test_a_numbered_heading_names_the_project_of_the_table_below(
    table: str, money: str, numbers: tuple[str, str]
) -> None:
    names = ("花坛养护补助", "喷泉维护")
    book = headed(table, money, numbers, names)
    assert [(goal.name, [one.name for one in goal.indicators]) for goal in book.projects] == [
        (name, [f"{name[:2]}次数", f"{name[:2]}合格率"]) for name in names
    ]
    assert book.whole
    assert book.department == "青川市园林局"
    assert [goal.total and goal.total.number for goal in book.projects] == [100 if money else None] * 2
    assert {goal.funding[0].goal for goal in book.projects} == {"按期完成全年任务，群众得到实惠。"}


@pytest.mark.parametrize(
    "heading", ["（三）绩效指标", "三、有关要求", "2.年度绩效目标情况", "四、资金安排情况", "（二）项目概况"]
)
def test_a_heading_of_the_text_names_no_project(heading: str) -> None:
    table = "项目名称｜花坛养护｜<｜<\n" + TABLES[1].format("花坛")
    alone = read_book(printed(line(heading), sheet(TABLES[1].format("花坛"))), id="made")
    assert [goal.name for goal in alone.projects] == [""]
    named = read_book(printed(line("（一）另一个标题"), sheet(table)), id="made")
    assert [goal.name for goal in named.projects] == ["花坛养护"]
