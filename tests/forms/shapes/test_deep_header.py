"""Headers of three lines: each column by its lowest title, in a list and in a form, whatever order the levels have."""

from __future__ import annotations

import pytest

from tests.forms.grids import book_on, rows_of

READ = ["产出指标｜数量指标｜补助诊所数｜≥｜220｜个", "产出指标｜质量指标｜考核合格率｜≥｜95｜%"]
LIST = """
项目名称｜预算安排（元）｜<｜<｜绩效指标｜<｜<｜<｜<｜<
^｜合计｜其中｜<｜指标名称｜指标值｜<｜<｜{group}｜<
^｜^｜财政资金｜其他资金｜^｜{sign}｜{value}｜单位｜{second}｜{first}
村医补助｜286｜280｜6｜补助诊所数｜≥｜220｜个｜数量指标｜产出指标
^｜^｜^｜^｜考核合格率｜≥｜95｜%｜质量指标｜^
"""
FORM = """
项目名称｜村医补助｜<｜<｜<｜<
三级指标｜目标｜<｜<｜指标分类｜<
^｜年度｜<｜<｜^｜^
^｜符号｜数值｜单位｜二级指标｜一级指标
补助诊所数｜≥｜220｜个｜数量指标｜产出指标
考核合格率｜≥｜95｜%｜质量指标｜^
"""


@pytest.mark.parametrize(
    ("group", "second", "first"), [("指标归属", "类型", "类别"), ("指标分类", "二级指标", "一级指标")]
)
@pytest.mark.parametrize(("sign", "value"), [("符号", "数值"), ("性质", "值"), ("关系", "目标值")])
def test_a_list_of_projects(group: str, second: str, first: str, sign: str, value: str) -> None:
    book = book_on("项目支出绩效目标表", LIST.format(group=group, second=second, first=first, sign=sign, value=value))
    assert rows_of(book) == READ
    project = book.projects[0]
    assert [(one and one.raw, one and one.unit) for one in (project.total, project.fiscal, project.other)] == [
        ("286", "元"),
        ("280", "元"),
        ("6", "元"),
    ]
    assert book.whole


def test_a_form_of_one_project() -> None:
    book = book_on("项目支出绩效目标表", FORM)
    assert rows_of(book) == READ
    assert [one.name for one in book.projects] == ["村医补助"]
