"""转移支付绩效目标表 (layout L1c): a head of names and sums, a goal, then indicators with one value cell."""

from __future__ import annotations

from decimal import Decimal

from auditor.forms.cells.build_indicator import build_indicator
from auditor.forms.cells.indicator_cells import find_level1, read_cells
from auditor.forms.cells.level_carry import LevelCarry
from auditor.forms.cells.split import split_value
from auditor.forms.layouts.goals import GOAL, NAME, SUMS, Goal, read_goals
from auditor.forms.layouts.layout import Layout
from auditor.forms.table import vocabulary
from auditor.forms.table.header import Columns, role_of
from auditor.forms.table.money import is_amount, read_amount
from auditor.forms.table.money_units import unit_of
from auditor.forms.table.row import SEPARATOR, Row, RowRole, key
from auditor.forms.table.stitch import Table
from auditor.grid import Source
from auditor.model import Amount, Funding, Indicator, Project, Repair, RepairKind
from auditor.table_kinds import TableKind

_TOTAL = "总额"


class _Transfer(Goal):
    """``funding[0]``: 年度金额, the fiscal parts (central and local) added up, 其他资金."""

    part = "转移支付目标头"

    def __init__(self, table: Table, first: Row) -> None:
        super().__init__(table, first)
        self.project.layout = "L1c"
        self.parts: dict[str, Amount | None] = {}
        self.place = first.source
        """Location of the first sum."""
        self.goal: list[str] = []
        self.state = ""
        """The block of the head that rows without a label belong to."""
        self.levels = LevelCarry()

    def head(self, row: Row) -> None:
        texts = [text for _, text in row.filled()]
        first = key(texts[0]) if texts else ""
        if self.label(row) == NAME:
            self.named(row)
        elif first.startswith(vocabulary.words(self.part, SUMS)) or (self.state == SUMS and "资金" in first):
            self.state = SUMS
            self.place = row.source if not self.parts else self.place
            self.unit = _sum(self.parts, row, self.unit)
        elif any(map(_is_goal, texts)):
            self.state = GOAL
            self.goal += [text for text in texts if not _is_goal(text)]
        elif self.state == GOAL:
            self.goal += texts
        else:
            return
        row.role = RowRole.PROJECT

    def indicator(self, row: Row, columns: Columns) -> bool:
        indicator = _indicator(row, columns, self.levels)
        if indicator is not None:
            self.project.indicators.append(indicator)
        return indicator is not None

    def finish(self) -> Project:
        self.project.funding.append(_funding(self.parts, "".join(self.goal), self.place))
        return self.project


def _is_goal(text: str) -> bool:
    return key(text).endswith(vocabulary.words(_Transfer.part, GOAL))


def _sum(parts: dict[str, Amount | None], row: Row, unit: str) -> str:
    """Read the row's sums by their labels into ``parts``; return the unit for the rows below."""
    label = ""
    for column, text in row.filled():
        if is_amount(text):
            parts[label.removeprefix("其中")] = read_amount(row.cell(column), text, unit)
        else:
            label, unit = key(text), unit_of(text) or unit
    return unit


def _funding(parts: dict[str, Amount | None], goal: str, place: Source) -> Funding:
    total = next((parts[label] for label in vocabulary.words(_Transfer.part, _TOTAL) if parts.get(label)), None)
    fiscal = [amount for label, amount in parts.items() if label.endswith("财政资金") and amount is not None]
    other = next((amount for label, amount in parts.items() if role_of(label) == vocabulary.OTHER), None)
    joined = fiscal[0] if fiscal else None
    if len(fiscal) > 1:
        numbers = [amount.number for amount in fiscal if amount.number is not None]
        whole = sum(numbers, Decimal(0)) if len(numbers) == len(fiscal) else None
        joined = Amount(" + ".join(amount.raw for amount in fiscal), whole, fiscal[0].unit, fiscal[0].source)
    known = total or joined or other
    return Funding(total, joined, other, goal, known.source if known else place)


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
