"""Projects named by rows of the table itself: （一）校园食堂改造 over the whole width, then its indicators.

Such a row becomes a label with its name, and the table's header is repeated below it where it is not printed again, so
that the layout of forms reads each project as a form of its own. Rows that name a class (一、产出指标) stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from auditor.forms.cells.labels import opens_project
from auditor.forms.shapes.named_by_heading import Named, name_in
from auditor.forms.table import vocabulary
from auditor.forms.table.header import bind_at, is_form, is_header_at
from auditor.forms.table.row import clean, rows_of
from auditor.grid import Cell, Grid

_WIDE = 2
"""Fewest columns of a table with indicators."""


def with_title_rows(grid: Grid) -> Grid:
    """``grid`` with its title rows as labels of names; the same grid if it has none, or prints names otherwise."""
    named = {index: found for index, row in enumerate(grid.rows) if (found := _named(row))}
    if not named or grid.width < _WIDE:
        return grid
    rows = rows_of(grid)
    heads = [place for place in range(len(rows)) if is_header_at(rows, place)]
    first = bind_at(rows, heads[0]) if heads else None
    if first is None or not is_form(first) or any(map(opens_project, rows)):
        return grid
    header = [row.index for row in rows[heads[0] - first.upper : heads[0] + first.rows]]
    printed = {rows[place].index for place in heads}
    upper = {rows[place - 1].index for place in heads if place and bind_at(rows, place).upper}
    below = {
        row.index: {under.index for under in rows[place + 1 : place + 2]} <= printed | upper
        for place, row in enumerate(rows)
    }
    named = {index: one for index, one in named.items() if below.get(index) or (one.numbered and index > max(header))}
    return _with(grid, named, header, {index for index in named if not below[index]}) if named else grid


def _named(row: list[Cell]) -> Named | None:
    """The name in a row with one filled cell, at its left."""
    first = row[0] if row else None
    if first is None or not first.text or first.anchor is not None or any(cell.text for cell in row[1:]):
        return None
    found = name_in(clean(first.text))
    return found if found is not None and (found.numbered or 1 < first.colspan == len(row)) else None


def _with(grid: Grid, named: Mapping[int, Named], header: list[int], bare: set[int]) -> Grid:
    """``grid`` with a label for each of ``named``, and the ``header`` again below those that are ``bare``."""
    rows: list[list[Cell]] = []
    moved: dict[int, int] = {}
    for index, row in enumerate(grid.rows):
        if index not in named:
            moved[index] = len(rows)
            rows.append(row)
            continue
        place, one = row[0].source, named[index]
        blank = [Cell("", cell.source) for cell in row]
        rows.append([Cell(vocabulary.NAME, place), Cell(one.name, place), *blank[2:]])
        if one.money:
            rows.append([Cell(one.money, place), *blank[1:]])
        if index in bare:
            rows += [_again(grid, at) for at in header]
    shifted = [
        [
            replace(cell, anchor=(moved[cell.anchor[0]], cell.anchor[1]))
            if cell.anchor is not None and cell.anchor[0] in moved
            else cell
            for cell in row
        ]
        for row in rows
    ]
    return replace(grid, rows=shifted, notes=[*grid.notes, "项目名称取自表中单独一行的标题"])


def _again(grid: Grid, index: int) -> list[Cell]:
    """The header line ``index`` once more, its merged cells as single ones."""
    return [Cell(cell.text, cell.source) if cell.anchor is None else Cell("", cell.source) for cell in grid.rows[index]]
