"""Fact table 分项成本: one row per project with several partial costs, with their sum. The row is the last of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from auditor.facts.column import COUNT, NUMBER, TEXT, TEXTS, Column, FactRow, FactTable
from auditor.facts.common import (
    DOCUMENT_COLUMNS,
    PLACE_COLUMNS,
    PROJECT_COLUMNS,
    ROW,
    ProjectContext,
    decimal,
    doubtful_columns,
    identity,
    place_cells,
    project_cells,
)
from auditor.facts.facts import Subject
from auditor.facts.indicator import indicator_doubts, meaning
from auditor.facts.particulars import project_doubts
from auditor.language import levels
from auditor.language.lexicon import words
from auditor.language.measure import HIGHER, measure
from auditor.language.text import normalised
from auditor.model import Indicator, Project

_PARTS = tuple(f"成本指标.{cell}" for cell in ("一级指标", "二级指标", "三级指标", "指标值", "度量单位"))
_SHOWN = 12
"""Costs that a sum shows one by one; the projects of the samples have at most 7."""

COST = FactTable(
    "分项成本",
    "一行一个有两项以上分项成本的项目，本行为最后一项",
    ROW
    + DOCUMENT_COLUMNS
    + PROJECT_COLUMNS
    + (
        Column("指标标识", TEXT, "最后一项的标识", of=()),
        Column("三级指标", TEXT, "最后一项的名称", of=("三级指标",)),
        Column("指标值", TEXT, "最后一项的指标值", of=("指标值",)),
        Column("度量单位", TEXT, "最后一项的度量单位", of=("度量单位",)),
        Column("成本项数", COUNT, "分项成本的条数", of=_PARTS),
        Column("成本合计", NUMBER, "各分项成本之和，单位万元", of=("指标值", "度量单位", *_PARTS)),
        Column("最大单项", NUMBER, "最大的一项分项成本，单位万元", of=_PARTS),
        Column("算式", TEXT, "各分项成本相加的算式，单位万元，如 120 + 45 + 38 = 203", of=("成本合计",)),
        Column("各项名称", TEXT, "各分项成本的名称，各加引号", of=_PARTS),
        Column("超出金额", NUMBER, "成本合计减项目总额，单位万元", of=("成本合计", "项目总额")),
        Column("相关", TEXTS, "其余各项的标识，供报告列出", of=()),
        Column("存疑列", TEXTS, "项目和各分项成本做过存疑修正的列名", of=()),
    )
    + PLACE_COLUMNS,
    of=_PARTS,
    parts=(("成本指标", "指标"),),
)


@dataclass(frozen=True, slots=True)
class Costs:
    """Economic costs of a project in 万元. ``whole``: the largest total cost. ``parts``: each partial cost with its
    position in the project. ``sum``: of the parts; all are None or empty without such indicators."""

    whole: Decimal | None
    parts: tuple[tuple[int, Decimal], ...]

    @property
    def sum(self) -> Decimal | None:
        return decimal(sum((amount for _, amount in self.parts), Decimal(0))) if self.parts else None


def costs(project: Project) -> Costs:
    """The costs of ``project``. A rate (元/人) and a price per piece (单位成本) are neither whole nor part; a cost that
    is printed twice counts once, and one that is the sum of all others is the whole of them."""
    whole: list[Decimal] = []
    parts: dict[tuple[str, Decimal], int] = {}
    all_of_it, by_the_piece = words("costs", "整体成本"), words("costs", "单位成本")
    for position, indicator in enumerate(project.indicators):
        value = meaning(indicator)
        if not is_cost(indicator) or value.money_wan is None or value.rate:
            continue  # 培训成本 | ≤ | 300 | 元/人
        meant = measure(indicator.name, levels.level2(indicator.level2))
        if meant.budget or any(word in indicator.name for word in all_of_it):
            whole.append(value.money_wan)  # 项目总成本 | ≤ | 120 | 万元
        elif meant.direction != HIGHER and not any(word in indicator.name for word in by_the_piece):
            # 设备购置费 | ≤ | 80 | 万元; not 人均培训成本 | ≤ | 300 | 元, 节约成本 | ≥ | 5 | 万元
            parts.setdefault((normalised(indicator.name), value.money_wan), position)
    amounts = [amount for _, amount in parts]
    if len(amounts) > 2 and max(amounts) * 2 == sum(amounts):
        whole.append(max(amounts))
        parts = {key: position for key, position in parts.items() if key[1] != max(amounts)}
    listed = tuple(sorted((position, amount) for (_, amount), position in parts.items()))
    return Costs(decimal(max(whole, default=None)), listed)


def is_cost(indicator: Indicator) -> bool:
    """Whether its levels say that it is a cost of the project; "社会成本指标" is not."""
    lower = levels.level2(indicator.level2)
    return lower == "经济成本指标" or (not lower and levels.level1(indicator.level1) == "成本指标")


def cost_rows(places: Iterable[ProjectContext]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 分项成本 without 行标识, and what each is about: the last partial cost of a project.

    The identity is that of the project, whose sum it is: it stays the same when a cost is added.
    """
    for place in places:
        found = costs(place.project)
        if len(found.parts) < 2 or found.sum is None:
            continue
        indicators = [place.project.indicators[position] for position, _ in found.parts]
        last, total = indicators[-1], project_cells(place)["项目总额"]
        amounts = [amount for _, amount in found.parts]
        # A cost that is not added (项目总成本) would be, had its name been read otherwise.
        considered = [indicator for indicator in place.project.indicators if is_cost(indicator)]
        doubts = [doubt for indicator in considered for doubt in indicator_doubts(indicator)]
        row = project_cells(place) | place_cells(last.source) | {
            "指标标识": last.id,
            "三级指标": last.name,
            "指标值": last.value,
            "度量单位": last.unit,
            "成本项数": len(amounts),
            "成本合计": found.sum,
            "最大单项": decimal(max(amounts)),
            "算式": f"{' + '.join(_shown(amounts))} = {_number(found.sum)}",
            "各项名称": "".join(f"“{indicator.name}”" for indicator in indicators[:_SHOWN]),
            "超出金额": decimal(found.sum - total) if isinstance(total, Decimal) else None,
            "相关": [indicator.id for indicator in indicators[:-1]],
            "存疑列": doubtful_columns(project_doubts(place.project), COST.doubtful({"成本指标": doubts})),
        }  # fmt: skip
        order = (place.book_number, place.number, found.parts[-1][0])
        others = tuple(indicator.id for indicator in indicators[:-1])
        who = identity(place.book, place.project)
        yield row, Subject(place.book.id, place.project.id, last.id, last.source, last.raw, order, who, others)


def _shown(amounts: list[Decimal]) -> list[str]:
    return [*map(_number, amounts[:_SHOWN]), *(["……"] if len(amounts) > _SHOWN else [])]


def _number(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
