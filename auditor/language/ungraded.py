"""Whether the words of a qualitative target can be judged at the end of the year, and if not, why."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.language.lexicon import words
from auditor.language.measure import COUNTS, Measure
from auditor.language.segment import cut
from auditor.language.text import half_width, squeeze
from auditor.language.value import Value

CHANGE, ECHO, UNNAMED, COUNTABLE = "变化", "复述", "依据", "可计量"

_UNNAMED = re.compile(
    # 符合要求, 按工作计划推进: some requirement; 符合国家标准, 达到合同要求 and 达到预期目标 say which
    r"(?:基本|完全|全部|均|严格)?(?:符合|满足|达到|按照?|依照?)(?:相关|有关|工作|规定|上级|年度|项目|各项|既定)*的?"
    r"(?:要求|标准|规定|计划|需要|需求|进度|规范)(?:执行|推进|完成|落实|进行|开展|实施)?"
)
_PROPERTIES = frozenset(("规范性", "程度", "情况", "质量"))
"""Kinds of names whose value may repeat a word of theirs: 拨付及时性 及时 says which state is wanted."""


@lru_cache(maxsize=65_536)
def ungraded(measure: Measure, value: Value, text: str) -> str:
    """Why the qualitative target ``text`` cannot be judged: 变化, 复述, 依据, 可计量; "" if it can.

    变化: it only says that something changes (有所提高); 复述: it repeats a word of the name (维护社会稳定: 稳定);
    依据: it names no requirement (符合要求); 可计量: a grade where the name measures a time or number (使用年限: 高).
    """
    said = squeeze(half_width(text)).strip("。；;，,")
    if value.operator != "定性" or value.number is not None or value.malformed or value.placeholder or not said:
        return ""
    if value.word:
        # 降低决策风险和成本 优 is an effect, a money word or not; 延长档案寿命 高 has years
        counted = measure.kind in COUNTS or measure.kind in ("时长", "年限", "面积")
        return COUNTABLE if counted and value.word in words("grades", "高低词") else ""
    if _UNNAMED.fullmatch(said):
        return UNNAMED
    if _changes(said):
        return CHANGE
    clause = measure.kind not in _PROPERTIES or measure.slogan
    return ECHO if clause and len(said) > 1 and said in measure.name else ""


def _changes(said: str) -> bool:
    """Whether it only tells a change: a word of change alone or after adverbs (提升, 有所减少, 逐步健全)."""
    tokens = cut(said)
    changed = words("measure", "增长词") | words("measure", "下降词")
    gradual = any(said.startswith(word) and said != word for word in words("grades", "渐进词"))  # 显著 is a degree
    return gradual or bool(changed.intersection(tokens[-1:]))
