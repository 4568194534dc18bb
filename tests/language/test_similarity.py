"""Names that say the same, and names that only look alike."""

from __future__ import annotations

import pytest

from auditor.language.similarity import near_pairs, score
from tests.effort import at_most


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("巡河次数", "指标1：巡河次数"),
        ("全年巡河次数", "巡河次数"),
        ("学员满意度", "学员满意率"),
        ("资金支付率", "资金支付进度"),
        ("课后服务，参与率", "课后服务参与率"),
        ("开展教研活动", "教研活动场次"),
        ("培训乡村医生人次", "乡村医生培训人次"),
        ("辖区居民满意度", "居民满意率"),
        ("预算执行率", "支出进度"),
        ("项目总成本", "总成本"),
    ],
)
def test_same(first: str, second: str) -> None:
    assert score(first, second) >= 95


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("教师培训人次", "学生培训人次"),
        ("一年级补助人数", "二年级补助人数"),
        ("2025年支出进度", "2026年支出进度"),
        ("故障修复响应时间", "运行维护响应时间"),
        ("初中校舍维修面积", "高中校舍维修面积"),
        ("教师对学生评价优良率", "学生对教师评价优良率"),
        ("义诊活动次数", "义诊活动人次"),
        ("疫苗采购数量", "疫苗接种数量"),
        ("患者满意度", "医护人员满意度"),
        ("", ""),
    ],
)
def test_different(first: str, second: str) -> None:
    assert score(first, second) < 95


def test_a_slip_of_the_pen_is_near() -> None:
    assert 85 <= score("农村公路养护合格率", "农村公路养护合挌率") < 95


def test_equal_names_are_paired_with_the_first() -> None:
    assert [pair[:2] for pair in near_pairs(["巡河次数", "受益人数", "巡河次数", "巡河次数"], 85)] == [(0, 2), (0, 3)]


def test_cost_grows_with_the_number_of_names() -> None:
    names = [f"第{number}标段农村公路养护里程" for number in range(4000)]
    with at_most(250):
        near_pairs(names)


def test_names_with_one_ending_cost_no_square_either() -> None:
    names = [f"{chr(0x4E00 + number % 900)}{chr(0x5200 + number // 900)}林区护林员满意度" for number in range(4000)]
    with at_most(600):
        near_pairs(names)
