"""Fact table 预算行: one row per amount cell of the budget tables that are not performance tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.facts.column import COUNT, NUMBER, TEXT, YES_NO, Column, FactRow, FactTable
from auditor.facts.common import (
    DOCUMENT_COLUMNS,
    PLACE_COLUMNS,
    ROW,
    NumberedBook,
    decimal,
    document_cells,
    identity,
    place_cells,
)
from auditor.facts.facts import Subject
from auditor.language import subject_code
from auditor.language.subject_code import is_total
from auditor.ties.cells import kind_in

BUDGET = FactTable(
    "预算行",
    "一行一个预算表的金额单元格",
    ROW
    + DOCUMENT_COLUMNS
    + (
        Column("表名", TEXT, "预算表标题", of=()),
        Column("表号", TEXT, "预算表编号，如 03", of=()),
        Column("表种", TEXT, "表的种类，如 收支总表；表名和表头都看不出为空", of=()),
        Column("金额单位", TEXT, "表中注明的金额单位", of=()),
        Column("行名", TEXT, "本行的名称（项目、科目名称等）", of=()),
        Column("编码", TEXT, "科目编码", of=()),
        Column("级次", COUNT, "科目编码的级次：类 1、款 2、项 3；不是科目编码为空", of=()),
        Column("合计行", YES_NO, "行名是合计、总计、小计，或以此结尾", of=()),
        Column("列名", TEXT, "列标题，两行表头以“/”连接", of=()),
        Column("金额", NUMBER, "单元格金额，单位同表；无法识别为空", of=("金额原文",)),
        Column("金额原文", TEXT, "原文", of=()),
        Column("小数位", COUNT, "金额印出的小数位数；无法识别为空", of=()),
    )
    + PLACE_COLUMNS,
)


def budget_rows(books: Iterable[NumberedBook]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 预算行 without 行标识, and what each is about."""
    for number, book in books:
        # ``position`` counts lines over all tables; 1,000,000 sorts them behind all projects of the book.
        lines = ((t, kind_in(book, t), line) for t in book.budget_tables for line in t.lines)
        for position, (table, kind, line) in enumerate(lines):
            for column, amount in line.amounts.items():
                row = document_cells(book) | place_cells(amount.source) | {
                    "表名": table.title,
                    "表号": table.number,
                    "表种": kind.name if kind is not None else "",
                    "金额单位": amount.unit or table.unit,
                    "行名": line.label,
                    "编码": line.code,
                    "级次": len(subject_code.levels(line.code)) or None,
                    "合计行": is_total(line.label),
                    "列名": column,
                    "金额": decimal(amount.number),
                    "金额原文": amount.raw,
                    "小数位": amount.decimals,
                }  # fmt: skip
                who = identity(book, None, table.title, line.label, column)
                yield row, Subject(book.id, None, None, amount.source, line.raw, (number, 1_000_000, position), who)
