"""What a form says about a project besides name, sums and goal: dates, the amount of the year, results of evaluation.

Forms keep these cells under their printed labels (``Project.extra``); this module maps labels to fact columns. A cell
that is not printed or cannot be read is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from auditor.facts.column import NUMBER, TEXT, Column, FactValue
from auditor.facts.common import decimal, doubtful_cells, wan
from auditor.language.numbers import parse_number
from auditor.language.text import half_width
from auditor.model import PROJECT_CELLS, Amount, Project

PARTICULARS = (
    Column("总目标", TEXT, "与年度目标分列的总体目标、长期目标，没有为空文本", of=("总目标",)),
    Column("目标完成情况", TEXT, "自评表的年度总体目标完成情况，没有为空文本", of=("目标完成情况",)),
    Column("开始日期", TEXT, "计划开始日期，如 2026-01-01，没有为空", of=("开始日期",)),
    Column("结束日期", TEXT, "计划完成日期，如 2026-12-31，没有为空", of=("结束日期",)),
    Column("年度金额", NUMBER, "与项目总额分列的年度资金，单位万元，没有为空", of=("年度金额",)),
    Column("执行数", NUMBER, "自评表的全年执行数，单位万元", of=("执行数",)),
    Column("执行率", NUMBER, "自评表的预算执行率，单位%", of=("执行率",)),
    Column("执行率分值", NUMBER, "自评表预算执行率的分值", of=("执行率分值",)),
    Column("执行率得分", NUMBER, "自评表预算执行率的得分", of=("执行率得分",)),
    Column("自评总分", NUMBER, "自评表打印的总得分", of=("自评总分",)),
)

_SPAN = "起止"
TEXT_LABELS = {
    "总目标": ("总目标", "长期目标"),
    "目标完成情况": ("目标完成情况",),
    "开始日期": ("计划开始日期", "开始日期", "起始时间"),
    "结束日期": ("计划完成日期", "完成日期", "终止时间"),
    _SPAN: ("项目起止时间",),
    "年度金额": ("年度资金",),
}
TOTALS = ("年度资金总额", "项目资金总额", "资金总额", "项目资金", "总额")
"""Labels of the line of sums for the whole project, in a table that also has a line per kind of funding."""
SCORED = {
    "执行数": ("全年执行数", "执行数", "实际支出数"),
    "执行率": ("执行率",),
    "执行率分值": ("分值",),
    "执行率得分": ("得分",),
}
"""Fact columns that the table of sums of a self-evaluation fills → the titles of its columns."""
SUM_LABELS = ("总分", "总得分", "合计", "总计")

COLUMNS_OF_LABEL: Mapping[str, tuple[str, ...]] = {
    **{label: (column,) for column, labels in TEXT_LABELS.items() for label in labels},
    **{f"{total}（{title}）": (column,) for total in TOTALS for column, titles in SCORED.items() for title in titles},
    **dict.fromkeys((*SUM_LABELS, "自评得分"), ("自评总分",)),
    **dict.fromkeys(TEXT_LABELS[_SPAN], ("开始日期", "结束日期")),
}
"""Printed label → the fact columns that its cell fills. "年度资金总额（全年执行数）" is a line and a column of
the table of sums."""
LABELS = frozenset(COLUMNS_OF_LABEL)

_DATE = re.compile(r"(20\d\d)\s*[-年./]\s*(\d{1,2})(?:\s*[-月./]\s*(\d{1,2}))?")
_OWN_UNIT = re.compile(r"[百千万亿]{0,2}元$|[万亿]$")
"""A unit behind the amount in the same cell: "12.5万元", "300元". ``forms.table.money_units`` has a grammar of units
for titles and headers too, but facts may not import forms, and need only this one position."""
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,6})?")


def particulars(project: Project) -> dict[str, FactValue]:
    """The columns of one project: rates in percent, amounts in 万元, dates as text (2026-12-31)."""
    unit = project.total.unit if project.total else ""
    return {
        "总目标": _text(project, "总目标"),
        "目标完成情况": achieved(project),
        "开始日期": _date(project, "开始日期", 0, "01"),
        "结束日期": end_date(project),
        "年度金额": _money(project, _text(project, "年度金额"), unit),
        "执行数": _money(project, _of_sums(project, "执行数"), unit),
        "执行率": _number(_of_sums(project, "执行率")),
        "执行率分值": _number(_of_sums(project, "执行率分值")),
        "执行率得分": _number(_of_sums(project, "执行率得分")),
        "自评总分": _whole_score(project),
    }


def achieved(project: Project) -> str:
    """What a self-evaluation says was achieved of the goal, "" if not printed."""
    return _text(project, "目标完成情况")


def project_doubts(project: Project) -> list[str]:
    """The columns of the project itself whose cells were read with a doubtful repair."""
    return doubtful_cells(project.repairs, (*PROJECT_CELLS, *_given(project)), COLUMNS_OF_LABEL)


def _given(project: Project) -> list[str]:
    return [column for label in project.extra for column in COLUMNS_OF_LABEL.get(label, ())]


def end_date(project: Project) -> str | None:
    """When the project is to be finished (2026-12-31); the 31st if only the month is printed. None if not printed."""
    return _date(project, "结束日期", 1, "31")


def score_sums(scores: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the scores of a project's indicators; None if one of them has none, or without indicators."""
    known = list(scores)
    return decimal(sum((score for score in known if score is not None), Decimal(0))) if _complete(known) else None


def _complete(scores: list[Decimal | None]) -> bool:
    return bool(scores) and all(score is not None for score in scores)


def _text(project: Project, column: str) -> str:
    return next((project.extra[label] for label in TEXT_LABELS[column] if project.extra.get(label)), "")


def _of_sums(project: Project, column: str) -> str:
    titles = (f"{total}（{title}）" for total in TOTALS for title in SCORED[column])
    return next((project.extra[title] for title in titles if project.extra.get(title)), "")


def _whole_score(project: Project) -> Decimal | None:
    """The printed total score: the cell 自评得分, else the line of sums.

    That line prints the possible points, then the score ("总分 | 100 | 95.5" gives 95.5). With only one number it is
    unclear which of the two it is ("总分 | 100"), so the result is None.
    """
    if project.extra.get("自评得分"):
        return _number(project.extra["自评得分"])
    line = next((project.extra[label] for label in SUM_LABELS if project.extra.get(label)), "")
    numbers = _NUMBER.findall(half_width(line))
    return Decimal(numbers[-1]) if len(numbers) == 2 else None


def _money(project: Project, text: str, unit: str) -> Decimal | None:
    if not text:
        return None
    own = _OWN_UNIT.search(half_width(text))
    number = parse_number(_OWN_UNIT.sub("", half_width(text))).value
    return wan(Amount(text, number, own.group() if own else unit, project.source))


def _number(text: str) -> Decimal | None:
    return decimal(parse_number(half_width(text).strip().rstrip("%分")).value)


def _date(project: Project, column: str, end: int, day: str) -> str | None:
    """The date in its own cell, else the first (``end`` 0) or last (1) date of a span: "2026-01-01至2026-12-31"."""
    own = _DATE.search(half_width(_text(project, column)))
    span = list(_DATE.finditer(half_width(_text(project, _SPAN))))
    found = own or (span[end] if len(span) == 2 else None)
    return _written(found.groups(), day) if found else None


def _written(parts: tuple[str | None, ...], day: str) -> str:
    """Year, month and day as text; ``day`` if no day is printed."""
    year, month, printed = parts
    return f"{year}-{int(month or 1):02d}-{int(printed) if printed else int(day):02d}"
