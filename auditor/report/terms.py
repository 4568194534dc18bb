"""What the run was judged by, as the first screen of every report and the console say it."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.findings import FAIL_ON, Finding, Severity, Status, Terms

_WITHIN = "（就在所审的文件夹里，请确认不是随送审文件附带的）"
_FAILS = {
    "error": f"有{Severity.ERROR.label}的问题才返回 1",
    "warning": f"有{Severity.WARNING.label}的问题也返回 1",
    "never": "有问题也不返回 1",
}


def sentence(terms: Terms, findings: Iterable[Finding]) -> str:
    """Project file, rules not in force, how many of ``findings`` are waived, exit code; "" where all is as it comes."""
    disabled = sum(change.disabled for change in terms.changes)
    changed = len(terms.changes) - disabled
    waived = sum(finding.status is Status.WAIVED for finding in findings)
    parts = [
        terms.project is not None and f"项目文件 {terms.project}{_WITHIN * terms.within}",
        not terms.core and "没有采用规则包 core",
        disabled and f"停用规则 {disabled} 条",
        changed and f"修改规则 {changed} 条",
        terms.waivers is not None and f"豁免清单 {terms.waivers}",
        terms.decisions is not None and f"处理意见 {terms.decisions}",
        waived and f"{Status.WAIVED.label} {waived} 条",
        terms.fail_on != FAIL_ON and f"{_FAILS.get(terms.fail_on, '返回值另有规定')}（fail_on: {terms.fail_on}）",
    ]
    said = "，".join(part for part in parts if part)
    return f"审核设置：{said}。" if said else ""
