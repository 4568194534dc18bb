"""Whether an indicator can be measured as written, and if not, why."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.language.class_evidence import acts, grown, on_time
from auditor.language.levels import level1 as canonical1
from auditor.language.levels import level2 as canonical2
from auditor.language.lexicon import load, words
from auditor.language.measure import COUNTS, Measure
from auditor.language.value import Value

_NO_GROWTH = 90
"""Percent. Here begin the shares of what was done (完成率), and no plan lets incomes nearly double in a year."""
_DONE = frozenset(("率", "完成率", "完成度", "完成程度", "达成度", "比例", "达标", "合格"))
NO_OBJECT, SLOGAN, CATCH_ALL, NO_MEASURE = "无对象", "口号", "笼统", "无计量词"

_CHANGED = re.compile(
    r"[日月年昼夜]{0,2}(?:波动|变化|变幅|漂移|偏差|误差|差)(?:值|量|幅度|范围)?$|(?:提升|提高|增长|增加|下降|降低|减少)(?:率|幅度)?$"
)
"""By how much a physical quantity changes is measured like the quantity itself."""
_DEGREES = frozenset(("深度", "高度", "广度", "厚度"))
_SPENDING = re.compile(r"支[出付]|预算|执行|拨付|经费|资金")
_GENERIC_ACT = re.compile(
    r"(?:工作|任务|事项|活动|业务|服务)(?:的)?(?:开展|进行|推进|落实|实施|完成|运转|运行)?(?:项|项目)?$|落实$"
)
_RELATED = re.compile(r"(?:相关|有关|各项|各类|日常|其他)的?(?:(?:工作|任务|事项|业务)|[一-龥]{2,6}工作)$")
_DEMAND = re.compile(r"^符合.{0,20}(?:要求|标准|规定|需要)$")


@lru_cache(maxsize=262_144)
def vague(measure: Measure, level1: str, level2: str, value: Value) -> str:
    """Why the indicator cannot be measured as written: 无对象, 口号, 笼统, 无计量词; "" if it can.

    A grade word judges whatever the name says, so of qualitative targets only names without an object are judged.
    ``level1`` and ``level2`` as printed or canonical.
    """
    if value.number is None and value.operator == "定性" and value.word and measure.kind == "质量":
        return "" if measure.object or measure.slogan else NO_OBJECT  # 工作质量 高
    if value.number is None or not measure.name or measure.budget:
        return ""
    upper, lower = canonical1(level1), canonical2(level2)
    if upper == "成本指标" or lower.endswith("成本指标"):
        return ""
    if lower == "服务对象满意度指标":
        if measure.kind == "情况" and not _SPENDING.search(measure.name):
            return CATCH_ALL  # 督导工作开展情况 ≥ 90 %
        known = measure.kind or measure.slogan or any(word in measure.name for word in words("measure", "态度词"))
        return "" if known else NO_MEASURE  # 参保农户 ≥ 95 %
    if canonical2(measure.name) and measure.kind != "满意度" and measure.kind not in COUNTS:
        return CATCH_ALL  # the name only repeats a class: 社会效益 ≥ 90 %
    if value.dimension == "比率":
        bought = lower == "数量指标" and not measure.slogan and measure.tokens[:1] and measure.object
        if bought and measure.tokens[0] in words("measure", "产出动词"):
            return ""  # 购置电脑 ≥ 95 %: the unit is wrong, but it is clear what is counted
        return _share(measure, value)
    return _count(measure, value)


def _share(measure: Measure, value: Value) -> str:
    """The reason for a target in percent."""
    kind = measure.kind
    if _told_by_number(measure, value):
        return ""
    if kind in ("比率", "金额") and _half_grown(measure, value):
        return CATCH_ALL  # 农民收入增加 ≥ 95 %
    if kind == "比率":
        return NO_MEASURE if measure.head in words("measure", "按时词") else _ratio(measure)  # 供餐及时
    if kind == "进度":
        return "" if measure.object or _SPENDING.search(measure.name) else NO_OBJECT  # 任务完成进度
    if kind == "规范性" and measure.head in words("measure", "无口径性"):
        return CATCH_ALL  # 年检材料规范性 ≥ 95 %, but not 数据准确性 ≥ 95 %: the share of what is right
    if kind in ("满意度", "规范性", "金额") or measure.over:
        return ""  # 旅游收入增长 ≥ 5 %
    if kind == "情况":
        return "" if _SPENDING.search(measure.name) else CATCH_ALL  # 水利工程建设情况
    if kind in ("质量", "效果", "程度"):
        return SLOGAN if measure.slogan else CATCH_ALL  # 提升公共文化服务水平; 演出效果
    if kind == "行动":
        if _SPENDING.search(measure.name) and "进度" in measure.name:
            return ""  # 加快预算执行进度
        return SLOGAN if measure.slogan or measure.state else NO_MEASURE  # 保障群众饮水需求; 图书馆安保服务
    if measure.head in _DEGREES or (measure.head == "时效" and not measure.falls):
        return CATCH_ALL  # 校企合作深度: no length has a share; 宣传时效: neither what was in time nor a time
    if kind in ("时长", "时点", "频率", "年限", "面积", *COUNTS):
        return ""  # 演出场次 ≥ 95 %: the unit does not fit, which another rule reports
    return NO_MEASURE


def _told_by_number(measure: Measure, value: Value) -> bool:
    """Whether name and number say together what is measured, without a word for a share."""
    if _CHANGED.sub("", measure.name).endswith(tuple(words("measure", "物理量"))):
        return True  # 展柜湿度日波动 ≤ 5 %, 库房相对湿度 ≤ 60 %, 路基压实度 ≥ 95 %
    if value.number is None:
        return False
    if value.number < _NO_GROWTH and measure.name.endswith(tuple(words("measure", "增减合词"))):
        return True  # 带动农户增收 ≥ 10 % is what 收入增长 says
    if measure.name.endswith(("意愿", "意向")):
        return True  # 游客重游意愿 ≥ 70 %: the share of those who would
    if grown(measure):
        return True  # 登记件数比上年增长 ≥ 3 %
    # 走访困难家庭 ≥ 920 %: no share exceeds 100 %, so the unit is wrong and the count is clear
    return value.number > 100 and measure.kind in ("", "行动") and _does(measure)


def _half_grown(measure: Measure, value: Value) -> bool:
    """Whether money or a degree (办公效率) should grow by almost its whole: the number was meant as another share."""
    more = measure.over and measure.head in words("measure", "增长词")
    grows = (*load("measure")["中心词"]["金额"], *_degrees(), *words("parts", "程度结尾"))
    return more and measure.object.endswith(grows) and value.number is not None and _NO_GROWTH <= value.number <= 100


def _ratio(measure: Measure) -> str:
    stem = measure.stem
    if stem in words("measure", "增长词") and "".join(measure.tokens[:-2]).endswith(_degrees()):
        return CATCH_ALL  # 业务水平提升率: only a number can grow by a share
    if stem in words("measure", "无口径词"):
        device = any(word in measure.name for word in words("measure", "设备词"))
        full = any(word in measure.name for word in words("measure", "有口径词"))
        # 泵站设备正常运转率 and 宣传活动按期开展率 can be measured, 医院正常运转率 cannot
        return "" if device or full or (on_time(measure) and measure.object) else CATCH_ALL
    funds = measure.object.removesuffix(stem) in ("经费", "资金")
    if funds and stem not in words("measure", "资金达成"):
        return CATCH_ALL  # 经费保障率
    if measure.head in _DONE and not measure.object:
        timely = stem in ("及时", "按时", "按期", "合格") and "工作" not in measure.name
        return "" if timely or measure.name.startswith("项目") else NO_OBJECT  # 完成率
    return ""


def _does(measure: Measure) -> bool:
    """Whether the name says what is done to what."""
    acted = measure.tokens[:1] and measure.tokens[0] in words("parts", "动作")
    return bool(measure.object) and not measure.state and bool(acted or acts(measure))


@cache
def _degrees() -> tuple[str, ...]:
    heads = load("measure")["中心词"]
    return tuple(word for kind in ("程度", "效果") for word in heads[kind] if len(word) > 1)


def _count(measure: Measure, value: Value) -> str:
    """The reason for a target that is a count, a sum, a duration …"""
    if measure.kind in COUNTS:
        if measure.object or measure.direction == "越小越好":
            return ""  # 故障次数 ≤ 3 次
        return NO_OBJECT if measure.head in words("measure", "计物词") else ""  # 参与次数 ≥ 5 次
    if value.dimension == "时长" and _DEMAND.match(measure.name):
        return NO_MEASURE  # 符合行业标准 ≥ 12 月
    if value.dimension not in ("数量", "次数", "单位"):
        return ""
    if measure.kind == "质量":
        return CATCH_ALL  # 总体工作质量 ≥ 3 项
    if _RELATED.search(measure.name):
        return SLOGAN  # 开展林政执法相关工作 ≥ 3 项: any work is related to something
    hollow = measure.kind in ("行动", "程度", "效果", "情况", "质量", "")
    done = measure.tokens[:1] and measure.tokens[0] in words("measure", "可数动词")
    if done and value.dimension == "次数" and len(measure.object) > 2:
        return ""  # 完成义诊活动 12 场: an object of more than one word of two characters can be counted
    if hollow and measure.slogan and _GENERIC_ACT.search(measure.name):
        return SLOGAN  # 推动学前教育工作开展 ≥ 3 类
    if measure.kind in ("行动", "") and (measure.name.endswith("落实") or not measure.object):
        return SLOGAN if measure.state else NO_OBJECT  # 政策落实 ≥ 2 项; 完成 ≥ 5 项
    return ""
