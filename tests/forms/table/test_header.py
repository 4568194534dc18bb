"""A header in two lines: a title over several titles is a group, whatever it is called."""

from __future__ import annotations

import pytest

from tests.forms.grids import book_of, book_on, dumped, rows_of

GROUPS = {
    "项目名称": ("", "项目信息", "项目"),
    "sums": ("其中：", "资金来源", "项目资金", "资金构成（万元）"),
    "indicators": ("绩效指标", "指标体系", "年度绩效指标", "考核指标"),
}


@pytest.mark.parametrize("dump", [False, True], ids=["merged", "dumped"])
@pytest.mark.parametrize("indicators", GROUPS["indicators"])
@pytest.mark.parametrize("sums", GROUPS["sums"])
@pytest.mark.parametrize("project", GROUPS["项目名称"])
def test_any_word_may_stand_over_several_titles(project: str, sums: str, indicators: str, dump: bool) -> None:
    named = f"{project}｜<" if project else "项目编码｜项目名称"
    below = "项目编码｜项目名称" if project else "^｜^"
    text = f"""
{named}｜项目总额｜{sums}｜<｜绩效目标｜{indicators}｜<｜<｜<｜<｜<
{below}｜^｜财政资金｜其他资金｜^｜一级指标｜二级指标｜三级指标｜指标性质｜指标值｜度量单位
A0012｜养路｜30｜20｜10｜修补全县路面，保持畅通。｜产出指标｜数量指标｜养护里程｜≥｜50｜公里
^｜^｜^｜^｜^｜^｜效益指标｜社会效益指标｜路面完好率｜≥｜90｜%
"""
    title = "项目支出绩效表"
    book = book_of(dumped(title, text)) if dump else book_on(title, text)
    (goal,) = book.projects
    assert (goal.code, goal.name, goal.goal) == ("A0012", "养路", "修补全县路面，保持畅通。")
    assert [amount.raw for amount in (goal.total, goal.fiscal, goal.other) if amount] == ["30", "20", "10"]
    assert rows_of(book) == [
        "产出指标｜数量指标｜养护里程｜≥｜50｜公里",
        "效益指标｜社会效益指标｜路面完好率｜≥｜90｜%",
    ]
    assert book.whole


@pytest.mark.parametrize("value", ["养路", "修补全县路面"])
def test_a_label_with_its_value_over_titles_is_no_line_of_the_header(value: str) -> None:
    text = f"""
项目名称｜{value}｜<｜<｜<｜<
一级指标｜二级指标｜三级指标｜指标性质｜指标值｜度量单位
产出指标｜数量指标｜养护里程｜≥｜50｜公里
"""
    (goal,) = book_on("项目支出绩效目标表", text).projects
    assert (goal.name, len(goal.indicators)) == (value, 1)
