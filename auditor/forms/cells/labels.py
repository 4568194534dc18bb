"""Labels in the heads of forms: what a cell names, by its words, and which form begins with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.forms.cells.money_label import Part, money_label
from auditor.forms.table import vocabulary
from auditor.forms.table.row import Row, key
from auditor.forms.table.span import is_class
from auditor.forms.table.title import role_of
from auditor.forms.table.title_grammar import spelled
from auditor.language.text import half_width
from auditor.table_kinds import TableKind

YEAR_TOTAL, YEAR_FISCAL, YEAR_OTHER = "年度资金", "年度财政资金", "年度其他资金"
SUM_FIELDS = {
    Part.TOTAL: (vocabulary.TOTAL, YEAR_TOTAL),
    Part.FISCAL: (vocabulary.FISCAL, YEAR_FISCAL),
    Part.OTHER: (vocabulary.OTHER, YEAR_OTHER),
}
"""Part of the money → its field for the whole project, and for the year."""
YEAR_GOAL, WHOLE_GOAL, LONG_GOAL, GOAL_DONE = "年度目标", "总目标", "长期目标", "目标完成情况"
BODY_NAME = "部门名称"
MONEY_FIELDS = frozenset((vocabulary.TOTAL, vocabulary.FISCAL, vocabulary.OTHER, YEAR_TOTAL, YEAR_FISCAL, YEAR_OTHER))
GOAL_FIELDS = frozenset((YEAR_GOAL, WHOLE_GOAL, LONG_GOAL, GOAL_DONE))
_OF_YEAR, _OF_TERM = re.compile(r"年度|当年|本年|全年|20[0-9]{2}年"), re.compile(r"周期|实施期|中期|长期|[二三四五]年")
_GOAL = re.compile(
    rf"(?:{_OF_YEAR.pattern}|{_OF_TERM.pattern}|中|度|实施|申报|批复|核定|区域|项目|部门|单位|政策|专项|资金|预算|支出|整体|总体?|绩效|预期|年初|设定)+目标"
)
"""The label of a goal: neutral words before 目标 (当年整体绩效目标), in which forms of different places differ."""
_DONE = re.compile(r"(?:全年|年度|本年度?|当年|总体|绩效|目标|实际)*(?:完成|实现)情况")
_NAME = re.compile(
    r"(?:申报|实施|立项|批复)项目(?:名称)?|(?:预算|绩效|财政|部门|补助|补贴|奖补|专项)+(?:项目|政策|专项|资金)(?:名称|全称)"
)
"""The label of a project's name, with neutral words before it."""
_BRACKETS = re.compile(r"\([^()]{1,30}\)$")
INLINE = re.compile(r"^([^:：]{2,20}?(?:[（(【\[].{1,20}?[]】)）])?)\s*[:：]\s*(\S.*)$", re.DOTALL)
"""资金总额（单位：元）：3,000."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label cell: its field ("" for one that is kept under its own words), and the words."""

    field: str
    text: str


def label_of(text: str) -> Label | None:
    """The label that a cell holds, None if it does not hold one."""
    found = field_of_label(text)
    if found:
        return Label(found, key(text))
    known = bare_label(text) in vocabulary.listed("标签")
    return Label("", key(text)) if known else None


def line_of_sums(text: str) -> Label | None:
    """The label of a line in a table of sums with titled columns: 合计, 财政拨款, 上年结转."""
    label = money_label(text)
    if label is None:
        return None
    named = "资金总额" if label.text in vocabulary.TOTAL_LABELS else label.text
    return Label(SUM_FIELDS[label.part][0] if label.part in SUM_FIELDS else "", named)


def names_text(text: str, *, alone: bool) -> bool:
    """Whether a cell is the label of a text: what follows it does not name a sum (项目名称 | 其他).

    A label that is only kept (资金来源) may stand before labels of sums, unless its row has one cell more (``alone``).
    """
    label = label_of(text)
    named = label is not None and label.field not in MONEY_FIELDS and money_label(text) is None
    return named and (alone or bool(label and label.field))


def names_indicators(text: str) -> bool:
    """Whether a row with this first cell belongs to a table of indicators: 数量, 一级指标."""
    return is_class(text) or role_of(text) in vocabulary.INDICATOR_ROLES


def labels(text: str) -> bool:
    """Whether a cell is a label, or a label with its value after a colon."""
    inline = INLINE.match(text)
    return label_of(text) is not None or (inline is not None and label_of(inline.group(1)) is not None)


def opens_form(row: Row, kind: TableKind) -> bool:
    """Whether a row begins a form of a table of ``kind``: the label of the department's name, or of the project's."""
    if kind is not TableKind.DEPARTMENT:
        return opens_project(row)
    label = None if row.empty else label_of(row.filled()[0][1])
    return label is not None and label.field == BODY_NAME


def opens_project(row: Row) -> bool:
    """Whether a row begins a form: it has the label of the project's name (项目名称 | 培训费; 项目名称：培训费)."""
    for _, text in row.filled():
        inline = INLINE.match(text)
        if field_of_label(text) == vocabulary.NAME or (
            inline is not None and field_of_label(inline.group(1)) == vocabulary.NAME
        ):
            return True
    return False


def field_of_label(text: str) -> str:
    table, bare = vocabulary.spellings("项目头"), bare_label(text)
    if role_of(text) == vocabulary.NAME:
        return vocabulary.NAME  # 专项（项目）名称, 单位（项目）名称: as over the names of a list
    if bare in table:
        return table[bare][0]
    if _DONE.fullmatch(bare):
        return GOAL_DONE
    if _NAME.fullmatch(bare):
        return vocabulary.NAME
    if not _GOAL.fullmatch(bare):
        return ""
    return YEAR_GOAL if _OF_YEAR.search(bare) else LONG_GOAL if _OF_TERM.search(bare) else WHOLE_GOAL


def bare_label(text: str) -> str:
    """A label for look-up: without its unit, and without brackets where only so it is listed (年度目标(2026年)).

    A longer text is prose, not a label. No row of the samples or of bench/accuracy changes for 15 to 600 characters.
    """
    if len(text) > 60:
        return ""
    bare = half_width(key(text))
    known = (one for one in spelled(bare) if one in vocabulary.spellings("项目头") or one in vocabulary.listed("标签"))
    return next(known, _BRACKETS.sub("", bare))


def may_label(text: str) -> bool:
    """Whether a cell that is not listed may be a label: a few words without figures (联系科室; not 2026年, 修路、绿化).

    15 characters is a choice: no row of the samples or of bench/accuracy changes for 4 to 30.
    """
    return len(text) <= 15 and not any(sign.isdigit() or sign in "。，；、" for sign in text)
