"""Which way an indicator should be judged: by its name, or where that leaves it open by its class and its unit.

财预〔2021〕101号 defines the classes: 数量 is what is at least to be provided, 成本 what is at most to be spent,
时效 how soon. So more hectares under 数量 are better, fewer yuan under 成本, fewer days under 时效, although
the names 面积, 标准, 周期 do not say so. Words of ``rules/words/direction.yaml`` say where this does not hold (a
limit, a bad thing, an agreed term); there the direction stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from auditor.language.lexicon import words
from auditor.language.measure import COUNTS, FIXED, HIGHER, LOWER, UNKNOWN, Measure
from auditor.language.value import Value

BY_NAME, BY_CLASS, BY_COST, BY_TIME, BY_COUNT, BY_SURVEY = "名称", "类别", "成本", "期限", "数量", "满意度"
_QUANTITY, _TIME, _QUALITY = "数量指标", "时效指标", "质量指标"
_COUNTED = frozenset(("数量", "次数", "人", "单位", "体积重量", "频率", "数据量", "能量"))
_EXTENT = frozenset(("面积", "长度"))
_SHORT_UNITS = frozenset(("秒", "分钟", "小时", "天", "工作日"))
"""Units of a wait or of one piece of work; 月 and 年 may be a deadline as well as a term."""
_DURATIONS = frozenset(("时长", "天数", "小时数", "日数", "分钟数"))
"""Heads that as often say how long a service is open."""
_YEARLY = frozenset(("月", "季度", "年"))
_MONTHS = 12
_NEUTRAL = frozenset(("风险", "难度", "程度", "要求", "需求", "结构", "目标", "控制", "影响度", "度", "条件", "建议"))
"""Heads of 程度 of which more is not better as such."""
_HELD_UP = re.compile(r"(?:[候断封闭堵]|停(?![留车放泊]))[一-龥]$")
"""One waits or goes without, whatever for: 候潮, 候检, 停气, 断路, 闭馆; before the word for time."""
_HARMS = ("社会成本指标", "生态环境成本指标")
_SPENT = ("成本", "费用", "造价", "单价", "总价")
_CONCENTRATION = re.compile(r"(?:g|克|eq|TEQ)/(?:L|升|m³|m3|立方米|方)|^(?:NTU|dB|分贝|ppm|ppb)", re.IGNORECASE)
_LEAD = re.compile(r"(?:预警|预报|预测|通知|告知|公告|提醒|发布)[^，,]{0,4}提前(?:量|期|时间|时长|天数|小时数|分钟数)$")
"""How long before an event people learn of it."""
_MEAN = re.compile(r"(?:平均|年均|日均|监测)?(?:值|水平)$")
_POINT = re.compile(r"(?:时间|日期|时限|期限|节点|日|周期|工期)$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """``direction``: 越大越好, 越小越好 or 未知. ``because``: what decides it, "" if it is open.

    名称: what the name measures; 成本: it is a cost; 期限: a deadline or the time of one piece of work; 数量: something
    counted or measured that is to be provided; 满意度; 类别: something else for which class and unit decide.
    """

    direction: str = UNKNOWN
    because: str = ""


OPEN = Wanted()


@lru_cache(maxsize=262_144)
def wanted(name: Measure, level1: str, level2: str, value: Value, unit: str = "") -> Wanted:
    """The direction of an indicator. ``level1`` and ``level2`` are canonical, ``unit`` as printed (for units that are
    not listed)."""
    if value.number is None:
        return OPEN
    cost = level1 == "成本指标" or level2.endswith("成本指标")
    if value.dimension == "金额":
        return _cost(name) if cost else _money(name, level2)
    if cost:
        return _harm(name) if level2 in _HARMS else _share_of_cost(name, value)
    if _has(name, "保证期") and value.dimension == "时长":
        return Wanted(HIGHER, BY_NAME)
    if _LEAD.search(name.name) and value.dimension == "时长":
        return Wanted(HIGHER, BY_CLASS)  # 暴雨预警提前量
    if name.kind == "时点":
        return Wanted(LOWER, BY_TIME) if value.dimension == "时长" else OPEN
    if name.direction == LOWER:
        return Wanted(LOWER, BY_NAME)
    if name.falls and value.dimension not in ("比率", "时长"):
        return OPEN  # 减少土壤流失量 ≥ 4.2 万吨 is by how much, 减少事故数 ≤ 5 起 to how much
    if name.direction == FIXED:
        return _agreed(name, level2, value)
    if _CONCENTRATION.search(unit):
        return OPEN if _has(name, "有益成分") else Wanted(LOWER, BY_CLASS)
    if name.direction == HIGHER:
        return _more(name, level2, value)
    return _by_unit(name, level2, value, unit)


def _agreed(name: Measure, level2: str, value: Value) -> Wanted:
    """A number or term that is agreed and not striven for (在园幼儿数, 服务期), unless class or verb say otherwise."""
    if value.dimension == "时长":
        if name.name.startswith("完成") and level2 == _TIME:
            return Wanted(LOWER, BY_TIME)  # 完成培训时间
        if level2 == _TIME and value.unit in _SHORT_UNITS and _has(name, "单次词"):
            return Wanted(LOWER, BY_TIME)  # 上门服务时间
        # 便民窗口服务时间, 每日体育活动时间
        lasting = value.unit in _SHORT_UNITS and (_lasts(name) or _has(name, "按日计"))
        provided = level2 == _QUANTITY and not _has(name, "租期")  # 培训天数
        return Wanted(HIGHER, BY_COUNT) if lasting or provided else OPEN
    added = name.kind in COUNTS and _has(name, "增办词") and not _has(name, "限额词")
    return Wanted(HIGHER, BY_COUNT) if added else OPEN  # 提供招聘岗位信息数


def _cost(name: Measure) -> Wanted:
    if name.direction == HIGHER and name.kind in ("金额", "比率"):
        return Wanted(HIGHER, BY_NAME)  # 节约金额
    if name.direction == LOWER:
        return Wanted(LOWER, BY_COST)
    return OPEN if _has(name, "保障性标准") or _has(name, "自筹词") or _has(name, "增益词") else Wanted(LOWER, BY_COST)


def _money(name: Measure, level2: str) -> Wanted:
    """Money outside the classes of cost."""
    if level2.endswith(("效益指标", "影响指标")):
        if name.direction == HIGHER or _has(name, "增益词"):
            return OPEN if _has(name, "限额词") or _has(name, "增支词") else Wanted(HIGHER, BY_COUNT)
        if "损失" in name.name and not _handled(name):
            return Wanted(LOWER, BY_CLASS)  # 火灾直接财产损失
    return Wanted(LOWER, BY_COST) if _is_spent(name) else OPEN


def _is_spent(name: Measure) -> bool:
    return name.direction == LOWER and (name.head in _SPENT or name.name.endswith("总投资"))


def _share_of_cost(name: Measure, value: Value) -> Wanted:
    """Under 成本 a share saved is the more the better; of the rest only what the name itself says."""
    if name.direction == LOWER:
        return Wanted(LOWER, BY_COST)
    if name.direction == HIGHER and name.kind == "比率" and name.stem in words("measure", "下降词"):
        return Wanted(HIGHER, BY_NAME)
    bad = name.kind == "比率" and value.dimension == "比率" and _has(name, "坏物")
    return Wanted(LOWER, BY_CLASS) if bad else OPEN


def _harm(name: Measure) -> Wanted:
    """Under 社会成本 and 生态环境成本 stands what the project does to others; shares may be of what is made good."""
    if name.direction == LOWER:
        return Wanted(LOWER, BY_NAME)
    if name.direction == HIGHER and name.kind not in COUNTS:
        return Wanted(HIGHER, BY_SURVEY if name.kind == "满意度" else BY_NAME)
    counted = name.kind in COUNTS or name.kind in ("时长", "面积")
    return Wanted(LOWER, BY_CLASS) if counted and not _handled(name) else OPEN


def _more(name: Measure, level2: str, value: Value) -> Wanted:
    """The name says that more is better. A count says so only as long as nothing says that it counts something bad."""
    if name.kind in COUNTS:
        if level2 != _QUANTITY and _dark(name):
            return Wanted(LOWER, BY_CLASS) if _names_bad(name) else OPEN
        often = value.dimension == "频率"
        if _limited(name) or value.dimension in ("比率", "时长") or (value.rate and not often):
            return OPEN
        return Wanted(HIGHER, BY_COUNT) if often or _gained(name, level2, value) else OPEN
    if name.kind == "频率":
        return Wanted(HIGHER, BY_COUNT) if value.dimension == "频率" else OPEN
    if name.kind == "比率" and not {name.stem, name.head}.isdisjoint(words("measure", "下降词")):
        return Wanted(HIGHER, BY_CLASS)  # 能耗降低率
    if name.over:
        grows = name.kind == "比率" and _changes(name) and not _has(name, "控涨词") and not _dark(name)
        return Wanted(HIGHER, BY_CLASS) if grows else OPEN
    of_money = name.head in words("measure", "占比词") and _has(name, "控涨词")  # 卫生支出占比
    if name.kind == "比率" and (of_money or _has(name, "限额词")):
        return OPEN
    if name.kind in ("质量", "效果", "规范性", "进度") and value.dimension not in ("比率", "分值", ""):
        return OPEN
    return Wanted(HIGHER, BY_SURVEY if name.kind == "满意度" else BY_NAME)


def _gained(name: Measure, level2: str, value: Value) -> bool:
    """Whether what is counted is wanted: under 数量 it is provided; under the benefits people are reached. Under
    时效 stands how often something is done. Elsewhere the name has to say it: faults are counted as often."""
    if level2 in (_QUANTITY, _TIME):
        return True
    people = value.dimension == "人" and level2.endswith(("效益指标", "影响指标"))
    return people or _good(name) or _has(name, "增益数")


def _changes(name: Measure) -> bool:
    """Whether the name is of a growth (人次增长率), not of a share that may exceed 100 % (病床使用率)."""
    changing = words("measure", "增长词") | words("measure", "下降词") | words("measure", "增幅词")
    return not changing.isdisjoint(name.tokens) or name.head in changing


def _by_unit(name: Measure, level2: str, value: Value, unit: str) -> Wanted:
    if _ends(name, "有害量") and value.dimension not in ("比率", "次数", "人"):
        return OPEN if _has(name, "有益成分") else Wanted(LOWER, BY_CLASS)
    if value.dimension == "时长" or (name.kind == "时长" and value.dimension == "频率"):
        return _lasting(name, level2, value)
    if value.dimension == "比率":
        return _share(name, level2)
    if _has(name, "多为好"):
        return Wanted(HIGHER, BY_CLASS)
    bad = _dark(name)
    if bad and name.kind in COUNTS and _ends_bad(name):
        return Wanted(LOWER, BY_NAME)  # 山洪预警平台故障次数
    if _limited(name):
        return OPEN
    if bad and level2 != _QUANTITY and name.kind in (*COUNTS, "面积") and _names_bad(name):
        return Wanted(LOWER, BY_CLASS)
    counted = value.dimension in _COUNTED or value.dimension in _EXTENT
    if level2 == _QUANTITY:
        # An unlisted unit under 数量 (盏, 万亩次) counts things as well.
        return OPEN if value.dimension and not counted else Wanted(HIGHER, BY_COUNT)
    benefit = level2.endswith(("效益指标", "影响指标"))
    wide = value.dimension in _EXTENT or _gained(name, level2, value)
    if benefit and counted and not bad and wide and name.kind not in ("程度", "情况"):
        return Wanted(HIGHER, BY_COUNT)
    return OPEN


def _lasting(name: Measure, level2: str, value: Value) -> Wanted:
    if name.falls:
        return OPEN  # people write both 缩短审批时间 ≥ 5 天 and ≤ 5 天
    if _has(name, "乐于停留"):
        return Wanted(HIGHER, BY_CLASS)  # 游客人均停留时间, not 车辆停留时间
    if _has(name, "恢复词"):
        return Wanted(LOWER, BY_TIME)  # 停水抢修恢复供水时间
    if name.head in words("measure", "下降词"):
        return Wanted(HIGHER, BY_CLASS)  # 通行时间缩短
    if _lasts(name):
        opening = value.unit == "月" and name.head in ("时间", "日期")  # may be the month in which it opens
        return OPEN if _dark(name) or opening else Wanted(HIGHER, BY_COUNT)
    if _has(name, "约定期") and not _has(name, "单次词"):
        return OPEN
    if level2 == _QUANTITY:
        return OPEN if _dark(name) or _limited(name) else Wanted(HIGHER, BY_COUNT)
    if level2 == _TIME:
        return _taken(name, value)
    timed = name.kind == "时长" or bool(_HELD_UP.search(name.name))  # 停航 ≤ 6 天
    waited = value.unit == "秒" or _quick(name) or _dark(name)  # 页面加载时间, 仪器停测时间
    return Wanted(LOWER, BY_CLASS) if waited and value.unit in _SHORT_UNITS and timed else OPEN


def _quick(name: Measure) -> bool:
    waits = words("measure", "越短越好") | words("measure", "时间节点")
    return not waits.isdisjoint(name.tokens) or bool(_HELD_UP.search(name.name.removesuffix(name.head)))


def _taken(name: Measure, value: Value) -> Wanted:
    """Time under 时效: what one piece of work takes, or the month by which it is done."""
    quick = _quick(name)
    if value.unit == "秒":
        return Wanted(LOWER, BY_TIME)
    if value.unit in _SHORT_UNITS:
        daily = _has(name, "按日计") and bool(name.head)
        if daily and not quick:
            return OPEN if _dark(name) else Wanted(HIGHER, BY_COUNT)  # 每日清扫时间
        return Wanted(LOWER, BY_TIME) if quick or name.head not in _DURATIONS else OPEN
    deadline = value.unit in _YEARLY and value.number is not None and value.number <= _MONTHS
    bare = not name.kind and value.number != _MONTHS  # 卫生保洁 12 月 is a year of work
    if deadline and (bare or _POINT.search(name.name)):
        return Wanted(LOWER, BY_TIME)
    started = name.kind == "行动" and name.name.startswith("完成")
    return Wanted(LOWER, BY_TIME) if started else OPEN


def _share(name: Measure, level2: str) -> Wanted:
    if name.tokens and name.tokens[0] in words("measure", "下降词"):
        return OPEN  # 减少火灾损失 ≥ 10 % is a fall, which the share may measure
    if name.over:
        falls = name.head in words("measure", "下降词") and name.kind == "比率"
        unwanted = _dark(name) or _has(name, "坏物") or _has(name, "用量词")
        return Wanted(HIGHER, BY_CLASS) if falls and unwanted else OPEN  # 贫血检出率下降
    if name.kind == "比率" and _has(name, "减量词"):
        return Wanted(HIGHER, BY_CLASS)  # 农药减量比例
    used = name.stem == "使用" or name.head in words("measure", "占比词")
    if used and not _handled(name) and any(thing in name.name for thing in words("measure", "少用物")):
        return Wanted(LOWER, BY_CLASS)  # 抗菌药物使用率
    if _has(name, "坏物"):
        bad = name.kind == "比率" and (not _handled(name) or _ends(name, "坏物"))
        return Wanted(LOWER, BY_CLASS) if bad else OPEN
    if _dark(name):
        return Wanted(LOWER, BY_CLASS) if name.kind == "比率" and _names_bad(name) else OPEN
    if name.kind == "比率" and (level2 == _TIME or _praised(name)):
        return Wanted(HIGHER, BY_CLASS)
    if name.kind == "程度" and name.head not in _NEUTRAL and not _has(name, "坏性"):
        return Wanted(HIGHER, BY_CLASS)  # 系统可用性 ≥ 99 %
    done = name.kind in ("行动", "情况") and not level2.endswith("成本指标")
    return Wanted(HIGHER, BY_CLASS) if done and not _has(name, "限额词") else OPEN


def _limited(name: Measure) -> bool:
    """Whether the name is of a limit, of a load (每名社工服务户数), or of something used, of which less is as good."""
    used = name.head in words("measure", "不定量") or name.kind in ("", "面积", "时长")
    staff = name.name.removesuffix(name.head).endswith(tuple(words("direction", "定员词")))
    return staff or _has(name, "限额词") or _has(name, "每个词") or (used and _has(name, "用量词"))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words("direction", key)), key=len, reverse=True)))


def _has(name: Measure, key: str) -> bool:
    return bool(_pattern(key).search(name.name))


def _ends(name: Measure, key: str) -> bool:
    """Whether the name ends in such a word, or in a value or mean of it (噪声平均值)."""
    bare = _MEAN.sub("", name.name)
    return any(bare.endswith(word) for word in words("direction", key))


def _good(name: Measure) -> bool:
    return bool(_praise().search(name.name))


def _praised(name: Measure) -> bool:
    """Whether a share is of something good: before 率 stands what was done (早诊率), before 占比 whose share it is."""
    if name.head != "率":
        return _good(name)
    body = name.name.removesuffix(name.head)
    return any(found.end() >= len(body) - 1 for found in _praise().finditer(body))


@cache
def _praise() -> re.Pattern[str]:
    return re.compile(f"(?<![未非不])(?:{_pattern('好物').pattern})")


def _lasts(name: Measure) -> bool:
    """Whether what lasts is named just before the time (无故障运行时间, not 演出筹备时间)."""
    found = list(_pattern("久为好").finditer(name.name))
    if _has(name, "单次词") and "服务" in name.name:
        return False  # 上门服务时间, 窗口平均服务时间
    return bool(found) and found[-1].end() >= len(name.name) - len(name.head) - 2


def _names_bad(name: Measure) -> bool:
    """Whether the bad thing is what is counted: 受灾率 and 火灾亡人数, not 灾情预报准确率."""
    if not name.head:
        return False
    body = _clean(name.name.removesuffix(name.head))
    if name.kind == "比率" and _pattern("恶字").search(body[-2:]):
        return True  # in a share one character says it: 缺测率, 弃风率
    found = list(_pattern("恶事").finditer(body))
    return bool(found) and found[-1].end() >= len(body) - 1


def _ends_bad(name: Measure) -> bool:
    """Whether the word before the head is a bad thing as ``measure`` knows them."""
    return name.name.removesuffix(name.head).endswith(tuple(words("measure", "坏事")))


def _handled(name: Measure) -> bool:
    """Whether the name ends or begins with what somebody does (病虫情报发布期数, 查处违法案件数)."""
    return _outweighs(_actions(), name)


def _outweighs(words_of: re.Pattern[str], name: Measure) -> bool:
    """Whether one of these words begins the name or stands after the bad thing, so that it says what is measured.

    Before the bad thing it does not: 传染病报告发病数 counts the diseased.
    """
    text = _clean(name.name)
    found, bad = list(words_of.finditer(text)), list(_pattern("负面字").finditer(text))
    return bool(found) and (not bad or found[0].start() == 0 or found[-1].end() > bad[-1].end())


@cache
def _actions() -> re.Pattern[str]:
    dealt = words("measure", "处置词") | words("measure", "经办词")
    dealt |= words("direction", "办理词")
    return re.compile("|".join(sorted(map(re.escape, dealt), key=len, reverse=True)))


def _dark(name: Measure) -> bool:
    """Whether the name may be of something bad that nobody deals with."""
    if _handled(name) or _outweighs(_praise(), name):
        return False
    return bool(_pattern("负面字").search(_clean(name.name)))


def _clean(text: str) -> str:
    """``text`` without words that only look bad and without what is denied or fought (无害化, 防汛, 脱贫)."""
    bare = _pattern("负面字例外").sub("〇", text)
    return _denied().sub("〇", bare)


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(f"[无零防抗除治消禁反减脱去控救纠](?:重大)?(?:{_pattern('负面字').pattern})")
