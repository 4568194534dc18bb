"""Which invented indicators cannot be measured as written. None is taken from a sample."""

from __future__ import annotations

import pytest

from auditor.language.levels import level2
from auditor.language.measure import measure
from auditor.language.vagueness import vague
from auditor.language.value import read_value

VAGUE = """
产出指标 | 时效指标 | 完成率 | = | 100 | % | 无对象
产出指标 | 时效指标 | 任务完成进度 | ≥ | 95 | % | 无对象
产出指标 | 数量指标 | 参与次数 | ≥ | 5 | 次 | 无对象
产出指标 | 质量指标 | 总体工作质量 | ≥ | 95 | % | 笼统
产出指标 | 质量指标 | 教学质量 | ≥ | 90 | % | 笼统
产出指标 | 质量指标 | 演出效果 | ≥ | 90 | % | 笼统
效益指标 | 社会效益指标 | 医院正常运转率 | = | 100 | % | 笼统
效益指标 | 社会效益指标 | 消防工作保障率 | ≥ | 95 | % | 笼统
效益指标 | 社会效益指标 | 对乡村旅游发展的正面影响 | ≥ | 80 | % | 笼统
效益指标 | 社会效益指标 | 农业科技贡献度 | ≥ | 90 | % | 笼统
效益指标 | 社会效益指标 | 水利工程建设情况 | ≥ | 90 | % | 笼统
产出指标 | 数量指标 | 推动学前教育工作开展 | ≥ | 3 | 类 | 口号
产出指标 | 数量指标 | 做好河湖长制相关工作 | ≥ | 2 | 项 | 口号
效益指标 | 社会效益指标 | 保障群众饮水需求 | ≥ | 98 | % | 口号
效益指标 | 社会效益指标 | 提升公共文化服务水平 | ≥ | 90 | % | 口号
效益指标 | 可持续影响指标 | 优化警务运行机制 | ≥ | 90 | % | 口号
产出指标 | 质量指标 | 顺利完成疫苗接种任务 | ≥ | 95 | % | 口号
产出指标 | 质量指标 | 图书馆安保服务 | = | 100 | % | 无计量词
满意度指标 | 服务对象满意度指标 | 参保农户 | ≥ | 95 | % | 无计量词
产出指标 | 数量指标 | 开展林政执法相关工作 | ≥ | 3 | 项 | 口号
产出指标 | 质量指标 | 卷宗装订规范性 | ≥ | 95 | % | 笼统
产出指标 | 质量指标 | 税企共治深度 | ≥ | 90 | % | 笼统
产出指标 | 时效指标 | 征信查询时效 | ≥ | 95 | % | 笼统
效益指标 | 社会效益指标 | 办税效率提升 | ≥ | 95 | % | 笼统
"""

MEASURABLE = """
效益指标 | 可持续影响指标 | 林分郁闭度提升 | ≥ | 6 | %
产出指标 | 质量指标 | 机房温度日波动 | ≤ | 5 | %
产出指标 | 质量指标 | 库房相对湿度昼夜变幅 | ≤ | 5 | %
效益指标 | 经济效益指标 | 办税效率提升 | ≥ | 20 | %
产出指标 | 时效指标 | 课桌椅采购完成率 | = | 100 | %
产出指标 | 质量指标 | 验收合格率 | ≥ | 95 | %
产出指标 | 质量指标 | 供水系统正常运行率 | ≥ | 98 | %
产出指标 | 质量指标 | 泵站设备正常运转率 | ≥ | 98 | %
产出指标 | 时效指标 | 预算支出进度 | ≥ | 95 | %
产出指标 | 数量指标 | 维修路灯 | ≥ | 300 | 个
产出指标 | 数量指标 | 保障早餐供应 | ≥ | 12 | 万人次
产出指标 | 数量指标 | 解决饮水困难村庄 | ≥ | 6 | 个
产出指标 | 质量指标 | 教学质量 | 定性 | 优 |
效益指标 | 社会效益指标 | 提升基层诊疗能力 | 定性 | 高 |
效益指标 | 社会效益指标 | 提高粮食产量 | ≥ | 5 | 万吨
效益指标 | 社会效益指标 | 带动农民就业人数 | ≥ | 300 | 人
效益指标 | 生态效益指标 | 空气质量优良天数比例 | ≥ | 80 | %
效益指标 | 经济效益指标 | 旅游收入增长 | ≥ | 5 | %
效益指标 | 可持续影响指标 | 管网使用年限 | ≥ | 30 | 年
成本指标 | 经济成本指标 | 总成本控制在预算范围内 | ≤ | 100 | %
满意度指标 | 服务对象满意度指标 | 满意度 | ≥ | 90 | %
满意度指标 | 服务对象满意度指标 | 学生家长满意率 | ≥ | 90 | %
产出指标 | 质量指标 | 医疗废物处置率 | = | 100 | %
产出指标 | 时效指标 | 报警响应及时率 | ≥ | 95 | %
效益指标 | 社会效益指标 | 扩大惠农政策影响，政策知晓率 | ≥ | 80 | %
产出指标 | 质量指标 | 公交站台完好率 | ≥ | 95 | %
产出指标 | 质量指标 | 案卡录入准确性 | ≥ | 98 | %
产出指标 | 质量指标 | 卷宗装订规范性 | 定性 | 优 |
产出指标 | 数量指标 | 修订赛事安全相关工作手册 | ≥ | 3 | 项
"""


def _cases(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def _vague(upper: str, lower: str, name: str, operator: str, value: str, unit: str) -> str:
    return vague(measure(name, level2(lower)), upper, lower, read_value(operator, value, unit))


@pytest.mark.parametrize("case", _cases(VAGUE), ids=lambda case: case[2])
def test_vague(case: list[str]) -> None:
    assert _vague(*case[:6]) == case[6]


@pytest.mark.parametrize("case", _cases(MEASURABLE), ids=lambda case: case[2])
def test_measurable(case: list[str]) -> None:
    assert _vague(*case) == ""
