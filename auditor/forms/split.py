"""Cells that hold several things at once: the three levels glued together, operator, number and unit in one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.language.levels import LEVEL1
from auditor.language.lexicon import aliases
from auditor.language.operators import split_operator
from auditor.language.text import half_width, squeeze

_NUMBER_UNIT = re.compile(
    r"^([+-]?[0-9][0-9.,]{0,30}(?:[-~～至][0-9][0-9.,]{0,30})?)\s*[（(]?([^0-9（()）\s]{1,15})[)）]?$"
)


@lru_cache(maxsize=4096)
def split_levels(text: str) -> tuple[str, str, str] | None:
    """("产出指标", "数量指标", "支出部门数") of "产出指标数量指标支出部门数"; None if no level 1 stands first."""
    bare = text.strip()
    first = next((word for word in LEVEL1 if bare.startswith(word)), None)
    if first is None:
        return None
    rest = bare[len(first) :].lstrip(" -—：:/")
    second = next((word for word in _level2_words() if rest.startswith(word)), "")
    return first, second, rest[len(second) :].lstrip(" -—：:/")


@lru_cache(maxsize=4096)
def split_value(text: str) -> tuple[str, str, str]:
    """(operator, value, unit) of a cell that holds all three: "≥95%" → ("≥", "95", "%"); a word stays the value."""
    operator, rest = split_operator(text)
    found = _NUMBER_UNIT.match(squeeze(half_width(rest)))
    if found:
        return operator, found.group(1), found.group(2)
    return (operator, rest, "") if operator else ("", text, "")


@cache
def _level2_words() -> tuple[str, ...]:
    listed = [word for word in aliases("levels", "二级指标") if word.endswith("指标")]
    return tuple(sorted(listed, key=lambda word: (-len(word), word)))
