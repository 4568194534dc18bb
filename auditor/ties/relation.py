"""A relation between amounts, as a rule states it: 支出总表 合计 = 收支总表 本年支出合计."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """How the left side must compare with the right side."""

    EQUAL = "="
    AT_MOST = "≤"
    BOTH_OR_NONE = "同有无"
    """Both sides are zero, or neither is."""


class Each(StrEnum):
    """For what a relation is checked again and again; without it, it is checked once a book."""

    LINE = "行"
    """Every line of one table."""
    CLASS = "类"
    """Every 类 of 政府收支分类科目: 205 教育支出."""
    CODE = "码"
    """Every code as printed: 2050201."""


class Structure(StrEnum):
    """A relation within each budget table that its header and codes imply."""

    COLUMNS = "分栏合计"
    """In a line, a column of a total is the sum of the columns beside it."""
    CODES = "逐级科目"
    """A code is the sum of the codes below it."""
    TOTAL = "合计行"
    """The line 合计 is the sum of the lines."""


@dataclass(frozen=True, slots=True)
class Term:
    """Amounts that a side takes from one table.

    ``kinds``: 表种; the first that the book has counts. ``rows``: names of the line, alternatives; 合计 is the total
    line, 各项 all numbered items, 明细 all lines that are not totals. ``columns``: words of the column's title,
    alternatives ("支出/合计" wants both words). Codes (``codes``) take the lines of these codes instead of ``rows``.
    """

    kinds: tuple[str, ...]
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    minus: bool = False
    any_row: bool = False
    """Any of ``rows`` may be the one that fits; without it they are names of the same line, and the first counts."""
    optional: bool = False
    """A book without this table, line or column has nothing to add here."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation. Either ``structure`` is given, or both sides are."""

    id: str
    name: str
    left: tuple[Term, ...] = ()
    right: tuple[Term, ...] = ()
    sign: Sign = Sign.EQUAL
    each: Each | None = None
    structure: Structure | None = None
