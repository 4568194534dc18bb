"""All layouts, in the order in which they are tried. A new one is a file and an entry here."""

from __future__ import annotations

from auditor.forms.layouts import budget_table, department_goal, project_list, single_project, transfer_payment
from auditor.forms.layouts.layout import Layout, TableRead
from auditor.forms.table.stitch import Table

LAYOUTS: tuple[Layout, ...] = (
    single_project.LAYOUT,
    project_list.LAYOUT,
    department_goal.LAYOUT,
    transfer_payment.LAYOUT,
    budget_table.LAYOUT,
    budget_table.UNTITLED,
)
"""The first that claims a table reads it; the last claims every table."""


def layout_for(table: Table) -> Layout:
    """The layout that reads ``table``."""
    return next(layout for layout in LAYOUTS if layout.claims(table, table.header))


def read_table(table: Table) -> TableRead:
    """``table`` as its layout reads it."""
    return layout_for(table).read(table)
