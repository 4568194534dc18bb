"""All layouts. A module of this folder that reads a family of tables says so with ``LAYOUTS = (Layout(…),)``."""

from __future__ import annotations

from functools import cache

from auditor.catalogue import entries
from auditor.forms.layouts.layout import Layout, TableRead
from auditor.forms.table.table import Table


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout, narrower claims first; claims of one rank exclude one another."""
    found = [layout for offered in entries("auditor.forms.layouts", "LAYOUTS") for layout in offered]
    return tuple(sorted(found, key=lambda layout: layout.claim))


def layout_for(table: Table) -> Layout:
    """The layout that reads ``table``."""
    return next(layout for layout in layouts() if layout.claims(table, table.header))


def read_table(table: Table) -> TableRead:
    """``table`` as its layout reads it."""
    return layout_for(table).read(table)
