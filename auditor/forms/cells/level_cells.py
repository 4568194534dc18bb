"""Level cells: points and stars are removed, a missing 指标 is added, and forms with two levels get a third."""

from __future__ import annotations

import re

from auditor.forms.cells.split import joined_levels, split_levels
from auditor.forms.table import vocabulary
from auditor.forms.table.row import SEPARATOR
from auditor.language import levels
from auditor.language.text import squeeze
from auditor.model import Indicator, Repair, RepairKind

_POINTS = re.compile(r"[（(]\s*(\d{1,3}(?:\.\d)?)\s*分?\s*[)）]")
_STARS = re.compile(r"[*★☆]+")


def read_levels(indicator: Indicator, two: bool = False) -> None:
    """Normalise the level cells of ``indicator``; the cells as printed stay in ``printed``.

    "产出指标(50分)" → 产出指标 with the points in ``extra["一级指标分值"]``; "数量" → 数量指标.

    ``two``: the form prints only two levels, or a level-2 word in the column of level 1. Then this word becomes level
    2, level 1 is the one that it belongs to (数量 → 产出指标), and a repair says so.
    """
    indicator.level1 = _bare(indicator, vocabulary.LEVEL1, indicator.level1)
    indicator.level2 = _bare(indicator, vocabulary.LEVEL2, indicator.level2)
    if two and not indicator.level2:
        _complete(indicator)


def _bare(indicator: Indicator, role: str, text: str) -> str:
    points = _POINTS.search(text)
    if points:
        indicator.extra[f"{role}分值"] = points.group(1)
    bare = _STARS.sub("", _POINTS.sub("", text)).strip()
    known = levels.level1 if role == vocabulary.LEVEL1 else levels.level2
    whole = squeeze(bare) + "指标"
    if known(bare) and not bare.endswith("指标") and known(whole) == known(bare):
        return whole
    return bare


def _complete(indicator: Indicator) -> None:
    printed = indicator.level1
    glued, both = split_levels(printed), joined_levels(printed)
    if both:
        indicator.level1, indicator.level2 = map(_whole, both)
    elif glued and glued[1]:
        indicator.level1, indicator.level2 = glued[0], glued[1]
    elif (lower := levels.level2(printed)) and (upper := parent(lower)):
        indicator.level2 = printed if printed.endswith("指标") else lower
        indicator.level1 = printed if levels.level1(printed) == upper else upper
    else:
        return
    shown = SEPARATOR.join((indicator.level1, indicator.level2))
    place = indicator.printed[vocabulary.LEVEL1].source if vocabulary.LEVEL1 in indicator.printed else indicator.source
    indicator.repairs.append(Repair(RepairKind.SPLIT_LEVELS, place, printed, shown, vocabulary.LEVEL1))


def _whole(text: str) -> str:
    return text if text.endswith("指标") else f"{text}指标"


def parent(lower: str) -> str:
    """The level 1 that a canonical level 2 belongs to."""
    return next((upper for upper in levels.LEVEL1 if levels.fits(upper, lower)), "")
