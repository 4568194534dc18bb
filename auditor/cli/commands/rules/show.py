"""``auditor rules show``: everything one rule says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import console
from auditor.cli.chinese import WIDTH, Whole, table, wrap
from auditor.cli.inputs import Packs, ProjectFile, packs_in_force
from auditor.errors import UsageError
from auditor.findings import PROBLEMS

if TYPE_CHECKING:
    from auditor.rulebook.ruleset import Rule


def command(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="规则编号，如 PI-DIR-001", show_default=False)],
    packs: Packs = None,
    project: ProjectFile = None,
) -> int:
    """显示一条规则：判断条件、为什么是问题、怎样修改、依据、例外和示例，以及写在哪个文件、被谁改过。"""
    from auditor.rulebook import load_packs
    from auditor.rulebook.suggestions import nearest

    book = load_packs(packs_in_force(packs, project))
    rule = book.rule(rule_id.upper())
    if rule is None:
        near = nearest(rule_id.upper(), [rule.id for rule in book.rules])
        hint = f"是否想看{'、'.join(near)}；" if near else ""
        raise UsageError(f"没有编号为“{rule_id}”的规则", advice=f"{hint}全部编号见 auditor rules list")
    for line in describe(rule):
        console.show(line)
    return 0


def describe(rule: Rule) -> Iterator[str]:
    """One rule as lines for a person, under fixed headings."""
    text = rule.text
    yield f"{text.id}　{text.name}"
    yield ""
    yield table(
        [
            ("级别", text.severity.label + ("，须人工核实" if text.review else "")),
            ("类别", f"{PROBLEMS[text.problem]}（{text.problem}）"),
            ("规则包", rule.pack + ("" if text.enabled else "（本条已停用）")),
            ("写在", Whole(rule.place)),
            *_changes(rule),
            ("判断", f"{text.over}表的每一行（表类：{'、'.join(text.in_)}）"),
            ("条件", " ".join(text.where.split())),
            *[("参数", f"{name} = {_value(value)}") for name, value in rule.parameters.items()],
            *([("断言缺少", "、".join(text.absent))] if text.absent else []),
            *([("存疑条件", " ".join(text.doubt.split()))] if text.doubt else []),
            ("提示语", text.message),
            ("怎样修改", text.advice or "——"),
            *(
                [("建议改为", "，".join(f"{name} {value}" for name, value in text.suggest.items()))]
                if text.suggest
                else []
            ),
        ]
    )
    if text.why:
        yield ""
        yield "为什么是问题"
        for paragraph in text.why.strip().split("\n\n"):
            yield from (f"  {line}" for line in wrap(paragraph.replace("\n", ""), WIDTH - 2))
    yield ""
    yield "依据"
    for basis in rule.basis:
        yield f"  {'　'.join(part for part in (basis.document, basis.number, basis.clause) if part)}"
    if not rule.basis:
        yield "  审核惯例"
    if text.exceptions:
        yield ""
        yield "例外"
        yield from (f"  {line}" for exception in text.exceptions for line in wrap(exception, WIDTH - 2))
    for title, examples in (("有问题的示例", text.examples.flagged), ("没有问题的示例", text.examples.clean)):
        if examples:
            yield ""
            yield title
            yield from (f"  {_example(example)}" for example in examples)


def _changes(rule: Rule) -> Iterator[tuple[str, str]]:
    """What packs further out changed of the rule."""
    if rule.why_disabled:
        yield "停用", rule.why_disabled
    for change in rule.changes:
        why = f"，理由：{change.reason}" if change.reason else ""
        yield "改动", f"{change.what}：{_value(change.old)} 改为 {_value(change.new)}（{change.pack}{why}）"
        yield "", Whole(change.place)


def _value(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _example(example: object) -> str:
    if isinstance(example, str):
        return example
    from auditor.rulesheet.yamltext import flow

    return flow(example.model_dump(exclude_defaults=True, mode="json"))  # type: ignore[attr-defined]
