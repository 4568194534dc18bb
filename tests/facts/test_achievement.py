"""An actual value against its target: kept, missed, or not comparable; and how many times the target it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.facts.achievement import achievement
from auditor.language.measure import measure
from auditor.language.value import read_value


@pytest.mark.parametrize(
    ("name", "operator", "value", "unit", "actual", "missed", "times"),
    [
        ("联赛场次", "≥", "4", "场", "3场", True, "0.75"),
        ("联赛场次", "=", "4", "场", "6场", False, "1.5"),
        ("火灾起数", "≤", "4", "起", "6起", True, None),
        ("火灾起数", "=", "0", "起", "2起", False, None),
        ("竣工时间", "=", "10", "月", "9月", False, None),
        ("案件审结率", "≥", "95", "%", "112%", False, None),
        ("整理档案数量", "≥", "4", "卷", "3米", None, None),
        ("整理档案数量", "≥", "0", "卷", "3卷", False, None),
        ("林区面积", "≥", "待定", "亩", "3亩", None, None),
    ],
)
def test_achievement(
    name: str, operator: str, value: str, unit: str, actual: str, missed: bool | None, times: str | None
) -> None:
    target, done = read_value(operator, value, unit), read_value("", actual, "")
    found = achievement(measure(name), target, done, done.unit or target.unit, "")
    assert (found["未达目标"], found["完成倍数"]) == (missed, None if times is None else Decimal(times))


@pytest.mark.parametrize(("reason", "said"), [("", False), (" 无", False), ("/", False), ("场馆改造", True)])
def test_a_reason_is_given(reason: str, said: bool) -> None:
    nothing = read_value("", "", "")
    assert achievement(measure("联赛场次"), nothing, nothing, "", reason)["偏差已说明"] is said
