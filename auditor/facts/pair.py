"""FactTable 相似指标: one row a pair of indicators of one project whose names are the same or nearly so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.facts.common import INDICATOR_CELLS, ProjectContext, doubtful_columns, place_cells, project_cells
from auditor.facts.facts import Subject
from auditor.facts.indicator import meaning, subject_of
from auditor.facts.store import FactRow, FactValue
from auditor.language import levels
from auditor.language.measure import measure
from auditor.language.similarity import near_pairs, same_name
from auditor.language.text import squeeze
from auditor.model import Indicator, Ownership

PERIOD = "期间"
"""Key of ``Indicator.extra`` in forms that print long-term and annual targets side by side."""

THRESHOLD = 85.0
"""Least likeness of a pair; rules may ask for more."""


def pair_rows(places: Iterable[ProjectContext]) -> Iterator[tuple[FactRow, Subject]]:
    for place in places:
        indicators = place.project.indicators
        pairs = near_pairs([indicator.name for indicator in indicators], THRESHOLD)
        shared = project_cells(place) if pairs else {}
        for first, second, score in pairs:
            earlier, later = indicators[first], indicators[second]
            if earlier.extra.get(PERIOD) != later.extra.get(PERIOD):
                continue  # the same thing for the year and for the long term is no repetition
            row = shared | _cells(earlier, later) | place_cells(later.source) | {"相似度": score}
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
        "存疑列": doubtful_columns([*earlier.repairs, *later.repairs], INDICATOR_CELLS),
    }


def _target(indicator: Indicator) -> tuple[object, ...]:
    """Operator, number and unit, whichever way they are printed; the text where there is no number."""
    value = meaning(indicator)
    number = value.number if value.number is not None else squeeze(indicator.value)
    return value.operator, number, value.upper, value.unit or squeeze(indicator.unit)
