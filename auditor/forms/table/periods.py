"""Two periods in one header: columns of one field side by side, for the whole term and for the budget year."""

from __future__ import annotations

import re
from collections import Counter

from auditor.forms.table import vocabulary
from auditor.forms.table.row import Row
from auditor.forms.table.title import period_of, role_of

Block = tuple[str, dict[str, int]]
"""A period and the columns of an indicator for it."""
LONG, _YEAR = "长期", "年度"
_A_YEAR = re.compile(r"(20[0-9]{2})年?")
_SHARED = (vocabulary.LEVEL2, vocabulary.LEVEL3, vocabulary.OPERATOR, vocabulary.UNIT)
"""Columns that two values of one row share if the header has them once."""


def year_in(title: str) -> int:
    """The year that a title names (2026年目标值); 0 without one."""
    found = _A_YEAR.search(title)
    return int(found.group(1)) if found else 0


def _years(cells: dict[int, str]) -> dict[int, str]:
    """Columns of targets for a year each → 年度 for the first of the years, 长期 for those after it."""
    years = {column: year_in(text) for column, text in cells.items() if role_of(text) == vocabulary.VALUE}
    whole_term = any(period_of(cells[column]) == LONG for column in years)  # 2025-2027年指标值 names no single year
    if whole_term or not all(years.values()) or len(set(years.values())) < len(years):
        return {}
    return {column: _YEAR if year == min(years.values()) else LONG for column, year in years.items()}


def periods_of(cells: dict[int, str], roles: dict[str, int], over: Row | None) -> tuple[Block, ...]:
    """The blocks of indicator columns, the annual one last; () if there is only one.

    Either whole blocks stand side by side, each with its name, or one name has a value for each period (实施周期指标值
    | 年度指标值). ``over``: the line of the header above the titles, whose groups may name the periods.
    """
    counted = Counter(role_of(text) for text in cells.values())
    if counted[vocabulary.VALUE] < 2:
        return ()
    years = _years(cells)
    groups = {column: period_of(text) for column, text in over.filled()} if over is not None else {}
    whole = counted[vocabulary.LEVEL3] > 1
    blocks: dict[str, dict[str, int]] = {}
    named = False
    for column in sorted(cells):
        role = role_of(cells[column])
        if role not in vocabulary.INDICATOR_ROLES and role != "指标解释":
            continue
        if counted[role] == 1 and (role == vocabulary.LEVEL1 or not whole):
            continue
        above = max((place for place in groups if place <= column), default=None)
        period = years.get(column) or period_of(cells[column]) or (groups[above] if above is not None else "")
        named = named or bool(period)
        if not period:
            period = _YEAR if not whole or any(role in block for block in blocks.values()) else LONG
        blocks.setdefault(period, {}).setdefault(role, column)
    blocks = {period: block for period, block in blocks.items() if vocabulary.VALUE in block}
    if len(blocks) < 2 or not (whole or named):
        return ()
    if not whole:
        shared = {role: roles[role] for role in _SHARED if role in roles and counted[role] == 1}
        blocks = {period: shared | block for period, block in blocks.items()}
    return tuple(sorted(blocks.items(), key=lambda block: block[0] == _YEAR))
