"""``auditor review``: what reviewers decided on findings, collected and counted."""

from __future__ import annotations

import typer

from auditor.cli.chinese import ChineseCommand, ChineseGroup
from auditor.cli.commands.review import collect, stats

HELP = """收回处理意见（属实、误报、已改、待部门说明），统计各条规则的准确率。

从审核到发函的全过程见 docs/审核流程.md。"""


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=ChineseGroup, rich_markup_mode=None, no_args_is_help=True, help=HELP)
    for name, command, short in (
        ("import", collect.command, "收回填好的问题清单或页面保存的处理意见"),
        ("stats", stats.command, "按处理意见统计各条规则的准确率"),
    ):
        group.command(name, cls=ChineseCommand, short_help=short)(command)
    app.add_typer(group, name="review", short_help="收回处理意见，统计准确率")
