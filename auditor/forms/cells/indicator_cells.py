"""The cells of an indicator in its row, found from the level-1 cell.

There are three ways; the first that fits is taken. Cells under their headers are read by the headers. If the whole row
is shifted, the headers are shifted with it. If cells were lost or added in the middle, the filled cells are read in
order: level 2, name, operator, value, unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.forms.cells.split import joined_levels
from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.row import Row, clean
from auditor.grid import Cell
from auditor.language.levels import LEVEL1, is_level1, is_level2
from auditor.language.numbers import parse_number
from auditor.language.operators import is_operator
from auditor.language.units import read_unit

DASHES = frozenset("-－—–―‐‑−一ー")
"""Signs that scanned or copied tables show in place of "="."""

_WORD = re.compile(r"[一-龥]{2,6}")
_SCORE = re.compile(r"[（(]\s*\d{1,3}(?:\.\d)?\s*分?\s*[)）]")


@dataclass(slots=True)
class IndicatorCells:
    """The cells of an indicator by fact column. ``start`` is the column of the level-1 word."""

    start: int
    cells: dict[str, tuple[str, Cell]] = field(default_factory=dict)
    shift: int = 0
    """How many columns the level-1 word is to the right (+) or left (-) of its header."""
    sequential: bool = False
    """The cells were read in order, not by their headers."""
    cut: tuple[str, ...] = ()
    """Columns that the row lost at its right end."""
    swapped: bool = False
    """The name was printed in the column of level 2."""
    left: list[str] = field(default_factory=list)
    """Texts that fit no column."""
    extra: dict[str, str] = field(default_factory=dict)

    def text(self, role: str) -> str:
        return self.cells[role][0] if role in self.cells else ""


def looks_operator(text: str) -> bool:
    """Whether a cell holds an operator, or a dash printed in place of one."""
    return text in DASHES or is_operator(text)


def find_level1(row: Row, columns: Columns) -> int | None:
    """The column of the row's level-1 cell: the leftmost cell that is a level-1 word, else the one under its header.

    Other spellings ("成本", "服务对象满意度指标") count only under the header: elsewhere they may be any word, and some
    are level-2 words as well.
    """
    home = columns.roles.get(vocabulary.LEVEL1)
    cell = row.resolved(home) if home is not None else None
    text = clean(cell.text) if cell is not None else ""
    alone = vocabulary.LEVEL2 not in columns.roles
    # 数量指标 | 培训人数 | …: the form prints one level; 产出指标-数量指标 | 培训人数 | …: both in one cell.
    known = is_level1(text) or (alone and (is_level2(text) or joined_levels(text) is not None))
    if home is not None and row.covered(home) and known:
        return home  # 产出指标 merged down from a row above
    for column, found in row.filled():
        if _SCORE.sub("", found) in LEVEL1 and not _is_second(row, columns, column):
            return column  # 产出指标 (50分) | 数量指标 | …, in any column
    if home is None:
        return None
    second = "" if alone else row.text(columns.roles[vocabulary.LEVEL2])
    if text and (known or is_level2(second)):
        return home  # 产出 | 数量指标 | …; 履职效果 | 数量指标 | …, under the header
    return None


def find_shifted(row: Row, columns: Columns) -> int | None:
    """The column that level 1 would have in a shifted row without a level-1 cell; None for any other row.

    Such a row has a level-2 word that is not under its header.
    """
    home, second = columns.roles.get(vocabulary.LEVEL1), columns.roles.get(vocabulary.LEVEL2)
    if home is None or second is None or is_level2(row.text(second)):
        return None
    for column, text in row.filled():
        if text.endswith("指标") and is_level2(text):
            # 数量指标 | _ | 培训人数 | …: the form prints the level-2 word under level 1; nothing is shifted.
            stays = column == home and not row.text(second) and row.text(columns.roles.get(vocabulary.LEVEL3, -1))
            return None if stays else home + column - second
    return None


def _is_second(row: Row, columns: Columns, column: int) -> bool:
    """Whether a level-1 word at ``column`` is a level 2 under its own header: _ | 成本指标 | 培训成本 | …"""
    if column != columns.roles.get(vocabulary.LEVEL2) or vocabulary.LEVEL3 not in columns.roles:
        return False
    name = row.text(columns.roles[vocabulary.LEVEL3])
    return bool(name) and not is_level2(name)  # not _ | 成本指标 | 经济成本指标 | …: a row shifted by one


def read_cells(row: Row, columns: Columns, start: int) -> IndicatorCells:
    """The indicator's cells of a row whose level-1 cell is at column ``start``."""
    home = columns.roles.get(vocabulary.LEVEL1, start)
    found = _by_header(row, columns, start, start - home) or _by_sequence(row, columns, start, start - home)
    if (
        not found.text(vocabulary.LEVEL3)
        and found.text(vocabulary.LEVEL2)
        and not is_level2(found.text(vocabulary.LEVEL2))
    ):
        # 产出指标 | 培训人数 | _ | ≥ | 500: the name under level 2
        found.cells[vocabulary.LEVEL3] = found.cells.pop(vocabulary.LEVEL2)
        found.swapped = True
    return found


def _by_header(row: Row, columns: Columns, start: int, shift: int) -> IndicatorCells | None:
    """By the headers, moved by ``shift`` columns; None if the cells do not fit them."""
    found = IndicatorCells(start, shift=shift)
    bound = {}
    for role, place in columns.indicator:
        cell = row.resolved(place + shift)
        bound[place + shift] = role
        if cell is not None:
            text = row.text(place + shift) if cell.anchor is None and cell is row.cell(place + shift) else ""
            text = text or clean(cell.text)
            if text:
                found.cells[role] = (text, cell)
    if columns.mixed:
        bound |= {place + shift: role for role, place in columns.project}
    for role, place in columns.extra:
        bound[place + shift] = role
        if row.text(place + shift):
            found.extra[role] = row.text(place + shift)
    known_titles = set(columns.titles)
    for column, text in row.filled():
        if (column > start or (columns.mixed and column in known_titles)) and column not in bound:
            if shift or column not in known_titles:
                return None
            found.extra[columns.titles[column]] = text
    if shift > 0:
        found.cut = tuple(role for role, place in columns.indicator if place + shift >= len(row))
    return found if _fits(found, columns, shift) else None


def _fits(found: IndicatorCells, columns: Columns, shift: int) -> bool:
    """Whether the cells suit their columns. Examples: level 2 | name | operator | value | unit."""
    operator, value = found.text(vocabulary.OPERATOR), found.text(vocabulary.VALUE)
    if vocabulary.OPERATOR in columns.roles:
        if operator and not looks_operator(operator) and not _odd_sign(found, shift):
            return False  # 数量指标 | 培训人数 | 500 | 人 | _
        if not operator and (looks_operator(value) or looks_operator(found.text(vocabulary.UNIT))):
            return False  # 数量指标 | 培训人数 | _ | ≥ | 500
        if shift and ((value and not operator) or (_is_unit(value) and not found.text(vocabulary.UNIT))):
            return False  # in a shifted row: 数量指标 | 培训人数 | _ | 500 | 人; 数量指标 | 培训人数 | ≥ | 人 | _
    second, name = found.text(vocabulary.LEVEL2), found.text(vocabulary.LEVEL3)
    if not second and not name:
        return not operator and not value  # not _ | _ | ≥ | 500 | 人
    if looks_operator(second) or looks_operator(name):
        return False  # 培训人数 | ≥ | _ | _ | _
    first = found.cells.get(vocabulary.LEVEL1)
    if first is not None and second and found.cells[vocabulary.LEVEL2][1] is first[1]:
        return True  # a class that is merged over both levels
    return not (second and name and not is_level2(second) and is_level2(name))  # not 产出指标 | 数量指标 | ≥ | 500 | 人


def _odd_sign(found: IndicatorCells, shift: int) -> bool:
    """Whether only the operator cell is odd and all others are in place: 数量指标 | 培训人数 | + | 500 | 人.

    A number or a unit in the operator cell is a shifted cell: 数量指标 | 培训人数 | 人 | 500 | _. A word stands where
    it is printed, with or without a word in the value: 效益指标 | 体育事业发展 | 促进 | 促进 | _.
    """
    sign, value, second = (found.text(role) for role in (vocabulary.OPERATOR, vocabulary.VALUE, vocabulary.LEVEL2))
    # If the whole row is shifted, the unit must confirm that no cell was lost before it.
    in_place = (
        is_level2(second)
        and bool(found.text(vocabulary.LEVEL3))
        and (not shift or _is_unit(found.text(vocabulary.UNIT)))
    )
    if not in_place or _is_number(sign) or _is_unit(sign):
        return False
    written = not shift and bool(_WORD.fullmatch(sign)) and not found.text(vocabulary.UNIT)
    return _is_number(value) or (written and (not value or bool(_WORD.fullmatch(value))))


def _by_sequence(row: Row, columns: Columns, start: int, shift: int) -> IndicatorCells:
    """The filled cells to the right of level 1, in order.

    The operator, or else the first number, divides them: 数量指标, 培训人数 before; ≥, 500, 人 from there on.
    """
    found = IndicatorCells(start, shift=shift, sequential=True)
    first = row.resolved(start)
    if first is not None:
        found.cells[vocabulary.LEVEL1] = (clean(first.text), first)
    filled = [(column, text) for column, text in row.filled() if column > start]
    split = next((place for place, (_, text) in enumerate(filled) if looks_operator(text)), None)
    if split is None:
        split = next(
            (place for place, (_, text) in enumerate(filled) if place and _is_number(text)), min(2, len(filled))
        )
    before, after = filled[:split], filled[split:]
    roles: list[str] = []
    if len(before) == 1:  # 产出指标 | 数量指标 | ≥ | 500; 产出指标 | 培训人数 | ≥ | 500
        roles = [vocabulary.LEVEL2 if is_level2(before[0][1]) else vocabulary.LEVEL3]
    else:
        roles = [vocabulary.LEVEL2, vocabulary.LEVEL3][: len(before)]
    _take(found, row, before, roles)
    found.left += [text for _, text in before[2:]]
    tail: list[str] = []
    if after and looks_operator(after[0][1]):
        tail.append(vocabulary.OPERATOR)
    rest = after[len(tail) :]
    if len(rest) == 1 and not _is_number(rest[0][1]) and tail and _is_unit(rest[0][1]):
        tail.append(vocabulary.UNIT)  # ≥ | 人: the value was lost
    else:  # ≥ | 500 | 人; = | 优
        tail += [vocabulary.VALUE, vocabulary.UNIT][: len(rest)]
    _take(found, row, after, tail)
    found.left += [text for _, text in after[len(tail) :]]
    # Shifted to the right until the last column is filled: the columns after that were lost.
    if shift > 0 and filled and filled[-1][0] == len(row) - 1:
        order = [role for role, _ in columns.indicator]
        reached = max((order.index(role) for role in found.cells if role in order), default=-1)
        found.cut = tuple(order[reached + 1 :])
    return found


def _take(found: IndicatorCells, row: Row, filled: list[tuple[int, str]], roles: list[str]) -> None:
    for (column, text), role in zip(filled, roles, strict=False):
        cell = row.cell(column)
        if cell is not None:
            found.cells[role] = (text, cell)


def _is_number(text: str) -> bool:
    number = parse_number(text)
    return number.value is not None or number.malformed


def _is_unit(text: str) -> bool:
    return bool(read_unit(text).dimension)
