"""What invented names of many fields count or measure, and so the unit they need."""

from __future__ import annotations

import pytest

from auditor.language.gauge import gauge
from auditor.language.measure import measure

NAMES = """
军地共建深度                 | 质量指标     |
消防水池深度                 | 质量指标     | 长度
林区巡护次数                 | 数量指标     | 次数
普法讲座场次                 | 数量指标     | 次数
裁判员培训人次               | 数量指标     | 人数
特困供养人员数量             | 数量指标     | 人数
参赛选手数                   | 数量指标     | 人数
干部网络学院学时数           | 数量指标     | 课时
防火隔离带长度               | 数量指标     | 长度
档案库房密集架数量           | 数量指标     | 个数
购置灭火器材                 | 数量指标     | 个数
庭审录像设备采购数量         | 数量指标     | 物品
采购物品数量（奖杯、队服等） | 数量指标     | 物品
司法鉴定委托协议数量         | 数量指标     | 文书
补植株数及清沟长度           | 数量指标     |
封山育林面积                 | 数量指标     | 面积
裁判文书上网率               | 质量指标     | 比率
档案著录质量                 | 质量指标     | 质量
训练馆改造进度               | 时效指标     | 进度
火警出动时间                 | 时效指标     | 时间
缩短立案时间                 | 时效指标     | 时间变化
护林员劳务费                 | 经济成本指标 | 金额
总成本控制在预算范围内       | 经济成本指标 |
旁听群众满意度               | 满意度指标   | 满意度
"""


@pytest.mark.parametrize(
    ("name", "level2", "kind"),
    [tuple(part.strip() for part in line.split("|")) for line in NAMES.splitlines() if line],
)
def test_gauge(name: str, level2: str, kind: str) -> None:
    assert gauge(measure(name, level2), level2, counted=True) == kind


def test_a_slogan_counts_nothing() -> None:
    assert gauge(measure("加强森林防火工作", "数量指标"), "数量指标", counted=False) == ""
