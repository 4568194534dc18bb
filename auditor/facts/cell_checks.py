"""Columns of 指标 that hold one cell of a row against another, or against what such a cell can be."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from auditor.facts.column import COUNT, NUMBER, TEXT, YES_NO, Column, FactValue
from auditor.facts.common import decimal
from auditor.language.compound_names import are_clauses, numbered
from auditor.language.dimensionless import dimensionless
from auditor.language.gauge import unit_in_name
from auditor.language.measure import Measure
from auditor.language.misprints import broken, doubled_unit, misprint, unpaired
from auditor.language.named_target import named_target
from auditor.language.period import counted_in, most_in_period
from auditor.language.ungraded import ungraded
from auditor.language.units import read_unit
from auditor.language.value import Value
from auditor.language.years import year_of_name, year_of_value
from auditor.model import Indicator

_TARGET = ("指标值", "度量单位")

CELL_CHECKS = (
    Column("名称目标", TEXT, "名称中与指标值同一单位的目标，如“8台”；没有为空文本", of=("三级指标",), given=_TARGET),
    Column("名称目标关系", TEXT, "名称中写的目标与指标值：相同、不同；没有为空文本", of=("三级指标", *_TARGET)),
    Column("所在周期", TEXT, "时长所在的周期：天、周、月、年；没有写明为空", of=("度量单位",), given=("三级指标",)),
    Column("周期上限", NUMBER, "这一周期最多有多少个度量单位，如一年 366 天；没有写明为空", of=("所在周期",)),
    Column("周期说明", TEXT, "周期上限写成的话，如“一年最多 366 天”；没有写明为空", of=("所在周期",)),
    Column("序号日期", TEXT, "指标值若是电子表格的日期序号，所指的日期，如 2026-09-30；不是为空", of=("指标值",)),
    Column(
        "并列内容",
        TEXT,
        "并列项连同序号，如“①学生满意度；②家长满意度”",
        of=("三级指标",),
        given=("二级类别",),
    ),
    Column("并列为要求", YES_NO, "并列的是几句工作要求，不是几项计量", of=("三级指标",), given=("二级类别",)),
    Column("名称年份", COUNT, "名称中的年份；没有，或写明比较、尾款、决算等缘由的为空", of=("三级指标",)),
    Column(
        "指标值年份",
        COUNT,
        "指标值中的年份；没有，或是与该年比较的为空",
        of=("指标值",),
        given=("三级指标", "度量单位"),
    ),
    Column("折合年数", NUMBER, "以年、月、天计的时长折合的年数；不是为空", of=_TARGET),
    Column("缺半符号", TEXT, "名称中不成对的括号、引号，没有为空文本", of=("三级指标",)),
    Column("名称乱码", TEXT, "名称中的乱码、重复标点和夹入的英文虚词，没有为空文本", of=("三级指标",)),
    Column(
        "名称单位",
        TEXT,
        "名称的中心词所用的单位（开放天数的天），与度量单位不同的；相同或没有为空文本",
        of=("度量单位",),
        given=("三级指标",),
    ),
    Column("单位重复", TEXT, "度量单位中写了两遍的量词，没有为空文本", of=("度量单位",)),
    Column("疑误", TEXT, "名称中疑似的错字、重复的词和漏印的数字，没有为空文本", of=("三级指标",)),
    Column("疑正", TEXT, "疑误之处应为的文字，没有为空文本", of=("三级指标",)),
    Column(
        "定性缘由",
        TEXT,
        "定性指标值为什么无法评判：变化（有所提高）、复述（重复名称中的词）、依据（符合要求）、可计量（年限填“高”）；可以评判或不是定性为空文本",
        of=("指标值",),
        given=("指标性质", "三级指标"),
    ),
    Column(
        "无单位量",
        YES_NO,
        "名称衡量的量没有单位：指数、系数、比值，0 与 1 之间的郁闭度等",
        of=("三级指标",),
        given=("指标值",),
    ),
    Column("单价", NUMBER, "单位为“元/人”之类时的单价，单位万元；按月的乘以 12；不是为空", of=_TARGET),
)

_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(36_526, 73_051)
"""Days since the zero of spreadsheets, 2000-01-01 to 2099-12-31."""


def cell_checks(indicator: Indicator, name: Measure, value: Value) -> dict[str, FactValue]:
    """The values of ``CELL_CHECKS``."""
    unit = indicator.unit or value.inner_unit
    target = named_target(name, value, unit)
    wrong, right = misprint(name.name)
    period, most = most_in_period(name.name, unit) or (None, None)
    return {
        "名称目标": target.text,
        "名称目标关系": target.relation,
        "所在周期": period,
        "周期上限": most,
        "周期说明": f"一{period}最多 {most} {counted_in(unit)}" if period else None,
        "序号日期": _serial(value.number),
        "并列内容": numbered(name.parts, name.head),
        "并列为要求": are_clauses(name.parts),
        "名称年份": year_of_name(indicator.name),
        "指标值年份": year_of_value(indicator.name, indicator.value, indicator.unit),
        "折合年数": decimal(_years(value)),
        "缺半符号": unpaired(indicator.name),
        "名称乱码": broken(indicator.name),
        "名称单位": unit_in_name(name, value),
        "单位重复": doubled_unit(indicator.unit),
        "疑误": wrong,
        "疑正": right,
        "无单位量": dimensionless(name, value),
        "定性缘由": ungraded(name, value, indicator.value),
        "单价": decimal(_price(value)),
    }


def _serial(number: Decimal | None) -> str | None:
    if number is None or number != number.to_integral_value() or int(number) not in _SERIALS:
        return None
    return (_DAY_ZERO + timedelta(days=int(number))).isoformat()


_IN_A_YEAR = {"年": 1, "月": 12, "天": 366}


def _years(value: Value) -> Decimal | None:
    if value.number is None or value.unit not in _IN_A_YEAR or _serial(value.number):
        return None
    return value.number / _IN_A_YEAR[value.unit]


def _price(value: Value) -> Decimal | None:
    """The price of one in 万元; a price a month counts for a year."""
    upper, _, lower = value.unit.partition("/")
    factor = read_unit(upper).factor
    if value.number is None or factor is None or not lower:
        return None
    months = 12 if "月" in lower.split("·") else 1
    return value.number * factor * months
