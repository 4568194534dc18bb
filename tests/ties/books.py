"""Budget books for the tests, written as rows of text: one line a row, columns apart by " | "."""

from __future__ import annotations

from decimal import Decimal

from auditor.grid import Source
from auditor.model import Amount, Book, BudgetLine, BudgetTable


def book(*tables: BudgetTable) -> Book:
    """A book of these tables."""
    made = Book("例", "例", "", "示例", "示例局", 2026, None, None)
    made.budget_tables += tables
    return made


def table(title: str, header: str, *rows: str, unit: str = "万元") -> BudgetTable:
    """A table with columns 编码 and 行名 before those of ``header``; a blank cell holds nothing.

    >>> table("部门支出总表", "合计 | 基本支出", "2050201 | 学前教育 | 12.00 | 10.00")
    """
    columns = [column.strip() for column in header.split("|")]
    lines = []
    for number, row in enumerate(rows, 1):
        code, label, *cells = (cell.strip() for cell in row.split("|"))
        amounts = {
            column: Amount(cell, Decimal(cell.replace(",", "")), unit, Source("例", cell=f"{column}{number}"))
            for column, cell in zip(columns, cells, strict=True)
            if cell
        }
        lines.append(BudgetLine(label, code, {"行名": label}, amounts, Source("例", line=number), row))
    return BudgetTable(title, "", unit, ["行名", *columns], lines, Source("例", line=1))
