"""Tables that stand side by side in one grid, as in a sheet where each project has its own block of columns.

Two blocks are two tables only if the label or title of a project's name stands twice in one row, and each block has a
header of its own. A form with long-term and annual indicators side by side names its project once.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from auditor.forms.table import vocabulary
from auditor.forms.table.header import bind
from auditor.forms.table.row import clean, rows_of
from auditor.forms.table.title import role_of, title_key
from auditor.grid import Cell, Grid

_TITLE = 20
"""Most characters of a title or label that is looked up here: a choice, the longest of the vocabulary has fifteen."""


def abreast(grid: Grid) -> list[Grid]:
    """The tables of ``grid`` from left to right, or ``grid`` itself if it is one table."""
    width = grid.width
    for row in grid.rows:
        texts = [cell.text for cell in row if cell.text]
        if len(set(texts)) == len(texts):
            continue  # quick: the same label or title stands twice where two tables begin
        named = [column for column, cell in enumerate(row) if _names_project(cell)]
        if len(named) < 2:
            continue
        before = named[0] - next(column for column, cell in enumerate(row) if cell.text.strip())
        begins = [0, *(column - before for column in named[1:]), width]
        parts = [_part(grid, left, right) for left, right in pairwise(begins) if left < right]
        if len(parts) == len(named) and all(bind(rows_of(part)) for part in parts):
            return parts
    return [grid]


def _names_project(cell: Cell) -> bool:
    if not cell.text or len(cell.text) > _TITLE:
        return False
    text = clean(cell.text)
    label = vocabulary.spellings("项目头").get(title_key(text), ("", 0))[0]
    return vocabulary.NAME in (role_of(text), label)


def _part(grid: Grid, left: int, right: int) -> Grid:
    """The columns from ``left`` up to ``right``, empty ones at the right end left out."""
    lines = [row[left:right] for row in grid.rows]
    held = max((place for line in lines for place, cell in enumerate(line) if cell.text or cell.anchor), default=-1)
    rows = [[_moved(cell, left, held + 1 - place) for place, cell in enumerate(line[: held + 1])] for line in lines]
    return replace(grid, rows=rows, notes=list(grid.notes))


def _moved(cell: Cell, left: int, room: int) -> Cell:
    """A cell in a grid that begins at column ``left``; what covers it from outside counts for nothing."""
    if cell.anchor is None and cell.colspan <= room and not left:
        return cell
    anchor = cell.anchor and (cell.anchor[0], cell.anchor[1] - left)
    return replace(cell, colspan=min(cell.colspan, room), anchor=anchor if anchor and anchor[1] >= 0 else None)
