"""Goals of departments and transfers (layouts L1b, L1c): a head of labels, then indicators below their header.

The two forms have different heads and indicators (``Goal``). Where a head ends, where the next goal begins and what
a header is, is the same for both.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from auditor.forms.cells.split import split_levels
from auditor.forms.checks.decimal_commas import check_values
from auditor.forms.checks.page_furniture import is_note
from auditor.forms.layouts.layout import TableRead
from auditor.forms.table import vocabulary
from auditor.forms.table.header import Columns, role_of
from auditor.forms.table.row import Row, RowRole, key
from auditor.forms.table.stitch import Table
from auditor.model import Project, Repair, RepairKind

NAME, SUMS, GOAL = "名称", "资金情况", "目标"
"""Fields of both heads in the vocabulary."""


class Goal(ABC):
    """One goal, while its rows are read."""

    part: str
    """The part of the vocabulary that lists the labels of the head."""

    def __init__(self, table: Table, first: Row) -> None:
        self.unit = table.unit
        self.project = Project("", "", "", table.kind, first.source, raw=first.raw)

    @abstractmethod
    def head(self, row: Row) -> None:
        """Read a row of the head and set its role; a row that holds nothing of a head gets no role."""

    @abstractmethod
    def indicator(self, row: Row, columns: Columns) -> bool:
        """Read a row below the header; False if it is not an indicator."""

    def finish(self) -> Project:
        """The goal, after all its rows were read."""
        return self.project

    @classmethod
    def label(cls, row: Row) -> str:
        """The field that the row's first cell is the label of, "" if it is not a label."""
        first = key(row.filled()[0][1]) if not row.empty else ""
        return vocabulary.spellings(cls.part).get(first, ("", 0))[0]

    def named(self, row: Row) -> None:
        """Read the row with the name: 部门名称 | name, 转移支付名称 | name | 市级主管部门 | department."""
        texts = [text for _, text in row.filled()]
        self.project.name = texts[1] if len(texts) > 1 else ""
        self.project.source, self.project.raw = row.source, row.raw
        for label, text in zip(texts[2::2], texts[3::2], strict=False):
            self.project.extra[key(label)] = text


def read_goals(table: Table, begin: Callable[[Table, Row], Goal]) -> TableRead:
    """The goals of a table in printed order; ``begin`` makes an empty one."""
    needed = vocabulary.NEEDED[table.kind]
    if table.header is None or table.header.missing(needed):
        return TableRead(unread=f"没有找到指标表头（需有：{'、'.join(needed)}）")
    walker = _Walker(table, begin)
    walker.walk()
    read = TableRead([goal.finish() for goal in walker.goals])
    for project in read.projects:
        check_values(project.indicators)
    if not read.indicators:
        read.unread = "没有找到指标行"
    return read


class _Walker:
    """Reads the rows from top to bottom: head, header, indicators, and the next goal's head.

    Below the indicators, a row with the label of a name begins the next goal. If the name is the same, the head is only
    repeated on the next page. Any other label there is not an indicator and is reported in the ledger.
    """

    def __init__(self, table: Table, begin: Callable[[Table, Row], Goal]) -> None:
        self.table = table
        self.begin = begin
        self.goals = [begin(table, table.rows[0])]
        self.columns: Columns | None = None
        """The columns of the last header, None above the first."""
        self.below = False
        """Whether the rows are below the header of their goal."""

    def walk(self) -> None:
        rows, place = self.table.rows, 0
        while place < len(rows):
            bound = self.table.headers.get(place)
            if bound is None:
                self._row(rows[place])
                place += 1
                continue
            columns = bound if self.columns is None else bound.over(self.columns)
            if columns.missing(vocabulary.NEEDED[self.table.kind]):
                break  # the header of another table: its rows are reported in the ledger
            if self.below:
                self._note(RepairKind.REPEATED_HEADER, rows[place], "续表重复的表头，已略去")
            for header in rows[place : place + bound.rows]:
                header.role = RowRole.HEADER
            self.columns, self.below = columns, True
            place += bound.rows

    def _row(self, row: Row) -> None:
        goal = self.goals[-1]
        label = goal.label(row)
        if self.below and label == NAME:
            if _named_again(row, goal.project):
                row.role = RowRole.PROJECT
                self._note(RepairKind.REPEATED_ROW, row, "页首重复的名称，已与上页合并")
                return
            goal, self.below = self.begin(self.table, row), False
            self.goals.append(goal)
        elif self.columns is not None and not self.below and not label:
            self.below = any(split_levels(text) for _, text in row.filled())  # 产出指标数量指标部门数, no header
        if not self.below or self.columns is None:
            goal.head(row)
        elif not label and not _names_sum(row) and not is_note(row) and goal.indicator(row, self.columns):
            row.role = RowRole.INDICATOR

    def _note(self, kind: RepairKind, row: Row, said: str) -> None:
        self.goals[-1].project.repairs.append(Repair(kind, row.source, row.raw, said))


def _names_sum(row: Row) -> bool:
    return not row.empty and role_of(row.filled()[0][1]) in vocabulary.AMOUNT_ROLES


def _named_again(row: Row, project: Project) -> bool:
    return bool(project.name) and [text for _, text in row.filled()][1:2] == [project.name]
