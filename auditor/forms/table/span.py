"""One title over several columns: which of them holds what, by closed sets of words.

指标值 over ≥ | 500 | 人 names three fields, 指标分类 over 产出指标 | 数量指标 two. The title says of what, the cells
which is which; nothing is guessed, because signs, units and classes are closed sets.
"""

from __future__ import annotations

from collections.abc import Callable

from auditor.forms.cells.split import joined_levels
from auditor.forms.table import vocabulary
from auditor.forms.table.row import Row, key
from auditor.language.levels import is_level1, is_level2
from auditor.language.numbers import parse_number
from auditor.language.operators import is_operator
from auditor.language.units import read_unit

_PAIR = 2
"""Cells of a label with its value."""
_SEEN = 20
"""Rows below a header that are looked at to tell what a column holds: more than a form has of one class."""
_LEVELS = {vocabulary.LEVEL1: is_level1, vocabulary.LEVEL2: is_level2}


def body(rows: list[Row], start: int) -> list[Row]:
    """The first rows of data from ``start`` on, down to the head of the next form."""
    found: list[Row] = []
    for row in rows[start : start + _SEEN]:
        first = key(row.filled()[0][1]) if row.filled() else ""
        if first in vocabulary.spellings("项目头") or (
            first in vocabulary.COLUMN_NUMBERS and len(row.filled()) == _PAIR
        ):
            break  # 项目名称 | 培训费; 序号 | 2
        found.append(row)
    return found


def is_class(text: str) -> bool:
    """Whether a cell holds nothing but the class of an indicator: 产出指标, 数量."""
    return is_level1(text) or is_level2(text)


def names_levels(text: str) -> bool:
    """Whether a cell holds a class, or both levels at once: 产出指标, 数量, 产出指标-数量指标."""
    return is_class(text) or joined_levels(text) is not None


def is_unit_word(text: str) -> bool:
    """Whether a cell holds nothing but a unit of measure: 人, 万元/家."""
    return parse_number(text).value is None and bool(read_unit(text).dimension)


def untitled_parts(rows: list[Row], cells: dict[int, str], roles: dict[str, int]) -> dict[str, int]:
    """The fields of the columns under a title that is printed once over several; {} if there are none.

    ``rows``: the rows below the header; ``cells``: its titles by column.
    """
    found = _classes(rows, cells, roles)
    value = roles.get(vocabulary.VALUE)
    if value is None or not {vocabulary.OPERATOR, vocabulary.UNIT}.isdisjoint(roles):
        return found
    parts = _columns(rows, cells, value)
    signs = [column for column, texts in parts.items() if all(map(is_operator, texts))]
    units = [column for column, texts in parts.items() if all(map(is_unit_word, texts))]
    rest = [column for column in parts if column not in {*signs, *units}]
    if len(rest) == 1 and len(signs) < 2 and len(units) < 2 and len(parts) > 1:
        found |= {vocabulary.VALUE: rest[0]}
        found |= {vocabulary.OPERATOR: signs[0]} if signs else {}
        found |= {vocabulary.UNIT: units[0]} if units else {}
    return found


def by_class(rows: list[Row], roles: dict[str, int]) -> dict[str, int]:
    """``roles``, with 指标类别 and 指标类型 as the levels that they hold and the header lacks: 产出指标 | 数量指标.

    A list of projects with one class column (指标类型: 数量指标) has it as its level 1; each indicator gets the level
    above it when it is read.
    """
    roles = dict(roles)

    def holds(role: str, fits: Callable[[str], bool]) -> bool:
        texts = [text for row in rows if role in roles and (text := row.text(roles[role]))]
        return bool(texts) and all(map(fits, texts))

    if holds(vocabulary.TYPE, is_class):  # not 定量 | 定性
        if {vocabulary.LEVEL1, vocabulary.LEVEL2}.isdisjoint(roles) and holds(vocabulary.CLASS, is_level1):
            roles[vocabulary.LEVEL1] = roles.pop(vocabulary.CLASS)
        lacks = [role for role in (vocabulary.LEVEL1, vocabulary.LEVEL2) if role not in roles]
        lacked = vocabulary.CLASS if len(lacks) == len(_LEVELS) else next(iter(lacks), "")
        if lacked and lacked not in roles and holds(vocabulary.TYPE, _LEVELS.get(lacked, is_class)):
            roles[lacked] = roles.pop(vocabulary.TYPE)
    # A column under an unknown title may be the level 1 that seems to lack.
    elsewhere = any(column not in roles.values() and is_level1(text) for row in rows for column, text in row.filled())
    if vocabulary.LEVEL1 not in roles and {vocabulary.NAME, vocabulary.LEVEL3} <= roles.keys() and not elsewhere:
        only = next((role for role in (vocabulary.CLASS, vocabulary.LEVEL2) if holds(role, names_levels)), "")
        if only:
            roles[vocabulary.LEVEL1] = roles.pop(only)
    return roles


def _classes(rows: list[Row], cells: dict[int, str], roles: dict[str, int]) -> dict[str, int]:
    """Level 1 and level 2 under 指标分类, and the name behind them under 绩效指标."""
    title = roles.get(vocabulary.CLASS, roles.get(vocabulary.GLUED))
    if title is None or not {vocabulary.LEVEL1, vocabulary.LEVEL2}.isdisjoint(roles):
        return {}
    parts = list(_columns(rows, cells, title).items())
    if len(parts) < 2 or not all(map(is_level1, parts[0][1])) or not all(map(is_level2, parts[1][1])):
        return {}
    found = {vocabulary.LEVEL1: parts[0][0], vocabulary.LEVEL2: parts[1][0]}
    if vocabulary.LEVEL3 not in roles and len(parts) == 3:
        found[vocabulary.LEVEL3] = parts[2][0]
    return found


def _columns(rows: list[Row], cells: dict[int, str], title: int) -> dict[int, list[str]]:
    """What the columns from ``title`` up to the next title hold, those that hold nothing left out."""
    width = max(map(len, rows), default=0)
    end = min((column for column in cells if column > title), default=width)
    texts = {column: [text for row in rows if (text := row.text(column))] for column in range(title, end)}
    return {column: held for column, held in texts.items() if held}
