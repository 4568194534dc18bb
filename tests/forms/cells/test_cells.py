"""Cells that need taking apart or putting together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.forms.cells.project_cells import split_code
from auditor.forms.cells.split import split_levels, split_value
from auditor.forms.table.money import is_amount
from auditor.forms.table.row import clean, join_wrapped
from auditor.forms.table.title import role_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("11010524T00003210155-人才局工作经费", ("11010524T00003210155", "人才局工作经费")),
        ("11010524T0 0000321018 2-人才局交流合作经费", ("11010524T000003210182", "人才局交流合作经费")),
        ("11010522T0 0000041824 5-机管中心 区政府车位 管理费", ("11010522T000000418245", "机管中心区政府车位管理费")),
        ("11010524T0 0000321025 4-人才局- 朝阳区平台", ("11010524T000003210254", "人才局-朝阳区平台")),
        ("11000025Y000003342726-信息化运维服务", ("11000025Y000003342726", "信息化运维服务")),
        ("11010522T00000415631－OA system 运维", ("11010522T00000415631", "OA system运维")),
        ("人才局工作经费", ("", "人才局工作经费")),
        ("2026-2027年项目", ("", "2026-2027年项目")),
    ],
)
def test_codes_and_names(text: str, parts: tuple[str, str]) -> None:
    assert split_code(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("产出指标数量指标支出部门数", ("产出指标", "数量指标", "支出部门数")),
        ("满意度指标服务对象满意度指标服务对象满意度", ("满意度指标", "服务对象满意度指标", "服务对象满意度")),
        ("成本指标经济成本指标总成本控制在预算范围内", ("成本指标", "经济成本指标", "总成本控制在预算范围内")),
        ("产出指标", ("产出指标", "", "")),
        ("绩效指标", None),
        ("", None),
    ],
)
def test_glued_levels(text: str, parts: tuple[str, str, str] | None) -> None:
    assert split_levels(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("100%", ("", "100", "%")),
        ("≥85%", ("≥", "85", "%")),
        (">=98（%）", ("≥", "98", "%")),
        ("985米", ("", "985", "米")),
        ("95", ("", "95", "")),
        ("≤5", ("≤", "5", "")),
        ("合理", ("", "合理", "")),
        ("", ("", "", "")),
    ],
)
def test_values_in_one_cell(text: str, parts: tuple[str, str, str]) -> None:
    assert split_value(text) == parts


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("86.000000", True),
        ("2,011.749000", True),
        ("33,545,259", True),
        ("#####", True),
        ("-3.5", True),
        ("1.2万元", True),
        ("1.在市属高校建设服务站", False),
        ("11010524T00003210155", False),
        ("", False),
        ("合计", False),
    ],
)
def test_sums(text: str, yes: bool) -> None:
    assert is_amount(text) is yes


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("本年绩效指标值", "指标值"),
        ("本年绩效目标值", "指标值"),
        ("绩效指标性质", "指标性质"),
        ("绩效目标", "绩效目标"),
        ("绩 效 目 标", "绩效目标"),
        ("*三级指标", "三级指标"),
        ("项目总额（万元）", "项目总额"),
        ("34.800000财政资金", "财政资金"),
        ("实施单位", ""),
    ],
)
def test_header_words(text: str, role: str) -> None:
    assert role_of(text, contained=True) == role


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("区政府车位 管理费", "区政府车位管理费"),
        ("OA system 运维", "OA system运维"),
        ("“ 朝阳组工” 微信", "“朝阳组工”微信"),
        ("", ""),
    ],
)
def test_wrapped_text(text: str, joined: str) -> None:
    assert join_wrapped(text) == joined


@given(st.text(alphabet="甲乙AB1 \n\r\u3000", max_size=30))
def test_joining_keeps_every_character_but_spaces(text: str) -> None:
    for joined in (clean(text), join_wrapped(text)):
        assert "".join(joined.split()) == "".join(text.split())
        assert join_wrapped(joined) == join_wrapped(text) or "\n" in text or "\r" in text
        assert "\n" not in joined
