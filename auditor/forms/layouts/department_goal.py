"""部门整体支出绩效目标表 (layout L1b): department, sums, goal, then activities with their indicators."""

from __future__ import annotations

from dataclasses import replace

from auditor.forms.cells.build_indicator import build_indicator
from auditor.forms.cells.indicator_cells import read_cells
from auditor.forms.cells.split import split_levels
from auditor.forms.checks.decimal_commas import check_values
from auditor.forms.layouts.budget_table import header_paths
from auditor.forms.table import vocabulary
from auditor.forms.table.header import Columns, bind, is_header
from auditor.forms.table.money import is_amount, read_amount
from auditor.forms.table.money_units import unit_of
from auditor.forms.table.row import SEPARATOR, Row, key
from auditor.forms.table.stitch import Table
from auditor.grid import Cell
from auditor.model import Amount, Funding, Project, Repair, RepairKind

_DEPARTMENT, _SUMS, _GOAL, _NOTE = "部门名称", "总体资金情况", "整体绩效目标", "其他说明"


def read_department(table: Table) -> Project | None:
    """The department as a Project whose indicators carry their 活动; None if the table has no indicator header.

    ``funding[0]``: 预算支出总额, the sums of 财政拨款 and of 其他资金.
    """
    columns = bind(table.rows)
    if columns is None or columns.missing(vocabulary.NEEDED[table.kind]):
        return None
    project = Project("", "", "", table.kind, table.rows[0].source, layout="L1b", raw=table.rows[0].raw)
    sums: list[Row] = []
    seen = False
    for row in table.rows:
        texts = [text for _, text in row.filled()]
        head = key(texts[0]) if texts else ""
        if is_header(row):
            columns = (bind([row]) or columns).over(columns)
            if columns.missing(vocabulary.NEEDED[table.kind]):
                break  # the header of another table: its rows are told in the ledger
            if seen:
                project.repairs.append(
                    Repair(RepairKind.REPEATED_HEADER, row.source, row.raw, "续表重复的表头，已略去")
                )
            seen, row.role = True, "header"
        elif seen:
            _indicator(project, row, columns)
        elif head == _DEPARTMENT:
            project.name = texts[1] if len(texts) > 1 else ""
            project.source, project.raw, row.role = row.source, row.raw, "project"
        elif head == _SUMS or (sums and not any(is_amount(text) for text in texts) and head not in {_GOAL, _NOTE}):
            sums.append(row)
            row.role = "header"
        elif sums and not project.funding and any(is_amount(text) for text in texts):
            project.funding.append(_funding(row, sums, table.unit))
            row.role = "project"
        elif _GOAL in (head, *(key(text) for text in texts[:2])):
            _goal(project, row, texts)
        elif head == _NOTE:
            project.extra[_NOTE] = " ".join(texts[1:])
            row.role = "project"
    check_values(project.indicators)
    return project


def _goal(project: Project, row: Row, texts: list[str]) -> None:
    goal = next((text for text in texts if key(text) != _GOAL), "")
    if not project.funding:
        project.funding.append(Funding(None, None, None, "", row.source, row.raw))
    project.funding[0].goal = goal
    row.role = "project"


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


def _indicator(project: Project, row: Row, columns: Columns) -> None:
    home = columns.roles[vocabulary.GLUED]
    place = next((column for column, text in row.filled() if split_levels(text)), None)
    if place is None:
        return
    parts = split_levels(row.text(place))
    cell = row.cell(place)
    if parts is None or cell is None:
        return
    # The glued cell stands where level 1 stands in other layouts; operator, value and unit follow it.
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
    project.indicators.append(indicator)
    row.role = "indicator"


def _activity(row: Row, columns: Columns, place: int) -> str:
    """The text left of the indicator: its own cell or the merged one above it."""
    left = [text for column, text in row.filled() if column < place]
    if left:
        return left[-1]
    covering: Cell | None = row.resolved(columns.roles.get(vocabulary.ACTIVITY, -1))
    return covering.text.strip() if covering is not None else ""
