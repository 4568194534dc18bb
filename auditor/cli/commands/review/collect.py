"""``auditor review import``: decisions from pages and filled workbooks → the file that later audits read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import console
from auditor.cli.inputs import ProjectFile, decisions_file, project_in_force, typed
from auditor.errors import UsageError, reason

if TYPE_CHECKING:
    from auditor.findings import Decision
    from auditor.review import Decisions

SHOWN = 20
"""Disputes that are listed on the console; the file has all of them."""


def command(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="填好的问题清单.xlsx，或页面保存的 decisions.json", show_default=False),
    ],
    by: Annotated[
        str, typer.Option("--by", metavar="姓名", help="没有写责任人的，算谁的意见", show_default=False)
    ] = "",
    settle: Annotated[
        bool, typer.Option("--settle", help="有不一致的，以这次收回的为准（先商定，再这样收一次）")
    ] = False,
    project: ProjectFile = None,
    decisions: Annotated[
        str | None,
        typer.Option(
            "--decisions",
            metavar="FILE",
            help="收到哪个文件，默认项目文件旁或当前文件夹的 decisions.json",
            show_default=False,
        ),
    ] = None,
) -> int:
    """收回处理意见，并入 decisions.json；再审核时按指纹带入，误报不再计数。

    几个人填的可以一起收。同一条意见不一致的都保留，暂不采用，并逐条列出，返回 1；商定后用 --settle 再收一次。
    """
    from auditor.review import Decisions, read_decisions, write_decisions
    from auditor.review.merge import merge

    target = decisions_file(decisions, project_in_force(project))
    current = read_decisions(target) if target.exists() else Decisions()
    merged = merge(current, [_read(file, by.strip()) for file in files], settle)
    write_decisions(target, merged.decisions)
    for id in merged.disputed[:SHOWN]:
        opinions = [each for each in merged.decisions.disputed if each.fingerprint == id]
        said = "；".join(map(_said, opinions))
        console.complain(console.visible_line(f"意见不一致：{id}：{said}"))
    if len(merged.disputed) > SHOWN:
        console.complain(f"意见不一致的还有 {len(merged.disputed) - SHOWN} 条，见 {typed(target)} 的 conflicts")
    if merged.disputed:
        console.complain("请商定后改成一致，加 --settle 再收一次；同一人改主意的，写明责任人或加 --by 即可")
    disputed = f"，不一致 {len(merged.disputed)} 条，暂不采用" if merged.disputed else ""
    console.say(f"新收 {len(merged.added)} 条，改变 {len(merged.changed)} 条{disputed}")
    console.say(f"已写入 {typed(target)}，共 {len(merged.decisions.settled)} 条")
    return 1 if merged.disputed else 0


def _said(opinion: Decision) -> str:
    return f"{opinion.by or '未署名'} {opinion.decision}" + (f"（{opinion.note}）" if opinion.note else "")


def _read(file: str, by: str) -> Decisions:
    from auditor.review import Decisions, read_decisions
    from auditor.review.sheet import read_filled

    try:
        with Path(file).open("rb") as stream:
            workbook = stream.read(2) == b"PK"
    except OSError as error:
        raise UsageError(f"处理意见打不开（{reason(error)}）", file) from None
    if not workbook:
        return read_decisions(file)
    filled = read_filled(file, by, date.today().isoformat())
    for place in filled.unchosen[:SHOWN]:
        console.complain(console.visible_line(f"没有收：{file}：{place}没有选处理意见"))
    if len(filled.unchosen) > SHOWN:
        console.complain(f"没有收：{file}：另有 {len(filled.unchosen) - SHOWN} 行没有选处理意见")
    return Decisions({each.fingerprint: each for each in filled.decisions})
