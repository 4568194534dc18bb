"""``auditor rules lint``: what is wrong with a rule file, and what should be looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli import console
from auditor.cli.inputs import Map, Packs, Password, ProjectFile, packs_in_force, read_books


def command(
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="规则文件或文件夹；不写则检查全部内置规则", show_default=False),
    ] = None,
    packs: Packs = None,
    project: ProjectFile = None,
    on: Annotated[
        list[str] | None,
        typer.Option("--on", metavar="PATH", help="同时在这些预算文件上试条件，可写多次", show_default=False),
    ] = None,
    password: Password = None,
    mapping: Map = None,
) -> int:
    """检查规则文件：写法、编号、列名、占位；缺少的说明和示例；不会成立或总是成立的条件；与已有规则的重叠。

    写法有误返回 2，有需要留意之处返回 1，没有返回 0。
    """
    from auditor.rulebook import RuleSet, builtin_packs, load_packs
    from auditor.workbench.lint import lint

    book = load_packs([file] if file is not None else builtin_packs())
    others = book
    if file is not None:
        path = Path(file).resolve().as_posix()
        own = {info.name for info in book.packs if info.path == path}
        others = load_packs(packs_in_force(packs, project))
        book = RuleSet(book.packs, [rule for rule in book.rules if rule.pack in own], book.sha256)
    remarks = lint(book, others, read_books(on, password, mapping) if on else ())
    for remark in remarks:
        console.show(str(remark))
    console.show(
        f"{len(book.rules)} 条规则，写法无误；" + (f"{len(remarks)} 处需要留意" if remarks else "没有需要留意之处")
    )
    return 1 if remarks else 0
