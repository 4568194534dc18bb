"""Canonical levels and which stand together."""

from __future__ import annotations

import pytest

from auditor.language.levels import fits, level1, level2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("产出指标", "产出指标"),
        ("产出指标（50分）", "产出指标"),
        ("效果指标", "效益指标"),
        ("成 本 指标", "成本指标"),
        ("*满意度指标", "满意度指标"),
        ("过程指标", ""),
        ("", ""),
    ],
)
def test_level1(text: str, wanted: str) -> None:
    assert level1(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("数量指标", "数量指标"),
        ("环境效益指标", "生态效益指标"),
        ("可持续发展指标", "可持续影响指标"),
        ("经济成本", "经济成本指标"),
        ("社会公众满意度指标", "服务对象满意度指标"),
        ("项目总成本", ""),
    ],
)
def test_level2(text: str, wanted: str) -> None:
    assert level2(text) == wanted


@pytest.mark.parametrize(
    ("upper", "lower", "wanted"),
    [
        ("成本指标", "经济成本指标", True),
        ("产出指标", "成本指标", True),
        ("产出指标", "社会效益指标", False),
        ("效益指标", "可持续影响指标", True),
        ("", "数量指标", None),
    ],
)
def test_fits(upper: str, lower: str, wanted: bool | None) -> None:
    assert fits(upper, lower) is wanted
