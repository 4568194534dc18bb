"""``auditor fix``: a copy of a workbook in which the exact suggestions are followed, the rest stands as comments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import console
from auditor.cli.chinese import ChineseCommand
from auditor.cli.commands.annotate import tell
from auditor.cli.inputs import Map, Packs, Password, ProjectFile
from auditor.cli.rounds import audited
from auditor.errors import UnreadableFile, UsageError

if TYPE_CHECKING:
    from auditor.rounds import Round


def register(app: typer.Typer) -> None:
    app.command("fix", cls=ChineseCommand, short_help="按确切的建议改好 Excel 的副本，其余写成批注")(command)


def command(
    path: Annotated[str, typer.Argument(metavar="PATH", help="Excel 文件（xlsx、xlsm）", show_default=False)],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="改好的副本写到哪个文件", show_default=False)
    ],
    rules: Packs = None,
    project: ProjectFile = None,
    password: Password = None,
    mapping: Map = None,
) -> int:
    """写出改好的副本：建议给出了确切改法、且只关系到一个单元格的，直接改并标绿，其余问题写成批注。原文件不动。

    改完再审一遍，说明改掉了几条、有没有带出新的问题。
    """
    from auditor.annotate import annotate, edits, notes
    from auditor.annotate.copies import Copy
    from auditor.handout import check, put
    from auditor.rounds import Round

    place = Path(output)
    if place.exists() and Path(path).exists() and place.samefile(path):
        raise UsageError("不能写到原文件上", output, "请用 -o 另写一个文件名")
    check([place])
    audit = audited(path, rules, project, password, mapping)
    if not audit.documents and audit.unread:
        raise UnreadableFile("没有读到", path, audit.unread[0].message)
    if len(audit.documents) != 1 or audit.documents[0].format != "excel" or Path(path).is_dir():
        raise UsageError("只能改一个 Excel 文件", path, "其他格式请用 auditor annotate 写批注")
    before = Round.judged(audit, path)
    book = audit.documents[0]
    made, others = edits(book, zip(audit.findings, before.findings, strict=True))
    copy = Copy(book.original or path, book.sha256, tuple(notes(others)), tuple(made))
    outcome = next(annotate([copy]))
    if isinstance(outcome, str):
        raise UnreadableFile(outcome, path)
    put(place, outcome.data)
    for edit in outcome.applied:
        for cell in edit.cells:
            where = f"{cell.source.sheet}!{cell.source.cell}"
            console.say(f"已改 {where}：{cell.column} “{cell.old}” 改为 “{cell.new}”")
    tell(place, outcome, len(others) + sum(edit.otherwise.findings for edit in outcome.unapplied))
    if outcome.applied:
        again = audited(str(place), rules, project, password, mapping)
        _judge_again(before, Round.judged(again, str(place)), len(outcome.applied))
    else:
        console.say("没有可以直接改的，问题都写成了批注")
    return 0


def _judge_again(before: Round, after: Round, applied: int) -> None:
    """Say what the corrections did."""
    from auditor.rounds import compare
    from auditor.rounds.difference import Fate

    difference = compare(before, after)
    new = [each for one in difference.departments for each in one.traced if each.fate is Fate.NEW]
    fixed = difference.count(Fate.FIXED)
    console.say(f"共改 {applied} 条；改后再审：{Fate.FIXED.value} {fixed} 条，带出新问题 {len(new)} 条")
    for each in new:
        console.complain(f"改后出现：{each.finding.message}（{each.finding.rule}）")
