"""部门整体支出绩效目标表 (layout L1b): department, sums, goal, then activities with their indicators."""

from __future__ import annotations

from dataclasses import replace

from auditor.forms.cells.build_indicator import build_indicator
from auditor.forms.cells.indicator_cells import read_cells
from auditor.forms.cells.split import split_levels
from auditor.forms.layouts.budget_table import header_paths
from auditor.forms.layouts.goals import GOAL, NAME, SUMS, Goal, read_goals
from auditor.forms.layouts.layout import Layout
from auditor.forms.table import vocabulary
from auditor.forms.table.header import Columns
from auditor.forms.table.money import is_amount, read_amount
from auditor.forms.table.money_units import unit_of
from auditor.forms.table.row import SEPARATOR, Row, RowRole, key
from auditor.forms.table.stitch import Table
from auditor.grid import Cell
from auditor.model import Amount, Funding, Indicator, Repair, RepairKind
from auditor.table_kinds import TableKind

_NOTE = "其他说明"


class _Department(Goal):
    """``funding[0]``: 预算支出总额, the sums of 财政拨款 and of 其他资金."""

    part = "部门目标头"

    def __init__(self, table: Table, first: Row) -> None:
        super().__init__(table, first)
        self.project.layout = "L1b"
        self.sums: list[Row] = []
        """The header lines of the sums."""

    def head(self, row: Row) -> None:
        texts = [text for _, text in row.filled()]
        label, project = self.label(row), self.project
        printed = any(is_amount(text) for text in texts)
        if label == NAME:
            self.named(row)
        elif label == SUMS or (self.sums and not printed and label not in {GOAL, _NOTE}):
            self.sums.append(row)
            row.role = RowRole.HEADER
            return
        elif self.sums and not project.funding and printed:
            project.funding.append(_funding(row, self.sums, self.unit))
        elif any(map(_is_goal, texts[:2])):
            if not project.funding:
                project.funding.append(Funding(None, None, None, "", row.source, row.raw))
            project.funding[0].goal = next((text for text in texts if not _is_goal(text)), "")
        elif label == _NOTE:
            project.extra[_NOTE] = " ".join(texts[1:])
        else:
            return
        row.role = RowRole.PROJECT

    def indicator(self, row: Row, columns: Columns) -> bool:
        indicator = _indicator(row, columns)
        if indicator is not None:
            self.project.indicators.append(indicator)
        return indicator is not None


def _is_goal(text: str) -> bool:
    return key(text) in vocabulary.words(_Department.part, GOAL)


def _funding(row: Row, heads: list[Row], unit: str) -> Funding:
    """Sums by the two header lines above them: 预算支出总额, 财政拨款/合计, 其他资金/合计."""
    paths = header_paths(heads, len(row))
    whole = next(filter(None, (unit_of(text) for head in heads for _, text in head.filled())), unit)
    found: dict[str, Amount | None] = {}
    for column, text in row.filled():
        printed = paths.get(column, "").split("/")
        path = "/".join(map(key, printed))
        unit = next(filter(None, map(unit_of, reversed(printed))), whole)
        cell = row.cell(column)
        if not is_amount(text):
            continue
        if "总额" in path and vocabulary.TOTAL not in found:
            found[vocabulary.TOTAL] = read_amount(cell, text, unit)
        elif path.endswith("合计") and "财政拨款" in path:
            found[vocabulary.FISCAL] = read_amount(cell, text, unit)
        elif path.endswith("合计") and "其他资金" in path:
            found[vocabulary.OTHER] = read_amount(cell, text, unit)
    return Funding(
        found.get(vocabulary.TOTAL), found.get(vocabulary.FISCAL), found.get(vocabulary.OTHER), "", row.source, row.raw
    )


def _indicator(row: Row, columns: Columns) -> Indicator | None:
    home = columns.roles[vocabulary.GLUED]
    place = next((column for column, text in row.filled() if split_levels(text)), None)
    if place is None:
        return None
    parts = split_levels(row.text(place))
    cell = row.cell(place)
    if parts is None or cell is None:
        return None
    # The cell with all three levels is where other layouts have level 1; operator, value and unit follow it.
    roles = {
        role: column for role, column in columns.roles.items() if role not in {vocabulary.LEVEL2, vocabulary.LEVEL3}
    }
    found = read_cells(row, replace(columns, roles={**roles, vocabulary.LEVEL1: home}), place)
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
