"""A column of a fact table, and what its content rests on.

Every column says this lineage in ``of`` and ``given``, beside the code that fills it. Which rows a low-confidence
reading casts doubt on, and which cells a report marks, follow from it. Types are DuckDB's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TypeAlias

FactValue: TypeAlias = str | int | float | bool | Decimal | list[str] | None
FactRow: TypeAlias = Mapping[str, FactValue]
"""One row of a fact table by column name; every column of the table is there."""

TEXT = "VARCHAR"
TEXTS = "VARCHAR[]"
NUMBER = "DECIMAL(38, 10)"
COUNT = "INTEGER"
YES_NO = "BOOLEAN"
SHARE = "DOUBLE"

WHOLE_ROW = "整行"
"""Stands for the row itself in a reference to parts ("指标.整行"): that it is there, whatever its cells say."""

DECIDING = "攸关"
"""Stands for the row itself where another reading of the cell would change the column ("攸关.指标性质"): a cell that
seldom matters is not to cast doubt on every row."""


@dataclass(frozen=True, slots=True)
class Column:
    """``of`` names the cells it is read from, which a report marks; ``given`` those that only influence the reading.

    Both name columns of the same table, or cells of the rows it is made of ("指标.分值"; ``FactTable.parts``). A
    column that names itself in ``of`` is a cell printed in the form. ``of=()`` is said where no cell is behind it.
    """

    name: str
    type: str
    meaning: str
    of: tuple[str, ...]
    given: tuple[str, ...] = ()

    @property
    def printed(self) -> bool:
        """Whether it is a cell of the form: a report can mark it, a repair can doubt it."""
        return self.name in self.of


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table that rules can be written over.

    ``of``: the columns that decide which rows there are at all. ``parts``: the names by which lineage refers to the
    rows that a row is made of, and the fact table of each. Columns a person reads in the form keep the form's words.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    of: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()

    def __hash__(self) -> int:
        return hash(self.name)  # the columns take long to hash, and few tables share a name

    def cells(self, names: Iterable[str]) -> tuple[str, ...]:
        """The printed cells that the columns ``names`` are read from, in their order; unknown names have none."""
        edges = _edges(self, given=False)
        return tuple(name for name in _reached(names, edges) if name in edges.get(name, ()))

    def lineage(self, names: Iterable[str]) -> frozenset[str]:
        """Everything that the columns ``names`` rest on, themselves included: doubt of any of it is doubt of them."""
        return frozenset(_reached((*names, *self.of), _edges(self, given=True)))

    def doubtful(self, doubts: Mapping[str, Iterable[str]]) -> list[str]:
        """The columns made of other rows' cells that are in doubt. ``doubts``: the doubtful cells of each part."""
        cells = {f"{part}.{cell}" for part, doubted in doubts.items() for cell in doubted}
        if not cells:
            return []
        return [name for name, parts in _made_of_parts(self) if not parts.isdisjoint(cells)]


@cache
def _edges(table: FactTable, given: bool) -> Mapping[str, tuple[str, ...]]:
    return {column.name: column.of + (column.given if given else ()) for column in table.columns}


@cache
def _made_of_parts(table: FactTable) -> tuple[tuple[str, frozenset[str]], ...]:
    edges = _edges(table, given=True)
    parts = ((name, frozenset(cell for cell in behind if "." in cell)) for name, behind in edges.items())
    return tuple((name, cells) for name, cells in parts if cells)


def _reached(names: Iterable[str], edges: Mapping[str, tuple[str, ...]]) -> dict[str, None]:
    """``names`` and all that can be reached from them, in the order of a depth-first walk."""
    found: dict[str, None] = {}
    waiting = list(names)[::-1]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += edges.get(name, ())[::-1]
    return found
