"""The command ``auditor``: its commands, and how every error ends as one line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

import auditor
from auditor.catalogue import entries
from auditor.cli import console
from auditor.cli.chinese import ChineseGroup, usage_message
from auditor.errors import AuditorError
from auditor.paths import here

DEBUG = "AUDITOR_DEBUG"
INTERRUPTED = 130
"""What typer makes of Ctrl-C: 128 and the number of the signal, as shells do."""

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
        print(f"auditor {auditor.__version__}")
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
    try:
        here()  # before anything else: DuckDB aborts the process if the current folder is gone
        ended = app(args=arguments, prog_name="auditor", standalone_mode=False)
    except typer.TyperException as error:
        console.complain(usage_message(error))
        return 2
    except AuditorError as error:
        console.complain(f"错误：{error}")
        return _code(error, error.exit_code)
    except Exception as error:  # The last net: whatever it is, a reviewer gets a sentence and not a traceback.
        console.complain(
            f"程序出错，未能完成（{type(error).__name__}）。"
            "请在 auditor 后加 --debug 重新运行，并把显示的内容发给维护者。"
        )
        return _code(error, 3)
    if ended == INTERRUPTED:
        console.complain("已中断，没有写出结果。")
    return ended if isinstance(ended, int) else 0


def _code(error: Exception, code: int) -> int:
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exception(error)
    return code


def main() -> NoReturn:
    """Entry point of the installed command."""
    console.prepare_streams()
    sys.exit(run())
