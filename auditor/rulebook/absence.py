"""Claims of absence: a rule that says 没有, 为空 or 缺少 declares in ``absent`` what it misses.

Nobody left blank what the form does not ask for, so there such a rule finds nothing. What was not read may be there, so
then its finding is a doubt of reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from auditor.facts.column import FactTable
from auditor.language import levels
from auditor.language.lexicon import load
from auditor.model import FORM_CELLS, SOME_ROWS

DOCUMENT = ("预算表", "绩效目标表", "金额单位")
"""What a rule on whole documents can miss. It may be in whatever was not read."""
EVIDENCE = ("未设栏目", "未读栏目", "未用类别")
"""The columns of a fact row that decide."""


def claims(table: FactTable) -> tuple[str, ...]:
    """What rules on ``table`` can claim to be absent: cells of the form and classes of indicators."""
    names = {column.name for column in table.columns}
    if EVIDENCE[0] in names:
        lower = load("levels")["二级指标"]
        return tuple(dict.fromkeys((*FORM_CELLS, *levels.LEVEL1, *lower)))
    return DOCUMENT if EVIDENCE[1] in names else ()


def evidence(table: FactTable) -> tuple[str, ...]:
    """The columns of ``table`` that decide on claims."""
    names = {column.name for column in table.columns}
    return tuple(name for name in EVIDENCE if name in names)


def places(claim: str) -> frozenset[str]:
    """The cells of a form where the claimed thing could stand; a class stands in the cells of its level."""
    cells = (("一级指标", levels.level1), ("二级指标", levels.level2))
    return frozenset({cell for cell, known in cells if known(claim) == claim} or {claim})


def judge(claimed: Sequence[str], row: Mapping[str, Any]) -> str | None:
    """Why the claim that ``row`` lacks all of ``claimed`` is a doubt, "" if it is none; None if it cannot be made.

    ``row`` holds the columns of ``evidence``.
    """
    if not claimed:
        return ""
    absent, unread, unused = (_listed(row.get(name)) for name in EVIDENCE)
    where = frozenset().union(*map(places, claimed))
    if where <= absent:
        return None
    if where & unread:
        return "可能印在没有读出的列中，请对照原件"
    if SOME_ROWS in unread:
        return "可能印在没有读出的行中，请对照原件"
    if unused and unused.issuperset(claimed):
        return "全表各项目都没有这一类，可能是表式不设，请核实一次"
    return ""


def _listed(text: object) -> frozenset[str]:
    return frozenset(str(text).split("、")) if text else frozenset()
