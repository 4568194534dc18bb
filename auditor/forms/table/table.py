"""A table as the forms read it: its rows over all grids, title, captions, header and unit of money."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from auditor.forms.table import vocabulary
from auditor.forms.table.column_content import Unbound
from auditor.forms.table.columns import Columns
from auditor.forms.table.header import bind_at, is_header_at
from auditor.forms.table.misprint import Misprint
from auditor.forms.table.money_units import unit_of
from auditor.forms.table.row import Row, RowRole, key
from auditor.forms.table.table_title import year_of
from auditor.forms.table.title import role_of
from auditor.grid import Source
from auditor.table_kinds import TableKind

HEAD_ROWS = 60
"""Rows that are searched for the header of a table: a form prints its project above it.

A choice: no row of the samples or of bench/accuracy changes for 1 to 200.
"""


@dataclass(slots=True)
class Caption:
    """A line of text above or between tables, from a Line or from a row with a single filled cell."""

    text: str
    source: Source
    row: Row | None = None
    role: RowRole = RowRole.UNREAD


@dataclass
class Table:
    """A table with all its rows, over all its grids."""

    title: str
    number: str
    kind: TableKind
    source: Source
    captions: list[Caption] = field(default_factory=list)
    named_unit: str = ""
    """The money unit that the captions name, the first if there are several. Kept, as a table may have thousands."""
    rows: list[Row] = field(default_factory=list)
    strays: list[Caption] = field(default_factory=list)
    """Lines between two parts of the table, printed only once, that are not a title, unit or page number: they may be
    the text of a cell."""
    misprints: list[Misprint] = field(default_factory=list)
    """Titles and labels that were read as the known word they differ from in one character."""
    wide: bool = False
    """Whether it begins as a summary with one row a project and indicators as text in its cells."""
    unbound: list[Unbound] = field(default_factory=list)
    """Columns that may hold a field which the header lacks."""
    money: str = ""
    """The unit of the table that this one is a part of, "" if it is whole."""

    @cached_property
    def headers(self) -> dict[int, Columns]:
        """The header rows: index in ``rows`` → the columns, the lines above and below it included. A row with a title
        that may be one of several on which rows hang (口级指标) does not count.

        Computed once: use it only when the table is complete and its titles are renamed.
        """
        unclear = {id(one.row) for one in self.misprints if one.decisive}
        return {
            place: bind_at(self.rows, place)
            for place, row in enumerate(self.rows)
            if id(row) not in unclear and is_header_at(self.rows, place)
        }

    @property
    def header(self) -> Columns | None:
        """The columns of the first header; None if the table has none."""
        return next(iter(self.headers.values()), None)

    @property
    def of_departments(self) -> bool:
        """Whether each form is that of a department: its goals, or its self-evaluation (部门整体支出绩效自评表)."""
        evaluated = self.kind is TableKind.SELF_EVALUATION and "整体" in key(self.title)
        return evaluated or self.kind is TableKind.DEPARTMENT

    def changed(self) -> None:
        """Compute the headers again: titles or labels were read as other words."""
        self.__dict__.pop("headers", None)

    def opens_header(self, place: int) -> bool:
        """Whether the row at ``place`` is the upper line of the header in the next row."""
        below = self.headers.get(place + 1)
        return below is not None and below.upper

    @property
    def unit(self) -> str:
        """The money unit that the captions or the titles of sums name, else 万元, the unit of the published forms."""
        named = self.money or self.named_unit
        if named:
            return named
        texts = (text for row in self.rows[:HEAD_ROWS] for _, text in row.filled())
        return next(filter(None, (unit_of(text) for text in texts if role_of(text) in vocabulary.AMOUNT_ROLES)), "万元")

    @property
    def year(self) -> str:
        """The calendar year that the title names, "" if it names none."""
        year = year_of(self.title)
        return str(year) if year else ""

    def parts(self, begins: list[int], kinds: list[TableKind]) -> list[Table]:
        """The table as several, cut before the rows at ``begins`` (0 the first), each of its kind."""
        whole = replace(self, rows=[], misprints=[])
        found: list[Table] = []
        for (start, end), kind in zip(pairwise([*begins, len(self.rows)]), kinds, strict=True):
            rows = self.rows[start:end]
            if not rows:
                continue
            held = {id(row) for row in rows}
            mended = [one for one in self.misprints if id(one.row) in held]
            open_ = [one for one in self.unbound if id(one.row) in held]
            part = replace(whole, kind=kind, rows=rows, misprints=mended, unbound=open_, money=self.unit)
            if found:
                part = replace(part, source=rows[0].source, captions=[], strays=[])
            found.append(part)
        return found
