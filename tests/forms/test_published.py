"""Published budget books of other departments: every table found by its title, and nothing that is not accounted for.

The books are not part of the repository; AUDITOR_BOOKS names their folder.
"""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

from auditor.forms import read_book
from auditor.model import Book
from auditor.readers import read

ROOT = Path(__file__).resolve().parents[2]
BOOKS = sorted(Path(os.environ.get("AUDITOR_BOOKS", ROOT.parent / "shared" / "real")).glob("*.pdf"))
TITLES = (
    "财务收支预算总表",
    "收入预算总表",
    "支出预算总表",
    "财政拨款收支预算总表",
    "一般公共预算支出功能分类预算表",
    "政府性基金预算支出功能分类预算表",
    "国有资本经营预算支出功能分类预算表",
    "一般公共预算基本支出部门预算经济分类预算表",
    "“三公”经费和机关运行经费预算表",
)
"""The tables that Shanghai has its departments publish, in their order."""

pytestmark = pytest.mark.skipif(not BOOKS, reason="the published books are not here")


@pytest.fixture(scope="module", params=BOOKS, ids=lambda path: path.stem)
def book(request: pytest.FixtureRequest) -> Book:
    return read_book(read(request.param), id="book")


def total(book: Book, title: str, label: str) -> set[Decimal | None]:
    """The first sum of each row ``label`` in tables whose title ends so."""
    lines = (line for table in book.budget_tables if table.title.endswith(title) for line in table.lines)
    return {next(iter(line.amounts.values())).number for line in lines if line.label == label and line.amounts}


def test_every_table_is_found_by_its_title(book: Book) -> None:
    assert len(book.budget_tables) == len(TITLES)
    for table, title in zip(book.budget_tables, TITLES, strict=True):
        assert table.title.endswith(title)
        assert table.unit == ("万元" if "三公" in title else "元")
        assert table.lines


def test_the_ledger_is_full(book: Book) -> None:
    assert [entry for entry in book.ledger if not entry.read] == []
    assert [entry.title for entry in book.ledger if entry.rows > 1][-1] == "表外文字"
    assert book.projects == book.departments == book.transfers == []
    assert book.department.startswith("上海市普陀区")
    assert not book.department.endswith("区级")
    assert book.year == 2025


def test_every_amount_is_a_number_and_the_tables_tie(book: Book) -> None:
    amounts = [amount for table in book.budget_tables for line in table.lines for amount in line.amounts.values()]
    assert [amount.raw for amount in amounts if amount.number is None] == []
    (whole,) = total(book, "财务收支预算总表", "收入总计")
    assert whole is not None
    assert total(book, "财务收支预算总表", "支出总计") == {whole}
    assert whole in total(book, "部门收入预算总表", "合计") | total(book, "单位收入预算总表", "合计")
    assert whole in total(book, "部门支出预算总表", "合计") | total(book, "单位支出预算总表", "合计")


def test_a_code_printed_in_parts_is_one(book: Book) -> None:
    (table,) = (table for table in book.budget_tables if table.title.endswith("一般公共预算支出功能分类预算表"))
    codes = [line.code for line in table.lines if line.code]
    assert {len(code) for code in codes} == {3, 5, 7}
    assert codes == sorted(codes)
