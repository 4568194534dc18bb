"""A table in two halves: the right one is read below the left one, and periods side by side stay periods."""

from __future__ import annotations

import pytest

from tests.forms.grids import book_on, rows_of

HEAD = "项目名称｜路面养护｜<｜<｜<｜<\n"
ROWS = """
二级指标｜三级指标｜指标值｜二级指标｜三级指标｜指标值
数量指标｜养护里程｜≥5公里｜社会效益指标｜受益人口｜≥600人
^｜修补坑槽｜≥80处｜^｜受益企业｜≥6家
质量指标｜合格率｜≥95%｜｜｜
"""
READ = [
    "｜数量指标｜养护里程｜≥｜5｜公里",
    "｜数量指标｜修补坑槽｜≥｜80｜处",
    "｜质量指标｜合格率｜≥｜95｜%",
    "｜社会效益指标｜受益人口｜≥｜600｜人",
    "｜社会效益指标｜受益企业｜≥｜6｜家",
]


@pytest.mark.parametrize("above", ["", "成本指标、产出指标｜<｜<｜效益指标、满意度指标｜<｜<\n"])
@pytest.mark.parametrize("below", ["", "备注：无｜<｜<｜<｜<｜<", "年度目标｜全年养护五公里。｜<｜<｜<｜<"])
def test_the_right_half_is_below_the_left_one(above: str, below: str) -> None:
    book = book_on("项目支出绩效目标表", f"{HEAD}{above}{ROWS.strip()}\n{below}".strip())
    assert rows_of(book) == READ
    assert not any("期间" in one.extra for one in book.projects[0].indicators)
    assert book.whole


@pytest.mark.parametrize("titled", [True, False])
def test_halves_that_name_periods_are_periods(titled: bool) -> None:
    rows = ROWS.strip().replace("^", "数量指标").split("\n")
    if titled:
        rows[0] = rows[0].replace("指标值", "指标值（长期）", 1).removesuffix("指标值") + "指标值（年度）"
    else:
        rows.insert(0, "长期目标｜<｜<｜年度目标｜<｜<")
    book = book_on("项目支出绩效目标表", HEAD + "\n".join(rows))
    assert {one.extra.get("期间") for one in book.projects[0].indicators} == {"长期", "年度"}
