"""``auditor rules``: which rules there are, and everything a person does with rules of their own."""

from __future__ import annotations

import typer

from auditor.cli.chinese import ChineseCommand, ChineseGroup
from auditor.cli.commands.rules import docs, draft, examples, impact, lint, listing, schema, sheet, show, trial

HELP = """查看规则，编写、检验自己的规则。

第一次写规则，照 docs/自定义规则.md 一步步做即可。"""


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=ChineseGroup, rich_markup_mode=None, no_args_is_help=True, help=HELP)
    for name, command, short in (
        ("list", listing.command, "列出规则，可按级别、类别、文字筛选"),
        ("show", show.command, "显示一条规则的条件、理由、依据和示例"),
        ("try", trial.command, "试一个条件：在文件中标出哪些行"),
        ("new", draft.command, "写一条新规则（逐项询问，或用选项）"),
        ("test", examples.command, "运行规则的示例，对照应有和实际的结果"),
        ("lint", lint.command, "检查规则文件：写法、缺项、重叠、不成立的条件"),
        ("impact", impact.command, "改过的规则文件启用后，问题会增减哪些"),
        ("export", sheet.export, "把规则包导出为 Excel 表格"),
        ("import", sheet.import_, "把改好的 Excel 表格写回规则文件"),
        ("docs", docs.command, "写出规则说明文档"),
        ("schema", schema.command, "写出规则文件的 JSON Schema，供编辑器检查和补全"),
    ):
        group.command(name, cls=ChineseCommand, short_help=short)(command)
    app.add_typer(group, name="rules", short_help="查看、编写、检验规则")
