"""An Indicator from the cells of its row, with a repair for everything that was inferred."""

from __future__ import annotations

from auditor.forms.cells.indicator_cells import DASHES, IndicatorCells
from auditor.forms.table import vocabulary
from auditor.forms.table.row import SEPARATOR, Row
from auditor.language.operators import is_operator, normalise_operator
from auditor.model import Indicator, PrintedCell, Repair, RepairKind


def _sign(text: str) -> str:
    """The sign that an operator in words stands for (不低于 → ≥); else the text. ``printed`` keeps the words."""
    return normalise_operator(text) if "\u4e00" <= text[:1] <= "\u9fff" and is_operator(text) else text


def build_indicator(row: Row, found: IndicatorCells) -> Indicator:
    """The indicator that ``found`` holds; ``id`` is set by the book.

    A dash in the operator cell is read as "=" if there is a value: scans lose one of the two strokes of the sign.
    """
    place = row.source
    indicator = Indicator(
        id="",
        level1=found.text(vocabulary.LEVEL1),
        level2=found.text(vocabulary.LEVEL2),
        name=found.text(vocabulary.LEVEL3),
        operator=_sign(found.text(vocabulary.OPERATOR)),
        value=found.text(vocabulary.VALUE),
        unit=found.text(vocabulary.UNIT),
        source=place,
        raw=row.raw,
        extra=dict(found.extra),
    )
    for role, (text, cell) in found.cells.items():
        indicator.printed[role] = PrintedCell(text, cell.raw or cell.text, cell.source)
        if cell.raw:
            indicator.repairs.append(Repair(RepairKind.GLYPH, cell.source, cell.raw, text, role))
        if "\n" in cell.text.strip():
            indicator.repairs.append(Repair(RepairKind.JOINED_TEXT, cell.source, cell.text, text, role))

    def repair(kind: RepairKind, raw: str, read_as: str, column: str = "") -> None:
        indicator.repairs.append(Repair(kind, place, raw, read_as, column, doubtful=True))

    if found.left:
        repair(RepairKind.SHIFTED_COLUMNS, SEPARATOR.join(found.left), "多余的单元格，未归入任何一列")
    for role in found.cut:
        repair(RepairKind.MISSING_COLUMN, row.raw, f"本行右移，“{role}”一栏已缺失", role)
    if found.swapped:
        repair(RepairKind.MISSING_LEVEL, row.raw, f"二级指标为空，三级指标为“{indicator.name}”", vocabulary.LEVEL2)
    if indicator.operator in DASHES and indicator.value:
        repair(RepairKind.OPERATOR_GLYPH, indicator.operator, "=", vocabulary.OPERATOR)
        indicator.operator = "="
    return indicator
