"""Why relations do not hold: what one slip of the pen explains most of them, and what slip it looks like.

A correction explains a failed equation if the equation would hold with it. It is believed only if it breaks no
equation that holds now, so a number that other tables confirm is never blamed. Equations that one correction mends
are one fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import TypeAlias

from auditor.ties.cells import FEN, AmountCell, TiedTable
from auditor.ties.equation import Equation
from auditor.ties.relation import Sign, Structure
from auditor.ties.slips import beside, gap_of, one_digit, power_of_ten


class Slip(IntEnum):
    """What a wrong number looks like, the surest first."""

    MISSING = 0
    """A line is missing that another table prints with just this amount."""
    SWAP = 1
    SHIFT = 2
    FACTOR = 3
    UNIT = 4
    """The whole table names another unit of money than the one its numbers are in."""
    DIGIT = 5
    ELSEWHERE = 6
    """The right number stands in another cell of the line or column."""
    REPEATED = 7
    """The number that should not be there is that of another line."""
    BLANK = 8
    """A cell is empty that must hold the number."""
    OMITTED = 9
    """The difference is a number that was left out, or counted twice."""
    UNKNOWN = 10


@dataclass(frozen=True, slots=True)
class Correction:
    """What cells should say (万元) for some failed equations to hold. ``other``: the cell that ``slip`` points at."""

    slip: Slip
    cells: tuple[tuple[AmountCell, Decimal], ...]
    other: AmountCell | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Failed equations with one cause. ``root`` is reported; ``correction`` is None if nothing explains it."""

    root: Equation
    follows: tuple[Equation, ...]
    correction: Correction | None


Touching: TypeAlias = dict[AmountCell, list[tuple[Equation, int]]]
"""The equations of each cell, with what one more in the cell adds to the difference."""

_WEAK = (Slip.BLANK, Slip.UNKNOWN)
"""Slips that look like nothing: any cell of one equation would do, so only two equations and more make them likely."""
_TIMES = Decimal(10_000)
"""万元 to 元: the two units that tables of one book are in."""
_MANY = 500
"""Failed equations from which on no slip is looked for, since each is compared with all: a whole column was
misread or made up. The worst of the planted books has some twenty."""
_LEVELS = 4
"""How many totals above a wrong number are followed: 项, 款, 类, 合计."""


def explain(equations: Sequence[Equation], sheets: Sequence[TiedTable]) -> list[Fault]:
    """The faults behind the failed ones of ``equations``, each failed equation in one of them."""
    left = {id(one): one for one in equations if one.holds is False}
    if not left or len(left) > _MANY:
        return [Fault(one, (), None) for one in left.values()]
    touching: Touching = {}
    for equation in equations:
        if equation.holds is not None:
            for cell, weight in equation.weights():
                touching.setdefault(cell, []).append((equation, weight))
    offers = _all_offers(list(left.values()), touching, sheets)
    faults: list[Fault] = []
    while left:
        mended = {offer: [one for one in hit if id(one) in left] for offer, hit in offers.items()}
        offers = {offer: hit for offer, hit in mended.items() if len(hit) > (offer.slip in _WEAK)}
        best = min(offers, key=lambda one: (-len(offers[one]), one.slip, len(one.cells)), default=None)
        if best is not None:
            faults.append(_fault(offers[best], best, left))
        else:
            first = next(iter(left.values()))
            faults.append(_fault(_alike(first, left.values()), None, left))
    return faults


def _fault(equations: list[Equation], correction: Correction | None, left: dict[int, Equation]) -> Fault:
    for one in equations:
        left.pop(id(one), None)
    ordered = sorted(equations, key=lambda one: one.relation.sign is not Sign.EQUAL)
    return Fault(ordered[0], tuple(ordered[1:]), correction)


def _alike(first: Equation, failed: Iterable[Equation]) -> list[Equation]:
    """The equations that fail as ``first`` does: for the same line in other columns, or short of the same amount."""
    return [one for one in failed if one is first or _same_line(one, first) or _same_gap(one, first)]


def _same_line(one: Equation, other: Equation) -> bool:
    """Whether both are sums for the same line, in other columns: a row that is missing spoils them all."""
    lines = [(each.key.split()[:1], {(cell.sheet, cell.at) for cell in each.total}) for each in (one, other)]
    return one.relation is other.relation and one.relation.structure is not None and lines[0] == lines[1]


def _same_gap(one: Equation, other: Equation) -> bool:
    return gap_of(one) == gap_of(other) != 0 and not set(one.sheets).isdisjoint(other.sheets)


def _all_offers(
    failed: Sequence[Equation], touching: Touching, sheets: Sequence[TiedTable]
) -> dict[Correction, list[Equation]]:
    """Every correction that breaks nothing, and the failed equations that it mends."""
    offers: dict[Correction, list[Equation]] = {}
    for offer in dict.fromkeys(offer for one in failed for offer in _of_cells(one)):
        whole = _carried(offer, touching)
        if whole is not None:
            offers[whole] = [one for one, after in _changed(whole, touching) if after and one.holds is False]
    offers |= _units(failed, touching)
    for shift in _shifts(failed):
        offers[shift] = [one for one in failed if _within(one, shift)]
    for one in failed:
        omitted = _left_out(one, sheets)
        if omitted is not None:
            offers[omitted] = _alike(one, failed)
    return offers


def _units(failed: Sequence[Equation], touching: Touching) -> dict[Correction, list[Equation]]:
    """Tables whose numbers would agree with the others in another unit of money, and the equations that this mends."""
    offers: dict[Correction, list[Equation]] = {}
    held = {id(one): one for group in touching.values() for one, _ in group if one.holds and len(one.sheets) > 1}
    for sheet in dict.fromkeys(sheet for one in failed for sheet in one.sheets if len(one.sheets) > 1):
        for times in (_TIMES, 1 / _TIMES):
            if any(sheet in one.sheets and not _in_unit(one, sheet, times) for one in held.values()):
                continue
            mended = [one for one in failed if sheet in one.sheets and _in_unit(one, sheet, times)]
            cells = [cell for one in mended for cell, _ in one.weights() if cell.sheet is sheet and cell.value]
            if cells:
                offers[Correction(Slip.UNIT, ((cells[0], (cells[0].value or Decimal(0)) * times),))] = mended
    return offers


def _in_unit(equation: Equation, sheet: TiedTable, times: Decimal) -> bool:
    """Whether an equation holds if each number of ``sheet`` is so many times as much, rounding included."""
    sides = [Decimal(0), Decimal(0)]
    rounding = Decimal(0)
    for place, side in enumerate((equation.left, equation.right)):
        for sign, cell in side.cells:
            if cell.sheet is sheet and cell.amount is not None and cell.amount.number:
                step = Decimal(1).scaleb(-(cell.amount.decimals or 0)) * (cell.value or 0) / cell.amount.number
                rounding += abs(step * times) / 2 if abs(step * times) > FEN else 0
            sides[place] += sign * (cell.value or 0) * (times if cell.sheet is sheet else 1)
    left, right = sides
    return equation.fits(left, right) or (abs(left - right) <= rounding and equation.relation.sign is Sign.EQUAL)


def _of_cells(equation: Equation) -> Iterator[Correction]:
    """Every correction of one cell, or of two exchanged ones, that makes ``equation`` hold."""
    if equation.difference is None or equation.relation.sign is Sign.BOTH_OR_NONE:
        return
    for cell, weight in equation.weights():
        if cell.value is None:
            continue
        should = cell.value - weight * equation.difference
        if power_of_ten(cell.value, should):
            yield Correction(Slip.FACTOR, ((cell, should),))
        elif one_digit(cell, should):
            yield Correction(Slip.DIGIT, ((cell, should),))
        else:
            yield Correction(Slip.UNKNOWN if cell.amount is not None else Slip.BLANK, ((cell, should),))
        for other in beside(cell, should):
            if other.value is not None:
                yield Correction(Slip.ELSEWHERE, ((cell, should),), other)
                yield Correction(Slip.SWAP, ((cell, should), (other, cell.value)), other)


def _changed(offer: Correction, touching: Touching) -> Iterator[tuple[Equation, bool]]:
    """Every equation with a corrected cell, and whether it would hold."""
    moved: dict[int, tuple[Equation, Decimal]] = {}
    for cell, should in offer.cells:
        for equation, weight in touching.get(cell, ()):
            before = moved[id(equation)][1] if id(equation) in moved else Decimal(0)
            moved[id(equation)] = equation, before + weight * (should - (cell.value or 0))
    for equation, change in moved.values():
        yield equation, equation.fits((equation.difference or Decimal(0)) + change, Decimal(0))


def _carried(offer: Correction, touching: Touching) -> Correction | None:
    """``offer`` with the totals that were worked out from the wrong number; None if it breaks anything else that holds.

    A number is not said to stand in the wrong cell if equations that hold want it there.
    """
    for _ in range(_LEVELS):
        broken = [one for one, after in _changed(offer, touching) if one.holds and not after]
        if not broken:
            changed = {cell for cell, _ in offer.cells}
            other = offer.other
            if other is not None and other not in changed and any(one.holds for one, _ in touching.get(other, ())):
                return None
            return offer
        carried = dict(offer.cells)
        for one in broken:
            total = one.total[0] if one.relation.structure and one.total else None
            if offer.slip is Slip.SWAP or total is None or total in carried:
                return None
            moved = ((sign, cell) for sign, cell in one.right.cells if cell in carried)
            change = sum((sign * (carried[cell] - (cell.value or 0)) for sign, cell in moved), Decimal(0))
            carried[total] = (total.value or 0) + change
        slip = Slip.UNKNOWN if offer.slip is Slip.BLANK else offer.slip  # a lost line leaves no blank cell
        offer = Correction(slip, tuple(carried.items()), offer.other)
    return None


def _shifts(failed: Iterable[Equation]) -> Iterator[Correction]:
    """Columns whose numbers stand one line too low or too high: two lines or more, and most of those that fail."""
    wanted: dict[tuple[TiedTable, str], dict[int, list[Decimal]]] = {}
    for equation in failed:
        if equation.difference is None or equation.relation.sign is Sign.BOTH_OR_NONE:
            continue
        weights = list(equation.weights())
        for cell, weight in weights:
            # A sum over the lines of the same column says nothing of a single line.
            alone = sum((other.sheet, other.column) == (cell.sheet, cell.column) for other, _ in weights) == 1
            if alone and cell.value is not None and len(weights) > 1:
                lines = wanted.setdefault((cell.sheet, cell.column), {})
                lines.setdefault(cell.at, []).append(cell.value - weight * equation.difference)
    for (sheet, column), lines in wanted.items():
        for step in (1, -1):
            found: list[tuple[AmountCell, Decimal]] = []
            for at, values in lines.items():
                neighbour = sheet.beside(at, step)
                value = sheet.cell(neighbour, column).value if neighbour is not None else None
                if value is not None and value in values:
                    found.append((sheet.cell(at, column), value))
            filled = [at for at in lines if any(lines[at]) or sheet.cell(at, column).value]
            if len(found) >= 2 and any(value for _, value in found) and 3 * len(found) >= 2 * len(filled):
                first = sheet.beside(found[0][0].at, step)
                if first is not None:
                    yield Correction(Slip.SHIFT, tuple(found), sheet.cell(first, column))


def _within(equation: Equation, shift: Correction) -> bool:
    """Whether an equation rests on a number of the shifted run, or of the line before or behind it."""
    sheet, column = shift.cells[0][0].sheet, shift.cells[0][0].column
    lines = {cell.at for cell, _ in shift.cells}
    lines |= {at for line in list(lines) for step in (1, -1) if (at := sheet.beside(line, step)) is not None}
    return any(cell.sheet is sheet and cell.column == column and cell.at in lines for cell, _ in equation.weights())


def _left_out(equation: Equation, sheets: Sequence[TiedTable]) -> Correction | None:
    """The number that the difference is: of a line that is missing, of this line or column, or of another table."""
    gap = gap_of(equation)
    if not gap:
        return None
    cells = [cell for cell, _ in equation.weights()]
    if equation.relation.sign is Sign.BOTH_OR_NONE:
        filled = next((cell for cell in cells if cell.value), None)
        same = next(iter(beside(filled, filled.value)), None) if filled is not None and filled.value else None
        return Correction(Slip.REPEATED, (), same) if same is not None else None
    found = [cell for sheet in dict.fromkeys((*equation.sheets, *sheets)) for cell in sheet.printing(gap)]
    absent = [cell for cell in found if any(sheet.lacks(cell) for sheet in equation.sheets)]
    if absent:
        return Correction(Slip.MISSING, (), absent[0])
    if equation.relation.structure in (Structure.CODES, Structure.TOTAL):
        return Correction(Slip.OMITTED, ())
    lines = {(cell.sheet, cell.at) for cell in cells}
    near = next((cell for cell in found if (cell.sheet, cell.at) in lines and cell not in cells), None)
    return Correction(Slip.OMITTED, (), near) if near is not None else None
