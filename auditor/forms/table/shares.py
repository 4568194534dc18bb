"""A target for each unit: 年度指标值 over 全市 | 甲区 | 乙区. That of all is the target; the shares are kept, too."""

from __future__ import annotations

import re

from auditor.forms.table import vocabulary
from auditor.forms.table.row import Row, key
from auditor.forms.table.title import known_title, role_of

_WHOLE = re.compile(r"全[国省市州盟县区旗镇乡校院局系统]{1,2}|汇总|总体|整体|全部")
"""Titles of the column that holds the target of all units together."""


def is_whole(title: str) -> bool:
    """Whether a title names all units together."""
    return _WHOLE.fullmatch(key(title)) is not None


def whole_under(above: Row, row: Row) -> int:
    """The column of all units together in ``row``, under a title of targets in ``above``; -1 if there is none.

    The other columns under that title must be names of units: titles that nobody knows.
    """
    for column, text in above.filled():
        if role_of(text) != vocabulary.VALUE:
            continue
        end = min((other for other, _ in above.filled() if other > column), default=len(row))
        titles = {place: row.text(place) for place in range(column, end) if row.text(place)}
        whole = [place for place, title in titles.items() if is_whole(title)]
        others = [title for place, title in titles.items() if place not in whole]
        if len(whole) == 1 and others and not any(map(known_title, others)):
            return whole[0]
    return -1
