"""A list of the tables of the file, printed as a table itself: 序号 | 表名 | 备注. It holds nothing to judge."""

from __future__ import annotations

from auditor.forms.layouts.layout import Claim, Layout, TableRead
from auditor.forms.table.columns import Columns
from auditor.forms.table.money import is_amount
from auditor.forms.table.row import Row, RowRole
from auditor.forms.table.table import Table
from auditor.forms.table.table_title import split_title
from auditor.table_kinds import TableKind

_FEWEST = 2
"""Fewest titles of tables in such a list: one alone may be the title of the table below."""
_LONGEST = 60
"""Most rows that are looked at; no file has so many tables."""


def _claims(table: Table, _: Columns | None) -> bool:
    if table.kind not in {TableKind.BUDGET, TableKind.OTHER} or len(table.rows) > _LONGEST:
        return False
    listed = [_lists(row) for row in table.rows]
    return sum(listed) >= _FEWEST and all(listed[1:])


def _lists(row: Row) -> bool:
    """Whether a row names a table, and holds no sum beside its number."""
    texts = [text for _, text in row.filled()]
    titles = [text for text in texts if split_title(text) is not None]
    numbers = [text for text in texts if is_amount(text)]
    return len(titles) == 1 and len(numbers) <= 1 and texts[: len(numbers)] == numbers


def _read(table: Table) -> TableRead:
    for row in table.rows:
        row.role = row.role or RowRole.NOTE
    return TableRead(remark="表的目录，不是表", unread_rows=0)


LAYOUTS = (Layout("表目录", _claims, _read, Claim.PRINTED),)
