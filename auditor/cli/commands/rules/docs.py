"""``auditor rules docs``: a page a rule, for people who have no command line at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli import console
from auditor.cli.inputs import Packs, ProjectFile, packs_in_force


def command(
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FOLDER", help="写到这个文件夹，默认 规则说明", show_default=False)
    ] = "规则说明",
    packs: Packs = None,
    project: ProjectFile = None,
) -> int:
    """写出规则说明文档：每类一页，每条规则的条件、理由、依据、例外和示例。"""
    from auditor.rulebook import load_packs
    from auditor.ruledocs import write_docs

    book = load_packs(packs_in_force(packs, project))
    folder = Path(output)
    write_docs(book, folder)
    console.say(f"已写出 {len(book.rules)} 条规则的说明：{folder}")
    return 0
