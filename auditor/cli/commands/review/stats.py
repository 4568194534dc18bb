"""``auditor review stats``: how often each rule was right."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli import console
from auditor.cli.console_table import columns
from auditor.cli.inputs import ProjectFile, decisions_file, project_in_force
from auditor.findings import Choice


def command(
    results: Annotated[
        list[str],
        typer.Argument(metavar="FINDINGS...", help="审核结果文件夹，或其中的 findings.json", show_default=False),
    ],
    project: ProjectFile = None,
    decisions: Annotated[
        str | None,
        typer.Option(
            "--decisions",
            metavar="FILE",
            help="处理意见文件，默认项目文件旁或当前文件夹的 decisions.json",
            show_default=False,
        ),
    ] = None,
) -> int:
    """按处理意见统计各条规则的准确率：（属实＋已改）÷（属实＋已改＋误报）；待部门说明的还不能算。准确率低的在前。"""
    from auditor.results import read_result
    from auditor.review import read_decisions
    from auditor.review.stats import precision

    made = read_decisions(decisions_file(decisions, project_in_force(project)))
    rules, elsewhere = precision(map(read_result, results), made.settled)
    lines = [
        [each.rule, each.findings, *(each.choices.get(choice, 0) for choice in Choice), _percent(each.share)]
        for each in rules
    ]
    counts = [sum(each.choices.get(choice, 0) for each in rules) for choice in Choice]
    right, judged = sum(each.right for each in rules), sum(each.judged for each in rules)
    total = ["合计", sum(each.findings for each in rules), *counts, _percent(right / judged if judged else None)]
    console.show("\n".join(columns(["规则", "问题", *Choice, "准确率"], [*lines, total])))
    if elsewhere:
        console.show(f"另有 {elsewhere} 条处理意见，问题不在这些审核结果中（已经改正，或属于别的结果），没有计入")
    return 0


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.0%}"
