"""转移支付绩效目标表 (layout L1c): a head of names and sums, a goal, then indicators with one value cell."""

from __future__ import annotations

from decimal import Decimal

from auditor.forms.cells.build_indicator import build_indicator
from auditor.forms.cells.indicator_cells import find_level1, read_cells
from auditor.forms.cells.split import split_value
from auditor.forms.checks.decimal_commas import check_values
from auditor.forms.table import vocabulary
from auditor.forms.table.header import Columns, bind, is_header, role_of
from auditor.forms.table.money import is_amount, read_amount
from auditor.forms.table.money_units import unit_of
from auditor.forms.table.row import SEPARATOR, Row, key
from auditor.forms.table.stitch import Table
from auditor.grid import Cell, Source
from auditor.model import Amount, Funding, Project, Repair, RepairKind

_NAME, _SUMS = "转移支付名称", "资金情况"
_TOTALS = ("年度金额", "资金总额", "年度资金总额")


def read_transfer(table: Table) -> Project | None:
    """The transfer as a Project; None if the table has no indicator header.

    ``funding[0]``: 年度金额, the fiscal parts (central and local) added up, 其他资金.
    """
    columns = bind(table.rows)
    if columns is None or columns.missing(vocabulary.NEEDED[table.kind]):
        return None
    project = Project("", "", "", table.kind, table.rows[0].source, layout="L1c", raw=table.rows[0].raw)
    parts: dict[str, Amount | None] = {}
    place = table.rows[0].source
    goal: list[str] = []
    state = unit = ""
    carried: dict[str, tuple[str, Cell]] = {}
    for row in table.rows:
        texts = [text for _, text in row.filled()]
        head = key(texts[0]) if texts else ""
        if is_header(row):
            columns = (bind([row]) or columns).over(columns)
            if columns.missing(vocabulary.NEEDED[table.kind]):
                break  # the header of another table: its rows are told in the ledger
            if state == "indicators":
                project.repairs.append(
                    Repair(RepairKind.REPEATED_HEADER, row.source, row.raw, "续表重复的表头，已略去")
                )
            state, row.role = "indicators", "header"
        elif state == "indicators":
            _indicator(project, row, columns, carried)
        elif _pairs(project, row, texts):
            row.role = "project"
        elif head.startswith(_SUMS) or (state == "sums" and "资金" in head):
            state, row.role = "sums", "project"
            place = row.source if not parts else place
            unit = _sum(parts, row, unit or table.unit)
        elif any(key(text).endswith(("年度目标", "总体目标")) for text in texts):
            state, row.role = "goal", "project"
            goal += [text for text in texts if not key(text).endswith(("年度目标", "总体目标"))]
        elif state == "goal":
            goal += texts
            row.role = "project"
    project.funding.append(_funding(parts, "".join(goal), place))
    check_values(project.indicators)
    return project


def _pairs(project: Project, row: Row, texts: list[str]) -> bool:
    """转移支付名称 | name | 市级主管部门 | department."""
    if not texts or key(texts[0]) != _NAME:
        return False
    project.name = texts[1] if len(texts) > 1 else ""
    project.source, project.raw = row.source, row.raw
    for label, text in zip(texts[2::2], texts[3::2], strict=False):
        project.extra[key(label)] = text
    return True


def _sum(parts: dict[str, Amount | None], row: Row, unit: str) -> str:
    """Take the row's sums by their labels; the unit that holds for the rows below."""
    label = ""
    for column, text in row.filled():
        if is_amount(text):
            parts[label.removeprefix("其中")] = read_amount(row.cell(column), text, unit)
        else:
            label, unit = key(text), unit_of(text) or unit
    return unit


def _funding(parts: dict[str, Amount | None], goal: str, place: Source) -> Funding:
    total = next((parts[label] for label in _TOTALS if parts.get(label)), None)
    fiscal = [amount for label, amount in parts.items() if label.endswith("财政资金") and amount is not None]
    other = next((amount for label, amount in parts.items() if role_of(label) == vocabulary.OTHER), None)
    joined = fiscal[0] if fiscal else None
    if len(fiscal) > 1:
        numbers = [amount.number for amount in fiscal if amount.number is not None]
        whole = sum(numbers, Decimal(0)) if len(numbers) == len(fiscal) else None
        joined = Amount(" + ".join(amount.raw for amount in fiscal), whole, fiscal[0].unit, fiscal[0].source)
    known = total or joined or other
    return Funding(total, joined, other, goal, known.source if known else place)


def _indicator(project: Project, row: Row, columns: Columns, carried: dict[str, tuple[str, Cell]]) -> None:
    start = find_level1(row, columns)
    home = columns.roles[vocabulary.LEVEL1]
    found = read_cells(row, columns, home if start is None else start)
    if not found.text(vocabulary.LEVEL3) and not found.text(vocabulary.VALUE):
        return
    repairs: list[Repair] = []
    if vocabulary.LEVEL1 in found.cells:
        carried.clear()
    for role in (vocabulary.LEVEL1, vocabulary.LEVEL2):
        if role in found.cells:
            carried[role] = found.cells[role]
        elif role in carried:
            found.cells[role] = carried[role]
            repairs.append(Repair(RepairKind.INHERITED_LEVEL, row.source, "", carried[role][0], role))
    indicator = build_indicator(row, found)
    indicator.repairs += repairs
    value = indicator.value
    if vocabulary.OPERATOR not in columns.roles and vocabulary.UNIT not in columns.roles:
        parts = split_value(value)
        if parts != ("", value, ""):
            shown = SEPARATOR.join(filter(None, parts))
            indicator.repairs.append(Repair(RepairKind.SPLIT_VALUE, row.source, value, shown, vocabulary.VALUE))
            indicator.operator, indicator.value, indicator.unit = parts
    project.indicators.append(indicator)
    row.role = "indicator"
