"""The level 2 an indicator belongs to by what it measures, where it is printed under another one.

A name is reported only on evidence of another class: a share of what was finished or passed, a purchase, persons
counted, an amount spent, a time. Words are an open set, so a name without such evidence stays where it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from auditor.language.levels import above
from auditor.language.levels import level2 as canonical2
from auditor.language.lexicon import load, words
from auditor.language.measure import COUNTS, HIGHER, LOWER, Measure
from auditor.language.vagueness import vague
from auditor.language.value import Value

AMOUNT, QUALITY, TIME, COST = "数量指标", "质量指标", "时效指标", "经济成本指标"
ECONOMIC, SOCIAL, ECOLOGICAL, LASTING = "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"
SATISFACTION = "服务对象满意度指标"

MOVE, NUMBER, DROP, REWRITE = "改列", "改填数量", "删除", "改写"
"""What to do with a name: print it under another class, print the number itself instead, leave it out; say something
else, because the name could not be measured under the other class either."""

_THINGS = frozenset(("数量", "单位", "人", "次数"))
_WITHIN = re.compile(
    # within 30 seconds, in 5 working days; a calendar year has four digits, and 三年级 is a grade
    r"(?<![\d.])(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})个?(?:秒|分钟|小时|工作日|日|天|周|月|季度)"
    # by the end of the month, within the time limit
    r"|(?:时间|时限|期限|审限|工期|期|年|月|日|周|旬|季|季度)之?(?:内|前|底|末)"
    r"|当[天日庭场时]|首[日周月]|即[日时]|次日|隔日|[按逐每](?:日|周|月|季)"
)


class Judgement(NamedTuple):
    """``target``: level 2 to which it should be moved; ``why``: predicate in Chinese about the name; ``remedy``: MOVE,
    NUMBER, DROP or REWRITE. All "" if the name may stay or its words do not decide."""

    target: str = ""
    why: str = ""
    remedy: str = ""


_NONE = Judgement()


def _move(target: str, why: str) -> Judgement:
    return Judgement(target, why, MOVE)


@lru_cache(maxsize=262_144)
def classify(measure: Measure, level1: str, level2: str, value: Value) -> Judgement:
    """What is wrong with the level 2 that the indicator is printed under, and what to do.

    ``level2`` as printed. The meaning of the classes is that of 财预〔2021〕101号; that a share of what was completed
    (实际完成率) tells a quantity is that of the annex of 财预〔2020〕10号.
    """
    lower = canonical2(level2)
    judge = _JUDGES.get(lower)
    if judge is None or not measure.name:
        return _NONE
    if measure.kind == "满意度" and lower != SATISFACTION and value.operator != "定性":
        return _move(SATISFACTION, "反映的是服务对象的满意程度")  # 质量指标: 门诊服务满意度 ≥ 90 %
    if lower in (AMOUNT, QUALITY, TIME, SATISFACTION) and _is_cost(measure, value):
        return _move(COST, "反映的是成本费用")  # 数量指标: 档案总投资 ≥ 99 元
    if lower != TIME and _is_spending(measure, value):
        return Judgement("", "反映的是资金支出进度", DROP)  # 质量指标: 预算支出进度 ≥ 95 %
    found = judge(measure, value)
    upper = above(found.target)
    if found.target and vague(measure, upper, found.target, value) and not vague(measure, level1, level2, value):
        return Judgement("", found.why, REWRITE)  # 满意度指标: 会议服务质量 ≥ 95 %
    return found


def _is_cost(measure: Measure, value: Value) -> bool:
    if measure.kind != "金额" or value.dimension != "金额":
        return False
    spent = measure.direction == LOWER and measure.head in ("成本", "费用", "单价", "造价", "总价")
    return spent or measure.name.endswith("总投资")


def _is_spending(measure: Measure, value: Value) -> bool:
    """Whether it tells how much of the money is spent. 生效裁判执行率 and 救助金支付率 tell what is done with it."""
    if (
        value.dimension != "比率"
        or measure.over
        or any(word in measure.name for word in load("projects")["类型"]["补助"])
    ):
        return False
    name = measure.name
    if name.endswith(("支出率", "支出进度", "支付进度")) or _has(measure, "支出进度词"):
        return True
    paid = measure.head in ("支付率", "拨付率", "执行率") or (
        measure.kind == "比率" and measure.stem in ("支付", "支出", "拨付")
    )
    return paid and (not measure.object or any(word in name for word in ("预算", "资金", "经费")))


def _timely(measure: Measure) -> bool:
    """Whether the name says when, within what time, or how often."""
    if any(word in measure.name for word in words("measure", "及时词")) or _WITHIN.search(measure.name):
        return True
    return measure.kind in ("时长", "时点", "进度", "频率")


def _on_time(measure: Measure) -> bool:
    """Whether it is a share of what was done in time."""
    on_time = words("measure", "按时词")
    # The word for "in time" may stand up to three words from the end; 及时准确率 measures accuracy.
    near = not _of(measure, "合格词") and not on_time.isdisjoint(measure.tokens[-3:])
    return measure.kind == "比率" and (measure.stem in on_time or near)


def _of(measure: Measure, key: str) -> bool:
    """Whether it is a share of what is said by a word of the list ``key``: 合格率, 完成度."""
    if measure.kind != "比率":
        return False
    listed = words("measure", key)
    return measure.stem in listed or measure.head[:-1] in listed or measure.head.removesuffix("程度") in listed


def _is_share(measure: Measure, value: Value) -> bool:
    return measure.kind in ("比率", "进度") and value.dimension in ("比率", "")


def _counted(measure: Measure, value: Value) -> bool:
    return measure.kind in COUNTS and value.dimension in _THINGS


def _amount(measure: Measure, value: Value) -> Judgement:
    if value.operator == "定性":
        return _move(QUALITY, "是定性要求，不是数量") if measure.kind not in COUNTS else _NONE  # 内容实用性 好
    if value.number is None:
        return _NONE
    if _is_share(measure, value):
        return _amount_share(measure)
    if measure.kind == "质量" and value.dimension == "比率":
        return _move(QUALITY, "反映的是质量，不是数量")  # 监测数据质量 ≥ 95 %
    if measure.kind == "时点" and value.dimension == "时长":
        return _move(TIME, "反映的是完成时间，不是数量")  # 完成时限 ≤ 12 月
    if measure.kind == "时长" and value.dimension == "时长" and measure.direction == LOWER:
        return _move(TIME, "反映的是办理快慢，不是数量")  # 故障修复时间 ≤ 2 小时
    return _NONE


def _amount_share(measure: Measure) -> Judgement:
    if measure.over:
        return _NONE  # 森林蓄积量增长 ≥ 3 %
    if _on_time(measure):
        return _move(TIME, "反映的是是否及时，不是完成的数量")  # 助学金发放及时率 = 100 %
    if _of(measure, "完成词"):
        return Judgement("", "看不出完成了多少", NUMBER)  # 设备采购完成率 = 100 %
    if not _of(measure, "合格词") and _timely(measure):
        return _move(TIME, "反映的是是否及时，不是完成的数量")  # 5个工作日办结率 ≥ 98 %
    if _of(measure, "效果词"):
        return _move(SOCIAL, "反映的是实施效果，不是完成的数量")  # 普法知识知晓率 ≥ 80 %
    return _move(QUALITY, "是比率，看不出完成了多少")  # 验收合格率 = 100 %


def _quality(measure: Measure, value: Value) -> Judgement:
    if value.operator == "定性" or value.number is None:
        return _NONE
    if _on_time(measure):
        return _move(TIME, "反映的是完成是否及时，不是质量")  # 购置及时率 = 100 %
    if value.dimension == "时长":
        return _quality_time(measure)
    counted = measure.kind in COUNTS or (measure.kind in ("", "行动") and not measure.state)
    # 医疗差错次数 ≤ 2 次: the fewer the better, so the count does tell the quality
    few = value.operator in ("≤", "<") or value.number == 0
    wanted = measure.direction != LOWER and not few and not _has(measure, "质量计件")
    measured = measure.stem in words("measure", "置办词") and value.dimension in ("长度", "体积重量", "面积")
    if counted and wanted and (value.dimension in _THINGS or measured):
        return _move(AMOUNT, "是计数，不是质量")  # 新建书屋数量 ≥ 6 个
    return _NONE


def _quality_time(measure: Measure) -> Judgement:
    if measure.kind == "时点":
        return _move(TIME, "反映的是完成时间，不是质量")  # 竣工时间 ≤ 11 月
    if measure.kind != "时长":
        return _NONE
    if measure.stem in words("measure", "办理词"):
        return _move(TIME, "反映的是办理快慢，不是质量")  # 系统故障恢复时间 ≤ 2 小时; not 网络中断时间
    if measure.direction == LOWER or _has(measure, "性能时间") or _has(measure, "质量计件"):
        return _NONE  # 设备无故障时间 ≥ 500 小时 is a property of the device
    of_act = measure.name.removesuffix(measure.head).endswith(tuple(words("measure", "活动时长")))
    if of_act or measure.head.endswith("数"):
        return _move(AMOUNT, "是开展的时间长短，属于数量，不是质量")  # 外出考察时间 ≥ 5 天, 巡逻天数 ≥ 300 天
    return _NONE


def _time(measure: Measure, value: Value) -> Judgement:
    if value.operator == "定性" or value.number is None or _timely(measure):
        return _NONE
    if _of(measure, "合格词") and value.dimension != "时长":
        return _move(QUALITY, "没有完成时间或及时、按期的要求")  # 路灯完好率 ≥ 95 %, whatever its unit is
    if value.dimension == "比率":
        if _of(measure, "完成词"):
            return Judgement("", "没有完成时间或及时、按期的要求", NUMBER)  # 采购完成率 = 100 %
        if _of(measure, "效果词"):
            return _move(QUALITY, "没有完成时间或及时、按期的要求")  # 查档系统使用率 ≥ 95 %
        if measure.kind in ("", "行动") and re.search(r"金额|资金|经费|费用", measure.name):
            return _move(QUALITY, "没有完成时间或及时、按期的要求")  # 按实际金额进行支付 ≥ 98 %
        return _NONE  # 裁判文书上网率 ≥ 95 %
    if measure.kind in COUNTS and value.dimension in ("数量", "单位", "人"):
        if measure.direction == LOWER:
            return _move(QUALITY, "是发生的次数，没有时间要求")  # 安全事故起数 = 0 起
        return _move(AMOUNT, "是计数，没有时间要求")  # 编印读本数量 ≥ 500 册
    return _NONE


def _satisfaction(measure: Measure, value: Value) -> Judgement:
    if measure.kind == "满意度":
        return _NONE
    if _on_time(measure):
        return _move(TIME, "反映的是是否及时，不是满意程度")  # 投诉处理及时率 ≥ 95 %
    if any(word in measure.name for word in words("measure", "态度词")):
        return _NONE  # 群众投诉率 ≤ 2 %
    if value.operator == "定性" or value.number is None:
        # 保障群众正常用水用电需求 优: what is done; 交通秩序好转: what comes of it. 参训学员家长 is the group asked.
        said = _acts(measure) or (measure.kind in ("情况", "效果", "程度", "") and _has(measure, "社会词"))
        return _move(SOCIAL, "没有反映服务对象的满意程度") if said else _NONE
    if measure.kind in COUNTS:
        return _move(AMOUNT, "是计数，不是满意程度")  # 养老机构床位数量 ≥ 60 张
    if measure.kind in ("时长", "时点", "进度", "频率"):
        return _move(TIME, "反映的是时间，不是满意程度")  # 报修响应时间 ≤ 2 小时
    if measure.kind in ("情况", "效果", "程度") and _has(measure, "社会词"):
        return _move(SOCIAL, "没有反映服务对象的满意程度")  # 交通秩序好转情况 ≥ 90 %
    if _of(measure, "完成词"):
        return Judgement("", "没有反映服务对象的满意程度", NUMBER)
    if measure.kind in ("比率", "质量", "情况", "规范性", "效果", "程度"):
        return _move(QUALITY, "没有反映服务对象的满意程度")  # 课题评审通过率 ≥ 90 %
    return _NONE


def _acts(measure: Measure) -> bool:
    """Whether the name begins with something that is done."""
    return (
        measure.slogan or "".join(measure.tokens[:1]) in words("measure", "产出动词") or measure.name.startswith("提供")
    )


def _economic_cost(measure: Measure, value: Value) -> Judgement:
    if value.operator == "定性" or value.number is None:
        idle = measure.kind in ("行动", "效果", "程度", "质量") and not _has(measure, "金额词")
        return _move(SOCIAL, "与资金投入无关") if idle and value.word else _NONE  # 保障系统正常运行 优
    if value.dimension == "金额" or measure.budget or value.rate:
        return _NONE  # 电费 ≤ 15 万元; 单位能耗: what is used up for one unit of output
    completed = measure.kind == "比率" and "完成" in (measure.stem, measure.head[:2])  # but not 政府采购率
    passed = _of(measure, "合格词") or completed or _of(measure, "效果词")
    if (_has(measure, "金额词") and not passed) or measure.head in words("measure", "占比词"):
        return _NONE  # 成本节约率 ≥ 5 %, 物业费占比 ≤ 20 %
    if _counted(measure, value):
        return _move(AMOUNT, "是计数，与资金投入无关")  # 设备购置数量 = 1 台
    if completed and not _on_time(measure):
        return Judgement("", "与资金投入无关", NUMBER)
    if passed or measure.kind in ("程度", "质量", "规范性", "频率", "年限"):
        return _move(QUALITY, "与资金投入无关")  # 服务器负载控制 ≤ 70 %, but not 苗木损耗率
    return _NONE


def _social_cost(measure: Measure, value: Value) -> Judgement:
    money = measure.budget or (measure.kind == "金额" and _has(measure, "金额词"))
    whole = measure.name.endswith(tuple(words("measure", "总额尾")))
    if money and (whole or not _has(measure, "社会成本词")):
        # 总成本控制在预算范围内 ≤ 100 %
        return _move(COST, "反映的是资金成本，不是项目对社会、环境的负面影响")
    return _NONE


def _ecological(measure: Measure, value: Value) -> Judgement:
    of_people = _finished(measure) and _has(measure, "人事词")
    bought = measure.kind in COUNTS and measure.stem in words("measure", "置办词")
    if (_has(measure, "生态词") and not of_people and not bought) or value.operator == "定性":
        return _NONE  # 绿化覆盖率 ≥ 38 %, but not 环保培训人员合格率 or 节水设备购置数量
    if measure.kind == "金额" and measure.direction == HIGHER:
        return _move(ECONOMIC, "反映的是经济收益，与生态环境无关")  # 商铺营业额增长 ≥ 3 %
    if _counted(measure, value) or _made(measure, value):
        return _move(AMOUNT, "是计数，与生态环境无关")  # 印制宣传海报数量 ≥ 300 张
    if _of(measure, "完成词"):
        return Judgement("", "反映的是完成情况，与生态环境无关", NUMBER)
    if _of(measure, "合格词"):
        return _move(QUALITY, "反映的是产出质量，与生态环境无关")  # 讲解服务合格率 ≥ 90 %
    if _has(measure, "社会词") or (measure.kind != "比率" and _has(measure, "人事词")):
        return _move(SOCIAL, "与生态环境无关")  # 校园文化氛围浓厚 ≥ 90 %
    return _NONE  # 病虫害损失率 ≤ 3 %


def _economic(measure: Measure, value: Value) -> Judgement:
    of_people = _finished(measure) and _has(measure, "人事词")
    named = _has(measure, "经济词") and not of_people
    if named or value.operator == "定性" or value.dimension == "金额":
        return _NONE  # 旅游收入增长 ≥ 5 %, 亩均增收 ≥ 300 元
    if _of(measure, "完成词"):
        return Judgement("", "反映的是完成情况，不是经济效益", NUMBER)
    if _of(measure, "合格词"):
        return _move(QUALITY, "反映的是产出质量，不是经济效益")  # 讲解服务合格率 ≥ 90 %
    if _of(measure, "效果词"):
        return _move(SOCIAL, "反映的是使用、知晓等社会效果，不是经济效益")  # 系统使用率 ≥ 90 %
    if _counted(measure, value) or _made(measure, value):
        return _move(AMOUNT, "是计数，不是经济效益")  # 演出场次 ≥ 20 场
    if _acts(measure) and measure.kind in ("行动", "规范性", "质量"):
        return _move(SOCIAL, "没有反映经济收益")  # 确保正常供餐 ≥ 95 %
    return _NONE  # 供水管网漏损率 ≤ 9 %


def _social(measure: Measure, value: Value) -> Judgement:
    if measure.kind == "年限" and value.dimension == "时长":
        return _move(LASTING, "反映的是使用年限，属于长期影响")  # 车辆使用年限 ≥ 6 年
    return _named_elsewhere(measure, value, SOCIAL) or _output(measure, value)


def _lasting(measure: Measure, value: Value) -> Judgement:
    return _named_elsewhere(measure, value, LASTING) or _output(measure, value)


def _named_elsewhere(measure: Measure, value: Value, here: str) -> Judgement | None:
    for word, target in (("社会效益", SOCIAL), ("经济效益", ECONOMIC), ("生态效益", ECOLOGICAL)):
        if value.operator != "定性" and word in measure.name and target != here:
            return _move(target, f"写的是{word}")  # 可持续影响指标: 社会效益明显
    return None


def _output(measure: Measure, value: Value) -> Judgement:
    """Where an output belongs that is printed under 社会效益 or 可持续影响."""
    if value.operator == "定性" or value.number is None:
        return _NONE
    if measure.kind == "比率" and value.dimension == "比率" and not measure.over:
        # 案件调解成功率 is a result for the parties, 活动举办成功率 an output
        settled = measure.stem == "成功" and any(word in words("measure", "处置词") for word in measure.tokens)
        # 食品抽检合格率 tells how people live, 参训村医合格率 what the training achieved
        public = measure.stem in ("合格", "达标") and _has(measure, "公众结果") and not _has(measure, "人事词")
        if not _finished(measure) or settled or public:
            return _NONE
        if _on_time(measure) or (_timely(measure) and not _of(measure, "合格词")):
            return _move(TIME, "反映的是是否及时，不是效益")  # 12月底前竣工率
        if _of(measure, "完成词"):
            return Judgement("", "反映的是完成情况，不是效益", NUMBER)  # 设备采购完成率
        return _move(QUALITY, "反映的是产出质量，不是效益")
    return _move(AMOUNT, "是产出的数量，不是效益") if _made(measure, value) else _NONE  # 编制防汛预案成果 ≥ 2 项


def _finished(measure: Measure) -> bool:
    """Whether it is a share of what was done; 履职目标完成度 tells what was achieved by it."""
    done = measure.kind == "比率" and measure.head.startswith("完成") and measure.stem not in ("目标", "指标")
    return done or measure.stem in words("measure", "产出达成")


def _made(measure: Measure, value: Value) -> bool:
    """Whether it counts things that were made or bought, without a word for counting."""
    last = next((token for token in reversed(measure.tokens) if token not in ("等", "的")), "")
    made = last in words("measure", "产出物") or "".join(measure.tokens[:1]) in words("measure", "产出动词")
    return made and measure.kind in ("", "行动") and value.dimension in ("数量", "次数", "单位")


def _has(measure: Measure, key: str) -> bool:
    return any(word in measure.name for word in words("measure", key))


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
