"""What names a budget line: its code (科目编码), made one of the parts that a table prints, and words of totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from auditor.language.text import half_width, squeeze

_CODE = re.compile(r"[0-9A-Z]{1,32}(?:[\s/\\.·_-]+[0-9A-Z]{1,12}){0,4}")
_BREAK = re.compile(r"[\s/\\.·_-]+")
_CLASS = 3
_LENGTHS = (_CLASS, _CLASS + 2, _CLASS + 4)
"""Digits of a 类, of a 款 and of a 项 with all above them (政府收支分类科目: 类 three, 款 and 项 two more each)."""


TOTALS = ("合计", "总计", "小计")


def is_total(label: str) -> bool:
    """Whether a line is a total or subtotal by its label: 合计, 人员经费合计, 本年支出合计."""
    return squeeze(label).endswith(TOTALS)


def is_code(text: str) -> bool:
    """Whether a cell below the title of a code holds one, or a part of one: 201, 05, 301 2, 301/7; not 人员经费合计."""
    plain = _plain(text)
    return any(char.isdigit() for char in plain) and _CODE.fullmatch(plain) is not None


def even(printed: Sequence[str]) -> tuple[str, bool]:
    """(the code, whether it is so printed) of the texts of its cells: ["205", "02", "01"] → 2050201, ["301 2"] → 30102.

    A part that repeats all before it stands for them (201, 20103 → 20103). One digit below a 类 or 款 is short of its
    zero (301, 2 → 30102). A code of another kind (of a project) is kept as printed.
    """
    code, added = "", False
    for part in (part for text in printed for part in _BREAK.split(_plain(text))):
        if code and part.startswith(code) and len(part) > len(code):
            code = part
            continue
        short = len(part) == 1 and len(code) in _LENGTHS[:2]
        code += f"0{part}" if short else part
        added = added or short
    if not code.isdigit() or len(code) not in _LENGTHS:
        return "".join(printed), True
    return code, not added and not any(_BREAK.search(_plain(text)) for text in printed)


def levels(code: str) -> list[str]:
    """The parts of a whole code, one a level: 2050201 → 205, 02, 01; no parts if it is of another kind."""
    if not code.isdigit() or len(code) not in _LENGTHS:
        return []
    return [code[:_CLASS], *(code[place : place + 2] for place in range(_CLASS, len(code), 2))]


def is_whole(part: str, depth: int) -> bool:
    """Whether what is printed in the column of a 款 (1) or 项 (2) is the whole code: 20103 below 款."""
    return depth > 0 and part.isdigit() and len(part) == _CLASS + 2 * depth


def holds_codes(texts: Sequence[str]) -> bool:
    """Whether the cells of a column are codes by what they print, words (合计) left aside.

    Codes are 3, 5 or 7 digits, each longer one somewhere below the shorter code that it begins with.
    """
    seen: set[str] = set()
    for text in texts:
        if not any(char.isdigit() for char in text):
            continue
        code, _ = even([text])
        if "." in text or not code.isdigit() or len(code) not in _LENGTHS:
            return False
        if len(code) > _CLASS and code[:-2] not in seen:
            return False
        seen.add(code)
    return any(len(code) > _CLASS for code in seen)


def counts_rows(texts: Sequence[str]) -> bool:
    """Whether the cells of a column only count the rows: whole numbers that grow in each row, mostly by one.

    Five at least: sums in any order would grow from row to row in one column of 120.
    """
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 4]
    steps = [below - above for above, below in pairwise(numbers)]
    return len(numbers) == len(texts) >= 5 and min(steps) > 0 and 2 * steps.count(1) >= len(steps)


def _plain(text: str) -> str:
    return half_width(text).strip().upper()
