"""The titles of a list of projects with their sums: 项目编号 | 预算合计 | 财政资金 | 其他资金 | 项目名称."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.forms.cells.labels import label_of
from auditor.forms.cells.money_label import MoneyLabel, money_label
from auditor.forms.cells.money_table import SUMS, titles_of_sums
from auditor.forms.table import vocabulary
from auditor.forms.table.money_units import unit_of
from auditor.forms.table.row import Row
from auditor.forms.table.title import role_of
from auditor.language.text import squeeze

_NAMES = frozenset(("项目", "专项", "名称", "编号", "编码", "代码"))
"""Titles of a column of names or codes where sums stand beside it; elsewhere they may mean anything."""


@dataclass(frozen=True, slots=True)
class SumsList:
    """The columns of a list: its names or codes, and its sums."""

    subject: Sequence[int]
    sums: Mapping[int, MoneyLabel]
    unit: str


def sums_list(row: Row, year: str, unit: str) -> SumsList | None:
    """The columns of a list of projects if the row holds its titles and the row below no label of a sum.

    ``year`` and ``unit`` are the table's, until a title names another unit.
    """
    titles = titles_of_sums(row, year)
    sums = {column: label for column, label in titles.items() if label.part in SUMS}
    subject = [column for column, text in row.filled() if column not in titles and _names(text)]
    if not subject or not sums:
        return None
    below = Row(row.grid, row.index + 1)
    if any(money_label(below.text(column)) is not None for column in subject):
        return None  # 项目 | 全市 | 砚山区 over 分配金额 | 300 | 200: the sums of one project
    return SumsList(subject, sums, next(filter(None, (unit_of(text) for _, text in row.filled())), unit))


def _names(text: str) -> bool:
    label = label_of(text)
    named = {role_of(text), label.field if label else ""} & {vocabulary.NAME, vocabulary.CODE}
    return bool(named) or squeeze(text) in _NAMES
