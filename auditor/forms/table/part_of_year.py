"""A part of the budget year that a target is set for: 1-6月, 截至6月底, 三季度, 前三季度, 上半年."""

from __future__ import annotations

import re

_JOIN = r"[-—–~至到]"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_QUARTER = r"[一二三四1-4]"
_END = r"[底末]?"
PART_OF_YEAR = (
    rf"(?:截[至止])?(?:{_MONTH}(?:月份?)?{_JOIN})?{_MONTH}月份?{_END}"
    rf"|第?{_QUARTER}(?:(?:季度)?{_JOIN}第?{_QUARTER})?季度{_END}|前[一二两三]个?季度|[上下]?半年度?{_END}|年中|期中"
)
"""A regular expression."""
_PART = re.compile(PART_OF_YEAR)
_YEAR = re.compile(r"20[0-9]{2}年度?")
_HALF = re.compile(
    rf"(?:(?:截[至止])?(?:0?1(?:月份?)?{_JOIN})?0?6月份?{_END}|第?[一1](?:季度)?{_JOIN}第?[二2]季度|前[二两]个?季度|上?半年度?|年中)"
    rf"{_END}"
)
_WHOLE = re.compile(rf"0?1(?:月份?)?{_JOIN}12月份?{_END}|(?:截[至止])?12月份?[底末]")
HALF, WHOLE = "半年", "年度"


def part_of_year(text: str) -> str:
    """The part of the year that ``text`` begins with: 半年 up to June, 年度 up to December, else as it is printed."""
    rest = _YEAR.sub("", text, count=1) if _YEAR.match(text) else text
    found = _PART.match(rest)
    if found is None:
        return ""
    part = found.group()
    return HALF if _HALF.fullmatch(part) else WHOLE if _WHOLE.fullmatch(part) else part


def is_part_of_year(text: str) -> bool:
    """Whether ``text`` names a part of the year and nothing else."""
    return _PART.fullmatch(_YEAR.sub("", text, count=1)) is not None
