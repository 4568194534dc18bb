"""The same 决算 tables with titles nobody knows, cut by pages, with columns added: every amount keeps its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from auditor.forms import read_book
from auditor.model import Book
from tests.forms.final_accounts.book import Sheet
from tests.forms.grids import book_of, dumped, line, printed, sheet
from tests.forms.test_final_accounts import BOOKS, values

SHEETS = [sheet for book in BOOKS.values() for sheet in book.sheets if sheet.title]
UNKNOWN = {
    "科目编码": "科目号",
    "功能分类科目编码": "科目",
    "科目代码": "代号",
    "经济分类科目编码": "支出分类",
    "科目名称": "支出内容",
    "栏次": "列",
    "行次": "行",
    "决算数": "列报额",
    "小计": "计",
}
"""Titles, and words in their place that no vocabulary has."""


def read(one: Sheet, *pages: str) -> Book:
    grids = (sheet(drawn, page) for page, drawn in enumerate(pages, 1))
    return read_book(printed(*(line(text) for text in one.above), *grids), id="made")


def rows_and_first(one: Sheet) -> tuple[list[str], int]:
    """The rows of a drawing, and the first with a sum."""
    rows = one.drawn.strip().split("\n")
    return rows, next((place for place, row in enumerate(rows) if re.search(r"\d\.\d\d", row)), len(rows))


def renamed() -> Iterator[tuple[Sheet, str]]:
    yield from ((one, title) for one in SHEETS for title in UNKNOWN if title in one.drawn)


@pytest.mark.parametrize(("one", "title"), list(renamed()), ids=lambda value: getattr(value, "title", value))
def test_with_a_title_nobody_knows(one: Sheet, title: str) -> None:
    other = UNKNOWN[title]
    wanted = Counter(value._replace(column=value.column.replace(title, other)) for value in one.values())
    assert values(read(one, one.drawn.strip().replace(title, other))) == wanted


@pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.title)
def test_cut_by_a_page(one: Sheet) -> None:
    rows, _ = rows_and_first(one)
    below = max((place for place, row in enumerate(rows) if "^" in row), default=0) + 1
    middle = (below + len(rows)) // 2
    pages = ["\n".join(rows[:middle]), "\n".join(rows[middle:])]
    assert values(read(one, *filter(None, pages))) == Counter(one.values())


@pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.title)
def test_with_a_column_of_row_numbers_in_front(one: Sheet) -> None:
    rows, first = rows_and_first(one)
    front = ["序号", *["^"] * (first - 1), *(str(number) for number in range(1, len(rows) - first + 1))]
    drawn = "\n".join(f"{cell}｜{row}" for cell, row in zip(front, rows, strict=True))
    assert values(read(one, drawn)) == Counter(one.values())


@pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.title)
def test_as_a_dump_without_empty_cells_at_the_end(one: Sheet) -> None:
    text = dumped("\n".join(one.above), one.drawn)
    book = book_of("\n".join(row.rstrip("\t") for row in text.split("\n")) + "\n")
    assert values(book) == Counter(one.values())


@pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.title)
def test_with_title_and_unit_in_rows_of_the_table(one: Sheet) -> None:
    width = one.drawn.strip().split("\n")[0].count("｜")
    above = [f"{text}{'｜<' * width}" for text in one.above]
    assert values(read_book(printed(sheet("\n".join([*above, one.drawn.strip()]))), id="made")) == Counter(one.values())
