"""Income and expenditure: told as the other, or with a change that cannot be as they balance."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.language.headings import NUMBERED
from auditor.prose.reckon import signed
from auditor.prose.subject import key
from auditor.prose.told import Told

_SIDES = ("收入", "支出")


def _side(text: str) -> str:
    """收入 or 支出 if the text names one of them only."""
    named = [side for side in _SIDES if side in text]
    return named[0] if len(named) == 1 else ""


def mixed_sides(told: Told, first: bool) -> str:
    """How an amount is told of the wrong side: as a part of the other one, or (the ``first`` of a paragraph) below its
    heading; "" if it is not."""
    side = _side(told.subject)
    if not side:
        return ""
    if told.whole is not None and not told.whole.complete and _side(told.whole.subject) not in ("", side):
        return f"“{told.subject}”写在“{told.whole.subject}”的其中项里"
    title = NUMBERED.sub("", told.paragraph.section[-1], count=1) if told.paragraph.section else ""
    if first and key(told.subject) in _SIDES and _side(title) not in ("", side):
        return f"标题是“{title}”，文字写的是“{told.subject}”"
    return ""


def unbalanced(told: Sequence[Told]) -> dict[int, str]:
    """Income and expenditure of the same name are equal this year, and were the last: their changes must be equal.

    Id of the amount → how the other one changes, in words. Changes from different things (预算, 预算执行数) may differ.
    """
    found: dict[int, str] = {}
    first: dict[str, Told] = {}
    for one in told:
        name = key(one.subject)
        side = _side(name)
        if one.change is None or not side or not name.endswith(side):
            continue
        first.setdefault(name, one)
        other = first.get(name.removesuffix(side) + _SIDES[1 - _SIDES.index(side)])
        if other is None or other.change is None or other.figure.value != one.figure.value:
            continue
        here, there = signed(one), signed(other)
        same = one.change.year == other.change.year and one.change.named.strip("数") == other.change.named.strip("数")
        if same and here is not None and there is not None and abs(here[0] - there[0]) > here[1] + there[1]:
            amount = other.change.amount.raw if other.change.amount else ""
            found[id(one)] = f"{other.subject}{other.figure.raw}写的是{other.change.direction}{amount}"
    return found
