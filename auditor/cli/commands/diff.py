"""``auditor diff``: what became of the findings of an earlier round, and which cells changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import console
from auditor.cli.chinese import ChineseCommand
from auditor.cli.console_table import columns
from auditor.cli.inputs import Map, Packs, Password, ProjectFile
from auditor.cli.rounds import round_of

if TYPE_CHECKING:
    from auditor.rounds import Difference, Round

SHOWN = 20
"""Changes and new findings printed; all of them are in the files that -o writes."""


def register(app: typer.Typer) -> None:
    app.command("diff", cls=ChineseCommand, short_help="比较两轮审核：已改、仍在、新增的问题，改动的单元格")(command)


def command(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="上一轮：审核结果，或当时的文件、文件夹", show_default=False)
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="这一轮：审核结果，或修改后的文件、文件夹", show_default=False)
    ],
    before: Annotated[
        list[str] | None,
        typer.Option(
            "--before", metavar="RESULT", help="更早各轮的审核结果，用来认出“重现”的问题，可写多次", show_default=False
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="另写网页和 Excel 表的文件夹；写 文件名.xlsx 则只写 Excel 表",
            show_default=False,
        ),
    ] = None,
    rules: Packs = None,
    project: ProjectFile = None,
    password: Password = None,
    mapping: Map = None,
) -> int:
    """比较两轮审核：哪些问题已改、仍在、新增、重现，哪些单元格改了，逐部门列出。

    项目按编码、再按名称对应，指标按名称对应，改了说法的也认得。这一轮没有的文件、没有执行的规则列为“未核对”，不算已改。
    比较的是绩效目标表的各栏，其他预算表的单元格不比。
    返回值：0 没有“必须修改”的问题仍在、新增、重现或未核对；1 有；3 这一轮有文件未能读全。
    """
    from auditor.rounds import compare

    def read(path: str) -> Round:
        return round_of(path, rules, project, password, mapping)

    difference = compare(read(old), read(new), [read(path) for path in before or ()])
    _tell(difference)
    if output is not None:
        from auditor.rounds.files import write

        for place in write(difference, Path(output)):
            console.say(f"已写出：{place}")
    if difference.new.unread or any(department.partial for department in difference.departments):
        return 3
    return int(difference.grave > 0)


def _tell(difference: Difference) -> None:
    from auditor.rounds.difference import Fate

    fates = [fate for fate in Fate if difference.count(fate) or fate in (Fate.FIXED, Fate.OPEN, Fate.NEW)]
    heading = ["部门", *(fate.value for fate in fates), "改动", "其中未提意见"]
    lines: list[list[object]] = [
        [each.name, *(each.count(fate) for fate in fates), len(each.changes), each.silent]
        for each in difference.departments
    ]
    if len(lines) > 1:
        lines.append(["合计", *(sum(int(str(line[at])) for line in lines) for at in range(1, len(heading)))])
    for line in columns(heading, lines):
        console.say(line)
    for department in difference.departments:
        for path in department.missing:
            console.complain(console.visible_line(f"本次没有这份文件，其问题列为未核对：{path}（{department.name}）"))
        for path in department.partial:
            console.complain(console.visible_line(f"本次未能读全：{path}（{department.name}）"))
    for rule in difference.not_run:
        console.complain(f"本次没有执行的规则，其问题列为未核对：{rule} {difference.old.rules.get(rule, '')}")
    silent = [
        (department.name, change) for department in difference.departments for change in department.changes
        if not change.asked
    ]  # fmt: skip
    if silent:
        console.say("上次没有提意见而改动的：")
        for line in columns(
            ["部门", "项目", "指标", "栏目", "原", "现"],
            (
                [name, each.project, each.indicator, each.column, each.old, each.new + "（放松）" * each.weaker]
                for name, each in silent[:SHOWN]
            ),
            widest=24,
        ):
            console.say(line)
        if len(silent) > SHOWN:
            console.say(f"以上是前 {SHOWN} 处，共 {len(silent)} 处（全部请用 -o 写出）")
