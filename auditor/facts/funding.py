"""Fact table 资金: one row per funding line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.facts.column import COUNT, NUMBER, TEXT, TEXTS, YES_NO, Column, FactRow, FactTable
from auditor.facts.common import (
    DOCUMENT_COLUMNS,
    PLACE_COLUMNS,
    ROW,
    ProjectContext,
    document_cells,
    doubtful_columns,
    identity,
    place_cells,
    printed,
    wan,
)
from auditor.facts.facts import Subject
from auditor.facts.particulars import project_doubts

FUNDING = FactTable(
    "资金",
    "一行一条资金：项目本行为第1条，只有金额没有名称的行依次列后",
    ROW
    + DOCUMENT_COLUMNS
    + (
        Column("项目标识", TEXT, "项目标识", of=()),
        Column("项目名称", TEXT, "项目名称", of=("项目名称",)),
        Column("序号", COUNT, "第几条资金，从1起", of=()),
        Column("重复印出", YES_NO, "名称、金额和目标都与前面某行相同，只是又印了一次，不计入合计", of=()),
        Column("项目总额", NUMBER, "单位万元", of=("项目总额",)),
        Column("财政资金", NUMBER, "单位万元", of=("财政资金",)),
        Column("其他资金", NUMBER, "单位万元", of=("其他资金",)),
        Column("项目总额原文", TEXT, "原文", of=("项目总额",)),
        Column("财政资金原文", TEXT, "原文", of=("财政资金",)),
        Column("其他资金原文", TEXT, "原文", of=("其他资金",)),
        Column("绩效目标", TEXT, "本条资金的绩效目标", of=("绩效目标",)),
        Column("存疑列", TEXTS, "读取时做过存疑修正的列名", of=()),
    )
    + PLACE_COLUMNS,
)


def funding_rows(places: Iterable[ProjectContext]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 资金 without 行标识, and what each is about."""
    for place in places:
        project = place.project
        for number, line in enumerate(project.funding, 1):
            row = document_cells(place.book) | place_cells(line.source) | {
                "项目标识": project.id,
                "项目名称": project.name,
                "序号": number,
                "重复印出": line.repeated,
                "项目总额": wan(line.total),
                "财政资金": wan(line.fiscal),
                "其他资金": wan(line.other),
                "项目总额原文": printed(line.total),
                "财政资金原文": printed(line.fiscal),
                "其他资金原文": printed(line.other),
                "绩效目标": line.goal,
                "存疑列": doubtful_columns(project_doubts(project)),
            }  # fmt: skip
            order = (place.book_number, place.number, -1)
            who = identity(place.book, project, printed(line.total), printed(line.fiscal))
            yield row, Subject(place.book.id, project.id, None, line.source, line.raw or project.raw, order, who)
