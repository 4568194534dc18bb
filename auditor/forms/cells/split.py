"""Cells that hold several things at once: all three levels, or operator, number and unit."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.language.levels import LEVEL1, is_level1, is_level2
from auditor.language.lexicon import aliases
from auditor.language.operators import split_operator
from auditor.language.text import half_width, squeeze
from auditor.language.units import read_unit

_NUMBER = r"[+-]?[0-9][0-9.,]{0,30}"
_NUMBER_UNIT = re.compile(
    rf"^(?P<number>{_NUMBER}(?:[-~至—–][0-9][0-9.,]{{0,30}})?)(?P<unit>\([^0-9()]{{1,15}}\)|[^0-9()]{{1,15}}(?:\([^0-9()]{{1,15}}\))?)$"
)
_RANGE = re.compile(rf"^({_NUMBER})(%|‰|[^0-9()\-~至—–]{{1,4}})([-~至—–])([0-9][0-9.,]{{0,30}})(%|‰|[^0-9()]{{1,4}})$")
_DATE = re.compile(r"年|月|日|号|季度|前|底|初|内|后|中旬|上旬|下旬")
_COUNTED = re.compile(r"^[0-9十百千]|_")
"""A number after all (≥百万元), or a blank that the rules know (≥__%)."""
_BETWEEN = " -—–－_·:：/／、>→|"
"""Signs between the levels in one cell: 产出指标-数量指标."""
_LEVELS = 2
_YEAR = re.compile(r"^(?:19|20)[0-9]{2}$")


@lru_cache(maxsize=4096)
def split_levels(text: str) -> tuple[str, str, str] | None:
    """("产出指标", "数量指标", "支出部门数") of "产出指标数量指标支出部门数"; None if no level 1 comes first."""
    bare = text.strip()
    first = next((word for word in LEVEL1 if bare.startswith(word)), None)
    if first is None:
        return None
    rest = bare[len(first) :].lstrip(_BETWEEN)
    second = next((word for word in _level2_words() if rest.startswith(word)), "")
    return first, second, rest[len(second) :].lstrip(_BETWEEN)


@lru_cache(maxsize=4096)
def joined_levels(text: str) -> tuple[str, str] | None:
    """("产出指标", "数量指标") of a cell that holds both levels and nothing else: 产出指标-数量指标, 产出（数量）."""
    parts = [part for part in re.split(f"[{re.escape(_BETWEEN)}\\s()（）]+", text.strip()) if part]
    if len(parts) == _LEVELS and is_level1(parts[0]) and is_level2(parts[1]):
        return parts[0], parts[1]
    glued = split_levels(text)
    return (glued[0], glued[1]) if glued is not None and glued[1] and not glued[2] else None


@lru_cache(maxsize=4096)
def split_value(text: str) -> tuple[str, str, str]:
    """(operator, value, unit) of a cell that holds all three: "≥95%" → ("≥", "95", "%"). A word is the value.

    A range stays in the value ("80%-90%" → ("", "80-90", "%")). A date ("6月底前", "2026年") has no unit. A sign and a
    unit are a target that nobody filled in ("≥%" → ("≥", "", "%")).
    """
    operator, rest = split_operator(text)
    closing, shorter = split_operator(rest)
    if operator and closing == operator:
        rest = shorter  # 控制在100万元以内
    bare = squeeze(half_width(rest)).replace("～", "~")
    ends = _RANGE.match(bare)
    if ends and ends.group(2) == ends.group(5) and not _DATE.search(ends.group(2)):
        return operator, f"{ends.group(1)}-{ends.group(4)}", ends.group(2)
    found = _NUMBER_UNIT.match(bare)
    if found and _measures(found["number"], found["unit"], bool(operator)):
        return operator, found["number"], _without_brackets(found["unit"])
    alone = _without_brackets(bare.removeprefix("()"))
    if operator and read_unit(alone).dimension and not _COUNTED.search(alone):
        return operator, "", alone  # ≥%, ≥（　）%: nobody filled in the number
    return (operator, rest, "") if operator else ("", text, "")


def _measures(number: str, unit: str, compared: bool) -> bool:
    """Whether ``unit`` after ``number`` is a unit, listed or not, and not the rest of a date or a sentence.

    ``compared``: an operator precedes the number. A unit that is not listed has at most four characters (块屏), which
    is a choice: no row of the samples or of bench/accuracy changes for 1 to 8.
    """
    plain = _without_brackets(unit)
    if unit.startswith("("):
        return True  # 100(分)
    if plain[0] in "月日号" or (plain[0] == "年" and _YEAR.match(number)):
        return compared and not _YEAR.match(number)  # ≤6月, a duration; not 6月 or ≥2026年, dates
    if read_unit(plain).dimension:
        return True  # 95%
    return len(plain) <= 4 and not _DATE.search(plain) and plain.isalnum()  # 3块屏; not 3次以上培训


def _without_brackets(unit: str) -> str:
    return unit[1:-1] if unit.startswith("(") and unit.endswith(")") else unit


@cache
def _level2_words() -> tuple[str, ...]:
    listed = [word for word in aliases("levels", "二级指标") if word.endswith("指标")]
    return tuple(sorted(listed, key=lambda word: (-len(word), word)))
