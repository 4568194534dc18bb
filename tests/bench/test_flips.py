"""Turned operators are reported in the labelled departments, and no sound row is reported as it stands."""

from __future__ import annotations

import pytest

from auditor.grid import Source
from auditor.model import Indicator
from bench.accuracy import flips
from bench.accuracy.run import LabelledSet

REPORTED = 0.9
"""Share that must be reported in each department."""


@pytest.mark.parametrize("one", [one for one in flips.sets() if not one.held_out], ids=lambda one: one.name)
def test_nearly_every_turned_row_is_reported(one: LabelledSet) -> None:
    if not one.labels.exists():
        pytest.skip(f"labels of {one.name} are not part of the repository: {one.labels} (AUDITOR_GOLD)")
    found = flips.measure(one, flips.direction_rules())
    assert found.share >= REPORTED, found.missed
    assert found.alarms == []


def _row(operator: str, value: str) -> Indicator:
    return Indicator("1", "产出指标", "数量指标", "巡河次数", operator, value, "次", Source("d", line=1))


@pytest.mark.parametrize(
    ("operator", "value", "turned"),
    [
        ("≥", "48", ("≤", "48")),
        ("不低于", "48", ("≤", "48")),
        ("<", "3", (">", "3")),
        ("", "≥48", ("≤", "48")),
        ("=", "48", None),
        ("≥", "若干", None),
    ],
)
def test_turn(operator: str, value: str, turned: tuple[str, str] | None) -> None:
    row = flips.turn(_row(operator, value))
    assert (row and (row.operator, row.value)) == turned
