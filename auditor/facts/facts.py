"""The facts of one audit: tables in DuckDB, and for every row the project or indicator it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditor.grid import Source

if TYPE_CHECKING:
    import duckdb

    from auditor.ties.check import Tie


@dataclass(frozen=True, slots=True)
class Subject:
    """What a fact row is about; a finding on the row takes its location and identity from here.

    ``others`` are the ids of the other rows involved. ``order`` sorts findings: document, project,
    indicator by position. ``identity`` is what does not change when lines, pages or paths change:
    department, year, project, level 2, name.
    """

    document: str
    project: str | None
    indicator: str | None
    source: Source
    raw: str
    order: tuple[int, int, int]
    identity: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class Facts:
    """``connection`` holds the tables of schema.py, locked. ``subjects`` lists each table's rows by 行标识."""

    connection: duckdb.DuckDBPyConnection
    subjects: dict[str, list[Subject]]
    names: dict[str, str]
    """Names of the projects by id, for messages."""
    ties: dict[str, list[Tie]] = field(default_factory=dict)
    """The relations between tables as checked, by document."""
    _kinds: dict[str, list[str]] = field(default_factory=dict)
    """表类 of each row, for the tables with such a column."""

    def subject(self, table: str, row: int) -> Subject:
        """What row ``row`` (its 行标识) of ``table`` is about."""
        return self.subjects[table][row]

    def kinds(self, table: str) -> set[str] | None:
        """The values of 表类 that occur in ``table``; None if it has no such column."""
        kinds = self.row_kinds(table)
        return None if kinds is None else set(kinds)

    def row_kinds(self, table: str) -> list[str] | None:
        """表类 of each row of ``table``, by 行标识; None if it has no such column."""
        return self._kinds.get(table)

    def close(self) -> None:
        self.connection.close()
