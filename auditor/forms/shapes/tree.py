"""A tree in one column: unit, project, classes and indicators, each on a line of its own.

    名称             金额    符号  值
    某中心           596
    健身赛事活动     187
    产出指标
    数量指标
    举办赛事                 ≥     16

What a line is, its words and cells say: classes are a closed set, an indicator has a target, and what stands above the
classes is the project, above projects the unit. Depth, number and indentation are not needed. The tree is written as
the list of projects that it means, each cell with the place where it is printed, so that the list's layout reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from auditor.forms.table import vocabulary
from auditor.forms.table.money import is_amount
from auditor.forms.table.row import Row, key, rows_of
from auditor.forms.table.span import is_class
from auditor.forms.table.title import role_of, title_key
from auditor.grid import Cell, Grid
from auditor.language.levels import LEVEL1, is_level1, is_level2

_NUMBER = re.compile(r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.、．\s]\s*|[（(]?[一二三四五六七八九十]{1,2}[)）、．.]\s*)")
_NAMES = re.compile(r"(?:项目|绩效|指标|节点|层级|[/、])*(?:名称|内容|指标|事项)")
"""The title of the column that holds the tree."""
_CODES = re.compile(r".*(?:编码|代码|编号)")
_SENTENCE = 8
"""Fewest characters of a goal beside the name of a project: a shorter text is a remark."""
_OWN = (vocabulary.BODY, vocabulary.CODE, vocabulary.NAME, vocabulary.TOTAL, vocabulary.GOAL)
_LEVELS = (vocabulary.LEVEL1, vocabulary.LEVEL2, vocabulary.LEVEL3)


@dataclass(slots=True)
class _Owner:
    """A project, or a unit, with the cells of its line by field, and its indicators."""

    cells: dict[str, Cell]
    rows: list[dict[str, Cell]] = field(default_factory=list)


def flat(grid: Grid) -> Grid:
    """The list of projects or indicators that a tree means; ``grid`` itself if it is not one."""
    if not any(is_level2(_bare(cell.text.strip())) for row in grid.rows for cell in row[:4]):
        return grid
    rows = rows_of(grid)
    for place, row in enumerate(rows):
        column = _tree(rows, place)
        if column >= 0:
            return _flat(grid, rows, place, column) if _is_tree(rows[place + 1 :], column, row) else grid
    return grid


def _tree(rows: list[Row], place: int) -> int:
    """The column of the tree if the row is its header, -1 if it is not."""
    row = rows[place]
    roles = {role_of(text) for _, text in row.filled()}
    if vocabulary.VALUE not in roles or not roles.isdisjoint((vocabulary.LEVEL1, vocabulary.LEVEL2, vocabulary.CLASS)):
        return -1
    return next((column for column, text in row.filled() if _NAMES.fullmatch(title_key(text))), -1)


def _is_tree(below: list[Row], column: int, header: Row) -> bool:
    """Whether the column holds both levels, on lines without a target, and names with one."""
    value = next(place for place, text in header.filled() if role_of(text) == vocabulary.VALUE)
    classes = [row for row in below if is_class(_bare(row.text(column)))]
    levels = [
        any(is_level1(_bare(row.text(column))) for row in classes),
        any(is_level2(_bare(row.text(column))) for row in classes),
    ]
    names = [row for row in below if row.text(value) and not is_class(_bare(row.text(column)))]
    return all(levels) and bool(names) and not any(row.text(value) for row in classes)


def _bare(text: str) -> str:
    return _NUMBER.sub("", text).strip()


def _flat(grid: Grid, rows: list[Row], place: int, column: int) -> Grid:
    header = rows[place]
    others = {
        at: text
        for at, text in header.filled()
        if at != column and (role_of(text) in vocabulary.INDICATOR_ROLES or title_key(text) == "单位")
    }
    owners, sums = _owners(rows[place + 1 :], column, header, set(others))
    own = [role for role in _OWN if any(role in owner.cells for owner in owners)]
    titles = [*own, *_LEVELS, *others.values()]
    place_of = {title: at for at, title in enumerate(titles)}
    blank = Cell("", header.source)
    made = [[*line, *[blank] * (len(titles) - len(line))] for line in grid.rows[: header.index]]
    made.append([Cell(title, header.source) for title in titles])
    for owner in owners:
        first = len(made)
        for number, found in enumerate(owner.rows or [{}]):
            line = [replace(blank, source=next(iter(found.values()), blank).source) for _ in titles]
            for title, cell in found.items():
                line[place_of[title]] = cell
            for role in own:
                at = place_of[role]
                if number:
                    line[at] = Cell("", line[at].source, anchor=(first, at))
                else:
                    line[at] = replace(owner.cells.get(role, line[at]), rowspan=len(owner.rows) or 1, colspan=1)
            made.append(line)
    said = ["本表一行一个层级，已按单位、项目、一级、二级、三级指标归位"]
    said += [f"单位一行的金额不作为项目金额：{'、'.join(sums)}"] if sums else []
    return replace(grid, rows=made, notes=[*grid.notes, *said])


def _owners(below: list[Row], column: int, header: Row, targets: set[int]) -> tuple[list[_Owner], list[str]]:
    """The projects with their indicators, and the sums of the units above them."""
    owners: list[_Owner] = []
    levels: dict[str, Cell] = {}
    unit: Cell | None = None
    sums: list[str] = []
    for row in below:
        cell, text = row.cell(column), _bare(row.text(column))
        if cell is None or not text:
            continue
        targeted = {at: one for at in targets if (one := row.cell(at)) is not None and one.text.strip()}
        if targeted:
            owners = owners or [_Owner({})]
            found = {**levels, vocabulary.LEVEL3: replace(cell, text=text)}
            owners[-1].rows.append(found | {header.text(at): one for at, one in targeted.items()})
        elif is_class(text):
            upper = text in LEVEL1 or not is_level2(text)  # 满意度 may be either
            above = {} if upper else levels
            levels = {**above, vocabulary.LEVEL1 if upper else vocabulary.LEVEL2: replace(cell, text=text)}
        else:
            if owners and not owners[-1].rows and not levels:
                above_it = owners.pop().cells  # the line above is the unit of this project
                unit = above_it[vocabulary.NAME]
                sums += [above_it[vocabulary.TOTAL].text] if vocabulary.TOTAL in above_it else []
            owners.append(_Owner(_cells(row, column, header, unit)))
            levels = {}
    return owners, sums


def _cells(row: Row, column: int, header: Row, unit: Cell | None) -> dict[str, Cell]:
    """The cells of a project's line: name and unit, code, sum and goal."""
    found = {vocabulary.NAME: replace(row.cells[column], text=_bare(row.text(column)))}
    if unit is not None:
        found[vocabulary.BODY] = unit
    for at, text in row.filled():
        if at == column:
            continue
        if _CODES.fullmatch(key(header.text(at))):
            found.setdefault(vocabulary.CODE, row.cells[at])
        elif is_amount(text) and at > column:
            found.setdefault(vocabulary.TOTAL, row.cells[at])
        elif len(text) >= _SENTENCE:
            found.setdefault(vocabulary.GOAL, row.cells[at])
    return found
