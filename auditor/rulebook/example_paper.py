"""What an example says of a book as a paper: 表格, 目录, 页."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from auditor.grid import Source
from auditor.model import Book
from auditor.paper import Listed, PrintedPage, TableHead
from auditor.rulebook.pack import ExampleText, Texts

TABLE_CELLS = ("表名", "表号", "页码", "印出单位", "表名年份", "标签", "编制单位", "说明", "有数格数", "同前页")
LISTED_CELLS = ("表名", "表号", "页码")
PAGE_CELLS = ("页码", "文字")


def print_paper(book: Book, example: ExampleText) -> None:
    """Add the tables, contents and pages of an example to ``book``; its budget tables have heads as well.

    Raises ValueError with a Chinese message for a wrong key.
    """
    for table in book.budget_tables:
        amounts = [amount for line in table.lines for amount in line.amounts.values()]
        sums = sum(amount.raw != "" and amount.number != Decimal(0) for amount in amounts)
        head = TableHead(table.title, table.number, table.source, tuple(table.columns), table.unit, amounts=sums)
        book.heads.append(head)
    for at, given in enumerate(example.tables, 1):
        book.heads.append(_head(book, at, checked(given, TABLE_CELLS)))
    for at, given in enumerate(example.contents, 1):
        cells = checked(given, LISTED_CELLS)
        source = Source(book.id, line=at)
        book.contents.append(Listed(cells.get("表名", ""), cells.get("表号", ""), _number(cells, "页码"), source))
    for at, given in enumerate(example.pages, 1):
        cells = checked(given, PAGE_CELLS)
        page, text = _number(cells, "页码") or at, cells.get("文字", "")
        if text:
            book.page_texts.append(PrintedPage(page, len(text), text))
        else:
            book.blank.append(page)


def checked(given: Texts, allowed: Iterable[str]) -> dict[str, str]:
    """The cells of an example as texts. Raises ValueError for a name that is not ``allowed``."""
    names = tuple(allowed)
    unknown = [name for name in given if name not in names]
    if unknown:
        raise ValueError(f"不认识的栏“{unknown[0]}”，可用：{'、'.join(names)}")
    return {name: "" if value is None else str(value) for name, value in given.items()}


def _head(book: Book, at: int, cells: dict[str, str]) -> TableHead:
    before = _number(cells, "同前页")
    return TableHead(
        title=cells.get("表名", ""),
        number=cells.get("表号", ""),
        source=Source(book.id, page=_number(cells, "页码"), line=at),
        unit=cells.get("印出单位", "万元"),
        year=_number(cells, "表名年份"),
        label=cells.get("标签", ""),
        body=cells.get("编制单位", ""),
        note=cells.get("说明", ""),
        amounts=_number(cells, "有数格数"),
        repeats=Source(book.id, page=before) if before else None,
    )


def _number(cells: dict[str, str], name: str) -> int | None:
    text = cells.get(name, "")
    if text and not text.isdecimal():
        raise ValueError(f"{name}应是数字，不能是“{text}”")
    return int(text) if text else None
