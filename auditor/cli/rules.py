"""``auditor rules``: which rules there are, and what each of them says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from auditor.cli.chinese import WIDTH, ChineseCommand, ChineseGroup, table, wrap
from auditor.errors import UsageError
from auditor.findings import PROBLEMS, Severity

if TYPE_CHECKING:
    from auditor.rulebook.book import Rule

Packs: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--rules", metavar="PACK", help="规则包的名称、文件或文件夹，可写多次，默认 core", show_default=False),
]
SEVERITIES = {Severity.ERROR: "必须修改", Severity.WARNING: "建议修改", Severity.INFO: "提示"}


def register(app: typer.Typer) -> None:
    group = typer.Typer(
        cls=ChineseGroup, rich_markup_mode=None, no_args_is_help=True, help="查看规则：有哪些，每条说什么。"
    )
    group.command("list", cls=ChineseCommand, short_help="列出全部规则")(show_list)
    group.command("show", cls=ChineseCommand, short_help="显示一条规则的条件、理由、依据和示例")(show)
    app.add_typer(group, name="rules", short_help="查看规则")


def show_list(packs: Packs = None) -> int:
    """列出规则包中的全部规则：编号、级别、问题类别、名称。"""
    from auditor.rulebook import load_packs

    book = load_packs(packs or ["core"])
    columns = max((len(rule.id) for rule in book.rules), default=0)
    for rule in book.rules:
        severity, kind = SEVERITIES[rule.text.severity], PROBLEMS[rule.text.problem]
        off = "" if rule.text.enabled else "（已停用）"
        print(f"{rule.id:{columns}}  {severity:　<4}  {kind:　<10}  {rule.text.name}{off}")
    print(f"共 {len(book.rules)} 条，来自 {'、'.join(pack.title or pack.name for pack in book.packs)}")
    return 0


def show(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="规则编号，如 PI-DIR-001", show_default=False)],
    packs: Packs = None,
) -> int:
    """显示一条规则：判断条件、为什么是问题、怎样修改、依据、例外和示例。"""
    from auditor.rulebook import load_packs

    book = load_packs(packs or ["core"])
    rule = book.rule(rule_id.upper())
    if rule is None:
        raise UsageError(f"没有编号为“{rule_id}”的规则", advice="全部编号见 auditor rules list")
    for line in describe(rule):
        print(line)
    return 0


def describe(rule: Rule) -> Iterator[str]:
    """One rule as lines for a person, under fixed headings."""
    text = rule.text
    yield f"{text.id}　{text.name}"
    yield ""
    yield table(
        [
            ("级别", SEVERITIES[text.severity] + ("，须人工核实" if text.review else "")),
            ("类别", f"{PROBLEMS[text.problem]}（{text.problem}）"),
            ("规则包", rule.pack + ("" if text.enabled else "（本条已停用）")),
            ("判断", f"{text.over}表的每一行"),
            ("条件", " ".join(text.where.split())),
            *[("参数", f"{name} = {_value(value)}") for name, value in text.with_.items()],
            *([("存疑条件", " ".join(text.doubt.split()))] if text.doubt else []),
            ("提示语", text.message),
            ("怎样修改", text.advice or "——"),
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


def _value(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _example(example: object) -> str:
    if isinstance(example, str):
        return example
    import json

    content = example.model_dump(exclude_defaults=True)  # type: ignore[attr-defined]
    return json.dumps(content, ensure_ascii=False, default=str)
