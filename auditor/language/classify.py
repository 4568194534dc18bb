"""The level 2 an indicator belongs to by what it measures, where it is printed under another one."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.language.levels import level2 as canonical2
from auditor.language.lexicon import words
from auditor.language.measure import COUNTS, LOWER, Measure
from auditor.language.value import Value

AMOUNT, QUALITY, TIME, COST = "数量指标", "质量指标", "时效指标", "经济成本指标"
ECONOMIC, SOCIAL, ECOLOGICAL, LASTING = "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"
SATISFACTION = "服务对象满意度指标"
_SPENT = re.compile(r"支[出付](?:率|进度)|执行率|拨付率|资金支付|预算执行")
_THINGS = frozenset(("数量", "单位", "人", "次数"))

Judgement = tuple[str, str]
_NONE: Judgement = ("", "")


@lru_cache(maxsize=262_144)
def classify(measure: Measure, level1: str, level2: str, value: Value) -> Judgement:
    """(level 2 it belongs to, reason in Chinese); ("", "") if it may stay where it is or the words do not decide.

    ``level2`` as printed. The meaning of the classes is that of 财预〔2021〕101号.
    """
    lower = canonical2(level2)
    judge = _JUDGES.get(lower)
    if judge is None or not measure.name:
        return _NONE
    if measure.kind == "满意度" and lower != SATISFACTION and value.operator != "定性":
        return SATISFACTION, "衡量的是满意程度"  # 质量指标: 门诊服务满意度 ≥ 90 %
    if lower != COST and lower in (AMOUNT, QUALITY, TIME, SATISFACTION) and _is_cost(measure, value):
        return COST, "衡量的是成本费用"  # 数量指标: 档案总投资 ≥ 99 元
    return judge(measure, value)


def _is_cost(measure: Measure, value: Value) -> bool:
    if measure.kind != "金额" or value.dimension != "金额":
        return False
    spent = measure.direction == LOWER and measure.head in ("成本", "费用", "单价", "造价", "总价")
    return spent or measure.name.endswith("总投资")


def _timely(measure: Measure) -> bool:
    return any(word in measure.name for word in words("measure", "及时词")) or measure.kind in (
        "时长",
        "时点",
        "进度",
        "频率",
    )


def _is_share(measure: Measure, value: Value) -> bool:
    return measure.kind in ("比率", "进度") and value.dimension in ("比率", "")


def _amount(measure: Measure, value: Value) -> Judgement:
    if value.operator == "定性":
        return (QUALITY, "是定性要求，不是数量") if measure.kind not in COUNTS else _NONE  # 内容实用性 好
    if value.number is None:
        return _NONE
    if _is_share(measure, value):
        # 助学金发放及时率 = 100 % is timeliness, 验收合格率 = 100 % is quality
        return (TIME if _timely(measure) else QUALITY), f"“{_tail(measure)}”是比率，不是数量"
    if measure.kind == "质量" and value.dimension == "比率":
        return QUALITY, "衡量的是质量"  # 监测数据质量 ≥ 95 %
    if measure.kind == "时点" and value.dimension == "时长":
        return TIME, "衡量的是完成时间"  # 完成时限 ≤ 12 月
    if measure.kind == "时长" and value.dimension == "时长" and measure.direction == LOWER:
        return TIME, "衡量的是快慢，不是数量"  # 故障修复时间 ≤ 2 小时
    return _NONE


def _quality(measure: Measure, value: Value) -> Judgement:
    if value.operator == "定性" or value.number is None:
        return _NONE
    if _SPENT.search(measure.name) and value.dimension == "比率":
        return TIME, "衡量的是支出进度，不是质量"  # 预算支出进度 ≥ 95 %
    on_time = words("measure", "按时词")
    # The word for "in time" may stand up to three words from the end; 及时准确率 measures accuracy.
    near = measure.stem != "准确" and not on_time.isdisjoint(measure.tokens[-3:])
    if measure.kind == "比率" and (measure.stem in on_time or near):
        return TIME, "衡量的是完成是否及时"  # 购置及时率 = 100 %
    if measure.kind in ("时长", "时点") and value.dimension == "时长" and measure.direction != LOWER:
        # 外出考察时间 ≥ 5 天 is a duration; 设备无故障时间 ≥ 500 小时 is a property of the device
        return _NONE if _has(measure, "性能时间") else (TIME, "衡量的是时间长短，不是质量")
    counted = measure.kind in COUNTS or (measure.kind in ("", "行动") and not measure.state)
    # 医疗差错次数 ≤ 2 次: the fewer the better, so the count does tell the quality
    few = value.operator in ("≤", "<") or value.number == 0
    wanted = measure.direction != LOWER and not few and not _has(measure, "质量计件")
    measured = measure.stem in words("measure", "置办词") and value.dimension in ("长度", "体积重量", "面积")
    if counted and wanted and (value.dimension in _THINGS or measured):
        return AMOUNT, f"以“{value.unit}”计数，是数量，不是质量"  # 新建书屋数量 ≥ 6 个
    return _NONE


def _time(measure: Measure, value: Value) -> Judgement:
    if value.operator == "定性" or value.number is None:
        return _NONE
    if value.dimension == "比率":
        if measure.kind == "比率" and not _timely(measure):
            return QUALITY, f"“{_tail(measure)}”不含时间，不是时效"  # 路灯完好率 ≥ 95 %
        if measure.kind in ("", "行动") and not _timely(measure) and re.search(r"金额|资金|经费|费用", measure.name):
            return QUALITY, "没有时间要求，不是时效"  # 按实际金额进行支付 ≥ 98 %
        return _NONE
    if measure.kind in COUNTS and value.dimension in ("数量", "单位", "人") and not _timely(measure):
        return AMOUNT, f"以“{value.unit}”计数，是数量，不是时效"  # 编印读本数量 ≥ 500 册
    return _NONE


def _satisfaction(measure: Measure, value: Value) -> Judgement:
    if measure.kind == "满意度" or any(word in measure.name for word in words("measure", "态度词")):
        return _NONE  # 群众投诉率 ≤ 2 %
    if value.operator == "定性" or value.number is None:
        # 保障群众正常用水用电需求 优: a whole clause of what is done. Up to eight characters may be the group that
        # is asked (参训学员家长); no row of the samples depends on the eight.
        return (SOCIAL, "没有衡量满意程度") if measure.kind in ("行动", "效果") and len(measure.name) > 8 else _NONE
    if measure.kind in COUNTS:
        return AMOUNT, "衡量的是数量，不是满意度"  # 养老机构床位数量 ≥ 60 张
    if measure.kind in ("时长", "时点", "进度", "频率"):
        return TIME, "衡量的是时间，不是满意度"  # 报修响应时间 ≤ 2 小时
    if measure.kind in ("比率", "质量", "情况", "规范性", "效果", "程度"):
        return QUALITY, f"“{_tail(measure)}”不是满意度"  # 课题评审通过率 ≥ 90 %
    return _NONE


def _economic_cost(measure: Measure, value: Value) -> Judgement:
    if value.operator == "定性" or value.number is None:
        idle = measure.kind in ("行动", "效果", "程度", "质量") and not _has(measure, "金额词")
        return (SOCIAL, "没有衡量成本") if idle and value.word else _NONE  # 保障系统正常运行 优
    if value.dimension == "金额" or measure.budget:
        return _NONE  # 电费 ≤ 15 万元
    if _SPENT.search(measure.name) or measure.kind == "进度":
        return TIME, "衡量的是支出进度，不是成本"  # 资金支付率 ≥ 95 %
    if measure.direction == LOWER and value.rate:
        return _NONE  # 单位能耗: what is used up for one unit of output
    passed = measure.kind == "比率" and measure.stem in words("measure", "产出达成")
    if (_has(measure, "金额词") and not passed) or measure.head in words("measure", "占比词"):
        return _NONE  # 成本节约率 ≥ 5 %, 物业费占比 ≤ 20 %
    if measure.kind in COUNTS and value.dimension in _THINGS:
        return AMOUNT, "衡量的是数量，不是成本"  # 设备购置数量 = 1 台
    if measure.kind in ("程度", "比率", "质量", "规范性", "频率", "年限") and measure.kind:
        return QUALITY, "与资金无关，不是经济成本"  # 疫苗报废率 ≤ 3 %
    return _NONE


def _social_cost(measure: Measure, value: Value) -> Judgement:
    money = measure.budget or (measure.kind == "金额" and _has(measure, "金额词"))
    whole = measure.name.endswith(tuple(words("measure", "总额尾")))
    if money and (whole or not _has(measure, "社会成本词")):
        # 总成本控制在预算范围内 ≤ 100 %
        return COST, "衡量的是资金成本，不是对社会、环境造成的负面影响"
    return _NONE


def _ecological(measure: Measure, value: Value) -> Judgement:
    of_people = measure.stem in words("measure", "产出达成") and _has(measure, "人事词")
    bought = measure.kind in COUNTS and measure.stem in words("measure", "置办词")
    if _has(measure, "生态词") and not of_people and not bought:
        return _NONE  # 绿化覆盖率 ≥ 38 %, but not 环保培训人员合格率 or 节水设备购置数量
    if measure.kind in COUNTS or value.dimension in _THINGS:
        return AMOUNT, "衡量的是数量，与生态环境无关"  # 印制宣传海报数量 ≥ 300 张
    if measure.kind == "比率":
        return QUALITY, "与生态环境无关"  # 讲解服务合格率 ≥ 90 %
    return SOCIAL, "与生态环境无关"  # 校园文化氛围浓厚 ≥ 90 %


def _economic(measure: Measure, value: Value) -> Judgement:
    of_people = measure.stem in words("measure", "产出达成") and _has(measure, "人事词")
    named = _has(measure, "经济词") and not of_people
    if named or value.operator == "定性" or value.dimension == "金额":
        return _NONE  # 旅游收入增长 ≥ 5 %, 亩均增收 ≥ 300 元
    if measure.kind == "比率":
        return QUALITY, f"“{_tail(measure)}”不是经济效益"  # 讲解服务合格率 ≥ 90 %
    if measure.kind in COUNTS and value.dimension in _THINGS:
        return AMOUNT, "衡量的是数量，不是经济效益"  # 演出场次 ≥ 20 场
    if measure.kind in ("行动", "规范性", "质量"):
        return SOCIAL, "没有衡量经济效益"  # 确保正常供餐 ≥ 95 %
    return _NONE


def _social(measure: Measure, value: Value) -> Judgement:
    if measure.kind == "年限" and value.dimension == "时长":
        return LASTING, "衡量的是使用年限，属长期影响"  # 车辆使用年限 ≥ 6 年
    named = _named_elsewhere(measure, value, SOCIAL)
    return named if named[0] else _output(measure, value)


def _lasting(measure: Measure, value: Value) -> Judgement:
    named = _named_elsewhere(measure, value, LASTING)
    return named if named[0] else _output(measure, value)


def _named_elsewhere(measure: Measure, value: Value, here: str) -> Judgement:
    if value.operator == "定性":
        return _NONE
    for word, target in (("社会效益", SOCIAL), ("经济效益", ECONOMIC), ("生态效益", ECOLOGICAL)):
        if word in measure.name and target != here:
            return target, f"名称写的是{word}"  # 可持续影响指标: 社会效益明显
    return _NONE


def _output(measure: Measure, value: Value) -> Judgement:
    """Where an output belongs that is printed under 社会效益 or 可持续影响."""
    if value.operator == "定性" or value.number is None:
        return _NONE
    if measure.kind == "比率" and value.dimension == "比率" and not measure.over:
        # 案件调解成功率 is a result for the parties, 活动举办成功率 an output
        settled = measure.stem == "成功" and any(word in words("measure", "处置词") for word in measure.tokens)
        # 食品抽检合格率 tells how people live, 参训村医合格率 what the training achieved
        public = measure.stem in ("合格", "达标") and _has(measure, "公众结果") and not _has(measure, "人事词")
        if measure.stem in words("measure", "产出达成") and not settled and not public:
            return (TIME if _timely(measure) else QUALITY), f"“{_tail(measure)}”反映产出，不是效益"  # 设备采购完成率
        return _NONE
    if _SPENT.search(measure.name):
        return TIME, "衡量的是支出进度，不是效益"  # 资金支付率 ≥ 95 %
    last = next((token for token in reversed(measure.tokens) if token not in ("等", "的")), "")
    made = last in words("measure", "产出物") or "".join(measure.tokens[:1]) in words("measure", "产出动词")
    if made and measure.kind in ("", "行动") and value.dimension in ("数量", "次数", "单位"):
        return AMOUNT, f"以“{value.unit}”计的产出，不是效益"  # 编制防汛预案成果 ≥ 2 项
    return _NONE


def _has(measure: Measure, key: str) -> bool:
    return any(word in measure.name for word in words("measure", key))


def _tail(measure: Measure) -> str:
    """The end of the name that says what is measured, as shown to people ("验收合格率"); else its last 8 characters."""
    if measure.kind == "比率" and len(measure.stem) > 1 and measure.stem != measure.head:
        return measure.stem + measure.head
    return measure.head if len(measure.head) > 1 else measure.name[-8:]


_JUDGES = {
    AMOUNT: _amount,
    QUALITY: _quality,
    TIME: _time,
    SATISFACTION: _satisfaction,
    COST: _economic_cost,
    "社会成本指标": _social_cost,
    "生态环境成本指标": _social_cost,
    ECOLOGICAL: _ecological,
    ECONOMIC: _economic,
    SOCIAL: _social,
    LASTING: _lasting,
}
