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
