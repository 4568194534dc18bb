"""Texts and numbers compared as a fair reader compares them: without spaces, full-width forms and radicals."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

RADICALS = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰", "民虎西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙"
)
"""Browsers print some characters as CJK radicals; Unicode folds most of them (NFKC), but not these."""
OPERATORS = {">=": "≥", "≧": "≥", "⩾": "≥", "<=": "≤", "≦": "≤", "⩽": "≤"}


def fold(text: str | None) -> str:
    """The text without spaces, in usual characters."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", (text or "").translate(RADICALS)))


def number(text: str | None) -> Decimal | None:
    """The text as a number without separators, or None."""
    try:
        return Decimal(re.sub(r"[,，\s]", "", text or "")).normalize()
    except InvalidOperation:
        return None


def operator(text: str | None) -> str:
    """One sign for each spelling."""
    return OPERATORS.get(fold(text), fold(text))


def unit(text: str | None) -> str:
    """The unit with one sign for percent."""
    return fold(text).replace("百分比", "%")


def owner(name: str | None) -> str:
    """A name without the code before it: ``[118]某局``, ``118003-某局``."""
    return re.sub(r"^[\[【]?[0-9A-Za-z]{3,}[\]】]?-?(?=\D)", "", fold(name))
