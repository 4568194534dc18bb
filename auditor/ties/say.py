"""Sides, differences and causes in words for people."""

from __future__ import annotations

from decimal import Decimal

from auditor.language.text import inner_marks
from auditor.language.units import read_unit
from auditor.ties.cause import Correction, Fault, Slip
from auditor.ties.cells import AmountCell, TiedTable
from auditor.ties.equation import Equation, Side

_MANY = 4
"""A sum of more cells is shown by its first and last, so that it fits a line."""


def title(equation: Equation) -> str:
    """The relation with what it was checked for: 支出总表各类支出应等于收支总表各类支出（205 教育支出）."""
    where = f"“{inner_marks('、'.join(tables(equation)))}”" if equation.relation.structure else ""
    return f"{where}{equation.relation.name}{f'（{equation.key}）' if equation.key else ''}"


def tables(equation: Equation) -> tuple[str, ...]:
    """The titles of the tables of an equation."""
    return tuple(dict.fromkeys(sheet.title for sheet in equation.sheets))


def side(one: Side) -> str:
    """A side worked out: “三公”经费支出表“公务接待费” 8.124700 + “小计” 671.265000 = 679.389700 万元."""
    if not one.cells:
        return "".join(f"“{inner_marks(sheet.title)}”" for sheet in one.absent) + "没有列出，按 0 计"
    unit, places = _unit(one)
    shown = [_signed(at, sign, cell, unit, places) for at, (sign, cell) in enumerate(one.cells)]
    if len(shown) > _MANY:
        shown = [*shown[:2], f"…（共 {len(shown)} 项）… ", shown[-1]]
    total = "无法计算" if one.value is None else number(one.value, unit, places)
    text = " ".join(shown)
    named = "".join(f"“{inner_marks(title)}”" for title in dict.fromkeys(cell.sheet.title for _, cell in one.cells))
    if len(one.cells) == 1:
        return f"{named}{text}{unit if one.cells[0][1].amount is not None else ''}"
    return f"{named}{text} = {total}{unit}"


def difference(equation: Equation) -> str:
    """By how much the sides differ, with the unit."""
    if equation.difference is None:
        return ""
    unit, places = _unit(equation.left if equation.left.cells else equation.right)
    _, other = _unit(equation.right if equation.right.cells else equation.left)
    return number(abs(equation.difference), unit, max(places, other)) + unit


def number(value: Decimal, unit: str, places: int) -> str:
    """A value in 万元 as a number in ``unit``: 12,345.67."""
    factor = read_unit(unit).factor or Decimal(1)
    return f"{value / factor:,.{places}f}"


def cause(fault: Fault) -> str:
    """The likely cause as a sentence, "" if none is known."""
    correction = fault.correction
    if correction is None:
        return ""
    home = next(cell.sheet for cell, _ in fault.root.weights())
    other = _placed(correction.other, home) if correction.other is not None else ""
    match correction.slip:
        case Slip.SHIFT:
            cell = correction.cells[0][0]
            assert correction.other is not None
            way = "下" if correction.other.at > cell.at else "上"
            rows = "、".join(one.row for one, _ in correction.cells[:_MANY])
            more = f"等 {len(correction.cells)} 行" if len(correction.cells) > _MANY else ""
            return f"{_sheet(cell, home)}{rows}{more}的数字疑整体向{way}错了一行"
        case Slip.REPEATED:
            return f"这个数字与{other}相同，疑填错了行"
        case Slip.MISSING:
            return f"差额正好等于{other}，疑漏列这一行"
        case Slip.OMITTED:
            if correction.other is not None:
                return f"差额正好等于{other}，疑漏计或多计了这一项"
            over = (fault.root.difference or 0) > 0
            slip = "少 {}，疑漏列一行" if over else "多 {}，疑重复列了一行"
            return f"各行之和{slip.format(difference(fault.root))}，或有数字印错"
        case Slip.UNIT:
            cell, should = correction.cells[0]
            more = "大" if should > (cell.value or 0) else "小"
            return f"“{cell.sheet.title}”的数字换成{more}一万倍就与其他表相符，疑金额单位注错"
        case Slip.SWAP:
            return f"{_placed(correction.cells[0][0], home)}与{other}疑互换"
        case _:
            return _of_cell(correction, home, other)


def _of_cell(correction: Correction, home: TiedTable, other: str) -> str:
    cell, should = correction.cells[0]
    unit, places = _unit(Side(((1, cell),)))
    wanted = f"{_placed(cell, home)}，按其他数字推算应为 {number(should, unit, places)}{unit}"
    match correction.slip:
        case Slip.FACTOR:
            value = cell.value or Decimal(1)
            times = value / should if abs(value) > abs(should) else should / value
            return f"{wanted}，相差 {times.normalize():,f} 倍，疑单位或小数点有误"
        case Slip.DIGIT:
            return f"{wanted}，疑有数字印错"
        case Slip.ELSEWHERE:
            return f"{wanted}，而这个数字印在{other}，疑填错了单元格"
        case _:
            return wanted


def _placed(cell: AmountCell, home: TiedTable) -> str:
    """A cell with what it prints, and its table unless it is ``home``."""
    printed = f"{cell.amount.raw}{cell.amount.unit}" if cell.amount is not None else "空白"
    return f"{_sheet(cell, home)}{cell.name} {printed}"


def _sheet(cell: AmountCell, home: TiedTable) -> str:
    return "" if cell.sheet is home else f"“{inner_marks(cell.sheet.title)}”"


def _signed(at: int, sign: int, cell: AmountCell, unit: str, places: int) -> str:
    mark = "" if at == 0 and sign > 0 else "- " if sign < 0 else "+ "
    value = cell.value
    if cell.amount is None:
        return f"{mark}{cell.name} 空白"
    return f"{mark}{cell.name} {'无法识别' if value is None else number(value, unit, places)}"


def _unit(one: Side) -> tuple[str, int]:
    """The unit of the side's first printed amount, and the most decimals that any prints in it."""
    amounts = [cell.amount for _, cell in one.cells if cell.amount is not None]
    unit = next((amount.unit for amount in amounts if amount.unit), "") or _of_sheet(one)
    return unit, max([amount.decimals or 0 for amount in amounts if amount.unit == unit], default=2)


def _of_sheet(one: Side) -> str:
    sheets: list[TiedTable] = [cell.sheet for _, cell in one.cells]
    units = (amount.unit for sheet in sheets for line in sheet.lines for amount in line.amounts.values())
    return next((unit for unit in units if unit), "万元")
