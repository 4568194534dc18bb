"""Grids of words instead of a table of the budget: the menu of a web page, its index number, a list of links.

Such a grid has no title, no sum, no title of a column of a performance table and no class of indicators. Nothing in
it is judged, so it is read as remarks and does not make a document unread. The same holds for the lists of words that
drop-down boxes take from a hidden sheet.
"""

from __future__ import annotations

from auditor.forms.layouts.layout import Layout, TableRead
from auditor.forms.table.columns import Columns
from auditor.forms.table.header import names_class
from auditor.forms.table.money import is_amount
from auditor.forms.table.row import RowRole
from auditor.forms.table.span import is_class
from auditor.forms.table.table import Table
from auditor.forms.table.title import role_of
from auditor.table_kinds import TableKind


def _claims(table: Table, header: Columns | None) -> bool:
    if header is not None:
        return False
    if not table.title and all(row.hidden for row in table.rows):
        return True  # lists of words for drop-down boxes
    if table.kind is not TableKind.OTHER:
        return False
    texts = [text for row in table.rows for _, text in row.filled()]
    return not any(map(names_class, table.rows)) and not any(
        is_amount(text) or is_class(text) or role_of(text) for text in texts
    )


def _read(table: Table) -> TableRead:
    for row in table.rows:
        row.role = RowRole.NOTE
    return TableRead(unread_rows=len(table.rows), remark="没有表名、金额和指标，按文字处理，不作审核")


LAYOUTS = (Layout("文字", _claims, _read),)
