"""A target written into an indicator's name ("接待观众22万人次", "更换三座伸缩缝"), compared with the value's cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from auditor.language.lexicon import words
from auditor.language.measure import Measure
from auditor.language.numbers import CHINESE, chinese_number, parse_number
from auditor.language.text import half_width, squeeze
from auditor.language.units import in_base, read_unit, unit_at, unit_words
from auditor.language.value import Value

SAME, OTHER = "相同", "不同"

_NUMBER = re.compile(rf"(\d{{1,9}}(?:,\d{{3}})*(?:\.\d{{1,6}})?[万亿]?|[{CHINESE}]{{1,8}})")
_SKIPPED_BEFORE = re.compile(r"(?:[\dA-Za-z×*.第每/~～—–+-]|[\d年月日%]\D{0,2}[至到]|平均|人均|[前近首近]|其中)$")
_EACH = re.compile(r"每[^，,；;]{0,6}$|[人年月日场次]均[^，,；;]{0,4}$")
_BOUND = re.compile(r"^(?:及)?(?:以上|以下|以内|之内|内|左右|余|之?前)")
_DAY_OF_MONTH = re.compile(r"(?:每|次|当)个?月$")
_PARTS = {"百分之": Decimal(1), "千分之": Decimal("0.1"), "万分之": Decimal("0.01")}
"""Shares in words → per cent."""
_SHARE = re.compile(rf"([百千万]分之)(\d{{1,3}}(?:\.\d{{1,3}})?|[{CHINESE}]{{1,8}})")
_RANGE = re.compile(rf"^\s*(?:[~～至到—–+-][\d{CHINESE}]|/)")
_AIMED = re.compile(
    r"(?:[≥≤><=≧≦]|大于等于|小于等于|不低于|不少于|不超过|不高于|不大于|不小于|不得超过|高于|低于|超过|少于|多于|"
    r"至少|达到|达|控制在|增至|增加到|降至|降到|共计|共|总计|合计|约)$"
)
_ORDINALS = frozenset("期级类等号届轮批季度星档年月日点")
"""Units that make an ordinal of a number written in words: 一期工程, 三级医院, 十二月."""
_PUNCTUATION = "。．.；;，,、：:!！）)]】”\"' "


@dataclass(frozen=True, slots=True)
class NamedTarget:
    """``text``: number and unit as the name prints them; ``relation`` to the value: 相同, 不同, or "" if the name has
    no number in the value's unit, or one that only describes the object (10人以上团队人数)."""

    text: str = ""
    relation: str = ""


_NOTHING = NamedTarget()


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    number: Decimal
    before: str
    after: str
    spelled: bool


@lru_cache(maxsize=65536)
def named_target(name: Measure, value: Value, unit: str) -> NamedTarget:
    """Compare the numbers in a name with its value. ``unit``: the unit as printed, in its own cell or the value's."""
    if value.number is None or value.upper is not None or value.rate:
        return _NOTHING
    wanted = in_base(value.number, value.unit or squeeze(half_width(unit)))
    found = [(one, in_base(one.number, canonical)) for one, canonical in _numbers(name.name, value, unit)]
    found = [(one, amount) for one, amount in found if amount[1] == wanted[1]]
    for one, amount in found:
        if amount == wanted:
            return NamedTarget(one.text, SAME)
    if len(found) == 1 and _is_target(found[0][0], name, value):
        return NamedTarget(found[0][0].text, OTHER)
    return _NOTHING


def _numbers(name: str, value: Value, unit: str) -> list[tuple[_Found, str]]:
    """The numbers of ``name`` that are counted in the unit of ``value`` or in one that converts, with that unit."""
    text = squeeze(half_width(name))
    own = unit_words(unit)
    found = _shares(text) if value.dimension == "比率" else []
    for match in _NUMBER.finditer(text):
        before, rest = text[: match.start()], text[match.end() :]
        word = unit_at(rest, own)
        after = rest[len(word) :]
        dated = word in ("日", "号") and _DAY_OF_MONTH.search(before) and _BOUND.match(after)  # 每月20日前
        if not word or _SKIPPED_BEFORE.search(before) or (_EACH.search(before) and not dated):
            continue
        spelled = not match.group()[0].isdigit()
        if _RANGE.match(after) or (word == "次" and after[:1] == "性") or (word == "天" and after[:1] == "候"):
            continue
        if spelled and (word[-1] in _ORDINALS or match.group() in ("百", "千", "万", "亿")):
            continue
        number = chinese_number(match.group()) if spelled else parse_number(match.group()).value
        canonical = _comparable(word, own, value)
        if number is None or not canonical:
            continue
        found.append((_Found(match.group() + word, Decimal(number), before, after, spelled), canonical))
    return found


def _shares(text: str) -> list[tuple[_Found, str]]:
    """Shares in words: 万分之一 is 0.01 %."""
    found = []
    for match in _SHARE.finditer(text):
        spelled = not match[2][0].isdigit()
        number = chinese_number(match[2]) if spelled else parse_number(match[2]).value
        if number is not None:
            amount = Decimal(number) * _PARTS[match[1]]
            found.append((_Found(match.group(), amount, text[: match.start()], text[match.end() :], spelled), "%"))
    return found


def _comparable(word: str, own: tuple[str, ...], value: Value) -> str:
    """The canonical unit of ``word`` if the value may be counted in it, else "".

    A measure word compares only with itself or with another of the unit's choice: 8 部 (lifts) are not 6 辆.
    """
    read = read_unit(word)
    if word in own:
        scaled = own[0] != word and own[0].endswith(word)  # 页 of 万页
        return (read.canonical or word) if scaled else value.unit or own[0]
    if not read.dimension or read.dimension != value.dimension:
        return ""
    if read.dimension in ("数量", "单位") and read.canonical.lstrip("万亿千百") != word.lstrip("万亿千百"):
        return ""
    return read.canonical


def _is_target(one: _Found, name: Measure, value: Value) -> bool:
    """Whether the number says how much is to be done, and not which objects are meant."""
    if one.before and _AIMED.search(one.before):
        return True  # 故障修复时间不超过8小时
    if not _BOUND.sub("", one.after).strip(_PUNCTUATION):
        return True  # 接待观众22万人次
    bound = _BOUND.match(one.after)
    if value.dimension == "时长":
        # 30分钟到场, 接警后2小时内到达; not 5天培训班举办时间
        return bool(bound and bound.group()[-1] in "内前") or (not bound and name.kind not in ("时长", "时点", "年限"))
    if bound or name.kind in ("数量", "人数", "次数", "比率", "面积", "金额"):
        return False  # 10人以上团队人数
    if not one.before and value.number is not None and value.number < one.number:
        return one.after.endswith(tuple(words("parts", "动作")))  # 十五个责任区公示牌更新: fewer than one in each
    acted = one.before[-2:]
    return acted in words("parts", "动作") or acted in words("parts", "并列动词")  # 更换3座桥梁伸缩缝
