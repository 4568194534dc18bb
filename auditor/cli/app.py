"""The command ``auditor``: its commands, and how every error ends as one line and an exit code."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Annotated

import typer

from auditor import interrupts
from auditor.catalogue import entries
from auditor.cli import console
from auditor.cli.chinese import ChineseGroup, usage_message
from auditor.errors import AuditorError, reason
from auditor.paths import here
from auditor.version import __version__

DEBUG = "AUDITOR_DEBUG"
COMPLETE = "_AUDITOR_COMPLETE"
"""Set by a shell that asks what could follow (``auditor completion``)."""
INTERRUPTED = 130
"""What typer makes of a KeyboardInterrupt."""
NAME = 200
"""Most characters of a path that is shown for an error of the system: the longest name a file can have is 255 bytes."""

app = typer.Typer(
    cls=ChineseGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="审核部门预算公开文件中的项目支出绩效目标，逐部门列出问题清单。",
    epilog="示例：auditor audit 预算公开.txt -o 审核结果，完成后双击 审核结果 中的 index.html 查看。",
)
for register in entries("auditor.cli.commands", "register"):
    register(app)


def _version(asked: bool) -> None:
    if asked:
        console.show(f"auditor {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", help="显示版本号", is_eager=True, callback=_version)] = False,
    debug: Annotated[bool, typer.Option("--debug", help="程序出错时显示详细信息，供报告问题时使用")] = False,
) -> None:
    """审核部门预算公开文件中的项目支出绩效目标，逐部门列出问题清单。"""
    if debug:
        os.environ[DEBUG] = "1"  # worker processes inherit it


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (``sys.argv`` without ``arguments``) and return its exit code; no exception leaves it.

    0 nothing at or above ``--fail-on`` · 1 findings · 2 usage, configuration or rule file · 3 a document could not
    be read whole, a rule crashed, or the program itself failed.
    """
    if os.environ.get(COMPLETE):
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()
    try:
        here()  # before anything else: DuckDB aborts the process if the current folder is gone
        ended = app(args=arguments, prog_name="auditor", standalone_mode=False)
    except Exception as error:
        if not interrupts.heard():
            return _failed(error)
        # A process that was ended, or a library that took the signal for an error of its own.
        ended = INTERRUPTED
    if ended == INTERRUPTED:
        console.complain(interrupts.SAID)
        return interrupts.exit_code()
    return ended if isinstance(ended, int) else 0


def _failed(error: Exception) -> int:
    """Say what went wrong; the exit code. Whatever it is, a reviewer gets a sentence and not a traceback."""
    match error:
        case typer.TyperException():
            console.complain(usage_message(error))
            return 2
        case AuditorError():
            console.complain(f"错误：{error}")
            return _code(error, error.exit_code)
        case OSError():
            name = str(error.filename or "")
            where = f"{name if len(name) <= NAME else f'{name[:NAME]}…'}：" if name else ""
            console.complain(f"错误：{where}{reason(error)}。")
            return _code(error, 2)
    console.complain(
        f"程序出错，未能完成（{type(error).__name__}）。请在 auditor 后加 --debug 重新运行，并把显示的内容发给维护者。"
    )
    return _code(error, 3)


def _code(error: Exception, code: int) -> int:
    if os.environ.get(DEBUG):
        import traceback

        console.complain("".join(traceback.format_exception(error)).rstrip("\n"))
    return code
