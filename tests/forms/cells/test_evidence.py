"""What is no indicator, wherever it stands: who signs, a total, a score across all levels, a line of sums."""

from __future__ import annotations

import pytest

from tests.forms.grids import book_on, rows_of

FORM = """
项目名称｜档案数字化｜<｜<｜<｜<
一级指标｜二级指标｜三级指标｜分值｜指标值｜实际完成值
产出指标｜数量指标｜扫描档案卷数｜50｜≥500卷｜520卷
满意度指标｜服务对象满意度指标｜查档群众满意度｜40｜≥90%｜95%
"""
WHOLE = ["产出指标｜数量指标｜扫描档案卷数｜≥｜500｜卷", "满意度指标｜服务对象满意度指标｜查档群众满意度｜≥｜90｜%"]


@pytest.mark.parametrize(
    "below",
    [
        "预算执行率（10分）｜<｜<｜10｜100%｜98%",
        "自评总分｜<｜<｜100｜｜",
        "自评人｜张三｜复核人｜李四｜日期｜2026年2月20日",
        "自评人｜｜复核人｜｜日期｜",
        "单位负责人｜｜财务负责人｜｜填报日期｜",
    ],
)
def test_a_row_that_is_no_indicator_is_read_as_what_it_is(below: str) -> None:
    book = book_on("项目支出绩效自评表", FORM + below)
    assert rows_of(book) == WHOLE
    assert book.whole


def test_a_line_of_sums_below_the_indicators_is_no_indicator_and_is_said() -> None:
    book = book_on("项目支出绩效自评表", FORM + "214.60｜0.00｜214.60｜214.60｜0.00｜0.00")
    assert rows_of(book) == WHOLE
    assert not book.whole


def test_the_name_of_an_indicator_may_be_a_signer() -> None:
    book = book_on("项目支出绩效自评表", FORM + "效益指标｜社会效益指标｜审核人员｜10｜≥5人｜5人")
    assert rows_of(book)[2:] == ["效益指标｜社会效益指标｜审核人员｜≥｜5｜人"]
