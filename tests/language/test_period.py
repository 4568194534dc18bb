"""Lengths of time and the period they are counted in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.language.period import counted_in, most_in_period


@pytest.mark.parametrize(
    ("name", "unit", "found"),
    [
        ("体育馆全年开放天数", "天", ("年", 366)),
        ("瞭望塔每日值守时长", "小时", ("天", 24)),
        ("值守时长", "小时/天", ("天", 24)),
        ("每月补贴发放日", "日", ("月", 31)),
        ("阅览室每周开放天数", "天", ("周", 7)),
        ("每年汛期值守月数", "个月", ("年", 12)),
        ("各场馆全年开放天数", "天", None),
        ("全年累计开放天数", "天", None),
        ("每年志愿服务时长", "小时", None),
        ("档案保存期限", "年", None),
        ("全年演出场次", "场", None),
        ("修复时间", "天", None),
    ],
)
def test_the_most_that_fits(name: str, unit: str, found: tuple[str, int] | None) -> None:
    assert most_in_period(name, unit) == (found and (found[0], Decimal(found[1])))


@pytest.mark.parametrize(("unit", "said"), [("日", "天"), ("小时/天", "小时"), ("月", "个月"), ("季度", "个季度")])
def test_the_unit_as_one_says_it_after_a_number(unit: str, said: str) -> None:
    assert counted_in(unit) == said
