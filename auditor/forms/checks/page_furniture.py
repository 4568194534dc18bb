"""Rows of a project table that belong to no project: remarks below it, heads and feet of pages among its rows."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from auditor.forms.cells.project_cells import split_code
from auditor.forms.table.columns import Columns
from auditor.forms.table.money import is_amount
from auditor.forms.table.row import Row, key
from auditor.language.text import half_width

_NOTE = re.compile(
    r"^[（(*※]?(?:备?注|说明|填表说明|(?:填表|填报|制表|编制|审核|复核|经办|联系|负责|报送)(?:人员?|单位|部门|电话|方式|日期|时间)?"
    r"|(?:单位|部门|财务)?负责人|联系电话|电话|日期)[0-9]{0,2}[)）]?\s*[:：.、]"
)
"""Beginnings of remarks that spreadsheets hold below a table."""
_SIGNER = re.compile(
    r"(?:自评|评价|评审|填表|填报|制表|编制|编报|审核|复核|审签|签发|经办|批准)(?:人员?|单位|部门|时间|日期|签字|签名|签章|盖章)+"
    r"|(?:单位|部门|财务|科室|分管|项目|主要)*(?:负责人|领导)(?:签字|签名|签章)?|签字|签名|盖章|(?:联系)?电话|日期"
)
"""Who signs a form, and when, in cells of a row of its own."""
_OPINION = re.compile(
    r"[\u4e00-\u9fff()]{0,10}(?:审核|审查|审批|审定|批复|评审|复核|部门|单位|领导)意见(?:及?(?:签字|盖章))?"
)
"""The label of what those say who approve a form: 财政部门批复意见."""
_REMARK = re.compile(r"^[（(*※]?(?:备?注|说明|填表说明)")
"""Beginnings of remarks that name nobody."""
_FEW = 3
"""Most filled cells of a row that may be the head or foot of a page: left, middle and right of the line.

A choice, not measured: no row of the samples or of bench/accuracy changes for 0 to 6.
"""


def is_note(row: Row) -> bool:
    """Whether a row holds nothing but remarks: 注：…, 填表人：某 | 联系电话：…, 说明：一、…; 自评人 | 张三 | 复核人"""
    texts = [text for _, text in row.filled()]
    return all(_NOTE.match(text) for text in texts) or _signs(texts) or _approves(texts)


def _approves(texts: list[str]) -> bool:
    """Whether a row is the opinion of who approves the form: its label, alone or before a text without a target."""
    opinion = _OPINION.fullmatch(half_width(key(texts[0]))) if texts else None
    return opinion is not None and len(texts) < _FEW and not any(any(map(str.isdigit, text)) for text in texts)


def _signs(texts: list[str]) -> bool:
    """Whether each cell names who signs or when, or is the answer to the cell before it. One label alone may be the
    name of an indicator."""
    named = [_SIGNER.fullmatch(key(text)) is not None for text in texts]
    return sum(named) > 1 and named[0] and all(before or after for before, after in pairwise(named))


def is_signature(row: Row) -> bool:
    """Whether such a row only says who filled in the form, and when: 填表人：某 | 联系电话：…"""
    return is_note(row) and not any(_REMARK.match(text) for _, text in row.filled())


def running(rows: list[Row]) -> Counter[str]:
    """How often each row with few cells is printed, digits left out. The head of a page is printed on every page."""
    return Counter(_figureless(row) for row in rows if len(row.filled()) <= _FEW)


def is_running(row: Row, seen: Counter[str], columns: Columns) -> bool:
    """Whether a row is the head or foot of a page: a few words that are repeated, without a code or a sum.

    Do not ask for the first row of a page, which may be the rest of a cell. "某局 | 第1页" is one if another row says
    "某局 | 第2页"; it is not if it is printed once or in a column of indicators. "某局 | 120.50" never is.
    """
    placed = {place for _, place in columns.indicator}
    told = (column in placed or is_amount(text) or split_code(text)[0] for column, text in row.filled())
    return seen[_figureless(row)] > 1 and not any(told)


def _figureless(row: Row) -> str:
    return "".join(char for char in row.raw if not char.isdigit())
