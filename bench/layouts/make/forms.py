"""Parts that most forms share: the rows of indicators under their classes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from bench.layouts.make.design import Row
from bench.layouts.make.grid import ABOVE, Grid

Column: TypeAlias = str | Callable[[Row], str]
"""A field or a further cell of a row by its name, or a function of the row."""


def cell(row: Row, column: Column) -> str:
    """The text of a row in a column."""
    if callable(column):
        return column(row)
    return str(getattr(row, column)) if hasattr(row, column) else row[column]


def once(texts: Sequence[str], within: Sequence[str] | None = None) -> Iterator[str]:
    """The texts with each repetition joined to the cell above, anew where ``within`` changes."""
    before: tuple[str, str] | None = None
    for text, group in zip(texts, within or [""] * len(texts), strict=True):
        yield ABOVE if (text, group) == before else text
        before = (text, group)


def ladder(rows: Sequence[Row], *columns: Column, levels: Sequence[str] = ("level1", "level2")) -> Grid:
    """The rows with merged level cells left of the columns."""
    outer = [row.level1 for row in rows]
    ranks = [list(once([getattr(row, level) for row in rows], outer)) for level in levels]
    return [[*(rank[n] for rank in ranks), *(cell(row, c) for c in columns)] for n, row in enumerate(rows)]
