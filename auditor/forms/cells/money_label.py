"""The label of a sum, taken apart: which period and which part of the money it names.

    label  = [其中] {neutral word | period} subject {neutral word} [(A)]
    总额   the whole sum: only neutral words, with 资金, 预算, 总额 … among them (年度资金申请总额, 支出预算总量)
    财政   财政拨款, 一般公共预算拨款, 政府预算资金
    其他   其他资金
    分项   any other source: 上年结转资金, 单位资金, 中央财政资金

Titles differ from place to place in their neutral words only, so they are understood and not listed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from auditor.forms.table.money_units import unit_of
from auditor.forms.table.row import key
from auditor.language.text import half_width

WHOLE, YEAR = "全程", "年度"
"""Periods: the whole term of a project, and the budget year."""


class Part(StrEnum):
    """Which part of a project's money a label names."""

    TOTAL = "总额"
    FISCAL = "财政"
    OTHER = "其他"
    FURTHER = "分项"
    """A source that is neither 财政拨款 nor 其他资金."""
    USE = "用途"
    """What the money is for: 基本支出, 项目支出."""
    ASIDE = "另记"
    """Not of this budget: what was spent, another year, a share. No text is one by its words; a table shows it."""


@dataclass(frozen=True, slots=True)
class MoneyLabel:
    """``text`` is the label without blanks, colons and unit; ``period`` and ``unit`` are "" if it names none."""

    part: Part
    period: str
    text: str
    unit: str = ""
    among: bool = False
    """The label says that it is part of the sum before it (其中：财政拨款)."""
    level: bool = False
    """The source is a level of government (中央财政资金): a part of 财政资金 where that is printed too."""
    year: str = ""
    """The calendar year it names."""
    title: bool = False
    """The label may be the title of a block (项目资金, 资金情况): another label may follow it."""


_YEAR_WORDS = r"20[0-9]{2}年度?|年度|当年|本年度?|全年|年初|今年"
_WHOLE_WORDS = r"实施周期|实施期|全周期|周期|中长期|中期|长期|[二三四五]年期?|全程"
_NEUTRAL = (
    rf"(?:{_YEAR_WORDS}|{_WHOLE_WORDS}|项目|政策|专项|总体|整体|申请|申报|安排|下达|批复|核定|核拨|分配|所需|拟|构成|情况|组成|规模|及|和|与|的|其|"
    r"资金|预算|支出|经费|投资|投入|金额|数额|额度|总额|总量|总计|合计|总|数|额|小计)"
)
_TOTAL = re.compile(rf"(?:部门|单位(?!资金))?{_NEUTRAL}+")
_SUM_WORD = re.compile(r"资金|预算|经费|投资|投入|金额|数额|额度|总额|总量|合计|总计")
_TITLE = re.compile(r"(?:情况|构成|组成|规模)$|^(?!.*(?:总(?!体)|合计))")
"""The title of a block: it ends so, or holds neither 总 nor 合计."""
_FISCAL = re.compile(
    rf"{_NEUTRAL}*?(?:财政性?|公共财政|一般公共预算|政府预算)(?:财政)?(?:拨款|资金|补助|预算|经费)*(?:收入)?{_NEUTRAL}*"
)
_OTHER = re.compile(rf"{_NEUTRAL}*?(?:其[他它]|非财政性?)(?:资金|来源|收入|经费|拨款)*{_NEUTRAL}*")
_FURTHER = re.compile(r"[\u4e00-\u9fff()、]{0,12}(?:资金|拨款|补助|结转|结余|收入|自筹|自有|贷款|债券|基金|财政|投入)")
_SHARE = re.compile(r"(?:中央|上级|本级|地方|乡镇|[省市区县州旗镇乡]本?级|区县)(?:配套|承担|安排|补助)?")
"""A level of government alone; between labels of sums it is a source (中央 | 省级 | 市级)."""
_ALL = re.compile(r"全[省市县区州旗]")
_OF_A_YEAR = re.compile(r"(?<![0-9]年)年度$")
"""预算年度 | 2026: the last word says what stands beside it, a year and no sum."""
_BARE_WHOLE = re.compile(_WHOLE_WORDS)
_BARE_PERIOD = re.compile(rf"{_YEAR_WORDS}|{_WHOLE_WORDS}")
_USE = re.compile(r"[\u4e00-\u9fff()、]{1,12}(?:支出|经费)")
_LEVEL = re.compile(r"中央|国家|省|市|区|县|州|上级|本级|地方|镇|乡")
_AMONG = re.compile(r"^(?:其中|包括|其中\(\d\))[:：]?")
_SIGN = r"[(]?[0-9一二三四五六七八九十]{1,2}[)、.．]"
_KIND = re.compile(rf"^(?:{_SIGN})?资金(?:来源|结构|构成|性质)(?={_SIGN})")
"""How the sums are parted, before the first of them: 1、资金来源：（1）政府预算资金."""
_NUMBERED = re.compile(rf"^{_SIGN}")
_LETTER = re.compile(r"\([A-Z](?:/[A-Z])?\)$")
_CALENDAR = re.compile(r"20[0-9]{2}(?=年)")


@lru_cache(maxsize=4096)
def money_label(text: str) -> MoneyLabel | None:
    """The label that a cell holds, None if it does not name a sum. At most 30 characters, the unit included."""
    if len(text) > 30:
        return None
    whole = half_width(key(text))
    bare = _NUMBERED.sub("", _AMONG.sub("", _NUMBERED.sub("", _KIND.sub("", _LETTER.sub("", whole))))).strip("()")
    among = _AMONG.match(_NUMBERED.sub("", whole)) is not None
    if not bare:
        return None
    period = YEAR if re.search(_YEAR_WORDS, bare) else WHOLE if re.search(_WHOLE_WORDS, bare) else ""
    unit = unit_of(text)
    calendar = _CALENDAR.search(bare)
    year = calendar.group() if calendar else ""
    if _TOTAL.fullmatch(bare) and _SUM_WORD.search(bare) and not _OF_A_YEAR.search(bare):
        return MoneyLabel(Part.TOTAL, period, bare, unit, year=year, title=_TITLE.search(bare) is not None)
    if _OTHER.fullmatch(bare):
        return MoneyLabel(Part.OTHER, period, bare, unit, among, year=year)
    if _FISCAL.fullmatch(bare):
        return MoneyLabel(Part.FISCAL, period, bare, unit, among, year=year)
    if _FURTHER.fullmatch(bare):
        return MoneyLabel(Part.FURTHER, period, bare, unit, among, level=_LEVEL.match(bare) is not None, year=year)
    return MoneyLabel(Part.USE, period, bare, unit, among) if _USE.fullmatch(bare) else None


def title_label(text: str) -> MoneyLabel:
    """The label that a title of a column or a line is, in a table of sums: there every word names a sum.

    全市, 2026年 and 实施周期 name the whole sum, 中央 and 省级 a source; what nobody knows stands aside (上年执行数).
    """
    label = money_label(text)
    if label is not None:
        return label
    bare, unit = half_width(key(text)), unit_of(text)
    year = _CALENDAR.search(bare)
    if _ALL.fullmatch(bare) or _BARE_PERIOD.fullmatch(bare):
        period = WHOLE if _BARE_WHOLE.fullmatch(bare) else "" if _ALL.fullmatch(bare) else YEAR
        return MoneyLabel(Part.TOTAL, period, bare, unit, year=year.group() if year else "")
    if _SHARE.fullmatch(bare):
        return MoneyLabel(Part.FURTHER, "", bare, unit, level=True)
    return MoneyLabel(Part.ASIDE, "", key(text), unit, year=year.group() if year else "")


def combined(line: MoneyLabel, column: MoneyLabel) -> MoneyLabel:
    """The label of a sum by its line and its column: 财政拨款 × 2026年预算, 预算数 × 财政拨款.

    Two that both name a part (财政拨款 × 基本支出) stand aside, as does all beside another year or stage.
    """
    text = f"{line.text}（{column.text}）"
    if Part.ASIDE in (line.part, column.part) or (line.year and column.year and line.year != column.year):
        return MoneyLabel(Part.ASIDE, "", text)
    named, other = (column, line) if line.part is Part.TOTAL else (line, column)
    if other.part is not Part.TOTAL and other.part is not named.part:
        return MoneyLabel(Part.ASIDE, "", text)
    return replace(named, period=named.period or other.period, year=named.year or other.year)
