"""Income and expenditure: stated as the other, or with a change that cannot be as they balance."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.language.headings import NUMBERED
from auditor.prose.reckon import signed
from auditor.prose.stated import Stated
from auditor.prose.subject import key

_SIDES = ("收入", "支出")


def _side(text: str) -> str:
    """收入 or 支出 if the text names one of them only."""
    named = [side for side in _SIDES if side in text]
    return named[0] if len(named) == 1 else ""


def mixed_sides(stated: Stated, first: bool) -> str:
    """How an amount is stated of the wrong side: as a part of the other one, or (the ``first`` of a paragraph) below
    its heading; "" if it is not."""
    side = _side(stated.subject)
    if not side:
        return ""
    if stated.whole is not None and not stated.whole.complete and _side(stated.whole.subject) not in ("", side):
        return f"“{stated.subject}”写在“{stated.whole.subject}”的其中项里"
    title = NUMBERED.sub("", stated.paragraph.section[-1], count=1) if stated.paragraph.section else ""
    if first and key(stated.subject) in _SIDES and _side(title) not in ("", side):
        return f"标题是“{title}”，文字写的是“{stated.subject}”"
    return ""


def unbalanced(stated: Sequence[Stated]) -> dict[int, str]:
    """Income and expenditure of the same name are equal this year, and were the last: their changes must be equal.

    Id of the amount → how the other one changes, in words. Changes from different things (预算, 预算执行数) may differ.
    """
    found: dict[int, str] = {}
    first: dict[str, Stated] = {}
    for one in stated:
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
