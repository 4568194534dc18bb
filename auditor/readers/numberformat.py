"""A spreadsheet's number as it is displayed: the stored number under its number format (ECMA-376 part 1, 18.8.31).

Covered: General, fixed places, thousands, percent, scaling commas, scientific, literal text, dates and times,
the four sections and conditions. A format outside this (fractions, elapsed time …) gives the number as stored.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    45: "mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Built-in formats by the number that files give for them, as Excel shows them in Chinese (PRC)."""

_TOKEN = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|AM/PM|上午/下午|General|G/通用格式|[eE][+-]|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|[#0?]+|.',
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)\]")
_SCIENTIFIC = re.compile(r"[eE][+-]")
MAX_FORMAT = 255
"""Excel's limit on the length of a format."""


def display(number: Decimal, code: str, epoch1904: bool = False) -> str:
    """``number`` as a sheet with number format ``code`` displays it.

    ``General`` gives the stored number with 15 significant digits, which is all that Excel keeps. Excel may show fewer
    in a narrow column, but a reviewer who clicks the cell sees this number.
    """
    if len(code) > MAX_FORMAT or not number.is_finite():
        return plain(number)
    section, number = _section(code, number)
    if section is None:
        return plain(number)
    try:
        if any(token[0] in "yYdDhHsS" or token[0] in "mM" for token in section if token.upper() != "AM/PM"):
            return _date(number, section, epoch1904)
        return _number(number, section)
    except (InvalidOperation, ValueError, OverflowError):
        return plain(number)


def plain(number: Decimal) -> str:
    """The stored number with at most 15 significant digits (the rest is binary noise), without an exponent.

    Numbers below 1e-19 and from 1e21 on keep one: written out they would be mostly zeros."""
    if not number.is_finite():
        return str(number)
    if number and not -20 < number.adjusted() < 21:
        return f"{number:.15g}".upper()
    rounded = Decimal(f"{number:.15g}")
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[str, ...], ...]:
    sections: list[list[str]] = [[]]
    for token in _TOKEN.findall(code):
        if token == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    return tuple(tuple(section) for section in sections)


def _section(code: str, number: Decimal) -> tuple[tuple[str, ...] | None, Decimal]:
    """The section that applies and the number to format: without its sign where the section prints the sign itself."""
    sections = _sections(code)
    if any(token.lower() in ("general", "g/通用格式") for token in sections[0]):
        return None, number
    for section in sections[:3]:
        for token in section:
            if found := _CONDITION.fullmatch(token):
                limit = Decimal(found[2])
                holds = {
                    "<": number < limit, "<=": number <= limit, ">": number > limit,
                    ">=": number >= limit, "=": number == limit, "<>": number != limit,
                }  # fmt: skip
                if holds[found[1]]:
                    return section, number
                break
        else:
            if any(_CONDITION.fullmatch(token) for other in sections[:3] for token in other):
                return section, number
    if len(sections) >= 3 and number == 0:
        return sections[2], number
    if len(sections) >= 2 and number < 0:
        return sections[1], -number
    return sections[0], number


def _literal(token: str) -> str:
    """What a token other than a digit placeholder prints."""
    if token.startswith('"'):
        return token.strip('"')
    if token.startswith("\\"):
        return token[1:]
    if token.startswith(("_", "*")):
        return ""
    if token.startswith("["):
        # [$¥-804] prints its currency sign, every other bracket nothing.
        return token[2:-1].partition("-")[0] if token.startswith("[$") else ""
    return token


def _number(number: Decimal, section: tuple[str, ...]) -> str:
    digits = [place for place, token in enumerate(section) if token[0] in "#0?"]
    if not digits:
        return "".join(plain(number) if token == "@" else _literal(token) for token in section)
    if "/" in section or any(token[:2].lower() in ("[h", "[m", "[s") for token in section):
        return plain(number)
    first, last = digits[0], digits[-1]
    core = "".join(token for token in section[first : last + 1] if token[0] in "#0?.,")
    if any(_SCIENTIFIC.fullmatch(token) for token in section):
        exponent = next(place for place, token in enumerate(section) if _SCIENTIFIC.fullmatch(token))
        mantissa = "".join(section[:exponent]).partition(".")[2]
        base, _, power = f"{number:.{len(mantissa)}E}".partition("E")
        return f"{base}E{power[0]}{power[1:].rjust(2, '0')}"
    if "%" in section:
        number *= 100
    trailing = 0
    while last + 1 + trailing < len(section) and section[last + 1 + trailing] == ",":
        trailing += 1
    number = number.scaleb(-3 * trailing)
    whole, _, fraction = core.partition(".")
    fraction = fraction.replace(",", "").replace(".", "")
    shown = abs(number).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    integer, _, decimals = f"{shown:f}".partition(".")
    least = whole.replace(",", "").lstrip("#?").count("0")
    integer = integer.lstrip("0").rjust(least, "0")
    if "," in whole:
        integer = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", integer)
    while decimals and fraction[len(decimals) - 1] in "#?" and decimals[-1] == "0":
        decimals = decimals[:-1]
    sign = "-" if number < 0 and shown else ""
    text = f"{integer}.{decimals}" if decimals else integer
    before = "".join(_literal(token) for token in section[:first])
    after = "".join(_literal(token) for token in section[last + 1 + trailing :])
    return sign + before + text + after


def _date(number: Decimal, section: tuple[str, ...], epoch1904: bool) -> str:
    """``number`` as a date: days since 1899-12-30 (1904-01-01 in old Mac files), the fraction is the time of day."""
    start = datetime.datetime(1904, 1, 1) if epoch1904 else datetime.datetime(1899, 12, 30)
    if number < 0 or any(token[:2].lower() in ("[h", "[m", "[s") for token in section):
        raise ValueError(number)
    moment = start + datetime.timedelta(seconds=round(float(number) * 86400))
    noon = any(token.upper() in ("AM/PM", "上午/下午") for token in section)
    parts: list[str] = []
    if any(token == "@" for token in section):
        raise ValueError(section)
    for place, token in enumerate(section):
        kind = token[0].lower()
        if token.upper() == "AM/PM":
            parts.append("AM" if moment.hour < 12 else "PM")
        elif token == "上午/下午":
            parts.append("上午" if moment.hour < 12 else "下午")
        elif kind == "y":
            parts.append(f"{moment.year:04}" if len(token) > 2 else f"{moment.year % 100:02}")
        elif kind == "m" and _is_minute(section, place):
            parts.append(f"{moment.minute:02}" if len(token) > 1 else str(moment.minute))
        elif kind == "m":
            parts.append({1: str(moment.month), 2: f"{moment.month:02}"}.get(len(token), f"{moment.month}月"))
        elif kind == "d":
            week = "一二三四五六日"[moment.weekday()]
            parts.append({1: str(moment.day), 2: f"{moment.day:02}", 3: f"周{week}"}.get(len(token), f"星期{week}"))
        elif kind == "h":
            hour = (moment.hour - 1) % 12 + 1 if noon else moment.hour
            parts.append(f"{hour:02}" if len(token) > 1 else str(hour))
        elif kind == "s":
            parts.append(f"{moment.second:02}" if token.lower().startswith("ss") else str(moment.second))
        else:
            parts.append(_literal(token))
    return "".join(parts)


def _is_minute(section: tuple[str, ...], place: int) -> bool:
    """``m`` after hours or before seconds means minutes, else months: "h:mm", "mm:ss", but "yyyy/m"."""
    before = [token[0].lower() for token in section[:place] if token[0].lower() in "ymdhs"]
    after = [token[0].lower() for token in section[place + 1 :] if token[0].lower() in "ymdhs"]
    return before[-1:] == ["h"] or after[:1] == ["s"]
