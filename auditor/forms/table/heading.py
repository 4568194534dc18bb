"""The heading of a budget table: a block of header rows, the full title of each column, rows of column numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from auditor.forms.table import vocabulary
from auditor.forms.table.money import is_amount
from auditor.forms.table.row import Row, clean
from auditor.language.subject_code import is_total
from auditor.language.text import half_width, squeeze

_MOST = 4
"""Most header rows that hold titles. With three no row of the samples changes, with two 175 do."""
_COLUMN_NUMBER = re.compile(r"\(?([0-9]{1,2})\)?(?:[=＝].*)?")
"""1, (2), 3=1+2."""


@dataclass(slots=True)
class Heading:
    """The header rows at the top of a table, and what they name."""

    rows: list[Row] = field(default_factory=list)
    paths: dict[int, str] = field(default_factory=dict)
    """Titles by column, the lines joined with "/": 预算数/基本支出/小计."""
    titles: frozenset[int] = frozenset()
    """The columns in which a row of data prints a title: 类 | 款 | 项 | 合计 | 1,198.40."""

    def holds(self, row: Row, column: int) -> bool:
        """Whether what is printed at ``column``, or covers it, is a title of the column and not data."""
        if row.covered(column):
            cell = row.resolved(column)
            return cell is not None and f"/{squeeze(clean(cell.text))}/" in f"/{self.paths.get(column, '')}/"
        return column in self.titles and squeeze(row.text(column)) in vocabulary.CODE_PARTS


def heading_of(rows: list[Row]) -> Heading:
    """The heading of a table with these rows; without rows if the first one holds a sum.

    Below the first row, a row belongs to it if each of its filled cells is below a wider cell, or below an empty corner
    on the left. A cell is as wide as its merge, or as the empty cells to its right that are below the same cell; one
    below which nothing is printed stays as wide. A row with a sum does not belong to it; a row of column numbers
    (栏次 | 1 | 2) is the last header row. A column without a title that prints something is named by its place.
    """
    if not rows or any(is_amount(text) for _, text in rows[0].filled()):
        return Heading()
    width = max(len(row) for row in rows)
    heads, titles = [rows[0]], [rows[0].filled()]
    groups = list(_refined(rows[0], [range(width)]))
    corner = set(range(rows[0].filled()[0][0])) if not rows[0].empty else set()
    mixed: Row | None = None
    for row in rows[1:]:
        if row.empty and any(row.covered(column) for column in range(len(row))):
            heads.append(row)
            titles.append([])
            continue
        wide = {column for group in groups if len(group) > 1 for column in group}
        below = [(column, text) for column, text in row.filled() if column in wide]
        if below:
            below = [(column, text) for column, text in row.filled() if column in wide | corner]
        if _numbers_columns(row):
            heads.append(row)
            titles.append([(column, text) for column, text in below if not _is_number(text)])
            break
        parts = [(column, text) for column, text in below if squeeze(text) in vocabulary.CODE_PARTS]
        if not below or len(heads) >= _MOST:
            break
        if len(below) < len(row.filled()) or any(is_amount(text) for _, text in below):
            if len(parts) > 1:  # 类 | 款 | 项 | 合计 | 1,198.40
                mixed = row
                titles.append(parts)
            break
        heads.append(row)
        titles.append(below)
        groups = list(_refined(row, groups))
    lines = heads if mixed is None else [*heads, mixed]
    paths = _paths(lines, titles, width)
    for row in rows[len(heads) :]:  # a wide title without titles below it names every column that prints something
        for column, _ in row.filled():
            group = next((group for group in groups if column in group), None)
            if column not in paths and group is not None:
                paths[column] = paths.get(group.start) or f"第{column + 1}列"
    named = frozenset(column for column, _ in titles[-1]) if mixed is not None else frozenset()
    return Heading(heads, dict(sorted(paths.items())), named)


def _refined(row: Row, groups: list[range]) -> Iterator[range]:
    """The groups of columns below ``row``: each of its cells with the empty cells to its right begins a new one."""
    for group in groups:
        filled = [column for column in group if row.text(column)]
        if not filled:
            yield group
            continue
        if filled[0] > group.start:
            yield from (range(column, column + 1) for column in range(group.start, filled[0]))
        for start, stop in pairwise([*filled, group.stop]):
            covered = next((column for column in range(start, stop) if row.covered(column)), stop)
            yield range(start, covered)
            yield from (range(column, column + 1) for column in range(covered, stop))


def _paths(lines: list[Row], titles: list[list[tuple[int, str]]], width: int) -> dict[int, str]:
    """Titles by column. An empty cell of a line belongs to the cell on its left if both are below the same cell; in
    the last line that names anything for it only a column's own cell does."""
    paths: dict[int, tuple[str, ...]] = dict.fromkeys(range(width), ())
    deepest = max((depth for depth, named in enumerate(titles) if named), default=0)
    for depth, (row, named) in enumerate(zip(lines, titles, strict=True)):
        own = {column: squeeze(text) for column, text in named}
        above = dict(paths)
        current = ""
        for column in range(width):
            text = "" if row.covered(column) else own.get(column, "")
            if text:
                current = text
            elif row.covered(column) or (column and above[column] != above[column - 1]):
                current = ""
            if text or (current and depth < deepest):
                paths[column] = (*above[column], current)
    return {column: "/".join(parts) for column, parts in paths.items() if parts}


def _numbers_columns(row: Row) -> bool:
    """Whether a row numbers the columns: 栏次 | 1 | 2 | 3=1+2, or 1 to n. Never a total.

    Three numbers at least where the row does not say so, by 栏次 or by one word on each side: two sums may be 1 and 2.
    """
    numbers = [int(found.group(1)) for _, text in row.filled() if (found := _column_number(text))]
    words = [squeeze(text) for _, text in row.filled() if not _column_number(text)]
    if numbers != list(range(1, len(numbers) + 1)) or any(map(is_amount, words)):
        return False
    if any(word in vocabulary.COLUMN_NUMBERS for word in words):
        return bool(numbers)
    sided = len(words) == len(numbers) > 1 and len(set(words)) == 1
    return (sided or len(numbers) > 2) and not any(map(is_total, words))


def _column_number(text: str) -> re.Match[str] | None:
    return _COLUMN_NUMBER.fullmatch(half_width(squeeze(text)))


def _is_number(text: str) -> bool:
    return _column_number(text) is not None or squeeze(text) in vocabulary.COLUMN_NUMBERS
