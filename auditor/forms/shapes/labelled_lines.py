"""Lines above a grid that are the head of its form: 申报项目：供水管网延伸 and 年度目标：… outside any table.

A line that names a project opens a form. It and the labelled lines after it become rows of the grid that follows, so
that every layout reads them as it reads a head in cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auditor.forms.cells.labels import GOAL_FIELDS, INLINE, MONEY_FIELDS, field_of_label
from auditor.forms.table import vocabulary
from auditor.forms.table.header import bind, is_form
from auditor.forms.table.row import Row
from auditor.forms.table.table_title import split_title
from auditor.grid import Block, Cell, Grid, Line

_WIDE = re.compile(r"\s{2,}|\t")
"""What stands between two labels of one line: 申报项目：甲        金额：万元."""
_FIELDS = frozenset((vocabulary.NAME, vocabulary.CODE)) | GOAL_FIELDS | MONEY_FIELDS


def with_heads(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a file; lines that are the head of the grid below them are rows of it."""
    held: list[Line] = []
    opened = False
    for block in blocks:
        if isinstance(block, Grid):
            yield from _with(held, block)
            held = []
        elif _names(block.text) or (opened and _fields(block.text)):
            held.append(block)
            opened = True
        else:
            yield from held
            held = []
            opened = opened and split_title(block.text) is None
            yield block
    yield from held


def _names(text: str) -> bool:
    return vocabulary.NAME in _fields(text)


def _fields(text: str) -> list[str]:
    """The fields of a head that a line names with their values, in printed order; [] for any other line."""
    named = [INLINE.match(part.strip()) for part in _WIDE.split(text.strip())]
    fields = [field_of_label(one.group(1)) if one else "" for one in named]
    return fields if fields and fields[0] in _FIELDS else []


def _with(lines: list[Line], grid: Grid) -> Iterator[Block]:
    """``grid`` below its head, if it can be a form of one project; else the lines and the grid apart."""
    header = bind([Row(grid, index) for index in range(len(grid.rows))]) if lines else None
    if not lines or (header is not None and not is_form(header)):
        yield from lines
    else:
        rows = [[Cell(part.strip(), line.source) for part in _WIDE.split(line.text.strip())] for line in lines]
        yield Grid(rows, lines[0].source)
    yield grid
