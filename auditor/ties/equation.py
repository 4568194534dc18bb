"""One relation between given cells: both sides worked out in exact decimals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from auditor.ties.cells import AmountCell, TiedTable
from auditor.ties.relation import Relation, Sign


@dataclass(frozen=True)
class Side:
    """Cells and their signs; the value is their sum in 万元."""

    cells: tuple[tuple[int, AmountCell], ...]
    absent: tuple[TiedTable, ...] = ()
    """Tables that were to have a line for it and have none."""

    @cached_property
    def value(self) -> Decimal | None:
        """In 万元, None if a cell cannot be read."""
        total = Decimal(0)
        for sign, cell in self.cells:
            if cell.value is None:
                return None
            total += sign * cell.value
        return total


@dataclass(frozen=True)
class Equation:
    """``left`` and ``right`` of ``relation``, for ``key`` (a line, a 类) if it is checked again and again."""

    relation: Relation
    left: Side
    right: Side
    key: str = ""

    @cached_property
    def difference(self) -> Decimal | None:
        """Left minus right in 万元, None if either cannot be read."""
        if self.left.value is None or self.right.value is None:
            return None
        return self.left.value - self.right.value

    @cached_property
    def tolerance(self) -> Decimal:
        """What rounding alone may make in 万元: half of the last printed decimal of every rounded number.

        The same amount printed twice is rounded in the same way, if to the same decimal.
        """
        rounded = [cell.rounding for cell, _ in self.weights() if cell.rounding]
        if len(self.left.cells) == len(self.right.cells) == 1:
            return max(rounded) if len(set(rounded)) > 1 or len(rounded) == 1 else Decimal(0)
        return sum(rounded, Decimal(0))

    @property
    def holds(self) -> bool | None:
        """None if a cell cannot be read."""
        if self.left.value is None or self.right.value is None:
            return None
        return self.fits(self.left.value, self.right.value)

    def fits(self, left: Decimal, right: Decimal) -> bool:
        """Whether these two values would satisfy the relation."""
        if self.relation.sign is Sign.BOTH_OR_NONE:
            return (left != 0) == (right != 0)
        over = left - right
        return over <= self.tolerance if self.relation.sign is Sign.AT_MOST else abs(over) <= self.tolerance

    @cached_property
    def sheets(self) -> tuple[TiedTable, ...]:
        """The tables that it compares."""
        sides = (self.left, self.right)
        return tuple(dict.fromkeys(one for side in sides for one in (*(c.sheet for _, c in side.cells), *side.absent)))

    def weights(self) -> Iterator[tuple[AmountCell, int]]:
        """Every cell with what one more in it adds to the difference."""
        yield from ((cell, sign) for sign, cell in self.left.cells)
        yield from ((cell, -sign) for sign, cell in self.right.cells)

    @property
    def total(self) -> tuple[AmountCell, ...]:
        """The left side's cell, if it is a single one that the right side adds up to."""
        return tuple(cell for _, cell in self.left.cells) if len(self.left.cells) == 1 else ()

    @property
    def doubtful(self) -> bool:
        """Whether a cell was read with doubt, or a table in part only."""
        return any(cell.doubtful or not cell.sheet.whole for cell, _ in self.weights())
