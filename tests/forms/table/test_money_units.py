"""The unit of money: every spelling in every layout that prints sums gives the same sum in 万元."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from auditor.facts.common import wan
from auditor.forms.table.money_units import is_unit_cell, split_sum, unit_of, without_unit
from auditor.forms.table.row import key
from auditor.model import Amount, Book
from tests.forms.grids import HEADER, OUTPUT, SUBHEADER, book_of

UNITS = {"元": "3185000", "百元": "31850", "千元": "3,185.00", "万元": "318.50", "百万元": "3.185", "亿元": "0.03185"}
"""A unit, and the same sum printed in it."""
SAME = Decimal("318.5")

NAMED = (
    "（{}）", "({})", "【{}】", "[{}]", "（人民币{}）", "（人民币：{}）", "（{}人民币）", "（￥{}）",
    "（单位：{}）", "(单位:{})", "（单位{}）", "（金额单位：{}）", "（货币单位：{}）", "（计量单位：{}）",
    "（单位：人民币{}）", "（金额单位：人民币{}）", "（单位：{}（人民币））", "（2026年，单位：{}）",
    "（{}）：", "：（{}）", "：{}", "/{}", " 单位：{}", " 金额单位：人民币{}",
)  # fmt: skip
"""How a title, a label or a header cell names its unit, behind its own words."""
LINES = (
    "单位：{}", "金额单位：{}", "金额单位:{}", "货币单位：{}", "计量单位：{}", "单位：人民币{}", "单位：人民币：{}",
    "单位：{}（人民币）", "单位：（{}）", "（单位：{}）", "（金额单位：人民币{}）", "【单位：{}】", "（{}）",
    "（人民币{}）", "人民币：{}", "人民币{}", "部门：某局  金额单位：{}",
)  # fmt: skip
"""How a line above the table names it."""
BEHIND = ("{}{}", "{} {}", "{}（{}）", "￥{}{}", "{}{}人民币", "人民币{}{}", "{}（人民币{}）")
"""How a sum names it itself."""

FORM = (
    "{title}{line}项目名称\t图书馆开放\n资金情况{label}\t年度资金总额\t{sum}\n一级指标\t二级指标\t三级指标\t指标值\n"
    + ("产出指标\t数量指标\t开放天数\t≥250天\n")
)
INLINE = FORM.replace("资金情况{label}\t年度资金总额\t{sum}", "资金总额{label}：{sum}\t其他资金：0")
GOAL = (
    "{title}{line}部门名称\t\t某局\t\t\t\t\n总体资金情况{label}\t\t预算支出总额\t财政拨款\t\t其他资金\t\n"
    "\t\t\t合计\t基本支出\t合计\t基本支出\n\t\t{sum}\t1\t1\t1\t1\n整体绩效目标\t整体绩效目标\t做好\t\t\t\t\n"
    "\t\t活动\t绩效指标\t指标性质\t指标值\t度量单位\n\t\t甲\t产出指标数量指标培训人数\t≥\t28\t人\n"
)
TRANSFER = (
    "{title}{line}转移支付名称\t某补助\n资金情况{label}\t年度金额:\t{sum}\t\t\n\t其中:中央财政资金\t1\t\t\n"
    "绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n\t产出指标\t数量指标\t比例\t100%\n"
)
LIST = "{title}{line}" + HEADER.replace("项目总额", "项目总额{label}") + f"\n{SUBHEADER}\n"
LIST += f"12345678T00001-甲项目\t{{sum}}\t1\t\t做好\t{OUTPUT}\n"
BUDGET = "{title}{line}科目\t预算数{label}\n行政运行\t{sum}\n"


def of_project(book: Book) -> Amount | None:
    return [*book.projects, *book.departments, *book.transfers][0].total


def of_line(book: Book) -> Amount | None:
    return next(iter(book.budget_tables[0].lines[0].amounts.values()))


LAYOUTS: dict[str, tuple[str, str, Callable[[Book], Amount | None]]] = {
    "L1": ("预算12表 项目支出绩效表", LIST, of_project),
    "form": ("项目支出绩效目标申报表", FORM, of_project),
    "form, behind a colon": ("项目支出绩效目标申报表", INLINE, of_project),
    "L1b": ("预算13表 部门整体支出绩效目标表", GOAL, of_project),
    "L1c": ("预算14表 某某转移支付资金绩效目标表", TRANSFER, of_project),
    "budget": ("预算06表 支出表", BUDGET, of_line),
}


def sum_of(layout: str, printed: str, line: str = "", label: str = "") -> Amount | None:
    title, text, taken = LAYOUTS[layout]
    line = f"{line}\n" if line else ""
    return taken(book_of(text.format(title=f"{title}\n", line=line, label=label, sum=printed)))


CASES = [(layout, unit, number) for layout in LAYOUTS for unit, number in UNITS.items()]


@pytest.mark.parametrize(("layout", "unit", "number"), CASES)
def test_every_spelling_in_every_place_gives_the_same_sum(layout: str, unit: str, number: str) -> None:
    labels = list(NAMED)
    if layout == "form, behind a colon":  # which has no room for a second colon outside brackets
        labels = [one for one in NAMED if one[0] in "（([【" and one[-1] in "）)]】"]
    wrong = [
        ("label", spelling) for spelling in labels if wan(sum_of(layout, number, label=spelling.format(unit))) != SAME
    ]
    wrong += [("line", spelling) for spelling in LINES if wan(sum_of(layout, number, spelling.format(unit))) != SAME]
    wrong += [("sum", spelling) for spelling in BEHIND if wan(sum_of(layout, spelling.format(number, unit))) != SAME]
    assert not wrong


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sum_in_a_currency_without_a_rate_is_not_taken_for_yuan(layout: str) -> None:
    for unit in ("美元", "万美元", "港币"):
        for amount in (sum_of(layout, "318.50", f"单位：{unit}"), sum_of(layout, f"318.50{unit}")):
            assert amount is not None
            assert (amount.unit, wan(amount)) == (unit, None)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_unit_behind_a_sum_goes_before_that_of_the_table(layout: str) -> None:
    assert wan(sum_of(layout, "318.50万元", "单位：元")) == SAME
    assert wan(sum_of(layout, "318.50万", "单位：元")) == SAME


@pytest.mark.parametrize("spelling", NAMED)
def test_a_label_is_looked_up_without_its_unit(spelling: str) -> None:
    label = "资金情况" + spelling.format("元")
    assert (unit_of(label), key(label)) == ("元", "资金情况")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "单元",
        "多元化",
        "（3号单元）",
        "计量单位：元/人",
        "每人成本（元/人）",
        "单位：",
        "单位名称",
        "预算单位",
        "元旦",
    ],
)
def test_what_names_no_unit_of_money(text: str) -> None:
    assert unit_of(text) == ""
    assert without_unit(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("单位：", True),
        ("金额单位：元", True),
        ("人民币元", True),
        ("单位", False),
        ("（元）", False),
        ("预算单位：元", False),
    ],
)
def test_a_cell_of_nothing_but_the_unit(text: str, expected: bool) -> None:
    assert is_unit_cell(text) == expected


@pytest.mark.parametrize("text", ["", "元", "5万个", "第3元", "3元/人", "#####", "abc", "3-5万元"])
def test_what_is_no_sum(text: str) -> None:
    assert split_sum(text) is None
