"""Fact table 相似指标: one row per pair of indicators of one project whose names are the same or similar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

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
from auditor.language.paraphrase import SAME, likeness
from auditor.language.similarity import near_pairs, same_name
from auditor.language.text import squeeze
from auditor.language.units import in_base
from auditor.language.value import Value
from auditor.model import Indicator, Ownership

PERIOD = "期间"
"""Key of ``Indicator.extra`` in forms that print long-term and annual targets side by side."""

THRESHOLD = 85.0
"""Least similarity of a pair, 0 to 100. Low on purpose: rules ask for more themselves (名称关系)."""

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
        Column("标准单位", TEXT, "后出现的单位规范后的写法，未收录为空", of=("度量单位",), given=("指标值",)),
        Column("对照行号", COUNT, "先出现的行号", of=()),
        Column("相似度", SHARE, "名称相似度，0到100，规范后相同为100", of=("三级指标",), given=("对照名称",)),
        Column(
            "名称关系",
            TEXT,
            "相同；同义：换了说法、考核同一内容；包含：一条只多了修饰语；相近：只差一两个字；谈不上的为空文本",
            of=("三级指标",),
            given=("对照名称", "项目名称"),
        ),
        Column("名称相同", YES_NO, "规范名称相同", of=("三级指标",), given=("对照名称",)),
        Column("同类", YES_NO, "二级类别相同", of=("二级指标",), given=("对照二级",)),
        Column(
            "同值",
            YES_NO,
            "性质、数值、单位都相同，单位不同的换算后比较",
            of=("指标性质", "指标值", "度量单位"),
            given=("对照性质", "对照值", "对照单位"),
        ),
        Column("单位可比", YES_NO, "单位相同，或可以换算", of=("度量单位",), given=("对照单位", "指标值", "对照值")),
        Column(
            "构成区间",
            YES_NO,
            "一条是下限、一条是上限，合起来是一个区间（湿度≥45、湿度≤60）",
            of=("指标性质", "指标值"),
            given=("对照性质", "对照值"),
        ),
        Column("有效位数", COUNT, "指标值的有效数字位数，162.5 为 4；位数越多，越不会碰巧相同", of=("指标值",)),
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
            others = "\0".join(other.name for other in indicators if other not in (earlier, later))
            row = shared | _cells(earlier, later) | place_cells(later.source) | {
                "相似度": score,
                "名称关系": _relation(earlier.name, later.name, score, place.project.name, others),
                "存疑列": doubtful_columns(
                    indicator_doubts(later),
                    project_doubts(place.project),
                    PAIR.doubtful({"对照": indicator_doubts(earlier)}),
                ),
            }  # fmt: skip
            yield row, subject_of(place, second, later, (earlier.id,))


def _cells(earlier: Indicator, later: Indicator) -> dict[str, FactValue]:
    one, two = meaning(earlier), meaning(later)
    target_one, target_two = _target(earlier), _target(later)
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
        "标准单位": two.unit or None,
        "对照行号": earlier.source.line,
        "名称相同": same_name(earlier.name, later.name),
        "同类": (lower_one or squeeze(earlier.level2)) == (lower_two or squeeze(later.level2)),
        "同值": target_one == target_two,
        "单位可比": target_one[-1] == target_two[-1],
        "构成区间": target_one[-1] == target_two[-1] and _interval(target_one, target_two),
        "有效位数": _digits(two),
        "计量类别相同": bool(kind_one) and kind_one == kind_two,
        "相关": [earlier.id],
    }


_SAME_WORDS = 95.0
"""``similarity`` gives so much and more to names made of the same words."""


def _relation(one: str, two: str, score: float, project: str, others: str) -> str:
    if same_name(one, two):
        return "相同"
    return SAME if score > _SAME_WORDS else likeness(one, two).within(project, others)


def _target(indicator: Indicator) -> tuple[object, ...]:
    """Operator, number (or text) and unit, however they are printed: "5000元" equals "5000 | 元" and "0.5 | 万元"."""
    value = meaning(indicator)
    unit = value.unit or squeeze(indicator.unit)
    if value.number is None:
        return value.operator, squeeze(indicator.value), None, unit
    number, base = in_base(value.number, unit)
    upper = None if value.upper is None else in_base(value.upper, unit)[0]
    return value.operator, number, upper, base


_LEAST, _MOST = frozenset(("≥", ">")), frozenset(("≤", "<"))


def _interval(one: tuple[object, ...], two: tuple[object, ...]) -> bool:
    """Whether two targets in one unit are a lower and an upper limit with room between them."""
    ends = {limit: target[1] for target in (one, two) for limit in (_LEAST, _MOST) if target[0] in limit}
    low, high = ends.get(_LEAST), ends.get(_MOST)
    return isinstance(low, Decimal) and isinstance(high, Decimal) and low < high


def _digits(value: Value) -> int | None:
    """Significant digits of the number: 162.5 has four, 7200 two."""
    return len(value.number.normalize().as_tuple().digits) if value.number else None
