"""``auditor rules list``: the rules in force, all or those asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import console
from auditor.cli.inputs import Packs, ProjectFile, packs_in_force
from auditor.errors import UsageError
from auditor.findings import PROBLEMS, Severity

if TYPE_CHECKING:
    from auditor.rulebook.ruleset import Rule


def command(
    text: Annotated[
        str | None, typer.Argument(metavar="[文字]", help="只列编号、名称或条件中含有这些字的", show_default=False)
    ] = None,
    problem: Annotated[
        str | None, typer.Option("--problem", metavar="类别", help="只列这一类问题，如 单位不符", show_default=False)
    ] = None,
    severity: Annotated[
        str | None,
        typer.Option("--severity", metavar="级别", help="只列这一级：error、warning、info", show_default=False),
    ] = None,
    pack: Annotated[
        str | None, typer.Option("--pack", metavar="PACK", help="只列这个规则包的", show_default=False)
    ] = None,
    table: Annotated[
        str | None, typer.Option("--table", metavar="表名", help="只列判断这张表的，如 项目", show_default=False)
    ] = None,
    packs: Packs = None,
    project: ProjectFile = None,
) -> int:
    """列出规则：编号、级别、问题类别、名称。"""
    from auditor.rulebook import load_packs

    kinds = {name: name for name in PROBLEMS} | {shown: name for name, shown in PROBLEMS.items()}
    grades = {grade.value: grade for grade in Severity} | {grade.label: grade for grade in Severity}
    if problem is not None and problem not in kinds:
        raise UsageError(f"没有“{problem}”这类问题", advice=f"可用：{'、'.join(PROBLEMS.values())}")
    if severity is not None and severity not in grades:
        raise UsageError(f"没有“{severity}”这一级", advice="可用：error、warning、info")
    book = load_packs(packs_in_force(packs, project))

    def wanted(rule: Rule) -> bool:
        said = f"{rule.id} {rule.text.name} {rule.text.where}".lower()
        return (
            (text is None or text.lower() in said)
            and (problem is None or rule.text.problem == kinds[problem])
            and (severity is None or rule.text.severity == grades[severity])
            and (pack is None or rule.pack == pack)
            and (table is None or rule.text.over == table)
        )

    chosen = [rule for rule in book.rules if wanted(rule)]
    columns = max((len(rule.id) for rule in chosen), default=0)
    for rule in chosen:
        off = "" if rule.text.enabled else "（已停用）"
        kind = PROBLEMS[rule.text.problem]
        console.show(f"{rule.id:{columns}}  {rule.text.severity.label:　<4}  {kind:　<10}  {rule.text.name}{off}")
    of = "" if len(chosen) == len(book.rules) else f"（全部 {len(book.rules)} 条）"
    console.show(f"共 {len(chosen)} 条{of}，来自 {'、'.join(info.title or info.name for info in book.packs)}")
    return 0
