"""Several indicators in one row: names that share a cell, and their targets in the cell beside it, part by part.

    数量指标 | 1.免疫羊只数量⏎2.免疫牛只数量 | 1.≥148万只⏎2.≥19万头

becomes two rows, the other cells merged over both. A row is taken apart only if name and target have the same number
of parts, and either is numbered or every part of the target is one; else it stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from auditor.forms.cells.split import split_value
from auditor.forms.table import vocabulary
from auditor.forms.table.header import bind_at, is_header_at
from auditor.forms.table.row import rows_of
from auditor.grid import Cell, Grid
from auditor.language.numbers import parse_number

_NUMBER = r"(?:[（(]?{0}[.．、:：)）]|{1})"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MOST = len(_CIRCLES)
"""Most parts of a cell: a choice, more than a class of one project has indicators."""
_BREAKS = re.compile(r"\s*\n\s*")
_SEMICOLONS = re.compile(r"\s*[；;]\s*")
_MAYBE = re.compile(r"[\n；;②]|2[.．、:：)）]")
"""What a cell of several parts holds at least: quick to look for."""


def with_parts_apart(grid: Grid) -> Grid:
    """``grid`` with a row for each indicator; the same grid if every row has one at most."""
    if not any(sum(_MAYBE.search(cell.text) is not None for cell in row) > 1 for row in grid.rows):
        return grid
    rows = rows_of(grid)
    taken: dict[int, int] = {}
    parts: dict[tuple[int, int], list[str]] = {}
    columns: tuple[int, int] | None = None
    for place, row in enumerate(rows):
        if is_header_at(rows, place):
            roles = bind_at(rows, place).roles
            name = roles.get(vocabulary.LEVEL3, roles.get(vocabulary.LEVEL2, -1))
            columns = (name, roles[vocabulary.VALUE]) if vocabulary.VALUE in roles and name >= 0 else None
        elif columns is not None and (cells := _apart(row.cells, *columns)):
            taken[row.index] = len(next(iter(cells.values())))
            parts |= {(row.index, column): texts for column, texts in cells.items()}
    return _expanded(grid, taken, parts) if taken else grid


def _apart(cells: list[Cell], name: int, value: int) -> dict[int, list[str]]:
    """Column → parts of the cells of a row with several indicators; {} for any other row."""
    if max(name, value) >= len(cells) or not (_MAYBE.search(cells[name].text) and _MAYBE.search(cells[value].text)):
        return {}
    for names, numbered in _ways(cells[name].text):
        for targets, also in _ways(cells[value].text):
            if len(names) == len(targets) and (numbered or also or all(map(_is_target, targets))):
                whole = {name: names, value: targets}
                for column, cell in enumerate(cells):
                    same = (way for way, _ in _ways(cell.text) if len(way) == len(names))
                    if column not in whole and (way := next(same, None)) is not None:
                        whole[column] = way
                return whole
    return {}


def _ways(text: str) -> Iterator[tuple[list[str], bool]]:
    """The ways to take a cell apart, the surest first, and whether its parts are numbered."""
    stripped = text.strip()
    for split in (_BREAKS.split, _SEMICOLONS.split):
        parts = [part for part in split(stripped) if part]
        if 1 < len(parts) <= _MOST:
            bare = _unnumbered(parts)
            yield (bare or [part.strip("；; ") for part in parts]), bool(bare)
    inline = _inline(stripped)
    if inline:
        yield inline, True


def _unnumbered(parts: list[str]) -> list[str]:
    """Parts that begin with 1. 2. 3. without their numbers; [] if they do not."""
    found: list[str] = []
    for place, part in enumerate(parts):
        number = re.match(_NUMBER.format(place + 1, _CIRCLES[place]), part.strip())
        rest = part.strip()[number.end() :].strip("；;，, 。") if number else ""
        if not rest:
            return []
        found.append(rest)
    return found


def _inline(text: str) -> list[str]:
    """The parts of 1.人数 2.次数 printed on one line; the number of a part is not that of a decimal (1.5)."""
    starts: list[tuple[int, int]] = []
    for place in range(_MOST):
        pattern = _NUMBER.format(place + 1, _CIRCLES[place])
        begin = starts[-1][1] if starts else 0
        number = re.compile(rf"(?<![\d.]){pattern}(?!\d)").search(text, begin)
        if number is None or (not place and number.start()):
            break
        starts.append((number.start(), number.end()))
    if len(starts) < 2:
        return []
    ends = [start for start, _ in starts[1:]] + [len(text)]
    parts = [text[begin:end].strip("；;，, 。\n") for (_, begin), end in zip(starts, ends, strict=True)]
    return parts if all(parts) else []


def _is_target(text: str) -> bool:
    operator, value, unit = split_value(text)
    return bool(operator or unit) or parse_number(value).value is not None


def _expanded(grid: Grid, taken: dict[int, int], parts: dict[tuple[int, int], list[str]]) -> Grid:
    """The grid with the rows of ``taken`` printed that many times; cells without ``parts`` are merged over them."""
    begins, at = [], 0
    for index in range(len(grid.rows)):
        begins.append(at)
        at += taken.get(index, 1)
    begins.append(at)

    def moved(cell: Cell, index: int) -> Cell:
        last = min(index + cell.rowspan, len(grid.rows))
        anchor = cell.anchor and (begins[cell.anchor[0]], cell.anchor[1])
        return replace(cell, rowspan=begins[last] - begins[index], anchor=anchor)

    rows: list[list[Cell]] = []
    for index, line in enumerate(grid.rows):
        for part in range(taken.get(index, 1)):
            rows.append([_part(parts, moved, cell, index, column, part, begins) for column, cell in enumerate(line)])
    said = f"{len(taken)} 行的单元格内有几个指标，已按序号或分行逐个读出"
    return replace(grid, rows=rows, notes=[*grid.notes, said])


def _part(
    parts: dict[tuple[int, int], list[str]],
    moved: Callable[[Cell, int], Cell],
    cell: Cell,
    index: int,
    column: int,
    part: int,
    begins: list[int],
) -> Cell:
    texts = parts.get((index, column))
    if texts is not None:
        return replace(cell, text=texts[part], rowspan=1)
    if part and cell.anchor is None:
        return Cell("", cell.source, anchor=(begins[index], column), hidden=cell.hidden)
    return moved(cell, index)
