"""Titles of one bare word are read where place, column and neighbours leave one field, and left unknown elsewhere."""

from __future__ import annotations

import pytest

from tests.forms.grids import book_on, rows_of

TITLES = ("项目", "一级", "二级", "指标", "符号", "值", "单位")
DATA = (
    ("档案修复", "产出指标", "数量指标", "修复卷数", "≥", "500", "卷"),
    ("档案修复", "产出指标", "质量指标", "修复合格率", "≥", "95", "%"),
    ("档案扫描", "产出指标", "数量指标", "扫描卷数", "≥", "80", "卷"),
)
READ = [
    "产出指标｜数量指标｜修复卷数｜≥｜500｜卷",
    "产出指标｜质量指标｜修复合格率｜≥｜95｜%",
    "产出指标｜数量指标｜扫描卷数｜≥｜80｜卷",
]


def _table(titles: tuple[str, ...], order: tuple[int, ...]) -> str:
    return "\n".join("｜".join(row[place] for place in order) for row in (titles, *DATA))


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5, 6), (6, 5, 4, 3, 2, 1, 0), (0, 4, 5, 6, 3, 2, 1)])
def test_bare_titles_in_any_order(order: tuple[int, ...]) -> None:
    book = book_on("项目支出绩效目标表", _table(TITLES, order))
    assert rows_of(book) == READ
    assert [one.name for one in book.projects] == ["档案修复", "档案扫描"]
    assert not [repair for repair in book.repairs if repair.doubtful]


@pytest.mark.parametrize(
    ("place", "title"), [(5, "目标"), (5, "目标数"), (5, "指标数"), (4, "关系"), (4, "要求"), (3, "内容")]
)
def test_other_bare_words(place: int, title: str) -> None:
    titles = (*TITLES[:place], title, *TITLES[place + 1 :])
    assert rows_of(book_on("项目支出绩效目标表", _table(titles, tuple(range(7))))) == READ


def test_two_columns_under_one_bare_word_are_not_guessed() -> None:
    """The first is read; the other is told, never mixed with it."""
    rows = [
        "项目｜一级｜二级｜指标｜内容｜符号｜值｜单位",
        "档案修复｜产出指标｜数量指标｜修复卷数｜按批次统计｜≥｜500｜卷",
    ]
    book = book_on("项目支出绩效目标表", "\n".join(rows))
    assert [one.name for project in book.projects for one in project.indicators] in ([], ["修复卷数"])
