"""Numbers as printed in tables: exact decimals, thousands commas, ranges; malformed numbers are marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from auditor.language.text import half_width, squeeze

_PLAIN = re.compile(r"^[+-]?\d{1,30}(?:\.\d{1,20})?$")
_THOUSANDS = re.compile(r"^[+-]?\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,20})?$")
_LIKE = re.compile(r"^[+-]?[\d.,，、'’\sOo]*\d[\d.,，、'’\sOo]*$")
_SCALE = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1_000), "百": Decimal(100)}
_RANGE = re.compile(r"^(\d[\d.,]{0,30})([^\d~～至到—–-]{0,4})(?:~|～|至|到|—{1,2}|–|-{1,2})(\d[\d.,]{0,30})$")


@dataclass(frozen=True, slots=True)
class Number:
    """``value`` is None if the text is not a number; ``malformed`` if it looks like one but is written wrongly."""

    value: Decimal | None = None
    malformed: bool = False


@lru_cache(maxsize=65536)
def parse_number(text: str) -> Number:
    """Read "1,234.50", "９０", "3万". A comma is a thousands comma only where three digits follow each time.

    "26,32" and "183,545259" are malformed: value None. Empty text or words: value None, not malformed.
    """
    bare = squeeze(half_width(text))
    if not bare or len(bare) > 60:
        return Number()
    factor = Decimal(1)
    if bare[-1] in _SCALE and len(bare) > 1:
        factor, bare = _SCALE[bare[-1]], bare[:-1]
    if _PLAIN.match(bare):
        return Number(Decimal(bare) * factor)
    if _THOUSANDS.match(bare):
        return Number(Decimal(bare.replace(",", "")) * factor)
    return Number(malformed=bool(_LIKE.match(bare)))


@lru_cache(maxsize=4096)
def parse_range(text: str) -> tuple[Decimal, Decimal] | None:
    """The ends of "100-120", "5%-10%", "3至5"; None if the text is not a range."""
    bare = squeeze(half_width(text)).rstrip("%")
    found = _RANGE.match(bare)
    if not found:
        return None
    low, high = parse_number(found.group(1)).value, parse_number(found.group(3)).value
    return (low, high) if low is not None and high is not None else None


_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
CHINESE = "".join((*_DIGITS, *_PLACES))
"""The characters of numbers written in words."""


@lru_cache(maxsize=4096)
def chinese_number(text: str) -> int | None:
    """ "十五" → 15, "两千三百" → 2300, "一万二" → None (is it 12000 or 10002?); None for any other text."""
    total = section = digit = 0
    last = 0
    for sign in text:
        if sign in _DIGITS:
            if digit:
                return None  # 二三级: two numbers side by side
            digit = _DIGITS[sign]
        elif sign in _PLACES:
            place = _PLACES[sign]
            if place >= 10_000:
                total = (total + section + digit) * place
                section = 0
            else:
                section += (digit or 1) * place
            digit, last = 0, place
        else:
            return None
    if digit and last > 10 and "零" not in text:
        return None
    return total + section + digit if text else None
