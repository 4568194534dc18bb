"""What stands in a value cell: a number, a date in words, a class of a scale, a grade, a ratio, signs or other text."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.language.text import half_width, squeeze
from auditor.language.value import Value

NUMBER, DATE, CLASS, GRADE, RATIO, SIGNS, OTHER = "数字", "日期", "等级", "评语", "比值", "符号", "文字"

_DATE = re.compile(
    r"(?:20\d\d年)?\d{0,2}月?\d{0,2}[日号]?(?:上旬|中旬|下旬|初|底|末)?之?以?[前内]?"  # 2026年11月底前
    r"|(?:20\d\d年)?(?:第?[一二三四1-4]季度|上半年|下半年|全年|当年|年)(?:初|底|末|内)?之?以?前?"  # 第三季度末
)
_CLASS = re.compile(r"[ⅠⅡⅢⅣⅤIVABC甲乙丙一二三四五1-5]{1,3}[类级等星]?(?:及以上|以上|及以下|以下)?")

_RATIO = re.compile(r"\d+(?:\.\d+)?[:：比∶]\d+(?:\.\d+)?")


@lru_cache(maxsize=16_384)
def value_kind(value: Value, text: str) -> str:
    """数字, 日期 (11月底前), 等级 (Ⅲ类及以上), 评语 (优), 比值 (1:15), 符号 (-) or 文字; "" for an empty cell."""
    bare = squeeze(half_width(text))
    if not bare:
        return ""
    if value.number is not None or value.malformed:
        return NUMBER
    if value.word:
        return GRADE
    if not any(sign.isalnum() for sign in bare):
        return SIGNS
    if _RATIO.fullmatch(bare):
        return RATIO
    if _DATE.fullmatch(bare):
        return DATE
    return CLASS if _CLASS.fullmatch(bare) else OTHER
