"""``auditor rules test``: the worked cases of rules, judged."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli import console
from auditor.cli.inputs import Packs
from auditor.errors import UsageError


def command(
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="规则文件或文件夹；不写则检验全部内置规则", show_default=False),
    ] = None,
    packs: Packs = None,
    every: Annotated[bool, typer.Option("--all", help="通过的示例也逐条列出")] = False,
) -> int:
    """运行规则里的示例：应标出的要标出，不应标出的不能标出。有不符的返回 1。"""
    from auditor.rulebook import builtin_packs, load_packs
    from auditor.rulebook.examples import run_examples

    if file is not None and packs:
        raise UsageError("文件和 --rules 只能写一种")
    named: list[str] = [file] if file is not None else packs or builtin_packs()
    book = load_packs(named)
    if file is not None:
        path = Path(file).resolve().as_posix()
        own = {info.name for info in book.packs if info.path == path}
        # What the file changes of others' rules is tried too.
        ids = {
            rule.id
            for rule in book.rules
            if not own or rule.pack in own or any(change.pack in own for change in rule.changes)
        }
    else:
        ids = {rule.id for rule in book.rules}
    tried = [case for case in run_examples(book) if case.rule in ids]
    wrong = [case for case in tried if not case.passed]
    for case in tried if every else wrong:
        want, got = ("标出" if flag else "不标出" for flag in (case.expected, case.flagged))
        console.show(f"{'通过' if case.passed else '不符'}  {case.rule}  {case.case}")
        if not case.passed:
            console.show(f"      应{want}，实际{'未能判断：' + case.error if case.error else got}")
        for message in case.messages if not case.passed or every else ():
            console.show(f"      提示语：{message}")
    without = [rule.id for rule in book.rules if rule.id in ids and rule.id not in {case.rule for case in tried}]
    if without:
        console.show(f"没有示例可运行的规则：{'、'.join(without)}")
    console.show(f"{len(ids)} 条规则，{len(tried)} 个示例，{len(tried) - len(wrong)} 个通过，{len(wrong)} 个不符")
    return 1 if wrong else 0
