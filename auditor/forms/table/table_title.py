"""Titles of tables: number, name and budget year in one line."""

from __future__ import annotations

import re

from auditor.forms.table.row import clean

TABLE_NUMBER = re.compile(r"(?=.*表)(?:财决|决算|预算|部门|公开|批复|附)*表?\s*([0-9]{1,2}(?:-[0-9]{1,2})?)\s*表?")
"""A line with the number of a table and nothing else: 公开01表, 财决公开01表, 表3, 附表1."""
SECTION = re.compile(r"第\s*[一二三四五六七八九十0-9]{1,3}\s*(?:部分|章|节)")
_NUMBERED = re.compile(
    r"^(?:附件|附表|附|预算|决算|公开|表)*\s*([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*(?:表(?=\s)|[：:、.．]|\s)\s*(\S.{1,80})$"
)
_PLAIN = re.compile(r"^[^，。；,;！？:：]{2,60}表(?:\s*[（(][^（）()]{1,30}[）)])?$")
_REFERENCES = ("详见", "参见", "见")
"""Beginnings of lines that name a table elsewhere: 详见单位的项目绩效目标表."""
_YEAR = re.compile(r"(20[0-9]{2})\s*年(?!\s*[0-9]{1,2}\s*月)")
"""A year with a month is a date, when a form was filled in, and not the year of the budget."""


def year_of(text: str) -> int | None:
    """The budget year named in ``text``."""
    found = _YEAR.search(text)
    return int(found.group(1)) if found else None


def is_table_number(text: str) -> bool:
    """Whether a line is the number of a table and nothing else: 公开01表."""
    return TABLE_NUMBER.fullmatch(text) is not None


def split_title(text: str) -> tuple[str, str] | None:
    """(number, title) of a title line ("预算01表 收支总表" → "01", "收支总表"), None if it is not a title.

    Four characters at least (收支总表): a choice, no row of the samples or of bench/accuracy changes for 1 to 8.
    """
    line = " ".join(clean(text).split())
    if SECTION.match(line) or is_table_number(line):
        return None  # 第二部分 部门决算表, 公开01表
    found = _NUMBERED.match(line)
    if found and "表" in found.group(2) and _PLAIN.match(found.group(2)):
        return found.group(1), found.group(2)
    if len(line) >= 4 and _PLAIN.match(line) and not line.startswith(("单位", "金额单位", *_REFERENCES)):
        return "", line  # 项目支出绩效目标表
    return None  # 收入表, 详见单位的项目绩效目标表
