"""Fact table 项目: one row per project, with sums over its indicators and the other projects that resemble it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from auditor.facts.column import COUNT, DECIDING, NUMBER, TEXT, TEXTS, YES_NO, Column, FactRow, FactTable, FactValue
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
from auditor.facts.cost import costs, is_cost
from auditor.facts.facts import Subject
from auditor.facts.indicator import first_placeholder, indicator_doubts, score
from auditor.facts.neighbours import NEIGHBOURS, neighbour_cells
from auditor.facts.particulars import PARTICULARS, achieved, particulars, project_doubts, score_sums
from auditor.language import goal, levels
from auditor.language.goal_money import spent_in
from auditor.language.misprints import misprint_of_sentence
from auditor.language.personal import personal
from auditor.language.text import normalised, squeeze
from auditor.language.years import only_last_year
from auditor.model import Amount, Indicator, Project

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
        Column(
            "非数字金额",
            TEXT,
            "不是数字的金额栏及其原文，如 财政资金“#####”；没有为空文本",
            of=("项目总额", "财政资金", "其他资金"),
        ),
        Column(
            "小数过多金额",
            TEXT,
            "以万元为单位而小数超过6位的金额栏及其原文；没有为空文本",
            of=("项目总额", "财政资金", "其他资金"),
        ),
        Column(
            "来源算式",
            TEXT,
            "财政资金、其他资金（及另列来源）相加的算式，如 434.2 + 210 = 644.2；认不出的为空",
            of=("财政资金", "其他资金", "其他来源合计"),
        ),
        Column(
            "来源差额",
            NUMBER,
            "项目总额与资金来源合计相差多少，单位万元；另列来源计入后相等的为0；认不出的为空",
            of=("项目总额", "财政资金", "其他资金", "其他来源合计"),
        ),
        Column("中位总额", NUMBER, "同表各项目总额的中位数，单位万元；不足五个项目的为空", of=(), given=("项目总额",)),
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
        Column("目标文字错漏", TEXT, "绩效目标中疑似错漏的一句，没有为空文本", of=("绩效目标",)),
        Column("目标错漏缘由", TEXT, "错在哪里，如缺后引号；没有为空文本", of=("绩效目标",)),
        Column("目标疑误", TEXT, "绩效目标中重复的词、漏印的数字，没有为空文本", of=("绩效目标",)),
        Column("目标疑正", TEXT, "目标疑误之处应为的文字，没有为空文本", of=("绩效目标",)),
        Column("目标只提上年", YES_NO, "绩效目标提到上一年、没有提到预算年度，也没有写明缘由", of=("绩效目标",)),
        Column("目标只写用途", YES_NO, "绩效目标只写资金用在哪里，没有数量和效果", of=("绩效目标",)),
        Column("目标含数字", YES_NO, "绩效目标含有数量", of=("绩效目标",)),
        Column("目标所述资金", NUMBER, "绩效目标说要花的最大一笔钱，单位万元；没有为空", of=("绩效目标",)),
        Column(
            "相同目标项目", TEXTS, "绩效目标文字与本项目相同的其他项目的标识", of=("绩效目标", "相同目标项目.绩效目标")
        ),
        Column("相同目标名称", TEXT, "这些项目的名称，如 “甲”“乙”等5个项目", of=("相同目标项目",)),
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
        Column("相同指标名称", TEXT, "这些项目的名称，如 “甲”“乙”等5个项目", of=("相同指标项目",)),
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
    medians = _medians(places)
    names = {place.project.id: place.project.name or place.project.code for place in places}
    own = {place.project.id: project_doubts(place.project) for place in places}
    below = {place.project.id: _doubts(place.project.indicators) for place in places}
    for place in places:
        project = place.project
        spent = costs(project)
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
            "非数字金额": _listed_amounts(project, lambda amount: bool(amount.raw) and wan(amount) is None),
            "小数过多金额": _listed_amounts(project, _finer_than_a_fen),
            **_sources(project),
            "中位总额": medians.get((place.book_number, place.kind)),
            "金额单位": project.total.unit if project.total else "",
            "资金行数": sum(not line.repeated for line in project.funding),
            "指标数": len(project.indicators),
            "一级清单": _listed(levels.level1(indicator.level1) for indicator in project.indicators),
            "二级清单": _listed(levels.level2(indicator.level2) for indicator in project.indicators),
            "目标字数": goal.length(project.goal),
            "目标所述资金": decimal(spent_in(project.goal)),
            "目标空泛": bool(weak := goal.weak(project.goal, project.name, place.book.department)),
            "目标空泛缘由": weak,
            "目标文字错漏": goal.garbled(project.goal)[0],
            "目标错漏缘由": goal.garbled(project.goal)[1],
            "目标疑误": (suspected := misprint_of_sentence(project.goal))[0],
            "目标疑正": suspected[1],
            "目标只提上年": only_last_year(project.goal, place.book.year),
            "目标只写用途": goal.only_spending(project.goal),
            "目标含数字": goal.has_number(project.goal),
            "相同目标项目": same_goal[project.id],
            "相同目标名称": _named(same_goal[project.id], names),
            "相同指标项目": same_set[project.id],
            "个人信息": personal((project.name, project.goal, achieved(project))),
            "相同指标名称": _named(same_set[project.id], names),
            "相同编码项目": same_code[project.id],
            **particulars(project),
            **beside[project.id],
            "分值合计": score_sums(score(indicator, "分值") for indicator in project.indicators),
            "得分合计": score_sums(score(indicator, "得分") for indicator in project.indicators),
            "成本合计": spent.sum,
            "总成本": spent.whole,
            "占位符": sign,
            "占位列": column,
            "存疑列": doubtful_columns(own[project.id], PROJECT.doubtful({
                DECIDING: own[project.id] if _needs_name(weak, place) else (),
                "指标": below[project.id],
                "成本指标": _doubts(filter(is_cost, project.indicators)),
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


def _further(project: Project) -> Decimal:
    """The sum of the further sources of the total that can be read, in 万元."""
    sources = project.funding[0].further.values() if project.funding else ()
    return sum(filter(None, map(wan, sources)), Decimal(0))


def _listed_amounts(project: Project, wrong: Callable[[Amount], bool]) -> str:
    """The sums of the project that are ``wrong``, each with its title and printed text: 财政资金“#####”."""
    sums = {"项目总额": project.total, "财政资金": project.fiscal, "其他资金": project.other}
    return "、".join(f"{title}“{amount.raw}”" for title, amount in sums.items() if amount and wrong(amount))


_FEN = -6
"""The sixth decimal of 万元 is a fen."""


def _finer_than_a_fen(amount: Amount) -> bool:
    exponent = amount.number.as_tuple().exponent if amount.number is not None and amount.unit == "万元" else 0
    return isinstance(exponent, int) and exponent < _FEN


def _sources(project: Project) -> dict[str, FactValue]:
    """来源算式 and 来源差额. Further sources count unless the sum is right without them: some forms print a part of
    the fiscal funds as one."""
    total, fiscal, other, further = wan(project.total), wan(project.fiscal), wan(project.other), _further(project)
    if fiscal is None or (other is None and printed(project.other)):
        return {"来源算式": "", "来源差额": None}
    terms = [fiscal, *([] if other is None else [other])]
    if further and total is not None and sum(terms) != total:
        terms.append(further)
    whole = sum(terms, Decimal(0))
    shown = " + ".join(f"{term.normalize():f}" for term in terms)
    return {
        "来源算式": shown + (f" = {whole.normalize():f}" if len(terms) > 1 else ""),
        "来源差额": decimal(None if total is None else abs(total - whole)),
    }


_FEWEST = 5
"""Projects of a table from which on a usual sum is known; one of three may well be a thousand times the others."""


def _medians(places: Iterable[ProjectContext]) -> dict[tuple[int, str], Decimal]:
    """The median of the projects' sums of every table kind of every book with at least ``_FEWEST`` of them."""
    totals: dict[tuple[int, str], list[Decimal]] = defaultdict(list)
    for place in places:
        if (total := wan(place.project.total)) is not None:
            totals[place.book_number, place.kind].append(total)
    return {key: sorted(listed)[len(listed) // 2] for key, listed in totals.items() if len(listed) >= _FEWEST}


def _indicator_set(project: Project) -> Hashable:
    return tuple(
        sorted(
            (normalised(indicator.name), squeeze(indicator.operator), squeeze(indicator.value), squeeze(indicator.unit))
            for indicator in project.indicators
        )
    )


_NAMED = 3
"""Projects that a text names one by one; the others are counted."""


def _named(ids: Sequence[str], names: Mapping[str, str]) -> str:
    """The names of the projects ``ids``: “甲”“乙”“丙”等 5 个项目; "" for none. At most ``_MOST_ALIKE`` are known."""
    shown = "".join(f"“{names[id]}”" for id in ids[:_NAMED])
    more = "以上" if len(ids) == _MOST_ALIKE else ""
    return shown + (f"等 {len(ids)} 个{more}项目" if len(ids) > _NAMED else "") if ids else ""


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
