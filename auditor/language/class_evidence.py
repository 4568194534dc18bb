"""Evidence in an indicator's name and value of what it tells: a time, a count of things, a share of what was done."""

from __future__ import annotations

import re

from auditor.language.lexicon import words
from auditor.language.measure import COUNTS, LOWER, Measure
from auditor.language.value import Value

THINGS = frozenset(("数量", "单位", "人", "次数"))
"""Dimensions of units that count."""

_DEADLINE = re.compile(
    # within 30 seconds, in 5 working days, but not 24 hours a day; a calendar year has four digits, 三年级 is a grade
    r"(?<![\d.])(?!24小时)(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})个?(?:秒|分钟|小时|工作日|日|天|周|月|季度)"
    # by the end of the month, within the time limit
    r"|(?:小时|时间|时限|期限|审限|工期|年|月|日|周|旬|季|季度)之?(?:内|前|底|末)"
    r"|(?:[节汛冬夏]|供暖季|采暖季|开学|雨季)之?前"
    r"|当[天日庭场时]|首[日周月]|即[日时]|次日|隔日"
)
_AGAINST = re.compile(r"[比较]上年|[比较]去年|同比|环比")
_EVERY = re.compile(r"[按逐每](?:日|周|月|季)|24小时")


def is_cost(measure: Measure, value: Value) -> bool:
    """Whether it is a sum that the project costs."""
    if measure.kind != "金额" or value.dimension != "金额":
        return False
    spent = measure.direction == LOWER and measure.head in ("成本", "费用", "单价", "造价", "总价")
    return spent or measure.name.endswith("总投资")


def is_spending(measure: Measure, value: Value) -> bool:
    """Whether it tells how much of the money is spent; 生效裁判执行率 does not."""
    if measure.over or measure.budget or value.dimension != "比率":
        return False
    share = measure.kind == "比率" and measure.stem in ("支付", "支出", "拨付")
    if share or measure.head in ("支付率", "支付进度", "支出率", "支出进度", "拨付率") or has(measure, "支出进度词"):
        return True
    funds = any(word in measure.name for word in ("预算", "资金", "经费"))
    return measure.head == "执行率" and (funds or not measure.object)


def timely(measure: Measure) -> bool:
    """Whether the name says when, within what time, or how often. How often a quality is held (每日保洁合格率) is no
    time to keep."""
    # 更新 is how new data are, and what is done to things: 更新完成台数
    said = words("measure", "及时词") - ({"更新"} if measure.kind in COUNTS else set())
    if any(word in measure.name for word in said) or _DEADLINE.search(measure.name):
        return True
    often = measure.kind == "频率" or bool(_EVERY.search(measure.name))
    return measure.kind in ("时长", "时点", "进度") or (often and not share_of(measure, "合格词"))


def on_time(measure: Measure) -> bool:
    """Whether it is a share of what was done in time."""
    on_time = words("measure", "按时词")
    # The word for "in time" may stand up to three words from the end; 及时准确率 measures accuracy.
    near = measure.stem not in ("准确", "合格", "正确") and not on_time.isdisjoint(measure.tokens[-3:])
    return measure.kind == "比率" and (measure.stem in on_time or near)


def share_of(measure: Measure, key: str) -> bool:
    """Whether it is a share of what is said by a word of the list ``key``: 合格率, 完成度."""
    if measure.kind != "比率":
        return False
    listed = words("measure", key)
    return measure.stem in listed or measure.head[:-1] in listed or measure.head.removesuffix("程度") in listed


def known_share(measure: Measure) -> bool:
    """Whether it is a share of what was reached or dealt with, by a word that is known: 接种率, 处置率."""
    return share_of(measure, "达成词") or share_of(measure, "处置词")


def counts(measure: Measure, value: Value) -> bool:
    """Whether name and unit say that something is counted."""
    return measure.kind in COUNTS and value.dimension in THINGS


def acts(measure: Measure) -> bool:
    """Whether the name begins with something that is done."""
    first = "".join(measure.tokens[:1])
    return measure.slogan or first in words("measure", "产出动词") or measure.name.startswith("提供")


def finished(measure: Measure) -> bool:
    """Whether it is a share of what was done; 履职目标完成度 tells what was achieved by it."""
    done = measure.kind == "比率" and measure.head.startswith("完成") and measure.stem not in ("目标", "指标")
    return done or measure.stem in words("measure", "产出达成")


def made_things(measure: Measure, value: Value) -> bool:
    """Whether it counts things that were made or bought, without a word for counting."""
    last = next((token for token in reversed(measure.tokens) if token not in ("等", "的")), "")
    first = "".join(measure.tokens[:1])
    made = last in words("measure", "产出物") or first in words("measure", "产出动词") | words("measure", "举办词")
    return made and measure.kind in ("", "行动") and value.dimension in ("数量", "次数", "单位")


def got_things(measure: Measure, value: Value) -> bool:
    """Whether it counts things bought, printed or held (印制宣传册数量, 讲座举办场次). Persons may be beneficiaries."""
    held = value.dimension == "次数" and has(measure, "举办词")
    bought = value.dimension == "数量" and has(measure, "置办词")
    return measure.kind in COUNTS and measure.direction != LOWER and (held or bought)


def own_acts(measure: Measure, value: Value) -> bool:
    """Whether it counts how often the department itself did something (排查矛盾纠纷次数). 减少投诉次数 is an effect."""
    first = "".join(measure.tokens[:1])
    turned = words("measure", "下降词") | words("measure", "增长词") | words("measure", "口号动词")
    acted = first in words("measure", "处置词") | words("parts", "动作") and first not in turned
    return acted and measure.kind == "次数" and value.dimension == "次数" and measure.direction != LOWER


def grown(measure: Measure) -> bool:
    """Whether it is by how much something grew against another time: 登记件数比上年增长."""
    last = "".join(measure.tokens[-1:])
    return last in words("measure", "增长词") and bool(_AGAINST.search(measure.name))


def saved_money(measure: Measure) -> bool:
    """Whether it is money earned, or a loss that was avoided or made good: 减少农户损失, 挽回经济损失."""
    avoided = measure.name.startswith(tuple(words("measure", "避免词")))
    return has(measure, "收益词") or (avoided and "损失" in measure.name)


def worked(measure: Measure, value: Value) -> bool:
    """Whether it is the extent of work done: 抚育面积, 修缮长度. 达标面积 tells the quality, 场地面积 a property."""
    extent = measure.kind == "面积" or (measure.kind == "数量" and measure.head in ("长度", "里程"))
    if not extent or value.dimension not in ("面积", "长度") or has(measure, "质量计件"):
        return False
    return (
        has(measure, "作业词")
        or has(measure, "产出动词")
        or any(word in measure.name for word in words("parts", "动作"))
    )


def has(measure: Measure, key: str) -> bool:
    """Whether a word of the list ``key`` stands anywhere in the name."""
    return any(word in measure.name for word in words("measure", key))
