"""Value cells that hold operator, number and unit together, as the layouts print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.forms.cells.split import split_value
from auditor.model import RepairKind
from tests.forms.grids import book_on


@pytest.mark.parametrize(
    ("cell", "parts", "number", "upper"),
    [
        ("≥90%", ("≥", "90", "%"), "90", None),
        ("=100.00(%)", ("=", "100.00", "%"), "100.00", None),
        ("＞＝95（％）", ("≥", "95", "%"), "95", None),
        ("985米", ("", "985", "米"), "985", None),
        ("≥100百分比", ("≥", "100", "百分比"), "100", None),
        ("≤1125万元", ("≤", "1125", "万元"), "1125", None),
        ("≤1,125.50万元", ("≤", "1,125.50", "万元"), "1125.50", None),
        ("<=1022.92(元/人)", ("≤", "1022.92", "元/人"), "1022.92", None),
        ("≥4次/年", ("≥", "4", "次/年"), "4", None),
        ("≧12 期", ("≥", "12", "期"), "12", None),
        ("不低于80%", ("≥", "80", "%"), "80", None),
        ("30天以内", ("≤", "30", "天"), "30", None),
        ("控制在100万元以内", ("≤", "100", "万元"), "100", None),
        ("100-120", ("", "100-120", ""), "100", "120"),
        ("100-120人", ("", "100-120", "人"), "100", "120"),
        ("80%～90%", ("", "80-90", "%"), "80", "90"),
        ("5年", ("", "5", "年"), "5", None),
        ("2", ("", "2", ""), "2", None),
        ("按月安排", ("", "按月安排", ""), None, None),
        ("合理", ("", "合理", ""), None, None),
        ("持续改善", ("", "持续改善", ""), None, None),
        ("2026年", ("", "2026年", ""), "2026", None),
        ("2026年12月底前", ("", "2026年12月底前", ""), None, None),
        ("6月底前", ("", "6月底前", ""), "6", None),
        ("完成率达到90%以上", ("", "完成率达到90%以上", ""), None, None),
        ("≥**%", ("≥", "**%", ""), None, None),
        ("≥%", ("≥", "", "%"), None, None),
        ("≥ （　）％", ("≥", "", "%"), None, None),
        ("≤万元", ("≤", "", "万元"), None, None),
        ("≥三级", ("≥", "三级", ""), None, None),
        ("≥百万元", ("≥", "百万元", ""), None, None),
        ("=优", ("=", "优", ""), None, None),
        ("", ("", "", ""), None, None),
    ],
)
def test_a_value_cell(cell: str, parts: tuple[str, str, str], number: str | None, upper: str | None) -> None:
    form = f"项目名称｜甲\n一级指标｜二级指标｜三级指标｜指标值\n产出指标｜数量指标｜场次｜{cell}"
    indicator = book_on("项目支出绩效目标申报表", form).projects[0].indicators[0]
    assert (indicator.operator, indicator.value, indicator.unit) == parts
    assert (indicator.number, indicator.upper) == (number and Decimal(number), upper and Decimal(upper))
    if cell:
        assert indicator.printed["指标值"].raw == cell
    assert not [repair for repair in indicator.repairs if repair.doubtful]


@pytest.mark.parametrize(
    ("cell", "doubted"),
    [
        ("290%", True), ("2100%", True), ("285.5%", True), ("2 90%", True), ("2 500人", True),
        ("2", False), ("25%", False), ("200%", False), ("220%", False), ("2100人", False), ("≥290%", False),
    ],
)  # fmt: skip
def test_a_leading_two_that_may_be_a_sign(cell: str, doubted: bool) -> None:
    form = f"项目名称｜甲\n一级指标｜二级指标｜三级指标｜指标值\n产出指标｜数量指标｜增长率｜{cell}"
    indicator = book_on("项目支出绩效目标申报表", form).projects[0].indicators[0]
    assert [r.kind for r in indicator.repairs if r.doubtful] == [RepairKind.DOUBTFUL_CELL] * doubted
    assert indicator.printed["指标值"].raw == cell
    assert indicator.operator in ("", "≥")


@pytest.mark.parametrize(
    ("head", "row", "shown"),
    [
        ("指标性质｜指标值", "≥｜90%", ("≥", "90", "%")),
        ("指标性质｜指标值", "≥｜≥90%", ("≥", "≥90%", "")),
        ("指标值｜度量单位", "≥90｜%", ("≥", "90", "%")),
        ("指标值｜度量单位", "≥90%｜%", ("≥", "90", "%")),
        ("指标值｜度量单位", "≥90人｜%", ("≥", "90人", "%")),
        ("指标性质｜指标值｜度量单位", "≥｜90%｜%", ("≥", "90%", "%")),
    ],
)
def test_only_what_has_no_column_is_taken_out_of_the_cell(head: str, row: str, shown: tuple[str, str, str]) -> None:
    form = f"项目名称｜甲\n一级指标｜二级指标｜三级指标｜{head}\n产出指标｜数量指标｜场次｜{row}"
    indicator = book_on("项目支出绩效目标申报表", form).projects[0].indicators[0]
    assert (indicator.operator, indicator.value, indicator.unit) == shown


@given(
    st.sampled_from(("", "≥", "≤", "=", ">", "<")),
    st.decimals(0, 10**9, places=2).map(str),
    st.sampled_from(("", "%", "人次", "万元", "个", "元/人", "平方米")),
)
def test_what_is_put_together_comes_apart(operator: str, number: str, unit: str) -> None:
    for brackets in ("{}", "({})", "（{}）") if unit else ("{}",):
        assert split_value(f"{operator}{number}{brackets.format(unit)}") == (operator, number, unit)


@given(st.text(alphabet="≥≤=<>0123456789.,-%()（）万元人次月年底前以上不低于 ", max_size=20))
def test_no_digit_is_lost(text: str) -> None:
    digits = [sign for sign in text if sign.isdigit()]
    assert [sign for sign in "".join(split_value(text)) if sign.isdigit()] == digits
