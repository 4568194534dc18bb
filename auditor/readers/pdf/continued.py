"""A table that goes on overleaf, where the last rows draw fewer lines than the table has columns.

A page that holds nothing but a total row (合计 over three columns of codes) is a table of four columns by its own
lines and of seven by those of the page before. What its lines leave out is taken for merged, as it is printed.
"""

from __future__ import annotations

from auditor.grid import Cell, Grid

NEAR = 2.0
"""Points by which the same line may differ between two pages."""


def aligned(grid: Grid, above: Grid) -> Grid:
    """``grid`` with the columns of ``above``, if each of its lines between columns is one of those; else as it is."""
    if grid.width >= above.width:
        return grid
    mine, theirs = _lines(grid), _lines(above)
    if mine is None or theirs is None:
        return grid
    places = [_nearest(x, theirs) for x in mine]
    if any(abs(theirs[place] - x) > NEAR for place, x in zip(places, mine, strict=True)):
        return grid
    if places != sorted(set(places)) or places[0] != 0 or places[-1] != len(theirs) - 1:
        return grid
    rows = [[_moved(cell, column, places) for column, cell in enumerate(row)] for row in grid.rows]
    return Grid([_filled(row, number, places) for number, row in enumerate(rows)], grid.source, grid.notes)


def _nearest(x: float, lines: list[float]) -> int:
    return min(range(len(lines)), key=lambda place: abs(lines[place] - x))


def _lines(grid: Grid) -> list[float] | None:
    """Where the lines between the columns stand; None where the cells do not tell (a table printed sideways)."""
    lines: dict[int, list[float]] = {}
    for row in grid.rows:
        for column, cell in enumerate(row):
            if cell.anchor is None and cell.source.bbox is not None:
                lines.setdefault(column, []).append(cell.source.bbox[0])
                lines.setdefault(column + cell.colspan, []).append(cell.source.bbox[2])
    if len(lines) != grid.width + 1:
        return None
    # Text that hangs out of a cell widens its box: the middle one of the boxes tells the line.
    middles = [sorted(lines[place])[len(lines[place]) // 2] for place in range(grid.width + 1)]
    return middles if middles == sorted(middles) else None


def _moved(cell: Cell, column: int, places: list[int]) -> Cell:
    if cell.anchor is not None:
        return Cell("", cell.source, anchor=(cell.anchor[0], places[cell.anchor[1]]))
    span = places[column + cell.colspan] - places[column]
    return Cell(cell.text, cell.source, cell.rowspan, span, hidden=cell.hidden, raw=cell.raw)


def _filled(row: list[Cell], number: int, places: list[int]) -> list[Cell]:
    """The row with a covered position for each line that is not drawn."""
    filled: list[Cell] = []
    for column, cell in enumerate(row):
        filled.append(cell)
        anchor = cell.anchor or (number, places[column])
        covered = Cell("", cell.source, anchor=anchor)
        filled += [covered] * (places[column + 1] - places[column] - 1)
    return filled
