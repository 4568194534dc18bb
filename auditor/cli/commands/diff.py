"""``auditor diff``: what changed from one audit to the next."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import console
from auditor.cli.chinese import ChineseCommand
from auditor.cli.console_table import columns
from auditor.errors import UsageError
from auditor.findings import Severity

if TYPE_CHECKING:
    from auditor.rounds import Change

ENDING = ".xlsx"


def register(app: typer.Typer) -> None:
    app.command("diff", cls=ChineseCommand, short_help="比较两次审核结果：已消失、仍在、新增")(command)


def command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="上一次的结果文件夹或 findings.json", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="这一次的结果文件夹或 findings.json", show_default=False)],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE.xlsx", help="同时写出 Excel 表，逐条列出", show_default=False),
    ] = None,
) -> int:
    """逐部门比较两次审核结果：哪些问题已消失、仍在、新增。按指纹认，行号、页码、文件名变了不影响；已豁免的不算。

    部门没有再审，或规则这一次没有执行的，列为“未再审”，不当作已消失。还有“必须修改”的问题返回 1。
    """
    from auditor.report.rounds_workbook import encode
    from auditor.results import read_result
    from auditor.rounds import Change, compare, counted
    from auditor.rulesheet.yamltext import replace

    if output is not None and Path(output).suffix.lower() != ENDING:
        raise UsageError(f"-o 应写 Excel 文件的名称，不能是“{output}”", advice="如 -o 对比.xlsx")
    later = read_result(new)
    steps = compare(read_result(old), later)
    total: Counter[tuple[Change, bool]] = Counter()
    lines: list[list[object]] = []
    for department, counts in counted(steps).items():
        total += counts
        lines.append([department, *_numbers(counts)])
    if len(lines) > 1:
        lines.append(["合计", *_numbers(total)])
    heads = ["部门", *(f"{change}（{Severity.ERROR.label}）" for change in Change)]
    console.show("\n".join(columns(heads, lines)) if lines else "两次结果都没有问题")
    if output is not None:
        replace(Path(output), encode(steps, later.started))
        console.say(f"已写出：{output}")
    return 1 if total[Change.NEW, True] + total[Change.OPEN, True] else 0


def _numbers(counts: Counter[tuple[Change, bool]]) -> list[str]:
    from auditor.rounds import Change

    return [f"{counts[change, True] + counts[change, False]}（{counts[change, True]}）" for change in Change]
