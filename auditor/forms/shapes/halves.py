"""One list of indicators printed in two halves side by side: the right half belongs below the left one.

    二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值

The same titles stand twice in one row, and nothing names a period: two periods (长期 | 年度) are another matter. The
halves end where the next label of the form's head, or a cell over both, begins.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.forms.cells.labels import labels
from auditor.forms.table import vocabulary
from auditor.forms.table.header import names_class
from auditor.forms.table.row import Row, key
from auditor.forms.table.title import period_of, role_of
from auditor.grid import Cell, Grid

_NEEDED = {vocabulary.LEVEL3, vocabulary.VALUE}


def with_halves_stacked(grid: Grid) -> Grid:
    """``grid`` with the right half of its indicators below the left one; the same grid if it has no halves."""
    for top in range(len(grid.rows)):
        if sum(bool(cell.text) for cell in grid.rows[top]) < 2 * len(_NEEDED):
            continue
        middle = _middle(grid, top)
        if middle:
            return _stacked(grid, top, _end(grid, top, middle), middle)
    return grid


def _middle(grid: Grid, top: int) -> int:
    """The column where the second half begins, if the row is the header of two halves; 0 if it is not."""
    filled = Row(grid, top).filled()
    if len(filled) % 2 or not {role_of(text) for _, text in filled} >= _NEEDED:
        return 0
    titles = [key(text) for _, text in filled]
    count = len(titles) // 2
    if titles[:count] != titles[count:]:
        return 0
    above = Row(grid, top - 1).filled() if top else []
    if any(period_of(text) for _, text in [*filled, *above]) or len(set(titles[:count])) < count:
        return 0
    return filled[count][0]


def _end(grid: Grid, top: int, middle: int) -> int:
    """The first row below the halves."""
    for index in range(top + 1, len(grid.rows)):
        row = Row(grid, index)
        over = any(column < middle < column + cell.colspan for column, cell in enumerate(row.cells) if cell.text)
        if over or (not row.empty and labels(row.filled()[0][1]) and not names_class(row)):
            return index
    return len(grid.rows)


def _stacked(grid: Grid, top: int, end: int, middle: int) -> Grid:
    """Rows ``top`` to ``end`` as those of the left half, then those of the right one without its titles."""
    high = end - top - 1

    def at(row: int, column: int) -> tuple[int, int]:
        """Where a cell goes."""
        if top < row < end and column >= middle:
            return row + high, column - middle
        return (row + high if row >= end else row), column

    width = max(map(len, grid.rows))
    rows = [[Cell("", line[0].source if line else grid.source) for _ in range(width)] for line in grid.rows]
    rows[end:end] = [[replace(cell) for cell in line] for line in rows[top + 1 : end]]
    for index, line in enumerate(grid.rows):
        for column, cell in enumerate(line):
            if index == top and column >= middle:
                continue
            row, place = at(index, column)
            rows[row][place] = replace(cell, anchor=at(*cell.anchor)) if cell.anchor else cell
    said = "指标分左右两栏，先左后右读取"
    return replace(grid, rows=rows, notes=[*grid.notes, said])
