"""The table 分项成本: which costs are parts of the whole, their sum with its terms, and where it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from auditor.facts.facts import Facts
from auditor.facts.load import load
from auditor.rulebook.examples import build_book
from auditor.rulebook.pack import ExampleText


def _facts(*costs: str, total: str = "200") -> Facts:
    lines = [f"成本指标 | {cost}" if "指标 |" in cost else f"成本指标 | 经济成本指标 | {cost}" for cost in costs]
    return load([build_book(ExampleText.model_validate({"项目": {"项目总额": total}, "指标": lines}), "例")])


def _row(columns: str, *costs: str, total: str = "200") -> Any:
    return _facts(*costs, total=total).connection.execute(f"select {columns} from 分项成本").fetchone()


def test_the_sum_shows_its_terms_on_the_last_cost_and_names_the_others() -> None:
    facts = _facts("扑火装备费 | ≤ | 120 | 万元", "巡护劳务费 | ≤ | 450000 | 元", "队伍训练费 | ≤ | 38 | 万元")
    row = facts.connection.execute("select 算式, 三级指标, 各项名称, 超出金额 from 分项成本").fetchone()
    assert row == ("120 + 45 + 38 = 203", "队伍训练费", "“扑火装备费”“巡护劳务费”“队伍训练费”", Decimal(3))
    subject = facts.subject("分项成本", 0)
    assert str(subject.indicator).endswith("3")
    assert len(subject.others) == 2


@pytest.mark.parametrize(
    "apart",
    [
        "项目总成本 | ≤ | 200 | 万元",
        "人均训练成本 | ≤ | 3 | 万元",
        "训练成本 | ≤ | 300 | 元/人",
        "维护成本节约额 | ≥ | 20 | 万元",
        "社会成本指标 | 停水损失 | ≤ | 20 | 万元",
        "扑火装备费 | ≤ | 120 | 万元",
        "装备和劳务费 | ≤ | 165 | 万元",
    ],
)
def test_what_is_no_further_part(apart: str) -> None:
    """A whole, a price, a rate, a saving, a social cost, a cost printed twice, a subtotal of the others."""
    costs = ("扑火装备费 | ≤ | 120 | 万元", "巡护劳务费 | ≤ | 45 | 万元")
    assert _row("成本合计", *costs, apart) == (Decimal(165),)


@pytest.mark.parametrize("costs", [(), ("扑火装备费 | ≤ | 120 | 万元",), ("项目总成本 | ≤ | 200 | 万元",)])
def test_one_cost_is_no_sum(costs: tuple[str, ...]) -> None:
    assert _row("成本合计", *costs) is None


def test_a_finding_keeps_the_identity_of_its_project() -> None:
    costs = ("扑火装备费 | ≤ | 120 | 万元", "巡护劳务费 | ≤ | 45 | 万元")
    facts = _facts(*costs)
    assert facts.subject("分项成本", 0).identity == facts.subject("项目", 0).identity
