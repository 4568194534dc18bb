"""``auditor completion``: lets a shell complete the names of commands and options."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli import console
from auditor.cli.chinese import ChineseCommand
from auditor.errors import UsageError

SHELLS = ("bash", "zsh", "fish", "powershell")


def register(app: typer.Typer) -> None:
    app.command("completion", cls=ChineseCommand, short_help="让命令行能用 Tab 键补全命令和选项")(command)


def command(
    shell: Annotated[
        str, typer.Argument(metavar="bash|zsh|fish|powershell", help="用的是哪种命令行", show_default=False)
    ],
) -> int:
    """显示补全脚本。写进命令行的启动文件，重新打开窗口后，按 Tab 键就能补全命令和选项。

    如 auditor completion bash >> ~/.bashrc，或 auditor completion powershell >> $PROFILE。
    """
    if shell not in SHELLS:
        raise UsageError(f"没有“{shell}”的补全脚本", advice=f"可用的有 {'、'.join(SHELLS)}")
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    from auditor.cli.app import COMPLETE

    console.show(get_completion_script(prog_name="auditor", complete_var=COMPLETE, shell=shell))
    return 0
