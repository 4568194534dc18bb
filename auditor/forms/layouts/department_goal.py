"""部门整体支出绩效目标表 (layout L1b): department, sums, goal, then activities with their indicators."""

from __future__ import annotations

from dataclasses import replace

from auditor.forms.cells.build_indicator import build_indicator
from auditor.forms.cells.indicator_cells import read_cells
from auditor.forms.cells.split import split_levels
from auditor.forms.layouts.goals import Goal, read_goals
from auditor.forms.layouts.layout import Layout
from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.row import SEPARATOR, Row
from auditor.grid import Cell
from auditor.model import Indicator, Repair, RepairKind
from auditor.table_kinds import TableKind


class _Department(Goal):
    layout = "L1b"

    def indicator(self, row: Row, columns: Columns) -> Indicator | None:
        return _indicator(row, columns)


def _indicator(row: Row, columns: Columns) -> Indicator | None:
    home = columns.roles[vocabulary.GLUED]
    place = next((column for column, text in row.filled() if split_levels(text)), None)
    if place is None:
        return None
    parts = split_levels(row.text(place))
    cell = row.cell(place)
    if parts is None or cell is None:
        return None
    # The cell with all three levels is level 1 and name at once; operator, value and unit have their own columns.
    roles = {role: column for role, column in columns.roles.items() if role != vocabulary.LEVEL2}
    glued = replace(columns, roles={**roles, vocabulary.LEVEL1: home, vocabulary.LEVEL3: home})
    found = read_cells(row, glued, place)
    for role, text in zip((vocabulary.LEVEL1, vocabulary.LEVEL2, vocabulary.LEVEL3), parts, strict=True):
        found.cells[role] = (text, cell)
    found.swapped, found.cut = False, ()
    indicator = build_indicator(row, found)
    indicator.activity = _activity(row, columns, place)
    repairs = indicator.repairs
    repairs.append(Repair(RepairKind.SPLIT_LEVELS, cell.source, cell.text, SEPARATOR.join(parts), vocabulary.LEVEL3))
    if place != home:
        repairs.append(Repair(RepairKind.SHIFTED_COLUMNS, row.source, row.raw, "自绩效指标一栏起依次读取"))
    return indicator


def _activity(row: Row, columns: Columns, place: int) -> str:
    """The text left of the indicator: its own cell or the merged one above it."""
    left = [text for column, text in row.filled() if column < place]
    if left:
        return left[-1]
    covering: Cell | None = row.resolved(columns.roles.get(vocabulary.ACTIVITY, -1))
    return covering.text.strip() if covering is not None else ""


LAYOUTS = (
    Layout(
        TableKind.DEPARTMENT.value,
        lambda table, _: table.kind is TableKind.DEPARTMENT,
        lambda table: read_goals(table, _Department),
    ),
)
