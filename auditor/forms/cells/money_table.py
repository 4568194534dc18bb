"""Tables of sums in heads of forms: titles of columns above, titles of lines at the left.

合计 | 财政拨款 | 其他资金 over 预算数 | 300 | 250 | 50; 2025年 | 2026年 over 财政拨款 | 80 | 250.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from auditor.forms.cells.money_label import MoneyLabel, Part, money_label, title_label
from auditor.forms.table.money import is_amount
from auditor.forms.table.row import Row

SUMS = (Part.TOTAL, Part.FISCAL, Part.OTHER)
"""The parts that a project's sums have a place for."""
COST_BESIDE = re.compile(r"依据|测算|说明|标准|单价|数量|执行数|上年|备注|公式")
"""Words of the other columns of a table of costs."""
NOTHING = re.compile(r"[-—–－/]{1,3}|无")
"""A cell that says there is nothing to print."""
_SHARE = re.compile(r"[0-9][0-9.]{0,8}[%％]")


def is_value(text: str) -> bool:
    """Whether a cell can stand in a table of sums: a sum, a share, or a sign for nothing."""
    return is_amount(text) or NOTHING.fullmatch(text) is not None or _SHARE.fullmatch(text) is not None


def titles_of_sums(row: Row, year: str) -> dict[int, MoneyLabel]:
    """The titles of the columns of a table of sums by column, {} if the row is none of titles.

    It is one if the row directly below holds sums under it, and if its titles name parts of the money, or the line
    below does (砚山区 | 泊头县 over 分配金额 | 300 | 200). ``year`` is the form's, "" if unknown.
    """
    cells, below = row.filled(), row.index + 1
    if len(cells) < 2 or below >= len(row.grid.rows) or any(is_amount(text) for _, text in cells):
        return {}
    line, titles = Row(row.grid, below).filled(), dict(cells)
    under = [column for column, text in line if is_value(text)]
    if not any(is_amount(text) for _, text in line) or not titles.keys() >= set(under):
        return {}
    labels = {column: title_label(titles[column]) for column in under}
    named = sum(label.part in SUMS for label in labels.values())
    first = [text for column, text in line if column < under[0]]
    by_line = any((label := money_label(text)) is not None and label.part in SUMS for text in first)
    if len(labels) == 1 and not (named and first and cells[0][0] < under[0]):
        return {}  # of 资金总额 over 300 the label stands above its sum
    if named < 2 and not by_line and any(map(COST_BESIDE.search, titles.values())):
        return {}  # a table of costs
    return _of_year(labels, year) if named or by_line else {}


def _of_year(labels: Mapping[int, MoneyLabel], year: str) -> dict[int, MoneyLabel]:
    """A part without a period has that of the whole left of it.

    Titles that name other years than the form's stand aside; all do if it is not known which year is the form's.
    """
    named = {label.year for label in labels.values() if label.year and label.part in SUMS}
    own = year or (named.pop() if len(named) == 1 else "")
    found: dict[int, MoneyLabel] = {}
    period = ""
    for column, label in labels.items():
        period = label.period if label.part is Part.TOTAL else period
        part = label.part if label.year in ("", own) else Part.ASIDE
        found[column] = replace(label, part=part, period=period if label.among or not label.period else label.period)
    return found


def line_title(texts: Iterable[str], year: str) -> MoneyLabel | None:
    """The title of a line by its first text, None if it has none; a line of another year than the form's is aside."""
    title = next(iter(texts), "")
    if not title:
        return None
    label = title_label(title)
    return replace(label, part=Part.ASIDE) if label.year and label.year != year else label
