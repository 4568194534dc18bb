"""The level 2 an indicator belongs to by what it measures, where it is printed under another one.

A name is reported only on evidence of another class: a share of what was finished or passed, a purchase, persons
counted, an amount spent, a time. Words are an open set, so a name without such evidence stays where it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from auditor.language.class_evidence import (
    THINGS,
    acts,
    counts,
    finished,
    got_things,
    grown,
    has,
    is_cost,
    is_spending,
    known_share,
    made_things,
    on_time,
    own_acts,
    saved_money,
    share_of,
    timely,
    worked,
)
from auditor.language.levels import above
from auditor.language.levels import level2 as canonical2
from auditor.language.lexicon import words
from auditor.language.measure import COUNTS, HIGHER, LOWER, Measure
from auditor.language.vagueness import vague
from auditor.language.value import Value

AMOUNT, QUALITY, TIME, COST = "数量指标", "质量指标", "时效指标", "经济成本指标"
ECONOMIC, SOCIAL, ECOLOGICAL, LASTING = "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"
SATISFACTION = "服务对象满意度指标"

MOVE, NUMBER, DROP, REWRITE = "改列", "改填数量", "删除", "改写"
"""What to do with a name: print it under another class, print the number itself instead, leave it out; say something
else, because the name could not be measured under the other class either."""


class Judgement(NamedTuple):
    """``target``: level 2 to which it should be moved; ``why``: predicate in Chinese about the name; ``remedy``: MOVE,
    NUMBER, DROP or REWRITE. All "" if the name may stay or its words do not decide."""

    target: str = ""
    why: str = ""
    remedy: str = ""


_NONE = Judgement()
_OF_PEOPLE = ("知晓", "认可", "认同", "就业", "留用", "留任", "升学", "创业", "上岗", "入职", "返岗")
"""What only people do: before 率, it tells of society."""


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
    if lower in (AMOUNT, QUALITY, TIME, SATISFACTION) and is_cost(measure, value):
        return _move(COST, "反映的是成本费用")  # 数量指标: 档案总投资 ≥ 99 元
    if lower != TIME and is_spending(measure, value):
        return Judgement("", "反映的是资金支出进度", DROP)  # 质量指标: 预算支出进度 ≥ 95 %
    found = judge(measure, value)
    upper = above(found.target)
    if found.target and vague(measure, upper, found.target, value) and not vague(measure, level1, level2, value):
        return Judgement("", found.why, REWRITE)  # 满意度指标: 会议服务质量 ≥ 95 %
    return found


def _is_share(measure: Measure, value: Value) -> bool:
    return measure.kind in ("比率", "进度") and value.dimension in ("比率", "")


def _amount(measure: Measure, value: Value) -> Judgement:
    if value.operator == "定性" and value.number is None:
        return _move(QUALITY, "是定性要求，不是数量") if measure.kind not in COUNTS else _NONE  # 内容实用性 好
    if value.number is None:
        return _NONE
    if value.dimension == "金额" and has(measure, "收益词"):
        return _move(ECONOMIC, "反映的是经济收益，不是完成的数量")  # 带动林农增收 ≥ 300 万元
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
        target = ECOLOGICAL if has(measure, "生态词") else ECONOMIC if has(measure, "经济词") else SOCIAL
        return _move(target, "反映的是变化幅度，不是完成的数量")  # 森林蓄积量增长 ≥ 3 %
    if on_time(measure):
        return _move(TIME, "反映的是是否及时，不是完成的数量")  # 助学金发放及时率 = 100 %
    if share_of(measure, "完成词"):
        return Judgement("", "看不出完成了多少", NUMBER)  # 设备采购完成率 = 100 %
    if not share_of(measure, "合格词") and timely(measure):
        return _move(TIME, "反映的是是否及时，不是完成的数量")  # 5个工作日办结率 ≥ 98 %
    if share_of(measure, "效果词"):
        return _move(SOCIAL, "反映的是实施效果，不是完成的数量")  # 普法知识知晓率 ≥ 80 %
    return _move(QUALITY, "是比率，看不出完成了多少")  # 验收合格率 = 100 %


def _quality(measure: Measure, value: Value) -> Judgement:
    if value.operator == "定性" or value.number is None:
        return _NONE
    if on_time(measure):
        return _move(TIME, "反映的是完成是否及时，不是质量")  # 购置及时率 = 100 %
    if value.dimension == "时长":
        return _quality_time(measure, value)
    counted = measure.kind in COUNTS or (measure.kind in ("", "行动") and not measure.state)
    # 医疗差错次数 ≤ 2 次: the fewer the better, so the count does tell the quality
    few = value.operator in ("≤", "<") or value.number == 0
    wanted = measure.direction != LOWER and not few and not has(measure, "质量计件")
    bought = measure.stem in words("measure", "置办词") and value.dimension in ("长度", "体积重量", "面积")
    # 灭火器配备数量 ≥ 600 具: the name says that it is a count, whatever the unit
    things = value.dimension in THINGS or (measure.kind in COUNTS and not value.dimension)
    if wanted and ((counted and (things or bought)) or worked(measure, value)):
        return _move(AMOUNT, "是计数，不是质量")  # 新建书屋数量 ≥ 6 个
    return _NONE


def _quality_time(measure: Measure, value: Value) -> Judgement:
    if measure.kind == "时点":
        return _move(TIME, "反映的是完成时间，不是质量")  # 竣工时间 ≤ 11 月
    if measure.kind != "时长":
        return _NONE
    if measure.stem in words("measure", "办理词"):
        return _move(TIME, "反映的是办理快慢，不是质量")  # 系统故障恢复时间 ≤ 2 小时; not 网络中断时间
    if measure.direction == LOWER or has(measure, "性能时间") or has(measure, "质量计件"):
        return _NONE  # 设备无故障时间 ≥ 500 小时 is a property of the device
    if value.operator in ("≤", "<") or measure.head.endswith(("期", "期限")):
        # 血液配送时间 ≤ 40 分钟, 系统运维服务期 = 12 月; 网络中断累计时长 is how long a bad state lasts
        return _NONE if has(measure, "停断词") else _move(TIME, "反映的是时间长短，不是质量")
    return _move(AMOUNT, "是开展的时间长短，属于数量，不是质量")  # 外出考察时间 ≥ 5 天, 巡逻天数 ≥ 300 天


def _time(measure: Measure, value: Value) -> Judgement:
    if value.operator == "定性" or value.number is None or timely(measure):
        return _NONE
    if share_of(measure, "合格词") and value.dimension != "时长":
        return _move(QUALITY, "没有完成时间或及时、按期的要求")  # 路灯完好率 ≥ 95 %, whatever its unit is
    if value.dimension == "比率":
        if share_of(measure, "完成词"):
            return Judgement("", "没有完成时间或及时、按期的要求", NUMBER)  # 采购完成率 = 100 %
        wrong = measure.kind == "比率" and measure.direction == LOWER  # 编目差错率 ≤ 1 %
        part = measure.head in words("measure", "占比词")
        if wrong or part or share_of(measure, "效果词") or (known_share(measure) and not share_of(measure, "反应词")):
            return _move(QUALITY, "没有完成时间或及时、按期的要求")  # 故障排除率 ≥ 95 %, but not 结案率 ≥ 95 %
        if measure.kind in ("", "行动") and re.search(r"金额|资金|经费|费用", measure.name):
            return _move(QUALITY, "没有完成时间或及时、按期的要求")  # 按实际金额进行支付 ≥ 98 %
        return _NONE  # 裁判文书上网率 ≥ 95 %
    if measure.kind in COUNTS and value.dimension in ("数据量", "体积重量", "能量") and not value.rate:
        return _move(AMOUNT, "是完成的数量，没有时间要求")  # 数据迁移总量 ≥ 80 TB
    # 赛事举办场次, but not 巡检次数; the unit may tell it: 演练 ≥ 6 场 is so many, 巡检 ≥ 6 次 may be how often
    held = value.dimension == "次数" and (has(measure, "举办词") or value.unit in words("measure", "成场单位"))
    things = value.dimension in ("数量", "单位", "人")
    stock = measure.kind in ("", "行动") and not measure.slogan and not measure.state
    if stock and things and not value.rate:
        return _move(AMOUNT, "是计数，没有时间要求")  # 应急弹药储备 ≥ 300 枚: only the unit tells, and it is enough
    if worked(measure, value) or (stock and held) or (measure.kind in COUNTS and (held or things)):
        if measure.direction == LOWER:
            return _move(QUALITY, "是发生的次数，没有时间要求")  # 安全事故起数 = 0 起
        return _move(AMOUNT, "是计数，没有时间要求")  # 编印读本数量 ≥ 500 册
    return _NONE


def _satisfaction(measure: Measure, value: Value) -> Judgement:
    if measure.kind == "满意度":
        return _NONE
    if on_time(measure):
        return _move(TIME, "反映的是是否及时，不是满意程度")  # 投诉处理及时率 ≥ 95 %
    if any(word in measure.name for word in words("measure", "态度词")):
        return _NONE  # 群众投诉率 ≤ 2 %
    if value.operator == "定性" or value.number is None:
        # 保障群众正常用水用电需求 优: what is done; 交通秩序好转: what comes of it. 参训学员家长 is the group asked.
        social = measure.kind in ("情况", "效果", "程度", "行动", "") and has(measure, "社会词")
        clause = measure.kind in ("行动", "效果") and len(measure.name) > 8  # a group that is asked is shorter
        said = acts(measure) or measure.state or social or clause
        return _move(SOCIAL, "没有反映服务对象的满意程度") if said else _NONE
    if value.dimension == "金额":
        return _move(COST, "反映的是资金，不是满意程度")
    if grown(measure):
        return _move(SOCIAL, "反映的是变化幅度，不是满意程度")  # 登记件数比上年增长 ≥ 3 %
    if measure.kind in COUNTS:
        return _move(AMOUNT, "是计数，不是满意程度")  # 养老机构床位数量 ≥ 60 张
    if measure.kind in ("时长", "时点", "进度", "频率"):
        return _move(TIME, "反映的是时间，不是满意程度")  # 报修响应时间 ≤ 2 小时
    if measure.kind in ("情况", "效果", "程度") and has(measure, "社会词"):
        return _move(SOCIAL, "没有反映服务对象的满意程度")  # 交通秩序好转情况 ≥ 90 %
    if share_of(measure, "完成词"):
        return Judgement("", "没有反映服务对象的满意程度", NUMBER)
    if measure.kind in ("比率", "质量", "情况", "规范性", "效果", "程度"):
        return _move(QUALITY, "没有反映服务对象的满意程度")  # 课题评审通过率 ≥ 90 %
    return _NONE


def _economic_cost(measure: Measure, value: Value) -> Judgement:
    if value.operator == "定性" or value.number is None:
        idle = measure.kind in ("行动", "效果", "程度", "质量") and not has(measure, "金额词")
        return _move(SOCIAL, "与资金投入无关") if idle and value.word else _NONE  # 保障系统正常运行 优
    if value.dimension == "金额" or measure.budget or (value.rate and measure.direction == LOWER):
        return _NONE  # 电费 ≤ 15 万元; 单位能耗: what is used up for one unit of output
    if on_time(measure) or measure.kind in ("进度", "时点"):
        return _move(TIME, "与资金投入无关")
    completed = measure.kind == "比率" and "完成" in (measure.stem, measure.head[:2])  # but not 政府采购率
    passed = share_of(measure, "合格词") or completed or share_of(measure, "效果词")
    if (has(measure, "金额词") and not (passed or finished(measure))) or measure.head in words("measure", "占比词"):
        return _NONE  # 成本节约率 ≥ 5 %, 物业费占比 ≤ 20 %
    if counts(measure, value):
        return _move(AMOUNT, "是计数，与资金投入无关")  # 设备购置数量 = 1 台
    if completed:
        return Judgement("", "与资金投入无关", NUMBER)
    bad = measure.kind == "比率" and measure.direction == LOWER and not has(measure, "坏量")
    # A cost has a ceiling: a share with a floor is none, unless something is saved or bought by it.
    saved = measure.over or not words("measure", "下降词").isdisjoint(measure.tokens) or "采购" in measure.name
    floor = measure.kind == "比率" and value.operator in ("≥", ">") and not saved
    if passed or bad or floor or known_share(measure) or measure.kind in ("程度", "质量", "规范性", "频率", "年限"):
        return _move(QUALITY, "与资金投入无关")  # 服务器负载控制 ≤ 70 %, but not 苗木损耗率
    return _NONE


def _social_cost(measure: Measure, value: Value) -> Judgement:
    money = measure.budget or (measure.kind == "金额" and has(measure, "金额词"))
    whole = measure.name.endswith(tuple(words("measure", "总额尾")))
    if money and (whole or not has(measure, "社会成本词")):
        # 总成本控制在预算范围内 ≤ 100 %
        return _move(COST, "反映的是资金成本，不是项目对社会、环境的负面影响")
    if got_things(measure, value) or made_things(measure, value):
        return _move(AMOUNT, "是产出的数量，不是项目对社会、环境的负面影响")  # 购置执法车数量 = 3 辆
    return _NONE


def _ecological(measure: Measure, value: Value) -> Judgement:
    of_people = finished(measure) and has(measure, "人事词")
    bought = measure.kind in COUNTS and measure.stem in words("measure", "置办词")
    if has(measure, "生态词") and not of_people and not bought:
        return _NONE  # 绿化覆盖率 ≥ 38 %, but not 环保培训人员合格率 or 节水设备购置数量
    if measure.kind == "金额" and measure.direction == HIGHER:
        return _move(ECONOMIC, "反映的是经济收益，与生态环境无关")  # 商铺营业额增长 ≥ 3 %
    if measure.kind == "金额" and value.dimension == "金额" and measure.direction == LOWER:
        return _move(COST, "反映的是资金成本，与生态环境无关")
    if measure.kind in ("时长", "时点", "进度", "频率"):
        return _move(TIME, "反映的是时间，与生态环境无关")  # 工程完工时间 ≤ 9 月
    dealt = any(word in measure.name for word in words("measure", "处置词"))  # 石漠化治理面积
    if counts(measure, value) or made_things(measure, value) or (worked(measure, value) and not dealt):
        return _move(AMOUNT, "是计数，与生态环境无关")  # 印制宣传海报数量 ≥ 300 张
    if measure.kind in ("质量", "规范性"):
        return _move(QUALITY, "反映的是产出质量，与生态环境无关")
    if share_of(measure, "完成词"):
        return Judgement("", "反映的是完成情况，与生态环境无关", NUMBER)
    if share_of(measure, "合格词") or (share_of(measure, "达成词") and not share_of(measure, "效果词")):
        return _move(QUALITY, "反映的是产出质量，与生态环境无关")  # 讲解服务合格率 ≥ 90 %
    if measure.kind == "年限" and value.dimension == "时长":
        return _move(LASTING, "反映的是使用年限，与生态环境无关")
    known = measure.kind == "比率" and measure.name.removesuffix(measure.head).endswith(_OF_PEOPLE)
    social = has(measure, "社会词") or has(measure, "社会成本词")
    if known or social or measure.kind == "行动" or (measure.kind != "比率" and has(measure, "人事词")):
        return _move(SOCIAL, "与生态环境无关")  # 校园文化氛围浓厚 ≥ 90 %
    return _NONE  # 病虫害损失率 ≤ 3 %


def _economic(measure: Measure, value: Value) -> Judgement:
    of_people = finished(measure) and has(measure, "人事词")
    named = has(measure, "经济词") and not of_people
    if named or value.dimension == "金额":
        return _NONE  # 旅游收入增长 ≥ 5 %, 亩均增收 ≥ 300 元
    kept = measure.slogan and not words("measure", "运行态").isdisjoint(measure.tokens)
    if kept or (has(measure, "社会词") and measure.kind in ("程度", "效果", "行动", "情况", "")):
        return _move(SOCIAL, "没有反映经济收益")  # 群众身体素质提高 ≥ 90 %, 保障系统稳定运行 稳定
    if value.operator == "定性":
        return _NONE
    if share_of(measure, "完成词"):
        return Judgement("", "反映的是完成情况，不是经济效益", NUMBER)
    if share_of(measure, "效果词"):
        return _move(SOCIAL, "反映的是使用、知晓等社会效果，不是经济效益")  # 系统使用率 ≥ 90 %
    if measure.kind == "比率" and has(measure, "社会成本词"):
        return _move(SOCIAL, "反映的是社会影响，不是经济效益")  # 群众投诉率 ≤ 2 %
    # 供水管网漏损率 and 场馆空置率 tell what is lost, 差错率 how well it is done
    wrong = measure.kind == "比率" and measure.direction == LOWER and set("损漏耗弃闲空").isdisjoint(measure.stem)
    if wrong or (known_share(measure) and measure.direction != LOWER) or measure.kind in ("规范性", "质量"):
        return _move(QUALITY, "反映的是产出质量，不是经济效益")  # 讲解服务合格率 ≥ 90 %
    if counts(measure, value) or made_things(measure, value):
        return _move(AMOUNT, "是计数，不是经济效益")  # 演出场次 ≥ 20 场
    if measure.kind == "行动":
        return _move(SOCIAL, "没有反映经济收益")  # 确保正常供餐 ≥ 95 %
    return _NONE  # 供水管网漏损率 ≤ 9 %


def _social(measure: Measure, value: Value) -> Judgement:
    if measure.kind == "年限" and value.dimension == "时长":
        return _move(LASTING, "反映的是使用年限，属于长期影响")  # 车辆使用年限 ≥ 6 年
    kept = measure.kind == "比率" and measure.direction == LOWER and measure.stem in words("measure", "运行差错")
    if kept and has(measure, "设备词") and not has(measure, "公众结果") and value.dimension == "比率":
        return _move(QUALITY, "反映的是设施运行的质量，不是社会效益")  # 系统故障率 ≤ 1 %, but not 电梯故障率
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
        public = measure.stem in ("合格", "达标") and has(measure, "公众结果") and not has(measure, "人事词")
        if not finished(measure) or settled or public:
            return _NONE
        if on_time(measure) or (timely(measure) and not share_of(measure, "合格词")):
            return _move(TIME, "反映的是是否及时，不是效益")  # 12月底前竣工率
        if share_of(measure, "完成词"):
            return Judgement("", "反映的是完成情况，不是效益", NUMBER)  # 设备采购完成率
        return _move(QUALITY, "反映的是产出质量，不是效益")
    if value.dimension == "金额" and saved_money(measure) and value.operator not in ("≤", "<"):
        return _move(ECONOMIC, "反映的是经济收益")  # 避免果农损失 ≥ 300 万元
    output = made_things(measure, value) or got_things(measure, value) or own_acts(measure, value)
    return _move(AMOUNT, "是产出的数量，不是效益") if output else _NONE  # 编制防汛预案成果 ≥ 2 项


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
