"""``auditor rules new``: a new rule, asked for or given by options."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from auditor.cli import console
from auditor.errors import AuditorError, UsageError
from auditor.findings import PROBLEMS, Severity

_LINE = "一级 | 二级 | 三级 | 性质 | 值 | 单位"


def _option(name: str, metavar: str, help: str) -> typer.models.OptionInfo:
    made: typer.models.OptionInfo = typer.Option(name, metavar=metavar, help=help, show_default=False)
    return made


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="写进这个规则文件，没有就新建", show_default=False)],
    where: Annotated[str | None, _option("--where", "条件", "成立就标出这一行")] = None,
    name: Annotated[str | None, _option("--name", "名称", "一句话说明是什么问题")] = None,
    message: Annotated[str | None, _option("--message", "提示语", "报告里的话，可用 {列名}")] = None,
    flagged: Annotated[list[str] | None, _option("--flagged", "示例", f"应标出的：“{_LINE}”，可写多次")] = None,
    clean: Annotated[list[str] | None, _option("--clean", "示例", "不应标出的，写法相同，可写多次")] = None,
    id: Annotated[str | None, _option("--id", "编号", "默认接着文件里最后一条编")] = None,
    over: Annotated[str, _option("--over", "表名", "判断哪张表，默认 指标")] = "指标",
    problem: Annotated[str, _option("--problem", "类别", "问题类别，默认 自定义")] = "custom",
    severity: Annotated[str, _option("--severity", "级别", "error、warning（默认）、info")] = "warning",
    advice: Annotated[str | None, _option("--advice", "文字", "怎样修改")] = None,
    why: Annotated[str | None, _option("--why", "文字", "为什么是问题")] = None,
    values: Annotated[list[str] | None, _option("--with", "参数=值", "条件中 $参数 的值，可写多次")] = None,
) -> int:
    """写一条新规则。在命令窗口里直接运行时逐项询问；也可以全部用选项给出。

    写入前先核对条件和示例，有误则不写。列名见 auditor facts，条件可先用 auditor rules try 试。
    """
    from auditor.cli.commands.rules.trial import given
    from auditor.workbench.draft import Draft, next_id, write_rule

    ask = sys.stdin.isatty() and not (where and name and message and flagged and clean)
    kinds = {shown: kind for kind, shown in PROBLEMS.items()}
    draft = Draft(
        id=id or (_ask("规则编号", next_id(file)) if ask else next_id(file)),
        name=name or "",
        where=where or "",
        message=message or "",
        over=over,
        problem=kinds.get(problem, problem),
        severity=severity,
        advice=advice or "",
        why=why or "",
        flagged=flagged or [],
        clean=clean or [],
        parameters=given(values or []),
    )
    if ask:
        _ask_all(draft)
    missing = [
        option
        for option, value in (
            ("--where", draft.where), ("--name", draft.name), ("--message", draft.message),
            ("--flagged", draft.flagged), ("--clean", draft.clean),
        )
        if not value
    ]  # fmt: skip
    if missing:
        raise UsageError(f"缺少 {'、'.join(missing)}", advice="用法见 auditor rules new --help")
    while True:
        try:
            tried = write_rule(draft, file)
            break
        except AuditorError as error:
            if not ask:
                raise
            console.show(f"\n{error}\n\n请改正（直接回车保留原来的内容）：")
            _ask_all(draft)
    console.say(f"已写入 {draft.id}，{len(tried)} 个示例都符合：{file}")
    console.say(f"审核时加上：--rules core --rules {file}")
    return 0


def _ask_all(draft: object) -> None:
    for attribute, question in (
        ("name", "规则名称（一句话说明是什么问题）"),
        ("over", "判断哪张表（指标、项目、文件 …，列名见 auditor facts）"),
        ("where", "条件（如 计量类别 = '满意度' and 数值 < 80）"),
        ("message", "提示语（可用 {列名}）"),
        ("severity", f"级别（{'、'.join(Severity)}）"),
        ("advice", "怎样修改（可不填）"),
        ("why", "为什么是问题（可不填）"),
    ):
        setattr(draft, attribute, _ask(question, getattr(draft, attribute)))
    for attribute, question in (("flagged", "应标出的示例"), ("clean", "不应标出的示例")):
        had = list(getattr(draft, attribute))
        answer = _ask(f"{question}（{_LINE}）", had[0] if had else "")
        setattr(draft, attribute, [answer, *had[1:]] if answer else had)


def _ask(question: str, default: str) -> str:
    shown = f"{question}［{default}］：" if default else f"{question}："
    return console.ask(shown) or default
