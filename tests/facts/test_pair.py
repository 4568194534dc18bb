"""The table 相似指标: how two targets compare, and what the names of a project say of each other."""

from __future__ import annotations

import pytest

from auditor.facts.load import load
from auditor.rulebook.examples import build_book
from auditor.rulebook.pack import ExampleText


def _pair(first: str, second: str, column: str, project: str = "") -> object:
    lines = [f"产出指标 | 质量指标 | {first}", f"产出指标 | 质量指标 | {second}"]
    book = build_book(ExampleText.model_validate({"项目": {"项目名称": project}, "指标": lines}), "例")
    rows = load([book]).connection.execute(f"select {column} from 相似指标").fetchall()
    return rows[0][0] if rows else None


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("≤ | 1.5 | 小时", "≤ | 90 | 分钟", True),
        ("≥ | 1.2 | 万亩", "≥ | 12000 | 亩", True),
        ("≤ | 0.5 | 万元", "≤ | 5000元 | ", True),
        ("= | 1 | 年", "= | 12 | 个月", True),
        ("≥ | 3 | 公里", "≥ | 3000 | 米", True),
        ("≥ | 32 | 场", "≥ | 32 | 次", True),
        ("≥ | 2 | 吨", "≥ | 2 | 公斤", False),
        ("≤ | 1 | 小时", "≥ | 60 | 分钟", False),
        ("≥ | 10 | 米", "≥ | 10 | 平方米", False),
    ],
)
def test_targets_are_compared_in_one_unit(first: str, second: str, same: bool) -> None:
    assert _pair(f"防火巡护 | {first}", f"防火巡护 | {second}", "同值") is same


@pytest.mark.parametrize(
    ("first", "second", "interval"),
    [("≥ | 45", "≤ | 60", True), ("≤ | 60", "≥ | 45", True), ("≥ | 60", "≤ | 45", False), ("≥ | 45", "≥ | 60", False)],
)
def test_two_limits_with_room_between_them_are_an_interval(first: str, second: str, interval: bool) -> None:
    assert _pair(f"库房湿度 | {first} | %", f"库房湿度 | {second} | %", "构成区间") is interval


@pytest.mark.parametrize(
    ("first", "second", "project", "relation"),
    [
        ("案卷合格率", "案卷合格率。", "", "相同"),
        ("案卷合格率", "案卷达标率", "", "同义"),
        ("成品验收合格率", "档案成品验收合格率", "法庭改造", "包含"),
        ("成品验收合格率", "档案成品验收合格率", "档案数字化", "同义"),
        ("绿化养护面积", "公园绿地养护面积", "", "相近"),
        ("春季造林面积", "秋季造林面积", "", None),
    ],
)
def test_relation_of_names(first: str, second: str, project: str, relation: str | None) -> None:
    assert _pair(f"{first} | ≥ | 95 | %", f"{second} | ≥ | 95 | %", "名称关系", project) == relation


@pytest.mark.parametrize(("value", "digits"), [("162.5", 4), ("7200", 2), ("100", 1), ("优", None), ("0", None)])
def test_significant_digits(value: str, digits: int | None) -> None:
    assert _pair(f"养护面积 | ≥ | {value} | 亩", f"养护面积 | ≥ | {value} | 亩", "有效位数") == digits


def test_a_third_name_is_told_against_the_first_only() -> None:
    lines = [f"产出指标 | 质量指标 | {name} | ≥ | 95 | %" for name in ("案卷合格率", "案卷达标率", "案卷合格比例")]
    book = build_book(ExampleText.model_validate({"指标": lines}), "例")
    rows = load([book]).connection.execute("select 对照名称, 三级指标 from 相似指标").fetchall()
    assert rows == [("案卷合格率", "案卷达标率"), ("案卷合格率", "案卷合格比例")]
