"""Which cells of a row a finding marks as faulty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from auditor.facts.indicator import INDICATOR
from auditor.facts.project import PROJECT
from auditor.findings import Finding

_AT_FAULT: dict[str, tuple[str, ...]] = {
    "template-residue": ("三级指标",),
    "malformed-number": ("指标值",),
    "invalid-operator": ("指标性质",),
    "direction-conflict": ("指标性质",),
    "qualitative-conflict": ("指标性质", "指标值"),
    "impossible-percentage": ("指标值", "度量单位"),
    "unit-conflict": ("度量单位",),
    "misclassified": ("二级指标",),
    "duplicate": ("三级指标",),
    "contradictory-duplicate": ("三级指标", "指标性质", "指标值"),
    "compound": ("三级指标",),
    "vague": ("三级指标",),
    "name-value-conflict": ("三级指标",),
    "implausible-time": ("指标值", "度量单位"),
    "empty-threshold": ("指标性质", "指标值"),
    "cost-exceeds-budget": ("指标值",),
    "malformed-code": ("项目编码",),
    "amount-conflict": ("指标值",),
    "weak-goal": ("绩效目标",),
    "copied-goal": ("绩效目标",),
}
"""Problem class → the columns that must change. A rule reads more columns than are wrong: a direction conflict is found
by name and operator (满意度 | ≤), but only the operator must change."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")

_NAMES = {"三级指标", "项目名称", "项目编码"}
"""Columns that a message quotes only to say which row it means."""


def marked(finding: Finding, cells: Mapping[str, str]) -> set[str]:
    """The columns of ``cells`` (printed column → its text) that a report marks as faulty."""
    looked_at = _behind(finding.columns) & cells.keys()
    if finding.problem == "missing-cell":
        # 指标值 and 度量单位 were read, only 度量单位 is empty: 度量单位.
        return {column for column in looked_at if not cells[column].strip()} or looked_at
    if finding.problem == "placeholder":
        # “项目A”的指标值为“XX” quotes name and value, and the value is the placeholder: 指标值.
        quoted = {column for column, text in cells.items() if _quoted(text, finding.message)}
        return quoted - _NAMES or quoted or looked_at
    # 满意度 | ≤ | 95: what the suggestion changes (指标性质), else what the class names, else all that was read.
    suggested = set(finding.suggestion or ()) & cells.keys()
    chosen = suggested or set(_AT_FAULT.get(finding.problem, ())) & cells.keys() or looked_at
    if finding.problem == "amount-conflict":
        # 项目总额 120, 财政资金 1O0: the one that is not a number is at fault. If all are numbers, any may be.
        return {column for column in chosen if cells[column] and not _NUMBER.match(cells[column])} or chosen
    return chosen


def _behind(columns: Iterable[str]) -> set[str]:
    """``columns`` of a row, and the printed cells they are read from."""
    return {*columns, *INDICATOR.cells(columns), *PROJECT.cells(columns)}


def _quoted(text: str, message: str) -> bool:
    return bool(text.strip()) and f"“{text.strip()}”" in message
