"""The names of columns, and the words that tables are recognised by (``rules/words/headers.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from auditor.language.lexicon import load
from auditor.language.subject_code import TOTALS
from auditor.language.text import half_width, squeeze
from auditor.model import INDICATOR_CELLS
from auditor.table_kinds import TableKind

NAME, TOTAL, FISCAL, OTHER, GOAL = "项目名称", "项目总额", "财政资金", "其他资金", "绩效目标"
INDICATOR_ROLES = LEVEL1, LEVEL2, LEVEL3, OPERATOR, VALUE, UNIT = tuple(INDICATOR_CELLS)
ACTIVITY, GLUED = "活动", "绩效指标"
CODE, BODY, CLASS, TYPE, ACTUAL = "项目编码", "单位名称", "指标分类", "指标值类型", "实际完成值"
PERIOD = "期间"
"""Key of ``extra``: whether a target is long-term or annual."""

PROJECT_ROLES = (NAME, TOTAL, FISCAL, OTHER, GOAL)
"""Columns of a project, merged down over its indicators, in the order forms print them."""
PROJECT_EXTRA = (CODE, BODY, "项目类别")
"""Further columns of a project, kept in ``Project.extra`` (the code in ``Project.code``)."""
AMOUNT_ROLES = frozenset((TOTAL, FISCAL, OTHER))

NEEDED: dict[TableKind, tuple[str, ...]] = {
    TableKind.PROJECTS: (NAME, LEVEL1, LEVEL3, VALUE),
    TableKind.DEPARTMENT: (GLUED, VALUE),
    TableKind.TRANSFER: (LEVEL1, LEVEL3, VALUE),
}
"""Columns without which a performance table cannot be read."""

TOTAL_LABELS = frozenset(TOTALS)
CODE_PARTS = ("类", "款", "项", "目", "节")
"""The levels of a budget code (预算法), where each has a column of its own."""
COLUMN_NUMBERS = ("栏次", "栏目", "列次", "行次", "序号")
"""What a row or a column of mere numbers is called."""
TEXT_COLUMNS = ("名称", "编码", "科目", "类别", "目录", "领域", "单位", "项目", "级", "备注", "部门")
"""Endings of the titles of budget columns that hold words or codes, never amounts."""


@cache
def spellings(part: str) -> Mapping[str, tuple[str, int]]:
    """Word → (field, rank) for one part of the vocabulary: 表头, 项目头, 期间 …. Rank 0 is best."""
    listed: dict[str, tuple[str, int]] = {}
    for name, spelled in load("headers")[part].items():
        for rank, word in enumerate(spelled):
            listed.setdefault(half_width(squeeze(str(word))), (str(name), rank))
    return listed


@cache
def listed(part: str) -> tuple[str, ...]:
    """A part of the vocabulary that is a plain list: 其他列, 标签, 资金列, 明细块."""
    return tuple(half_width(squeeze(str(word))) for word in load("headers")[part])


@cache
def words(part: str, name: str) -> tuple[str, ...]:
    """The words of one field of such a part, the best first."""
    return tuple(word for word, (field, _) in spellings(part).items() if field == name)


@cache
def layouts(shape: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """(layout, words); a table with any of the words has this layout, and the first that fits counts."""
    entries: list[dict[str, Any]] = load("headers")["版式"][shape]
    return tuple((str(entry["版式"]), frozenset(map(str, entry["任一"]))) for entry in entries)


@cache
def fields() -> tuple[str, ...]:
    """Every field that a reviewer may bind a column or label to."""
    data = load("headers")
    hidden = {ACTIVITY, GLUED}
    return tuple(dict.fromkeys(name for part in ("表头", "项目头") for name in data[part] if name not in hidden))
