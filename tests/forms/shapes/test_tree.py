"""One column with unit, projects, classes and indicators: each indicator under its project and classes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.forms.grids import book_on, rows_of

READ = [
    "产出指标｜数量指标｜举办赛事｜≥｜16｜场",
    "产出指标｜质量指标｜按期举办率｜≥｜95｜%",
    "满意度指标｜服务对象满意度指标｜参赛群众满意度｜≥｜90｜%",
    "产出指标｜数量指标｜在训运动员｜≥｜120｜人",
]
UNIT = ("某市体育中心", "596.15", "", "", "", "")
TREE = [
    ("全民健身赛事", "187.40", "", "", "", "举办市级全民健身赛事和指导活动。"),
    ("产出指标", "", "", "", "", ""),
    ("数量指标", "", "", "", "", ""),
    ("举办赛事", "", "≥", "16", "场", ""),
    ("质量指标", "", "", "", "", ""),
    ("按期举办率", "", "≥", "95", "%", ""),
    ("满意度指标", "", "", "", "", ""),
    ("服务对象满意度指标", "", "", "", "", ""),
    ("参赛群众满意度", "", "≥", "90", "%", ""),
    ("后备人才训练", "265.00", "", "", "", "保障业余体校各运动队日常训练。"),
    ("产出指标", "", "", "", "", ""),
    ("数量指标", "", "", "", "", ""),
    ("在训运动员", "", "≥", "120", "人", ""),
]


def _table(name: str, rows: Sequence[tuple[str, ...]]) -> str:
    header = f"{name}｜金额｜符号｜指标值｜计量单位｜备注"
    return "\n".join([header, *("｜".join(row) for row in rows)])


@pytest.mark.parametrize("name", ["名称", "指标名称", "项目名称", "项目/指标名称", "指标"])
@pytest.mark.parametrize("unit", [True, False])
def test_each_indicator_is_under_its_project_and_classes(name: str, unit: bool) -> None:
    book = book_on("绩效目标树", _table(name, [UNIT, *TREE] if unit else TREE))
    assert rows_of(book) == READ
    assert [(one.name, one.total and str(one.total.number), one.goal[:2]) for one in book.projects] == [
        ("全民健身赛事", "187.40", "举办"),
        ("后备人才训练", "265.00", "保障"),
    ]
    assert book.whole


@pytest.mark.parametrize("way", ["1.{0} ", "{0}、", "　　"])
def test_numbers_and_indentation_of_lines_are_no_part_of_their_words(way: str) -> None:
    rows = [(way.format(2) + row[0], *row[1:]) for row in TREE]
    assert rows_of(book_on("绩效目标树", _table("名称", rows))) == READ


def test_a_list_with_classes_of_its_own_is_no_tree() -> None:
    rows = "一级指标｜指标名称｜指标值\n产出指标｜数量指标｜\n产出指标｜举办赛事｜≥16场"
    book = book_on("项目支出绩效目标表", "项目名称｜健身｜<\n" + rows)
    assert not any("一行一个层级" in (entry.why or "") for entry in book.ledger)
