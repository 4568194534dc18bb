"""Titles of columns, taken apart: spellings that no list has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.forms.table import vocabulary
from auditor.forms.table.title import period_of, role_of

SPELLED = {
    "一级指标": ["一级绩效指标", "第一级指标", "（一级）指标"],
    "三级指标": ["三级指标名称", "绩效指标名称", "具体指标", "考核指标", "项目绩效指标内容"],
    "指标值": [
        "年度(/项目)指标值", "计划值", "预期实现值", "计划完成值", "绩效指标评价标准", "2026年指标值", "指标值及单位",
        "年度绩效指标目标值", "标准值", "数值", "目标值（含单位）", "全年\n指标值", "半年(程)指标值",
    ],
    "度量单位": ["计量", "量化单位", "指标计量单位", "指标值单位", "度量单位（计量单位）"],
    "指标性质": ["符号", "运算符号", "比较符号", "计算（运算）符号"],
    "实际完成值": ["实际完成情况", "年度实际完成值", "完成值", "指标完成情况"],
    "分值": ["分值/权重", "指标权重（%）", "绩效指标分值", "权重分值"],
    "指标解释": ["指标含义", "绩效指标说明", "指标内涵"],
    "指标值类型": ["绩效指标类型", "指标属性"],
    "项目名称": ["单位名称、项目名称", "处室及项目名称", "预算项目名称", "项目（政策）名称"],
    "项目总额": ["项目预算（万元）", "预算金额（元）", "项目资金总额"],
    "绩效目标": ["项目年度绩效目标", "总体目标内容"],
}  # fmt: skip


@pytest.mark.parametrize(("field", "title"), [(field, title) for field, titles in SPELLED.items() for title in titles])
def test_a_title_is_understood_by_its_parts(field: str, title: str) -> None:
    assert role_of(title) == field


@pytest.mark.parametrize(
    "title",
    [
        "上年指标值", "历史值", "上年完成情况说明", "指标值（上年）", "三级指标值", "三级指标评分", "是否核心指标",
        "考核点", "事项", "责任单位", "项目单位", "主管部门", "单位", "项目说明", "评价要点", "完成时间", "培训指标",
        "产出指标", "数量指标",
        "预算执行率", "执行数", "上年预算数", "年度", "第三方评价", "值",
    ],
)  # fmt: skip
def test_a_title_with_a_word_of_another_meaning_names_nothing(title: str) -> None:
    assert role_of(title) == ""


@given(
    st.sampled_from(["", "年度", "本年", "全年", "当年", "实施周期", "中长期", "半年"]),
    st.lists(st.sampled_from(["绩效", "项目", "指标", "评价", "考核", "预期"]), max_size=2).map("".join),
    st.sampled_from(["指标值", "目标值", "计划值", "预期值"]),
    st.sampled_from(["", "（万元）", "（含单位）", "(长期)", "：", "\n"]),
)
def test_period_neutral_words_and_subject_in_any_order_of_words(
    period: str, words: str, subject: str, end: str
) -> None:
    title = period + words + subject + end
    assert role_of(title) == vocabulary.VALUE
    assert bool(period_of(title)) >= bool(period)


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("单位（项目）名称", "项目名称"),
        ("单位名称（项目名称）", "项目名称"),
        ("单位编码（项目编码）", "项目编码"),
        ("部门（单位）名称", "单位名称"),
        ("指标值（上年）", ""),
        ("责任单位（部门）", ""),
    ],
)
def test_another_word_in_brackets_is_an_alternative(title: str, field: str) -> None:
    assert role_of(title) == field
