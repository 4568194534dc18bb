"""The target of an indicator in forms with fewer than three cells for it: operator, number and unit, or a word."""

from __future__ import annotations

import re

from auditor.forms.cells.split import split_value
from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.row import SEPARATOR
from auditor.language.text import half_width, squeeze
from auditor.model import Indicator, PrintedCell, Repair, RepairKind

_TWO_PERCENT = re.compile(r"^2(100|[5-9][0-9](?:\.[0-9]{1,2})?)(?:%|\(%\)|百分比)$")
_TWO_APART = re.compile(r"^\s*2\s+[0-9]{2,}\D{0,8}$")


def read_target(indicator: Indicator, columns: Columns) -> None:
    """Split the value cell of ``indicator`` if the header lacks a column for the operator or for the unit.

    "≥90%" → ≥, 90, %; "=100.00(%)" → =, 100.00, %; "按月安排" stays a word. The cell as printed is kept in ``printed``
    and in the repair, which is not doubtful because nothing is inferred. If the form has a separate column for 定量 or
    定性, 定性 is the operator.
    """
    lacks_operator, lacks_unit = vocabulary.OPERATOR not in columns.roles, vocabulary.UNIT not in columns.roles
    if not (lacks_operator or lacks_unit) or not indicator.value:
        return
    printed = indicator.value
    operator, value, unit = split_value(printed)
    if not lacks_operator and operator:
        return  # ≥ | ≥90: a second operator inside the value is for the rules
    if unit and not lacks_unit and unit != squeeze(half_width(indicator.unit)).strip("()"):
        value, unit = f"{value}{unit}", ""  # 90% | 人: not the unit of the next cell; kept for the rules
    if lacks_operator:
        _doubt_two(indicator, printed)
    if (operator, value, unit) != ("", printed, ""):
        shown = SEPARATOR.join(filter(None, (operator, value, unit)))
        place = (
            indicator.printed[vocabulary.VALUE].source if vocabulary.VALUE in indicator.printed else indicator.source
        )
        indicator.repairs.append(Repair(RepairKind.SPLIT_VALUE, place, printed, shown, vocabulary.VALUE))
        indicator.value = value
        if lacks_operator:
            indicator.operator = operator
        if lacks_unit:
            indicator.unit = unit
    if lacks_operator and not indicator.operator and "定性" in indicator.extra.get(vocabulary.TYPE, ""):
        indicator.operator = "定性"
        indicator.printed[vocabulary.OPERATOR] = PrintedCell("定性", indicator.extra[vocabulary.TYPE], indicator.source)


def _doubt_two(indicator: Indicator, printed: str) -> None:
    """Mark "290%" or "2 90" as doubtful: the "2" may be a misread "≥". The value is kept as printed."""
    if _TWO_PERCENT.match(squeeze(half_width(printed))) or _TWO_APART.match(half_width(printed)):
        rest = half_width(printed).strip().removeprefix("2").strip()
        indicator.repairs.append(
            Repair(
                RepairKind.DOUBTFUL_CELL,
                indicator.source,
                printed,
                f"{printed}（首位“2”可能是“≥”，即“≥{rest}”）",
                vocabulary.VALUE,
                doubtful=True,
            )
        )
