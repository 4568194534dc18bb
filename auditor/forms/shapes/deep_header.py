"""A header of three lines and more: 绩效指标 over 指标值 over 符号 | 数值 | 单位. It becomes one line of titles.

The lines belong together if a title at the left is merged down over all of them (项目名称). A column is called by its
lowest title; the unit of money that stands above it is kept. Headers that are read as they are stay as they are.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.forms.table import vocabulary
from auditor.forms.table.bare_titles import read_bare
from auditor.forms.table.header import bind_at, is_header_at
from auditor.forms.table.money_units import unit_of
from auditor.forms.table.row import Row, clean, rows_of
from auditor.forms.table.title import LONGEST, role_of
from auditor.grid import Cell, Grid

_DEEPEST = 5
"""Most lines of a header: a choice, printed ones have up to four."""


def with_flat_header(grid: Grid) -> Grid:
    """``grid`` with the lines of each deep header as one; the same grid if it has none or is read without."""
    for top, line in enumerate(grid.rows):  # flattened, a grid has as many rows as before
        depth = _depth(line)
        if depth < 2 or top + depth >= len(grid.rows):
            continue
        made = _flat(grid, top, depth)
        last = top + depth - 1
        rows = rows_of(made)
        place = next((at for at, row in enumerate(rows) if row.index == last), -1)
        if place < 0:
            continue
        read_bare(rows[: place + 2])
        if is_header_at(rows, place) and (depth > 2 or not _is_read(grid, top, depth)):
            grid = made
    return grid


def _depth(line: list[Cell]) -> int:
    """Lines of the header that begins in ``line``: as many as its known title that reaches down the farthest.

    The title of a block (绩效指标) left of a form reaches down over all its rows.
    """
    texts = [cell for cell in line if cell.rowspan > 1 and 0 < len(cell.text) <= LONGEST]
    titles = [(cell.rowspan, role_of(clean(cell.text))) for cell in texts]
    known = [high for high, role in titles if role not in ("", vocabulary.GLUED)]
    known = known or [high for high, role in titles if role]
    wide = any(cell.colspan > 1 and cell.text for cell in line)
    return max(known) if known and wide and max(known) <= _DEEPEST else 0


def _is_read(grid: Grid, top: int, depth: int) -> bool:
    """Whether the header is understood as it is printed: it names the indicator, or its class, and the target.

    And all its lines belong to it: 指标值 over 前年 | 上年 | 本年 is one header, as the titles beside it are merged
    down over both lines, and the second line is none of data.
    """
    rows = [Row(grid, index) for index in range(top, len(grid.rows))]
    place = next((at for at in range(len(rows)) if is_header_at(rows, at)), -1)
    if place < 0:
        return False
    columns = bind_at(rows, place)
    return vocabulary.VALUE in columns.roles and place + columns.rows >= depth


def _flat(grid: Grid, top: int, depth: int) -> Grid:
    last = top + depth - 1
    blank = [Cell("", cell.source) for cell in grid.rows[top]]
    titles = [title_over(grid, top, last, column) for column in range(len(grid.rows[last]))]
    rows = [*grid.rows[:top], *[blank] * (depth - 1), titles, *grid.rows[last + 1 :]]
    return replace(grid, rows=rows, notes=list(grid.notes))


def title_over(grid: Grid, top: int, last: int, column: int) -> Cell:
    """The lowest title over a column, with the unit of money that stands above it."""
    path: list[Cell] = []
    for index in range(top, last + 1):
        cell = grid.rows[index][column] if column < len(grid.rows[index]) else None
        if cell is not None and cell.anchor is not None:
            row, place = cell.anchor
            cell = grid.rows[row][place]
        if cell is not None and cell.text.strip() and all(cell is not one for one in path):
            path.append(cell)
    if not path:
        return Cell("", grid.rows[last][column].source)
    lowest = path[-1]
    own = [cell for cell in path[:-1] if not unit_of(lowest.text) and unit_of(cell.text)]
    text = clean(lowest.text)
    sums = role_of(text) in vocabulary.AMOUNT_ROLES
    return Cell(f"{text}（{unit_of(own[0].text)}）" if own and sums else text, lowest.source)
