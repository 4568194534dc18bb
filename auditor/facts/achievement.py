"""Columns of 指标 that compare the actual value of a self-evaluation with the target."""

from __future__ import annotations

from decimal import Decimal

from auditor.facts.column import NUMBER, YES_NO, Column, FactValue
from auditor.facts.common import decimal
from auditor.language.measure import FIXED, LOWER, Measure
from auditor.language.value import Value

_ON = ("实际完成值", "指标值", "度量单位", "指标性质")
ACHIEVEMENT = (
    Column("未达目标", YES_NO, "实际完成值没有达到目标值；不能比较的为空", of=_ON, given=("三级指标", "二级类别")),
    Column(
        "完成倍数",
        NUMBER,
        "实际完成值是目标值的几倍，只算越多越好、单位相同的；其他为空",
        of=_ON,
        given=("三级指标", "二级类别"),
    ),
    Column("偏差已说明", YES_NO, "偏差原因一栏写了内容，不是“无”或“/”", of=("偏差原因",)),
)

_COUNTED = frozenset(("数量", "人数", "次数", "比率", "满意度", "面积"))
"""Kinds for which a target with "=" is missed by less; a month or a cost with "=" is kept by less."""
_NOT_MORE = frozenset(("时点", "时长", "金额", "频率"))
"""Kinds that are not better for being a multiple of the target."""
_NO_REASON = frozenset(("", "无", "/", "-", "—", "——"))


def achievement(name: Measure, target: Value, actual: Value, unit: str, reason: str) -> dict[str, FactValue]:
    """The cells of ``ACHIEVEMENT``. ``unit`` is that of the actual value, ``reason`` the printed 偏差原因."""
    said = reason.strip() not in _NO_REASON
    if target.number is None or target.upper is not None or actual.number is None or unit != target.unit:
        return {"未达目标": None, "完成倍数": None, "偏差已说明": said}
    return {
        "未达目标": _missed(name, target, actual.number),
        "完成倍数": decimal(_times(name, target, actual.number)),
        "偏差已说明": said,
    }


def _missed(name: Measure, target: Value, actual: Decimal) -> bool:
    assert target.number is not None
    if target.operator in ("≤", "<"):
        return actual > target.number
    exact = target.operator == "=" and name.kind in _COUNTED and name.direction != LOWER
    return (target.operator in ("≥", ">") or exact) and actual < target.number


def _times(name: Measure, target: Value, actual: Decimal) -> Decimal | None:
    """``actual`` / target; None for what need not be more, and for a share above 100 %, which is wrong in itself.

    Two decimals above 1, where a person reads it; six below, where a score is computed from it.
    """
    more = target.operator in ("≥", ">", "=") and name.direction not in (LOWER, FIXED) and name.kind not in _NOT_MORE
    beyond = name.ratio and not name.over and target.unit == "%" and actual > 100
    if not more or beyond or actual < 0 or not target.number or target.number < 0:
        return None
    times = actual / target.number
    return round(times, 2 if times > 1 else 6)
