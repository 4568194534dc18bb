"""Rows that a page break cuts in two, in tables that print the project's cells again in every row."""

from __future__ import annotations

from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.row import SEPARATOR, Row, RowRole, clean
from auditor.forms.table.table import Table
from auditor.model import Repair, RepairKind

_SOME = 4
"""Rows with an indicator that show that a table prints a project's name in every row, if nine of ten have one.

A choice, not measured: no row of the samples or of bench/accuracy changes for any number from 1 on, or for a share from
0.2 to 0.99. Not all ten, because a page break can leave half a row without its name.
"""


def in_every_row(table: Table, columns: Columns) -> bool:
    """Whether nearly every row with an indicator prints a project's name.

    Then a repeated name does not start a new project. Fewer than ``_SOME`` rows show nothing: there a name printed
    twice is reported as a repetition.
    """
    home, name = columns.roles[vocabulary.LEVEL3], columns.roles[vocabulary.NAME]
    named = [
        bool(row.text(name)) for place, row in enumerate(table.rows) if row.text(home) and place not in table.headers
    ]
    return len(named) >= _SOME and sum(named) >= 0.9 * len(named)


def join_cut_rows(table: Table, columns: Columns) -> list[Repair]:
    """Join the two halves of each row that a page break cuts, cell by cell, into the first half.

    If every row prints its project, a row without a name at the foot or head of a page is half a row. So is a row
    whose name, joined to the name of the other half, is the name of a neighbouring row.
    """
    repairs: list[Repair] = []
    name = columns.roles[vocabulary.NAME]
    data = _data(table)
    for place in range(1, len(data)):
        first, second = data[place - 1], data[place]
        if first.grid is second.grid:
            continue
        left, right = _bare(first.text(name)), _bare(second.text(name))
        near = [_bare(row.text(name)) for row in (data[max(0, place - 2)], data[min(len(data) - 1, place + 1)])]
        if (left and right and left + right not in near) or (left and right and left in near and right in near):
            continue  # 绿化养护 / 道路维修: two names; 绿化 / 养护 below 绿化 and above 养护: whole names of their own
        if not _halves(first, second, columns):
            continue  # 绿化养护 | … | ≥ | 90 / _ | … | ≥ | 95: two targets are two rows
        # 绿化 | … | ≥ | 90 / 养护 | … above 绿化养护 | …: one row
        printed = first.raw
        for column, text in list(second.filled()):
            joined = clean(f"{first.text(column)}\n{text}")
            first.rename(column, joined)
        second.role = RowRole.STITCHED
        shown = SEPARATOR.join((printed, second.raw))
        repairs.append(Repair(RepairKind.STITCHED, second.source, shown, first.raw))
    return repairs


def _data(table: Table) -> list[Row]:
    """The rows below the headers."""
    data: list[Row] = []
    place = 0
    while place < len(table.rows):
        if place in table.headers:
            place += table.headers[place].rows
            continue
        if not table.opens_header(place):
            data.append(table.rows[place])
        place += 1
    return data


def _halves(first: Row, second: Row, columns: Columns) -> bool:
    """Whether two rows can be halves of one: a row has one target value, so only one half prints it."""
    once = [
        columns.roles[role]
        for role in (vocabulary.VALUE, vocabulary.OPERATOR, vocabulary.TOTAL)
        if role in columns.roles
    ]
    return not any(first.text(column) and second.text(column) for column in once)


def _bare(text: str) -> str:
    return "".join(text.split())
