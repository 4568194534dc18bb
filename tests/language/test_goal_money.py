"""What a goal says is to be spent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.language.goal_money import spent_in


@pytest.mark.parametrize(
    ("goal", "spent"),
    [
        ("安排资金300万元，开展教师培训6期。", "300"),
        ("本年预算经费160,000元，购置图书3000册。", "16"),
        ("投入资金１２０万元改造泵站；另申请专项经费30.5万元。", "120"),
        ("项目总额1.2亿元，用于道路改造。", "12000"),
        ("挽回受援人经济损失1500万元以上。", None),
        ("投入财政资金，带动企业投资5000万元，实现税收300万元。", None),
        ("三年共安排资金900万元。", None),
        ("补助资金每人2000元，发放300人。", None),
        ("培训教师300人。", None),
        ("", None),
    ],
)
def test_money_that_a_goal_spends(goal: str, spent: str | None) -> None:
    assert spent_in(goal) == (None if spent is None else Decimal(spent))
