"""Years in a text that should be about the budget year: which of them are left from an earlier one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.language.lexicon import words

_YEAR = re.compile(r"(20\d{2})年")
_SPAN = re.compile(r"[-—~～]")
_BEFORE, _WIDTH = 8, 26
"""Characters around last year in a goal: "按照2025年全市教育工作会议" has its reason within them."""


@cache
def _any(key: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words("years", key)))))


@cache
def _after(key: str) -> re.Pattern[str]:
    return re.compile(rf"年度?.{{0,4}}(?:{_any(key).pattern})")


@lru_cache(maxsize=65536)
def year_of_name(name: str) -> int | None:
    """The first year of a name; None if there is none or the name says why it is of another year (尾款, 较…年)."""
    found = _YEAR.search(name)
    if not found or _SPAN.search(name) or _any("比较").search(name) or _any("往年事项").search(name):
        return None
    return None if _after("年后").search(name) else int(found.group(1))


@lru_cache(maxsize=65536)
def year_of_value(name: str, value: str, unit: str = "") -> int | None:
    """The first year of a value's text, perhaps with 年 as its unit; None if there is none or name or value compare
    with that year."""
    found = _YEAR.search(value + unit)
    return int(found.group(1)) if found and not _any("基期").search(name + value) else None


@lru_cache(maxsize=16384)
def only_last_year(goal: str, year: int | None) -> bool:
    """Whether the goal names the year before ``year``, not ``year`` itself, and gives no reason for it."""
    if year is None or str(year) in goal or (at := goal.find(f"{year - 1}年")) < 0:
        return False
    around = goal[max(0, at - _BEFORE) : max(0, at - _BEFORE) + _WIDTH]
    reasons = (_any("目标比较"), _any("目标事项"), _after("目标年后"), re.compile(r"[-—~～]20"))
    return not any(reason.search(around) for reason in reasons)
