"""What a layout is, and what every layout returns for a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from auditor.forms.table.columns import Columns
from auditor.forms.table.table import Table
from auditor.model import BudgetTable, Project, Repair

_SHOWN = 60
"""Characters of a remark that the ledger shows: enough to find it again in the file."""


@dataclass(frozen=True, slots=True)
class Form:
    """A goal, and what its form has a place for: the columns of its indicators, the cells that its head asks for.

    ``loose``: texts of the head whose label nobody knows.
    """

    goal: Project
    columns: Columns | None
    asked: frozenset[str] = frozenset()
    loose: tuple[str, ...] = ()


@dataclass(slots=True)
class TableRead:
    """What was read from one table, and remarks on the whole table. Ids are set by the book."""

    projects: list[Project] = field(default_factory=list)
    """Projects in printed order; in a department's or transfer's table, its goals."""
    forms: list[Form] = field(default_factory=list)
    """The form of each project."""
    budget: BudgetTable | None = None
    repairs: list[Repair] = field(default_factory=list)
    """Repairs of the table; projects and indicators have their own."""
    missing: list[str] = field(default_factory=list)
    """Columns the header lacks; then nothing was read."""
    unknown: list[str] = field(default_factory=list)
    """Titles of that header that do not name a field."""
    notes: list[str] = field(default_factory=list)
    """Remarks in rows below the projects (注：…, 填表人：…)."""
    subtotals: int = 0
    """Rows with the sums of a department or of all projects."""
    remark: str = ""
    """What the ledger says of the table as a whole although it was read."""
    groups: int = 0
    """Rows that only name who spends the money of the projects below."""
    unread: str = ""
    """Why nothing was read although no column is missing."""
    unread_rows: int = 0
    """Rows that the ledger counts although nothing was read."""

    @property
    def indicators(self) -> int:
        return sum(len(project.indicators) for project in self.projects)

    @property
    def rows(self) -> int:
        """Rows that the ledger counts: indicators, or the lines of a budget table."""
        return self.indicators + (len(self.budget.lines) if self.budget is not None else self.unread_rows)

    @property
    def why(self) -> str | None:
        """Why the table is not read, None if it is."""
        if not self.missing:
            return self.unread or None
        unknown = f"；未识别的列：{'、'.join(self.unknown)}（可用 --map 列名=字段 指明）" if self.unknown else ""
        return f"表头缺少：{'、'.join(self.missing)}{unknown}"

    def remarks(self) -> Iterator[str]:
        """What the ledger says about rows that do not belong to a project."""
        if self.remark:
            yield self.remark
        if self.subtotals:
            yield f"{self.subtotals} 行合计或单位小计，不作为项目"
        if self.groups:
            yield f"{self.groups} 行单位名称，不作为项目"
        for note in self.notes:
            yield f"表下文字，不作为项目：{note if len(note) <= _SHOWN else note[:_SHOWN] + '…'}"


class Claim(IntEnum):
    """What a layout's claim rests on. The narrower claim is asked first."""

    PRINTED = 1
    """What the table's own header and rows print."""
    KIND = 2
    """The kind of the table alone."""
    REST = 3
    """Nothing: whatever no other layout claims."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A family of tables that are read in the same way. The first in the catalogue that claims a table reads it."""

    name: str
    claims: Callable[[Table, Columns | None], bool]
    """Whether a table with this first header (None if it has none) is of this family."""
    read: Callable[[Table], TableRead]
    """The table as read; every row taken has got its role, the others end in the ledger."""
    claim: Claim = Claim.KIND
