"""What kind of thing a name counts or measures, so that its unit can be judged: people, lessons, a length, money."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.language.lexicon import words
from auditor.language.measure import COUNTS, Measure
from auditor.language.units import read_unit
from auditor.language.value import Value
from auditor.language.wrong_characters import is_word

_BRACKETS = re.compile(r"[（(][^（）()]{0,80}[)）]")
_AS_REQUIRED = re.compile(r"^符合.*(?:要求|规定|标准)$")
_SEVERAL = re.compile(r"数[及和与、].*[^数]$")
_DEGREES = ("深度", "高度", "广度", "厚度")
"""Lengths of things, and degrees of what is done."""
_PHYSICAL = re.compile(r"[水沟渠井坑层板墙堤坝基路面管土雪冰孔桩槽埋挖钻植树苗杆塔楼门窗体池库]")
"""What has a depth or height in metres."""
_TIMES = ("时长", "时点", "年限")


@lru_cache(maxsize=262_144)
def gauge(name: Measure, level2: str, counted: bool) -> str:
    """What ``name`` measures; "" if the words do not decide, or if it joins a count and something else.

    课时, 人数, 次数, 长度, 文书, 物品 and 个数 are counted or measured in units of their own; 比率, 金额, 面积, 满意度,
    质量 and 进度 are as their names say; 时间变化 is a time that a share may express (缩短审批时间 ≥ 20 %).
    ``counted``: under 数量指标 a name without a head (购置办公用品) counts things.
    """
    text = _BRACKETS.sub("", name.name)
    if _SEVERAL.search(text):
        return ""  # 补植株数及清理长度
    for key, kind in (("课时词", "课时"), ("次数词", "次数"), ("长度词", "长度")):
        if name.head in words("gauge", key):
            degree = name.head in _DEGREES and not _PHYSICAL.search(text)
            return "" if degree else kind  # 校企合作深度: how far it goes, no length
    if text.endswith(tuple(words("gauge", "人数尾"))) and (name.kind in COUNTS or not name.kind):
        return "人数" if name.kind in COUNTS else "个数" if counted else ""
    if name.head in words("gauge", "用料词"):
        return "用料"
    if name.kind in COUNTS:
        found = _counted_thing().search(text)
        return ("文书" if found["paper"] in words("gauge", "文书") else "物品") if found else "个数"
    if name.kind in _TIMES:
        shared = name.head == "时效" or any(word in text for word in words("gauge", "时间可比"))
        return "时间变化" if shared else "时间"
    if name.kind == "比率":
        return "比率" if text.endswith(tuple(words("gauge", "比率尾"))) else ""
    if name.kind == "金额":
        shared = any(word in text for word in words("gauge", "金额可比"))
        return "金额" if text.endswith(tuple(words("gauge", "金额尾"))) and not shared else ""
    if name.kind in ("进度", "规范性") or _AS_REQUIRED.search(text):
        return "进度"
    if name.kind in ("质量", "满意度", "面积"):
        return name.kind
    if not name.kind and (noun := _bare_noun(text)):
        return noun
    plain = level2 == "数量指标" and counted and name.kind not in words("gauge", "可比类别")
    return "个数" if plain else ""


def _bare_noun(text: str) -> str:
    """苗木 or 人群 for a name that ends in such a noun; 走访群众 is no 人群, since visits may be counted in times."""
    if text.endswith(tuple(words("gauge", "苗木"))):
        return "苗木"
    acted = any(word in text for key in ("动作", "并列动词") for word in words("parts", key))
    return "人群" if text.endswith(tuple(words("gauge", "人群"))) and not acted else ""


def unit_in_name(name: Measure, value: Value) -> str:
    """The unit that the name's head counts in (天 of 开放天数) if the value is in a unit that cannot be meant; else "".

    Times must be in the same unit or in one of working days; of other counts only the dimension must be the same.
    """
    body = _UNIT_HEAD.sub("", name.name)
    word = next((body[-size:] for size in (2, 1) if read_unit(body[-size:]).dimension), "")
    unit = read_unit(word)
    if body == name.name or is_word(body[-len(word) - 1 :]):
        return ""  # the 户 of 用户数 belongs to its noun
    if not unit.dimension or value.number is None or not value.dimension or value.rate:
        return ""
    if unit.dimension == "时长" and value.dimension == "时长":
        same = {value.unit, unit.canonical} <= _DAYS or value.unit == unit.canonical
        return "" if same else word
    if unit.dimension in ("人", "次数", "时长") or value.dimension == "比率":
        return ""  # rules of their own
    return "" if unit.dimension == value.dimension or {unit.dimension, value.dimension} <= _THINGS else word


_UNIT_HEAD = re.compile(r"数$")  # not 养殖户数量: there 户 names who is counted, not the unit
_DAYS = frozenset(("天", "工作日"))
_THINGS = frozenset(("数量", "次数", "单位"))
"""Pieces, events and places are counted in one another's words (起, 次; 处, 家)."""


@cache
def _counted_thing() -> re.Pattern[str]:
    """保洁服务合同数量, 宣传手册印制数量: the thing, perhaps how it is come by, and a number."""
    things = "|".join(sorted(words("gauge", "文书") | words("gauge", "物品"), key=len, reverse=True))
    ways = "|".join(words("gauge", "置办"))
    return re.compile(f"(?P<paper>{things})(?:{ways})?(?:数量|数|份数)$")
