"""Two periods in one header: a target for the whole term, one for the budget year, and rows that have only one."""

from __future__ import annotations

import pytest

from tests.forms.grids import book_on

TITLES = (
    "实施周期指标值｜年度指标值",
    "中长期指标值｜当年指标值",
    "指标值（长期）｜指标值（年度）",
    "三年指标值｜2026年指标值",
    "2025-2027年指标值｜2026年指标值",
    "2025年至2027年目标值｜2026年目标值",
)
BLANKS = ("", "-", "—", "/", "无")


@pytest.mark.parametrize("apart", [False, True], ids=["in one cell", "with columns of sign and unit"])
@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("titles", TITLES)
def test_a_row_has_an_indicator_for_each_period_it_has_a_target_for(titles: str, blank: str, apart: bool) -> None:
    for long, year in (("80", "60"), ("80", blank), (blank, "60")):
        if apart:
            header = f"一级指标｜二级指标｜三级指标｜指标性质｜{titles}｜度量单位"
            row = f"产出指标｜数量指标｜新建车站｜≥｜{long}｜{year}｜座"
        else:
            header = f"一级指标｜二级指标｜三级指标｜{titles}"
            row = f"产出指标｜数量指标｜新建车站｜{_whole(long)}｜{_whole(year)}"
        (goal,) = book_on("项目支出绩效目标表", f"项目名称｜修站\n{header}\n{row}").projects
        told = [(one.extra.get("期间"), one.operator, one.value, one.unit) for one in goal.indicators]
        assert told == [(of, "≥", value, "座") for of, value in (("长期", long), ("年度", year)) if value != blank]


def _whole(value: str) -> str:
    return f"≥{value}座" if value.isdigit() else value


def test_half_a_year_without_the_year_is_a_cell_left_empty() -> None:
    text = "项目名称｜修站\n一级指标｜二级指标｜三级指标｜半年指标值｜全年指标值\n产出指标｜数量指标｜新建车站｜≥3座｜"
    (goal,) = book_on("项目支出绩效目标表", text).projects
    assert [(one.extra["期间"], one.value) for one in goal.indicators] == [("半年", "3"), ("年度", "")]


PARTS = [
    ("1-6月", "半年"),
    ("1—6月份", "半年"),
    ("1至6月", "半年"),
    ("1月-6月", "半年"),
    ("6月底", "半年"),
    ("截至6月底", "半年"),
    ("截止6月末", "半年"),
    ("上半年", "半年"),
    ("2026年上半年", "半年"),
    ("前两个季度", "半年"),
    ("1-9月", "1-9月"),
    ("第一季度", "第一季度"),
    ("前三季度", "前三季度"),
    ("三季度末", "三季度末"),
]


@pytest.mark.parametrize("whole", ["全年{}", "年度{}", "1-12月{}", "2026年{}"])
@pytest.mark.parametrize("word", ["目标值", "指标值", "计划值", "预期目标值"])
@pytest.mark.parametrize(("part", "period"), PARTS)
def test_a_part_of_the_year_beside_the_year(part: str, period: str, word: str, whole: str) -> None:
    header = f"一级指标｜二级指标｜三级指标｜{part}{word}｜{whole.format(word)}"
    book = book_on("项目支出绩效目标表", f"项目名称｜修站\n{header}\n产出指标｜数量指标｜新建车站｜≥2座｜≥3座")
    (goal,) = book.projects
    assert [(one.extra["期间"], one.value) for one in goal.indicators] == [(period, "2"), ("年度", "3")]
    assert book.whole


@pytest.mark.parametrize(("part", "period"), PARTS)
@pytest.mark.parametrize("header", ["指标值（{}）｜指标值（全年）", "{}｜全年"])
def test_a_part_of_the_year_in_brackets_or_in_a_line_of_its_own(header: str, part: str, period: str) -> None:
    titles, below = header.format(part), ""
    if "指标值" not in header:
        titles, below = "指标值｜<", f"\n^｜^｜^｜{header.format(part)}"
    header = f"一级指标｜二级指标｜三级指标｜{titles}{below}"
    book = book_on("项目支出绩效目标表", f"项目名称｜修站\n{header}\n产出指标｜数量指标｜新建车站｜≥2座｜≥3座")
    (goal,) = book.projects
    assert [(one.extra["期间"], one.value) for one in goal.indicators] == [(period, "2"), ("年度", "3")]
    assert book.whole


def test_each_quarter_is_a_period_of_its_own() -> None:
    titles = "｜".join(f"{sign}季度目标值" for sign in "一二三") + "｜全年目标值"
    text = (
        f"项目名称｜修站\n一级指标｜二级指标｜三级指标｜{titles}\n产出指标｜数量指标｜新建车站｜≥1座｜≥2座｜≥3座｜≥4座"
    )
    (goal,) = book_on("项目支出绩效目标表", text).projects
    assert [one.value for one in goal.indicators] == ["1", "2", "3", "4"]
    assert len({one.extra["期间"] for one in goal.indicators}) == 4
