"""Where invented indicators belong. None is taken from a sample. "" = may stay."""

from __future__ import annotations

import pytest

from auditor.language.classify import classify
from auditor.language.levels import level2
from auditor.language.measure import measure
from auditor.language.value import read_value

CASES = """
产出指标 | 数量指标 | 教室修缮验收合格率 | ≥ | 95 | % | 质量指标
产出指标 | 数量指标 | 助学金发放及时率 | = | 100 | % | 时效指标
产出指标 | 数量指标 | 农技培训内容实用性 | 定性 | 好 | | 质量指标
产出指标 | 数量指标 | 演出场次 | ≥ | 20 | 场 |
产出指标 | 数量指标 | 巡河天数 | ≥ | 200 | 天 |
产出指标 | 质量指标 | 新建乡村书屋数量 | ≥ | 6 | 个 | 数量指标
产出指标 | 质量指标 | 外出考察时间 | ≥ | 5 | 天 | 时效指标
产出指标 | 质量指标 | 预算支出进度 | ≥ | 95 | % | 时效指标
产出指标 | 质量指标 | 医疗差错次数 | ≤ | 2 | 次 |
产出指标 | 质量指标 | 省级以上获奖作品数量 | ≥ | 2 | 件 |
产出指标 | 质量指标 | 故障修复时间 | ≤ | 2 | 小时 |
产出指标 | 质量指标 | 门诊服务满意度 | ≥ | 90 | % | 服务对象满意度指标
产出指标 | 时效指标 | 路灯完好率 | ≥ | 95 | % | 质量指标
产出指标 | 时效指标 | 应急抢修完成率 | ≥ | 95 | % | 质量指标
产出指标 | 时效指标 | 工程按期完工率 | = | 100 | % |
产出指标 | 时效指标 | 警情响应率 | ≥ | 98 | % |
产出指标 | 时效指标 | 编印读本数量 | ≥ | 500 | 册 | 数量指标
满意度指标 | 服务对象满意度指标 | 养老机构床位数量 | ≥ | 60 | 张 | 数量指标
满意度指标 | 服务对象满意度指标 | 论文评审通过率 | ≥ | 90 | % | 质量指标
满意度指标 | 服务对象满意度指标 | 群众投诉率 | ≤ | 2 | % |
满意度指标 | 服务对象满意度指标 | 公众安全感 | ≥ | 95 | % |
成本指标 | 经济成本指标 | 资金支付率 | ≥ | 95 | % | 时效指标
成本指标 | 经济成本指标 | 服务器负载控制 | ≤ | 70 | % | 质量指标
成本指标 | 经济成本指标 | 物业费占比 | ≤ | 20 | % |
成本指标 | 社会成本指标 | 总成本不超过预算 | ≤ | 100 | % | 经济成本指标
成本指标 | 社会成本指标 | 施工扰民投诉次数 | ≤ | 3 | 次 |
效益指标 | 生态效益指标 | 印制宣传海报数量 | ≥ | 300 | 张 | 数量指标
效益指标 | 生态效益指标 | 污水集中处理率 | ≥ | 90 | % |
效益指标 | 经济效益指标 | 讲解服务合格率 | ≥ | 90 | % | 质量指标
效益指标 | 经济效益指标 | 亩均增收金额 | ≥ | 300 | 元 |
效益指标 | 可持续影响指标 | 参训村医合格率 | ≥ | 90 | % | 质量指标
效益指标 | 可持续影响指标 | 设备利用率 | ≥ | 90 | % |
效益指标 | 社会效益指标 | 设备采购完成率 | ≥ | 90 | % | 质量指标
效益指标 | 社会效益指标 | 编制防汛预案成果 | ≥ | 2 | 项 | 数量指标
效益指标 | 社会效益指标 | 受益村民人数 | ≥ | 900 | 人 |
效益指标 | 社会效益指标 | 法律知识知晓率 | ≥ | 80 | % |
效益指标 | 社会效益指标 | 增强群众获得感、满意度 | 定性 | 高 | |
"""


@pytest.mark.parametrize(
    "case",
    [[cell.strip() for cell in line.split("|")] for line in CASES.strip().splitlines()],
    ids=lambda case: case[2],
)
def test_class(case: list[str]) -> None:
    upper, lower, name, operator, value, unit, wanted = case
    target, why = classify(measure(name, level2(lower)), upper, lower, read_value(operator, value, unit))
    assert target == wanted
    assert bool(why) == bool(wanted)
