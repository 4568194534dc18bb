"""``auditor facts``: the tables and columns that rules are written in; and the facts of files, exported."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli import console
from auditor.cli.chinese import ChineseCommand, table
from auditor.cli.inputs import Map, Password
from auditor.errors import UsageError


def register(app: typer.Typer) -> None:
    app.command("facts", cls=ChineseCommand, short_help="列出规则可用的表、列及其含义；导出读到的内容")(command)


def command(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[表名|PATH...]", help="只看这一张表；或要导出的预算文件", show_default=False),
    ] = None,
    export: Annotated[
        str | None,
        typer.Option(
            "--export",
            metavar="OUT",
            help="把读到的内容写成 DuckDB 数据库（OUT 以 .duckdb 结尾）或一个文件夹的 Parquet 文件",
            show_default=False,
        ),
    ] = None,
    password: Password = None,
    mapping: Map = None,
) -> int:
    """列出编写规则时可以使用的表、列、类型和含义。

    加上 --export 时，读取所给的文件，把全部表写出来供其他工具分析。
    """
    if export is not None:
        return _export(names or [], export, password, mapping)
    from auditor.facts.schema import TABLES

    for name in names or ():
        if name not in TABLES:
            hint = f"要导出文件“{name}”的内容，请加 --export；" if Path(name).exists() else ""
            raise UsageError(f"没有“{name}”表", advice=f"{hint}可用的表：{'、'.join(TABLES)}")
    shown = [TABLES[name] for name in names] if names else list(TABLES.values())
    for number, facts in enumerate(shown):
        console.show(("\n" if number else "") + f"{facts.name}：{facts.meaning}")
        console.show(
            table([(column.name, f"{column.type}　{column.meaning}") for column in facts.columns], columns=100)
        )
    return 0


def _export(paths: list[str], target: str, password: str | None, mapping: list[str] | None) -> int:
    from auditor.cli.inputs import facts_of
    from auditor.workbench.export import export

    if not paths:
        raise UsageError("缺少要导出的文件", advice="如 auditor facts 预算.txt --export facts.duckdb")
    with facts_of(paths, password, mapping) as facts:
        export(facts, target)
        for name, rows in facts.subjects.items():
            console.say(f"{name}　{len(rows)} 行")
    console.say(f"已写出：{target}")
    return 0
