"""Fact table 项目: one row per project, with sums over its indicators and the other projects that resemble it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from decimal import Decimal

from auditor.facts.column import COUNT, DECIDING, NUMBER, TEXT, TEXTS, YES_NO, Column, FactRow, FactTable
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
    printed,
    project_cells,
    wan,
)
from auditor.facts.facts import Subject
from auditor.facts.indicator import first_placeholder, indicator_doubts, meaning, score
from auditor.facts.neighbours import NEIGHBOURS, neighbour_cells
from auditor.facts.particulars import PARTICULARS, achieved, particulars, project_doubts, score_sums
from auditor.language import goal, levels
from auditor.language.lexicon import words
from auditor.language.measure import measure
from auditor.language.misprints import misprint_of_sentence
from auditor.language.personal import personal
from auditor.language.text import normalised, squeeze
from auditor.language.years import only_last_year
from auditor.model import Indicator, Project

_COSTS = ("指标.一级指标", "指标.二级指标", "成本指标.三级指标", "成本指标.指标值", "成本指标.度量单位")
"""The levels decide which indicators are costs; among these, the name decides between total cost and partial cost."""
_SETS = tuple(
    f"{part}.{cell}" for part in ("指标", "相同指标项目") for cell in ("三级指标", "指标性质", "指标值", "度量单位")
)

PROJECT = FactTable(
    "项目",
    "一行一个项目",
    ROW
    + DOCUMENT_COLUMNS
    + PROJECT_COLUMNS
    + (
        Column("项目名称原文", TEXT, "项目名称一栏原文，含编码", of=("项目名称",)),
        Column("项目总额原文", TEXT, "项目总额一栏原文", of=("项目总额",)),
        Column("财政资金原文", TEXT, "财政资金一栏原文", of=("财政资金",)),
        Column("其他资金原文", TEXT, "其他资金一栏原文", of=("其他资金",)),
        Column("其他来源合计", NUMBER, "上年结转资金、单位资金等另列来源之和，单位万元；没有为0", of=("其他来源合计",)),
        Column("金额单位", TEXT, "表中注明的金额单位", of=()),
        Column("资金行数", COUNT, "项目的资金行数，重复印出的不计，多于1表示项目下另有资金行", of=()),
        Column("指标数", COUNT, "三级指标条数", of=("指标.整行",)),
        Column("一级清单", TEXTS, "已设置的一级类别", of=("指标.一级指标",)),
        Column("二级清单", TEXTS, "已设置的二级类别", of=("指标.二级指标",)),
        Column("目标字数", COUNT, "绩效目标的字数，不计标点空白", of=("绩效目标",)),
        Column(
            "目标空泛", YES_NO, "绩效目标只有“保障…正常运转”之类的话", of=("绩效目标",), given=(f"{DECIDING}.项目名称",)
        ),
        Column("目标空泛缘由", TEXT, "空泛的理由，给人看的短语", of=("目标空泛",)),
        Column("目标文字错漏", TEXT, "绩效目标中疑似错漏的文字，没有为空文本", of=("绩效目标",)),
        Column("目标疑误", TEXT, "绩效目标中重复的词、漏印的数字，没有为空文本", of=("绩效目标",)),
        Column("目标疑正", TEXT, "目标疑误之处应为的文字，没有为空文本", of=("绩效目标",)),
        Column("目标只提上年", YES_NO, "绩效目标提到上一年、没有提到预算年度，也没有写明缘由", of=("绩效目标",)),
        Column("目标含数字", YES_NO, "绩效目标含有数量", of=("绩效目标",)),
        Column(
            "相同目标项目", TEXTS, "绩效目标文字与本项目相同的其他项目的标识", of=("绩效目标", "相同目标项目.绩效目标")
        ),
        Column(
            "相同指标项目",
            TEXTS,
            "全部指标（名称、性质、值、单位）与本项目相同的其他项目的标识",
            of=_SETS,
        ),
        Column(
            "个人信息",
            TEXTS,
            "项目名称、绩效目标、目标完成情况中的身份证号码、手机号码（只写种类），没有为空列表",
            of=("项目名称", "绩效目标", "目标完成情况"),
        ),
        Column("相同编码项目", TEXTS, "项目编码与本项目相同的其他项目的标识", of=("项目编码", "相同编码项目.项目编码")),
    )
    + PARTICULARS
    + NEIGHBOURS
    + (
        Column("分值合计", NUMBER, "各指标分值之和；有指标没有分值时为空", of=("指标.分值",)),
        Column("得分合计", NUMBER, "各指标得分之和；有指标没有得分时为空", of=("指标.得分",)),
        Column(
            "成本合计",
            NUMBER,
            "分项经济成本指标的金额之和，单位万元，不含“总成本”类；没有为空",
            of=_COSTS,
        ),
        Column(
            "总成本",
            NUMBER,
            "“总成本”类指标的金额，单位万元，多条取最大；没有为空",
            of=_COSTS,
        ),
        Column("占位符", TEXT, "项目各栏中的占位符，没有为空文本", of=("占位列",)),
        Column("占位列", TEXT, "占位符所在的列名", of=()),
        Column("存疑列", TEXTS, "读取时做过存疑修正的列名", of=()),
    )
    + PLACE_COLUMNS,
    parts=(
        (DECIDING, "项目"),
        ("指标", "指标"),
        ("成本指标", "指标"),
        ("相同目标项目", "项目"),
        ("相同编码项目", "项目"),
        ("相同指标项目", "指标"),
    ),
)


def project_rows(places: Sequence[ProjectContext]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 项目 without 行标识, and what each is about."""
    same_goal = _alike(places, lambda project: normalised(project.goal))
    same_set = _alike(places, _indicator_set)
    same_code = _alike(places, lambda project: project.code)
    beside = neighbour_cells(places)
    own = {place.project.id: project_doubts(place.project) for place in places}
    below = {place.project.id: _doubts(place.project.indicators) for place in places}
    for place in places:
        project = place.project
        whole, parts = _costs(project.indicators)
        name = project.printed.get("项目名称")
        column, sign = first_placeholder(
            (
                ("项目名称", project.name), ("项目编码", project.code), ("绩效目标", project.goal),
                ("项目总额", printed(project.total)), ("财政资金", printed(project.fiscal)),
                ("其他资金", printed(project.other)),
            )
        )  # fmt: skip
        row = project_cells(place) | place_cells(project.source) | {
            "项目名称原文": name.raw if name else project.name,
            "项目总额原文": printed(project.total),
            "财政资金原文": printed(project.fiscal),
            "其他资金原文": printed(project.other),
            "其他来源合计": _further(project),
            "金额单位": project.total.unit if project.total else "",
            "资金行数": sum(not line.repeated for line in project.funding),
            "指标数": len(project.indicators),
            "一级清单": _listed(levels.level1(indicator.level1) for indicator in project.indicators),
            "二级清单": _listed(levels.level2(indicator.level2) for indicator in project.indicators),
            "目标字数": goal.length(project.goal),
            "目标空泛": bool(weak := goal.weak(project.goal, project.name, place.book.department)),
            "目标空泛缘由": weak,
            "目标文字错漏": goal.garbled(project.goal),
            "目标疑误": (suspected := misprint_of_sentence(project.goal))[0],
            "目标疑正": suspected[1],
            "目标只提上年": only_last_year(project.goal, place.book.year),
            "目标含数字": goal.has_number(project.goal),
            "相同目标项目": same_goal[project.id],
            "相同指标项目": same_set[project.id],
            "个人信息": personal((project.name, project.goal, achieved(project))),
            "相同编码项目": same_code[project.id],
            **particulars(project),
            **beside[project.id],
            "分值合计": score_sums(score(indicator, "分值") for indicator in project.indicators),
            "得分合计": score_sums(score(indicator, "得分") for indicator in project.indicators),
            "成本合计": parts,
            "总成本": whole,
            "占位符": sign,
            "占位列": column,
            "存疑列": doubtful_columns(own[project.id], PROJECT.doubtful({
                DECIDING: own[project.id] if _needs_name(weak, place) else (),
                "指标": below[project.id],
                "成本指标": _doubts(filter(_is_cost, project.indicators)),
                "相同目标项目": _union(own[other] for other in same_goal[project.id]),
                "相同编码项目": _union(own[other] for other in same_code[project.id]),
                "相同指标项目": _union(below[other] for other in same_set[project.id]),
            })),
        }  # fmt: skip
        order = (place.book_number, place.number, -1)
        who = identity(place.book, project)
        yield row, Subject(place.book.id, project.id, None, project.source, project.raw, order, who)


def _needs_name(weak: str, place: ProjectContext) -> bool:
    """Whether the reason ``weak`` of an empty goal depends on the project's name, i.e. the goal only repeats it."""
    return bool(weak) and weak != goal.weak(place.project.goal, "", place.book.department)


def _doubts(indicators: Iterable[Indicator]) -> set[str]:
    return _union(indicator_doubts(indicator) for indicator in indicators)


def _union(groups: Iterable[Iterable[str]]) -> set[str]:
    return set().union(*groups)


def _listed(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name]


def _costs(indicators: Iterable[Indicator]) -> tuple[Decimal | None, Decimal | None]:
    """(总成本, 成本合计) in 万元: the largest total cost, and the sum of the partial costs.

    A rate (元/人) and a price per piece (单位成本) are neither. None without such indicators.
    """
    whole: list[Decimal] = []
    parts: list[Decimal] = []
    all_of_it, by_the_piece = words("costs", "整体成本"), words("costs", "单位成本")
    for indicator in filter(_is_cost, indicators):
        value = meaning(indicator)
        if value.money_wan is None or value.rate:
            continue  # 培训成本 | ≤ | 300 | 元/人
        budget = measure(indicator.name, levels.level2(indicator.level2)).budget
        if budget or any(word in indicator.name for word in all_of_it):
            whole.append(value.money_wan)  # 项目总成本 | ≤ | 120 | 万元
        elif not any(word in indicator.name for word in by_the_piece):
            parts.append(value.money_wan)  # 设备购置费 | ≤ | 80 | 万元; not 人均培训成本 | ≤ | 300 | 元
    return decimal(max(whole, default=None)), decimal(sum(parts, Decimal(0)) if parts else None)


def _further(project: Project) -> Decimal:
    """The sum of the further sources of the total that can be read, in 万元."""
    sources = project.funding[0].further.values() if project.funding else ()
    return sum(filter(None, map(wan, sources)), Decimal(0))


def _is_cost(indicator: Indicator) -> bool:
    """Whether its levels say that it is a cost of the project; "社会成本指标" is not."""
    lower = levels.level2(indicator.level2)
    return lower == "经济成本指标" or (not lower and levels.level1(indicator.level1) == "成本指标")


def _indicator_set(project: Project) -> Hashable:
    return tuple(
        sorted(
            (normalised(indicator.name), squeeze(indicator.operator), squeeze(indicator.value), squeeze(indicator.unit))
            for indicator in project.indicators
        )
    )


_MOST_ALIKE = 50
"""More names than a message can show; the largest group of the samples has 11."""


def _alike(places: Iterable[ProjectContext], key: Callable[[Project], Hashable]) -> dict[str, list[str]]:
    """Project id → ids of other projects of its document and kind with the same, non-empty ``key``, the first ones of
    at most ``_MOST_ALIKE``: thousands that are all alike would name each other millions of times."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    keys: dict[str, Hashable] = {}
    for place in places:
        content = key(place.project)
        keys[place.project.id] = content and (place.book_number, place.kind, content)
        if content:
            groups[keys[place.project.id]].append(place.project.id)
    first = {content: ids[: _MOST_ALIKE + 1] for content, ids in groups.items()}
    others = {id: [other for other in first.get(content, ()) if other != id] for id, content in keys.items()}
    return {id: alike[:_MOST_ALIKE] for id, alike in others.items()}
