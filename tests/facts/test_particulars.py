"""What a form's further cells say of a project, and of the document as a whole."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from auditor.facts.load import load
from auditor.model import Book
from auditor.rulebook.examples import build_book
from auditor.rulebook.pack import ExampleText

ROW = "产出指标 | 数量指标 | 联赛场次 | ≥ | 4 | 场"


def project(**cells: str) -> Book:
    return build_book(ExampleText.model_validate({"项目": cells, "指标": [ROW]}), "测试")


def one(book: Book, table: str, column: str) -> Any:
    facts = load([book])
    found = facts.connection.execute(f'SELECT "{column}" FROM "{table}"').fetchone()
    facts.close()
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("cells", "column", "expected"),
    [
        ({"计划开始日期": "2026-3-1"}, "开始日期", "2026-03-01"),
        ({"计划开始日期": "2026年3月"}, "开始日期", "2026-03-01"),
        ({"计划完成日期": "2026/12/31"}, "结束日期", "2026-12-31"),
        ({"计划完成日期": "2026年6月"}, "结束日期", "2026-06-31"),
        ({"项目起止时间": "2024年1月1日至2026年12月31日"}, "开始日期", "2024-01-01"),
        ({"项目起止时间": "2024.01—2026.12"}, "结束日期", "2026-12-31"),
        ({"项目起止时间": "长期"}, "开始日期", None),
        ({"计划开始日期": "年初"}, "开始日期", None),
        ({"年度资金": "360", "项目总额": "900"}, "年度金额", Decimal(360)),
        ({"年度资金": "3,600,000", "项目总额": "9,000,000", "金额单位": "元"}, "年度金额", Decimal(360)),
        ({"年度资金": "360万元", "项目总额": "9,000,000", "金额单位": "元"}, "年度金额", Decimal(360)),
        ({"年度资金": "3,600,000元", "项目总额": "900"}, "年度金额", Decimal(360)),
        ({"年度资金": "360万美元", "项目总额": "900"}, "年度金额", None),
        ({"年度资金": "待定"}, "年度金额", None),
        ({"项目总额": "1", "年度资金总额（全年执行数）": "95.00"}, "执行数", Decimal(95)),
        ({"年度资金总额（执行率）": "95.5％"}, "执行率", Decimal("95.5")),
        ({"年度资金总额（分值）": "10分"}, "执行率分值", Decimal(10)),
        ({"年度资金总额（得分）": "—"}, "执行率得分", None),
        ({"总分": "100 98.5"}, "自评总分", Decimal("98.5")),
        ({"总分": "100"}, "自评总分", None),
        ({"自评得分": "92分"}, "自评总分", Decimal(92)),
        ({"长期目标": "建成图书馆"}, "总目标", "建成图书馆"),
        ({}, "总目标", ""),
    ],
)
def test_particulars(cells: dict[str, str], column: str, expected: object) -> None:
    assert one(project(**cells), "项目", column) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([f"{ROW} | 分值=60", f"{ROW} | 分值=30"], Decimal(90)),
        ([f"{ROW} | 分值=60", ROW], None),
        ([ROW], None),
        ([f"{ROW} | 权重=22.5"], Decimal("22.5")),
    ],
)
def test_points_are_summed_only_where_all_are_printed(rows: list[str], expected: object) -> None:
    book = build_book(ExampleText.model_validate({"指标": rows}), "测试")
    assert one(book, "项目", "分值合计") == expected


@pytest.mark.parametrize(
    ("actual", "number", "unit"),
    [
        ("4场", Decimal(4), "场"),
        ("4", Decimal(4), "场"),
        ("≥4场", Decimal(4), "场"),
        ("2.1万人", Decimal("2.1"), "万人"),
        ("已完成", None, "场"),
        ("", None, "场"),
    ],
)
def test_actual_value(actual: str, number: object, unit: str) -> None:
    book = build_book(f"{ROW} | 实际完成值={actual}", "测试")
    assert one(book, "指标", "完成数值") == number
    assert one(book, "指标", "完成单位") == unit


def budget(*tables: tuple[str, str, str]) -> Book:
    lines = [
        {"表名": name, "表号": number, "金额单位": unit, "列名": "合计", "金额原文": "12"}
        for name, number, unit in tables
    ]
    return build_book(ExampleText.model_validate({"预算行": lines}), "测试")


WHOLE = ("收支总表", "收入总表", "支出总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表")


FINAL = (
    "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算表", "一般公共预算财政拨款“三公”经费支出决算表",
    "政府性基金预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表",
)  # fmt: skip
"""The tables of a book of final accounts: 143号, and the form of 国有资本经营预算."""


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        ((*WHOLE, "“三公”经费支出表", "政府性基金预算支出表"), []),
        (WHOLE, ["“三公”经费支出表", "政府性基金预算支出表"]),
        (WHOLE[:3], []),
        (
            tuple(
                f"2026年部门{name}预算表"
                for name in (
                    "财务收支", "收入", "支出预算总", "财政拨款收支", "一般公共预算支出功能分类",
                    "政府性基金支出功能分类", "一般公共预算基本支出", "“三公”经费和机关运行经费",
                )
            ),
            [],
        ),
        (FINAL, []),
        (FINAL[1:], ["收入支出决算总表"]),
        ((*FINAL[:2], *FINAL[3:]), ["支出决算表"]),
    ],
)  # fmt: skip
def test_tables_that_must_be_published(names: tuple[str, ...], missing: list[str]) -> None:
    assert one(budget(*((name, "", "万元") for name in names)), "文件", "缺少的公开表") == missing


@pytest.mark.parametrize(
    ("column", "tables", "expected"),
    [
        ("金额单位种类", [("收支总表", "", "元"), ("采购表", "", "万元")], ["元", "万元"]),
        ("金额单位种类", [("收支总表", "", "元"), ("“三公”经费表", "", "万元")], ["元"]),
        ("无单位的表", [("收支总表", "", ""), ("采购表", "", "万元")], ["收支总表"]),
        ("重复的表号", [("收支总表", "01", "元"), ("采购表", "01", "元")], ["01（收支总表、采购表）"]),
        ("重复的表号", [("收支总表", "01", "元"), ("采购表", "02", "元")], []),
    ],
)
def test_document(column: str, tables: list[tuple[str, str, str]], expected: list[str]) -> None:
    assert one(budget(*tables), "文件", column) == expected


def test_words_of_the_department_tell_no_kind_of_table() -> None:
    names = ("收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "政府性基金支出决算表")
    book = budget(*((f"青川市住房基金中心{name}", "", "万元") for name in names))
    book.department = "青川市住房基金中心"
    missing = one(book, "文件", "缺少的公开表")
    assert isinstance(missing, list)
    assert "收入支出决算总表" not in missing
    assert "支出决算表" not in missing


@pytest.mark.parametrize(
    ("name", "code", "printed", "cells"),
    [
        ("一、教育支出", "205", "3.20", {"级次": 1, "合计行": False, "小数位": 2}),
        ("高中教育", "2050204", "1,200", {"级次": 3, "合计行": False, "小数位": 0}),
        ("人员经费合计", "", "-3.200000", {"级次": None, "合计行": True, "小数位": 6}),
        ("本年支出合计", "", "-", {"级次": None, "合计行": True, "小数位": None}),
    ],
)
def test_a_budget_line_tells_level_total_and_decimals(
    name: str, code: str, printed: str, cells: dict[str, Any]
) -> None:
    line = {"表名": "支出决算表", "行名": name, "编码": code, "列名": "合计", "金额原文": printed}
    book = build_book(ExampleText.model_validate({"预算行": [line]}), "测试")
    assert {column: one(book, "预算行", column) for column in cells} == cells
    assert one(book, "预算行", "表种") == "支出总表"
