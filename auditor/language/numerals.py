"""Numbers in Chinese numerals, as sums are written in words: 壹佰贰拾万, 三百万, 一亿零五十万."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {
    sign: value for signs in ("零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖") for value, sign in enumerate(signs)
}
_DIGITS["两"] = 2
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
SIGNS = "".join([*_DIGITS, *_TENS, *_MYRIADS])
"""Every sign of a number."""


def parse_numeral(text: str) -> Decimal | None:
    """The value of a number in Chinese numerals (叁佰万 → 3000000), None if it is not one.

    Each sign of ten, hundred or thousand multiplies the digit before it (十 alone is ten), each myriad all since the
    last; both must fall from left to right, so 百千 is not one.
    """
    whole, part, digit = 0, 0, -1
    ten, myriad = 10**4, 10**12
    for sign in text:
        if sign in _DIGITS:
            if digit > 0:
                return None
            digit = _DIGITS[sign]
        elif sign in _TENS and _TENS[sign] < ten and (digit > 0 or (sign in "十拾" and digit < 1)):
            ten = _TENS[sign]
            part += ten * max(digit, 1)
            digit = -1
        elif sign in _MYRIADS and _MYRIADS[sign] < myriad and (part or digit > 0):
            myriad = _MYRIADS[sign]
            whole += myriad * (part + max(digit, 0))
            part, digit, ten = 0, -1, 10**4
        else:
            return None
    return Decimal(whole + part + max(digit, 0)) if text else None
