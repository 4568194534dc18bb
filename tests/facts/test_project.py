"""The table 项目: sums and their sources, the usual sum of a table, and the projects that say the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from auditor.facts.load import load
from auditor.rulebook.examples import build_book
from auditor.rulebook.pack import ExampleText


def _first(columns: str, *projects: dict[str, str]) -> Any:
    content = {"项目": projects[0], "另有项目": [{"项目": project} for project in projects[1:]]}
    facts = load([build_book(ExampleText.model_validate(content), "例")])
    return facts.connection.execute(f"select {columns} from 项目 order by 行标识").fetchone()


@pytest.mark.parametrize(
    ("total", "fiscal", "other", "shown", "difference"),
    [
        ("634.2", "434.2", "210", "434.2 + 210 = 644.2", Decimal(10)),
        ("634.2", "634.2", "", "634.2", Decimal(0)),
        ("634.2", "0", "634.2", "0 + 634.2 = 634.2", Decimal(0)),
        ("634.2", "", "634.2", "", None),
        ("634.2", "434.2", "#####", "", None),
        ("634.2", "634.2", "-", "634.2 + 0 = 634.2", Decimal(0)),
        ("634.2", "434.2", "—", "434.2 + 0 = 434.2", Decimal(200)),
        ("#####", "434.2", "210", "434.2 + 210 = 644.2", None),
    ],
)
def test_sources_of_a_sum(total: str, fiscal: str, other: str, shown: str, difference: Decimal | None) -> None:
    project = {"项目总额": total, "财政资金": fiscal, "其他资金": other}
    assert _first("来源算式, 来源差额", project) == (shown, difference)


@pytest.mark.parametrize(
    ("other", "said"), [("-", ""), ("——", ""), ("", ""), ("806,40", "其他资金“806,40”"), ("#####", "其他资金“#####”")]
)
def test_a_dash_is_no_sum_and_not_an_unreadable_one(other: str, said: str) -> None:
    assert _first("非数字金额", {"项目总额": "634.2", "财政资金": "634.2", "其他资金": other}) == (said,)


@pytest.mark.parametrize(
    ("amount", "unit", "wrong"),
    [
        ("13.843441518", "万元", True),
        ("13.843441", "万元", False),
        ("13.8434415", "元", False),
        ("#####", "万元", False),
    ],
)
def test_no_sum_is_finer_than_a_fen(amount: str, unit: str, wrong: bool) -> None:
    shown = f"财政资金“{amount}”" if wrong else ""
    assert _first("小数过多金额", {"项目总额": "13", "财政资金": amount, "金额单位": unit}) == (shown,)


@pytest.mark.parametrize(
    ("totals", "median"), [("9 1 5 7 3", Decimal(5)), ("9 1 5 7", None), ("9 1 5 7 #####", None), ("1 1 1 2 90000", 1)]
)
def test_the_usual_sum_of_a_table(totals: str, median: Decimal | None) -> None:
    assert _first("中位总额", *({"项目总额": total} for total in totals.split())) == (median,)


@pytest.mark.parametrize(
    ("others", "named"),
    [
        ("", ""),
        ("甲", "“甲”"),
        ("甲 乙 丙", "“甲”“乙”“丙”"),
        ("甲 乙 丙 丁", "“甲”“乙”“丙”等 4 个项目"),
    ],
)
def test_projects_with_the_same_goal_are_named(others: str, named: str) -> None:
    projects = ({"项目名称": name, "绩效目标": "做好林区防火工作"} for name in ("本", *others.split()))
    assert _first("相同目标名称", *projects) == (named,)
