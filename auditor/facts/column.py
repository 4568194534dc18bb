"""A column of a fact table, and what its content rests on.

Every column declares this lineage in ``of`` and ``given``, beside the code that fills it. The program derives from it
which rows are in doubt after a low-confidence reading, and which cells a report marks. Types are those of DuckDB.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TypeAlias

FactValue: TypeAlias = str | int | float | bool | Decimal | list[str] | None
FactRow: TypeAlias = Mapping[str, FactValue]
"""One row of a fact table: column name → value, for every column of the table."""

TEXT = "VARCHAR"
TEXTS = "VARCHAR[]"
NUMBER = "DECIMAL(38, 10)"
COUNT = "INTEGER"
YES_NO = "BOOLEAN"
SHARE = "DOUBLE"

WHOLE_ROW = "整行"
"""In a reference to other rows ("指标.整行"): the existence of the row, whatever its cells say. 指标数 rests on it."""

DECIDING = "攸关"
"""In a reference to a cell of the row itself ("攸关.指标性质"): counts only where another reading of this cell would
change the column. For cells that seldom matter: 应属类别 rarely depends on ≥ or ≤, so that a doubtful sign must not put
every row in doubt."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``of``: the cells it is read from, which a report marks; ``given``: cells that only influence it.

    Both name columns of the same table, or cells of the rows that its row is made of ("指标.分值", see
    ``FactTable.parts``). A column that names itself in ``of`` is a cell printed in the form. One that rests on no cell
    says ``of=()``.
    """

    name: str
    type: str
    meaning: str
    of: tuple[str, ...]
    given: tuple[str, ...] = ()

    @property
    def printed(self) -> bool:
        """Whether it is a cell of the form, which a report can mark and a repair can put in doubt."""
        return self.name in self.of


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table that rules can be written for.

    ``of``: the columns that decide which rows exist (相似指标 has a row only where two names are alike).
    ``parts``: pairs of a name and a fact table. Lineage refers by this name to the rows that a row is made of:
    "指标.分值" in 项目. Columns that a person reads in the form have the form's words as names.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    of: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()

    def __hash__(self) -> int:
        return hash(self.name)  # hashing all columns is slow, and names of tables are unique

    def cells(self, names: Iterable[str]) -> tuple[str, ...]:
        """The printed cells that the columns ``names`` are read from, in their order. Unknown names are ignored."""
        edges = _edges(self, given=False)
        return tuple(name for name in _reached(names, edges) if name in edges.get(name, ()))

    def lineage(self, names: Iterable[str]) -> frozenset[str]:
        """Everything that the columns ``names`` rest on, with these: if one of it is in doubt, so are the columns."""
        return frozenset(_reached((*names, *self.of), _edges(self, given=True)))

    def doubtful(self, doubts: Mapping[str, Iterable[str]]) -> list[str]:
        """The columns that rest on doubtful cells of other rows. ``doubts``: name of a part → its doubtful cells."""
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
    """``names`` and everything reachable from them through ``edges``, depth first."""
    found: dict[str, None] = {}
    waiting = list(names)[::-1]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += edges.get(name, ())[::-1]
    return found
