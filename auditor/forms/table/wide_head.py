"""The header of a summary with one row a project: which columns are the project's, which hold indicators as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.row import Row, clean
from auditor.forms.table.span import is_class
from auditor.forms.table.title import is_group, role_of
from auditor.grid import Cell
from auditor.language.levels import level1, level2
from auditor.language.lexicon import aliases
from auditor.language.operators import split_operator

_OWN = {*vocabulary.INDICATOR_ROLES, vocabulary.ACTUAL, vocabulary.TYPE}
"""Titles of a table with a row or a column for each indicator, which is read by another layout."""
_LINES = 3
"""Lines of a header at most: 绩效指标, 产出指标, 数量指标."""
_TITLE = 20
"""Most characters of a title; a longer text is one of the body. A choice: the longest class has fourteen."""


@dataclass(frozen=True, slots=True)
class ClassTitle:
    """The class that a column's title names: (level 1, level 2) as printed, "" for what it does not name."""

    upper: str
    lower: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class WideHead:
    """The header whose first line is ``start``: the columns of the project, and those with indicators."""

    start: int
    rows: int
    columns: Columns
    classes: dict[int, ClassTitle]

    @property
    def named(self) -> bool:
        """Whether a title names a class; 绩效指标 alone is the title of other tables as well."""
        return any(title.lower or title.upper for title in self.classes.values())


def wide_heads(rows: list[Row]) -> Iterator[WideHead]:
    """The headers of a table in printed order."""
    place = 0
    while place < len(rows):
        head = _head_at(rows, place)
        if head is not None:
            yield head
            place = head.start + head.rows
        else:
            place += 1


def _head_at(rows: list[Row], place: int) -> WideHead | None:
    """The header whose first line with classes is ``rows[place]``."""
    row = rows[place]
    if not _names_classes(row) or not _titles(row):
        return None
    start, end = place, place + 1
    while start and place - start < _LINES - 1 and _over(rows[start - 1], rows[start]):
        start -= 1
    while end < len(rows) and end - start < _LINES and _under(rows[end]):
        end += 1
    lines = rows[start:end]
    stacks = [_stack(lines, column) for column in range(max(map(len, lines)))]
    roles: dict[str, int] = {}
    titles: dict[int, str] = {}
    classes: dict[int, ClassTitle] = {}
    for column, stack in enumerate(stacks):
        words = [cell for text, cell in stack if is_class(text)]
        named = [role for role in (role_of(text) for text, _ in reversed(stack)) if role]
        if set(named) & _OWN:
            return None
        if words:
            upper, lower = ("", *(clean(cell.text) for cell in words))[-2:]
            classes[column] = ClassTitle(upper, lower, words[-1])
        elif vocabulary.GLUED in named:
            classes[column] = ClassTitle("", "", stack[-1][1])
        elif stack:
            titles[column] = stack[-1][0]
            if named and named[0] in (*vocabulary.PROJECT_ROLES, *vocabulary.PROJECT_EXTRA):
                roles.setdefault(named[0], column)
    if vocabulary.NAME not in roles or not classes:
        return None
    if any(level1(one.lower) and not level2(one.lower) for one in classes.values() if not one.upper):
        classes = {
            place: one if one.upper or not level1(one.lower) else ClassTitle(one.lower, "", one.cell)
            for place, one in classes.items()
        }
    return WideHead(start, end - start, Columns(roles, end - start, titles), classes)


def _names_classes(row: Row) -> bool:
    """Whether a row names classes or 绩效指标, the title of all of them. Most rows do not: looking first saves time."""
    texts = [text for _, text in row.filled()]
    if not any(text.endswith("指标") or text in _words() for text in texts):
        return False
    return _classes(row) or any(map(is_group, texts))


def _classes(row: Row) -> bool:
    """Whether a row names two classes of one level, or three: 产出指标 | 数量指标 alone begin a row of data."""
    words = [text for _, text in row.filled() if _is_class(text)]
    return len(words) > 2 or (len(words) == 2 and any(all(map(level, words)) for level in (level1, level2)))


def _is_class(text: str) -> bool:
    """``is_class``, quick for the many texts that are none: points and stars stand at the end of a class."""
    return text in _words() or (text.endswith((")", "）", "*", "★")) and is_class(text))


@cache
def _words() -> frozenset[str]:
    listed = {*aliases("levels", "一级指标"), *aliases("levels", "二级指标")}
    return frozenset((*listed, *(word.removesuffix("指标") for word in listed)))


def _titles(row: Row) -> bool:
    """Whether no cell of a row is too long for a title, or a target."""
    return all(len(text) <= _TITLE and not split_operator(text)[0] for _, text in row.filled())


def _over(above: Row, row: Row) -> bool:
    """Whether ``above`` is the line of a header over ``row``: titles over empty cells, or of several columns."""
    cells = above.filled()
    wide = [is_group(text) or is_class(text) for _, text in cells]
    known = any(wide) or any(role_of(text) for _, text in cells)
    return known and _titles(above) and all(over or not row.text(at) for over, (at, _) in zip(wide, cells, strict=True))


def _under(row: Row) -> bool:
    """Whether a row is a further line of a header: only classes, or the parts of a sum."""
    texts = [text for _, text in row.filled()]
    return bool(texts) and all(is_class(text) or role_of(text) in vocabulary.AMOUNT_ROLES for text in texts)


def _stack(lines: list[Row], column: int) -> list[tuple[str, Cell]]:
    """The titles of a column from top to bottom. A title over several columns counts for each of them."""
    found: list[tuple[str, Cell]] = []
    for place, line in enumerate(lines):
        cell = line.resolved(column)
        text = clean(cell.text) if cell is not None else ""
        below = any(is_class(other.text(column)) for other in lines[place + 1 :])
        if not text and below and line.anchor(column) is None:
            left = [(at, over) for at, over in line.filled() if at < column and (is_class(over) or is_group(over))]
            cell, text = (line.cell(left[-1][0]), left[-1][1]) if left else (None, "")
        if cell is not None and text and not any(cell is other for _, other in found):
            found.append((text, cell))
    return found
