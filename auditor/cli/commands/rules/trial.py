"""``auditor rules try``: which rows of real files a condition hits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli import console
from auditor.cli.console_table import columns, place
from auditor.cli.inputs import Map, Packs, Password, Paths, ProjectFile, facts_of, packs_in_force
from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.rulebook.predicate import Parameter


def command(
    condition: Annotated[
        str, typer.Argument(metavar="条件", help="如 \"计量类别 = '满意度' and 数值 < 80\"", show_default=False)
    ],
    paths: Paths,
    over: Annotated[
        str, typer.Option("--over", metavar="表名", help="判断哪张表，默认 指标", show_default=False)
    ] = "指标",
    values: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="参数=值", help="条件中 $参数 的值，可写多次", show_default=False),
    ] = None,
    shown: Annotated[int, typer.Option("--show", metavar="N", help="显示前几行，默认 20", show_default=False)] = 20,
    packs: Packs = None,
    project: ProjectFile = None,
    password: Password = None,
    mapping: Map = None,
) -> int:
    """试一个条件：在文件中成立的有哪些行，显示前二十行和位置。规则包的词表可以直接用，写作 $名单。"""
    from auditor.workbench.trial import try_condition

    parameters = words_of(packs, project) | given(values or [])
    with facts_of(paths, password, mapping) as facts:
        hits = try_condition(facts, condition, over, parameters)
    several = len({subject.document for subject, _ in hits.rows}) > 1
    rows = [
        [*([subject.document] if several else []), place(subject.source), *cells]
        for subject, cells in hits.rows[: max(shown, 0)]
    ]
    if rows:
        for line in columns([*(["文件"] if several else []), "位置", *hits.columns], rows):
            console.show(line)
    more = f"，以上是前 {len(rows)} 行" if 0 < len(rows) < len(hits.rows) else ""
    console.show(f"“{over}”共 {hits.judged} 行，条件成立的 {len(hits.rows)} 行{more}")
    return 0


def given(values: list[str]) -> dict[str, Parameter]:
    """名=值 pairs of the command line; values as in YAML: 80 is a number, [次, 场] a list."""
    from auditor.rulebook.source import read_yaml

    found: dict[str, Any] = {}
    for pair in values:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"--with 应写作 参数=值，不能是“{pair}”")
        found[name.strip()] = read_yaml("--with", f"- {value}".encode()).data[0]
    return found


def words_of(packs: list[str] | None, project: str | None) -> dict[str, Any]:
    """The word lists of the packs in force, with what outer packs add to and remove from those they extend."""
    from auditor.rulebook import load_packs
    from auditor.rulesheet import read_pack_data

    words: dict[str, Any] = {}
    for info in reversed(load_packs(packs_in_force(packs, project)).packs):  # what is extended comes behind
        for name, items in (read_pack_data(info.path).get("words") or {}).items():
            if isinstance(items, list):
                words[name] = items
            elif items.get("replace") is not None:
                words[name] = items["replace"]
            else:
                kept = [word for word in words.get(name, ()) if word not in items.get("remove", ())]
                words[name] = [*kept, *items.get("add", ())]
    return words
