"""Budget tables: header lines joined, two sides, totals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.model import BudgetTable, RepairKind
from tests.forms.grids import book_of


def table(*rows: str) -> BudgetTable:
    text = "预算06表 支出表\n金额单位：万元\n" + "\n".join(rows) + "\n"
    return book_of(text).budget_tables[0]


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (["采购类别\t金额"], ["采购类别", "金额"]),
        (
            ["收 入\t\t支 出\t", "项 目\t预算数\t项 目\t预算数"],
            ["收入/项目", "收入/预算数", "支出/项目", "支出/预算数"],
        ),
        (
            ["科目\t预算数\t\t\t", "\t合计\t基本支出\t\t项目支出", "\t\t小计\t人员经费\t"],
            ["科目", "预算数/合计", "预算数/基本支出/小计", "预算数/基本支出/人员经费", "预算数/项目支出"],
        ),
        (["目录\t\t金额", "一级\t二级\t"], ["目录/一级", "目录/二级", "金额"]),
        (["项目\t金额\t金额"], ["项目", "金额", "金额(2)"]),
    ],
)
def test_header_lines_are_joined(heads: list[str], columns: list[str]) -> None:
    width = max(head.count("\t") for head in heads)
    data = "\t".join(["甲", *["1.00"] * width])
    assert table(*heads, data).columns == columns


def test_each_side_of_a_two_sided_table_is_a_line_of_its_own() -> None:
    read = table(
        "收 入\t\t支 出\t", "项 目\t预算数\t项 目\t预算数", "一、拨款\t5.00\t一、公共服务\t3.00", "\t\t二、外交\t"
    )
    assert [(line.label, [str(amount.number) for amount in line.amounts.values()]) for line in read.lines] == [
        ("一、拨款", ["5.00"]),
        ("一、公共服务", ["3.00"]),
        ("二、外交", []),
    ]


@pytest.mark.parametrize(
    ("row", "code", "label"),
    [
        ("2010301-行政运行\t50101-工资\t1.00", "2010301", "行政运行"),
        ("合 计\t\t1.00", "", "合计"),
        ("\t合 计\t1.00", "", "合计"),
        ("其他\t\t1.00", "", "其他"),
    ],
)
def test_code_and_label(row: str, code: str, label: str) -> None:
    line = table("功能科目\t经济科目\t合计", "2010302-其他\t50102-社保\t2.00", row).lines[1]
    assert (line.code, line.label) == (code, label)


def test_code_and_name_in_columns_of_their_own() -> None:
    line = table("科目编码\t科目名称\t合计", "2050803\t培训支出\t307.969170").lines[0]
    assert (line.code, line.label, line.amounts["合计"].number) == ("2050803", "培训支出", Decimal("307.969170"))


def test_a_sum_that_cannot_be_read_is_unknown() -> None:
    amount = table("科目\t合计", "甲\t1.00", "乙\t2.00", "丙\t#####").lines[2].amounts["合计"]
    assert (amount.raw, amount.number) == ("#####", None)


def test_an_empty_table_keeps_its_total_row() -> None:
    read = table("功能科目\t经济科目\t预算数\t", "\t\t合计\t基本支出", "\t合 计\t\t")
    assert [(line.label, line.amounts) for line in read.lines] == [("合计", {})]


def test_a_repeated_header_is_dropped_and_said() -> None:
    read = table("科目\t合计", "甲\t1.00", "科目\t合计", "乙\t2.00")
    assert [line.label for line in read.lines] == ["甲", "乙"]
    assert [repair.kind for repair in read.repairs] == [RepairKind.REPEATED_HEADER]


def test_lost_columns_at_the_end_are_said_once() -> None:
    read = table("科目\t合计\t其中\t", "\t\t上缴\t补助", "甲\t1.00\t\t", "", "乙\t2.00\t", "丙\t3.00\t")
    assert [(repair.kind, repair.source.line) for repair in read.repairs] == [(RepairKind.MISSING_COLUMN, 7)]
    assert [line.label for line in read.lines] == ["甲", "乙", "丙"]
