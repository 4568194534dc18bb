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


@pytest.mark.parametrize("title", ["指标类型", "指标类别", "指标分类", "二级指标", "指标属性", "类别", "绩效指标类别"])
@pytest.mark.parametrize(
    "rows",
    [
        "供水管网延伸｜50｜数量指标｜管网长度｜≥32公里\n^｜^｜社会效益指标｜受益人口｜≥640人",
        "供水管网延伸｜50｜数量指标｜管网长度｜≥32公里\n｜｜社会效益指标｜受益人口｜≥640人",
        "供水管网延伸｜50｜数量指标｜管网长度｜≥32公里\n供水管网延伸｜50｜社会效益指标｜受益人口｜≥640人",
        "供水管网延伸｜50｜数量｜管网长度｜≥32公里\n^｜^｜社会效益｜受益人口｜≥640人",
    ],
)
def test_a_list_with_one_class_column(title: str, rows: str) -> None:
    book = book_on("2026年项目绩效目标一览表", f"项目名称｜预算数｜{title}｜指标名称｜目标值\n{rows}\n")
    assert rows_of(book) == READ
    assert book.whole


@pytest.mark.parametrize("title", ["指标类型", "指标类别", "指标属性", "二级指标"])
def test_a_list_with_one_class_column_over_pages(title: str) -> None:
    header = f"项目名称｜预算数｜{title}｜指标名称｜目标值\n"
    rows = "供水管网延伸｜50｜数量指标｜管网长度｜≥32公里\n^｜^｜^｜泵站座数｜≥2座"
    book = book_on("2026年项目绩效目标一览表", header + rows, header + "｜｜社会效益指标｜受益人口｜≥640人")
    assert rows_of(book) == [READ[0], "产出指标｜数量指标｜泵站座数｜≥｜2｜座", READ[1]]
    assert book.whole


@pytest.mark.parametrize("title", ["指标类型", "指标类别", "指标属性"])
def test_a_form_with_one_class_column(title: str) -> None:
    rows = ["数量指标｜管网长度｜≥32公里", "社会效益指标｜受益人口｜≥640人"]
    book = book_on(TITLE, "\n".join(["项目名称｜供水管网延伸｜<", f"{title}｜指标名称｜目标值", *rows]))
    assert rows_of(book) == READ
    assert book.whole


@pytest.mark.parametrize("mark", ["<", ""])
@pytest.mark.parametrize(
    ("left", "right"), [("项目信息", "绩效指标"), ("项目基本情况", "年度绩效指标"), ("基本信息", "绩效指标")]
)
def test_two_groups_over_the_titles_of_a_list(left: str, right: str, mark: str) -> None:
    groups = "｜".join((left, mark, mark, right, mark, mark, mark))
    titles = "项目编码｜项目名称｜预算数｜一级指标｜二级指标｜三级指标｜指标值"
    rows = "01｜供水管网延伸｜50｜产出指标｜数量指标｜管网长度｜≥32公里\n｜｜｜效益指标｜社会效益指标｜受益人口｜≥640人"
    book = book_on("2026年项目绩效目标导出", f"{groups}\n{titles}\n{rows}")
    assert rows_of(book) == READ
    assert book.whole
