"""Fact table 采购项目: one row per project that a table of purchases or services names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

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
    wan,
)
from auditor.facts.facts import Subject
from auditor.language.subject_code import is_total
from auditor.language.text import half_width, squeeze
from auditor.model import SOME_ROWS, Book, BudgetLine, BudgetTable
from auditor.ties.cells import in_wan, kind_in
from auditor.ties.columns import pick

PURCHASE = FactTable(
    "采购项目",
    "一行一个政府采购表、政府购买服务表所列的项目；表中没有项目名称一栏的没有行",
    ROW
    + DOCUMENT_COLUMNS
    + (
        Column("表名", TEXT, "采购表、购买服务表的标题", of=()),
        Column("项目名称", TEXT, "表中所列的项目名称", of=()),
        Column("采购金额", NUMBER, "这张表中该项目各行金额之和，单位万元；有的无法识别为空", of=()),
        Column("对应项目", TEXT, "项目支出绩效表中同名的项目；没有为空文本", of=()),
        Column("对应总额", NUMBER, "同名项目的项目总额之和，单位万元；没有、有的无法识别为空", of=()),
        Column("近似项目", TEXT, "没有同名的，名称只差一个字的项目；没有为空文本", of=()),
        Column("同表对应数", COUNT, "同一张表中能对应的项目个数", of=()),
        Column("同表未对应数", COUNT, "同一张表中不能对应的项目个数", of=()),
        Column("读取存疑", YES_NO, "绩效表的项目名称、金额读取时存疑", of=()),
        Column("未读栏目", TEXT, "有表、页或行没有读出时为“部分行”，否则为空文本", of=()),
    )
    + PLACE_COLUMNS,
)

KINDS = ("政府采购表", "政府购买服务表")
_NAMES = ("项目名称", "采购项目", "购买服务项目", "所属项目", "预算项目")
_AMOUNTS = ("合计", "采购金额", "预算金额", "金额", "预算数")
_CODE = re.compile(r"^\[?[0-9A-Z]{6,}\]?[-_—－]*")
_SHORTEST = 6
"""Characters of a name in which one different character can be a slip; 一中改造 and 二中改造 are two projects."""


def purchase_rows(books: Iterable[NumberedBook]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 采购项目 without 行标识, and what each is about."""
    for number, book in books:
        totals = _totals(book)
        position = 0
        for table in book.budget_tables:
            kind = kind_in(book, table) if totals else None
            if kind is None or kind.name not in KINDS:
                continue
            lines = _by_project(table)
            known = sum(name in totals for name in lines)
            for name, found in lines.items():
                printed = _named(found[0])
                near = "" if name in totals else _near(name, totals, lines)
                source = found[0].source
                row = document_cells(book) | place_cells(source) | {
                    "表名": table.title,
                    "项目名称": printed,
                    "采购金额": decimal(_sum(table, found)),
                    "对应项目": name if name in totals else "",
                    "对应总额": decimal(totals.get(name)),
                    "近似项目": near,
                    "同表对应数": known,
                    "同表未对应数": len(lines) - known,
                    "读取存疑": any(repair.doubtful for project in book.projects for repair in project.repairs),
                    "未读栏目": "" if book.whole else SOME_ROWS,
                }  # fmt: skip
                who = identity(book, None, table.title, printed)
                yield row, Subject(book.id, None, None, source, found[0].raw, (number, 1_000_000, position), who)
                position += 1


def _totals(book: Book) -> dict[str, Decimal | None]:
    """The sums of all projects of each name; None where one cannot be read."""
    found: dict[str, Decimal | None] = {}
    for project in book.projects:
        if (name := _plain(project.name)) and not (name in found and found[name] is None):
            total = wan(project.total)
            found[name] = None if total is None else (found.get(name) or Decimal(0)) + total
    return found


def _by_project(table: BudgetTable) -> dict[str, list[BudgetLine]]:
    found: dict[str, list[BudgetLine]] = {}
    for line in table.lines:
        name = _plain(_named(line))
        if name and not is_total(name):
            found.setdefault(name, []).append(line)
    return found


def _named(line: BudgetLine) -> str:
    """The project that a line names; "" if the table has no such column."""
    titles = {half_width(squeeze(path.rpartition("/")[2])): text for path, text in line.labels.items()}
    return next((titles[title] for title in _NAMES if titles.get(title)), "")


def _plain(name: str) -> str:
    return _CODE.sub("", half_width(squeeze(name)))


def _sum(table: BudgetTable, lines: Iterable[BudgetLine]) -> Decimal | None:
    columns = list(dict.fromkeys(column for line in table.lines for column in line.amounts))
    column = pick(columns, _AMOUNTS) or pick(columns, ())
    if column is None:
        return None
    amounts = [line.amounts[column] for line in lines if column in line.amounts]
    values = [in_wan(amount) for amount in amounts]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def _near(name: str, totals: Mapping[str, object], lines: Mapping[str, object]) -> str:
    """The one project that differs from ``name`` in one character, digits aside, and that no line names rightly."""
    if len(name) < _SHORTEST:
        return ""
    near = [
        other
        for other in totals
        if other not in lines and len(other) == len(name) and len(apart := _apart(name, other)) == 1
        and not any(char.isdigit() or char in "一二三四五六七八九十" for pair in apart for char in pair)
    ]  # fmt: skip
    return near[0] if len(near) == 1 else ""


def _apart(one: str, other: str) -> list[tuple[str, str]]:
    return [(a, b) for a, b in zip(one, other, strict=True) if a != b]
