"""Level 1 and level 2 of indicators: canonical words, aliases, which level 2 may stand under which level 1."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.language.lexicon import aliases, load
from auditor.language.text import squeeze

_SCORE = re.compile(r"[（(]\s*\d{1,3}(?:\.\d)?\s*分\s*[)）]|[*★☆$]+")
LEVEL1 = ("成本指标", "产出指标", "效益指标", "满意度指标")


@lru_cache(maxsize=4096)
def level1(text: str) -> str:
    """Canonical level 1 of a cell ("产出指标（50分）" → 产出指标), "" for any other text."""
    return _canonical("一级指标", text)


@lru_cache(maxsize=4096)
def level2(text: str) -> str:
    """Canonical level 2 of a cell ("环境效益指标" → 生态效益指标), "" for any other text."""
    return _canonical("二级指标", text)


def is_level1(text: str) -> bool:
    """Whether the cell can be a level-1 cell as printed (with or without a score), aliases included."""
    return bool(level1(text))


def is_level2(text: str) -> bool:
    """Whether the cell can be a level-2 cell as printed, aliases included."""
    return bool(level2(text))


@cache
def allowed(upper: str) -> frozenset[str]:
    """Level-2 classes that may stand under level 1 ``upper`` in the new (101号) or the classic (88号) system."""
    data = load("levels")
    return frozenset((*data["新体系"].get(upper, ()), *data["旧体系"].get(upper, ())))


def above(lower: str) -> str:
    """Level 1 under which canonical ``lower`` stands in the new (101号), else the classic (88号) system; "" for other
    texts."""
    both = [*load("levels")["新体系"].items(), *load("levels")["旧体系"].items()]
    return next((str(upper) for upper, lowers in both if lower in lowers), "")


def fits(upper: str, lower: str) -> bool | None:
    """Whether canonical ``lower`` may stand under canonical ``upper``; None if either is unknown."""
    if not upper or not lower:
        return None
    return lower in allowed(upper)


def _canonical(key: str, text: str) -> str:
    bare = _SCORE.sub("", squeeze(text))
    table = aliases("levels", key)
    return table.get(bare) or (table.get(bare + "指标") if bare and not bare.endswith("指标") else None) or ""
