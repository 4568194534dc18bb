"""``auditor rules impact``: what an edited rule file would add and drop."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli import console
from auditor.cli.console_table import columns, place
from auditor.cli.inputs import Map, Packs, Password, Paths, ProjectFile, packs_in_force, read_books

SHOWN = 10


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="改过的规则文件或文件夹", show_default=False)],
    paths: Paths,
    packs: Packs = None,
    project: ProjectFile = None,
    shown: Annotated[
        int, typer.Option("--show", metavar="N", help="增、减各显示前几条，默认 10", show_default=False)
    ] = SHOWN,
    password: Password = None,
    mapping: Map = None,
) -> int:
    """启用改过的规则文件之前，看问题会增加哪些、减少哪些（按部门和规则）。

    同名的、规则编号相同的规则包由 FILE 代替，否则在现用的规则包（--rules，默认 core）之外加上 FILE。
    """
    from auditor.workbench.impact import edited_book, impact

    before, after = edited_book(file, packs_in_force(packs, project, paths))
    books = read_books(paths, password, mapping)
    owners = {book.id: book.department or book.id for book in books}
    result = impact(before, after, books)
    for outcome in result.failed:
        console.complain(f"规则未能执行：{outcome.id} {outcome.title}：{outcome.why or '原因不明'}")
    titles = {rule.id: rule.text.name for rule in [*before.rules, *after.rules]}
    rows = [
        (owners[change.document], change.rule, titles.get(change.rule, ""), change.before, change.after,
         f"+{len(change.added)}", f"-{len(change.dropped)}", change.changed)
        for change in result.changes
    ]  # fmt: skip
    if rows:
        for line in columns(("部门", "规则", "名称", "现有", "改后", "增加", "减少", "改动"), rows):
            console.show(line)
    for sign, title, attribute in (("+", "增加的问题", "added"), ("-", "减少的问题", "dropped")):
        found = [finding for change in result.changes for finding in getattr(change, attribute)]
        if found:
            console.show(f"\n{title}（{len(found)} 条）：")
        for finding in found[: max(shown, 0)]:
            console.show(f"  {sign} {finding.rule}  {place(finding.source)}  {finding.message}")
        if len(found) > shown:
            console.show(f"  …… 另有 {len(found) - max(shown, 0)} 条")
    added = sum(len(change.added) for change in result.changes)
    dropped = sum(len(change.dropped) for change in result.changes)
    changed = sum(change.changed for change in result.changes)
    said = f"增加 {added} 条，减少 {dropped} 条，改动 {changed} 条" if rows else "没有变化"
    console.show(("\n" if rows else "") + f"{len(before.rules)} 条规则改为 {len(after.rules)} 条：{said}")
    return 3 if result.failed else 0
