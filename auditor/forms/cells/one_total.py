"""Parts of one total in a row below two: 其中：财政资金 | 195.4 | 其他资金 | 20 below 项目总预算 | 项目当年预算.

Beside two totals each has the same parts (财政拨款 | 80 | 财政拨款 | 40), and then a part belongs to the total that it
stands below. Different parts in one row are an enumeration, whatever column the second of them stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise

from auditor.forms.cells.money_label import MoneyLabel, Part, money_label
from auditor.forms.table.money import read_amount
from auditor.forms.table.row import Row
from auditor.model import Amount


def one_total(
    row: Row, unit: str, period_at: Callable[[int], str], totals: Mapping[tuple[Part, str], Amount]
) -> str | None:
    """The period of the total whose parts the row holds; None if the row does not enumerate the parts of one.

    ``period_at``: the period of the total above a column. The parts are those of the total they add up to, else of
    the one they stand below first.
    """
    parts: list[tuple[int, MoneyLabel, Amount]] = []
    for (column, text), (beside, following) in pairwise(row.filled()):
        label = money_label(text)
        amount = read_amount(row.cell(beside), following, unit) if label is not None else None
        if label is not None and amount is not None and amount.number is not None:
            parts.append((column, label, amount))
    if sorted(label.part for _, label, _ in parts) != sorted((Part.FISCAL, Part.OTHER)):
        return None
    if any(label.period for _, label, _ in parts) or parts[-1][1].among:
        return None
    periods = list(dict.fromkeys(period_at(column) for column, _, _ in parts))
    if len(periods) < 2:
        return None
    whole = sum((amount.number or Decimal(0) for _, _, amount in parts), Decimal(0))
    fit = (one for one in periods if (total := totals.get((Part.TOTAL, one))) is not None and total.number == whole)
    return next(fit, periods[0])
