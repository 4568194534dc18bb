"""The titles of a list of projects with their sums: 项目编号 | 预算合计 | 财政资金 | 其他资金 | 项目名称."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.forms.cells.labels import label_of
from auditor.forms.cells.money_label import MoneyLabel, Part, money_label
from auditor.forms.cells.money_table import SUMS, titles_of_sums
from auditor.forms.table import vocabulary
from auditor.forms.table.money_units import unit_of
from auditor.forms.table.row import Row
from auditor.forms.table.title import role_of
from auditor.language.text import squeeze

_NAMES = frozenset(("项目", "专项", "名称", "编号", "编码", "代码"))
"""Titles of a column of names or codes where sums stand beside it; elsewhere they may mean anything."""

_WHOLE = frozenset(("小计", "计"))
"""Under a title of sums, the whole of it: 项目金额 over 小计 | 财政拨款 | 其他资金."""
_PARTS = 2
"""Fewest parts of a sum under one title: one alone is the title itself."""


@dataclass(frozen=True, slots=True)
class SumsList:
    """The columns of a list: its names or codes, and its sums."""

    subject: Sequence[int]
    sums: Mapping[int, MoneyLabel]
    unit: str
    lines: int = 1
    """Lines of its header."""


def sums_list(row: Row, year: str, unit: str) -> SumsList | None:
    """The columns of a list of projects if the row holds its titles and the row below no label of a sum.

    The titles may stand in two lines: 项目名称 | 预算安排（元） over _ | 合计 | 财政资金. ``year`` and ``unit`` are the
    table's, until a title names another unit.
    """
    found = _in_one_line(row, year, unit)
    joined = None if found else _with_line_below(row)
    if joined is None:
        return found
    named = next(filter(None, (unit_of(text) for _, text in row.filled())), unit)
    both = _in_one_line(joined, year, named)
    return both and replace(both, lines=2)


def _in_one_line(row: Row, year: str, unit: str) -> SumsList | None:
    titles = titles_of_sums(row, year)
    sums = {column: label for column, label in titles.items() if label.part in SUMS or _is_source(label)}
    subject = [column for column, text in row.filled() if column not in titles and _names(text)]
    if not subject or not any(label.part in SUMS for label in sums.values()):
        return None
    below = Row(row.grid, row.index + 1)
    if any(money_label(below.text(column)) is not None for column in subject):
        return None  # 项目 | 全市 | 砚山区 over 分配金额 | 300 | 200: the sums of one project
    return SumsList(subject, sums, next(filter(None, (unit_of(text) for _, text in row.filled())), unit))


def _is_source(label: MoneyLabel) -> bool:
    """自筹资金, 上年结转; not 中央财政资金, which is a part of 财政资金."""
    return label.part is Part.FURTHER and not label.level


def _with_line_below(row: Row) -> Row | None:
    """The row below, a line of sums, with the titles of ``row`` where it has none; None if it is none."""
    if row.index + 2 >= len(row.grid.rows) or not any(_names(text) for _, text in row.filled()):
        return None
    below = Row(row.grid, row.index + 1)
    parts = {column: text for column, text in below.filled() if squeeze(text) in _WHOLE or money_label(text)}
    if len(parts) < _PARTS or len(parts) < len(below.filled()) or not row.text(min(parts)):
        return None  # the first of the parts stands under their title
    parts = {column: text for column, text in parts.items() if squeeze(text) not in _WHOLE}
    cells = [
        upper if column not in parts and upper.text else lower
        for column, (upper, lower) in enumerate(zip(row.grid.rows[row.index], row.grid.rows[below.index], strict=False))
    ]
    rows = [*row.grid.rows[: below.index], cells, row.grid.rows[below.index + 1]]
    return Row(replace(row.grid, rows=rows), below.index)


def _names(text: str) -> bool:
    label = label_of(text)
    named = {role_of(text), label.field if label else ""} & {vocabulary.NAME, vocabulary.CODE}
    return bool(named) or squeeze(text) in _NAMES
