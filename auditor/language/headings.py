"""Headings of prose and how deep they are: 第一部分, 一、, （一）, 1. …"""

from __future__ import annotations

import re

_LEVELS = (
    re.compile(r"第\s*[一二三四五六七八九十\d]{1,3}\s*(?:部分|章|节)"),
    re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．,，]"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*[、.．]?"),
    re.compile(r"\d{1,2}\s*(?:[、．]|\.(?!\d))"),
    re.compile(r"[（(]\d{1,2}[）)]|\d{1,2}[）)]|[①-⑳]"),
)
NUMBERED = re.compile("|".join(f"(?:{level.pattern})" for level in _LEVELS))
"""The number that a paragraph or heading begins with."""
TITLE = 0
"""The level of a heading without a number: the title of a part of the book."""
_ENDS = ("说明", "职责", "职能", "机构设置", "名词解释", "概况", "情况", "预算", "决算", "目标", "事项", "基本信息")
_SENTENCE = re.compile(r"[。；;，,：:！？!?]|\d[\d,.]*(?:万元|亿元|元|%|％)")
_LONGEST = 40
"""Characters of the longest heading: the name of a department and what is stated about it."""


def level_of(text: str) -> int | None:
    """The level of the number that ``text`` begins with (1 for 第一部分, 2 for 一、 …), None without one."""
    return next((at for at, level in enumerate(_LEVELS, 1) if level.match(text)), None)


def heading_level(text: str, prominent: bool) -> int | None:
    """The level of a heading, None for any other paragraph. ``prominent``: it is printed larger or in the middle."""
    level = level_of(text)
    body = NUMBERED.sub("", text, count=1) if level else text
    if not body or len(body) > _LONGEST or _SENTENCE.search(body):
        return None
    if level:
        return level
    return TITLE if prominent or body.endswith(_ENDS) else None
