"""A form turned by a quarter: the titles stand below each other at the left, each column is an indicator.

    一级指标   产出指标             效益指标
    三级指标   改造食堂   合格率    受益学生
    指标值     ≥6个       100%      ≥3000人

It is written as rows, each cell with the place where it is printed, so that every layout reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.forms.table import vocabulary
from auditor.forms.table.row import clean
from auditor.forms.table.title import role_of
from auditor.grid import Cell, Grid

_TITLES = frozenset(
    (
        *vocabulary.INDICATOR_ROLES,
        vocabulary.CLASS,
        vocabulary.TYPE,
        vocabulary.ACTUAL,
        *("分值", "得分", "指标解释", "偏差原因", "方向性"),
    )
)
_NAMES = (vocabulary.LEVEL3, vocabulary.LEVEL2, vocabulary.CLASS)
_LINES = 3
"""Fewest lines of titles: two may be a label with its value below another (绩效目标 | 改造食堂)."""
_COLUMNS = 2
"""Fewest indicators beside the titles: of one alone the titles would be labels."""
_LONGEST = 20
"""Most characters of a title."""
_LEFT = 2
"""Columns at the left in which the titles may stand: the first may be the title of the block."""


def with_turned(grid: Grid) -> Grid:
    """``grid`` with each turned block as rows; the same grid if it has none."""
    for column in range(min(_LEFT, grid.width)):
        place = 0
        while place < len(grid.rows):
            row = grid.rows[place]
            if len(row) > column and _role(row[column]) == vocabulary.VALUE:
                found = _block(grid, place, column)
                if found is not None:
                    below = len(grid.rows) - found[1]
                    grid = _turned(grid, *found, column)
                    place = len(grid.rows) - below
            place += 1
    return grid


def _block(grid: Grid, place: int, column: int) -> tuple[int, int] | None:
    """(first line, line after the last) of the turned block with the targets at ``place``; None if it is none."""
    top, end = place, place + 1
    while top and _is_line(grid.rows[top - 1], column):
        top -= 1
    while end < len(grid.rows) and _is_line(grid.rows[end], column):
        end += 1
    roles = [_role(row[column]) for row in grid.rows[top:end]]
    enough = end - top >= _LINES and len(set(roles)) == len(roles) and not set(roles).isdisjoint(_NAMES)
    return (top, end) if enough and _is_line(grid.rows[place], column) else None


def _role(cell: Cell) -> str:
    return role_of(clean(cell.text)) if cell.text and len(cell.text) <= _LONGEST else ""


def _is_line(row: Sequence[Cell], column: int) -> bool:
    """Whether a row is a title with the cells of several indicators, none of which is a title itself."""
    if len(row) <= column + _COLUMNS or _role(row[column]) not in _TITLES:
        return False
    others = row[column + 1 :]
    return sum(bool(cell.text) or cell.anchor is not None for cell in others) >= _COLUMNS and not any(
        map(_role, others)
    )


def _turned(grid: Grid, top: int, end: int, left: int) -> Grid:
    """``grid`` with the lines from ``top`` to ``end`` as columns, those left of ``left`` dropped."""
    high = end - top
    width = max(grid.width, high)
    block: list[list[Cell]] = []
    for column in range(left, grid.width):
        line = [_cell(grid.rows[at], column) for at in range(top, end)]
        if any(cell.text or cell.anchor is not None for cell in line):
            block.append([_moved(cell, top, left) for cell in line])
    more = len(block) - high
    below = [
        [replace(cell, anchor=(cell.anchor[0] + more, cell.anchor[1])) if cell.anchor else cell for cell in row]
        for row in grid.rows[end:]
    ]
    rows = [*grid.rows[:top], *block, *below]
    return replace(grid, rows=[[*row, *[Cell("", row[0].source)] * (width - len(row))] for row in rows])


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else Cell("", row[0].source)


def _moved(cell: Cell, top: int, left: int) -> Cell:
    anchor = (top + cell.anchor[1] - left, cell.anchor[0] - top) if cell.anchor is not None else None
    return replace(cell, rowspan=cell.colspan, colspan=cell.rowspan, anchor=anchor)
