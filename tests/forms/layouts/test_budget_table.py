"""Budget tables: header lines joined, two sides, totals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.model import BudgetTable, RepairKind
from tests.forms.grids import book_of, book_on, dumped


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


@pytest.mark.parametrize(
    ("printed", "number", "said"),
    [
        ("-3.20", Decimal("-3.20"), 0),
        ("－3.20", Decimal("-3.20"), 1),
        ("−1,003.20", Decimal("-1003.20"), 1),
        ("（1,200.00）", Decimal("-1200.00"), 1),
        ("—", None, 0),
        ("-", None, 0),
    ],
)
def test_negative_sums_and_dashes(printed: str, number: Decimal | None, said: int) -> None:
    read = table("科目\t合计", f"甲\t{printed}", f"乙\t{printed}")
    assert [(line.amounts["合计"].raw, line.amounts["合计"].number) for line in read.lines] == [(printed, number)] * 2
    assert [repair.kind for repair in read.repairs] == [RepairKind.NUMBER_GLYPH] * 2 * said


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (["\t预算\t\t决算\t", "科目\t甲\t乙\t甲\t乙"], ["科目", "预算/甲", "预算/乙", "决算/甲", "决算/乙"]),
        (["部门：某局\t\t\t\t公开05表", "科目\t甲\t乙\t丙\t丁"], ["科目", "甲", "乙", "丙", "丁"]),
        (["\t甲\t乙\t丙\t丁"], ["第1列", "甲", "乙", "丙", "丁"]),
    ],
)  # fmt: skip
def test_every_column_has_a_title_of_its_own(heads: list[str], columns: list[str]) -> None:
    read = table(*heads, "行政运行\t1.00\t2.00\t3.00\t4.00", "事业运行\t5.00\t6.00\t7.00\t8.00")
    assert read.columns == columns
    assert [(line.label, [amount.raw for amount in line.amounts.values()]) for line in read.lines] == [
        ("行政运行", ["1.00", "2.00", "3.00", "4.00"]),
        ("事业运行", ["5.00", "6.00", "7.00", "8.00"]),
    ]


@pytest.mark.parametrize("marked", [True, False])
def test_a_total_over_several_sides_has_its_sum(marked: bool) -> None:
    drawn = "人员经费｜<｜公用经费｜<｜<｜<\n名称｜金额｜名称｜金额｜名称｜金额\n"
    drawn += "工资｜1.00｜水费｜2.00｜电费｜3.00\n人员经费合计｜1.00｜公用经费合计｜<｜<｜5.00"
    book = book_on("基本支出表", drawn) if marked else book_of(dumped("基本支出表", drawn) + "\n")
    (read,) = book.budget_tables
    totals = [(line.label, [amount.raw for amount in line.amounts.values()]) for line in read.lines[-2:]]
    assert totals == [("人员经费合计", ["1.00"]), ("公用经费合计", ["5.00"])]
    assert [repair.kind for repair in read.repairs] == ([] if marked else [RepairKind.UNMARKED_MERGE])
