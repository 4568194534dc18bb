"""Numbers with a blank inside: one number, or two?"""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.forms import read_book
from auditor.model import Book, Repair, RepairKind
from tests.forms.grids import OUTPUT, book_of, grid, line, printed, project_table

HEAD = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"]


def doubts(book: Book) -> list[tuple[str, str, str]]:
    return [(one.raw, one.read_as, one.field) for one in book.repairs if _of_number(one)]


def _of_number(repair: Repair) -> bool:
    return repair.doubtful and repair.kind is RepairKind.NUMBER_GLYPH


def form(value: str, head: list[str] = HEAD) -> Book:
    rows = [["项目名称", "图书馆", "", "", "", ""], head, ["产出指标", "数量指标", "人数", "≥", value, "人"]]
    return read_book(printed(line("项目支出绩效目标表"), grid(rows)), id="made")


@pytest.mark.parametrize(
    ("value", "number", "read_as"),
    [
        ("9 2", "92", "92"),
        ("1,2 34", "1234", "1,234"),
        ("3 .5", "3.5", "3.5"),
        ("9　2", "92", "92"),
        ("9 2\n0", "920", "920"),
        ("92", "92", ""),
        ("9\n2", "92", ""),
        (" 92 ", "92", ""),
        ("1,2\r\n34", "1234", ""),
    ],
)
def test_a_value_with_a_blank_that_no_line_break_explains(value: str, number: str, read_as: str) -> None:
    book = form(value)
    assert book.projects[0].indicators[0].number == Decimal(number)
    assert doubts(book) == ([(value, read_as, "指标值")] if read_as else [])


def test_a_value_that_holds_its_operator_and_unit() -> None:
    rows = [["项目名称", "图书馆", "", ""], [*HEAD[:3], "指标值"], ["产出指标", "数量指标", "人数", "≥9 5%"]]
    book = read_book(printed(line("项目支出绩效目标表"), grid(rows)), id="made")
    assert doubts(book) == [("≥9 5%", "95", "指标值")]


@pytest.mark.parametrize(("total", "told"), [("3 18.50", True), ("318.50", False), ("318.50 万元", False)])
def test_a_sum_with_a_blank(total: str, told: bool) -> None:
    listed = book_of(project_table(f"甲项目\t{total}\t1.00\t\t目标\t{OUTPUT}"))
    assert doubts(listed) == ([(total, "318.50", "项目总额")] if told else [])
    budget = book_of(f"预算06表 支出表\n金额单位：万元\n科目\t预算数\n行政运行\t{total}\n教育\t1.00\n")
    assert doubts(budget) == ([(total, "318.50", "预算数")] if told else [])


@pytest.mark.parametrize(("total", "told"), [("31\n8.50", False), ("3 1\n8.50", True)])
def test_a_sum_that_its_cell_wrapped(total: str, told: bool) -> None:
    rows = [["项目名称", "图书馆", ""], ["资金情况", "年度资金总额", total], ["一级指标", "三级指标", "指标值"]]
    book = read_book(printed(line("项目支出绩效目标表"), grid([*rows, ["产出指标", "天数", "250天"]])), id="made")
    assert book.projects[0].total is not None
    assert book.projects[0].total.number == Decimal("318.50")
    assert bool(doubts(book)) == told
