"""Classes side by side, each with columns of its own for its indicators: brought into a list with one row an indicator.

    项目名称 | 产出指标          | 满意度指标
             | 三级指标 | 指标值 | 三级指标 | 指标值
    养路     | 养护里程 | ≥50公里 | 群众满意度 | ≥90%

The titles below the classes are the same for each of them. A project reaches down to the next row with a text in its
columns; its indicators are read class by class. Every cell keeps the place where it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from auditor.forms.shapes.deep_header import title_over
from auditor.forms.table import vocabulary
from auditor.forms.table.bare_titles import BARE
from auditor.forms.table.header import is_numbering
from auditor.forms.table.row import Row, clean, key
from auditor.forms.table.span import is_class
from auditor.forms.table.title import is_group, role_of, title_key
from auditor.grid import Cell, Grid
from auditor.language.levels import above, is_level1, level2

_LINES = 4
"""Most lines of titles over the classes: a choice, printed ones have up to two."""
_TITLE = 20
"""Most characters of a title, as in ``wide_head``."""
_LEVELS = (vocabulary.LEVEL1, vocabulary.LEVEL2)


@dataclass(frozen=True, slots=True)
class _Block:
    """The columns of one class: ``levels`` (its cells by level), and its columns by their title."""

    levels: dict[str, Cell]
    columns: dict[str, int]


@dataclass(frozen=True, slots=True)
class Abreast:
    """A header with classes side by side: its lines, the titles of the project's columns, and the classes."""

    top: int
    last: int
    own: dict[int, Cell]
    blocks: tuple[_Block, ...]
    titles: dict[str, Cell]
    """The titles that stand below the classes, each once."""
    width: int
    lines: frozenset[tuple[str, ...]]
    """The header's lines, to know them again on the next page."""


def with_classes_below(grid: Grid, before: Abreast | None) -> tuple[Grid, Abreast | None]:
    """``grid`` as a list, and the header by which it was read; the same grid if it has no classes side by side.

    ``before`` is the header of the grid before: a page may continue its table without one.
    """
    for line in range(len(grid.rows) - 1):
        head = _head(grid, line)
        if head is not None:
            return _listed(grid, head, head.last + 1), head
    continued = before is not None and before.width == grid.width and _continues(grid, before)
    return (_listed(grid, before, 0), before) if continued and before is not None else (grid, None)


def _head(grid: Grid, line: int) -> Abreast | None:
    """The header whose lowest line of classes is ``line``, None if the row is not one."""
    row = Row(grid, line)
    starts = [column for column, text in row.filled() if is_class(text)]
    if len(starts) < 2:
        return None
    below = Row(grid, line + 1)
    if any(len(text) > _TITLE for _, text in (*row.filled(), *below.filled())):
        return None
    ends = [*starts[1:], _end(row, below, starts)]
    spans = [
        [(at, text) for at, text in below.filled() if start <= at < end]
        for start, end in zip(starts, ends, strict=True)
    ]
    titles = {title_key(text): below.cells[at] for span in spans for at, text in span}
    shared = set.intersection(*({title_key(text) for _, text in span} for span in spans))
    roles = {role_of(title) for title in shared} | {role for title in shared for role in BARE.get(title, ())}
    if len(shared) < 2 or any(len(span) != len({title_key(text) for _, text in span}) for span in spans):
        return None
    if not roles & {vocabulary.LEVEL3, vocabulary.VALUE, vocabulary.UNIT, vocabulary.OPERATOR}:
        return None
    top = _top(grid, line, starts[0])
    inside = range(starts[0], ends[-1])
    own = {
        column: title_over(grid, top, line + 1, column)
        for column in range(len(grid.rows[line]))
        if column not in inside and title_over(grid, top, line + 1, column).text
    }
    blocks = tuple(
        _Block(_levels(grid, top, line, start), {title_key(text): at for at, text in span})
        for start, span in zip(starts, spans, strict=True)
    )
    lines = frozenset(_texts(Row(grid, index)) for index in range(top, line + 2))
    return Abreast(top, line + 1, own, blocks, titles, grid.width, lines)


def _end(row: Row, below: Row, starts: list[int]) -> int:
    """The column behind the last class: where its merge ends, or its titles stop to be those of the class before."""
    last = row.cells[starts[-1]]
    if last.colspan > 1:
        return starts[-1] + last.colspan
    before = {title_key(below.text(at)) for at in range(starts[-2], starts[-1])}
    end = starts[-1]
    while end < len(below) and title_key(below.text(end)) in before and (end == starts[-1] or not row.text(end)):
        end += 1
    return end


def _top(grid: Grid, line: int, first: int) -> int:
    """The first line of the header: titles reach down from it, or stand over the classes."""
    top = line
    for index in range(line - 1, max(line - _LINES, -1), -1):
        row = Row(grid, index)
        filled = row.filled()
        if len(filled) < 2 or any(len(text) > _TITLE for _, text in filled):
            break
        reaches = any(index + cell.rowspan > top for cell in row.cells if cell.text)
        if not reaches and not any(role_of(text) or is_group(text) or is_class(text) for _, text in filled):
            break
        top = index
    return top


def _levels(grid: Grid, top: int, line: int, column: int) -> dict[str, Cell]:
    """The class over a column, and the one above it: 数量指标 below 产出指标."""
    found: list[Cell] = []
    for index in range(top, line + 1):
        row = Row(grid, index)
        own = row.resolved(column)
        if own is None or not own.text:
            held = [at for at, text in row.filled() if at < column and is_class(text)]
            own = row.cells[held[-1]] if held and index < line else None
        if own is not None and is_class(clean(own.text)) and own not in found:
            found.append(own)
    if len(found) > 1:
        return dict(zip(_LEVELS, found[-2:], strict=True))
    text = clean(found[0].text)
    if is_level1(text):
        return {vocabulary.LEVEL1: found[0]}
    return {vocabulary.LEVEL1: replace(found[0], text=above(level2(text))), vocabulary.LEVEL2: found[0]}


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(key(text) for _, text in row.filled())


def _continues(grid: Grid, head: Abreast) -> bool:
    """Whether the rows of a grid without a header can be of the table: its first one has a class's name and value."""
    row = Row(grid, 0)
    return any(sum(bool(row.text(at)) for at in block.columns.values()) > 1 for block in head.blocks)


def _listed(grid: Grid, head: Abreast, start: int) -> Grid:
    """The list: the lines above the header, one line of titles, and the rows from ``start`` on."""
    levels = [level for level in _LEVELS if any(level in block.levels for block in head.blocks)]
    blank = Cell("", grid.source)
    header = [
        *(replace(cell, rowspan=1, colspan=1, anchor=None) for cell in head.own.values()),
        *(Cell(level, grid.source) for level in levels),
        *(_named(title, cell, head.titles) for title, cell in head.titles.items()),
    ]
    width = max(len(header), grid.width)
    made: list[list[Cell]] = []
    if start:
        made += [list(line) for line in grid.rows[: head.top]]
        made.append(header)
    for begin, end in pairwise(_begins(grid, head, start)):
        made += _project(grid, head, range(begin, end), levels, len(made))
    rows = [[*line, *[blank] * (width - len(line))] for line in made]
    return replace(grid, rows=rows, notes=[*grid.notes, "各类指标左右并列，已逐类读出"])


def _named(title: str, cell: Cell, titles: Iterable[str]) -> Cell:
    """The cell with a title in the line of titles. Under a class 绩效指标 is the name of the indicator, and a bare word
    (指标, 值) what it is beside indicators."""
    others = {role_of(one) for one in titles}
    fields = (vocabulary.LEVEL3,) if role_of(title) == vocabulary.GLUED else BARE.get(title, ())
    text = next((vocabulary.words("表头", field)[0] for field in fields if field not in others), cell.text)
    return replace(cell, text=text, rowspan=1, colspan=1, anchor=None)


def _begins(grid: Grid, head: Abreast, start: int) -> list[int]:
    """The rows in which a project, or a row of no project, begins, and the end of the grid."""
    begins = [start]
    for index in range(start + 1, len(grid.rows)):
        row = Row(grid, index)
        inside = {at for block in head.blocks for at in block.columns.values()}
        if any(row.text(column) for column in range(len(row)) if column not in inside) or _is_title(row, head):
            begins.append(index)
    return [*dict.fromkeys(begins), len(grid.rows)]


def _is_title(row: Row, head: Abreast) -> bool:
    return bool(row.filled()) and (_texts(row) in head.lines or is_numbering(row))


def _project(grid: Grid, head: Abreast, span: range, levels: list[str], at: int) -> Iterator[list[Cell]]:
    """The rows of a project, or the row that is none as it is printed. ``at``: where they will stand."""
    first = Row(grid, span.start)
    if _is_title(first, head):
        return
    rows = [Row(grid, index) for index in span]
    found = [
        (block, row)
        for block in head.blocks
        for row in rows
        if any(row.text(column) for column in block.columns.values())
    ]
    own = [first.cells[column] for column in head.own]
    blank = Cell("", grid.source)
    if not found:
        stray = any(column not in head.own for column, _ in first.filled())
        yield list(first.cells) if stray else [replace(cell, rowspan=1, colspan=1) for cell in own]
        return
    printed = any(cell.text for cell in own)
    for number, (block, row) in enumerate(found):
        line: list[Cell] = [replace(blank, source=row.source) for _ in own]
        if printed and number:
            line = [replace(cell, anchor=(at, place)) for place, cell in enumerate(line)]
        elif printed:
            line = [replace(cell, rowspan=len(found), colspan=1) for cell in own]
        cells = [block.levels.get(level) for level in levels]
        cells += [row.resolved(block.columns.get(title, -1)) for title in head.titles]
        yield line + [replace(cell or blank, rowspan=1, colspan=1, anchor=None) for cell in cells]
