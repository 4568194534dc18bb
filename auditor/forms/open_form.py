"""A form whose head and whose indicators stand in grids of their own, with a title between them or without.

项目名称 | 培训费 and its sums in one grid, 年度绩效目标表 as a line, then 一级指标 | 三级指标 | 指标值: the head waits
for its indicators, and they have no head. Each half alone would be read as nothing, or would have no owner.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.forms.cells.labels import label_of, opens_form
from auditor.forms.table import vocabulary
from auditor.forms.table.header import bind_at, is_form, is_header_at, names_class
from auditor.forms.table.row import Row, key
from auditor.forms.table.title import role_of
from auditor.table_kinds import TableKind

_HEAD = 60
"""Rows that a head can have, as in ``stitch``."""
_TOP = 6
"""Rows at the top of a table without a head in which its header stands, a line of groups and remarks above it."""
_TITLES = 2
"""Titles of a list of projects in one row, from which on 项目名称 is a title and no label."""


def completes(rows: Sequence[Row], kind: TableKind, title: str, run: Sequence[Row]) -> bool:
    """Whether ``run`` holds the indicators of the form whose head ends a table with these ``rows`` of ``kind``.

    ``title``: that of the table between them, "" without one. 部门整体支出绩效目标表 below 项目支出绩效目标表 is of
    another form, 年度绩效目标表 may be a part of any.
    """
    named = TableKind.of_title(key(title))
    part = named is None or (named is TableKind.PROJECTS and "项目" not in title)
    if run[0].hidden != rows[-1].hidden or not (part or kind in {named, TableKind.BUDGET, TableKind.OTHER}):
        return False
    return _is_headless(run, kind) and _waits(rows, kind)


def _waits(rows: Sequence[Row], kind: TableKind) -> bool:
    """Whether the last form of a table has a head so far and no indicators."""
    for row in reversed(rows[-_HEAD:]):
        if names_class(row):
            return False
        if opens_form(row, kind):
            return not _lists(row)
        roles = {role_of(text) for _, text in row.filled()}
        if vocabulary.VALUE in roles or not roles.isdisjoint((vocabulary.LEVEL1, vocabulary.LEVEL3)):
            return False
    return False


def _is_headless(rows: Sequence[Row], kind: TableKind) -> bool:
    """Whether rows are the indicators of a form, without a head of their own above their header."""
    for place, row in enumerate(rows[:_TOP]):
        if is_header_at(list(rows), place):
            columns = bind_at(list(rows), place)
            glued = not columns.project and {vocabulary.GLUED, vocabulary.VALUE} <= columns.roles.keys()
            return is_form(columns) or glued
        if opens_form(row, kind):
            return False
    return False


def _lists(row: Row) -> bool:
    """Whether a row holds the titles of a list of projects: 项目名称 | 预算数 | 主管部门."""
    named = [text for _, text in row.filled() if role_of(text) or label_of(text) is not None]
    return len(named) > _TITLES and len(named) == len(row.filled())
