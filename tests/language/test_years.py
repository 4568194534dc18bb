"""Years left from an earlier budget, and years named for a reason."""

from __future__ import annotations

import pytest

from auditor.language.years import only_last_year, year_of_name, year_of_value


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("2024年庭审直播场次", 2024),
        ("2025年度造林面积", 2025),
        ("支付2024年工程尾款", None),
        ("较2024年增长率", None),
        ("2024年度决算编制份数", None),
        ("2024级学员人数", None),
        ("2024-2026年管护面积", None),
        ("巡护里程", None),
    ],
)
def test_year_of_a_name(name: str, year: int | None) -> None:
    assert year_of_name(name) == year


@pytest.mark.parametrize(("value", "year"), [("2025年10月底前", 2025), ("较2024年下降1%", None), ("10月", None)])
def test_year_of_a_value(value: str, year: int | None) -> None:
    assert year_of_value("完成时间", value) == year


@pytest.mark.parametrize(
    ("goal", "year", "left"),
    [
        ("2025年开展巡回审判120场。", 2026, True),
        ("2026年开展巡回审判120场，比2025年增加6场。", 2026, False),
        ("支付2025年完工的法庭修缮工程尾款。", 2026, False),
        ("按照2025年全省林业会议要求造林600亩。", 2026, False),
        ("2025年开展巡回审判120场。", None, False),
    ],
)
def test_a_goal_of_last_year(goal: str, year: int | None, left: bool) -> None:
    assert only_last_year(goal, year) == left
