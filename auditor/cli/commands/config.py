"""``auditor config``: what documents in a place would be judged by."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import console
from auditor.cli.chinese import ChineseCommand, Whole, table
from auditor.cli.inputs import CORE, WAIVERS, ProjectFile, decisions_file, project_in_force
from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.rulebook.inheritance import PackInfo


def register(app: typer.Typer) -> None:
    app.command("config", cls=ChineseCommand, short_help="显示在用的项目文件、规则包和豁免清单")(command)


def command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help="预算文件或文件夹，默认当前文件夹", show_default=False),
    ] = None,
    named: ProjectFile = None,
) -> int:
    """显示审核这些文件时用的是什么：项目文件 auditor.yaml（从当前文件夹向上找）、规则包、豁免清单、处理意见、基准。"""
    from auditor.rulebook import load_packs

    for path in paths or ():
        if not Path(path).exists():
            raise UsageError("路径不存在", path)
    project = project_in_force(named, paths or ())
    book = load_packs(project.rules if project else [CORE])
    rules = Counter(rule.pack for rule in book.rules if rule.text.enabled)
    waivers = project.waivers if project and project.waivers else Path(WAIVERS) if Path(WAIVERS).is_file() else None
    console.show(
        table(
            [
                ("项目文件", Whole(project.path) if project else "没有（按默认设置）"),
                *[("规则包", Whole(_pack(pack, rules[pack.name]))) for pack in book.packs],
                ("豁免清单", Whole(waivers) if waivers else "没有"),
                ("处理意见", Whole(decisions) if (decisions := decisions_file(None, project)).is_file() else "没有"),
                ("上次结果", Whole(project.baseline) if project and project.baseline else "没有"),
                *[("列名对照", f"{title}={name}") for title, name in (project.mapping if project else {}).items()],
                ("返回 1 的级别", (project.fail_on if project else None) or "error"),
            ],
            columns=110,
        )
    )
    return 0


def _pack(pack: PackInfo, rules: int) -> str:
    return f"{' '.join(filter(None, (pack.name, pack.version)))}　启用 {rules} 条　{pack.path}"
