"""Fact table 相似指标: one row per pair of indicators of one project whose names are the same or similar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.facts.column import COUNT, SHARE, TEXT, TEXTS, YES_NO, Column, FactRow, FactTable, FactValue
from auditor.facts.common import (
    DOCUMENT_COLUMNS,
    PLACE_COLUMNS,
    PROJECT_COLUMNS,
    ROW,
    ProjectContext,
    doubtful_columns,
    place_cells,
    project_cells,
)
from auditor.facts.facts import Subject
from auditor.facts.indicator import indicator_doubts, meaning, subject_of
from auditor.facts.particulars import project_doubts
from auditor.language import levels
from auditor.language.measure import measure
from auditor.language.similarity import near_pairs, same_name
from auditor.language.text import squeeze
from auditor.model import Indicator, Ownership

PERIOD = "期间"
"""Key of ``Indicator.extra`` in forms that print long-term and annual targets side by side."""

THRESHOLD = 85.0
"""Least similarity of a pair, 0 to 100. Low on purpose: rules set a higher limit themselves (相似度 >= 95)."""

PAIR = FactTable(
    "相似指标",
    "一行一对同一项目内名称相同或相近的指标，后出现的为本行，先出现的为对照",
    ROW
    + DOCUMENT_COLUMNS
    + PROJECT_COLUMNS
    + (
        Column("指标标识", TEXT, "后出现的指标", of=()),
        Column("对照标识", TEXT, "先出现的指标", of=()),
        Column("三级指标", TEXT, "后出现的名称", of=("三级指标",)),
        Column("对照名称", TEXT, "先出现的名称", of=("对照.三级指标",)),
        Column("二级指标", TEXT, "后出现的二级指标", of=("二级指标",)),
        Column("对照二级", TEXT, "先出现的二级指标", of=("对照.二级指标",)),
        Column("指标性质", TEXT, "后出现的性质", of=("指标性质",), given=("指标值",)),
        Column("对照性质", TEXT, "先出现的性质", of=("对照.指标性质", "对照.指标值")),
        Column("指标值", TEXT, "后出现的值", of=("指标值",)),
        Column("对照值", TEXT, "先出现的值", of=("对照.指标值",)),
        Column("度量单位", TEXT, "后出现的单位", of=("度量单位",)),
        Column("对照单位", TEXT, "先出现的单位", of=("对照.度量单位",)),
        Column("对照行号", COUNT, "先出现的行号", of=()),
        Column("相似度", SHARE, "名称相似度，0到100，规范后相同为100", of=("三级指标",), given=("对照名称",)),
        Column("名称相同", YES_NO, "规范名称相同", of=("三级指标",), given=("对照名称",)),
        Column("同类", YES_NO, "二级类别相同", of=("二级指标",), given=("对照二级",)),
        Column(
            "同值",
            YES_NO,
            "性质、数值、单位都相同",
            of=("指标性质", "指标值", "度量单位"),
            given=("对照性质", "对照值", "对照单位"),
        ),
        Column(
            "计量类别相同", YES_NO, "两条衡量同类的量", of=(), given=("三级指标", "二级指标", "对照名称", "对照二级")
        ),
        Column("相关", TEXTS, "对照指标的标识，供报告列出", of=()),
        Column("存疑列", TEXTS, "两条指标做过存疑修正的列名", of=()),
    )
    + PLACE_COLUMNS,
    of=("三级指标", "对照名称"),
    parts=(("对照", "指标"),),
)


def pair_rows(places: Iterable[ProjectContext]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 相似指标 without 行标识, and what each is about."""
    for place in places:
        indicators = place.project.indicators
        pairs = near_pairs([indicator.name for indicator in indicators], THRESHOLD)
        shared = project_cells(place) if pairs else {}
        for first, second, score in pairs:
            earlier, later = indicators[first], indicators[second]
            if earlier.extra.get(PERIOD) != later.extra.get(PERIOD):
                continue  # one long-term and one annual target of the same name are not duplicates
            row = shared | _cells(earlier, later) | place_cells(later.source) | {
                "相似度": score,
                "存疑列": doubtful_columns(
                    indicator_doubts(later),
                    project_doubts(place.project),
                    PAIR.doubtful({"对照": indicator_doubts(earlier)}),
                ),
            }  # fmt: skip
            yield row, subject_of(place, second, later, (earlier.id,))


def _cells(earlier: Indicator, later: Indicator) -> dict[str, FactValue]:
    one, two = meaning(earlier), meaning(later)
    lower_one, lower_two = levels.level2(earlier.level2), levels.level2(later.level2)
    kind_one, kind_two = measure(earlier.name, lower_one).kind, measure(later.name, lower_two).kind
    return {
        "归属存疑": Ownership.DOUBTFUL in (earlier.ownership, later.ownership),
        "指标标识": later.id,
        "对照标识": earlier.id,
        "三级指标": later.name,
        "对照名称": earlier.name,
        "二级指标": later.level2,
        "对照二级": earlier.level2,
        "指标性质": two.operator,
        "对照性质": one.operator,
        "指标值": later.value,
        "对照值": earlier.value,
        "度量单位": later.unit,
        "对照单位": earlier.unit,
        "对照行号": earlier.source.line,
        "名称相同": same_name(earlier.name, later.name),
        "同类": (lower_one or squeeze(earlier.level2)) == (lower_two or squeeze(later.level2)),
        "同值": _target(earlier) == _target(later),
        "计量类别相同": bool(kind_one) and kind_one == kind_two,
        "相关": [earlier.id],
    }


def _target(indicator: Indicator) -> tuple[object, ...]:
    """Operator, number (or text) and unit, however they are printed: "5000元" equals "5000 | 元"."""
    value = meaning(indicator)
    number = value.number if value.number is not None else squeeze(indicator.value)
    return value.operator, number, value.upper, value.unit or squeeze(indicator.unit)
