"""Titles of the columns of a table of sums: 年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分."""

from __future__ import annotations

import re

from auditor.forms.table import vocabulary

SPENT = ("执行数", "支出数", "执行率")
"""Endings of the columns that only a table of sums with titled columns has."""
_SUMS_TITLED = {
    "全年预算数": re.compile(r"(?:全年|调整后?|调整后的?)预算(?:数|金额|额)?"),
    "年初预算数": re.compile(r"(?:年初|年度|批复|下达|申请)?预算(?:数|金额|额)?"),
    "全年执行数": re.compile(r"(?:全年|年度|本年|实际|预算)?(?:执行|支出|支付)(?:数|金额|额)?"),
    "执行率": re.compile(r"(?:预算|资金)?(?:执行|支付)率"),
}
"""Columns of the sums of a self-evaluation: their word in the vocabulary, and how else they are titled."""


def title_of_sums(bare: str) -> str:
    """The column of sums that a title names, by its word in the vocabulary (实际支出 → 全年执行数), "" if none."""
    if bare in vocabulary.listed("资金列"):
        return bare
    return next((title for title, pattern in _SUMS_TITLED.items() if pattern.fullmatch(bare)), "")
