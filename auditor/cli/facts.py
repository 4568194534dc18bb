"""``auditor facts``: the tables and columns that rules are written in."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli.chinese import ChineseCommand, table
from auditor.errors import UsageError
from auditor.facts.schema import TABLES


def register(app: typer.Typer) -> None:
    app.command("facts", cls=ChineseCommand, short_help="列出规则可用的表、列及其含义")(command)


def command(
    name: Annotated[str | None, typer.Argument(metavar="[表名]", help="只看这一张表", show_default=False)] = None,
) -> int:
    """列出编写规则时可以使用的表、列、类型和含义。"""
    if name is not None and name not in TABLES:
        raise UsageError(f"没有“{name}”表", advice=f"可用的表：{'、'.join(TABLES)}")
    shown = [TABLES[name]] if name is not None else list(TABLES.values())
    for number, facts in enumerate(shown):
        print(("\n" if number else "") + f"{facts.name}：{facts.meaning}")
        print(table([(column.name, f"{column.type}　{column.meaning}") for column in facts.columns], columns=100))
    return 0
