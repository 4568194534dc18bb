"""FactTable 预算行: one row an amount cell of any other budget table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.facts.common import decimal, document_cells, identity, place_cells
from auditor.facts.facts import Subject
from auditor.facts.store import FactRow
from auditor.model import Book


def budget_rows(books: Iterable[Book]) -> Iterator[tuple[FactRow, Subject]]:
    for number, book in enumerate(books):
        # After all projects of the book, tables and lines in their order.
        for position, (table, line) in enumerate((t, line) for t in book.budget_tables for line in t.lines):
            for column, amount in line.amounts.items():
                row = document_cells(book) | place_cells(amount.source) | {
                    "表名": table.title,
                    "表号": table.number,
                    "金额单位": amount.unit or table.unit,
                    "行名": line.label,
                    "编码": line.code,
                    "列名": column,
                    "金额": decimal(amount.number),
                    "金额原文": amount.raw,
                }  # fmt: skip
                who = identity(book, None, table.title, line.label, column)
                yield row, Subject(book.id, None, None, amount.source, line.raw, (number, 1_000_000, position), who)
