"""FactTable 指标: one row an indicator, its cells as read beside what language makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from auditor.facts.common import (
    INDICATOR_CELLS,
    PROJECT_CELLS,
    ProjectContext,
    decimal,
    doubtful_columns,
    indicator_identity,
    place_cells,
    project_cells,
)
from auditor.facts.facts import Subject
from auditor.facts.particulars import end_date
from auditor.facts.store import FactRow, FactValue
from auditor.language import levels
from auditor.language.classify import classify
from auditor.language.measure import measure
from auditor.language.numbers import parse_number
from auditor.language.placeholder import placeholder
from auditor.language.vagueness import vague
from auditor.language.value import Value, read_value
from auditor.model import Indicator, Ownership

EXTRA = {
    "实际完成值": ("实际完成值", "全年实际值", "完成值"),
    "偏差原因": ("偏差原因", "偏差原因分析及改进措施", "未完成原因分析"),
    "指标解释": ("指标解释", "指标内容", "评分标准", "评（扣）分标准", "备注"),
    "方向性": ("方向性", "指标方向性"),
}
"""Fact columns that only some layouts print, by the header words a form may have kept."""

SCORES = {"分值": ("分值", "权重", "分值权重", "指标权重"), "得分": ("得分",)}


def indicator_rows(places: Iterable[ProjectContext]) -> Iterator[tuple[FactRow, Subject]]:
    for place in places:
        shared = project_cells(place) | {"结束日期": end_date(place.project)}
        doubtful = doubtful_columns(place.project.repairs, PROJECT_CELLS)
        for number, indicator in enumerate(place.project.indicators, 1):
            row = shared | {
                "指标标识": indicator.id,
                "序号": number,
                "归属存疑": indicator.ownership is Ownership.DOUBTFUL,
                "存疑列": list(dict.fromkeys(doubtful_columns(indicator.repairs, INDICATOR_CELLS) + doubtful)),
                **_cells(indicator),
                **place_cells(indicator.source),
            }
            yield row, subject_of(place, number - 1, indicator)


def subject_of(place: ProjectContext, position: int, indicator: Indicator, others: tuple[str, ...] = ()) -> Subject:
    """What a row about ``indicator`` (at ``position`` in its project) is about."""
    return Subject(
        document=place.book.id,
        project=place.project.id,
        indicator=indicator.id,
        source=indicator.source,
        raw=indicator.raw,
        order=(place.book_number, place.number, position),
        identity=indicator_identity(place, indicator),
        others=others,
    )


def meaning(indicator: Indicator) -> Value:
    """Operator, value and unit understood; equal cells are understood once."""
    return read_value(indicator.operator, indicator.value, indicator.unit)


def _cells(indicator: Indicator) -> dict[str, FactValue]:
    value = meaning(indicator)
    upper, lower = levels.level1(indicator.level1), levels.level2(indicator.level2)
    name = measure(indicator.name, lower)
    belongs, because = classify(name, indicator.level1, indicator.level2, value)
    vagueness = vague(name, indicator.level1, indicator.level2, value)
    actual = read_value("", _extra(indicator, EXTRA["实际完成值"]), "")
    operator = indicator.printed.get("指标性质")
    column, sign = first_placeholder(
        (
            ("三级指标", indicator.name), ("指标值", indicator.value), ("度量单位", indicator.unit),
            ("指标性质", indicator.operator), ("二级指标", indicator.level2), ("一级指标", indicator.level1),
        )
    )  # fmt: skip
    return {
        "活动": indicator.activity,
        "一级指标": indicator.level1,
        "二级指标": indicator.level2,
        "三级指标": indicator.name,
        "指标性质": value.operator,
        "指标性质原文": operator.raw if operator else indicator.operator,
        "指标值": indicator.value,
        "度量单位": indicator.unit,
        "数值": decimal(value.number),
        "数值上限": decimal(value.upper),
        "数值有误": value.malformed,
        "评语": value.word,
        "值内符号": value.inner_operator,
        "值内单位": value.inner_unit,
        "标准单位": value.unit or None,
        "量纲": value.dimension or None,
        "金额": decimal(value.money_wan),
        "一级类别": upper or None,
        "二级类别": lower or None,
        "计量类别": name.kind or None,
        "计量对象": name.object,
        "中心词": name.head or None,
        "方向": name.direction,
        "是否比率": name.ratio,
        "可超百分百": name.over,
        "规范名称": name.normal,
        "名称数字": list(name.numbers),
        "名称含符号": name.signed,
        "名称含公式": name.formula,
        "并列项": list(name.parts),
        "模板文字": name.template,
        "占位符": sign,
        "占位列": column,
        "空泛": bool(vagueness),
        "空泛缘由": vagueness,
        "应属类别": belongs or None,
        "归类缘由": because or None,
        **{fact: _extra(indicator, headers) or None for fact, headers in EXTRA.items()},
        "完成数值": decimal(actual.number),
        "完成单位": (actual.unit or value.unit) or None,
        **{fact: score(indicator, fact) for fact in SCORES},
    }


def first_placeholder(cells: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The first cell that holds a placeholder and the placeholder, ("", "") if none does."""
    for column, text in cells:
        if text and (sign := placeholder(text)):
            return column, sign
    return "", ""


def _extra(indicator: Indicator, headers: tuple[str, ...]) -> str:
    return next((indicator.extra[header] for header in headers if indicator.extra.get(header)), "")


def score(indicator: Indicator, fact: str) -> Decimal | None:
    """The points of ``fact`` (分值, 得分) in the indicator's row."""
    return decimal(parse_number(_extra(indicator, SCORES[fact])).value)
