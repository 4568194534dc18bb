"""The period within which a length of time is counted: a day has 24 hours, a year 366 days."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from auditor.language.lexicon import words
from auditor.language.text import half_width, squeeze
from auditor.language.units import read_unit

_MOST = {
    ("天", "小时"): 24,
    ("周", "天"): 7,
    ("月", "天"): 31,
    ("年", "天"): 366,
    ("年", "周"): 53,
    ("年", "季度"): 4,
    ("年", "月"): 12,
}
"""Period, unit → the most that fits. Hours and minutes of longer periods are often sums over people (志愿服务时长)."""
_WORDS = {
    "天": re.compile(r"每[天日]|日均|天均|一天"),
    "周": re.compile(r"每周|周均|一周内"),
    "月": re.compile(r"每个?月|月均|当月|次月"),
    "年": re.compile(r"全年|每年|年均|一年内|本年"),
}
_EACH = {"月": re.compile(r"每个?月|月度|逐月|按月"), "季度": re.compile(r"每个?季度|逐季|按季")}
"""Work done in every month of the year, counted in months."""
_ON_END = re.compile(r"连续|无|零|安全|总")
"""Days that go on from year to year (连续安全运行天数)."""
_SUMS = re.compile(r"累计|合计|总计|总天数|总时|总和|人天|台时|各|保存|保留|质保|有效期|年限")


@lru_cache(maxsize=65536)
def most_in_period(name: str, unit: str) -> tuple[str, Decimal] | None:
    """The period that the unit (小时/天) or the name (全年…天数) states and how many of the unit it has at most.

    ("年", 366) for 全年开放天数 in 天. None without a period, or where the name says that lengths are added up.
    """
    if _SUMS.search(name):
        return None
    bare = squeeze(half_width(unit))
    upper, _, lower = bare.partition("/")
    counted = read_unit(upper)
    if counted.dimension != "时长":
        return None
    if lower:
        period = read_unit(lower).canonical
        most = _MOST.get((period, counted.canonical))
        return (period, Decimal(most)) if most else None
    for period, stated in _WORDS.items():
        most = _MOST.get((period, counted.canonical))
        if most and stated.search(name):
            return period, Decimal(most)
    each = _EACH.get(counted.canonical)
    if (each and each.search(name)) or (counted.canonical == "天" and _open_days(name)):
        return "年", Decimal(_MOST["年", counted.canonical])
    return None


def counted_in(unit: str) -> str:
    """The unit of time that ``unit`` counts, as one says it after a number: 天, 小时 for 小时/天, 个月 for 月."""
    canonical = read_unit(squeeze(half_width(unit)).partition("/")[0]).canonical
    return f"个{canonical}" if canonical in ("月", "季度") else canonical


def _open_days(name: str) -> bool:
    """Whether days are counted of which each can come only once in the year of the table (场馆开放天数)."""
    body = name.removesuffix("天数")
    return body != name and body.endswith(tuple(words("direction", "久为好"))) and not _ON_END.search(name)
