"""Reasons of a change: 财政拨款收入支出减少的主要原因是 … must name the direction that the amounts before it have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.model import Paragraph
from auditor.prose.stated import DOWN, SAME, UP, Stated
from auditor.prose.subject import key

_REASON = re.compile(
    r"(?P<of>[^，。；：\d“”]{2,30}?)(?:预算|决算)?数?(?:比上年|较上年|同比)?"
    r"(?P<turn>增加|增长|上升|减少|下降|降低|持平)的?(?:主要)?原因"
)
_TURNS = {"增加": UP, "增长": UP, "上升": UP, "减少": DOWN, "下降": DOWN, "降低": DOWN, "持平": SAME}
_NEAR = 3
"""Paragraphs between an amount and its reason: the reason stands below what it explains."""


def turn_conflict(paragraphs: Sequence[Paragraph], stated: Sequence[Stated]) -> dict[int, str]:
    """Number of a paragraph → how its reason contradicts the comparison stated before, in words."""
    found: dict[int, str] = {}
    for at, paragraph in enumerate(paragraphs):
        for reason in _REASON.finditer(paragraph.text) if "原因" in paragraph.text else ():
            named, turn = key(reason["of"]), _TURNS[reason["turn"]]
            latest = {key(one.subject): one for one in stated if at - _NEAR <= one.at <= at and _compares(one)}
            about = [one for subject, one in latest.items() if _means(named, subject)]
            other = next((one for one in about if one.change is not None and one.change.direction != turn), None)
            if other is not None and other.change is not None:
                said = f"前文{other.subject}{other.figure.raw}写的是{other.change.direction}"
                found[at] = f"写“{reason.group()}”，{said}"
    return found


def _compares(stated: Stated) -> bool:
    return stated.change is not None and bool(stated.change.direction)


def _means(named: str, subject: str) -> bool:
    """财政拨款收入支出 means both 财政拨款收入 and 财政拨款支出."""
    if named == subject:
        return True
    if named.endswith("收入支出") or named.endswith("收支"):
        stem = named.removesuffix("收入支出").removesuffix("收支")
        return subject in (f"{stem}收入", f"{stem}支出")
    return False
