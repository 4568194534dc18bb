"""``auditor rules schema``: the JSON Schema of a rule file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli import console


def command(
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="写到这个文件，默认显示", show_default=False)
    ] = None,
) -> int:
    """规则文件的 JSON Schema。放在规则文件旁边，编辑器（如 VS Code 的 YAML 插件）就能补全和检查。

    规则文件第一行写明：# yaml-language-server: $schema=规则包.schema.json
    """
    from auditor.rulesheet.yamltext import replace
    from auditor.workbench.packschema import FIRST_LINE, encode

    if output is None:
        console.show_json(encode().decode().rstrip("\n"))
        return 0
    path = Path(output)
    replace(path, encode())
    console.say(f"已写出：{path}。规则文件第一行写：{FIRST_LINE.format(path=path.name)}")
    return 0
