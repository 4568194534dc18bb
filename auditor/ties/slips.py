"""How a wrong number is like the right one: a power of ten, a digit, or a number that stands nearby."""

from __future__ import annotations

from decimal import Decimal

from auditor.language.units import read_unit
from auditor.ties.cells import AmountCell
from auditor.ties.equation import Equation

_POWERS = frozenset(Decimal(10) ** power for power in range(-8, 9) if power)
_FEW = 4
"""Digits below which a digit more or less proves nothing: 12 and 112 are simply two numbers."""

_NEAREST = 6
"""Cells of the same amount that are tried; a code and the one code below it print the same, so one would not do."""


def gap_of(equation: Equation) -> Decimal:
    """How far the sides are apart, in 万元; 0 if a cell cannot be read."""
    return abs(equation.difference or Decimal(0))


def power_of_ten(value: Decimal, should: Decimal) -> bool:
    """Whether a number is 10, 100 … times what it should be, or that part of it."""
    return bool(value and should) and value / should in _POWERS


def one_digit(cell: AmountCell, should: Decimal) -> bool:
    """Whether the printed number is one slip away from ``should`` (万元).

    One digit differs, is missing or doubled, or two neighbours are exchanged.
    """
    printed = cell.amount.number if cell.amount is not None else None
    if cell.amount is None or printed is None or printed <= 0 or should <= 0:
        return False
    places = max(0, -int(printed.as_tuple().exponent))
    wanted = should / (read_unit(cell.amount.unit).factor or 1)
    one, other = f"{printed:f}", f"{wanted:.{places}f}"
    if Decimal(other) != wanted:
        return False
    if len(one) == len(other):
        unlike = [at for at, (mine, its) in enumerate(zip(one, other, strict=True)) if mine != its]
        if len(unlike) == 1:
            return len(one.replace(".", "")) >= _FEW - 1
        exchanged = len(unlike) == 2 and unlike[1] - unlike[0] == 1
        return exchanged and one[unlike[0]] == other[unlike[1]] and one[unlike[1]] == other[unlike[0]]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) - len(shorter) != 1 or len(shorter.replace(".", "")) < _FEW:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def beside(cell: AmountCell, value: Decimal) -> list[AmountCell]:
    """The other cells with this value (万元) of the same line and column, the nearest first."""
    if not value:
        return []
    same = [other for other in cell.sheet.printing(value) if (other.at == cell.at) != (other.column == cell.column)]
    return sorted(same, key=lambda other: abs(other.at - cell.at))[:_NEAREST]
