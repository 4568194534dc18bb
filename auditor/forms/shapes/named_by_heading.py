"""Projects named by headings of the text: （一）中小企业数字化改造补助, a sentence with its money, then its indicators.

A numbered heading right above a table of indicators without a head names what the table is of, if it is not a word of a
form itself (绩效指标, 有关要求). It and the lines on money and goal below it become rows above the table, so that every
layout reads them as it reads a head in cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from auditor.forms.cells.labels import GOAL_FIELDS, INLINE, MONEY_FIELDS, field_of_label, label_of, opens_project
from auditor.forms.cells.money_label import money_label
from auditor.forms.cells.money_table import SUMS
from auditor.forms.cells.money_text import stated
from auditor.forms.table import vocabulary
from auditor.forms.table.header import bind, is_form
from auditor.forms.table.row import Row
from auditor.forms.table.span import is_class
from auditor.forms.table.table_title import split_title
from auditor.forms.table.title import known_title
from auditor.grid import Block, Cell, Grid, Line

_SIGN = r"(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})"
_NUMBER = rf"(?:[（(]?{_SIGN}(?:[)）][、.．]?|[、.．])|项目{_SIGN}[、：:.．]?)"
_HEADING = re.compile(
    rf"\s*(?P<number>{_NUMBER})?\s*(?P<name>[^，。；：:！？]{{4,40}}?)\s*(?P<aside>[(（][^()（）]{{0,30}}[)）])?"
)
_GENERIC = re.compile(
    r"绩效|目标|指标|要求|情况|说明|依据|原则|范围|任务|概况|内容|安排|计划|措施|资金$|预算$|总体|附件|附表|通知|清单|明细"
)
"""Words of headings that say what a part of the text is about, and not of which project."""
_ROWS = 6
"""Rows of a grid that are looked at: its first row, or the one below, is the header of a table without a head."""
_LINES = 8
"""Most lines between the heading and its table: sums, goal, and the caption of the table."""


def with_names(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a file; a heading that names the project of the table below it is a row of that table."""
    held: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            found = name_in(block.text)
            if found is not None and found.numbered:
                yield from held
                held = [block]
            elif held and len(held) <= _LINES and split_title(block.text) is None:
                held.append(block)
            else:
                yield from held
                held = []
                yield block
            continue
        yield from _headed(held, block) if held else (block,)
        held = []
    yield from held


@dataclass(frozen=True, slots=True)
class Named:
    """A heading taken apart: the name, the sum in brackets behind it ("" without one), and whether it has a number."""

    name: str
    money: str
    numbered: bool


def name_in(text: str) -> Named | None:
    """The name of a project in a heading; None if it is longer, or a word of a form itself."""
    found = _HEADING.fullmatch(text)
    name = found["name"] if found else ""
    money = money_label(name)  # 农村危房改造补助 may be a source of money, but its words are not the label of a sum
    known = known_title(name) or label_of(name) is not None or (money is not None and money.part in SUMS)
    if found is None or known or is_class(name) or _GENERIC.search(name) or split_title(name) is not None:
        return None
    aside = (found["aside"] or "").strip("()（）")
    return Named(name, aside if stated(aside) else "", found["number"] is not None)


def _headed(lines: Sequence[Line], grid: Grid) -> Iterator[Block]:
    """``lines`` and ``grid``, what the lines say of the project as rows of the grid if it is a table without a head."""
    rows = [Row(grid, index) for index in range(min(len(grid.rows), _ROWS))]
    header = bind(rows)
    if header is None or not is_form(header) or any(map(opens_project, rows)):
        yield from lines
        yield grid
        return
    heading, *others = lines
    found = name_in(heading.text)
    name = found.name if found else ""
    head = [[Cell(vocabulary.NAME, heading.source), Cell(name, heading.source)]]
    head += [[Cell(found.money, heading.source)]] if found and found.money else []
    for line in others:
        if _tells(line.text):
            head.append([Cell(line.text.strip(), line.source)])
        else:
            yield line
    yield _above(head, grid, f"项目名称“{name}”取自表上的标题")


def _tells(text: str) -> bool:
    """Whether a line is about the project's money or goal: 批复资金80万元，其中…; 绩效目标：…"""
    inline = INLINE.match(text.strip())
    return bool(stated(text.strip())) or (
        inline is not None and field_of_label(inline.group(1)) in GOAL_FIELDS | MONEY_FIELDS
    )


def _above(head: Sequence[Sequence[Cell]], grid: Grid, note: str) -> Grid:
    """``grid`` below the rows of ``head``, its merged cells moved down with it."""
    down = len(head)
    blank = [Cell("", cell.source) for cell in grid.rows[0]]
    lines = [[*line, *blank[len(line) :]] for line in head]
    rows = [
        [replace(cell, anchor=(cell.anchor[0] + down, cell.anchor[1])) if cell.anchor else cell for cell in row]
        for row in grid.rows
    ]
    return replace(grid, rows=[*lines, *rows], notes=[*grid.notes, note])
