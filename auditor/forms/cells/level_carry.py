"""Levels that a row leaves blank because they are printed in a row above."""

from __future__ import annotations

from auditor.forms.cells.indicator_cells import IndicatorCells
from auditor.forms.table import vocabulary
from auditor.forms.table.row import Row
from auditor.grid import Cell
from auditor.model import Repair, RepairKind

_CARRIED = (vocabulary.LEVEL1, vocabulary.LEVEL2)


class LevelCarry:
    """The last level 1 and level 2 that were read, for the rows below that leave them blank."""

    def __init__(self) -> None:
        self.above: dict[str, tuple[str, Cell]] = {}

    def fill(self, row: Row, found: IndicatorCells, roles: tuple[str, ...] = _CARRIED) -> list[Repair]:
        """Fill the blank level cells of ``found``, only the ``roles`` that the form has; one repair for each.

        A new cell of level 1 ends the level 2 above it.
        """
        first, before = found.cells.get(vocabulary.LEVEL1), self.above.get(vocabulary.LEVEL1)
        if first is not None and before is not None and before[1] is not first[1]:
            self.above.pop(vocabulary.LEVEL2, None)
        repairs = []
        for role in roles:
            if found.text(role):
                self.above[role] = found.cells[role]
            elif role in self.above:
                found.cells[role] = self.above[role]
                repairs.append(Repair(RepairKind.INHERITED_LEVEL, row.source, "", found.text(role), role))
        return repairs

    def section(self, text: str, cell: Cell) -> None:
        """Set level 1 for the rows below a line that names it for all of them: 一、产出指标."""
        self.above = {vocabulary.LEVEL1: (text, cell)}

    def restart(self, found: IndicatorCells) -> None:
        """Forget what was read before; from here on use the levels of ``found``."""
        self.above = {role: found.cells[role] for role in _CARRIED if role in found.cells}

    @property
    def empty(self) -> bool:
        return vocabulary.LEVEL1 not in self.above
