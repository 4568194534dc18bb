"""Which cells of a row a finding marks as faulty."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
"""Where a fault of a class lies. A rule looks at more columns than are wrong: a direction conflict reads
the name, but it is the operator that must change."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")

_PRINTED: dict[str, str] = {
    "指标性质原文": "指标性质",
    "数值": "指标值",
    "数值上限": "指标值",
    "数值有误": "指标值",
    "评语": "指标值",
    "值内符号": "指标值",
    "值内单位": "指标值",
    "标准单位": "度量单位",
    "量纲": "度量单位",
    "金额": "指标值",
    "一级类别": "一级指标",
    "二级类别": "二级指标",
    "规范名称": "三级指标",
    "模板文字": "三级指标",
    "项目名称原文": "项目名称",
    "项目总额原文": "项目总额",
    "财政资金原文": "财政资金",
    "其他资金原文": "其他资金",
    "目标空泛": "绩效目标",
    "目标文字错漏": "绩效目标",
    "相同目标项目": "绩效目标",
}
"""Computed fact columns → the printed column they are computed from."""

_NAMES = {"三级指标", "项目名称", "项目编码"}
"""Columns that a message quotes to say which row it means."""


def marked(finding: Finding, cells: Mapping[str, str]) -> set[str]:
    """The columns of ``cells`` (printed column → its text) that the finding is about."""
    looked_at = {_PRINTED.get(column, column) for column in finding.columns} & cells.keys()
    if finding.problem == "missing-cell":
        return {column for column in looked_at if not cells[column].strip()} or looked_at
    if finding.problem == "placeholder":
        quoted = {column for column, text in cells.items() if _quoted(text, finding.message)}
        return quoted - _NAMES or quoted or looked_at
    suggested = set(finding.suggestion or ()) & cells.keys()
    chosen = suggested or set(_AT_FAULT.get(finding.problem, ())) & cells.keys() or looked_at
    if finding.problem == "amount-conflict":
        # Where one amount cannot be read, the others are not at fault.
        return {column for column in chosen if cells[column] and not _NUMBER.match(cells[column])} or chosen
    return chosen


def _quoted(text: str, message: str) -> bool:
    return bool(text.strip()) and f"“{text.strip()}”" in message
