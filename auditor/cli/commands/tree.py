"""``auditor tree``: what was read, as a tree of projects and indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from auditor.cli import console
from auditor.cli.chinese import ChineseCommand
from auditor.cli.inputs import Map, Password, mapping_in_force, what_is_missing
from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.model import Book, Indicator, Project

Branch: TypeAlias = "tuple[str, list[Branch]]"
"""A line of the tree and the branches below it."""


def register(app: typer.Typer) -> None:
    app.command("tree", cls=ChineseCommand, short_help="显示读到的项目和指标")(command)


def command(
    path: Annotated[str, typer.Argument(metavar="PATH", help="预算公开文件", show_default=False)],
    as_json: Annotated[
        bool, typer.Option("--json", help="输出 JSON（UTF-8），结构同 findings.json 的 documents")
    ] = False,
    password: Password = None,
    mapping: Map = None,
) -> int:
    """显示从文件读到的项目、绩效目标和指标，用于核对读取是否正确。有内容未能读取时返回 3。"""
    import auditor

    if not Path(path).is_file():
        raise UsageError("这是文件夹" if Path(path).is_dir() else "找不到文件", path, "请写明一个文件")
    book = auditor.read(path, password=password, mapping=mapping_in_force(mapping))
    if as_json:
        import json

        from auditor.report.findings_json import document

        console.show_json(json.dumps(document(book), ensure_ascii=False, indent=1))
    else:
        lines = [heading(book), *draw(branches(book))]
        console.show("\n".join(map(console.visible_line, lines)))
    for entry in book.ledger:
        if not entry.read:
            console.complain(console.visible_line(f"未能读全：{what_is_missing(entry)}"))
    return 0 if book.whole else 3


def heading(book: Book) -> str:
    """The tree's root: whose book it is, and how much was read."""
    owner = book.department or "（未识别部门）"
    year = f" {book.year} 年" if book.year else ""
    return f"{owner}{year}　{book.counted()}，读取修正 {len(book.repairs)} 处"


def branches(book: Book) -> list[Branch]:
    """Projects with their goal and indicators by level, then the department's own goals and the transfers."""
    tree = [_project(project) for project in book.projects]
    for shelf, goals in list(book.shelved())[1:]:
        if goals:
            tree.append((shelf.heading, [_project(goal) for goal in goals]))
    return tree


def _project(project: Project) -> Branch:
    title = " ".join(part for part in (project.code, project.name or "（无名称）") if part)
    if project.total is not None:
        title += f"　总额 {project.total.raw} {project.total.unit}"
    below: list[Branch] = [(f"目标：{_short(project.goal)}", [])] if project.goal else []
    for level1, in_level1 in groupby(project.indicators, key=lambda indicator: indicator.level1):
        below.append((level1 or "（缺一级指标）", _levels(list(in_level1))))
    return title, below


def _levels(indicators: Sequence[Indicator]) -> list[Branch]:
    return [
        (level2 or "（缺二级指标）", [(_indicator(indicator), []) for indicator in same])
        for level2, same in groupby(indicators, key=lambda indicator: indicator.level2)
    ]


def _indicator(indicator: Indicator) -> str:
    target = f"{indicator.operator} {indicator.value}{indicator.unit}".strip()
    return f"{indicator.name or '（缺三级指标）'}　{target or '（缺指标值）'}"


def _short(text: str, length: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length] + "…"


def draw(tree: Sequence[Branch], indent: str = "") -> Iterator[str]:
    """One line a branch, with lines to its parent. Only signs that code page 936 has."""
    for number, (text, below) in enumerate(tree, start=1):
        last = number == len(tree)
        yield f"{indent}{'└' if last else '├'}─ {text}"
        yield from draw(below, indent + ("   " if last else "│  "))
