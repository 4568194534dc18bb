"""Levels carried down to rows that leave them blank."""

from __future__ import annotations

import pytest

from auditor.forms.cells.indicator_cells import IndicatorCells
from auditor.forms.cells.level_carry import LevelCarry
from auditor.forms.table import vocabulary
from auditor.forms.table.row import Row
from auditor.grid import Cell
from auditor.model import RepairKind
from tests.forms.grids import sheet

OUTPUT, BENEFIT, COUNT, QUALITY = (sheet(word).rows[0][0] for word in ("产出指标", "效益指标", "数量指标", "质量指标"))
ROW = Row(sheet("名称｜5"), 0)


@pytest.mark.parametrize(
    ("rows", "levels", "inherited"),
    [
        ([(OUTPUT, COUNT), (None, None)], ("产出指标", "数量指标"), 2),
        ([(OUTPUT, COUNT), (None, QUALITY)], ("产出指标", "质量指标"), 1),
        ([(OUTPUT, COUNT), (OUTPUT, None)], ("产出指标", "数量指标"), 1),  # one merged cell covers both rows
        ([(OUTPUT, COUNT), (BENEFIT, None)], ("效益指标", ""), 0),  # a new level 1 ends the level 2 above it
        ([(None, None)], ("", ""), 0),
    ],
)
def test_blank_levels_are_those_of_the_row_above(
    rows: list[tuple[Cell | None, Cell | None]], levels: tuple[str, str], inherited: int
) -> None:
    carry = LevelCarry()
    for first, second in rows:
        placed = ((vocabulary.LEVEL1, first), (vocabulary.LEVEL2, second))
        found = IndicatorCells(0, {role: (cell.text, cell) for role, cell in placed if cell is not None})
        repairs = carry.fill(ROW, found)
    assert (found.text(vocabulary.LEVEL1), found.text(vocabulary.LEVEL2)) == levels
    assert [repair.kind for repair in repairs] == [RepairKind.INHERITED_LEVEL] * inherited


def test_restart_forgets_what_stands_above() -> None:
    carry = LevelCarry()
    carry.restart(IndicatorCells(0, {vocabulary.LEVEL1: (OUTPUT.text, OUTPUT), vocabulary.LEVEL2: (COUNT.text, COUNT)}))
    carry.restart(IndicatorCells(0, {vocabulary.LEVEL1: (OUTPUT.text, OUTPUT)}))
    found = IndicatorCells(0)
    carry.fill(ROW, found)
    assert (found.text(vocabulary.LEVEL1), found.text(vocabulary.LEVEL2)) == ("产出指标", "")
