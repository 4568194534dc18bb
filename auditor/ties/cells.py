"""The budget tables of a book as the relations see them: tables by kind, lines, and cells with their amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from auditor.grid import Source
from auditor.language import subject_code
from auditor.language.budget_kinds import BudgetKind, kind_of, nearly
from auditor.language.lexicon import load
from auditor.language.text import half_width, inner_marks, squeeze
from auditor.language.units import read_unit
from auditor.model import Amount, Book, BudgetLine, BudgetTable, Funding, Project, RepairKind
from auditor.table_kinds import TableKind

PROJECTS, WHOLE = str(TableKind.PROJECTS), str(TableKind.DEPARTMENT)
USUAL = ("决算数", "本年决算数", "预算数", "本年预算数", "金额", "预算金额")
"""Titles of the one column of amounts that a table without totals has; a book of final accounts prints 决算数 beside
预算数, and is about the first."""
FEN = Decimal("0.000001")
"""万元 of one 分, the smallest amount of money: what is printed to the 分 is exact, not rounded."""

_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]+[、.]|[(][一二三四五六七八九十]+[)][、.]?|\d{1,2}[.、]|[(]\d{1,2}[)]|其中:)"
)
_CLASS = 3
"""Digits of the code of a 类."""
_ITEM = re.compile(r"[一二三四五六七八九十]+[、.]")
_GRAND = ("合计", "总计")


@dataclass(frozen=True, slots=True)
class AmountCell:
    """An amount cell. ``amount`` is None where the cell is blank, which counts as nothing."""

    sheet: TiedTable
    at: int
    """Position of its line in the table."""
    column: str
    amount: Amount | None

    def __hash__(self) -> int:
        return hash((id(self.sheet), self.at, self.column))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, AmountCell)
            and self.sheet is other.sheet
            and self.at == other.at
            and self.column == other.column
        )

    @property
    def line(self) -> BudgetLine:
        return self.sheet.lines[self.at]

    @property
    def source(self) -> Source:
        return self.amount.source if self.amount else self.line.source

    @property
    def value(self) -> Decimal | None:
        """In 万元; 0 for a blank cell, None if the number or its unit cannot be read."""
        return Decimal(0) if self.amount is None else in_wan(self.amount)

    @property
    def rounding(self) -> Decimal:
        """By how much, in 万元, the printed number may differ from the true one: half of its last decimal."""
        if self.amount is None or not self.amount.number or self.amount.decimals is None:
            return Decimal(0)
        step = Decimal(1).scaleb(-self.amount.decimals) * (read_unit(self.amount.unit).factor or 1)
        return Decimal(0) if step <= FEN else step / 2

    @property
    def doubtful(self) -> bool:
        """Whether the cell was read with doubt."""
        return self.source in self.sheet.doubtful

    @property
    def row(self) -> str:
        """The name of its line for people, "" for the only line of a table."""
        named = " ".join(part for part in (self.line.code, self.line.label) if part)
        return named or (f"第{self.at + 1}行" if len(self.sheet.lines) > 1 else "")

    @property
    def name(self) -> str:
        """Its line and column for people: 2050201 学前教育“基本支出 小计”."""
        parts = self.column.split("/")
        heads = {column.split("/")[0] for column in self.sheet.columns}
        if len(parts) > 1 and len(heads) == 1:
            parts = parts[1:]
        if len(parts) > 1 and parts[-1] in USUAL:
            parts = parts[:-1]
        return f"{self.row}“{inner_marks(' '.join(parts))}”"


@dataclass(eq=False, slots=True)
class TiedTable:
    """A budget table, or the sums of the performance tables in the form of one."""

    title: str
    kind: str
    lines: list[BudgetLine]
    columns: list[str]
    """Paths of the columns of amounts, from left to right."""
    source: Source
    doubtful: frozenset[Source] = frozenset()
    whole: bool = True
    """Whether all of its rows were read."""
    _codes: dict[str, list[int]] = field(default_factory=dict)
    _values: dict[Decimal, list[AmountCell]] = field(default_factory=dict)

    def cell(self, at: int, column: str) -> AmountCell:
        """The cell of that line and column."""
        return AmountCell(self, at, column, self.lines[at].amounts.get(column))

    def beside(self, at: int, step: int) -> int | None:
        """The line ``step`` lines on, on the same side of a table of two (收入 | 支出); None at the end."""
        side = next(iter(self.lines[at].labels), "")
        lines = [other for other, line in enumerate(self.lines) if next(iter(line.labels), "") == side]
        place = lines.index(at) + step
        return lines[place] if 0 <= place < len(lines) else None

    def totals(self) -> list[int]:
        """The positions of the lines that are the table's total: 合计, 总计, or its only line."""
        named = [at for at, line in enumerate(self.lines) if not line.code and squeeze(line.label) in _GRAND]
        return named if named or len(self.lines) != 1 else [0]

    def details(self) -> list[int]:
        """The lines that are neither totals nor made of other lines: of codes only those with none below them."""
        printed = set(self.by_code())
        above = {code[: len(code) - 2] for code in printed if len(code) > 3}
        return [
            at
            for at, line in enumerate(self.lines)
            if not subject_code.is_total(line.label) and not (line.code and line.code in above)
        ]

    def tops(self) -> list[int]:
        """The lines that the total adds up: those without a printed code above them."""
        printed = set(self.by_code())
        return [
            at
            for at, line in enumerate(self.lines)
            if not subject_code.is_total(line.label) and not any(above in printed for above in _above(line.code))
        ]

    def printing(self, value: Decimal) -> list[AmountCell]:
        """The cells that print this value (万元)."""
        if not self._values:
            for at, line in enumerate(self.lines):
                for column, amount in line.amounts.items():
                    if (printed := in_wan(amount)) is not None:
                        self._values.setdefault(printed, []).append(self.cell(at, column))
        return self._values.get(value, [])

    def lacks(self, cell: AmountCell) -> bool:
        """Whether it has no line like that of ``cell``, another table's, though it has lines of its kind.

        Its code is missing among codes of the same classification, or its 类 among 类 printed by name.
        """
        code = cell.line.code
        if cell.sheet is self or not subject_code.levels(code):
            return False
        coded = self.by_code()
        if coded:
            return code not in coded and any(other[0] == code[0] for other in coded)
        classes = {class_of(line) for line in self.lines} - {""}
        return len(code) == _CLASS and bool(classes) and code not in classes

    def by_code(self) -> dict[str, list[int]]:
        """Positions of the lines by code, for codes of 政府收支分类科目."""
        if not self._codes:
            for at, line in enumerate(self.lines):
                if subject_code.levels(line.code) and not subject_code.is_total(line.label):
                    self._codes.setdefault(line.code, []).append(at)
        return self._codes


def sheets_of(book: Book) -> list[TiedTable]:
    """The budget tables of ``book``, and the sums of its performance tables as two more."""
    unread = {entry.title for entry in book.ledger if not entry.read}
    again = {head.source for head in book.heads if head.repeats}
    found = [_sheet(book, table, unread) for table in book.budget_tables if table.source not in again]
    projects = [line for project in book.projects if (line := _project_line(project)) is not None]
    if book.projects:
        whole = len(projects) == len(book.projects) and not unread
        found.append(TiedTable(PROJECTS, PROJECTS, projects, ["项目总额"], book.projects[0].source, whole=whole))
    for goal in book.departments:
        if goal.kind is TableKind.DEPARTMENT and (line := _project_line(goal)) is not None:
            found.append(TiedTable(WHOLE, WHOLE, [line], [*line.amounts], goal.source))
    return found


def kind_in(book: Book, table: BudgetTable) -> BudgetKind | None:
    """The kind of a budget table; words of the department's own name (基金管理中心) tell nothing.

    A title with one wrong character names the one kind that the book else lacks.
    """
    kind = _plainly(book, table)
    if kind is not None:
        return kind
    near = nearly(table.title)
    printed = {other.name for one in book.budget_tables if near and (other := _plainly(book, one))}
    lacking = [one for one in near if one.name not in printed]
    return lacking[0] if len(lacking) == 1 else None


def _plainly(book: Book, table: BudgetTable) -> BudgetKind | None:
    return kind_of(table.title.replace(book.department, ""), table.columns)


def in_wan(amount: Amount) -> Decimal | None:
    """The amount in 万元; None if its number or its unit cannot be read."""
    factor = read_unit(amount.unit).factor
    return None if amount.number is None or factor is None else amount.number * factor


def plain_label(label: str) -> str:
    """The name of a line without its number: 一、一般公共服务支出 → 一般公共服务支出."""
    text = half_width(squeeze(label))
    return _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text


def is_item(label: str) -> bool:
    """Whether a line is one of the numbered items of its table: 一、…, not （一）… nor 1. …"""
    return _ITEM.match(half_width(squeeze(label))) is not None


def class_of(line: BudgetLine) -> str:
    """The 类 of a line by its code, or by its name where it has none; "" if neither tells one."""
    parts = subject_code.levels(line.code)
    return parts[0] if parts else _classes().get(plain_label(line.label), "")


def class_name(code: str) -> str:
    """The name of a 类, "" if it is not of the catalogue."""
    return next((name for name, known in _classes().items() if known == code), "")


@cache
def _classes() -> dict[str, str]:
    """Name → code of the 类 of 支出功能分类科目. Names of other years stand beside those of today."""
    return {str(name): str(code) for code, names in load("subjects")["支出功能分类"].items() for name in names}


def _above(code: str) -> Iterator[str]:
    parts = subject_code.levels(code)
    for end in range(1, len(parts)):
        yield "".join(parts[:end])


def _sheet(book: Book, table: BudgetTable, unread: set[str]) -> TiedTable:
    kind = kind_in(book, table)
    columns = list(dict.fromkeys(column for line in table.lines for column in line.amounts))
    order = {column: at for at, column in enumerate(table.columns)}
    columns.sort(key=lambda column: order.get(column, len(order)))
    # Columns of amounts that are blank in every row belong to the header all the same.
    texts = {column for line in table.lines for column in line.labels}
    blank = [column for column in table.columns if column not in texts and column not in columns]
    doubtful = frozenset(repair.source for repair in table.repairs if repair.doubtful)
    short = any(repair.kind is RepairKind.MISSING_COLUMN for repair in table.repairs)
    return TiedTable(
        table.title,
        kind.name if kind else "",
        table.lines,
        [*columns, *blank],
        table.source,
        doubtful,
        table.title not in unread and not short,
    )


def _project_line(goal: Project) -> BudgetLine | None:
    if not goal.funding:
        return None
    sums: dict[str, Amount] = {}
    for at, line in enumerate(goal.funding):
        if not line.repeated:
            sums |= _amounts(line, f"({at + 1})" if at else "")
    total = sums.get("项目总额")
    return BudgetLine(goal.name, goal.code, {}, sums, goal.source, goal.raw) if total else None


def _amounts(line: Funding, suffix: str) -> dict[str, Amount]:
    named = {"项目总额": line.total, "财政资金": line.fiscal, "其他资金": line.other}
    return {f"{name}{suffix}": amount for name, amount in named.items() if amount is not None}
