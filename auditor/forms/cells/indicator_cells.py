"""One indicator row: from its level-1 word outward to the cells of the indicator.

A row whose cells stand under their headers is read by the headers. A row that is shifted as a whole is read by the
headers moved along with it. A row with cells lost or gained in between is read as a sequence: level 2, name,
operator, value, unit, empty cells passed over. The first of the three that fits wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.forms.table import vocabulary
from auditor.forms.table.header import Columns
from auditor.forms.table.row import Row, clean
from auditor.grid import Cell
from auditor.language.levels import LEVEL1, is_level1, is_level2
from auditor.language.numbers import parse_number
from auditor.language.operators import is_operator
from auditor.language.units import read_unit

DASHES = frozenset("-－—–―‐‑−一ー")
"""Signs that scanned or copied tables show where "=" stood."""

_SCORE = re.compile(r"[（(]\s*\d{1,3}(?:\.\d)?\s*分?\s*[)）]")


@dataclass(slots=True)
class IndicatorCells:
    """The cells of an indicator by fact column. ``start`` is the column of the level-1 word."""

    start: int
    cells: dict[str, tuple[str, Cell]] = field(default_factory=dict)
    shift: int = 0
    """Columns the level-1 word stands right (+) or left (-) of its header."""
    sequential: bool = False
    cut: tuple[str, ...] = ()
    """Columns that fell off the right end of the row."""
    swapped: bool = False
    """The name was printed in level 2's place."""
    left: list[str] = field(default_factory=list)
    """Texts that no column took."""
    extra: dict[str, str] = field(default_factory=dict)

    def text(self, role: str) -> str:
        return self.cells[role][0] if role in self.cells else ""


def looks_operator(text: str) -> bool:
    """Whether a cell holds an operator, or a dash that stands for one."""
    return text in DASHES or is_operator(text)


def find_level1(row: Row, columns: Columns) -> int | None:
    """The column of the row's level-1 cell: the leftmost cell that is a level-1 word, else the one under its header.

    Aliases ("成本", "服务对象满意度指标") are trusted only under the header: elsewhere they may be any word, and
    some are level-2 words, too.
    """
    home = columns.roles.get(vocabulary.LEVEL1)
    cell = row.resolved(home) if home is not None else None
    text = clean(cell.text) if cell is not None else ""
    if home is not None and row.covered(home) and is_level1(text):
        return home
    for column, found in row.filled():
        if _SCORE.sub("", found) in LEVEL1 and not _is_second(row, columns, column):
            return column
    if home is None:
        return None
    second = row.text(columns.roles[vocabulary.LEVEL2]) if vocabulary.LEVEL2 in columns.roles else ""
    if text and (is_level1(text) or is_level2(second)):
        return home
    return None


def find_shifted(row: Row, columns: Columns) -> int | None:
    """Where level 1 would stand in a row that is shifted and has no level-1 cell; None if the row is not like that.

    The row tells it by a level-2 word away from its header.
    """
    home, second = columns.roles.get(vocabulary.LEVEL1), columns.roles.get(vocabulary.LEVEL2)
    if home is None or second is None or is_level2(row.text(second)):
        return None
    for column, text in row.filled():
        if text.endswith("指标") and is_level2(text):
            # A level-2 word in level 1's own column, the rest in place: the form prints the class there.
            stays = column == home and not row.text(second) and row.text(columns.roles.get(vocabulary.LEVEL3, -1))
            return None if stays else home + column - second
    return None


def _is_second(row: Row, columns: Columns, column: int) -> bool:
    """Whether a level-1 word at ``column`` is a level 2 under its own header (成本指标 below a blank level 1)."""
    if column != columns.roles.get(vocabulary.LEVEL2) or vocabulary.LEVEL3 not in columns.roles:
        return False
    name = row.text(columns.roles[vocabulary.LEVEL3])
    return bool(name) and not is_level2(name)


def read_cells(row: Row, columns: Columns, start: int) -> IndicatorCells:
    """The indicator's cells of a row whose level-1 cell stands at ``start``."""
    home = columns.roles.get(vocabulary.LEVEL1, start)
    found = _by_header(row, columns, start, start - home) or _by_sequence(row, columns, start, start - home)
    if (
        not found.text(vocabulary.LEVEL3)
        and found.text(vocabulary.LEVEL2)
        and not is_level2(found.text(vocabulary.LEVEL2))
    ):
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
    operator, value = found.text(vocabulary.OPERATOR), found.text(vocabulary.VALUE)
    if vocabulary.OPERATOR in columns.roles:
        if operator and not looks_operator(operator) and not _odd_sign(found, shift):
            return False
        if not operator and (looks_operator(value) or looks_operator(found.text(vocabulary.UNIT))):
            return False
        if shift and ((value and not operator) or (_is_unit(value) and not found.text(vocabulary.UNIT))):
            return False
    second, name = found.text(vocabulary.LEVEL2), found.text(vocabulary.LEVEL3)
    if not second and not name:
        return not operator and not value
    if looks_operator(second) or looks_operator(name):
        return False
    return not (second and name and not is_level2(second) and is_level2(name))


def _odd_sign(found: IndicatorCells, shift: int) -> bool:
    """Whether the cell under the operator's header is not an operator ("+"), all others being in place."""
    sign, value, second = (found.text(role) for role in (vocabulary.OPERATOR, vocabulary.VALUE, vocabulary.LEVEL2))
    # In a row that is shifted as a whole the unit must confirm that nothing was lost in between.
    in_place = (
        is_level2(second)
        and bool(found.text(vocabulary.LEVEL3))
        and (not shift or _is_unit(found.text(vocabulary.UNIT)))
    )
    return in_place and _is_number(value) and not _is_number(sign) and not _is_unit(sign)


def _by_sequence(row: Row, columns: Columns, start: int, shift: int) -> IndicatorCells:
    """The filled cells right of level 1 in their order."""
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
    if len(before) == 1:
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
        tail.append(vocabulary.UNIT)
    else:
        tail += [vocabulary.VALUE, vocabulary.UNIT][: len(rest)]
    _take(found, row, after, tail)
    found.left += [text for _, text in after[len(tail) :]]
    # Shifted to the right up to the row's last column: what stood behind fell off.
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
