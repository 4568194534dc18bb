"""A table that continues on the next page, where its last rows draw fewer lines than the table has columns.

If the next page holds only a total row (合计 across four merged columns), it has four columns by its own lines, but
seven by those of the page before. Lines that are not drawn there are taken as merged cells, as they are printed.
"""

from __future__ import annotations

from auditor.grid import Cell, Grid

NEAR = 2.0
"""Points by which the same line may differ between two pages: the same as ``ruling_lines.DOUBLE``, lines nearer than
this are one line. Producers round each page by itself."""


def aligned(grid: Grid, above: Grid) -> Grid:
    """``grid`` with the columns of ``above`` if each of its column lines is also one of ``above``; else unchanged."""
    if grid.width >= above.width:
        return grid
    mine, theirs = _lines(grid), _lines(above)
    if mine is None or theirs is None:
        return grid
    places = [_nearest(x, theirs) for x in mine]
    if any(abs(theirs[place] - x) > NEAR for place, x in zip(places, mine, strict=True)):
        return grid
    # The lines must keep their order, be different ones, and share the left and right edge: [0, 4, 5, 6, 7] of 8 lines.
    if places != sorted(set(places)) or places[0] != 0 or places[-1] != len(theirs) - 1:
        return grid
    rows = [[_moved(cell, column, places) for column, cell in enumerate(row)] for row in grid.rows]
    return Grid([_filled(row, number, places) for number, row in enumerate(rows)], grid.source, grid.notes)


def _nearest(x: float, lines: list[float]) -> int:
    return min(range(len(lines)), key=lambda place: abs(lines[place] - x))


def _lines(grid: Grid) -> list[float] | None:
    """The x of each line between columns; None if the cells do not show it (a table printed sideways)."""
    lines: dict[int, list[float]] = {}
    for row in grid.rows:
        for column, cell in enumerate(row):
            if cell.anchor is None and cell.source.bbox is not None:
                lines.setdefault(column, []).append(cell.source.bbox[0])
                lines.setdefault(column + cell.colspan, []).append(cell.source.bbox[2])
    if len(lines) != grid.width + 1:
        return None
    # Text that reaches out of a cell widens its box, so the median of the boxes is taken.
    middles = [sorted(lines[place])[len(lines[place]) // 2] for place in range(grid.width + 1)]
    return middles if middles == sorted(middles) else None


def _moved(cell: Cell, column: int, places: list[int]) -> Cell:
    if cell.anchor is not None:
        return Cell("", cell.source, anchor=(cell.anchor[0], places[cell.anchor[1]]))
    span = places[column + cell.colspan] - places[column]
    return Cell(cell.text, cell.source, cell.rowspan, span, hidden=cell.hidden, raw=cell.raw)


def _filled(row: list[Cell], number: int, places: list[int]) -> list[Cell]:
    """The row with a covered position added for each line that is not drawn."""
    filled: list[Cell] = []
    for column, cell in enumerate(row):
        filled.append(cell)
        anchor = cell.anchor or (number, places[column])
        covered = Cell("", cell.source, anchor=anchor)
        filled += [covered] * (places[column + 1] - places[column] - 1)
    return filled
