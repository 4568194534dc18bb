"""The kinds of table a budget book prints. A new kind is one record here, and a layout that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a book keeps the goals of some kinds: attribute of ``Book``, key in findings.json, heading in a report."""

    attribute: str
    key: str
    heading: str


_PROJECTS = Shelf("projects", "projects", "项目支出绩效表")
_DEPARTMENTS = Shelf("departments", "department_goals", "部门整体支出绩效目标表")
_TRANSFERS = Shelf("transfers", "transfers", "转移支付绩效目标表")
SHELVES = (_PROJECTS, _DEPARTMENTS, _TRANSFERS)
"""The order in which goals are numbered and shown."""


class TableKind(StrEnum):
    """The kind of a table, as records (title, 表类 in the facts, shelf, words of its title).

    Only performance tables have a shelf. If a title has the words of several kinds, the last of them counts
    (部门整体支出绩效自评表 is a self-evaluation).
    """

    PROJECTS = "项目支出绩效表", "项目", _PROJECTS, ("绩效",)
    DEPARTMENT = "部门整体支出绩效目标表", "整体", _DEPARTMENTS, ("绩效", "整体")
    TRANSFER = "转移支付绩效目标表", "转移支付", _TRANSFERS, ("绩效", "转移支付")
    SELF_EVALUATION = "项目支出绩效自评表", "自评", _PROJECTS, ("绩效", "自评")
    BUDGET = "预算表"
    """Any other budget table; its title says which."""
    OTHER = "其他"
    """Not a budget table: prose in cells, a table of contents."""

    fact: str
    """表类 of its rows in the fact tables, "" for other tables."""
    shelf: Shelf | None
    title_words: tuple[str, ...]
    """A title that holds all of them names this kind."""

    def __new__(
        cls, title: str, fact: str = "", shelf: Shelf | None = None, title_words: tuple[str, ...] = ()
    ) -> TableKind:
        kind = str.__new__(cls, title)
        kind._value_ = title
        kind.fact, kind.shelf, kind.title_words = fact, shelf, title_words
        return kind

    @classmethod
    def of_title(cls, title: str) -> TableKind | None:
        """The kind of performance table that a title without blanks names, None if it does not name one."""
        named = (kind for kind in reversed(cls) if kind.title_words)
        return next((kind for kind in named if all(word in title for word in kind.title_words)), None)


FACT_KINDS: dict[str, TableKind] = {kind.fact: kind for kind in TableKind if kind.fact}
"""Performance tables by 表类, as rules name them (``in: [项目]``)."""
