"""Sums of projects that stand in another table of the file: a list of names or codes, each with its money.

项目编号 | 预算合计 | 财政资金 | 其他资金 | 项目名称 on a sheet of its own, or a list of contents with sums. A line
belongs to the one project with its code or its name, and counts where that project's own form prints no sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.forms.cells.labels import SUM_FIELDS
from auditor.forms.cells.money_label import Part
from auditor.forms.cells.sums_list import SumsList, sums_list
from auditor.forms.layouts.layout import TableRead
from auditor.forms.table.money import is_amount, read_amount
from auditor.forms.table.row import Row, RowRole
from auditor.forms.table.table import Table
from auditor.language.text import squeeze
from auditor.model import PrintedCell, Project, Repair, RepairKind
from auditor.table_kinds import TableKind

_READ = frozenset((RowRole.UNREAD, RowRole.LEDGER))


def complete(reads: Sequence[tuple[Table, TableRead]]) -> None:
    """Give projects without sums those that a list elsewhere in the file prints for them, each with a repair.

    Rows that are used get the role of a project's row; a table of nothing else counts as read.
    """
    goals = [goal for _, read in reads for goal in read.projects]
    if not goals:
        return
    owners: dict[str, list[Project]] = {}
    for goal in goals:
        for word in {squeeze(goal.name), squeeze(goal.code)} - {""}:
            owners.setdefault(word, []).append(goal)
    years = {table.year for table, read in reads if read.projects} - {""}
    year = years.pop() if len(years) == 1 else ""
    for table, read in reads:
        used = any([*_lists(table, owners, table.year or year)])
        if used and read.why is not None and all(row.role not in _READ or _total(row) for row in table.rows):
            for row in table.rows:
                row.role = row.role if row.role not in _READ else RowRole.TOTAL
            read.missing, read.unread, read.remark = [], "", "各项目的金额，已并入各项目"


def _lists(table: Table, owners: Mapping[str, list[Project]], year: str) -> Iterator[bool]:
    """Read the lists in the rows of a table that nothing else has read; yields True for each line used."""
    columns: SumsList | None = None
    head: list[Row] = []
    for row in table.rows:
        if columns is not None and len(head) < columns.lines:
            row.role = RowRole.HEADER
            head.append(row)
        elif row.role not in _READ or table.kind is TableKind.BUDGET:
            columns = None
        elif (found := sums_list(row, year, table.unit)) is not None:
            columns, row.role = found, RowRole.HEADER
            head, used = [row], False
        elif columns is not None:
            mine = _owned(row, columns, owners)
            if mine is not None:
                used = True
                row.role = RowRole.PROJECT
                _give(row, columns, mine)
                yield True
            elif not used:
                _give_back(head)
                columns = None
    if columns is not None and not used:
        _give_back(head)


def _give_back(head: list[Row]) -> None:
    """No line below these titles names a project."""
    for row in head:
        row.role = RowRole.UNREAD


def _owned(row: Row, columns: SumsList, owners: Mapping[str, list[Project]]) -> Project | None:
    """The one project that the line names, by all its codes and names."""
    told = [owners.get(squeeze(row.text(column)), []) for column in columns.subject]
    found = {id(goal): goal for goals in told if len(goals) == 1 for goal in goals}
    return next(iter(found.values())) if len(found) == 1 else None


def _give(row: Row, columns: SumsList, goal: Project) -> None:
    if not goal.funding or any((goal.funding[0].total, goal.funding[0].fiscal, goal.funding[0].other)):
        return
    for column, label in columns.sums.items():
        cell, text = row.cell(column), row.text(column)
        if cell is None or not is_amount(text):
            continue
        amount = read_amount(cell, text, columns.unit)
        if label.part is Part.FURTHER:
            if amount is not None:
                goal.funding[0].further.setdefault(label.text, amount)
            continue
        role = SUM_FIELDS[label.part][0]
        if label.part is Part.TOTAL:
            goal.funding[0].total = goal.funding[0].total or amount
        elif label.part is Part.FISCAL:
            goal.funding[0].fiscal = goal.funding[0].fiscal or amount
        else:
            goal.funding[0].other = goal.funding[0].other or amount
        goal.printed[role] = PrintedCell(text, cell.raw or cell.text, cell.source)
        said = "取自同一文件中列出各项目金额的另一张表"
        goal.repairs.append(Repair(RepairKind.STITCHED, cell.source, text, said, role))


def _total(row: Row) -> bool:
    return any(squeeze(text).endswith(("合计", "总计", "小计")) for _, text in row.filled())
