"""Why relations do not hold: the one cell, swap or shift that explains most of them, and what slip it looks like.

A correction explains a failed equation if the equation would hold with it. It is believed only if it breaks no
equation that holds now, so a number that other tables confirm is never blamed. Equations that one correction mends
are one fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from auditor.ties.cells import Cell, Sheet
from auditor.ties.equation import Equation
from auditor.ties.relation import Sign

_LEVELS = 4
"""How many totals above a wrong number are followed: 项, 款, 类, 合计."""
_POWERS = frozenset(Decimal(10) ** power for power in range(-8, 9) if power)


class Slip(IntEnum):
    """What a wrong number looks like, the surest first."""

    SHIFT = 0
    SWAP = 1
    FACTOR = 2
    DIGIT = 3
    ELSEWHERE = 4
    """The right number stands in another cell of the line or column."""
    REPEATED = 5
    """The number that should not be there is that of another line."""
    OMITTED = 6
    """The difference is a number that was left out."""
    UNKNOWN = 9


@dataclass(frozen=True, slots=True)
class Correction:
    """What cells should say (万元) for some failed equations to hold. ``other``: the cell that ``slip`` points at."""

    slip: Slip
    cells: tuple[tuple[Cell, Decimal], ...]
    other: Cell | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Failed equations with one cause. ``root`` is told; ``correction`` is None if nothing explains it."""

    root: Equation
    follows: tuple[Equation, ...]
    correction: Correction | None


def explain(equations: Sequence[Equation], sheets: Sequence[Sheet]) -> list[Fault]:
    """The faults behind the failed ones of ``equations``, each failed equation in one of them."""
    touching: dict[Cell, list[tuple[Equation, int]]] = {}
    for equation in equations:
        if equation.holds is not None:
            for cell, weight in equation.weights():
                touching.setdefault(cell, []).append((equation, weight))
    left = {id(one): one for one in equations if one.holds is False}
    faults: list[Fault] = []
    for shift in _shifts(list(left.values())):
        moved = {cell for cell, _ in shift.cells}
        sheet, column = shift.cells[0][0].sheet, shift.cells[0][0].column
        hit = [
            one
            for one in left.values()
            if any(cell in moved or (cell.sheet is sheet and cell.column == column) for cell, _ in one.weights())
        ]
        if hit:
            faults.append(_fault(hit, shift, left))
    offers = [offer for one in left.values() for offer in _offers(one)]
    offers = [whole for offer in dict.fromkeys(offers) if (whole := _carried(offer, touching)) is not None]
    while left and offers:
        mended = {offer: _mended(offer, touching, left) for offer in offers}
        best = min(offers, key=lambda offer: (-len(mended[offer]), offer.slip, len(offer.cells)))
        if len(mended[best]) < 2 and (not mended[best] or best.slip is Slip.UNKNOWN):
            break
        faults.append(_fault(mended[best], best, left))
    while left:
        first = next(iter(left.values()))
        alike = [one for one in left.values() if one is first or _same_line(one, first)]
        faults.append(_fault(alike, _omitted(first, sheets), left))
    return faults


def _fault(equations: list[Equation], correction: Correction | None, left: dict[int, Equation]) -> Fault:
    for one in equations:
        left.pop(id(one), None)
    ordered = sorted(equations, key=lambda one: one.relation.sign is not Sign.EQUAL)
    return Fault(ordered[0], tuple(ordered[1:]), correction)


def _same_line(one: Equation, other: Equation) -> bool:
    """Whether both are sums for the same line, in other columns: a row that is missing spoils them all."""
    lines = [{(id(cell.sheet), cell.at) for _, cell in each.left.cells} for each in (one, other)]
    return one.relation is other.relation and bool(lines[0]) and lines[0] == lines[1]


def _offers(equation: Equation) -> Iterator[Correction]:
    """Every correction of one cell, or of two exchanged ones, that makes ``equation`` hold."""
    if equation.difference is None or equation.relation.sign is Sign.BOTH_OR_NONE:
        return
    for cell, weight in equation.weights():
        value = cell.value
        if value is None:
            continue
        should = value - weight * equation.difference
        slip, other = _slip(cell, value, should)
        yield Correction(slip, ((cell, should),), other)
        if other is not None and other.value is not None and slip is Slip.ELSEWHERE:
            yield Correction(Slip.SWAP, ((cell, should), (other, value)), other)


def _slip(cell: Cell, value: Decimal, should: Decimal) -> tuple[Slip, Cell | None]:
    if value and should and value / should in _POWERS:
        return Slip.FACTOR, None
    if cell.amount is not None and should > 0 and _one_slip(cell.amount.number, _as_printed(cell, should)):
        return Slip.DIGIT, None
    if should:
        for other in _around(cell):
            if other.amount is not None and other.value == should:
                return Slip.ELSEWHERE, other
    return Slip.UNKNOWN, None


def _as_printed(cell: Cell, value: Decimal) -> Decimal:
    """``value`` (万元) in the unit of the cell."""
    assert cell.amount is not None
    assert cell.amount.number
    assert cell.value
    return value / (cell.value / cell.amount.number) if cell.value else value


def _one_slip(printed: Decimal | None, should: Decimal) -> bool:
    """Whether one digit differs, is missing or doubled, or two neighbours are exchanged."""
    if printed is None or printed <= 0:
        return False
    places = max(0, -int(printed.as_tuple().exponent))
    one, other = f"{printed:f}", f"{should:.{places}f}"
    if len(one) == len(other):
        unlike = [at for at, (mine, its) in enumerate(zip(one, other, strict=True)) if mine != its]
        if len(unlike) == 1:
            return len(one.replace(".", "")) > 2
        return (
            len(unlike) == 2
            and unlike[1] - unlike[0] == 1
            and one[unlike[0]] == other[unlike[1]]
            and (one[unlike[1]] == other[unlike[0]])
        )
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) - len(shorter) != 1 or len(shorter.replace(".", "")) < 4:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _around(cell: Cell) -> Iterator[Cell]:
    """The other cells of the line, then those of the column, the nearest first."""
    sheet = cell.sheet
    yield from (sheet.cell(cell.at, column) for column in sheet.columns if column != cell.column)
    others = sorted((at for at in range(len(sheet.lines)) if at != cell.at), key=lambda at: abs(at - cell.at))
    yield from (sheet.cell(at, cell.column) for at in others)


def _changed(offer: Correction, touching: dict[Cell, list[tuple[Equation, int]]]) -> Iterator[tuple[Equation, bool]]:
    """Every equation with a corrected cell, and whether it would hold."""
    moved: dict[int, tuple[Equation, Decimal]] = {}
    for cell, should in offer.cells:
        assert cell.value is not None
        for equation, weight in touching.get(cell, ()):
            before = moved[id(equation)][1] if id(equation) in moved else Decimal(0)
            moved[id(equation)] = equation, before + weight * (should - cell.value)
    for equation, change in moved.values():
        assert equation.difference is not None
        yield equation, equation.fits(equation.difference + change, Decimal(0))


def _carried(offer: Correction, touching: dict[Cell, list[tuple[Equation, int]]]) -> Correction | None:
    """``offer`` with the totals that were worked out from the wrong number; None if it breaks anything else that holds.

    A number is not said to stand in the wrong cell if equations that hold want it there.
    """
    for _ in range(_LEVELS):
        broken = [one for one, after in _changed(offer, touching) if one.holds and not after]
        if not broken:
            changed = {cell for cell, _ in offer.cells}
            other = offer.other
            stays = offer.slip is Slip.ELSEWHERE and other is not None and other not in changed
            if stays and other is not None and any(one.holds for one, _ in touching.get(other, ())):
                return Correction(Slip.UNKNOWN, offer.cells)
            return offer
        carried = dict(offer.cells)
        for one in broken:
            total = one.left.cells[0][1] if one.relation.structure and len(one.left.cells) == 1 else None
            if total is None or total in carried or total.value is None:
                return None
            change = sum(
                (
                    sign * (carried[cell] - cell.value)
                    for sign, cell in one.right.cells
                    if cell in carried and cell.value is not None
                ),
                Decimal(0),
            )
            carried[total] = total.value + change
        offer = Correction(offer.slip, tuple(carried.items()), offer.other)
    return None


def _mended(
    offer: Correction, touching: dict[Cell, list[tuple[Equation, int]]], left: dict[int, Equation]
) -> list[Equation]:
    return [one for one, after in _changed(offer, touching) if after and id(one) in left]


def _shifts(failed: Iterable[Equation]) -> Iterator[Correction]:
    """Columns whose numbers stand one line too low or too high: two lines or more, and most of those that fail."""
    wanted: dict[tuple[Sheet, str], dict[int, list[Decimal]]] = {}
    for equation in failed:
        if equation.difference is None or equation.relation.sign is Sign.BOTH_OR_NONE:
            continue
        weights = list(equation.weights())
        places = {(cell.sheet, cell.column) for cell, _ in weights}
        for cell, weight in weights:
            # A sum over the lines of the same column says nothing of a single line.
            alone = sum((other.sheet, other.column) == (cell.sheet, cell.column) for other, _ in weights) == 1
            if alone and cell.value is not None and len(places) > 1:
                lines = wanted.setdefault((cell.sheet, cell.column), {})
                lines.setdefault(cell.at, []).append(cell.value - weight * equation.difference)
    for (sheet, column), lines in wanted.items():
        for step in (1, -1):
            found: list[tuple[Cell, Decimal]] = []
            for at, values in lines.items():
                if (beside := sheet.beside(at, step)) is not None:
                    neighbour = sheet.cell(beside, column)
                    if neighbour.value is not None and neighbour.value in values:
                        found.append((sheet.cell(at, column), neighbour.value))
            filled = [at for at in lines if any(lines[at]) or sheet.cell(at, column).value]
            if len(found) >= 2 and any(value for _, value in found) and 3 * len(found) >= 2 * len(filled):
                beside = sheet.beside(found[0][0].at, step)
                assert beside is not None
                yield Correction(Slip.SHIFT, tuple(found), sheet.cell(beside, column))
                break


def _omitted(equation: Equation, sheets: Sequence[Sheet]) -> Correction | None:
    """The number that the difference is: of this line or column, else of a line of another table."""
    gap = abs(equation.difference or 0)
    if not gap:
        return None
    if equation.relation.sign is Sign.BOTH_OR_NONE:
        filled = next((cell for cell, _ in equation.weights() if cell.value), None)
        same = (other for other in _around(filled) if other.value == filled.value) if filled else iter(())
        return Correction(Slip.REPEATED, (), other) if (other := next(same, None)) else None
    inside = {cell for cell, _ in equation.weights()}
    own = list(dict.fromkeys(cell.sheet for cell, _ in equation.weights()))
    nearby = (other for cell, _ in equation.weights() for other in _around(cell))
    further = (
        sheet.cell(at, column)
        for sheet in (*own, *(sheet for sheet in sheets if sheet not in own))
        for at in range(len(sheet.lines))
        for column in sheet.columns
    )
    for cells in (inside, nearby, further):
        for cell in cells:
            if cell.amount is not None and cell.value == gap and (cells is inside or cell not in inside):
                return Correction(Slip.OMITTED, (), cell)
    return None
