"""转移支付绩效目标表 (layout L1c): a head of names and sums, a goal, then indicators with one value cell."""

from __future__ import annotations

from decimal import Decimal

from auditor.forms.cells.build_indicator import build_indicator
from auditor.forms.cells.indicator_cells import find_level1, read_cells
from auditor.forms.cells.level_carry import LevelCarry
from auditor.forms.cells.split import split_value
from auditor.forms.layouts.goals import Goal, read_goals
from auditor.forms.layouts.layout import Layout
from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.row import SEPARATOR, Row
from auditor.forms.table.table import Table
from auditor.model import Amount, Indicator, Project, Repair, RepairKind
from auditor.table_kinds import TableKind


class _Transfer(Goal):
    """``funding[0]``: the fiscal parts (central and local) added up where 财政资金 itself is not printed."""

    layout = "L1c"

    def __init__(self, table: Table, first: Row) -> None:
        super().__init__(table, first)
        self.levels = LevelCarry()

    def indicator(self, row: Row, columns: Columns) -> Indicator | None:
        return _indicator(row, columns, self.levels)

    def finish(self) -> Project:
        project = super().finish()
        own = project.funding[0]
        parts = {label: amount for label, amount in own.further.items() if label.endswith("财政资金")}
        if own.fiscal is None and parts:
            own.fiscal = _joined(list(parts.values()))
            own.further = {label: amount for label, amount in own.further.items() if label not in parts}
        return project


def _joined(parts: list[Amount]) -> Amount:
    numbers = [amount.number for amount in parts if amount.number is not None]
    whole = sum(numbers, Decimal(0)) if len(numbers) == len(parts) else None
    return Amount(" + ".join(amount.raw for amount in parts), whole, parts[0].unit, parts[0].source)


def _indicator(row: Row, columns: Columns, levels: LevelCarry) -> Indicator | None:
    start = find_level1(row, columns)
    home = columns.roles[vocabulary.LEVEL1]
    found = read_cells(row, columns, home if start is None else start)
    if not found.text(vocabulary.LEVEL3) and not found.text(vocabulary.VALUE):
        return None
    repairs = levels.fill(row, found)
    indicator = build_indicator(row, found)
    indicator.repairs += repairs
    value = indicator.value
    if vocabulary.OPERATOR not in columns.roles and vocabulary.UNIT not in columns.roles:
        parts = split_value(value)
        if parts != ("", value, ""):
            shown = SEPARATOR.join(filter(None, parts))
            indicator.repairs.append(Repair(RepairKind.SPLIT_VALUE, row.source, value, shown, vocabulary.VALUE))
            indicator.operator, indicator.value, indicator.unit = parts
    return indicator


LAYOUTS = (
    Layout(
        TableKind.TRANSFER.value,
        lambda table, _: table.kind is TableKind.TRANSFER,
        lambda table: read_goals(table, _Transfer),
    ),
)
