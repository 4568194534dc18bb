"""Habits of other clerks: a line for each class, levels under other titles, a target for each of several years."""

from __future__ import annotations

import pytest

from tests.forms.grids import book_on, rows_of

TITLE = "项目支出绩效目标表"
HEAD = "项目名称｜供水管网延伸｜<｜<｜<\n"
READ = ["产出指标｜数量指标｜管网长度｜≥｜32｜公里", "效益指标｜社会效益指标｜受益人口｜≥｜640｜人"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一、产出指标", "二、效益指标"),
        ("（一）产出指标", "（二）效益指标"),
        ("1.产出指标（50分）", "2.效益指标（30分）"),
        ("产出指标：", "效益指标："),
    ],
)
@pytest.mark.parametrize("merged", ["｜<｜<｜<", "｜｜｜"])
def test_level_1_stands_in_a_line_over_its_rows(first: str, second: str, merged: str) -> None:
    rows = [
        "序号｜二级指标｜指标名称｜指标值",
        f"{first}{merged}",
        "1｜数量指标｜管网长度｜≥32公里",
        f"{second}{merged}",
        "2｜社会效益指标｜受益人口｜≥640人",
    ]
    book = book_on(TITLE, HEAD.replace("｜<", "", 1) + "\n".join(rows))
    assert rows_of(book) == READ
    assert book.whole


def test_a_line_over_a_class_holds_on_the_next_page() -> None:
    header = "序号｜二级指标｜指标名称｜指标值\n"
    first = HEAD + header + "一、产出指标｜<｜<｜<\n1｜数量指标｜管网长度｜≥32公里"
    book = book_on(TITLE, first, header + "2｜质量指标｜水质合格率｜≥95%")
    assert [one.level1 for one in book.projects[0].indicators] == ["产出指标"] * 2


def test_levels_under_titles_of_kinds() -> None:
    rows = ["产出指标｜数量指标｜管网长度｜≥32公里", "效益指标｜社会效益指标｜受益人口｜≥640人"]
    header = "指标类别｜指标类型｜具体指标｜目标值"
    assert rows_of(book_on(TITLE, HEAD + "\n".join([header, *rows]))) == READ


def test_targets_of_two_years_are_two_periods_and_last_year_is_none() -> None:
    header = "一级指标｜二级指标｜三级指标｜2025年实际值｜2026年目标值｜2028年目标值\n"
    book = book_on(TITLE, HEAD + header + "产出指标｜数量指标｜管网长度｜30公里｜≥32公里｜≥40公里")
    found = [(one.extra["期间"], one.value) for one in book.projects[0].indicators]
    assert sorted(found) == [("年度", "32"), ("长期", "40")]
    assert not book.projects[0].kind.value.endswith("自评表")


@pytest.mark.parametrize("rest", ["", "｜编号｜07"])
def test_the_bare_label_of_a_project(rest: str) -> None:
    rows = f"项目｜供水管网延伸{rest}\n一级指标｜二级指标｜三级指标｜指标值\n产出指标｜数量指标｜管网长度｜≥32公里"
    book = book_on(TITLE, rows)
    assert [one.name for one in book.projects] == ["供水管网延伸"]
    assert book.whole
