"""FactTable 项目: one row a project, with what its indicators and its neighbours say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from decimal import Decimal

from auditor.facts.common import (
    PROJECT_CELLS,
    ProjectContext,
    decimal,
    doubtful_columns,
    identity,
    place_cells,
    printed,
    project_cells,
)
from auditor.facts.facts import Subject
from auditor.facts.indicator import first_placeholder, meaning, score
from auditor.facts.particulars import particulars, score_sums
from auditor.facts.store import FactRow
from auditor.language import goal, levels
from auditor.language.lexicon import words
from auditor.language.measure import measure
from auditor.language.text import normalised, squeeze
from auditor.model import Indicator, Project


def project_rows(places: Sequence[ProjectContext]) -> Iterator[tuple[FactRow, Subject]]:
    same_goal = _alike(places, lambda project: normalised(project.goal))
    same_set = _alike(places, _indicator_set)
    same_code = _alike(places, lambda project: project.code)
    for place in places:
        project = place.project
        whole, parts = _costs(project.indicators)
        name = project.printed.get("项目名称")
        column, sign = first_placeholder(
            (
                ("项目名称", project.name), ("项目编码", project.code), ("项目总额", printed(project.total)),
                ("财政资金", printed(project.fiscal)), ("其他资金", printed(project.other)), ("绩效目标", project.goal),
            )
        )  # fmt: skip
        row = project_cells(place) | place_cells(project.source) | {
            "项目名称原文": name.raw if name else project.name,
            "项目总额原文": printed(project.total),
            "财政资金原文": printed(project.fiscal),
            "其他资金原文": printed(project.other),
            "金额单位": project.total.unit if project.total else "",
            "资金行数": sum(not line.repeated for line in project.funding),
            "指标数": len(project.indicators),
            "一级清单": _listed(levels.level1(indicator.level1) for indicator in project.indicators),
            "二级清单": _listed(levels.level2(indicator.level2) for indicator in project.indicators),
            "目标字数": goal.length(project.goal),
            "目标空泛": bool(weak := goal.weak(project.goal, project.name, place.book.department)),
            "目标空泛缘由": weak,
            "目标文字错漏": goal.garbled(project.goal),
            "目标含数字": goal.has_number(project.goal),
            "相同目标项目": same_goal[project.id],
            "相同指标项目": same_set[project.id],
            "相同编码项目": same_code[project.id],
            **particulars(project),
            "分值合计": score_sums(score(indicator, "分值") for indicator in project.indicators),
            "得分合计": score_sums(score(indicator, "得分") for indicator in project.indicators),
            "成本合计": parts,
            "总成本": whole,
            "占位符": sign,
            "占位列": column,
            "存疑列": doubtful_columns(project.repairs, PROJECT_CELLS),
        }  # fmt: skip
        order = (place.book_number, place.number, -1)
        who = identity(place.book, project)
        yield row, Subject(place.book.id, project.id, None, project.source, project.raw, order, who)


def _listed(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name]


def _costs(indicators: Iterable[Indicator]) -> tuple[Decimal | None, Decimal | None]:
    """Money of the cost indicators in 万元: the largest of those for the whole project, the sum of the others."""
    whole: list[Decimal] = []
    parts: list[Decimal] = []
    all_of_it, by_the_piece = words("costs", "整体成本"), words("costs", "单位成本")
    for indicator in indicators:
        lower = levels.level2(indicator.level2)
        value = meaning(indicator)
        if value.money_wan is None or value.rate:
            continue
        if lower != "经济成本指标" and (lower or levels.level1(indicator.level1) != "成本指标"):
            continue
        if any(word in indicator.name for word in all_of_it) or measure(indicator.name, lower).budget:
            whole.append(value.money_wan)
        elif not any(word in indicator.name for word in by_the_piece):
            parts.append(value.money_wan)
    return decimal(max(whole, default=None)), decimal(sum(parts, Decimal(0)) if parts else None)


def _indicator_set(project: Project) -> Hashable:
    return tuple(
        sorted(
            (normalised(indicator.name), squeeze(indicator.operator), squeeze(indicator.value), squeeze(indicator.unit))
            for indicator in project.indicators
        )
    )


def _alike(places: Iterable[ProjectContext], key: Callable[[Project], Hashable]) -> dict[str, list[str]]:
    """For each project the ids of the others of its document and kind with the same non-empty key."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    keys: dict[str, Hashable] = {}
    for place in places:
        content = key(place.project)
        keys[place.project.id] = content and (place.book_number, place.kind, content)
        if content:
            groups[keys[place.project.id]].append(place.project.id)
    return {id: [other for other in groups.get(content, ()) if other != id] for id, content in keys.items()}
