"""Goals of departments and transfers (layouts L1b, L1c): a head of labels, then indicators below their header.

The two forms differ in their indicators (``Goal``). What the head says, where it ends, where the next goal begins and
what a header is, is the same for both.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from auditor.forms.cells.key_values import Head
from auditor.forms.cells.labels import BODY_NAME, label_of
from auditor.forms.cells.split import split_levels
from auditor.forms.checks.decimal_commas import check_values
from auditor.forms.checks.page_furniture import is_note
from auditor.forms.layouts.layout import Form, TableRead
from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.row import Row, RowRole
from auditor.forms.table.table import Table
from auditor.forms.table.title import role_of
from auditor.model import Indicator, Project, Repair, RepairKind
from auditor.table_kinds import TableKind

_AHEAD = 6
"""Rows that are searched for the name below the first label of a form: as many labels as a head prints above it."""


class Goal(ABC):
    """One goal, while its rows are read."""

    layout: str

    def __init__(self, table: Table, first: Row) -> None:
        self.kind = table.kind
        self.form = Head(table.unit, first.source, first.raw, table.year)
        self.indicators: list[Indicator] = []
        self.notes: list[Repair] = []
        self.columns: Columns | None = None
        """The columns of its indicators, None above its header."""

    def head(self, row: Row) -> None:
        """Read a row of the head and set its role; a row that holds nothing of a head gets no role."""
        if self.form.read(row):
            row.role = RowRole.PROJECT

    @abstractmethod
    def indicator(self, row: Row, columns: Columns) -> Indicator | None:
        """Read a row below the header; None if it is not an indicator."""

    @property
    def name(self) -> str:
        """The name read from the head so far."""
        return self.form.name(self.kind)

    def finish(self) -> Project:
        """The goal, after all its rows were read."""
        project = self.form.project(self.kind)
        project.layout, project.indicators = self.layout, self.indicators
        project.repairs += self.notes
        return project


def read_goals(table: Table, begin: Callable[[Table, Row], Goal]) -> TableRead:
    """The goals of a table in printed order; ``begin`` makes an empty one."""
    needed = vocabulary.NEEDED[table.kind]
    if table.header is None or table.header.missing(needed):
        return TableRead(unread=f"没有找到指标表头（需有：{'、'.join(needed)}）")
    walker = _Walker(table, begin)
    walker.walk()
    read = TableRead([goal.finish() for goal in walker.goals])
    for goal, project in zip(walker.goals, read.projects, strict=True):
        columns, loose = goal.columns or walker.columns, tuple(goal.form.loose)
        read.forms.append(Form(project, columns, goal.form.places(), loose))
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
        self.again: Goal | None = None
        """The head of the same goal once more, at the top of a page."""

    def walk(self) -> None:
        rows, place = self.table.rows, 0
        while place < len(rows):
            bound = self.table.headers.get(place)
            if bound is None:
                self._row(place)
                place += 1
                continue
            columns = bound if self.columns is None else bound.over(self.columns)
            if columns.missing(vocabulary.NEEDED[self.table.kind]):
                break  # the header of another table: its rows are reported in the ledger
            if self.below:
                self._note(RepairKind.REPEATED_HEADER, rows[place], "续表重复的表头，已略去")
            for header in rows[place : place + bound.rows]:
                header.role = RowRole.HEADER
            self.columns, self.below, self.again = columns, True, None
            self.goals[-1].columns = columns
            place += bound.rows

    def _row(self, place: int) -> None:
        row = self.table.rows[place]
        if self.below and self.again is None:
            name = self._next_name(place)
            if name and name == self.goals[-1].name:
                self.again = self.begin(self.table, row)
                self._note(RepairKind.REPEATED_ROW, row, "页首重复的名称，已与上页合并")
            elif name is not None:
                self.goals.append(self.begin(self.table, row))
                self.below = False
        goal, label = self.goals[-1], _labelled(row)
        if self.again is not None and (label or self.again.form.below):
            self.again.head(row)
            return
        if self.columns is not None and not self.below and not label:
            self.below = any(split_levels(text) for _, text in row.filled())  # 产出指标数量指标部门数, no header
        if not self.below or self.columns is None:
            goal.head(row)
        elif not label and not _names_sum(row) and not is_note(row):
            indicator = goal.indicator(row, self.columns)
            if indicator is not None:
                goal.indicators.append(indicator)
                row.role = RowRole.INDICATOR

    def _next_name(self, place: int) -> str | None:
        """The name in the head that begins at this row, None if no head begins here.

        A transfer's head may name the department first, so its name can be in one of the next rows.
        """
        wanted = BODY_NAME if self.table.kind is TableKind.DEPARTMENT else vocabulary.NAME
        rows = self.table.rows[place : place + _AHEAD]
        if not _fields(rows[0]) & {wanted, BODY_NAME}:
            return None
        for row in rows:
            if not _labelled(row):
                break
            if wanted in _fields(row):
                found = self.begin(self.table, row)
                found.form.read(row)
                return found.name
        return None

    def _note(self, kind: RepairKind, row: Row, said: str) -> None:
        self.goals[-1].notes.append(Repair(kind, row.source, row.raw, said))


def _fields(row: Row) -> set[str]:
    """The fields whose labels are in the row."""
    return {label.field for _, text in row.filled() if (label := label_of(text)) is not None}


def _labelled(row: Row) -> bool:
    """Whether the row begins with a label of a head."""
    return not row.empty and label_of(row.filled()[0][1]) is not None


def _names_sum(row: Row) -> bool:
    return not row.empty and role_of(row.filled()[0][1]) in vocabulary.AMOUNT_ROLES
